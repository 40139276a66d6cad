"""
Can films be made here? Every part is really used once.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Awaitable, Callable
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path

import attrs

from aura_core.configuration import effective
from aura_core.disk import disk_errors
from aura_core.errors import AuraError, DiskFullError
from aura_core.ffmpeg import command
from aura_core.ffmpeg.binary import locate
from aura_core.ffmpeg.encoding import encoding_for
from aura_core.ffmpeg.process import run
from aura_core.fonts import Fonts
from aura_core.model.enums import Mood
from aura_core.model.music import MusicRequest
from aura_core.model.render import RenderSpec, Resolution
from aura_core.model.script import Scene
from aura_core.model.visuals import PictureRequest
from aura_core.model.voice import VoiceSpec
from aura_core.providers.images.slides import SlideImages
from aura_core.providers.music.generated import GeneratedMusic
from aura_core.providers.voices.espeak import EspeakSynthesizer
from aura_core.settings import Settings
from aura_core.timing import FrameRate


__all__ = ["Finding", "examine"]

_ROOM_GIB = 1.0


@attrs.frozen
class Finding:
    """
    What was found out about one part.

    Attributes:
        remedy: What to do, as a sentence; may be empty when it is *ok*.
    """

    name: str
    ok: bool
    message: str
    remedy: str = ""


async def examine(settings: Settings) -> tuple[Finding, ...]:
    """
    Use every part once and say what came of it.
    """
    settings = effective(settings)
    checks: dict[str, Callable[[Settings], Awaitable[str]]] = {
        "ffmpeg": _ffmpeg,
        "encoder": _encoder,
        "voice": _voice,
        "slides": _slides,
        "music": _music,
        "data": _data,
    }
    findings = [await _found(name, check, settings) for name, check in checks.items()]
    return (*findings, _speed())


async def _found(name: str, check: Callable[[Settings], Awaitable[str]], settings: Settings) -> Finding:
    try:
        return Finding(name, True, await check(settings))
    except AuraError as error:
        return Finding(name, False, str(error), error.remedy)


async def _ffmpeg(settings: Settings) -> str:
    ffmpeg = locate(settings.ffmpeg, settings.ffmpeg_named)
    return f"FFmpeg {ffmpeg.version} at {ffmpeg.path}"


async def _encoder(settings: Settings) -> str:
    rate = FrameRate(Fraction(30))
    encoding = encoding_for(RenderSpec(), rate)
    await run(command.trial(locate(settings.ffmpeg, settings.ffmpeg_named), encoding, rate))
    return f"{encoding.encoder} encodes"


async def _voice(settings: Settings) -> str:
    synthesizer = EspeakSynthesizer()
    with tempfile.TemporaryDirectory(prefix="aura-") as folder:
        speech = await synthesizer.synthesize("Hello there.", VoiceSpec(), "en-US", Path(folder) / "hello.wav")
    return f"{synthesizer.name} says two words in {float(speech.duration):.1f} s, and has {len(await synthesizer.voices())} voices"


async def _slides(settings: Settings) -> str:
    images = SlideImages(Fonts(settings.fonts))
    request = PictureRequest(Scene(0, "Hello", "Hello there."), 1, "Hello", "", Resolution(640, 360))
    with tempfile.TemporaryDirectory(prefix="aura-") as folder:
        await images.illustrate(request, Path(folder) / "hello.png")
    return "a slide was typeset"


async def _music(settings: Settings) -> str:
    with tempfile.TemporaryDirectory(prefix="aura-") as folder:
        request = MusicRequest(Mood.WARM, duration=Fraction(3))
        made = await GeneratedMusic().compose(request, Path(folder) / "music.wav")
    return f"{float(made.duration):.0f} s of music were composed"


async def _data(settings: Settings) -> str:
    with disk_errors(settings.data):
        settings.data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data):
            free = shutil.disk_usage(settings.data).free / 1024**3
    if free < _ROOM_GIB:
        raise DiskFullError(
            f"Only {free:.1f} GiB are free in {settings.data}.", remedy="Free some space, or set AURA_DATA_PATH."
        )
    return f"{settings.data}, {free:.0f} GiB free"


def _speed() -> Finding:
    if find_spec("numba"):
        return Finding("speed", True, "moving pictures are drawn by numba")
    return Finding(
        *("speed", True, "moving pictures are drawn by numpy"),
        remedy="`pip install 'aura-video[fast]'` draws them several times as fast.",
    )
