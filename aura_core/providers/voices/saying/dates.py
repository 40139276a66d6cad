"""
Days, years and times of day.
"""

from __future__ import annotations

import contextlib
import re
from datetime import date
from functools import cache
from typing import Final

from num2words import num2words

from aura_core.providers.voices.saying.rule import Pieces, Rule, only_in, where
from aura_core.providers.voices.saying.tongues import Tongue


__all__ = ["DAYS", "NUMERIC_DATES", "TIMES", "YEARS"]

_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"

_DAY_DE: Final = "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_ORDERED_DE: Final = (
    rf"{_DAY_DE}|Jahrhunderts?|Jahrtausends?|Geburtstag|Kapitel|Platz|Stock|Weltkrieg|Auflage|Etage|Klasse"
)
"""What has an ordinal number before it."""

_BENT_DE: Final = {"am", "im", "vom", "zum", "beim", "dem", "den", "des", "ab", "seit", "bis"}
"""After these, ordinals end in -n; after an article in -e."""

_BEFORE_YEARS: Final = (
    "a|about|after|and|around|before|between|by|during|early|fall|from|in|late|mid|of|or|since|spring|summer|autumn|that|"
    f"the|this|till|to|until|winter|year|{_MONTHS}"
)
"""Words after which four digits are mostly a year, and if not, may be said like one."""


def _iso_date(match: re.Match[str], tongue: Tongue) -> Pieces | None:
    return _long_date(match, tongue, match["year"], match["month"], match["day"])


def _numeric_date(match: re.Match[str], tongue: Tongue) -> Pieces | None:
    from babel.dates import get_date_format  # noqa: PLC0415 - see tongue_of

    pattern = get_date_format("short", locale=tongue.locale).pattern
    day, month = (match[2], match[1]) if pattern.index("M") < pattern.index("d") else (match[1], match[2])
    return _long_date(match, tongue, match[3], month, day)


def _long_date(match: re.Match[str], tongue: Tongue, year: str, month: str, day: str) -> Pieces | None:
    from babel.dates import format_date  # noqa: PLC0415 - see tongue_of

    with contextlib.suppress(ValueError):
        return [(format_date(date(int(year), int(month), int(day)), "long", locale=tongue.locale), match.start())]
    return None


def _day_of_month(match: re.Match[str], _: Tongue) -> Pieces:
    article = "" if match["the"] else "the "
    return [
        (f"{article}{_ordinal(match['day'], 'en')} of ", match.start("said")),
        (match["month"], match.start("month")),
    ]


def _ordinal_day(match: re.Match[str], _: Tongue) -> Pieces:
    return [(_ordinal(match["said"], "en"), match.start("said"))]


def _bent_day(match: re.Match[str], _: Tongue) -> Pieces:
    """Decline by what stands before: *am dritten Mai*, *der dritte Mai*, *dritter Mai*."""
    before = (match["before"] or "").strip().casefold()
    end = "n" if before in _BENT_DE else "" if before in {"der", "die", "das"} else "r"
    return [(f"{_ordinal(match['said'].rstrip('.'), 'de')}{end}", match.start("said"))]


def _ordinal(figure: str, language: str) -> str:
    return str(num2words(int(figure), to="ordinal", lang=language))


def _until(match: re.Match[str], tongue: Tongue) -> Pieces:
    return [(f" {tongue.up_to} ", match.start())]


def _clock(match: re.Match[str], tongue: Tongue) -> Pieces | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    half = f" {match['half']}" if match["half"] else ""
    if hour > 24:
        return None
    if tongue.code == "en" and not minute:
        said = f"{hour}{half}" if half else f"{hour} hundred" if hour > 12 or not hour else tongue.on_the_hour
    else:
        said = tongue.clock if minute else tongue.on_the_hour
    early = f"oh {minute}" if tongue.code == "en" and minute < 10 else str(minute)
    tail = half if minute else ""
    return [(said.format(hour=hour, minute=early) + tail, match.start())]


def _decade(match: re.Match[str], _: Tongue) -> Pieces:
    said = _decades()[int(match[2])]
    return [(f"{num2words(int(match[1]))} {said}" if match[1] else said, match.start())]


@cache
def _decades() -> dict[int, str]:
    names = {ten: f"{str(num2words(ten)).removesuffix('y')}ies" for ten in range(20, 100, 10)}
    return {**names, 0: "hundreds", 10: "tens"}


def _year(match: re.Match[str], tongue: Tongue) -> Pieces:
    return [(str(num2words(int(match["said"]), to="year", lang=tongue.code)), match.start("said"))]


NUMERIC_DATES: Final = (
    Rule(
        where(lambda tongue: tongue.locale, r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])"),
        _iso_date,
    ),
    Rule(
        where(lambda tongue: tongue.locale, r"(?<![\w./])(\d{1,2})[./](\d{1,2})[./]((?:1[5-9]|20)\d\d)(?![\w/])"),
        _numeric_date,
    ),
)

TIMES: Final = (
    Rule(where(lambda tongue: tongue.up_to, r"(?<=:\d\d)\s?[-–]\s?(?=\d{1,2}:\d\d)"), _until),
    Rule(
        where(
            lambda tongue: tongue.clock,
            r"(?<![\w:.,])(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)"
            r"(?:\s?(?P<half>[ap]\.?m\b\.?)|\s(?:Uhr|heures)\b)?(?![\w:]|[.,]\d)",
        ),
        _clock,
    ),
)

DAYS: Final = (
    Rule(
        only_in(
            "en",
            r"(?P<the>\bthe\s)?(?<![\w.,])"
            rf"(?P<said>(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTHS}))\b",
        ),
        _day_of_month,
    ),
    Rule(only_in("en", rf"\b(?:{_MONTHS})\s(?P<said>[12]?\d|3[01])(?![.,]?\w)"), _ordinal_day),
    Rule(
        only_in(
            "de",
            r"(?P<before>\b(?i:am|im|vom|zum|beim|dem|den|des|ab|seit|bis|der|die|das)\s)?(?<![\w.,])"
            rf"(?P<said>\d{{1,2}}\.)(?=\s(?:{_ORDERED_DE})\b)",
        ),
        _bent_day,
    ),
)

YEARS: Final = (
    Rule(only_in("en", r"(?<!\w)['’]?(1[1-9]|20)?([0-9]0)['’]?s\b"), _decade),
    Rule(
        only_in(
            "en",
            rf"(?:^|[(—–]\s?|\b(?i:{_BEFORE_YEARS})\s|\w,\s)(?P<said>1(?!000)\d\d\d|20[1-9]\d)(?![\w%]|[.,]\d|\s?[–-]?\s?\d)",
        ),
        _year,
    ),
    Rule(only_in("de", r"(?<![\w.,])(?P<said>1[1-9]\d\d)(?![\w%]|[.,]\d)"), _year),
)
