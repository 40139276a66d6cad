"""One brief, many films: the same script in several shapes and languages."""

from __future__ import annotations

from pathlib import Path

import attrs

from aura_core.model.order import Order


__all__ = ["Edition", "Version"]


@attrs.frozen
class Version:
    """
    A film in one language.

    Attributes:
        language: A BCP 47 tag.

        script: Own words in that language, plain text or Markdown; ``None`` takes those of the film, translated where
            it is in another language.

        folder: What relative paths of pictures in the script count from; ``None`` is the film's.

        voice_name: Who speaks; ``None`` is the language's first voice.
    """

    language: str
    script: str | None = None
    folder: Path | None = None
    voice_name: str | None = None


@attrs.frozen
class Edition:
    """
    One of several films of the same script.

    Attributes:
        name: What tells it from the others, such as ``9x16`` or ``de.9x16``; empty when there is only one.
    """

    name: str
    order: Order
