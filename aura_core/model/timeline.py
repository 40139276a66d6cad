"""The film, ready to be rendered: a pure function from frame number to pixels, and its sound."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import attrs

from aura_core.model.captions import Cue, SubtitleFont
from aura_core.model.enums import CaptionLook, CaptionMode, TransitionKind
from aura_core.model.render import Resolution
from aura_core.model.visuals import Motion, PictureKind, Playback
from aura_core.model.watermark import WatermarkSettings
from aura_core.timing import FrameRange, FrameRate, Seconds, TimeRange


__all__ = ["AmbientClip", "AudioClip", "Chapter", "MusicTrack", "Shot", "Timeline", "Transition"]


@attrs.frozen
class Transition:
    """
    How a shot gives way to the next.

    Attributes:
        frames: How many frames both are seen; half of them, rounded down, before the boundary.
    """

    kind: TransitionKind = TransitionKind.CUT
    frames: int = attrs.field(default=0, validator=attrs.validators.ge(0))


@attrs.frozen
class Shot:
    """
    A clip on the timeline.

    Attributes:
        frames: Where it lies; shots follow one another without a gap.

        transition: How it gives way to the next shot.

        playback: Of moving pictures.
    """

    source: Path
    kind: PictureKind
    motion: Motion
    frames: FrameRange
    transition: Transition = Transition()
    playback: Playback = Playback()

    @property
    def still(self) -> bool:
        """Whether all its frames are the same."""
        return self.kind is not PictureKind.VIDEO and self.motion.still


@attrs.frozen
class AudioClip:
    """A recording and when it is heard."""

    source: Path
    span: TimeRange


@attrs.frozen
class AmbientClip:
    """
    The sound of a clip of the user's, heard below the voice.

    Attributes:
        again: Whether it begins again when it is over, as its pictures do.

        begins: Seconds of the file that are left out before.
    """

    source: Path
    span: TimeRange
    again: bool
    begins: Seconds = Fraction(0)


@attrs.frozen
class MusicTrack:
    """
    Music under the voice.

    Attributes:
        fitted: Whether it was made for this film: heard as it is, from its beginning to its end; else it is looped or cut
            to the film's length, and faded.

        gap_lu: How far below the narration it lies where nobody speaks, in LU.

        duck_db: How much further it goes down under speech, in dB.
    """

    source: Path
    fitted: bool = False
    gap_lu: float = 12.0
    duck_db: float = 10.0


@attrs.frozen
class Chapter:
    """A named stretch of the film."""

    title: str
    span: TimeRange


@attrs.frozen
class Timeline:
    """
    The film, ready to be rendered.

    Attributes:
        shots: In order; the first starts at frame 0.

        narration: What is said, when.

        speech: When somebody speaks, for the music to make room.

        marks: Sounds where sections begin; each is loud until the end of its span, when the voice begins, and soft from
            then on.

        ambience: The own sound of moving pictures, softly under the voice.

        description: What it is about, for whoever looks into its file; may be empty.

        tags: Likewise.

        watermark: A sign over every picture.
    """

    title: str
    language: str
    frame_rate: FrameRate
    size: Resolution
    shots: tuple[Shot, ...] = attrs.field(validator=attrs.validators.min_len(1))
    narration: tuple[AudioClip, ...]
    speech: tuple[TimeRange, ...] = ()
    music: MusicTrack | None = None
    marks: tuple[AudioClip, ...] = ()
    ambience: tuple[AmbientClip, ...] = ()
    cues: tuple[Cue, ...] = ()
    caption_mode: CaptionMode = CaptionMode.SOFT
    caption_look: CaptionLook = CaptionLook.HIGHLIGHT
    caption_font: SubtitleFont | None = None
    chapters: tuple[Chapter, ...] = ()
    loudness: float = -14.0
    description: str = ""
    tags: tuple[str, ...] = ()
    watermark: WatermarkSettings | None = None

    @property
    def frame_count(self) -> int:
        """Frames of the whole film."""
        return self.shots[-1].frames.stop

    @property
    def duration(self) -> Seconds:
        """Seconds of the whole film, exactly as long as its frames."""
        return self.frame_count / self.frame_rate
