"""
Any file to a document.

Rule: what cannot be read is refused by name, with what would help; nothing is fetched from anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import attrs

from aura_core.documents.document import Block, BlockKind, Document, Keep
from aura_core.errors import InvalidInputError


__all__ = ["KINDS", "read_document"]

_LARGEST: Final = 100 * 1024 * 1024
"""Bytes; a larger file is no text that anybody wrote."""

_HEADING: Final = 80
"""Characters of a line that may be a heading."""

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

_Reader: TypeAlias = Callable[[bytes, Path, Keep], tuple[Block, ...]]


def read_document(path: Path, keep: Keep) -> Document:
    """
    Read the file *path*: Markdown, plain text, HTML, PDF or DOCX, by its ending.

    Args:
        keep: Is given the pictures that are inside of the file.

    Raises:
        InvalidInputError: the file is not there, is of another kind, is damaged, locked, or holds no text.
    """
    reader = KINDS.get(path.suffix.lower())
    if reader is None:
        raise _refused(
            f"{path.name} is of no kind that is read.", f"Give a file that ends in {', '.join(sorted(KINDS))}."
        )
    try:
        if path.stat().st_size > _LARGEST:
            raise _refused(f"{path.name} is larger than 100 MB.", "Give the part of it that the film is about.")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise _refused(f"There is no file {path} that can be read.", "Correct the path.") from error
    try:
        blocks = reader(data, path, keep)
    except InvalidInputError:
        raise
    except Exception as error:
        # Three libraries read files of strangers, and fail in more ways than they name; their own words say little.
        why = str(error).splitlines()[0] if isinstance(error, ValueError) and str(error) else "it is damaged"
        raise _refused(
            f"{path.name} cannot be read: {why}.",
            "Open it and save it anew, or give it as plain text.",
        ) from error
    if not any(block.text or block.items or block.table for block in blocks):
        raise _refused(
            f"There is no text in {path.name}.",
            "Give a document with words in it; pages that were scanned have none.",
        )
    title = next((block.text for block in blocks if block.kind is BlockKind.HEADING), "") or _spelled(path.stem)
    return Document(path.name, title, blocks)


def _refused(message: str, remedy: str) -> InvalidInputError:
    return InvalidInputError.of("$.brief.sources", message, remedy=remedy)


def _spelled(stem: str) -> str:
    return re.sub(r"[-_\s]+", " ", stem).strip() or stem


def _decoded(data: bytes) -> str:
    """Decode a text: by its mark, as UTF-8, or as Windows wrote it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if b"\0" in data:
            raise ValueError("it holds no text") from None
        return data.decode("cp1252", errors="replace")


def _markdown(data: bytes, path: Path, keep: Keep) -> tuple[Block, ...]:
    from aura_core.documents.hypertext import read_markdown  # noqa: PLC0415 - each kind is loaded when it is met

    return read_markdown(_decoded(data), path.parent, keep)


def _text(data: bytes, path: Path, keep: Keep) -> tuple[Block, ...]:
    from aura_core.documents.hypertext import read_markdown  # noqa: PLC0415

    return _headed(read_markdown(_decoded(data), path.parent, keep, indented_code=False))


def _headed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Take short lines that end without a stop, with text below them, for the headings that they are."""
    if any(block.kind is BlockKind.HEADING for block in blocks):
        return tuple(blocks)
    found = []
    for place, block in enumerate(blocks):
        before_text = place + 1 < len(blocks) and blocks[place + 1].kind is BlockKind.PARAGRAPH
        short = len(block.text) <= _HEADING and block.text[-1:].isalnum() and block.kind is BlockKind.PARAGRAPH
        level = 2 if place else 1
        found.append(attrs.evolve(block, kind=BlockKind.HEADING, level=level) if short and before_text else block)
    return tuple(found)


def _html(data: bytes, path: Path, keep: Keep) -> tuple[Block, ...]:
    from aura_core.documents.hypertext import read_html  # noqa: PLC0415

    return read_html(data, path.parent, keep)


def _pdf(data: bytes, path: Path, keep: Keep) -> tuple[Block, ...]:
    from aura_core.documents.portable import read_pdf  # noqa: PLC0415

    return read_pdf(data, path, keep)


def _docx(data: bytes, path: Path, keep: Keep) -> tuple[Block, ...]:
    from aura_core.documents.word import read_docx  # noqa: PLC0415

    return read_docx(data, keep)


KINDS: Final[Mapping[str, _Reader]] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".txt": _text,
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
    ".docx": _docx,
}
"""How each kind of file is read, by its ending."""
