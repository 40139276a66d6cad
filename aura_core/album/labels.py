"""
Whose a picture is, kept beside it.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

from aura_core.errors import VisualError
from aura_core.model.footage import Footage
from aura_core.model.pictures import MEDIA, Label
from aura_core.store import Store
from aura_core.wire import dumps, loads


__all__ = ["address_of", "label_beside", "label_of", "labelled"]

_SUFFIX: Final = ".label.json"


def address_of(picture: Path) -> str:
    """Return where this server has a *picture* of its store."""
    return f"{MEDIA}{picture.name}"


def labelled(picture: Path, store: Store, provider: str, footage: Footage | None = None, title: str = "") -> Label:
    """
    Return the label of a *picture* in *store*, written now if it has none.

    Args:
        footage: As which it was found or painted.

        title: What it shows, where that was not found or painted.

    Raises:
        VisualError: it is none.
    """
    known = label_of(picture)
    if known:
        return known
    # It takes in what decodes pictures, which a server does without until it has one.
    from aura_core.frames.decoding import size_in  # noqa: PLC0415

    size = size_in(picture)
    if size is None:
        raise VisualError("There is no picture in the file.", provider="pictures", remedy="Choose another picture.")
    owed = (footage.title, footage.attribution, footage.license) if footage else (title,)
    label = Label(*size, provider, *owed)
    with store.writing(picture.stem, _SUFFIX) as target:
        target.write_text(dumps(label), encoding="utf-8")
    return label


def label_of(picture: Path) -> Label | None:
    """Return the label of a *picture*, and remember that it was used; ``None`` where it has none."""
    label = label_beside(picture)
    with contextlib.suppress(FileNotFoundError):
        os.utime(label)
        return loads(label.read_text(encoding="utf-8"), Label)
    return None


def label_beside(picture: Path) -> Path:
    """Say where the label of a *picture* lies, or would."""
    return picture.with_name(f"{picture.stem}{_SUFFIX}")
