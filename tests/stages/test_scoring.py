"""
Order to score.
"""

import asyncio
from fractions import Fraction
from pathlib import Path

import pytest

from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import Mood, Pacing
from aura_core.model.music import Composition, MarkRequest, MusicRequest, Score
from aura_core.model.order import MusicSpec, Order
from aura_core.stages.scoring import score


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


def _score(order, source, store):
    return asyncio.run(score(order, DURATION, source, store))


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
        made = _score(order, source, store)

        assert [MusicRequest(Mood.BRIGHT, Pacing.FAST, DURATION, 7), MarkRequest(Mood.BRIGHT, 7)] == source.requests
        assert None not in {made.bed, made.mark}

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
