"""
Abbreviations, addresses of the net and telephone numbers.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from aura_core.providers.voices.saying.rule import GAP, Pieces, Rule, any_of, everywhere, only_in, where
from aura_core.providers.voices.saying.tongues import Tongue


__all__ = ["ABBREVIATIONS", "ADDRESSES", "TELEPHONES"]

_HOST: Final = (
    r"(?:[\w-]+\.)+(?:com|org|net|edu|gov|info|io|dev|app|eu|de|fr|es|it|uk|ch|at|nl|be|pt|br|us|ca|jp|cn|in)"
)

_DAYS: Final = {
    "Mon": "Monday",
    "Tue": "Tuesday",
    "Wed": "Wednesday",
    "Thu": "Thursday",
    "Fri": "Friday",
    "Sat": "Saturday",
    "Sun": "Sunday",
}


@cache
def _shortened_pattern(tongue: Tongue) -> re.Pattern[str] | None:
    return re.compile(rf"(?<![\w.])(?:{any_of(tongue.shortened)})(?!\w)") if tongue.shortened else None


def _shortened(match: re.Match[str], tongue: Tongue) -> Pieces:
    written = "".join(match.group().split())
    words = next(words for short, words in tongue.shortened.items() if short.replace(" ", "") == written)
    last = written.endswith(".") and not match.string[match.end() :].strip()
    return [(f"{words}." if last else words, match.start())]


@cache
def _counted_pattern(tongue: Tongue) -> re.Pattern[str] | None:
    return re.compile(rf"(?<![\w.#])({any_of(tongue.counted)}){GAP}(?=\d)") if tongue.counted else None


def _counted(match: re.Match[str], tongue: Tongue) -> Pieces:
    return [(f"{tongue.counted[match[1]]} ", match.start())]


def _days(match: re.Match[str], tongue: Tongue) -> Pieces:
    return [(f"{_DAYS[match[1]]} {tongue.up_to} {_DAYS[match[2]]}", match.start())]


def _mail(match: re.Match[str], tongue: Tongue) -> Pieces:
    return [(f"{_dotted(match[1], tongue)} {tongue.at} {_dotted(match[2], tongue)}", match.start())]


def _address(match: re.Match[str], tongue: Tongue) -> Pieces:
    return [(_dotted(match[1], tongue), match.start())]


def _dotted(text: str, tongue: Tongue) -> str:
    return text.replace(".", f" {tongue.dot} ")


def _telephone(match: re.Match[str], _: Tongue) -> Pieces:
    """Say the digits one by one, with a breath between the groups."""
    groups = [" ".join(group) for group in re.findall(r"\d+", match.group())]
    return [(match.group()[: match.group().startswith("+")] + ", ".join(groups), match.start())]


ADDRESSES: Final = (
    Rule(where(lambda tongue: tongue.at, r"(?<![\w.])([\w+-]+(?:\.[\w+-]+)*)@((?:[\w-]+\.)+\w{2,})"), _mail),
    Rule(
        where(lambda tongue: tongue.dot, rf"(?<![\w@/.])(?:\w+://)?(?:www\.)?({_HOST})\b(?::\d+)?(?:/[^\s,;)]*[\w/])?"),
        _address,
    ),
)

ABBREVIATIONS: Final = (
    Rule(only_in("en", r"(?<!\w)St\.(?=\s[A-Z][a-z])"), lambda match, _: [("Saint", match.start())]),
    Rule(only_in("en", r"(?<!\w)St\.(?=\s|$|,)"), lambda match, _: [("Street", match.start())]),
    Rule(only_in("en", rf"\b({any_of(_DAYS)})\s?[-–]\s?({any_of(_DAYS)})\b"), _days),
    Rule(_shortened_pattern, _shortened),
    Rule(_counted_pattern, _counted),
)

TELEPHONES: Final = (
    Rule(
        everywhere(
            r"(?<!\w)\+\d{1,3}(?:(?: |-|\(| \(|\) |\))\d{2,}){2,}(?!\w)|(?<!\w)\(\d{2,4}\) ?\d{3,}[ -]\d{3,}(?!\w)"
        ),
        _telephone,
    ),
)
