"""
Pictures as pages can show them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from aura_core.store import Store, digest


__all__ = ["SHOWN", "shown_as"]

SHOWN: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"})
"""Endings of files that every browser shows."""

_VERSION: Final = 1


def shown_as(picture: Path, store: Store) -> Path:
    """
    Return *picture* if browsers show such files, else the same as PNG, made once.

    Raises:
        VisualError: it is none.
    """
    if picture.suffix.lower() in SHOWN:
        return picture
    # It takes in what decodes pictures, which a server does without until it has one.
    from aura_core.frames.decoding import decode  # noqa: PLC0415

    key = digest("shown", _VERSION, picture)
    if found := store.find(key, ".png"):
        return found
    decoded = decode(picture, lambda size: size)
    with store.writing(key, ".png") as target:
        pixels = decoded.pixels.convert("RGB")
        (pixels if decoded.turn is None else pixels.transpose(decoded.turn)).save(target)
    return store.path(key, ".png")
