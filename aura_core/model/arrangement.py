"""A film as somebody has arranged it: scenes in order, each with its recording, its pictures and their times."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

import attrs

from aura_core.model.enums import TransitionKind
from aura_core.model.visuals import Motion, PictureKind, Playback
from aura_core.timing import Seconds


__all__ = ["Arrangement", "TimelineAsset", "TimelineScene"]

_SHORTEST: Final = Fraction(1, 100)
"""Seconds; whatever is seen at all is seen for a frame."""

_LONGEST: Final = Fraction(6 * 60 * 60)

_SHOWN: Final = attrs.validators.and_(attrs.validators.ge(_SHORTEST), attrs.validators.le(_LONGEST))
_LENGTH: Final = attrs.validators.optional(_SHOWN)
_MOMENT: Final = attrs.validators.optional(
    attrs.validators.and_(attrs.validators.ge(Fraction(0)), attrs.validators.le(_LONGEST))
)


def _named(_: Any, __: attrs.Attribute[Any], value: str) -> None:
    if "\0" in value:
        raise ValueError("No file can have that name.")


_FILE: Final[Callable[[Any, attrs.Attribute[Any], str], None]] = attrs.validators.and_(
    attrs.validators.min_len(1), attrs.validators.max_len(4096), _named
)


@attrs.frozen
class TimelineAsset:
    """
    A picture or a clip of a scene.

    Attributes:
        file_path: An address of this server, or a file on its machine.

        type: Slides stand still; pictures move as *motion* says; clips are played as *playback* says.

        duration: Seconds that it is seen; the last of a scene is seen for what is left where it does not say. In a scene
            that leaves its own open, all share it as they share these.

        heard: Whether a clip's own sound is heard, softly under the voice.

        transition_type: How it gives way to the next of its scene; how a scene gives way to the next, the scene says.

        transition_duration: Seconds that both are seen.

        title: What its owner calls it.

        attribution: How its owner wants to be named.

        license: Its terms.

        id: The client's own; nothing is made of it.

        start: Seconds from the beginning of the scene; told, and not read: assets follow one another.
    """

    file_path: str = attrs.field(validator=_FILE)
    type: PictureKind = PictureKind.IMAGE
    duration: Seconds | None = attrs.field(default=None, validator=_LENGTH)
    motion: Motion = Motion()
    playback: Playback = Playback()
    heard: bool = False
    transition_type: TransitionKind = TransitionKind.CUT
    transition_duration: Seconds | None = attrs.field(default=None, validator=_MOMENT)
    title: str | None = None
    attribution: str | None = None
    license: str | None = None
    id: str | None = None
    start: Seconds | None = None


@attrs.frozen
class TimelineScene:
    """
    A scene, with everything that is seen and heard in it; its times count from its own beginning.

    Attributes:
        heading: Of its chapter; a scene without one goes on in the chapter before.

        script: What is said.

        duration: Seconds; without it as long as its recording and the silence around it.

        narration_audio_path: A recording of this server, such as ``/api/audio/….wav``; without one, *script* is spoken,
            and where that says nothing either, nothing is heard.

        narration_start: When the recording begins; without it after the usual silence.

        visual_assets: What is seen, one after another.

        transition_type: How it gives way to the next scene.

        transition_duration: Seconds that both are seen; it takes no time from either.

        index: Told, and not read: scenes come in the order in which they stand.

        start: Likewise.
    """

    visual_assets: tuple[TimelineAsset, ...] = attrs.field(
        validator=attrs.validators.min_len(1), metadata={"most": 200}
    )
    heading: str = attrs.field(default="", validator=attrs.validators.max_len(500))
    script: str = attrs.field(default="", validator=attrs.validators.max_len(20_000))
    duration: Seconds | None = attrs.field(default=None, validator=_LENGTH)
    narration_audio_path: str | None = attrs.field(default=None, validator=attrs.validators.optional(_FILE))
    narration_start: Seconds | None = attrs.field(default=None, validator=_MOMENT)
    transition_type: TransitionKind = TransitionKind.CUT
    transition_duration: Seconds | None = attrs.field(default=None, validator=_MOMENT)
    index: int | None = None
    start: Seconds | None = None


@attrs.frozen
class Arrangement:
    """
    A film as somebody has arranged it.

    Attributes:
        language: A BCP 47 tag.

        description: What the film's file says of it; without it, the film's own words do.

        tags: Likewise.
    """

    title: str = attrs.field(validator=[attrs.validators.min_len(1), attrs.validators.max_len(200)])
    scenes: tuple[TimelineScene, ...] = attrs.field(validator=attrs.validators.min_len(1), metadata={"most": 1000})
    language: str = attrs.field(default="en-US", validator=attrs.validators.max_len(35))
    subtitle: str = attrs.field(default="", validator=attrs.validators.max_len(500))
    description: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.max_len(5000))
    )
    tags: tuple[str, ...] | None = attrs.field(default=None, metadata={"most": 100})
