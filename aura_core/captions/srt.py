"""
Cues as SubRip.

There is no standard; players agree on https://wiki.videolan.org/SubRip.
There is no escape either, but tags in angle brackets, braces and backslashes mean something to most players: an
invisible word joiner after such a character keeps the text a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from aura_core.captions.blocks import cues_in, timing
from aura_core.captions.text import readable
from aura_core.model.captions import Cue


__all__ = ["dumps", "loads"]

_JOINER: Final = "\N{WORD JOINER}"
_MARKUP: Final = re.compile(r"[<{\\]|--(?=>)")
_ESCAPED: Final = re.compile(rf"[<{{\\]{_JOINER}|--{_JOINER}(?=>)")
_TAG: Final = re.compile(r"</?(?:[bius]|font)(?:\s[^>]*)?>|\{\\[^}]*\}", re.IGNORECASE)


def dumps(cues: Iterable[Cue]) -> str:
    """
    Write *cues* as SubRip, to the millisecond.
    """
    return "\n".join(_block(number, cue) for number, cue in enumerate(readable(cues), 1))


def loads(text: str) -> tuple[Cue, ...]:
    """
    Read SubRip *text*; its tags are dropped.
    """
    return tuple(cues_in(text, _plain))


def _block(number: int, cue: Cue) -> str:
    text = "\n".join(map(_escaped, cue.lines))
    return f"{number}\n{timing(cue.span, ',')}\n{text}\n"


def _escaped(line: str) -> str:
    return _MARKUP.sub(lambda match: match.group() + _JOINER, line)


def _plain(line: str) -> str:
    return _ESCAPED.sub(lambda match: match.group()[:-1], _TAG.sub("", line))
