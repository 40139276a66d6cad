"""
Arrangements: what somebody has laid out by hand, and how a film that was made is told as one.

Rule: an arrangement that is told of a film and laid out again is that film, frame by frame.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Final

from aura_core.errors import InvalidInputError, VisualError
from aura_core.ffmpeg.probe import probe
from aura_core.frames.picture import load
from aura_core.model.arrangement import Arrangement, TimelineAsset, TimelineScene
from aura_core.model.artifact import Artifact
from aura_core.model.enums import TransitionKind
from aura_core.model.narration import Narration, Take
from aura_core.model.script import Scene, Script
from aura_core.model.timeline import Timeline, Transition
from aura_core.model.upload import SeoRecommendations
from aura_core.model.visuals import Clip, PictureKind
from aura_core.store import Store, digest
from aura_core.timing import FrameRate, Seconds, TimeRange, in_ticks, time_of
from aura_core.wire import dumps, loads


__all__ = ["arranged", "keep", "kept", "laid_out", "script_in"]

_VERSION: Final = 1
_LOOKED_AT: Final = 64
"""Pixels of the side of what a picture is tried in."""

_USUAL: Final = Fraction(1, 2)
"""Seconds of a transition that does not say."""


def script_in(arrangement: Arrangement) -> Script:
    """Return the words of *arrangement*."""
    scenes = (Scene(index, scene.heading, scene.script) for index, scene in enumerate(arrangement.scenes))
    return Script(arrangement.title, arrangement.language, tuple(scenes), arrangement.subtitle)


def laid_out(
    arrangement: Arrangement, narration: Narration, rate: FrameRate, store: Store
) -> tuple[tuple[Clip, ...], tuple[Transition, ...]]:
    """
    Say what is seen while each scene is heard, and how it gives way to what follows.

    Raises:
        InvalidInputError: a picture or a clip is not there or is none, or there is no time for it.
    """
    clips: list[Clip] = []
    wished: list[tuple[TransitionKind, Seconds | None, str]] = []
    for place, (scene, take) in enumerate(zip(arrangement.scenes, narration.takes, strict=True)):
        path = f"$.timeline.scenes[{place}]"
        for number, (asset, span) in enumerate(zip(scene.visual_assets, _spans(scene, take, rate, path), strict=True)):
            _try(asset, f"{path}.visualAssets[{number}].filePath", store)
            clips.append(_clip(asset, place, span))
            wished.append((asset.transition_type, asset.transition_duration, f"{path}.visualAssets[{number}]"))
        wished[-1] = (scene.transition_type, scene.transition_duration, path)
    lengths = [round(clip.span.duration * rate) for clip in clips]
    following = [
        _transition(kind, length, space, rate, path)
        for (kind, length, path), space in zip(wished[:-1], map(min, pairwise(lengths)), strict=True)
    ]
    return tuple(clips), (*following, Transition())


def _spans(scene: TimelineScene, take: Take, rate: FrameRate, path: str) -> Iterator[TimeRange]:
    """Share the time of *take* among the assets of *scene*, in whole frames."""
    first, count = round(take.span.start * rate), round(take.span.duration * rate)
    lengths = [asset.duration for asset in scene.visual_assets]
    known = [length for length in lengths if length is not None]
    if scene.duration is None and len(known) == len(lengths):
        # Nobody said how long the words would take: each picture keeps its share.
        known = [length * count / rate / sum(known) for length in known]
        lengths = [*known[:-1], None]
    if None in lengths[:-1]:
        raise InvalidInputError.of(
            f"{path}.visualAssets[{lengths.index(None)}].duration",
            "Only the last picture of a scene may leave open for how long it is seen.",
            remedy="Say how many seconds each of the others is seen.",
        )
    edges = [round(moment * rate) for moment in accumulate(known[: len(lengths) - 1], initial=Fraction(0))]
    left, last = count - edges[-1], lengths[-1]
    if left < 1 or (last is not None and abs(left - last * rate) > 1) or any(b <= a for a, b in pairwise(edges)):
        raise InvalidInputError.of(
            f"{path}.visualAssets",
            f"They are seen for {float(sum(known)):.2f} s; the scene lasts {float(take.span.duration):.2f} s.",
            remedy="Let what is seen fill the scene: change the duration of a picture, or leave the last one's out.",
        )
    for start, stop in pairwise((*edges, count)):
        yield TimeRange(time_of(first + start, rate), time_of(stop - start, rate))


def _clip(asset: TimelineAsset, scene: int, span: TimeRange) -> Clip:
    return Clip(
        Path(asset.file_path),
        asset.type,
        scene,
        span,
        asset.motion,
        asset.playback,
        heard=span.duration if asset.heard and asset.type is PictureKind.VIDEO else Fraction(0),
        license=asset.license,
        attribution=asset.attribution,
        title=asset.title,
    )


def _transition(kind: TransitionKind, length: Seconds | None, space: int, rate: FrameRate, path: str) -> Transition:
    """Let it be as long as it says: at most half of what is seen for a shorter time, so that each is seen by itself."""
    if kind is TransitionKind.CUT:
        return Transition()
    if length is None:
        return Transition(kind, min(round(_USUAL * rate), space // 3)) if space >= 3 else Transition()
    frames = round(length * rate)
    # At another frame rate, rounding may take a frame.
    if frames > space // 2 + 1:
        raise InvalidInputError.of(
            f"{path}.transitionDuration",
            f"The transition takes {float(length):.2f} s; what it joins leaves it {float(space / 2 / rate):.2f} s.",
            remedy="Shorten the transition, or lengthen what it joins.",
        )
    frames = min(frames, space // 2)
    return Transition(kind, frames) if frames else Transition()


def _try(asset: TimelineAsset, path: str, store: Store) -> None:
    """Make sure that something is seen in the file of *asset*, unless that was done before."""
    source = Path(asset.file_path)
    if not source.is_file():
        raise InvalidInputError.of(
            path, f"There is no file {source}.", remedy="Name a picture or a clip that is there."
        )
    key = digest("seen", _VERSION, source, asset.type, asset.playback.begins)
    if store.find(key, ".ok"):
        return
    if asset.type is PictureKind.VIDEO:
        _try_clip(asset, source, path)
    else:
        try:
            load(source, _LOOKED_AT, _LOOKED_AT)
        except VisualError as error:
            raise InvalidInputError.of(path, str(error), remedy=error.remedy) from error
    with store.writing(key, ".ok") as mark:
        mark.touch()


def _try_clip(asset: TimelineAsset, source: Path, path: str) -> None:
    found = probe(source)
    if not found.width:
        raise InvalidInputError.of(
            path, f"There are no moving pictures in {source.name}.", remedy="Choose another clip, such as an MP4 file."
        )
    if asset.playback.begins and asset.playback.begins >= found.video_seconds:
        raise InvalidInputError.of(
            f"{path.removesuffix('filePath')}playback.begins",
            f"{source.name} lasts {found.video_seconds:.2f} s.",
            remedy="Let it begin earlier.",
        )


def arranged(narration: Narration, clips: Sequence[Clip], timeline: Timeline, about: SeoRecommendations) -> Arrangement:
    """Tell the film of *timeline* as an arrangement."""
    rate, shots = timeline.frame_rate, dict(zip(clips, timeline.shots, strict=True))
    scenes: list[TimelineScene] = []
    for take in narration.takes:
        seen = [clip for clip in clips if clip.scene == take.scene.index]
        begins = round(take.span.start * rate)
        assets = [
            TimelineAsset(
                file_path=str(clip.source),
                type=clip.kind,
                duration=in_ticks(time_of(len(shots[clip].frames), rate)),
                motion=clip.motion,
                playback=clip.playback,
                heard=bool(clip.heard),
                **(_told(shots[clip].transition, rate) if clip is not seen[-1] else {}),
                title=clip.title,
                attribution=clip.attribution,
                license=clip.license,
                start=in_ticks(time_of(shots[clip].frames.start - begins, rate)),
            )
            for clip in seen
        ]
        scenes.append(
            TimelineScene(
                visual_assets=tuple(assets),
                heading=take.scene.heading,
                script=take.scene.script,
                duration=in_ticks(take.span.duration),
                narration_audio_path=str(take.audio) if take.words else None,
                narration_start=take.heard_at - take.span.start,
                **_told(shots[seen[-1]].transition, rate),
                index=len(scenes),
                start=in_ticks(take.span.start),
            )
        )
    return Arrangement(
        title=narration.title,
        scenes=tuple(scenes),
        language=narration.language,
        subtitle=narration.subtitle,
        description=about.description,
        tags=about.tags,
    )


def keep(arrangement: Arrangement, film: Artifact, store: Store) -> None:
    """Remember how *film* is arranged, by what is in its file."""
    with store.writing(digest("arrangement", _VERSION, film.digest), ".json") as target:
        target.write_text(dumps(arrangement), encoding="utf-8")


def kept(film: Path, store: Store) -> Arrangement | None:
    """Return how *film* is arranged, if that is remembered."""
    with film.open("rb") as file:
        key = digest("arrangement", _VERSION, hashlib.file_digest(file, "sha256").hexdigest())
    found = store.find(key, ".json")
    return loads(found.read_text(encoding="utf-8"), Arrangement) if found else None


def _told(transition: Transition, rate: FrameRate) -> dict[str, Any]:
    length = in_ticks(time_of(transition.frames, rate))
    return {"transition_type": transition.kind, "transition_duration": length}
