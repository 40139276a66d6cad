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


_AUXILIARIES: Final = frozenset(
    (
        "am are aren't can can't could did didn't do does doesn't don't had has have is isn't may might must shall "
        "should was were will won't would"
    ).split(" ")
)

_ASKING: Final = frozenset("who whom whose which what when where".split(" "))

_EVENTS: Final = frozenset("causes caused happened happens makes made".split(" "))

_MEASURES: Final = frozenset("big deep fast far high large long many much often old soon well".split(" "))
"""What turns *how* into a question that is no matter of working."""

_COUNTS: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_KINDS: Final = frozenset(
    (
        "benefits books examples exercises facts habits hacks ideas lessons mistakes myths principles questions "
        "reasons rules secrets signs steps things tips tricks ways"
    ).split(" ")
)

_MEANS: Final = frozenset("hacks habits ideas rules secrets steps things tips tricks ways".split(" "))
"""Kinds that lead *to* doing something."""

_LEADS: Final = (
    "tell me about",
    "teach me about",
    "a video about",
    "a film about",
    "video about",
    "an introduction to",
    "introduction to",
    "intro to",
    "explain",
    "describe",
)
"""What is said about a film rather than about its topic."""

_DEEDS: Final = frozenset(
    "achieve become build choose create discover explore find get improve keep learn make overcome save stop".split(" ")
)
"""Verbs that, as the first of several words, ask for a method."""

_LOWERED: Final = frozenset(
    (
        "a an the our your my his her its their this that these those all every some any no new old good best better "
        "great modern basic common simple small big why how what when where who artificial bees big birds black bread "
        "cats climate cloud coffee cyber data deep digital dogs electric energy food health healthy history home "
        "human machine mental money music natural open personal plants public quantum remote renewable sleep social "
        "solar space stars sustainable tea tides time trees water whales white work"
    ).split(" ")
)
"""Words that are no names, whatever the capital of a title says."""

_ARTICLES: Final = frozenset("a an my our the these this your".split(" "))

_COMMON_ENDINGS: Final = ("able", "ible", "graphy", "ics", "ing", "less", "ment", "ology", "ship", "sion", "synthesis", "tion")

_NAMES: Final = frozenset("beijing boeing genesis reading sting".split(" "))
"""Names that end like common words."""

_ENDS_OF_NAMES: Final = (": ", " - ", " – ", " — ", " | ", " (")

_LONGEST_SUBJECT: Final = 8
"""Words of a name that still reads well within a sentence."""

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
    place = next((at for at, word in enumerate(words[1:5], start=1) if word.lower().strip(",:") in _KINDS), 0)
    if count < 2 or not (place or (top and words[-1].endswith("s"))):
        return None
    rest = words[place + 1 :] if place else []
    kind = words[place].lower().strip(",:") if place else ""
    match [word.lower() for word in rest[:1]]:
        case ["to"] if kind in _MEANS and len(rest) > 1:
            subject = f"how {_joined(rest)}"
        case ["for" | "about" | "on"] if len(rest) > 1:
            subject = _subject(" ".join(rest[1:]))
        case _:
            subject = _joined([words[1].lower(), *words[2:]])
    return Form.TIPS, {"n": _COUNTS[count - 2] if count - 2 < len(_COUNTS) else str(count), "subject": subject}


def _count(word: str) -> int:
    if word.lower() in _COUNTS:
        return _COUNTS.index(word.lower()) + 2
    return int(word) if word.isascii() and word.isdigit() and len(word) < 5 else 0


def _method(core: str) -> _Found:
    words = _asked(core).split()
    low = [word.lower() for word in words]
    if low[:2] == ["how", "to"] and len(words) > 2:
        deed = words[2:]
    elif low[:1] == ["how"] and low[1:2] in (["do"], ["can"], ["should"]) and low[2:3] in (["i"], ["we"], ["you"], ["one"]):
        deed = [_YOURS.get(word.lower(), word) for word in words[3:]]
    elif len(words) > 1 and low[0] in _DEEDS:
        deed = words
    else:
        return None
    return (Form.METHOD, {"subject": _joined(["how", "to", deed[0].lower(), *deed[1:]])}) if deed else None


_YOURS: Final = {"my": "your", "our": "your", "me": "you", "us": "you", "myself": "yourself", "ourselves": "yourself"}


def _mechanism(core: str) -> _Found:
    words = _asked(core).split()
    low = [word.lower() for word in words]
    if len(words) < 3 or low[0] != "how" or low[1] in _MEASURES:
        return None
    if low[1] in {"do", "does"}:
        if low[-1] != "work":
            return None
        end = "works" if low[1] == "does" else "work"
        return Form.MECHANISM, {"subject": _joined(["how", _lowered(words[2], words[3:]), *words[3:-1], end])}
    if low[1] in _AUXILIARIES:
        return None
    return Form.MECHANISM, {"subject": _joined(["how", _lowered(words[1], words[2:]), *words[2:]])}


def _reason(core: str) -> _Found:
    words = _asked(core).split()
    if len(words) < 3 or words[0].lower() != "why":
        return None
    if words[1].lower() in _AUXILIARIES:
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
    asks = low[:1] and (low[0] in _AUXILIARIES or (low[0] in _ASKING and low[1:2] and low[1] in _AUXILIARIES | _EVENTS))
    measures = low[:1] == ["how"] and len(low) > 1 and low[1] in _MEASURES | _AUXILIARIES
    if core.endswith("?") or asks or measures:
        return Form.QUESTION, {"subject": "this question"}
    if low[:1] and low[0] in _ASKING:
        return Form.CONCEPT, {"subject": _UNSPECIFIC}
    return None


_RULES: Final[Sequence[Callable[[str], _Found]]] = (_versus, _tips, _method, _mechanism, _reason, _meaning, _question)


def _asked(core: str) -> str:
    """Return *core* without its question mark and what follows a colon."""
    for end in _ENDS_OF_NAMES:
        head = core.partition(end)[0]
        core = head if head.strip() else core
    return core.rstrip(" ?")


def _without_lead(text: str) -> str:
    for lead in _LEADS:
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
    return text if plain and not ends and len(words) <= _LONGEST_SUBJECT + 2 else _UNSPECIFIC


def _lowered(word: str, rest: Sequence[str] = ()) -> str:
    """Return *word* as it stands within a sentence: a capital stays unless *word* is known to be no name."""
    low = word.lower()
    if low in _ARTICLES:
        return low
    own_case = len(word) > 1 and not word[1:].islower()
    title_case = bool(rest) and all(other[0].isupper() for other in rest if len(other) > 3)
    common = low in _LOWERED or (low.endswith(_COMMON_ENDINGS) and low not in _NAMES)
    return word if own_case or title_case or not common else low


def _capitalized(text: str) -> str:
    """Return *text* with a capital, unless it begins with a word that has its own, such as *iPhone*."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    return text[:1].upper() + text[1:] if first.islower() else text
