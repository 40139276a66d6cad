"""
Clips, narration and cues to a timeline.
"""

from __future__ import annotations

from typing import Final

from aura_core.model.captions import Cue
from aura_core.model.enums import TransitionKind
from aura_core.model.narration import Narration, Word
from aura_core.model.order import Order
from aura_core.model.render import Resolution
from aura_core.model.timeline import AudioClip, Chapter, MusicTrack, Shot, Timeline, Transition
from aura_core.model.visuals import Clip
from aura_core.timing import FrameRange, FrameRate, Seconds, TimeRange, frame_at


__all__ = ["assemble"]

_FADE: Final = Seconds(1, 2)
"""Seconds of a crossfade; half of it lies in each scene, so it takes no time from the film."""

_BREATH: Final = Seconds(3, 10)


def assemble(
    clips: tuple[Clip, ...],
    narration: Narration,
    cues: tuple[Cue, ...],
    order: Order,
    size: Resolution,
    rate: FrameRate,
) -> Timeline:
    """
    Put everything where it belongs.
    """
    frames = [FrameRange(frame_at(clip.span.start, rate), frame_at(clip.span.end, rate)) for clip in clips]
    lengths = [len(span) for span in frames]
    shots = tuple(
        Shot(clip.source, clip.kind, clip.motion, span, _transition(length, following, rate))
        for clip, span, length, following in zip(clips, frames, lengths, [*lengths[1:], 0], strict=True)
    )
    return Timeline(
        title=narration.title,
        language=narration.language,
        frame_rate=rate,
        size=size,
        shots=shots,
        narration=tuple(
            AudioClip(take.audio, TimeRange(take.heard_at, take.span.end - take.heard_at)) for take in narration.takes
        ),
        speech=_speech([word for take in narration.takes for word in take.words]),
        music=MusicTrack(order.music.path) if order.music else None,
        cues=cues,
        caption_mode=order.captions.mode,
        highlight=order.captions.highlight,
        chapters=_chapters(narration),
        loudness=order.loudness,
    )


def _transition(length: int, following: int, rate: FrameRate) -> Transition:
    """Fade where both shots are long enough to be seen besides; cut elsewhere."""
    fade = round(_FADE * rate)
    if not fade or min(length, following) < 3 * fade:
        return Transition()
    return Transition(TransitionKind.DISSOLVE, fade)


def _speech(words: list[Word]) -> tuple[TimeRange, ...]:
    """Say when somebody speaks; a breath is no silence."""
    spans: list[TimeRange] = []
    for word in words:
        if spans and word.span.start - spans[-1].end < _BREATH:
            spans[-1] = TimeRange(spans[-1].start, word.span.end - spans[-1].start)
        else:
            spans.append(word.span)
    return tuple(spans)


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
