"""
Cues as WebVTT (https://www.w3.org/TR/webvtt1/).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Final

from aura_core.captions.blocks import clock, cues_in, timing
from aura_core.captions.rows import Piece, pieces
from aura_core.captions.text import clean, readable
from aura_core.model.captions import Cue


__all__ = ["dumps", "loads"]

_TAG: Final = re.compile(r"<[^>]*>")


def dumps(cues: Iterable[Cue], language: str, *, word_times: bool = False) -> str:
    """
    Write *cues* as WebVTT, to the millisecond.

    Args:
        language: A BCP 47 tag.

        word_times: Whether players that can should show the words one after the other, as they are spoken.
    """
    header = f"WEBVTT\nLanguage: {_escaped(clean(language))}\n"
    return "\n".join([header, *(_block(cue, word_times=word_times) for cue in readable(cues))])


def loads(text: str) -> tuple[Cue, ...]:
    """
    Read WebVTT *text*; its tags, notes and styles are dropped.
    """
    return tuple(cues_in(text, _plain))


def _block(cue: Cue, *, word_times: bool) -> str:
    lines = ("".join(_written(piece, cue, word_times=word_times) for piece in line) for line in pieces(cue))
    text = "\n".join(lines)
    return f"{timing(cue.span, '.')}\n{text}\n"


def _written(piece: Piece, cue: Cue, *, word_times: bool) -> str:
    if not word_times or piece.word is None:
        return _escaped(piece.text)
    start = cue.words[piece.word].span.start
    # WebVTT §4.2.2: a timestamp in a cue lies after its start and before its end.
    is_inside = clock(cue.span.start, ".") < clock(start, ".") < clock(cue.span.end, ".")
    return (f"<{clock(start, '.')}>" if is_inside else "") + _escaped(piece.text)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _plain(line: str) -> str:
    return html.unescape(_TAG.sub("", line))
