"""
What is written in short, said in words: ``$3.5 million``, ``21. Mai``, ``5 km``, ``jane@example.org``.

Rule 1: captions keep what is written; only the synthesizer hears the words.

Rule 2: every word that is said knows where in the text that stands which it is said for, in the order of the text.

Rule 3: what a synthesizer reads well by itself, such as plain numbers, is left to it.
"""

from __future__ import annotations

from typing import Final

import attrs

from aura_core.providers.voices.reading import Sentence
from aura_core.providers.voices.saying.amounts import AMOUNTS, RANGES
from aura_core.providers.voices.saying.dates import DAYS, NUMERIC_DATES, TIMES, YEARS
from aura_core.providers.voices.saying.japanese import READINGS
from aura_core.providers.voices.saying.numerals import NUMERALS
from aura_core.providers.voices.saying.rule import Rule
from aura_core.providers.voices.saying.shortened import ABBREVIATIONS, ADDRESSES, TELEPHONES
from aura_core.providers.voices.saying.tongues import Tongue, tongue_of


__all__ = ["said"]

_RULES: Final = (
    *ADDRESSES,
    *ABBREVIATIONS,
    *NUMERIC_DATES,
    *TELEPHONES,
    *TIMES,
    *AMOUNTS,
    *RANGES,
    *DAYS,
    *YEARS,
    *NUMERALS,
    *READINGS,
)
"""Each sees what those before it say."""


def said(sentence: Sentence, language: str) -> Sentence:
    """
    Return *sentence* with everything written in short as it is said in *language*, a BCP 47 tag.
    """
    tongue = tongue_of(language)
    for rule in _RULES:
        sentence = _with(rule, sentence, tongue)
    return sentence


def _with(rule: Rule, sentence: Sentence, tongue: Tongue) -> Sentence:
    pattern = rule.pattern(tongue)
    if pattern is None:
        return sentence
    text, kept = sentence.spoken, 0
    spoken: list[str] = []
    origins: list[int] = []
    for match in pattern.finditer(text):
        pieces = rule.say(match, tongue)
        if pieces is None:
            continue
        start, end = match.span("said" if "said" in pattern.groupindex else 0)
        spoken.append(text[kept:start])
        origins += sentence.origins[kept:start]
        for words, at in pieces:
            spoken.append(words)
            origins += [sentence.origins[at]] * len(words)
        kept = end
    if not kept:
        return sentence
    spoken.append(text[kept:])
    origins += sentence.origins[kept:]
    return attrs.evolve(sentence, spoken="".join(spoken), origins=tuple(origins))
