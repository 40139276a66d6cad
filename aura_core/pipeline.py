"""
From an order to a film. Everything here revolves around :func:`produce`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Final

import attrs

from aura_core.captions.guideline import guideline_for, hasty
from aura_core.casting.cast import Cast, Rosters
from aura_core.casting.chain import Chain, Member, Switch
from aura_core.casting.parts import Part
from aura_core.describing import credits_of, described, upload_of
from aura_core.disk import full_disk_errors
from aura_core.errors import TranslationError
from aura_core.faces import CaptionFonts
from aura_core.ffmpeg.encoding import encodings_for
from aura_core.model.artifact import Artifact
from aura_core.model.enums import ArtifactKind, CaptionMode
from aura_core.model.events import Event, Finished, Progress, StepFinished, StepName, StepStarted, Warned
from aura_core.model.narration import Narration
from aura_core.model.order import Order
from aura_core.model.render import Resolution, frame_size
from aura_core.model.script import Script
from aura_core.model.timeline import Transition
from aura_core.model.upload import SeoRecommendations
from aura_core.model.visuals import Clip
from aura_core.model.voice import VoiceSpec
from aura_core.ports import (
    ImageSource,
    MusicLibrary,
    MusicSource,
    Report,
    ScriptWriter,
    SpeechSynthesizer,
    Translator,
    quiet,
)
from aura_core.providers.music.folder import FolderMusic
from aura_core.stages.assembling import assemble
from aura_core.stages.captioning import caption
from aura_core.stages.checking import check_clips, check_order, unmet
from aura_core.stages.choosing import credited, is_owed, with_chosen
from aura_core.stages.gathering import gather
from aura_core.stages.illustrating import illustrate
from aura_core.stages.laying import arranged, keep, laid_out, script_in
from aura_core.stages.narrating import narrate, perform
from aura_core.stages.publishing import publish, writable
from aura_core.stages.rendering import Studio, render, separate
from aura_core.stages.scoring import mark, score
from aura_core.stages.translating import translate
from aura_core.stages.writing import write
from aura_core.store import Store
from aura_core.timing import FrameRate, in_ticks


__all__ = ["Journal", "Listener", "Services", "plan", "produce"]

Listener = Callable[[Event], None]
"""Hears what happens."""


@attrs.frozen
class Services:
    """
    Who does the work.
    """

    writer: ScriptWriter
    own_writer: ScriptWriter
    source_writer: ScriptWriter
    synthesizer: SpeechSynthesizer
    images: ImageSource
    music: MusicSource
    studio: Studio
    translator: Translator | None = None
    rosters: Rosters = Rosters()

    def writer_for(self, order: Order) -> ScriptWriter:
        """Return who writes the script of *order* here: the user, their sources, or whoever is left with a topic."""
        if order.has_words:
            return self.own_writer
        return self.source_writer if order.brief.rests_on_sources else self.writer

    def cast_for(self, order: Order) -> Cast:
        """
        Return who makes the film of *order*: whom it chooses, else whom the owner prefers, else who works here.

        Raises:
            InvalidInputError: nobody has the name that it chooses.

            ProviderError: whoever it chooses cannot be asked.
        """
        rosters, chosen = self.rosters, order.provider_selection
        writer = self.writer_for(order)
        return Cast(
            writers=rosters.writers.here(writer) if order.has_words else rosters.writers.chain(chosen.script, writer),
            speakers=rosters.speakers.chain(chosen.tts, self.synthesizer),
            illustrators=rosters.illustrators.chain(order.image_provider or chosen.visuals, None),
            composers=self._composers_for(order),
        )

    def _composers_for(self, order: Order) -> Chain[MusicSource | MusicLibrary]:
        """Return who has the music of *order*: a folder that it names has its own."""
        spec = order.music
        if spec and spec.path and spec.path.is_dir():
            return Chain(Part.MUSIC, (Member("localmusic", str(spec.path), FolderMusic(spec.path)),))
        return self.rosters.composers.chain(spec.provider if spec else None, self.music)

    def translators_for(self, order: Order) -> Chain[Translator | None] | None:
        """
        Return who translates the script of *order*; ``None`` where it is in the film's language.

        Ours does, where there is one, else whoever would write.

        Raises:
            TranslationError: it is not, and nobody translates.

            ProviderError: whoever is chosen to write cannot be asked.
        """
        if order.script_language is None:
            return None
        word = "auto" if self.translator else order.provider_selection.script
        chain = self.rosters.translators.chain(word, self.translator)
        if chain.head is None:
            raise _untranslated(order)
        return chain


def _untranslated(order: Order) -> TranslationError:
    return TranslationError(
        f"Nobody translates from {order.script_language} to {order.brief.language}.",
        provider="none",
        remedy=f"Have a language model do it with --writer, or give a script in that language with "
        f"--script {order.brief.language}=FILE.",
        refused=True,
    )


async def produce(order: Order, output: Path, services: Services, listener: Listener | None = None) -> Artifact:
    """
    Make the film that *order* asks for and put it to *output*.

    Args:
        output: Where the film goes; its folder is made if need be.

        listener: Hears the events, in the thread of the caller.

    Raises:
        AuraError: the film cannot be made; nothing is left behind.
    """
    journal = Journal(listener)
    studio = services.studio
    rate = FrameRate(Fraction(order.render_spec.fps))
    size = frame_size(order.brief.aspect, order.render_spec.res)
    with full_disk_errors(), studio.store.run():
        with journal.step(StepName.PREFLIGHT):
            wished = encodings_for(order.render_spec, rate, studio.acceleration, studio.gpu, studio.effort)
            target = writable(output, wished[-1].suffix)
            CaptionFonts(studio.fonts, "", order.captions.font.font_family if order.captions.font else None)
            encodings = await check_order(order, wished, rate, studio.ffmpeg, studio.store)
            journal.warn(*unmet(studio.acceleration, wished, encodings))
            services.translators_for(order)
            cast = services.cast_for(order)
        with journal.step(StepName.SCRIPT) as report:
            script = await _script(order, services, cast, journal.switched, report)
            journal.warn(*script.warnings)
        with journal.step(StepName.NARRATION) as report:
            narration = await cast.speakers.first(
                lambda speaker: _spoken(script, order, speaker, cast, studio.store, rate, report),
                journal.switched,
            )
            journal.warn(*narration.warnings)
        with journal.step(StepName.BROLL) as report:
            seen = await _illustrated(narration, order, size, services, cast, report, journal.switched)
            await check_clips(seen.clips, studio.ffmpeg, studio.store)
        with journal.step(StepName.SUBTITLES):
            guideline = guideline_for(order.captions.guideline, size, narration.language)
            cues = caption(narration, guideline, rate) if order.has_cues else ()
            journal.warn(*hasty(cues, guideline))
            if order.captions.mode is CaptionMode.BURN:
                studio.fonts.require("\n".join(cue.text for cue in cues), what="The text of the captions")
            music = await cast.composers.first(
                lambda source: score(order, narration.duration, source, studio.ffmpeg, studio.store), journal.switched
            )
            journal.warn(*music.warnings)
            music = attrs.evolve(music, mark=await mark(order, services.music, studio.store))
            about = _about(script, order)
            timeline = assemble(seen.clips, narration, cues, order, size, rate, music, about, seen.following)
        with journal.step(StepName.MUX) as report:
            film = await render(timeline, encodings, studio, report, journal.warn)
            stems = await separate(timeline, studio) if ArtifactKind.STEMS in order.artifacts else {}
            owed = credits_of(order, narration, seen.clips, music.played)
            upload = upload_of(about, script, timeline.chapters, timeline.duration, owed)
            artifact = await publish(
                *(film, target, order, script, narration, timeline, studio.ffmpeg, studio.fonts, stems, upload),
                owed if seen.found or music.played else (),
            )
            keep(arranged(narration, seen.clips, timeline, about), artifact, studio.store)
    journal.tell(Finished(artifact))
    return artifact


async def plan(order: Order, services: Services) -> Script:
    """
    Write the script that *order* asks for, with planned times, and make nothing of it.

    Raises:
        AuraError: the film could not be made.
    """
    services.translators_for(order)
    cast = services.cast_for(order)
    switches: list[str] = []
    with services.studio.store.run():
        script = await _script(order, services, cast, lambda switch: switches.append(switch.message))
    return attrs.evolve(script, warnings=(*switches, *script.warnings))


async def _script(
    order: Order, services: Services, cast: Cast, tell: Callable[[Switch], None], report: Report = quiet
) -> Script:
    """Have the script written, and translated where it is in another language than the film."""
    if order.arrangement:
        return script_in(order.arrangement)
    store = services.studio.store
    script = await cast.writers.first(lambda writer: write(order, writer, cast.speakers.head, store, report), tell)
    translators = services.translators_for(order)
    if translators is None:
        return with_chosen(script, order.pictures)

    async def translated(translator: Translator | None) -> Script:
        if translator is None:
            raise _untranslated(order)
        return await translate(script, order.brief.language, translator, store)

    return with_chosen(await translators.first(translated, tell), order.pictures)


async def _spoken(
    script: Script,
    order: Order,
    speaker: SpeechSynthesizer,
    cast: Cast,
    store: Store,
    rate: FrameRate,
    report: Callable[..., None],
) -> Narration:
    """Have the whole script spoken by *speaker*; who stands in and has no voice of that name takes their own."""
    voice, length = order.voice_spec, order.plan_spec.target_duration if order.fits_duration else None
    if speaker is not cast.speakers.members[0].port:
        known = {one.name for one in await speaker.voices()}
        voice = voice if voice.voice_name in known else attrs.evolve(voice, voice_name=VoiceSpec().voice_name)
    if order.arrangement:
        return await perform(order.arrangement, voice, speaker, store, rate, report)
    return await narrate(script, voice, speaker, store, rate, report, length)


@attrs.frozen
class _Seen:
    """
    What is seen in a film.

    Attributes:
        following: How each clip gives way to the next; ``None`` leaves it to the pacing.

        found: Whether anything of it is others'.
    """

    clips: tuple[Clip, ...]
    following: tuple[Transition, ...] | None
    found: bool


async def _illustrated(
    narration: Narration,
    order: Order,
    size: Resolution,
    services: Services,
    cast: Cast,
    report: Report,
    tell: Callable[[Switch], None],
) -> _Seen:
    """Find or make a picture for every scene, or take those that were laid out."""
    store = services.studio.store
    if order.arrangement:
        rate = FrameRate(Fraction(order.render_spec.fps))
        clips, following = await asyncio.to_thread(laid_out, order.arrangement, narration, rate, store)
        return _Seen(clips, following, any(clip.attribution or clip.license for clip in clips))
    gathered = await gather(narration, order, size, cast.illustrators, store, report, tell)
    clips = await illustrate(gathered.narration, order, size, services.images, store, report)
    clips = credited(gathered.credited(clips), order.pictures)
    return _Seen(clips, None, bool(gathered.found) or is_owed(order.pictures))


def _about(script: Script, order: Order) -> SeoRecommendations:
    """Describe the film in its own words, or in those that were laid out with it."""
    about, said = described(script), order.arrangement
    if said is None:
        return about
    return SeoRecommendations(
        about.title,
        about.description if said.description is None else said.description,
        about.tags if said.tags is None else said.tags,
    )


_SHARES: Final = {
    StepName.PREFLIGHT: 1,
    StepName.SCRIPT: 1,
    StepName.NARRATION: 4,
    StepName.BROLL: 10,
    StepName.SUBTITLES: 1,
    StepName.MUX: 83,
}
"""Percent of the whole time that each step is expected to take."""


class Journal:
    """
    Tells a listener what happens, and how far the whole film is.
    """

    def __init__(self, listener: Listener | None) -> None:
        self._listener = listener
        self._began = time.monotonic()
        self._done = 0.0
        self._step = StepName.PREFLIGHT

    def tell(self, event: Event) -> None:
        """Tell the listener, if there is one."""
        if self._listener:
            self._listener(event)

    def warn(self, *messages: str) -> None:
        """Tell what the user should know."""
        for message in messages:
            self.tell(Warned(self._step, message))

    def switched(self, switch: Switch) -> None:
        """Tell that somebody stood in for another."""
        self.tell(Warned(self._step, switch.message, switch.provider, switch.stand_in, switch.code))

    @contextmanager
    def step(self, name: StepName) -> Iterator[Callable[..., None]]:
        """
        Tell that a step begins and, if it ends well, that it is done; give what its progress is reported to.
        """
        self._step = name
        began, before = time.monotonic(), self._done

        def report(done: float, message: str = "", item: int | None = None, items: int | None = None) -> None:
            self._done = max(self._done, min(100.0, before + _SHARES[name] * done))
            elapsed = time.monotonic() - self._began
            remaining = elapsed * (100 - self._done) / self._done if self._done else None
            self.tell(
                Progress(
                    name,
                    round(self._done, 1),
                    round(100 * done, 1),
                    *(message, item, items),
                    in_ticks(elapsed),
                    in_ticks(remaining) if remaining is not None else None,
                )
            )

        self.tell(StepStarted(name, round(before, 1)))
        yield report
        report(1.0)
        self.tell(StepFinished(name, in_ticks(time.monotonic() - began)))
