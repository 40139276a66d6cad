"""
What every source of music promises.

Give the source to a subclass and let pytest find it::

    class TestMyMusic(MusicSourceSuite):
        source = MyMusic()
"""

from __future__ import annotations

import asyncio
import tempfile
import wave
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar, Final

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from aura_core.model.enums import Mood, Pacing
from aura_core.model.music import Composition, MarkRequest, MusicRequest
from aura_core.ports import MusicSource


__all__ = ["MusicSourceSuite", "music_requests", "read_music"]

_RATE: Final = 48000
_REQUEST: Final = MusicRequest(Mood.WARM, Pacing.CONVERSATIONAL, Fraction(10), seed=1)
_LONGEST_MARK_S: Final = 2


def music_requests(longest: int = 12) -> st.SearchStrategy[MusicRequest]:
    """
    Draw requests for short pieces, to the frame and odd ones, of every mood.
    """
    durations = st.fractions(Fraction(1, 30), longest, max_denominator=30_000)
    return st.builds(
        MusicRequest, st.sampled_from(Mood), st.sampled_from(Pacing), durations, st.integers(-(2**31), 2**31)
    )


def read_music(path: Path) -> NDArray[np.float64]:
    """
    Read a stereo WAV file of 16 bit at 48 kHz, (samples, 2), 1 at the loudest.
    """
    with wave.open(str(path), "rb") as file:
        assert file.getparams()[:3] == (2, 2, _RATE)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2) / 32768


class MusicSourceSuite:
    """
    The promises as tests.

    Attributes:
        source: What is put to the test; asked from several event loops, one after the other.
    """

    source: ClassVar[MusicSource]

    def test_says_who_it_is(self) -> None:
        """
        Name and version are there to tell results apart.
        """
        assert self.source.name
        assert self.source.version == self.source.version

    @pytest.mark.parametrize("mood", Mood)
    def test_plays_every_mood(self, mood: Mood, tmp_path: Path) -> None:
        """
        There is music of every mood: exactly as long as asked for, heard throughout, whole.
        """
        sound = self._composed(attrs.evolve(_REQUEST, mood=mood), tmp_path / "bed.wav")
        loud = [np.sqrt(np.mean(part**2)) for part in np.array_split(sound[_RATE : -3 * _RATE], 12)]

        assert len(sound) == 10 * _RATE
        assert min(loud) > 10 ** (-50 / 20)
        _assert_clean(sound)

    def test_plays_the_same_again(self, tmp_path: Path) -> None:
        """
        The same request gives the same bytes.
        """
        self._composed(_REQUEST, tmp_path / "one.wav")
        self._composed(_REQUEST, tmp_path / "other.wav")

        assert (tmp_path / "one.wav").read_bytes() == (tmp_path / "other.wav").read_bytes()

    def test_follows_the_seed(self, tmp_path: Path) -> None:
        """
        Another seed gives another piece.
        """
        one = self._composed(_REQUEST, tmp_path / "one.wav")
        other = self._composed(attrs.evolve(_REQUEST, seed=2), tmp_path / "other.wav")

        assert not np.array_equal(one, other)

    @settings(max_examples=10)
    @given(request_=music_requests())
    def test_plays_for_any_time(self, request_: MusicRequest) -> None:
        """
        However long the film is, the piece lasts as long, to the sample, and is whole.
        """
        with tempfile.TemporaryDirectory() as folder:
            sound = self._composed(request_, Path(folder) / "bed.wav")

        assert abs(len(sound) - float(request_.duration * _RATE)) <= 1
        _assert_clean(sound)

    @pytest.mark.parametrize("mood", Mood)
    def test_marks_sections(self, mood: Mood, tmp_path: Path) -> None:
        """
        A mark is short, is heard, and begins and ends in silence.
        """
        target = tmp_path / "mark.wav"
        made = asyncio.run(self.source.mark(MarkRequest(mood, 1), target))
        sound = read_music(target)

        assert made.duration == Fraction(len(sound), _RATE) <= _LONGEST_MARK_S
        assert np.abs(sound).max() > 0.1
        _assert_clean(sound)

    def test_leaves_nothing_beside_the_music(self, tmp_path: Path) -> None:
        """
        The folder of the piece holds nothing else afterwards.
        """
        self._composed(_REQUEST, tmp_path / "bed.wav")

        assert [tmp_path / "bed.wav"] == list(tmp_path.iterdir())

    def _composed(self, request: MusicRequest, target: Path) -> NDArray[Any]:
        made: Composition = asyncio.run(self.source.compose(request, target))
        sound = read_music(target)
        assert target == made.audio
        assert made.duration == Fraction(len(sound), _RATE)
        return sound


def _assert_clean(sound: NDArray[np.float64]) -> None:
    """Check that nothing is clipped, nothing clicks, nothing leans to one side, and both ends are silent."""
    assert np.abs(sound).max() < 0.99, "clipped"
    assert np.abs(np.diff(sound, axis=0)).max(initial=0) < 0.2, "a click"
    assert np.abs(sound.mean(axis=0)).max() < 0.003, "direct current"
    assert np.abs(sound[:2]).max() < 0.01, "it begins with a click"
    assert np.abs(sound[-2:]).max() < 0.001, "it ends with a click"
