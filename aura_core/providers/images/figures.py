"""
Numbers that tell something.

A number is shown large if it has a unit or a currency, if it is large itself, or a year; small counts, ranges, names,
clock times and versions are not.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from aura_core.providers.images.words import capitalized, clauses, count, sentences, shortened, unstopped


__all__ = ["Figure", "figure"]

_LONGEST_CONTEXT: Final = 22
"""Words beside a number, which is read first."""

_EDGES: Final = " ,;:–—-；：，、("

_NUMBER: Final = r"\d{1,3}(?:[,.'’ \u00a0\u202f]\d{3}){1,6}(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_UNIT_WORDS: Final = (
    "percent|per cent|Prozent|pour cent|por ciento|per cento|"
    "trillion|billion|million|thousand|Milliarden?|Millionen|milliards?|millions?|millones|"
    "degrees?|kilomet(?:er|re)s?|centimet(?:er|re)s?|met(?:er|re)s?|miles?|feet|inches|"
    "kilograms?|tonnes?|tons?|lit(?:er|re)s?|watts?|volts?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|"
    "km/h|km²|km|cm|mm|m²|m³|m|mph|kg|g|t|[kMGT]?Wh|[kMGT]?W|V|[kMGT]B|ms|s|h|"
    "Grad|Kilometer|Meter|Stunden?|Minuten?|Sekunden?|Tagen?|Wochen|Monaten?|Jahren?|Tonnen|Liter|"
    "heures?|jours?|ans|années|mètres?|kilomètres?|horas?|minutos?|días?|años|metros|kilómetros"
)
_FIGURE: Final = re.compile(
    rf"(?<![\w.,:/])(?P<number>(?:(?<!\S)[−-])?(?:[$€£¥]\s?)?(?:{_NUMBER}))"
    rf"(?P<unit>[\s\u00a0\u202f]?(?:%|‰|°\s?[CFK]\b|°|€|£)|[\s\u00a0\u202f-](?:{_UNIT_WORDS})\b)?(?![\w%/:])"
)
_RANGE_BEFORE: Final = re.compile(r"\d\S*\s*(?:[–-]|\b(?:to|and|or|bis|und|à|et|a|y|e)\b)\s*$")
_RANGE_AFTER: Final = re.compile(r"\s*(?:[–-]|\b(?:to|or|bis|oder|à|a)\b)\s*\d")
_NEARBY: Final = 40
"""Characters before a number that say what kind of number it is."""

_WHOLE: Final = re.compile(r"\s+(?:of|der|des|aller|vom|von|du|de|del|dei|degli)\b", re.IGNORECASE)


@attrs.frozen
class Figure:
    """
    A number that tells something.

    Attributes:
        number: As it stands in the text, with its currency.

        unit: What follows it, such as ``%`` or ``hours``; may be empty.

        share: The part of a whole that the number is, 0 to 1; ``None`` when it is no such part.

        context: The sentence or clause in which it stands.
    """

    number: str
    unit: str
    share: float | None
    context: str


def figure(text: str) -> Figure | None:
    """
    Return the number of *text* that tells most, if any does: with a unit or a currency, large, or a year.
    """
    found = [
        (weight, sentence, match)
        for sentence in sentences(text)
        for match in _FIGURE.finditer(sentence)
        if (weight := _weight(sentence, match)) > 0
    ]
    if not found:
        return None
    _, sentence, match = max(found, key=lambda item: item[0])
    unit = (match["unit"] or "").strip(" \u00a0\u202f-")
    return Figure(match["number"], unit, _share(sentence, match), unstopped(_context(sentence, match.group())))


def _weight(sentence: str, match: re.Match[str]) -> float:
    before = sentence[max(0, match.start() - _NEARBY) : match.start()]
    if _RANGE_BEFORE.search(before) or _RANGE_AFTER.match(sentence, match.end()):
        return 0
    number, unit = match["number"], match["unit"]
    if unit or number[0] in "$€£¥":
        return 2.5 if number[0].isdigit() and unit and unit.strip().isalpha() else 3
    words = before.split()
    if len(words) > 1 and words[-1][:1].isupper():  # part of a name, such as Boeing 747
        return 0
    digits = sum(character.isdigit() for character in number)
    return 2 if digits > 4 or (digits == 4 and not number.isdigit()) else 0.8 if digits == 4 else 0


def _share(sentence: str, match: re.Match[str]) -> float | None:
    """Return the part of a whole that the number is: only ``71 % of …`` is one, a growth of 71 % is not."""
    unit = (match["unit"] or "").strip(" \u00a0\u202f-").casefold()
    if unit not in {"%", "percent", "per cent", "prozent", "pour cent", "por ciento", "per cento"}:
        return None
    number = match["number"].replace(",", ".")
    if not _WHOLE.match(sentence, match.end()) or not re.fullmatch(r"\d+(?:\.\d+)?", number):
        return None
    return float(number) / 100 if float(number) <= 100 else None


def _context(sentence: str, number: str) -> str:
    if count(sentence) <= _LONGEST_CONTEXT:
        return sentence
    clause = next((part.strip(_EDGES) for part in clauses(sentence) if number in part), sentence)
    return shortened(capitalized(clause), _LONGEST_CONTEXT)
