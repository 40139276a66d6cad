"""
What kind of topic it is, and how to speak of it within a sentence.

Rule 1: recognition reads words, in order, most special form first; what nothing fits is a name.

Rule 2: what would not read well within a sentence is called *this subject* there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Final

import attrs

from aura_core.providers.writers.lexicon import (
    ARTICLES,
    ASKING,
    AUXILIARIES,
    COMMANDS,
    COMMON_ENDINGS,
    COUNTS,
    DEEDS,
    ENDS_OF_NAMES,
    EVENTS,
    KINDS,
    LEADS,
    LONGEST_SUBJECT,
    LOWERED,
    MEANS,
    MEASURES,
    NAMES,
)


__all__ = ["Form", "Topic", "recognize"]


class Form(Enum):
    """What a topic asks for; a value names its phrases."""

    MECHANISM = "mechanism"
    REASON = "reason"
    METHOD = "method"
    CONCEPT = "concept"
    VERSUS = "versus"
    TIPS = "tips"
    QUESTION = "question"


@attrs.frozen
class Topic:
    """
    A topic, recognised.

    Attributes:
        title: As it is shown and said by itself.

        slots: What its phrases may mention, by name; all have ``subject``.
    """

    form: Form
    title: str
    slots: Mapping[str, str]


_UNSPECIFIC: Final = "this subject"


def recognize(text: str) -> Topic:
    """
    Find out what *text* asks for.
    """
    title = _capitalized(_without_lead(text.strip()))
    core = title.rstrip(" .!…")
    for rule in _RULES:
        if found := rule(core):
            form, slots = found
            return Topic(form, title, slots)
    return Topic(Form.CONCEPT, title, {"subject": _subject(core)})


_Found = tuple[Form, dict[str, str]] | None


def _versus(core: str) -> _Found:
    words = _asked(core).split()
    low = [word.lower() for word in words]
    place = next((at for at, word in enumerate(low) if word in {"vs", "vs.", "versus"}), 0)
    if "and" in low and low[:2] in (["difference", "between"], ["differences", "between"]):
        words, low = words[2:], low[2:]
        place = low.index("and")
    if "and" in low and low[:3] in (["the", "difference", "between"], ["the", "differences", "between"]):
        words, low = words[3:], low[3:]
        place = low.index("and")
    first, second = (_subject(" ".join(part)) for part in (words[:place], words[place + 1 :]))
    if not place or _UNSPECIFIC in {first, second}:
        return None
    return Form.VERSUS, {"a": first, "b": second, "subject": f"{first} and {second}"}


def _tips(core: str) -> _Found:
    words = core.split()
    top = len(words) > 2 and words[0].lower() == "top"
    words = words[1:] if top else words
    count = _count(words[0]) if words else 0
    place = next((at for at, word in enumerate(words[1:5], start=1) if word.lower().strip(",:") in KINDS), 0)
    if count < 2 or not (place or (top and words[-1].endswith("s"))):
        return None
    rest = words[place + 1 :] if place else []
    kind = words[place].lower().strip(",:") if place else ""
    match [word.lower() for word in rest[:1]]:
        case ["to"] if kind in MEANS and len(rest) > 1:
            subject = f"how {_joined(rest)}"
        case ["for" | "about" | "on"] if len(rest) > 1:
            subject = _subject(" ".join(rest[1:]))
        case _:
            subject = _joined([words[1].lower(), *words[2:]])
    return Form.TIPS, {"n": COUNTS[count - 2] if count - 2 < len(COUNTS) else str(count), "subject": subject}


def _count(word: str) -> int:
    if word.lower() in COUNTS:
        return COUNTS.index(word.lower()) + 2
    return int(word) if word.isascii() and word.isdigit() and len(word) < 5 else 0


def _method(core: str) -> _Found:
    words = _asked(core).split()
    low = [word.lower() for word in words]
    if low[:2] == ["how", "to"] and len(words) > 2:
        deed = words[2:]
    elif (
        low[:1] == ["how"]
        and low[1:2] in (["do"], ["can"], ["should"])
        and low[2:3] in (["i"], ["we"], ["you"], ["one"])
    ):
        deed = [_YOURS.get(word.lower(), word) for word in words[3:]]
    elif len(words) > 1 and low[0] in DEEDS:
        deed = words
    else:
        return None
    return (Form.METHOD, {"subject": _joined(["how", "to", deed[0].lower(), *deed[1:]])}) if deed else None


_YOURS: Final = {"my": "your", "our": "your", "me": "you", "us": "you", "myself": "yourself", "ourselves": "yourself"}


def _mechanism(core: str) -> _Found:
    words = _asked(core).split()
    low = [word.lower() for word in words]
    if len(words) < 3 or low[0] != "how" or low[1] in MEASURES:
        return None
    if low[1] in {"do", "does"}:
        if low[-1] != "work":
            return None
        end = "works" if low[1] == "does" else "work"
        return Form.MECHANISM, {"subject": _joined(["how", _lowered(words[2], words[3:]), *words[3:-1], end])}
    if low[1] in AUXILIARIES:
        return None
    return Form.MECHANISM, {"subject": _joined(["how", _lowered(words[1], words[2:]), *words[2:]])}


def _reason(core: str) -> _Found:
    words = _asked(core).split()
    if len(words) < 3 or words[0].lower() != "why":
        return None
    if words[1].lower() in AUXILIARIES:
        return Form.REASON, {"subject": "this question"}
    return Form.REASON, {"subject": _joined(["why", _lowered(words[1], words[2:]), *words[2:]])}


def _meaning(core: str) -> _Found:
    words = _asked(core).split()
    low = [word.lower() for word in words]
    if len(words) < 3 or low[0] != "what":
        return None
    if low[-1] in {"is", "are"}:
        return Form.CONCEPT, {"subject": _subject(" ".join(words[1:-1]))}
    hanging = low[-1] in {"about", "by", "do", "for", "from", "in", "like", "of", "on", "to", "with"}
    if low[1] in {"is", "are"} and not hanging and low[2] not in {"going", "happening", "it", "this", "wrong"}:
        return Form.CONCEPT, {"subject": _subject(" ".join(words[2:]))}
    return None


def _question(core: str) -> _Found:
    words = core.split()
    low = [word.lower() for word in words]
    asks = low[:1] and (
        low[0] in AUXILIARIES - COMMANDS or (low[0] in ASKING and low[1:2] and low[1] in AUXILIARIES | EVENTS)
    )
    measures = low[:1] == ["how"] and len(low) > 1 and low[1] in MEASURES | AUXILIARIES
    if core.endswith("?") or asks or measures:
        return Form.QUESTION, {"subject": "this question"}
    if low[:1] and low[0] in ASKING:
        return Form.CONCEPT, {"subject": _UNSPECIFIC}
    return None


_RULES: Final[Sequence[Callable[[str], _Found]]] = (_versus, _tips, _method, _mechanism, _reason, _meaning, _question)


def _asked(core: str) -> str:
    """Return *core* without its question mark and what follows a colon."""
    for end in ENDS_OF_NAMES:
        head = core.partition(end)[0]
        core = head if head.strip() else core
    return core.rstrip(" ?")


def _without_lead(text: str) -> str:
    for lead in LEADS:
        if text.lower().startswith(f"{lead} "):
            return text[len(lead) :].strip()
    return text


def _subject(text: str) -> str:
    words = _asked(text).split()
    return _joined([_lowered(words[0], words[1:]), *words[1:]]) if words else _UNSPECIFIC


def _joined(words: Sequence[str]) -> str:
    """Join *words*, if together they read well within a sentence."""
    text = " ".join(words).rstrip(",;:")
    plain = all(character.isalnum() or character in " '’-–/.,&+#" for character in text)
    ends = any(word[-1] in ".!?" and len(word) > 3 for word in words[:-1])
    return text if text and plain and not ends and len(words) <= LONGEST_SUBJECT + 2 else _UNSPECIFIC


def _lowered(word: str, rest: Sequence[str] = ()) -> str:
    """Return *word* as it stands within a sentence: a capital stays unless *word* is known to be no name."""
    low = word.lower()
    if low in ARTICLES:
        return low
    own_case = len(word) > 1 and not word[1:].islower()
    title_case = bool(rest) and all(other[0].isupper() for other in rest if len(other) > 3)
    common = low in LOWERED or (low.endswith(COMMON_ENDINGS) and low not in NAMES)
    return word if own_case or title_case or not common else low


def _capitalized(text: str) -> str:
    """Return *text* with a capital, unless it begins with a word that has its own, such as *iPhone*."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    return text[:1].upper() + text[1:] if first.islower() else text
