"""
What an audience needs: how hard the words may be, how fast they are said, how large they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from aura_core.model.enums import CaptionGuideline
from aura_core.providers.writers.readability import HARDEST


__all__ = ["Audience", "audience_of"]


@attrs.frozen
class Audience:
    """
    What some people need.

    Attributes:
        name: What they are called.

        grade: The school grade that the words may take.

        pace: Times the usual rate.

        large: Whether captions are large.

        guideline: Whose rules captions keep; ``None`` leaves it to the shape of the frame.
    """

    name: str
    grade: int
    pace: float = 1.0
    large: bool = False
    guideline: CaptionGuideline | None = None


_EVERYBODY: Final = Audience("everybody", 8)

_CHILDREN: Final = Audience("children", 4, 0.9, large=True, guideline=CaptionGuideline.NETFLIX_CHILDREN)

_AUDIENCES: Final = {
    _CHILDREN: "child kid toddler preschool kindergart primary pupil elementary",
    Audience("older people", 8, 0.9, large=True): "senior elder retire pensioner grandpa",
    Audience("learners of the language", 5, 0.85, large=True): "esl non-native immigrant refugee",
    Audience("beginners", 6, 0.95): "beginner newcomer novice newbie layper lay starter teen hobby",
    Audience("students", 10): "student universit college undergrad apprentice trainee",
    Audience("experts", HARDEST, 1.05): "expert professional engineer develop research scien academic specialist "
    "physician doctor lawyer executive manager advanced",
}
"""Beginnings of words, by the audience that they name; the first that is found counts."""


def audience_of(*told: str | None) -> Audience:
    """
    Return whom *told* names, the first of its words that is known; everybody when none is.

    Ages count as they do in school: ``ages 8 to 10`` are children.
    """
    return next(_named(" ".join(filter(None, told)).lower()), _EVERYBODY)


def _named(text: str) -> Iterator[Audience]:
    if (age := re.search(r"\bage[sd]?\D{0,6}(\d{1,2})", text)) and int(age[1]) < _GROWN:
        # A child of six begins the first grade.
        grade = min(HARDEST, max(1, int(age[1]) - 5))
        if grade <= _YOUNG:
            yield attrs.evolve(_CHILDREN, name=f"children of {age[1]}", grade=grade)
        yield Audience(f"people of {age[1]}", grade)
    for word in re.findall(r"[\w-]+", text):
        for audience, beginnings in _AUDIENCES.items():
            if word.startswith(tuple(beginnings.split())):
                yield audience


_GROWN: Final = 19
_YOUNG: Final = 5
