"""
Scripts as files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from aura_core.drawer import Kept
from aura_core.errors import InvalidInputError
from aura_core.model.scripts import KeptScript
from aura_core.scripts.showing import as_markdown, shown
from aura_core.wire import dumps


__all__ = ["Export", "exported"]

_TEXT: Final = ("text/plain", ".txt")
_MARKDOWN: Final = ("text/markdown", ".md")
_FORMATS: Final = {
    "text": _TEXT,
    "txt": _TEXT,
    "markdown": _MARKDOWN,
    "md": _MARKDOWN,
    "json": ("application/json", ".json"),
}

_LONGEST: Final = 60
"""Characters of a file's name."""


@attrs.frozen
class Export:
    """
    A file.

    Attributes:
        name: Of ASCII letters, digits and hyphens.

        media_type: What kind it is.
    """

    name: str
    media_type: str
    text: str


def exported(kept: Kept[KeptScript], form: str) -> Export:
    """
    Return a script as a file: text to be read, Markdown that makes the same script when it is given as own words, or JSON.

    Raises:
        InvalidInputError: there is no such *form*.
    """
    known = _FORMATS.get(form.strip().lower())
    if known is None:
        raise InvalidInputError.of(
            "format", f"There is no format {form[:40]!r}.", remedy="Choose text, markdown or json."
        )
    media_type, ending = known
    name = re.sub(r"[^a-z0-9]+", "-", kept.value.script.title.lower()).strip("-")[:_LONGEST] or "script"
    text = {
        "text/plain": lambda: "\n\n".join(_as_text(kept.value)) + "\n",
        "text/markdown": lambda: as_markdown(kept.value),
        "application/json": lambda: dumps(shown(kept), indent=2) + "\n",
    }[media_type]()
    return Export(name + ending, media_type, text)


def _as_text(kept: KeptScript) -> Iterator[str]:
    yield kept.script.title
    for scene in kept.script.scenes:
        yield f"{scene.index + 1}. {scene.heading}".rstrip(" .") if scene.heading else f"{scene.index + 1}."
        yield scene.script
