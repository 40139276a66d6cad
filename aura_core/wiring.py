"""
The composition root: opens what the settings ask for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

import attrs

from aura_core.configuration import access_for, effective
from aura_core.editions import produce_all
from aura_core.ffmpeg.binary import locate
from aura_core.fonts import Fonts
from aura_core.makers import rosters_for
from aura_core.model.artifact import Artifact
from aura_core.model.brief import Brief
from aura_core.model.edition import Version
from aura_core.model.enums import Aspect
from aura_core.model.order import Order
from aura_core.ordering.editions import editions_of
from aura_core.outbound.calls import calls_in
from aura_core.pipeline import Listener, Services, produce
from aura_core.providers.images.slides import SlideImages
from aura_core.providers.music.generated import GeneratedMusic
from aura_core.providers.voices.espeak import EspeakSynthesizer
from aura_core.providers.writers.extract import ExtractWriter
from aura_core.providers.writers.outline import OutlineWriter
from aura_core.providers.writers.own import OwnScriptWriter
from aura_core.settings import Settings
from aura_core.stages.rendering import Studio
from aura_core.store import Store


__all__ = ["create_video", "create_videos", "open_services"]


def open_services(settings: Settings, *, run: str = "") -> Services:
    """
    Put together everything that makes films, as *settings* and the owner's document say at this moment.

    Without anybody's wish for a provider, everything is made on this machine.

    FFmpeg is looked for when a film is rendered: to plan one, or to list voices, takes none.

    Args:
        run: What films are made for, such as the id of a job; what providers are asked is noted under it.
    """
    settings = effective(settings)
    access = attrs.evolve(access_for(settings), run=run)
    fonts = Fonts(settings.fonts)
    store = Store(settings.data / "store", settings.store_limit)
    return Services(
        writer=OutlineWriter(),
        own_writer=OwnScriptWriter(),
        source_writer=ExtractWriter(store),
        synthesizer=EspeakSynthesizer(),
        images=SlideImages(fonts),
        music=GeneratedMusic(),
        studio=Studio(
            cache(partial(locate, settings.ffmpeg, settings.ffmpeg_named)),
            *(fonts, store, settings.workers, settings.acceleration, settings.gpu, settings.effort),
        ),
        rosters=rosters_for(access, calls_in(settings.data), store),
    )


def create_video(
    what: Order | str, output: Path | str, *, settings: Settings | None = None, listener: Listener | None = None
) -> Artifact:
    """
    Make a film and wait for it.

    Args:
        what: An order, or just a topic.

        output: Where the film goes.

        listener: Hears the events.

    Raises:
        AuraError: the film cannot be made; nothing is left behind.
    """
    order = what if isinstance(what, Order) else Order(Brief(what))
    services = open_services(settings or Settings.from_environment())
    return asyncio.run(produce(order, Path(output), services, listener))


def create_videos(
    what: Order | str,
    output: Path | str,
    *,
    aspects: Sequence[Aspect] = (),
    versions: Sequence[Version] = (),
    settings: Settings | None = None,
    listener: Listener | None = None,
) -> tuple[Artifact, ...]:
    """
    Make films of the same script in several shapes and languages, and wait for them.

    ::

        create_videos("How tides work", "tides.mp4", aspects=[Aspect.WIDESCREEN, Aspect.VERTICAL])

    makes ``tides.16x9.mp4`` and ``tides.9x16.mp4``, of one recording of the voice.

    Args:
        what: An order, or just a topic.

        output: Where the films go; what tells them apart comes before the ending.

        versions: The languages, each with words of its own or those of *what*.

    Raises:
        AuraError: a film cannot be made; those before it stay.
    """
    order = what if isinstance(what, Order) else Order(Brief(what))
    services = open_services(settings or Settings.from_environment())
    return asyncio.run(produce_all(editions_of(order, aspects, versions), Path(output), services, listener))
