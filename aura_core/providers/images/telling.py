"""
What of a narration tells most: a statement, a figure, a quotation, a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from aura_core.providers.images.words import capitalized, clauses, count, sentences, shortened, unstopped


__all__ = ["LONGEST_STATEMENT", "Enumeration", "Figure", "Quotation", "enumeration", "figure", "quotation", "statement"]

LONGEST_STATEMENT: Final = 18
"""Words that are read at a glance."""

_EDGES: Final = " ,;:–—-；：，、("


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SUBORDINATE: Final = _words(
    "after although as because before if once since though unless until when whenever where while "
    "als bevor da falls nachdem obwohl sobald während weil wenn "
    "comme lorsque parce puisque quand si aunque como cuando mientras porque"
)
"""First words of a clause that another one completes."""

_LEANING: Final = _words(
    "he he's here her him his it its it's she she's so such that that's their them then there there's these they "
    "they're this those also and but hence however instead meanwhile nor or otherwise therefore thus too which who "
    "whose yet aber auch denn dies diese dieser dieses er es oder sie sondern und "
    "ce cela ces car donc elle elles et il ils mais ou que qui aquel él ella ellos eso esto o pero y"
)
"""First words that lean on what was said before; what starts so does not stand alone."""

_NUMBER: Final = r"\d{1,3}(?:[,.'’ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
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
_WHOLE: Final = re.compile(r"\s+(?:of|der|des|aller|vom|von|du|de|del|dei|degli)\b", re.IGNORECASE)

_QUOTATION: Final = re.compile(r"[“«„]\s*([^“”«»„]{12,}?)\s*[”»“]|(?<!\w)\"([^\"]{12,}?)\"")

_LIST: Final = re.compile(r"^(?P<lead>[^:]{3,}):\s+(?P<items>[^:]+?)[.!]?$")
_BETWEEN_ITEMS: Final = re.compile(r";\s+|,\s+(?:(?:and|or|und|oder|et|ou|y|o|e)\s+)?")
_LAST_ITEM: Final = re.compile(r"\s+(?:and|or|und|oder|et|ou|y|o|e)\s+")


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


@attrs.frozen
class Quotation:
    """
    What somebody said.

    Attributes:
        source: The few words beside it, which often say who; may be empty.
    """

    text: str
    source: str


@attrs.frozen
class Enumeration:
    """Things that a sentence announces and lists."""

    lead: str
    items: tuple[str, ...]


def statement(text: str, about: str = "") -> str:
    """
    Return the sentence or clause of *text* that tells most, at most 18 words if it has any so short.

    One that stands alone is better than one that leans on the sentence before, a whole one better than a part, and
    one that shares words with *about* better than others.
    """
    found = sentences(text)
    topics = {word for word in _terms(about) if len(word) > 4}
    best, best_score = "", float("-inf")
    for position, sentence in enumerate(found):
        edge = 0.4 if position == 0 else 0.2 if position == len(found) - 1 else 0.0
        for candidate, bonus in _candidates(sentence):
            score = bonus + edge + _worth(candidate, topics)
            if score > best_score:
                best, best_score = candidate, score
    return unstopped(best or shortened(next(iter(found), ""), LONGEST_STATEMENT))


def _candidates(sentence: str) -> Iterator[tuple[str, float]]:
    """Yield what could be shown of *sentence*, each with what its wholeness is worth."""
    if count(sentence) <= LONGEST_STATEMENT:
        yield sentence, 0.0
        return
    parts = clauses(sentence)
    for number, part in enumerate(parts):
        clause = part.strip(_EDGES)
        completes = number == 0 or _opener(parts[0]) in _SUBORDINATE or parts[number - 1].endswith((";", ":", "—", "–"))
        if 5 <= count(clause) <= LONGEST_STATEMENT and completes and "(" not in clause and ")" not in clause:
            yield capitalized(clause), -4.0 if _opener(clause) in _SUBORDINATE else -0.7


def _worth(candidate: str, topics: set[str]) -> float:
    words = count(candidate)
    length = -0.15 * max(0, 6 - words, words - 14)
    shared = 0.5 * min(3, len(topics & set(_terms(candidate))))
    leaning = -2.0 if _opener(candidate) in _LEANING else 0.0
    asking = -0.5 if candidate.endswith("?") else 0.0
    return length + shared + leaning + asking


def _terms(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _opener(text: str) -> str:
    return next(iter(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text.casefold().replace("’", "'"))), "")


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
    if _RANGE_BEFORE.search(sentence[: match.start()]) or _RANGE_AFTER.match(sentence, match.end()):
        return 0
    number, unit = match["number"], match["unit"]
    if unit or number[0] in "$€£¥":
        return 2.5 if number[0].isdigit() and unit and unit.strip().isalpha() else 3
    before = sentence[: match.start()].split()
    if len(before) > 1 and before[-1][:1].isupper():  # part of a name, such as Boeing 747
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
    if count(sentence) <= LONGEST_STATEMENT + 4:
        return sentence
    clause = next((part.strip(_EDGES) for part in clauses(sentence) if number in part), sentence)
    return shortened(capitalized(clause), LONGEST_STATEMENT + 4)


def quotation(text: str) -> Quotation | None:
    """
    Return the first quotation in *text* of 4 to 30 words.
    """
    for match in _QUOTATION.finditer(text):
        said = (match[1] or match[2]).strip(" ,")
        if 4 <= count(said) <= 30:
            return Quotation(unstopped(said), _source(text[: match.start()], text[match.end() :]))
    return None


def _source(before: str, after: str) -> str:
    following = next(iter(sentences(after.lstrip(" ,"))), "") if after[:1] in {",", " "} else ""
    preceding = (sentences(before) or ("",))[-1] if before.rstrip().endswith((":", ",")) else ""
    for words in (
        following if not before.strip() or following[:1].islower() or following[:1] in "—–-" else "",
        preceding,
    ):
        source = unstopped(words.strip(_EDGES))
        if source and count(source) <= 8:
            return source
    return ""


def enumeration(text: str) -> Enumeration | None:
    """
    Return the first list in *text* of three to six things, each of at most 8 words, announced with a colon.
    """
    for sentence in sentences(text):
        match = _LIST.match(sentence)
        if match is None or count(match["lead"]) > 12:
            continue
        parts = _BETWEEN_ITEMS.split(match["items"])
        items = [*parts[:-1], *_LAST_ITEM.split(parts[-1], maxsplit=1)] if len(parts) == 2 else parts
        items = [*items[:-1], *_LAST_ITEM.split(items[-1], maxsplit=1)] if len(items) < 3 else items
        if 3 <= len(items) <= 6 and all(1 <= count(item) <= 8 for item in items):
            return Enumeration(match["lead"].strip(), tuple(capitalized(item.strip()) for item in items))
    return None
