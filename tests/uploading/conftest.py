"""What tests of sending films stand on."""

from pathlib import Path

import pytest

from aura_core.uploading.destination import Item, Parcel


class Notes:
    """Memory that lasts for a test."""

    def __init__(self, **memory):
        self.memory = memory
        self.told = []

    async def keep(self, **members):
        self.memory = {name: value for name, value in {**self.memory, **members}.items() if value is not None}

    async def moved(self, sent, *, safely=False):
        self.told.append((sent, safely))


@pytest.fixture
def notes():
    """Remember nothing yet."""
    return Notes()


@pytest.fixture
def parcel(tmp_path):
    """Give a function that makes a parcel of a film of so many bytes, with captions beside it."""

    def made(size=10_000, title="Tides"):
        folder = tmp_path / "job"
        folder.mkdir(exist_ok=True)
        film, captions = folder / "video.mp4", folder / "video.vtt"
        film.write_bytes(bytes(at * 7 % 251 for at in range(size)))
        captions.write_text("WEBVTT\n")
        return Parcel(
            "j-1",
            title,
            lambda number: f"{title} {number + 1}" if number else title,
            _item(film, ".mp4", "video/mp4"),
            (_item(captions, ".vtt", "text/vtt"),),
        )

    return made


def _item(path: Path, ending, kind):
    return Item(path, ending, kind, path.stat().st_size)
