"""Pictures and clips that others took, or a model paints."""

from __future__ import annotations

import attrs

from aura_core.model.render import Resolution
from aura_core.model.visuals import PictureKind


__all__ = ["Footage", "FootageRequest"]


@attrs.frozen
class FootageRequest:
    """
    What is to be seen while a scene is said.

    Attributes:
        words: What to look for, a few words.

        text: What is said meanwhile.

        size: Of the frame that it has to fill.

        seconds: How long it is seen.

        style: The look that the plan asks for, such as ``Modern``.

        language: Of the words, a BCP 47 tag.

        seed: Chooses among equals.

        subject: What the whole film is about; empty when nobody says.

        motif: What is to be seen, for those who paint; empty leaves it to *words*.

        still: Whether nothing may move in it.

        unwanted: What must not be seen; only who paints can heed it.
    """

    words: str
    text: str
    size: Resolution
    seconds: float
    style: str = "Modern"
    language: str = "en"
    seed: int = 0
    subject: str = ""
    motif: str = ""
    still: bool = False
    unwanted: tuple[str, ...] = ()

    @property
    def orientation(self) -> str:
        """How the frame lies, as picture libraries call it: landscape, portrait or square."""
        if self.size.width == self.size.height:
            return "square"
        return "landscape" if self.size.width > self.size.height else "portrait"


@attrs.frozen
class Footage:
    """
    A picture or clip that can be had.

    Attributes:
        id: What its owner knows it by; for what is yet to be painted, anything that decides it.

        kind: Image or video.

        address: Where it lies; empty for what is yet to be painted.

        suffix: Of its file, such as ``.jpg``.

        width: Pixels; 0 when nobody says.

        height: Likewise.

        seconds: Of a clip.

        title: What it shows; may be empty.

        attribution: How its owner wants to be named, with the page that it is from; may be empty.

        license: Its terms, by their name; may be empty.
    """

    id: str
    kind: PictureKind
    address: str
    suffix: str
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    title: str = ""
    attribution: str = ""
    license: str = ""
