"""
What every film needs, really used once.

It takes in all that makes films, 100 MB and more, which a server does without until it is asked for this.
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import Awaitable, Callable
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path

from aura_core.configuration import SettingsFile, effective
from aura_core.disk import disk_errors
from aura_core.ffmpeg import command
from aura_core.ffmpeg.binary import locate
from aura_core.ffmpeg.encoding import encoding_for
from aura_core.ffmpeg.process import run
from aura_core.fonts import Fonts
from aura_core.health.checks import Check, Observation
from aura_core.health.installation import installation
from aura_core.health.watch import examine
from aura_core.model.brief import Brief
from aura_core.model.enums import Mood
from aura_core.model.health.finding import Category, Report
from aura_core.model.music import MusicRequest
from aura_core.model.render import RenderSpec, Resolution
from aura_core.model.request import JobRequest
from aura_core.model.script import Scene
from aura_core.model.visuals import PictureRequest
from aura_core.model.voice import VoiceSpec
from aura_core.ordering import order_of
from aura_core.ordering.defaults import completed
from aura_core.providers.images.slides import SlideImages
from aura_core.providers.music.generated import GeneratedMusic
from aura_core.providers.voices.espeak import EspeakSynthesizer
from aura_core.settings import Settings
from aura_core.timing import FrameRate
from aura_core.wiring import open_services
from aura_core.words import counted


__all__ = ["thorough", "trials"]


def thorough(settings: Settings) -> Report:
    """Look at everything and use everything once, with the settings that are in force; blocks for some seconds."""
    # Where nothing was made yet, the folder is still to come; why it cannot be made, the checks say.
    with contextlib.suppress(OSError):
        settings.data.mkdir(parents=True, exist_ok=True)
    return examine((*installation(lambda: effective(settings)), *trials(settings)))


def trials(settings: Settings) -> tuple[Check, ...]:
    """Return checks that use what every film needs."""

    def using(work: Callable[[Settings], Awaitable[str]]) -> Callable[[], Observation]:
        async def used() -> Observation:
            return Observation(await work(effective(settings)))

        return lambda: asyncio.run(used())

    return (
        Check("cast_works", "Cast", Category.CONFIGURATION, using(_cast), required=True),
        Check("encoder_works", "Encoder", Category.VIDEO, using(_encoder), required=True),
        Check("voice_works", "Voice", Category.TTS, using(_voice), required=True),
        Check("slides_work", "Slide", Category.IMAGE, using(_slides), required=True),
        Check("music_works", "Music", Category.MUSIC, using(_music), required=True),
        Check("data_works", "Data", Category.SYSTEM, using(_data), required=True),
        Check("drawing_speed", "Speed", Category.SYSTEM, _speed),
    )


async def _cast(settings: Settings) -> str:
    """See who would make a film that does not say, as the owner's profile has it; nobody is asked."""
    owner = SettingsFile(settings.data).read().settings
    cast = open_services(settings).cast_for(order_of(completed(JobRequest(Brief("Hello")), owner)))
    first = (chain.members[0].name for chain in (cast.writers, cast.speakers, cast.illustrators))
    return "{} writes, {} speaks, {} illustrates.".format(*first)


async def _encoder(settings: Settings) -> str:
    rate = FrameRate(Fraction(30))
    encoding = encoding_for(RenderSpec(), rate)
    await run(command.trial(locate(settings.ffmpeg, settings.ffmpeg_named), encoding, rate))
    return f"{encoding.encoder} encodes."


async def _voice(settings: Settings) -> str:
    synthesizer = EspeakSynthesizer()
    with tempfile.TemporaryDirectory(prefix="aura-") as folder:
        speech = await synthesizer.synthesize("Hello there.", VoiceSpec(), "en-US", Path(folder) / "hello.wav")
    voices = len(await synthesizer.voices())
    return f"{synthesizer.name} says two words in {float(speech.duration):.1f} s, and has {counted(voices, 'voice')}."


async def _slides(settings: Settings) -> str:
    images = SlideImages(Fonts(settings.fonts))
    request = PictureRequest(Scene(0, "Hello", "Hello there."), 1, "Hello", "", Resolution(640, 360))
    with tempfile.TemporaryDirectory(prefix="aura-") as folder:
        await images.illustrate(request, Path(folder) / "hello.png")
    return "A slide was typeset."


async def _music(settings: Settings) -> str:
    with tempfile.TemporaryDirectory(prefix="aura-") as folder:
        request = MusicRequest(Mood.WARM, duration=Fraction(3))
        made = await GeneratedMusic().compose(request, Path(folder) / "music.wav")
    return f"{float(made.duration):.0f} s of music were composed."


async def _data(settings: Settings) -> str:
    with disk_errors(settings.data):
        settings.data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data) as file:
            file.write(bytes(4096))
            file.flush()
    return f"A file was written to {settings.data}."


def _speed() -> Observation:
    if find_spec("numba"):
        return Observation("Moving pictures are drawn by numba.")
    return Observation(
        "Moving pictures are drawn by numpy.",
        remedy="`pip install 'aura-video[fast]'` draws them several times as fast.",
    )
