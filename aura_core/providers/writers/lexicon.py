"""
Words by which a topic is recognised; all in lower case.
"""

from __future__ import annotations

from typing import Final


__all__ = [
    "ARTICLES",
    "ASKING",
    "AUXILIARIES",
    "COMMANDS",
    "COMMON_ENDINGS",
    "COUNTS",
    "DEEDS",
    "ENDS_OF_NAMES",
    "EVENTS",
    "KINDS",
    "LEADS",
    "LONGEST_SUBJECT",
    "LOWERED",
    "MEANS",
    "MEASURES",
    "NAMES",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


AUXILIARIES: Final = _words(
    "am are aren't can can't could did didn't do does doesn't don't had has have is isn't may might must shall "
    "should was were will won't would"
)

COMMANDS: Final = _words("am do don't have may might must shan't will won't")
"""Auxiliaries that, without a question mark, begin something else than a question."""

ASKING: Final = _words("who whom whose which what when where")

EVENTS: Final = _words("causes caused happened happens makes made")

MEASURES: Final = _words("big deep fast far high large long many much often old soon well")
"""What turns *how* into a question that is no matter of working."""

COUNTS: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

KINDS: Final = _words(
    "benefits books examples exercises facts habits hacks ideas lessons mistakes myths principles questions "
    "reasons rules secrets signs steps things tips tricks ways"
)

MEANS: Final = _words("hacks habits ideas rules secrets steps things tips tricks ways")
"""Kinds that lead *to* doing something."""

LEADS: Final = (
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

DEEDS: Final = _words(
    "achieve become build choose create discover explore find get improve keep learn make overcome save stop"
)
"""Verbs that, as the first of several words, ask for a method."""

LOWERED: Final = _words(
    "a an the our your my his her its their this that these those all every some any no new old good best better "
    "great modern basic common simple small big why how what when where who artificial bees big birds black bread "
    "cats climate cloud coffee cyber data deep digital dogs electric energy food health healthy history home "
    "human machine mental money music natural open personal plants public quantum remote renewable sleep social "
    "solar space stars sustainable tea tides time trees water whales white work"
)
"""Words that are no names, whatever the capital of a title says."""

ARTICLES: Final = _words("a an my our the these this your")

COMMON_ENDINGS: Final = (
    "able",
    "ible",
    "graphy",
    "ics",
    "ing",
    "less",
    "ment",
    "ology",
    "ship",
    "sion",
    "synthesis",
    "tion",
)

NAMES: Final = _words("beijing boeing genesis reading sting")
"""Names that end like common words."""

ENDS_OF_NAMES: Final = (": ", " - ", " – ", " — ", " | ", " (")

LONGEST_SUBJECT: Final = 8
"""Words of a name that still reads well within a sentence."""
