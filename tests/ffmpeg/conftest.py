import pytest

from aura_core.ffmpeg.binary import locate


@pytest.fixture(scope="session")
def ffmpeg():
    """The FFmpeg that came with the installation."""
    return locate()
