"""
Where lines may break in Chinese, Japanese and Korean.

Typst would break them anywhere: 潮の満 / ち引き. BudouX knows the phrases of the first two; Korean has spaces, and breaks
at them alone.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, Final

from aura_core.captions.chunks import in_phrases as phrases_of
from aura_core.model.narration import Word
from aura_core.timing import TimeRange


__all__ = ["in_phrases"]

_UNSPACED: Final = re.compile("[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60]{2,}")
_HANGUL: Final = re.compile("[\uac00-\ud7a3]{2,8}")
_JOINER, _BREAK = "\u2060", "\u200b"

_LONGEST: Final = 16
"""Columns of a phrase; a longer one may break within."""

_NEVER: Final = TimeRange(Fraction(0), Fraction(0))


def in_phrases(shown: Any, language: str) -> Any:
    """
    Return *shown*, plain JSON values, with the characters of its texts joined where no line is to break.
    """
    if isinstance(shown, str):
        parted = _UNSPACED.sub(lambda run: _parted(run.group(), language), shown)
        return _HANGUL.sub(lambda run: _JOINER.join(run.group()), parted)
    if isinstance(shown, dict):
        return {name: in_phrases(value, language) for name, value in shown.items()}
    if isinstance(shown, list | tuple):
        return [in_phrases(value, language) for value in shown]
    return shown


def _parted(text: str, language: str) -> str:
    letters = [Word(letter, place, _NEVER) for place, letter in enumerate(text)]
    phrases = [phrase.text for phrase in phrases_of(letters, language, _LONGEST)]
    if len(phrases) == len(letters):
        return text
    return _BREAK.join(_JOINER.join(phrase) for phrase in phrases)
