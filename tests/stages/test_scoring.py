"""
Order to score.
"""

import asyncio
import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from aura_core.errors import ProviderError
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import Mood, Pacing
from aura_core.model.music import Composition, MarkRequest, MusicRequest, Recording, Score
from aura_core.model.order import MusicSpec, Order
from aura_core.providers.music.generated import GeneratedMusic
from aura_core.stages.scoring import mark, score
from aura_core.verdicts import Verdict


DURATION = Fraction(12)


class Recorder:
    """Writes down what is asked for."""

    name = "recorder"
    version = "1"

    def __init__(self):
        self.requests = []

    async def compose(self, request, target):
        """Compose nothing."""
        return self._made(request, target)

    async def mark(self, request, target):
        """Mark nothing."""
        return self._made(request, target)

    def _made(self, request, target):
        self.requests.append(request)
        target.write_text(repr(request))
        return Composition(target, DURATION, 0.0)


@pytest.fixture
def source():
    """A source of music that plays nothing."""
    return Recorder()


def _score(order, source, store, ffmpeg=None):
    return asyncio.run(score(order, DURATION, source, ffmpeg, store))


class TestScore:
    def test_is_empty_where_nothing_is_ordered(self, source, store):
        """
        Without music, and with the user's own, nothing is composed.
        """
        assert Score() == _score(Order(Brief("Tides")), source, store)
        assert Score() == _score(Order(Brief("Tides"), music=MusicSpec(Path("my.mp3"))), source, store)
        assert [] == source.requests

    def test_is_what_was_asked_for(self, source, store):
        """
        Mood, pacing, length and seed of the film reach the composer.
        """
        plan = PlanSpec(pacing=Pacing.FAST)
        order = Order(Brief("Tides"), plan, music=MusicSpec(mood=Mood.BRIGHT), sound_marks=True, seed=7)
        bed, chime = _score(order, source, store).bed, asyncio.run(mark(order, source, store))

        assert [MusicRequest(Mood.BRIGHT, Pacing.FAST, DURATION, 7), MarkRequest(Mood.BRIGHT, 7)] == source.requests
        assert None not in {bed, chime}

    @pytest.mark.parametrize(("tone", "mood"), [("Serious", Mood.SERIOUS), ("playful", Mood.BRIGHT)])
    def test_follows_the_tone(self, source, store, tone, mood):
        """
        Music without a mood has that of the brief's tone.
        """
        _score(Order(Brief("Tides", tone=tone), music=MusicSpec()), source, store)

        assert [mood] == [request.mood for request in source.requests]

    def test_is_composed_once(self, source, store):
        """
        The same film is not composed for twice; another seed is another piece.
        """
        order = Order(Brief("Tides"), music=MusicSpec(mood=Mood.CALM))
        one, again = _score(order, source, store), _score(order, source, store)
        other = _score(Order(Brief("Tides"), music=MusicSpec(mood=Mood.CALM), seed=1), source, store)

        assert one == again != other
        assert 2 == len(source.requests)


class Library:
    """Has what a folder has, and remembers what was fetched."""

    name = "library"
    version = "1"

    def __init__(self, *recordings):
        self.recordings = recordings
        self.fetched = []

    async def find(self, request):
        """Find all, in order."""
        return self.recordings

    async def fetch(self, recording, target):
        """Copy it."""
        self.fetched.append(recording.id)
        shutil.copyfile(recording.address, target)


class TestPlayed:
    """Music that others played."""

    ORDER = Order(Brief("Tides"), music=MusicSpec(mood=Mood.CALM, provider="library"))

    @pytest.fixture
    def files(self, tmp_path):
        """A tone, and what is none."""
        asyncio.run(GeneratedMusic().mark(MarkRequest(Mood.CALM, 1), tmp_path / "tone.wav"))
        (tmp_path / "broken.wav").write_bytes(b"no sound")
        return tmp_path

    def _recording(self, files, name, *moods):
        return Recording(name, str(files / f"{name}.wav"), ".wav", 2.0, name, "Jane", "CC0", moods)

    def test_is_the_first_that_can_be_heard(self, files, ffmpeg, store):
        """
        What is broken is passed over; the same film fetches nothing again.
        """
        broken, tone = self._recording(files, "broken", Mood.CALM), self._recording(files, "tone", Mood.CALM)
        library = Library(broken, tone)
        made = _score(self.ORDER, library, store, ffmpeg)
        again = _score(self.ORDER, library, store, ffmpeg)

        assert (tone, ()) == (made.played, made.warnings)
        assert made == again
        assert ["broken", "tone", "broken"] == library.fetched

    def test_says_what_it_is_not(self, files, ffmpeg, store):
        """
        Music of another mood than was asked for plays, and its owner is told.
        """
        made = _score(self.ORDER, Library(self._recording(files, "tone", Mood.BRIGHT)), store, ffmpeg)

        assert ("No music was found that says it is calm, so tone plays.",) == made.warnings

    @pytest.mark.parametrize(
        ("names", "verdict"), [((), Verdict.NOTHING_FOUND), (("broken",), Verdict.WRONG_TYPE)], ids=["none", "broken"]
    )
    def test_is_never_silence(self, files, ffmpeg, store, names, verdict):
        """
        Where there is nothing to play, that is an error that says so.
        """
        with pytest.raises(ProviderError) as caught:
            _score(self.ORDER, Library(*(self._recording(files, name) for name in names)), store, ffmpeg)

        assert (verdict, "library", "subtitles") == (caught.value.verdict, caught.value.provider, caught.value.stage)
