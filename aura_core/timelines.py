"""
Timelines: films told so that they can be edited, and edited ones rendered.

Rule: a timeline is rendered by the same stages as any film, in a job like any other; sent back as it was given, it is
the same film, and nothing of it is made anew.
"""

from __future__ import annotations

import asyncio
from fractions import Fraction
from pathlib import Path
from typing import Final

import attrs

from aura_core.errors import ConflictError, InvalidInputError, Issue, NotFoundError
from aura_core.jobs import Jobs
from aura_core.media import address_of, file_at
from aura_core.model.arrangement import Arrangement, TimelineScene
from aura_core.model.exports import spec_asked
from aura_core.model.job import Job
from aura_core.model.render import frame_size
from aura_core.model.renders import EditableTimeline, RenderRequest
from aura_core.model.voice import VoiceSpec
from aura_core.ordering.defaults import owners_spec
from aura_core.ordering.timelines import arrangement_in, request_of_timeline
from aura_core.ports import quiet
from aura_core.settings import Settings
from aura_core.store import Store
from aura_core.timing import FrameRate


__all__ = ["render", "timeline_of"]

_OURS: Final = "/api/"


async def render(asked: RenderRequest, jobs: Jobs, correlation_id: str | None = None) -> Job:
    """
    Take up the film of a timeline.

    Raises:
        InvalidInputError: with every file that is not there; or what has no time.

        QueueFullError: too many jobs wait already.
    """
    assert asked.timeline
    path = "$.timeline" if asked.timeline_json is None else "$.timelineJson"
    spec = asked.timeline.render_spec or owners_spec(await jobs.owner())
    spec = spec_asked(asked.preset_name, asked.settings, spec)
    timeline = await _placed(asked.timeline, jobs, path)
    try:
        if all(scene.narration_audio_path or not scene.script.strip() for scene in timeline.scenes):
            await asyncio.to_thread(_tried, arrangement_in(timeline), jobs.settings, spec.fps)
        return await jobs.create(request_of_timeline(timeline, spec), correlation_id=correlation_id)
    except InvalidInputError as error:
        file = "$.settings" if asked.settings else f"{path}.renderSpec"
        issues = [attrs.evolve(issue, path=_sent(issue.path, path, file)) for issue in error.issues]
        raise InvalidInputError(issues, remedy=error.remedy) from error


def _sent(where: str, timeline: str, file: str) -> str:
    """Say *where* something is wrong in words of who sent the *timeline* and the kind of *file*, each there."""
    return where.replace("$.timeline", timeline, 1).replace("$.renderSpec", file, 1)


def _tried(arrangement: Arrangement, settings: Settings, fps: int) -> None:
    """Lay out what has all its recordings, to hear now what would be wrong with it."""
    # It takes in all that makes films, which a server does without until it is asked this.
    from aura_core.stages.laying import laid_out  # noqa: PLC0415
    from aura_core.stages.narrating import perform  # noqa: PLC0415
    from aura_core.wiring import open_services  # noqa: PLC0415

    services, rate = open_services(settings), FrameRate(Fraction(fps))
    store = services.studio.store
    with store.run():
        narration = asyncio.run(perform(arrangement, VoiceSpec(), services.synthesizer, store, rate, quiet))
        laid_out(arrangement, narration, rate, store)


async def _placed(timeline: EditableTimeline, jobs: Jobs, path: str) -> EditableTimeline:
    """Return *timeline* with the files that its addresses mean."""
    missing: list[Issue] = []

    async def placed(text: str, place: str) -> str:
        if not text.startswith(_OURS):
            return text
        try:
            return str(await file_at(jobs, text))
        except NotFoundError as error:
            missing.append(Issue(f"{path}{place}", str(error)))
            return text

    async def seen(scene: TimelineScene, place: str) -> TimelineScene:
        assets = [
            attrs.evolve(asset, file_path=await placed(asset.file_path, f"{place}.visualAssets[{number}].filePath"))
            for number, asset in enumerate(scene.visual_assets)
        ]
        voice = scene.narration_audio_path
        heard = None if voice is None else await placed(voice, f"{place}.narrationAudioPath")
        return attrs.evolve(scene, visual_assets=tuple(assets), narration_audio_path=heard)

    scenes = [await seen(scene, f".scenes[{number}]") for number, scene in enumerate(timeline.scenes)]
    music, bed = timeline.music, timeline.background_music_path
    if music is not None and music.path is not None:
        music = attrs.evolve(music, path=Path(await placed(str(music.path), ".music.path")))
    bed = None if bed is None else await placed(bed, ".backgroundMusicPath")
    if missing:
        raise InvalidInputError(missing, remedy="Name files that are there; whatever is no longer kept is made again.")
    return attrs.evolve(timeline, scenes=tuple(scenes), music=music, background_music_path=bed)


async def timeline_of(job_id: str, jobs: Jobs) -> EditableTimeline:
    """
    Tell the film of a job so that it can be edited; its files by their addresses.

    Raises:
        NotFoundError: there is no such job, or how its film is arranged is no longer kept.

        ConflictError: it has made no film yet.
    """
    job = (await jobs.find(job_id)).job
    if job.output is None or job.render_spec is None or job.brief is None:
        raise ConflictError(
            f"The job is {job.status.value}; there is no film yet that could be edited.",
            remedy="Wait until it is completed.",
        )
    asked = await jobs.asked(job_id)
    found = await asyncio.to_thread(_kept, Path(job.output.video_path), jobs.settings)
    spec = attrs.evolve(job.render_spec, res=frame_size(job.brief.aspect, job.render_spec.res))
    return EditableTimeline(
        **{field.name: getattr(found, field.name) for field in attrs.fields(Arrangement)},
        voice_spec=job.voice_spec or VoiceSpec(),
        captions=asked.captions,
        music=asked.music,
        sound_marks=asked.sound_marks,
        artifacts=asked.artifacts,
        watermark=asked.watermark,
        loudness=asked.loudness,
        seed=asked.seed,
        render_spec=spec,
    )


def _kept(film: Path, settings: Settings) -> Arrangement:
    from aura_core.stages.laying import kept  # noqa: PLC0415 - as above

    found = kept(film, Store(settings.data / "store", settings.store_limit)) if film.is_file() else None
    if found is None:
        raise NotFoundError(
            "How that film is arranged is no longer kept.", remedy="Have the film made again; that takes a moment."
        )
    scenes = tuple(_shown(scene, settings) for scene in found.scenes)
    return attrs.evolve(found, scenes=scenes)


def _shown(scene: TimelineScene, settings: Settings) -> TimelineScene:
    assets = tuple(
        attrs.evolve(asset, file_path=address_of(Path(asset.file_path), settings)) for asset in scene.visual_assets
    )
    voice = scene.narration_audio_path
    heard = None if voice is None else address_of(Path(voice), settings)
    return attrs.evolve(scene, visual_assets=assets, narration_audio_path=heard)
