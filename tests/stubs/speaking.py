"""
Speech for stubs: a tone a letter, silence for everything else.
"""

import io
import wave

import numpy as np


RATE = 24_000
A_CHARACTER = 0.058
"""Seconds; with its spaces a word of English has about six."""


def tones(text, speed=1.0, rate=RATE, pitch=0.0):
    """Speak *text* as samples."""
    each = round(rate * A_CHARACTER / speed)
    moments = np.arange(each) * 2 * np.pi / rate * 2 ** (pitch / 12)
    spoken = [9000 * np.sin(moments * (150 + ord(one) % 97)) * one.isalnum() for one in text]
    return np.concatenate([*spoken, np.zeros(0)]).astype("<i2")


def wav(samples, rate=RATE):
    """Make a WAV file of *samples*."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(samples.tobytes())
    return file.getvalue()
