"""
Stand-ins for the ports: they do what the port promises, at once and the same every time.

Each remembers what it was asked for, so that a test can count.
"""

from __future__ import annotations

import colorsys
import re
import wave
from fractions import Fraction
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

from aura_core.errors import ScriptError, SpeechError
from aura_core.model.footage import Footage, FootageRequest
from aura_core.model.narration import Speech, Word
from aura_core.model.order import Order
from aura_core.model.script import Scene, Script
from aura_core.model.visuals import Asset, PictureKind, PictureRequest
from aura_core.model.voice import Voice, VoiceSpec
from aura_core.ports import Report, quiet
from aura_core.timing import TimeRange


__all__ = ["FakeFootage", "FakeImages", "FakeSynthesizer", "FakeTranslator", "FakeWriter"]

_SAMPLE_RATE: Final = 16_000
_SOUNDING: Final = Fraction(4, 5)
"""The share of a word's time in which its tone is heard."""


class FakeSynthesizer:
    """
    Speaks a tone a word, each equally long, with exact times.

    Attributes:
        spoken: The texts that were spoken, in order.
    """

    name = "fake"

    def __init__(self, words_per_minute: float = 180.0, *, repeatable: bool = True) -> None:
        self.version = f"1-{words_per_minute:g}"
        self.pace = words_per_minute
        self.repeatable = repeatable
        self.spoken: list[str] = []

    async def voices(self) -> tuple[Voice, ...]:
        """Return the only voice."""
        return (Voice("fake", "en-US", provider=self.name),)

    async def words_per_minute(self, voice: VoiceSpec, language: str) -> float:
        """Return the pace that was chosen, times the voice's rate."""
        return self.pace * voice.rate

    async def synthesize(self, text: str, voice: VoiceSpec, language: str, target: Path) -> Speech:
        """Write a tone for every word of *text*."""
        self.spoken.append(text)
        found = list(re.finditer(r"\S+", text))
        if not found:
            raise SpeechError("There is nothing to say.", provider=self.name, remedy="Give it words.")
        length = max(1, round(_SAMPLE_RATE * 60 / (self.pace * voice.rate)))
        tones = [_tone(match[0], length) for match in found]
        with wave.open(str(target), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(_SAMPLE_RATE)
            file.writeframes(b"".join(tones))
        each = Fraction(length, _SAMPLE_RATE)
        words = (
            Word(match[0], match.start(), TimeRange(index * each, each * _SOUNDING))
            for index, match in enumerate(found)
        )
        return Speech(target, len(found) * each, tuple(words))


def _tone(word: str, length: int) -> bytes:
    """Make a tone whose height the letters decide, and a pause after it."""
    moments = np.arange(length)
    height = 180 + sum(map(ord, word)) % 240
    loud = np.where(moments < float(length * _SOUNDING), 0.3, 0.0)
    tone = loud * np.sin(moments * (2 * np.pi * height / _SAMPLE_RATE))
    return bytes(np.rint(tone * 32767).astype("<i2").tobytes())


class FakeImages:
    """
    Paints a disc and a bar a bullet on a plain ground, in colours that the scene and the seed decide.

    Attributes:
        requests: What was asked for, in order.
    """

    name = "fake"
    version = "1"

    def __init__(self) -> None:
        self.requests: list[PictureRequest] = []

    async def illustrate(self, request: PictureRequest, target: Path) -> Asset:
        """Paint."""
        self.requests.append(request)
        width, height = request.size.width, request.size.height
        hue = (0.15 + 0.38 * request.scene.index + 0.07 * request.seed) % 1
        picture = Image.new("RGB", (width, height), _colour(hue, 0.45))
        radius = min(width, height) // 5
        box = (width // 2 - radius, height // 3 - radius, width // 2 + radius, height // 3 + radius)
        draw = ImageDraw.Draw(picture)
        draw.ellipse(box, fill=_colour((hue + 0.5) % 1, 0.9))
        for line in range(len(self.points(request)[: request.revealed])):
            top = height * (10 + line) // 20
            draw.rectangle((width // 4, top, width * 3 // 4, top + height // 40), fill=_colour((hue + 0.5) % 1, 0.9))
        picture.save(target, format="PNG")
        return Asset("image", str(target))

    def points(self, request: PictureRequest) -> tuple[str, ...]:
        """Give the scene's bullets."""
        return request.scene.bullets


def _colour(hue: float, value: float) -> tuple[int, int, int]:
    red, green, blue = (round(255 * part) for part in colorsys.hsv_to_rgb(hue, 0.6, value))
    return red, green, blue


class FakeFootage:
    """
    Has as many pictures as it was given numbers, the same for whatever is looked for: plain grounds in colours.

    Attributes:
        requests: What was looked for, in order.

        fetched: Which pictures were fetched, in order.
    """

    name = "fake"
    version = "1"

    def __init__(self, count: int = 5) -> None:
        self.count = count
        self.requests: list[FootageRequest] = []
        self.fetched: list[str] = []

    async def find(self, request: FootageRequest) -> tuple[Footage, ...]:
        """Give them all."""
        self.requests.append(request)
        return tuple(
            Footage(
                *(str(number), PictureKind.IMAGE, f"fake:{number}", ".png"),
                width=640,
                height=360,
                title=f"Picture {number}",
                attribution=f"Somebody {number}",
                license="CC0",
            )
            for number in range(self.count)
        )

    async def fetch(self, footage: Footage, request: FootageRequest, target: Path) -> None:
        """Paint it."""
        self.fetched.append(footage.id)
        Image.new("RGB", (640, 360), _colour(int(footage.id) * 0.17 % 1, 0.7)).save(target, format="PNG")


class FakeWriter:
    """
    Writes a scene a paragraph of the user's script, or scenes of counted words as long as the plan.

    Attributes:
        orders: What was asked for, in order.
    """

    name = "fake"
    version = "1"

    def __init__(self, scenes: int = 3) -> None:
        self.scenes = scenes
        self.orders: list[Order] = []

    async def write(self, order: Order, words_per_minute: float, report: Report = quiet) -> Script:
        """Write."""
        self.orders.append(order)
        if order.written is not None:
            return order.written
        texts = _paragraphs(order.script) if order.script is not None else self._counted(order, words_per_minute)
        if not texts:
            raise ScriptError("There is nothing to say.", provider=self.name, remedy="Give it words.")
        scenes = (Scene(index, f"Part {index + 1}", text) for index, text in enumerate(texts))
        return Script(order.brief.topic, order.brief.language, tuple(scenes))

    def _counted(self, order: Order, words_per_minute: float) -> list[str]:
        seconds = float(order.plan_spec.target_duration) / self.scenes
        words = max(1, round(words_per_minute * seconds / 60))
        return [f"{' '.join(f'word{number}' for number in range(1, words + 1))}." for _ in range(self.scenes)]


class FakeTranslator:
    """
    Says every word backwards, which is a language nobody speaks, and back again.

    Attributes:
        requests: What was asked for, in order: texts, source and target.
    """

    name = "fake"
    version = "1"

    def __init__(self) -> None:
        self.requests: list[tuple[tuple[str, ...], str, str]] = []

    async def translate(self, texts: tuple[str, ...], source: str, target: str) -> tuple[str, ...]:
        """Translate."""
        self.requests.append((texts, source, target))
        return tuple(re.sub(r"\w+", lambda word: word[0][::-1], text) for text in texts)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]
