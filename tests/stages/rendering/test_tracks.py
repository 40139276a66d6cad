"""
Marks, sample by sample.
"""

import wave
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from aura_core.model.render import Resolution
from aura_core.model.timeline import AudioClip, Shot, Timeline
from aura_core.model.visuals import Motion, PictureKind
from aura_core.stages.rendering.tracks import write_marks
from aura_core.timing import FrameRange, FrameRate, TimeRange


RATE = 48000


@pytest.fixture
def marked(tmp_path):
    """Give a function that writes the marks of a film of six seconds, and returns one channel of them."""

    def marked(*spans, level=0.4):
        source, target = tmp_path / "mark.wav", tmp_path / "marks.wav"
        with wave.open(str(source), "wb") as file:
            file.setparams((2, 2, RATE, 0, "NONE", ""))
            tone = level * np.sin(2 * np.pi * 880 * np.arange(RATE) / RATE)
            file.writeframes(np.repeat(np.rint(tone * 32767).astype("<i2"), 2).tobytes())
        clips = tuple(AudioClip(source, TimeRange(Fraction(start), Fraction(length))) for start, length in spans)
        shot = Shot(Path("none.png"), PictureKind.SLIDE, Motion(), FrameRange(0, 60))
        write_marks(
            Timeline("Film", "en", FrameRate(Fraction(10)), Resolution(64, 64), (shot,), (), marks=clips), target
        )
        with wave.open(str(target), "rb") as file:
            return np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)[:, 0] / 32768

    return marked


def _decibels(sound, start, end):
    part = sound[round(start * RATE) : round(end * RATE)]
    return 20 * np.log10(np.sqrt(np.mean(part**2)) + 1e-9)


class TestMarks:
    def test_make_room_for_the_word_after_them(self, marked):
        """
        A mark that would sound on is softer by 18 dB as soon as the voice begins, without a click.
        """
        sound = marked((1, 0.5))

        assert _decibels(sound, 1.5, 1.9) == pytest.approx(_decibels(sound, 1.05, 1.4) - 18, abs=0.5)
        assert np.abs(np.diff(sound)).max() < 1.05 * 2 * np.pi * 880 / RATE * np.abs(sound).max()

    def test_last_as_long_as_the_film(self, marked):
        """
        Before, between and after them is silence, and the track is as long as the film.
        """
        sound = marked((1, 2), (4, 2))

        assert 6 * RATE == len(sound)
        assert not sound[:RATE].any()
        assert not sound[2 * RATE + 1 : 4 * RATE].any()
        assert not sound[5 * RATE + 1 :].any()

    def test_are_as_loud_however_they_were_made(self, marked):
        """
        A mark that is a tenth as loud is heard as loud.
        """
        assert _decibels(marked((1, 2), level=0.04), 1, 1.4) == pytest.approx(
            _decibels(marked((1, 2)), 1, 1.4), abs=0.1
        )
