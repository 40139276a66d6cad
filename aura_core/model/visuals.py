"""The film as it is seen."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from pathlib import Path

import attrs

from aura_core.model.allowed import colour
from aura_core.model.enums import SlideTheme, ThemeMode, WatermarkPosition
from aura_core.model.render import Resolution
from aura_core.model.script import Scene
from aura_core.timing import Seconds, TimeRange


__all__ = ["Asset", "BrandKit", "Clip", "Framing", "Motion", "PictureKind", "PictureRequest", "Playback"]


@attrs.frozen
class Asset:
    """Something to be shown, with what its owner asks for."""

    kind: str
    path_or_url: str
    license: str | None = None
    attribution: str | None = None


class PictureKind(Enum):
    """What a clip shows: a typeset page, a photograph or drawing, moving pictures."""

    SLIDE = "Slide"
    IMAGE = "Image"
    VIDEO = "Video"


@attrs.frozen
class Framing:
    """
    What part of a picture fills the frame.

    Attributes:
        zoom: 1 shows as much as covers the frame, 2 half of that in each direction.

        x: The centre, 0 at the left edge of what may be shown and 1 at the right.

        y: Likewise, from top to bottom.
    """

    zoom: float = attrs.field(default=1.0, validator=[attrs.validators.ge(1.0), attrs.validators.le(4.0)])
    x: float = attrs.field(default=0.5, validator=[attrs.validators.ge(0.0), attrs.validators.le(1.0)])
    y: float = attrs.field(default=0.5, validator=[attrs.validators.ge(0.0), attrs.validators.le(1.0)])


@attrs.frozen
class Motion:
    """A slow move of the camera over a picture; equal ends hold it still."""

    start: Framing = Framing()
    end: Framing = Framing()

    @property
    def still(self) -> bool:
        """Whether nothing moves."""
        return self.start == self.end


@attrs.frozen
class Playback:
    """
    How moving pictures are played.

    Attributes:
        pace: 1 as they were filmed, 0.5 half as fast.

        loops: Whether they begin again when they end; else their last picture stays, as it does for those that begin later.

        begins: Seconds of the file that are left out before.
    """

    pace: float = attrs.field(default=1.0, validator=[attrs.validators.ge(0.25), attrs.validators.le(4.0)])
    loops: bool = True
    begins: Seconds = attrs.field(
        default=Fraction(0), validator=[attrs.validators.ge(Fraction(0)), attrs.validators.le(Fraction(86_400))]
    )

    @property
    def again(self) -> bool:
        """Whether they begin again when they end."""
        return self.loops and not self.begins


@attrs.frozen
class Clip:
    """
    A picture, a slide or moving pictures over a stretch of the film.

    Attributes:
        source: A local file.

        scene: Index of the scene that is illustrated.

        span: Where the clip lies in the film.

        view: Which view of the scene it shows, from 0.

        playback: Of moving pictures.

        heard: For how many seconds the clip's own sound is heard; 0 mutes it.

        title: What its owner calls it; ``None`` goes by its file.

        attribution: How its owner wants to be named.

        license: Its terms.
    """

    source: Path
    kind: PictureKind
    scene: int
    span: TimeRange
    motion: Motion = Motion()
    playback: Playback = Playback()
    heard: Seconds = Fraction(0)
    license: str | None = None
    attribution: str | None = None
    title: str | None = None
    view: int = 0


_colour = attrs.validators.optional(colour)


@attrs.frozen
class BrandKit:
    """
    How whoever has a film made wants to be recognised.

    Attributes:
        watermark_path: A picture with their sign, for every slide.

        watermark_opacity: 0 to 1.

        brand_color: As ``#rrggbb``; slides are set in its hue.

        accent_color: Likewise; made lighter or darker where it could not be read.
    """

    watermark_path: Path | None = None
    watermark_position: WatermarkPosition = WatermarkPosition.TOP_RIGHT
    watermark_opacity: float = attrs.field(default=1.0, validator=[attrs.validators.ge(0.0), attrs.validators.le(1.0)])
    brand_color: str | None = attrs.field(default=None, validator=_colour)
    accent_color: str | None = attrs.field(default=None, validator=_colour)


@attrs.frozen
class PictureRequest:
    """
    What an image source is asked for: one picture for one scene.

    Attributes:
        scene: What is said while the picture is seen.

        scenes: How many scenes the film has; the first opens it, the last closes it.

        title: The film's.

        subtitle: The film's; may be empty.

        size: Of the frame that the picture has to fill.

        caption_room: Whether captions will be drawn over the lower part, which is then to be left free.

        style: The look that the plan asks for, such as ``Modern``.

        theme: The look by its name; ``None`` goes by *style*.

        appearance: Whether the ground is dark or light; ``Auto`` leaves it to the theme.

        seed: Chooses among equals.

        language: Of the words, a BCP 47 tag.

        opens: Whether a section begins with the scene, so that its heading has not been seen yet.

        view: Which view of the scene it is, from 0; its words are the scene's script.

        views: How many views the scene has.

        revealed: How many of the points are to be seen, the others keeping their places; ``None`` shows all.
    """

    scene: Scene
    scenes: int
    title: str
    subtitle: str
    size: Resolution
    caption_room: bool = False
    style: str = "Modern"
    seed: int = 0
    language: str = "en"
    opens: bool = True
    view: int = 0
    views: int = 1
    revealed: int | None = None
    theme: SlideTheme | None = None
    appearance: ThemeMode = ThemeMode.AUTO
    brand_kit: BrandKit | None = None
