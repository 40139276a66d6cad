"""
Clips, narration and cues to a timeline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import attrs

from aura_core.directing.manners import manner_of
from aura_core.directing.transitions import length_of, transitions
from aura_core.model.captions import Cue
from aura_core.model.enums import TransitionKind
from aura_core.model.music import Score
from aura_core.model.narration import Narration, Word
from aura_core.model.order import Order
from aura_core.model.render import Resolution
from aura_core.model.timeline import AmbientClip, AudioClip, Chapter, MusicTrack, Shot, Timeline, Transition
from aura_core.model.upload import SeoRecommendations
from aura_core.model.visuals import Clip
from aura_core.segments import layer_of
from aura_core.timing import FrameRange, FrameRate, Seconds, TimeRange, frame_at, time_of


__all__ = ["assemble"]

_WITHIN: Final = Seconds(1, 5)
"""Seconds of the dissolve between two pictures of one view; from view to view there is a cut."""

_SHORTEST: Final = Seconds(15, 100)
"""What would be shorter than this is a cut."""

_BREATH: Final = Seconds(3, 10)

_GAP: Final = 12.0
"""LU that music lies below the narration where nobody speaks."""

_UNSCORED: Final = Score()

_AFTER_A_WORD: Final = Seconds(1, 20)
_SHORTEST_MARK: Final = Seconds(1, 4)


def assemble(
    clips: tuple[Clip, ...],
    narration: Narration,
    cues: tuple[Cue, ...],
    order: Order,
    size: Resolution,
    rate: FrameRate,
    score: Score = _UNSCORED,
    about: SeoRecommendations | None = None,
    following: Sequence[Transition] | None = None,
) -> Timeline:
    """
    Put everything where it belongs.

    Args:
        about: What the film's file says of it besides its title.

        following: How each clip gives way to the next; the pacing decides without.
    """
    frames = [FrameRange(frame_at(clip.span.start, rate), frame_at(clip.span.end, rate)) for clip in clips]
    if following is None:
        following = _transitions(clips, [len(span) for span in frames], narration, order, rate)
    shots = tuple(
        Shot(clip.source, clip.kind, clip.motion, span, transition, clip.playback)
        for clip, span, transition in zip(clips, frames, following, strict=True)
    )
    chapters = _chapters(narration)
    timeline = Timeline(
        title=narration.title,
        language=narration.language,
        frame_rate=rate,
        size=size,
        shots=shots,
        narration=tuple(
            AudioClip(take.audio, TimeRange(take.heard_at, take.span.end - take.heard_at)) for take in narration.takes
        ),
        speech=_speech([word for take in narration.takes for word in take.words]),
        music=_music(order, score),
        marks=_marks(narration, chapters, score.mark) if score.mark else (),
        cues=cues,
        caption_mode=order.captions.mode,
        caption_look=order.captions.look,
        caption_font=order.captions.font,
        chapters=chapters,
        loudness=order.loudness,
        description=about.description if about else "",
        tags=about.tags if about else (),
        watermark=order.watermark,
    )
    return attrs.evolve(timeline, ambience=tuple(_ambience(clips, timeline)))


def _transitions(
    clips: Sequence[Clip], lengths: Sequence[int], narration: Narration, order: Order, rate: FrameRate
) -> list[Transition]:
    """Say how each of *clips* gives way to the next; half of it lies in each shot, so it takes no time from the film."""
    manner = manner_of(order.plan_spec.pacing, order.visuals.director)
    scenes = [take.scene for take in narration.takes]
    chosen = dict(
        zip(
            (scene.index for scene in scenes), transitions(scenes, manner, narration.language, order.seed), strict=False
        )
    )
    found = []
    for (clip, following), space in zip(pairwise(clips), map(min, pairwise(lengths)), strict=True):
        if clip.view != following.view and clip.scene == following.scene:
            found.append(Transition())
        elif clip.scene == following.scene:
            found.append(_transition(TransitionKind.DISSOLVE, _WITHIN, space, rate))
        else:
            kind = chosen[clip.scene]
            found.append(_transition(kind, length_of(kind, manner), space, rate))
    return [*found, Transition()]


def _transition(kind: TransitionKind, length: Seconds, space: int, rate: FrameRate) -> Transition:
    """Let it be as long as it should, but leave each shot of *space* frames a third that is its own."""
    frames = min(round(length * rate), space // 3)
    return Transition(kind, frames) if frames and frames >= _SHORTEST * rate else Transition()


def _ambience(clips: Sequence[Clip], timeline: Timeline) -> Iterator[AmbientClip]:
    """Let clips be heard from when they are first seen, transitions included, so that sound and picture go together."""
    rate = timeline.frame_rate
    for index, clip in enumerate(clips):
        if clip.heard:
            layer = layer_of(timeline, index, 0)
            seen = TimeRange(time_of(-layer.first, rate), time_of(layer.count, rate))
            yield AmbientClip(clip.source, seen, clip.playback.again, clip.playback.begins)


def _speech(words: list[Word]) -> tuple[TimeRange, ...]:
    """Say when somebody speaks; a breath is no silence."""
    spans: list[TimeRange] = []
    for word in words:
        if spans and word.span.start - spans[-1].end < _BREATH:
            spans[-1] = TimeRange(spans[-1].start, word.span.end - spans[-1].start)
        else:
            spans.append(word.span)
    return tuple(spans)


def _music(order: Order, score: Score) -> MusicTrack | None:
    spec = order.music
    if spec is None:
        return None
    source = score.bed if score.played else spec.path or score.bed
    assert source is not None
    fitted = spec.path is None and score.played is None
    return MusicTrack(source, fitted, _GAP - spec.volume_db, spec.duck_db)


def _marks(narration: Narration, chapters: tuple[Chapter, ...], source: Path) -> tuple[AudioClip, ...]:
    """Put *source* between the last word of each chapter and the first of the next, where there is time for it."""
    marks, begins = [], {chapter.span.start for chapter in chapters[1:]}
    for before, after in pairwise(narration.takes):
        if after.span.start not in begins or not (before.words and after.words):
            continue
        silent, spoken = before.words[-1].span.end + _AFTER_A_WORD, after.words[0].span.start
        if spoken - silent >= _SHORTEST_MARK:
            marks.append(AudioClip(source, TimeRange(silent, spoken - silent)))
    return tuple(marks)


def _chapters(narration: Narration) -> tuple[Chapter, ...]:
    """Name the stretches of the film by their headings; scenes without one belong to the stretch before."""
    chapters: list[Chapter] = []
    for take in narration.takes:
        title = take.scene.heading or (chapters[-1].title if chapters else narration.title)
        start = take.span.start
        if chapters and chapters[-1].title == title:
            start = chapters.pop().span.start
        chapters.append(Chapter(title, TimeRange(start, take.span.end - start)))
    return tuple(chapters)
