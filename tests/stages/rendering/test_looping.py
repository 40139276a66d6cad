"""
The user's music, looped.
"""

import asyncio
import wave
from fractions import Fraction

import numpy as np
import pytest

from aura_core.stages.rendering.looping import fit_music


RATE = 48000


@pytest.fixture
def fitted(ffmpeg, tmp_path):
    """Give a function that fits samples, (samples,) from -1 to 1, to a number of seconds, and returns one channel."""

    def fitted(samples, seconds):
        source, target = tmp_path / "source.wav", tmp_path / "target.wav"
        with wave.open(str(source), "wb") as file:
            file.setparams((2, 2, RATE, 0, "NONE", ""))
            file.writeframes(np.repeat(np.rint(np.asarray(samples) * 32767).astype("<i2"), 2).tobytes())
        if not asyncio.run(fit_music(ffmpeg, source, Fraction(seconds), target)):
            return None
        with wave.open(str(target), "rb") as file:
            assert (2, 2, RATE) == file.getparams()[:3]
            return np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)[:, 0] / 32768

    return fitted


def _tone(hertz, seconds):
    return 0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)


def _beats(seconds, every, first=0.0):
    """Return a beat: a burst of a tone *every* so many seconds."""
    moments = np.arange(round(seconds * RATE)) / RATE
    since = (moments - first) % every
    return 0.6 * np.exp(-since / 0.04) * np.sin(2 * np.pi * 330 * since) * np.minimum(1, since / 0.002)


class TestLoop:
    @pytest.mark.parametrize("seconds", [0.3, 1.37, 5.213])
    def test_has_no_click(self, fitted, seconds):
        """
        A tone that ends in the middle of a wave is looped with no step larger than its own, and at its own loudness.
        """
        tone = _tone(441.3, seconds)
        looped = fitted(tone, 12)
        loud = [np.sqrt(np.mean(part**2)) for part in np.array_split(looped, 120)]

        assert 12 * RATE == len(looped)
        assert np.abs(np.diff(looped)).max() <= 1.05 * np.abs(np.diff(tone)).max()
        assert np.abs(np.diff(looped, 2)).max() <= 1.3 * np.abs(np.diff(tone, 2)).max()
        assert max(loud) / min(loud) < 1.12

    def test_keeps_the_beat(self, fitted):
        """
        A piece whose length is no multiple of its beat is looped so that the beat goes on.
        """
        looped = np.abs(fitted(_beats(5.77, 0.5), 14))
        loud = np.convolve(looped, np.full(240, 1 / 240), "same")
        struck = [
            (start + int(np.argmax(loud[start : start + RATE // 2]))) / RATE for start in range(0, 13 * RATE, RATE // 2)
        ]

        assert np.allclose(np.diff(struck), 0.5, atol=0.03)

    def test_is_as_loud_where_it_turns(self, fitted):
        """
        Noise, which is like nothing else, is as loud at the turn as elsewhere.
        """
        noise = np.random.default_rng(3).random(5 * RATE) - 0.5
        looped = fitted(noise, 14)
        loud = [np.sqrt(np.mean(part**2)) for part in np.array_split(looped, 70)]

        assert max(loud) / min(loud) < 1.1

    def test_leaves_silence_out(self, fitted):
        """
        Silence at the ends of a piece is not heard when it is looped.
        """
        silence = np.zeros(RATE)
        looped = fitted(np.concatenate([silence, _tone(300, 3), silence]), 11)

        assert min(np.sqrt(np.mean(part**2)) for part in np.array_split(looped, 110)) > 0.3

    def test_leaves_a_long_piece_alone(self, fitted):
        """
        What is longer than the film is cut, and otherwise as it was.
        """
        piece = 0.4 * (np.random.default_rng(4).random(5 * RATE) - 0.5)
        cut = fitted(piece, 3)

        assert np.abs(cut - piece[: 3 * RATE]).max() < 1e-3

    @pytest.mark.parametrize("count", [1, 2, 3, 5, 50, 700])
    def test_takes_next_to_nothing(self, fitted, count):
        """
        A few samples are looped as well.
        """
        assert 3 * RATE == len(fitted(np.full(count, 0.5), 3))

    def test_knows_silence(self, fitted):
        """
        Nothing to be heard is told.
        """
        assert fitted(np.zeros(RATE), 3) is None
