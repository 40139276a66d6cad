"""Films into a folder."""

import asyncio
import errno

import attrs
import pytest

from aura_core.errors import UploadError
from aura_core.model.settings.export import UploadDestination
from aura_core.uploading import folder as folders
from aura_core.uploading.folder import FolderDestination


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "films"
    path.mkdir()
    return path


def send(folder, parcel, notes):
    return asyncio.run(FolderDestination(UploadDestination(local_path=str(folder))).send(parcel, notes))


def names(folder):
    return sorted(path.name for path in folder.iterdir())


class TestFolder:
    def test_has_the_film_and_what_lies_beside_it(self, folder, parcel, notes):
        """
        Everything is there to the byte, under one name, and nothing else is.
        """
        sent = parcel()
        where = send(folder, sent, notes)

        assert str(folder / "Tides.mp4") == where
        assert ["Tides.mp4", "Tides.vtt"] == names(folder)
        assert sent.film.path.read_bytes() == (folder / "Tides.mp4").read_bytes()
        assert (sent.size, True) == notes.told[-1]

    def test_never_loses_what_is_there(self, folder, parcel, notes):
        """
        Where anything has one of the names, all get another.
        """
        (folder / "Tides.vtt").write_text("mine")
        send(folder, parcel(), notes)

        assert ["Tides 2.mp4", "Tides 2.vtt", "Tides.vtt"] == names(folder)
        assert "mine" == (folder / "Tides.vtt").read_text()

    def test_has_it_once_however_often_it_is_sent(self, folder, parcel, notes, monkeypatch):
        """
        Who goes on after a crash sends what is not there yet, and nothing a second time.
        """
        sent = parcel()
        send(folder, sent, notes)
        (folder / "Tides.mp4").unlink()
        before = (folder / "Tides.vtt").stat()
        send(folder, sent, notes)

        assert ["Tides.mp4", "Tides.vtt"] == names(folder)
        assert before.st_ino == (folder / "Tides.vtt").stat().st_ino

    def test_takes_another_name_where_one_was_taken_meanwhile(self, folder, parcel, notes):
        """
        What somebody else has put under the remembered name stays, and the next try takes another.
        """
        sent = parcel()
        send(folder, sent, notes)
        (folder / "Tides.mp4").write_text("somebody else's")
        with pytest.raises(UploadError, match="took that name") as caught:
            send(folder, sent, notes)
        again = send(folder, sent, notes)

        assert caught.value.retryable
        assert "Tides 2.mp4" in again
        assert "somebody else's" == (folder / "Tides.mp4").read_text()

    @pytest.mark.parametrize(
        ("number", "words", "passes"),
        [(errno.ENOSPC, "no room", False), (errno.EACCES, "cannot be written", False), (errno.EIO, "cannot", True)],
    )
    def test_says_what_the_disk_refuses(self, folder, parcel, notes, monkeypatch, number, words, passes):
        """
        A film that does not fit leaves nothing behind, and says why.
        """

        def refuse(*_):
            raise OSError(number, "refused")

        monkeypatch.setattr(folders, "claim", refuse)
        with pytest.raises(UploadError, match=words) as caught:
            send(folder, parcel(), notes)

        assert passes is caught.value.retryable
        assert [] == names(folder)

    @pytest.mark.parametrize("path", ["", "/nowhere/at/all", "~/no/such/folder/here"])
    def test_has_to_be_one(self, parcel, notes, path):
        """
        What is no folder is refused, when it is tried and when it is sent to.
        """
        destination = FolderDestination(attrs.evolve(UploadDestination(), local_path=path))
        for trying in (destination.look(), destination.send(parcel(), notes)):
            with pytest.raises(UploadError):
                asyncio.run(trying)
