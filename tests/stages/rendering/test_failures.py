"""
Whatever goes wrong in the middle: an error that says so, and nothing left behind.
"""

import asyncio
import errno
import os
import tempfile
from pathlib import Path

import attrs
import pytest

from aura_core.errors import DiskFullError, NotFoundError, RenderError, SpeechError, VisualError
from aura_core.ffmpeg.binary import locate
from aura_core.model.enums import CaptionMode
from aura_core.model.events import Progress, StepName, StepStarted
from aura_core.model.order import CaptionSpec
from aura_core.model.render import RenderSpec, Resolution
from aura_core.pipeline import produce
from aura_core.ports import quiet
from aura_core.testing.fakes import FakeImages, FakeSynthesizer, FakeWriter


pytestmark = pytest.mark.render


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """The folder for temporary files, empty."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def nothing_left(tmp_path, scratch):
    """Give a function that makes sure that nothing is left of a film that failed."""

    def nothing_left():
        assert [] == list((tmp_path / "out").iterdir())
        assert [] == list(scratch.iterdir())
        assert [] == list((tmp_path / "store").rglob(".*"))
        assert [] == list((tmp_path / "store" / "runs").iterdir())
        assert [] == _children()

    return nothing_left


def _children():
    """List the processes that this one has started and that still are."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = status.read_text()
        except OSError:
            continue
        if os.getpid() == int(text.rpartition(")")[2].split()[1]):
            found.append(text)
    return found


def _wrapped(folder, ffmpeg, what, does):
    """Make an FFmpeg that *does* something else when *what* is on its command line."""
    path = folder / "ffmpeg"
    path.write_text(f'#!/bin/sh\ncase "$*" in {what}) {does};; esac\nexec "{ffmpeg.path}" "$@"\n')
    path.chmod(0o755)
    return locate(path)


class TestCancellation:
    @pytest.mark.parametrize("step", [*StepName, None])
    def test_leaves_nothing(self, order, services_in, tmp_path, nothing_left, caplog, step):
        """
        A film that is cancelled when a step begins, or in the middle of encoding, is gone.
        """
        larger = attrs.evolve(order, render_spec=RenderSpec(Resolution(640, 360), fps=30))

        async def cancelled():
            asked = []

            def hear(event):
                begun = isinstance(event, StepStarted) and event.step is step
                encoding = isinstance(event, Progress) and event.step is StepName.MUX and step is None
                if (begun or encoding) and not asked:
                    asked.append(event)
                    task.cancel()

            task = asyncio.create_task(produce(larger, tmp_path / "out" / "film", services_in(tmp_path, 1), hear))
            with pytest.raises(asyncio.CancelledError):
                await task

        (tmp_path / "out").mkdir()
        asyncio.run(cancelled())
        nothing_left()
        assert [] == caplog.records

    @pytest.mark.parametrize("what", ["*ass=*", "*pipe:0*", "*ebur128*", "*ffconcat*", "*framecrc*"])
    def test_ends_what_ffmpeg_is_at(self, order, services_in, ffmpeg, tmp_path, nothing_left, what):
        """
        Whichever of its tasks FFmpeg is at, and however long it would take, it is ended long before.
        """
        told = tmp_path / "told"
        os.mkfifo(told)
        slow = _wrapped(tmp_path, ffmpeg, what, f"exec 9<>'{told}'; echo here >&9; sleep 15")
        burned = attrs.evolve(order, captions=CaptionSpec(CaptionMode.BURN))

        async def cancelled():
            film = produce(burned, tmp_path / "out" / "film", services_in(tmp_path, 1, slow))
            task = asyncio.create_task(film)
            with await asyncio.to_thread(told.open) as line:
                await asyncio.to_thread(line.readline)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asyncio.wait_for(task, 8)

        (tmp_path / "out").mkdir()
        asyncio.run(cancelled())
        nothing_left()

    def test_does_not_hinder_the_next_film(self, order, services_in, make, tmp_path):
        """
        What was done before a cancellation is not done again.
        """

        async def cancelled():
            def hear(event):
                if isinstance(event, Progress) and event.step is StepName.MUX:
                    task.cancel()

            task = asyncio.create_task(produce(order, tmp_path / "film", services_in(tmp_path, 1), hear))
            with pytest.raises(asyncio.CancelledError):
                await task

        asyncio.run(cancelled())
        before = set((tmp_path / "store").rglob("*.mp4"))
        made = make(order, tmp_path)

        assert before
        assert before < set(made.store.root.rglob("*.mp4"))


