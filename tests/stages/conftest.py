import pytest

from aura_core.ffmpeg.binary import locate
from aura_core.store import Store


@pytest.fixture(scope="session")
def ffmpeg():
    """The FFmpeg that came with the installation."""
    return locate()


@pytest.fixture
def store(tmp_path):
    """An empty store."""
    return Store(tmp_path / "store", 10**9)
