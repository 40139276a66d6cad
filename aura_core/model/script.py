"""The film in words."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from urllib.request import url2pathname

import attrs

from aura_core.model.enums import Layout, MotionKind, TransitionKind
from aura_core.timing import Seconds


__all__ = ["Citation", "Listing", "Quotation", "Scene", "Script", "ScriptLine", "Table"]


@attrs.frozen
class Citation:
    """Where a statement comes from."""

    number: int
    source: str
    title: str | None = None
    section: str | None = None
    page_number: int | None = None


@attrs.frozen
class Table:
    """
    Values in rows and columns.

    Attributes:
        header: One name a column.

        rows: As many cells each as there are columns, as they were written.

        caption: What the table is about; may be empty.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@attrs.frozen
class Listing:
    """
    Lines of a program or a command, to be shown as they are.

    Attributes:
        language: What they are written in, as Markdown names it; may be empty.
    """

    text: str
    language: str = ""


@attrs.frozen
class Quotation:
    """
    What somebody said.

    Attributes:
        source: Who, in a few words; may be empty.
    """

    text: str
    source: str = ""


@attrs.frozen
class Scene:
    """
    A stretch of the film about one thing.

    Attributes:
        index: Position in the script, from 0.

        heading: What the scene is about, in a few words; may be empty.

        script: What is said, in plain words and sentences, as it is to be read in captions.

        start: Seconds from the start of the film, as planned; the narration decides.

        duration: Seconds, as planned; the narration decides.

        bullets: Points to show, in the order in which they are said.

        layout: How the slide is to look; ``None`` leaves it to the content.

        path_or_url: The user's own picture or clip for this scene.

        visual_prompt: The name of a layout, or what an image provider is asked for.

        caption: Shown beside the picture.

        table: To show, as it is or as a chart.

        listing: To show as it is.

        quotation: To show.

        least_duration: Seconds that the scene lasts at least, however soon its words are said.

        transition: How the scene gives way to the next; ``None`` leaves it to the pacing.

        motion: How the camera moves over the scene's picture; ``None`` leaves it to the picture. Slides stand still.
    """

    index: int
    heading: str
    script: str
    start: Seconds = Fraction(0)
    duration: Seconds = Fraction(0)
    citations: tuple[Citation, ...] | None = None
    bullets: tuple[str, ...] = ()
    layout: Layout | None = None
    path_or_url: str | None = None
    visual_prompt: str | None = None
    caption: str | None = None
    table: Table | None = None
    listing: Listing | None = None
    quotation: Quotation | None = None
    transition: TransitionKind | None = None
    motion: MotionKind | None = None
    least_duration: Seconds = Fraction(0)

    @property
    def picture(self) -> Path | None:
        """The user's own picture or clip, when it is a local file."""
        if not self.path_or_url or "://" not in self.path_or_url:
            return Path(self.path_or_url) if self.path_or_url else None
        scheme, _, rest = self.path_or_url.partition("://")
        host, _, path = rest.partition("/")
        local = scheme.lower() == "file" and host.lower() in {"", "localhost"}
        return Path(url2pathname(f"/{path}")) if local and path else None


@attrs.frozen
class Script:
    """
    The film in words.

    Attributes:
        scenes: At least one, in order.

        subtitle: One line under the title; may be empty.

        warnings: What the writer wants the user to know, as sentences.
    """

    title: str
    language: str
    scenes: tuple[Scene, ...] = attrs.field(validator=attrs.validators.min_len(1))
    subtitle: str = ""
    warnings: tuple[str, ...] = ()


@attrs.frozen
class ScriptLine:
    """A sentence with its planned time."""

    scene_index: int
    text: str
    start: Seconds
    duration: Seconds
