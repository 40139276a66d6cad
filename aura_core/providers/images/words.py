"""
Words made fit for a slide.

Rule 1: whatever is shown stands in the text; it is chosen and shortened, never written.

Rule 2: a text is shortened where it pauses; only what has no pause is cut between words, and then with an ellipsis.

Rule 3: pictographs are dropped, as are characters that have no look; all other characters are kept, and missed if no
font has them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final


__all__ = ["capitalized", "clauses", "count", "is_rtl", "plain", "sentences", "shortened", "unstopped"]

_WIDE: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
"""Scripts without spaces (Thai to Khmer, Chinese, Japanese); two of their characters count as a word."""

# Left to be compiled on first use: character sets as large as these take 10 ms.
_WORD: Final = rf"[{_WIDE}]{{1,2}}|[^\s…{_WIDE}]+"

_ENDLESS: Final = rf"[^\s{_WIDE}]{{81,}}"
"""Words longer than any address that is worth showing."""

_UNSHOWN: Final = re.compile("[\ud800-\udfff\ufe00-\ufe0f\u20e3\ufffd\U0001f000-\U0001faff\U000e0000-\U000e0fff]")
"""Halves of characters, variation selectors, the keycap, the replacement character, pictographs, tags."""

_JOINERS: Final = "\u00ad\u200c\u200d"
"""The soft hyphen says where to break; the others shape Arabic and Indic words."""

_END: Final = re.compile(r"[.!?…।]+[\"'”’»)\]]*(?=\s+(?P<next>\S+))|[。！？]+[」』”’）]*")
_ABBREVIATED: Final = re.compile(
    r"(?:^|(?<!\d)[\s(])(?:\w|mr|mrs|ms|dr|prof|st|vs|ca|nr|no|fig|approx|bzw|\w\.(?:\s?\w\.)*\s?\w)\.$", re.IGNORECASE
)

_LONGEST_ABBREVIATION: Final = 20

_PAUSE: Final = re.compile(r"(?<=[;:,])\s+|\s+(?=[–—-]\s)|(?<=[–—])\s+|(?=—)|(?<=—)|\s+(?=\()|(?<=[；：，、])")
_PAIRS: Final = ("()", "[]", "“”", "«»")

_EDGES: Final = " ,;:–—-；：，、"


@lru_cache(maxsize=64)  # a film's title and a scene's script are asked for again and again
def plain(text: str) -> str:
    """
    Return *text* on one line, composed, without what a slide does not show; see rule 3.
    """
    kept = "".join(" " if character.isspace() else character for character in text if _is_shown(character))
    words = re.sub(_ENDLESS, lambda match: f"{match.group()[:79]}…", " ".join(kept.split()))
    return unicodedata.normalize("NFC", words)


def _is_shown(character: str) -> bool:
    if _UNSHOWN.match(character):
        return False
    match unicodedata.category(character):
        case "Cc":
            return character.isspace()
        case "Cf":
            return character in _JOINERS
        case "So":
            return not "\u2600" <= character <= "\u2bff"
        case _:
            return ord(character) & 0xFFFE != 0xFFFE


def count(text: str) -> int:
    """
    Count the words of *text*; two characters of a script without spaces count as one.
    """
    return len(re.findall(_WORD, text))


def is_rtl(text: str) -> bool:
    """
    Tell whether *text* is mostly written from right to left.
    """
    directions = [unicodedata.bidirectional(character) for character in text]
    return sum(direction in {"R", "AL"} for direction in directions) > directions.count("L")


def sentences(text: str) -> tuple[str, ...]:
    """
    Split *text*, which is on one line, into sentences.
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for match in _END.finditer(text):
        following = match["next"]
        inside = following and (
            following.lstrip("\"'“‘«„(¿¡")[:1].islower()
            or _ABBREVIATED.search(text[max(0, match.end() - _LONGEST_ABBREVIATION) : match.end()])
        )
        if not inside:
            yield text[start : match.end()].strip()
            start = match.end()
    if rest := text[start:].strip():
        yield rest


def clauses(sentence: str) -> tuple[str, ...]:
    """
    Split *sentence* where it pauses; each clause keeps its punctuation.
    """
    return tuple(part for part in _PAUSE.split(sentence) if part and part.strip(_EDGES))


def shortened(text: str, limit: int) -> str:
    """
    Return *text* if it has at most *limit* words, else its beginning, up to a pause if there is one.
    """
    first = list(islice(re.finditer(_WORD, text), limit + 1))
    if len(first) <= limit:
        return text
    beginning = text[: first[-1].start()]
    for pause in reversed(list(_PAUSE.finditer(beginning))):
        part = beginning[: pause.start()].rstrip(_EDGES)
        if min(3, limit) <= count(part) and _is_closed(part):
            return part
    return f"{text[: first[-2].end()].rstrip(_EDGES + '.')}…"


def _is_closed(text: str) -> bool:
    return text.count('"') % 2 == 0 and all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)


def capitalized(text: str) -> str:
    """
    Return *text* with a capital first letter, the rest as it is.
    """
    return text[:1].upper() + text[1:]


def unstopped(text: str) -> str:
    """
    Return *text* without the full stop at its end, as display type is set; an abbreviation keeps its own.
    """
    words = text.split()
    if not words or not text.endswith(".") or text.endswith("..") or "." in words[-1][:-1]:
        return text
    return text[:-1]
