"""
Film to artifact.
"""

import asyncio
import hashlib
import json
import os
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from PIL import Image

from aura_core.errors import OutputError, RenderError
from aura_core.ffmpeg.process import run
from aura_core.fonts import Fonts
from aura_core.model.artifact import ArtifactFile
from aura_core.model.brief import Brief
from aura_core.model.captions import Cue
from aura_core.model.enums import ArtifactKind
from aura_core.model.narration import Narration, Take, Word
from aura_core.model.order import Order
from aura_core.model.render import Resolution
from aura_core.model.script import Scene, Script
from aura_core.model.timeline import Chapter, Shot, Timeline
from aura_core.model.upload import Credit, Upload
from aura_core.model.visuals import Motion, PictureKind
from aura_core.stages.publishing import publish, writable
from aura_core.timing import FrameRange, FrameRate, TimeRange
from aura_core.wire import loads


SPAN = TimeRange(Fraction(0), Fraction(1))
SCENE = Scene(0, "High & low", "Hello tides.", Fraction(0), Fraction(1))
SCRIPT = Script("Tides", "en", (attrs.evolve(SCENE, duration=Fraction(9)),), warnings=("It is short.",))
WORDS = (
    Word("Hello", 0, TimeRange(Fraction(0), Fraction(1, 2))),
    Word("tides.", 6, TimeRange(Fraction(1, 2), Fraction(1, 2))),
)
NARRATION = Narration("Tides", "", "en", (Take(SCENE, Path("a.wav"), SPAN, Fraction(0), WORDS),), ("It is long.",))
TIMELINE = Timeline(
    title="Tides",
    language="en",
    frame_rate=FrameRate(Fraction(15)),
    size=Resolution(160, 90),
    shots=(Shot(Path("a.png"), PictureKind.SLIDE, Motion(), FrameRange(0, 15)),),
    narration=(),
    cues=(Cue(SPAN, ("Hello tides.",), WORDS),),
    chapters=(Chapter("High & low", SPAN),),
)
UPLOAD = Upload("Tides", "Hello tides.", ("Tides", "sea"), "en")
ORDER = Order(Brief("Tides"), artifacts=tuple(ArtifactKind))


@pytest.fixture
def film(ffmpeg, tmp_path):
    """A film of a second."""
    path = tmp_path / "film.mp4"
    asyncio.run(run([str(ffmpeg.path), "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=160x90:r=15:d=1", str(path)]))
    return path


@pytest.fixture
def folder(tmp_path):
    """Where the film goes."""
    path = tmp_path / "out"
    path.mkdir()
    return path


def _publish(film, target, ffmpeg, order=ORDER, owed=()):
    making = publish(film, target, order, SCRIPT, NARRATION, TIMELINE, ffmpeg, Fonts(), upload=UPLOAD, owed=owed)
    return asyncio.run(making)


