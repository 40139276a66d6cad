"""
Speech made faster, slower, higher or lower.
"""

import numpy as np
import pytest

from aura_core.providers.voices.stretching import paced, pitched


RATE = 24_000


def _tone(hertz, seconds=1.0):
    moments = np.arange(round(RATE * seconds))
    return (8000 * np.sin(2 * np.pi * hertz * moments / RATE)).astype(np.int16)


def _hertz(samples):
    """Find the strongest frequency."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return np.argmax(spectrum) * RATE / len(samples)


class TestPaced:
    @pytest.mark.parametrize("pace", [0.5, 0.8, 1.25, 2.0])
    @pytest.mark.parametrize("hertz", [110, 220, 431])
    def test_changes_length_and_nothing_else(self, pace, hertz):
        """
        The tone is as high and as loud as before, and lasts as long as the pace says.
        """
        made = paced(_tone(hertz), RATE, pace)
        middle = made[len(made) // 4 : -len(made) // 4].astype(float)

        assert len(made) == pytest.approx(RATE / pace, rel=0.01)
        assert _hertz(made) == pytest.approx(hertz, rel=0.02)
        assert np.sqrt((middle**2).mean()) == pytest.approx(8000 / np.sqrt(2), rel=0.1)

    def test_keeps_the_order_of_things(self):
        """
        What is heard at a moment is heard at that moment divided by the pace.
        """
        clicks = np.zeros(RATE * 2, np.int16)
        for at in (0.4, 0.9, 1.5):
            start = round(at * RATE)
            clicks[start : start + 480] = _tone(1000, 0.02)
        made = paced(clicks, RATE, 1.6)
        loud = np.flatnonzero(np.abs(made.astype(int)) > 2000) / RATE

        for at in (0.4, 0.9, 1.5):
            assert np.abs(loud - at / 1.6).min() < 0.015

    def test_leaves_what_is_right_already(self):
        """
        At the pace that it has, and where there is next to nothing, speech stays as it is.
        """
        assert paced(_tone(220), RATE, 1.0).tolist() == _tone(220).tolist()
        assert 10 == len(paced(_tone(220)[:10], RATE, 2.0))


class TestPitched:
    @pytest.mark.parametrize("semitones", [-7, -4, 3, 12])
    def test_changes_the_pitch_and_nothing_else(self, semitones):
        """
        The tone is so many semitones higher, and lasts as long as before.
        """
        made = pitched(_tone(220), RATE, semitones)

        assert len(made) == pytest.approx(RATE, rel=0.02)
        assert _hertz(made) == pytest.approx(220 * 2 ** (semitones / 12), rel=0.02)
