"""
What of a narration tells most: a statement, a quotation, a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from aura_core.providers.images.words import capitalized, clauses, count, sentences, shortened, unstopped


__all__ = ["LONGEST_STATEMENT", "Enumeration", "Quotation", "enumeration", "quotation", "statement"]

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

_JOINING: Final = _words("and but or so yet und aber oder sondern denn et mais ou y pero o e ma mas")
"""In small letters at the beginning, they join a clause to what was said before."""

_ADVERBIAL: Final = re.compile(r"\s+(?=(?:than|because|until|unless|although|though|while|whereas|so that|when)\s)")
"""Where an English sentence could end without a comma."""

_QUOTATION: Final = re.compile(r"[“«„]\s*([^“”«»„]{12,}?)\s*[”»“]|「([^「」]{6,})」|(?<!\w)\"([^\"]{12,}?)\"")

_LIST: Final = re.compile(r"^(?P<lead>[^:]{3,}):\s+(?P<items>[^:]+?)[.!]?$")
_BETWEEN_ITEMS: Final = re.compile(r";\s+|,\s+(?:(?:and|or|und|oder|et|ou|y|o|e)\s+)?")
_LAST_ITEM: Final = re.compile(r"\s+(?:and|or|und|oder|et|ou|y|o|e)\s+")


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
    found = tuple(map(_completed, sentences(text)))
    topics = {word for word in _terms(about) if len(word) > 4}
    best, best_score = "", float("-inf")
    for position, sentence in enumerate(found):
        edge = 0.4 if position == 0 else 0.2 if position == len(found) - 1 else 0.0
        for candidate, bonus in _candidates(sentence):
            score = bonus + edge + _worth(candidate, topics)
            if score > best_score:
                best, best_score = candidate, score
    return unstopped((best or shortened(next(iter(found), ""), LONGEST_STATEMENT)).rstrip(_EDGES))


def _completed(sentence: str) -> str:
    """Return *sentence*, or of a clause what follows the word that joins it to the one before."""
    first, _, rest = sentence.partition(" ")
    return capitalized(rest) if first in _JOINING and rest else capitalized(sentence)


def _candidates(sentence: str) -> Iterator[tuple[str, float]]:
    """Yield what could be shown of *sentence*, each with what its wholeness is worth."""
    if count(sentence) <= LONGEST_STATEMENT:
        yield sentence, 0.0
        return
    head = _ADVERBIAL.split(sentence, maxsplit=1)[0]
    if 5 <= count(head) <= LONGEST_STATEMENT and "," not in head:
        yield head, -0.6
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


def quotation(text: str) -> Quotation | None:
    """
    Return the first quotation in *text* of 4 to 30 words.
    """
    for match in _QUOTATION.finditer(text):
        said = (match[1] or match[2] or match[3]).strip(" ,")
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
