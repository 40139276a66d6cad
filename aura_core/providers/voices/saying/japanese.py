"""
Chinese characters in Japanese, said by their readings.

espeak-ng knows the kana alone, and says “Chinese letter” for anything else.
SudachiPy and its dictionary know the readings; they are the extra ``japanese``, 110 MB.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from aura_core.errors import SpeechError
from aura_core.providers.voices.saying.rule import Pieces, Rule, only_in
from aura_core.providers.voices.saying.tongues import Tongue


__all__ = ["READINGS"]

_CHARACTER: Final = "[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"

_PARTICLES: Final = {"は": "ワ", "へ": "エ"}
"""Particles that are not said as they are written."""

_LARGE: Final = {"十": "ジュウ", "百": "ヒャク", "千": "セン", "万": "マン", "億": "オク", "兆": "チョウ"}
"""What makes figures larger; the dictionary would spell the figures out one by one."""


def _read(match: re.Match[str], _: Tongue) -> Pieces:
    return [(_reading(word), word.begin()) for word in _dictionary().tokenize(match.group())]


def _reading(word: Any) -> str:
    surface = str(word.surface())
    kind = word.part_of_speech()[0]
    if kind == "助詞" and surface in _PARTICLES:
        return _PARTICLES[surface]
    if any(character.isdigit() for character in surface):
        return "".join(_LARGE.get(character, character) for character in surface)
    return str(word.reading_form()) if re.search(_CHARACTER, surface) else surface


@cache
def _dictionary() -> Any:
    try:
        from sudachipy import Dictionary  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise SpeechError(
            "espeak-ng cannot read Chinese characters in Japanese.",
            provider="espeak",
            remedy="Install the readings with: pip install 'aura-video[japanese]'; or write the script in kana.",
            refused=True,
        ) from error
    return Dictionary(dict="small").tokenizer()


READINGS: Final = (Rule(only_in("ja", rf"^.*{_CHARACTER}.*$"), _read),)