class TestPublish:
    def test_puts_the_film_where_it_was_asked_for(self, film, folder, ffmpeg):
        """
        The film is there byte for byte, and nothing else is when nothing else was ordered.
        """
        artifact = _publish(film, folder / "tides.mp4", ffmpeg, attrs.evolve(ORDER, artifacts=()))

        assert film.read_bytes() == (folder / "tides.mp4").read_bytes()
        assert hashlib.sha256(film.read_bytes()).hexdigest() == artifact.digest
        assert ArtifactFile("tides.mp4", folder / "tides.mp4", "video/mp4", film.stat().st_size) == artifact.video
        assert [folder / "tides.mp4"] == list(folder.iterdir())

    def test_owes_nobody_whom_the_film_before_owed(self, film, folder, ffmpeg):
        """
        Credits lie beside a film that has some, and no longer say so once another has taken its place.
        """
        order = attrs.evolve(ORDER, artifacts=())
        found = []
        for owed in ((Credit("Waves", "Ann"),), ()):
            artifact = _publish(film, folder / "tides.mp4", ffmpeg, order, owed)
            found.append([one["author"] for one in json.loads((folder / "tides.credits.json").read_text("utf-8"))])

        assert [["Ann"], []] == found
        assert ["tides.credits.json"] == [one.name for one in artifact.files]

    def test_describes_the_film(self, film, folder, ffmpeg):
        """
        The artifact knows how long the film is and what the user should know.
        """
        artifact = _publish(film, folder / "tides.mp4", ffmpeg)

        assert (Fraction(1), 15) == (artifact.duration, artifact.frame_count)
        assert ("It is short.", "It is long.") == artifact.warnings

    def test_makes_every_kind_of_file(self, film, folder, ffmpeg):
        """
        Each kind that was ordered lies beside the film, under its name, with its type and size, and is not empty.
        """
        artifact = _publish(film, folder / "tides.mp4", ffmpeg)

        assert {
            "tides.srt": "application/x-subrip",
            "tides.vtt": "text/vtt",
            "tides.ass": "text/x-ssa",
            "tides.sdh.srt": "application/x-subrip",
            "tides.words.json": "application/json",
            "tides.transcript.txt": "text/plain",
            "tides.chapters.txt": "text/plain",
            "tides.jpg": "image/jpeg",
            "tides.timeline.json": "application/json",
            "tides.script.json": "application/json",
            "tides.upload.json": "application/json",
            "tides.upload.txt": "text/plain",
        } == {file.name: file.type for file in artifact.files}
        assert {"tides.mp4", *(file.name for file in artifact.files)} == {path.name for path in folder.iterdir()}
        assert all(file.path.stat().st_size == file.size_bytes > 0 for file in artifact.files)

    def test_writes_what_can_be_read(self, film, folder, ffmpeg):
        """
        The files hold what their names say.
        """
        _publish(film, folder / "tides.mp4", ffmpeg)
        text = {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.suffix not in {".mp4", ".jpg"}}

        assert "00:00:00 High & low\n" == text["tides.chapters.txt"]
        assert "Tides\n\nHigh & low\n\nHello tides.\n" == text["tides.transcript.txt"]
        assert all("Hello" in text[f"tides.{kind}"] for kind in ("srt", "vtt", "ass", "words.json"))
        assert TIMELINE == loads(text["tides.timeline.json"], Timeline)
        assert UPLOAD == loads(text["tides.upload.json"], Upload)
        assert "Tides\n\nHello tides.\n\nTides, sea\n" == text["tides.upload.txt"]
        assert isinstance(json.loads(text["tides.words.json"]), dict | list)
        with Image.open(folder / "tides.jpg") as picture:
            assert (160, 90) == picture.size

    def test_writes_the_script_with_the_times_of_the_film(self, film, folder, ffmpeg):
        """
        The scenes of ``script.json`` are where the narration put them, not where they were planned.
        """
        _publish(film, folder / "tides.mp4", ffmpeg)
        script = loads((folder / "tides.script.json").read_text("utf-8"), Script)

        assert NARRATION.takes[0].span.duration == script.scenes[0].duration

    def test_replaces_an_older_film(self, film, folder, ffmpeg):
        """
        What lay there before is gone when the new film is there.
        """
        (folder / "tides.mp4").write_bytes(b"old")
        _publish(film, folder / "tides.mp4", ffmpeg)

        assert film.stat().st_size == (folder / "tides.mp4").stat().st_size

    def test_leaves_everything_as_it_was_when_it_fails(self, folder, ffmpeg, tmp_path):
        """
        When one of the files cannot be made, the old film stays and nothing new lies beside it.
        """
        broken = tmp_path / "broken.mp4"
        broken.write_bytes(b"not a film")
        (folder / "tides.mp4").write_bytes(b"old")
        with pytest.raises(RenderError):
            _publish(broken, folder / "tides.mp4", ffmpeg)

        assert [folder / "tides.mp4"] == list(folder.iterdir())
        assert b"old" == (folder / "tides.mp4").read_bytes()


class TestWritable:
    @pytest.mark.parametrize("name", ["film.mp4", "film.MP4", "it's 100% [new]; ok.mp4", "日本.mp4"])
    def test_takes_names_that_end_as_the_film_does(self, tmp_path, name):
        """
        A name with the film's ending is kept as it is.
        """
        assert tmp_path / name == writable(tmp_path / name, ".mp4")

    @pytest.mark.parametrize(
        ("name", "expected"), [("film", "film.mp4"), ("film.v2", "film.v2.mp4"), ("a.b", "a.b.mp4")]
    )
    def test_adds_the_ending(self, tmp_path, name, expected):
        """
        A name without an ending of films gets one.
        """
        assert tmp_path / expected == writable(tmp_path / name, ".mp4")

    def test_makes_the_folder(self, tmp_path):
        """
        Folders that are missing are made, and nothing in them.
        """
        writable(tmp_path / "a" / "b" / "film.mp4", ".mp4")

        assert [] == list((tmp_path / "a" / "b").iterdir())

    def test_refuses_another_ending(self, tmp_path):
        """
        A name that promises another container than was ordered is refused.
        """
        with pytest.raises(OutputError, match=r"a \.webm file, but film\.mp4 says otherwise"):
            writable(tmp_path / "film.mp4", ".webm")

    @pytest.mark.parametrize("name", [".", "folder", "folder/", "folder/..", "folder.mp4", "nul\0l.mp4"])
    def test_refuses_what_is_no_file(self, tmp_path, monkeypatch, name):
        """
        A folder, however it is written, is never mistaken for the name of a film.
        """
        monkeypatch.chdir(tmp_path)
        (tmp_path / "folder").mkdir()
        (tmp_path / "folder.mp4").mkdir()
        with pytest.raises(OutputError, match=r"is a folder|NUL character"):
            writable(Path(name), ".mp4")

    @pytest.mark.parametrize("name", ["file/film.mp4", "file/sub/film.mp4", f"{'x' * 300}.mp4", "x" * 252])
    def test_refuses_what_cannot_be_written(self, tmp_path, name):
        """
        A folder that is a file, or a name too long, is found out before any work.
        """
        (tmp_path / "file").touch()
        with pytest.raises(OutputError, match="cannot be written"):
            writable(tmp_path / name, ".mp4")

        assert {"file"} == {path.name for path in tmp_path.iterdir()}

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_refuses_a_folder_without_the_right_to_write(self, tmp_path):
        """
        A folder that is not ours to write to is found out before any work.
        """
        tmp_path.chmod(0o555)
        with pytest.raises(OutputError, match="Permission denied"):
            writable(tmp_path / "film.mp4", ".mp4")
