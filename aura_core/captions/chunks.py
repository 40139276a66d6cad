"""
Words of scripts that are written without spaces.

A voice times Chinese, Japanese and Thai by character. Readers want them parted between phrases, and a word that is
coloured or shown alone wants to be whole: BudouX (https://github.com/google/budoux) knows where phrases end in these
languages. Other scripts without spaces stay as they are, each letter with its marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import Final

from aura_core.captions.phrases import CLAUSE, break_cost
from aura_core.captions.text import adjoining, columns
from aura_core.model.narration import Word
from aura_core.timing import TimeRange


__all__ = ["in_phrases"]

_UNSPACED: Final = re.compile("[\u0e00-\u0e7f\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA: Final = re.compile("[\u3040-\u309f]")
_HAN: Final = re.compile("[\u3400-\u9fff]")
_COUNTS: Final = frozenset("一二三四五六七八九十百千万两兩几幾每第")
"""Chinese characters that belong to what they count."""

_TRADITIONAL: Final = frozenset({"zh-tw", "zh-hk", "zh-mo", "zh-hant"})


def in_phrases(words: Sequence[Word], language: str, widest: int = 42) -> tuple[Word, ...]:
    """
    Join those *words* that are characters of a phrase; in a language with spaces they stay as they are.

    Args:
        widest: Columns of a line; a phrase that is wider is parted, in Japanese best before a Chinese character.

        language: A BCP 47 tag; phrases are known in Chinese, Japanese and Thai.
    """
    parted = _parser(_model(language.lower()))
    if parted is None:
        return tuple(words)
    return tuple(phrase for run in _runs(words, language) for phrase in _phrases(run, parted, widest))


def _runs(words: Sequence[Word], language: str) -> Iterator[Sequence[Word]]:
    """Yield what stands without spaces and without a comma or full stop inside."""
    start = 0
    for at, (left, right) in enumerate(pairwise(words), 1):
        if not (_is_unspaced(left) and _is_unspaced(right) and adjoining(left, right)) or _parts(left, right, language):
            yield words[start:at]
            start = at
    if words:
        yield words[start:]


def _is_unspaced(word: Word) -> bool:
    return bool(_UNSPACED.search(word.text))


def _parts(left: Word, right: Word, language: str) -> bool:
    return break_cost(left, right, language) <= CLAUSE


def _phrases(run: Sequence[Word], parted: Callable[[str], list[str]], widest: int) -> Iterator[Word]:
    ends = list(accumulate(len(word.text) for word in run))
    # What BudouX would part inside a character and its marks stays whole.
    text = "".join(word.text for word in run)
    known = {end: index for index, end in enumerate(ends, 1) if end == len(text) or text[end - 1] not in _COUNTS}
    stops = [known[end] for end in accumulate(map(len, parted(text))) if end in known]
    for start, stop in pairwise([0, *stops]):
        yield from map(_joined, _fitting(run[start:stop], widest))


def _fitting(phrase: Sequence[Word], widest: int) -> Iterator[Sequence[Word]]:
    """Part *phrase* until every part fits into a line."""
    if len(phrase) == 1 or sum(columns(word.text) for word in phrase) <= widest:
        yield phrase
        return
    middle = len(phrase) / 2
    at = min(range(1, len(phrase)), key=lambda at: (_is_inside(phrase[at - 1], phrase[at]), abs(at - middle)))
    yield from _fitting(phrase[:at], widest)
    yield from _fitting(phrase[at:], widest)


def _is_inside(left: Word, right: Word) -> bool:
    """Return whether no word begins between two characters, as far as they tell."""
    return not (_KANA.search(left.text[-1]) and _HAN.search(right.text[0]))


def _joined(phrase: Sequence[Word]) -> Word:
    first, last = phrase[0], phrase[-1]
    span = TimeRange(first.span.start, last.span.end - first.span.start)
    return Word("".join(word.text for word in phrase), first.offset, span)


def _model(language: str) -> str | None:
    """Name the model of BudouX for a tag."""
    known = {"ja": "japanese", "th": "thai", "zh": "simplified_chinese"}
    if any(language == tag or language.startswith(f"{tag}-") for tag in _TRADITIONAL):
        return "traditional_chinese"
    return known.get(language.partition("-")[0])


@cache
def _parser(model: str | None) -> Callable[[str], list[str]] | None:
    if model is None:
        return None
    import budoux  # noqa: PLC0415 - few films get here

    load: Callable[[], budoux.Parser] = getattr(budoux, f"load_default_{model}_parser")
    return load().parse