class TestFailures:
    def test_of_a_killed_encoder_are_told(self, order, services_in, ffmpeg, tmp_path, nothing_left, caplog):
        """
        An encoder that is killed while it is fed is an error with its signal.
        """
        killed = _wrapped(tmp_path, ffmpeg, "*pipe:0*", "head -c 300000 >/dev/null; kill -9 $$")
        (tmp_path / "out").mkdir()
        with pytest.raises(RenderError, match="killed by signal 9") as caught:
            asyncio.run(produce(order, tmp_path / "out" / "film", services_in(tmp_path, ffmpeg=killed)))

        assert -9 == caught.value.exit_code
        nothing_left()
        assert [] == caplog.records

    @pytest.mark.parametrize("what", ["*pipe:0*", "*volume=*", "*ffconcat*", "*framecrc*", "*sseof*"])
    def test_of_a_full_disk_are_told(self, order, services_in, ffmpeg, tmp_path, nothing_left, what):
        """
        Whichever of its tasks FFmpeg was at when the disk became full, the error says that it was full.
        """
        full = _wrapped(tmp_path, ffmpeg, what, 'echo "Error writing: No space left on device" >&2; exit 1')
        (tmp_path / "out").mkdir()
        with pytest.raises(DiskFullError):
            asyncio.run(produce(order, tmp_path / "out" / "film", services_in(tmp_path, ffmpeg=full)))

        nothing_left()

    def test_of_a_full_disk_are_told_wherever_they_happen(self, order, services_in, tmp_path, nothing_left):
        """
        No room for a temporary file is the same error as no room for the film.
        """

        class Cramped(FakeWriter):
            async def write(self, order, words_per_minute, report=quiet):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/scratch/notes")

        (tmp_path / "out").mkdir()
        services = attrs.evolve(services_in(tmp_path), own_writer=Cramped())
        with pytest.raises(DiskFullError, match="no room left in /scratch/notes"):
            asyncio.run(produce(order, tmp_path / "out" / "film", services))

        nothing_left()

    def test_of_a_provider_come_out_alone(self, order, services_in, tmp_path, nothing_left):
        """
        What a synthesizer or an image source raises is what the caller gets, not a group of it.
        """

        class Mute(FakeSynthesizer):
            async def synthesize(self, text, voice, language, target):
                raise SpeechError("It lost its voice.", provider=self.name, remedy="Give it tea.")

        class Blind(FakeImages):
            async def illustrate(self, request, target):
                raise VisualError("It sees nothing.", provider=self.name, remedy="Switch on the light.")

        (tmp_path / "out").mkdir()
        services = services_in(tmp_path)
        for broken, error in (
            (attrs.evolve(services, synthesizer=Mute()), SpeechError),
            (attrs.evolve(services, images=Blind()), VisualError),
        ):
            with pytest.raises(error, match=r"It (lost|sees)"):
                asyncio.run(produce(order, tmp_path / "out" / "film", broken))
            nothing_left()

    def test_of_a_picture_that_vanishes_are_told(self, order, services_in, photographs, tmp_path, nothing_left):
        """
        A picture that is deleted while the film is made is an error of ours.
        """
        photograph = tmp_path / "pictures" / "one.png"
        photograph.parent.mkdir()
        photograph.write_bytes((photographs / "0.png").read_bytes())
        (tmp_path / "out").mkdir()

        def hear(event):
            if isinstance(event, StepStarted) and event.step is StepName.SUBTITLES:
                photograph.unlink()

        vanishing = attrs.evolve(order, visuals=attrs.evolve(order.visuals, folder=photograph.parent))
        with pytest.raises(NotFoundError, match=r"one\.png"):
            asyncio.run(produce(vanishing, tmp_path / "out" / "film", services_in(tmp_path), hear))

        nothing_left()


class TestTwoAtOnce:
    def test_may_make_the_same_film(self, order, services_in, tmp_path):
        """
        Two runs that write the same film to the same place at once both end well, and it is whole.
        """

        async def both():
            films = (produce(order, tmp_path / "out" / "film", services_in(tmp_path)) for _ in range(2))
            return await asyncio.gather(*films)

        one, other = asyncio.run(both())

        assert one == other
        assert ["film.mp4", "film.timeline.json"] == sorted(path.name for path in (tmp_path / "out").iterdir())
        assert one.video.size_bytes == one.video.path.stat().st_size
