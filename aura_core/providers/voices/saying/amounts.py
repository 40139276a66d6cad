"""
Money, measures, factors, fractions and ranges.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from aura_core.providers.voices.saying.rule import GAP, NUMBER, Pieces, Rule, any_of, everywhere, where
from aura_core.providers.voices.saying.tongues import Tongue


__all__ = ["AMOUNTS", "RANGES"]

_UNITS: Final[Mapping[str, str]] = {
    "km": "length-kilometer",
    "m": "length-meter",
    "cm": "length-centimeter",
    "mm": "length-millimeter",
    "µm": "length-micrometer",
    "nm": "length-nanometer",
    "mi": "length-mile",
    "ft": "length-foot",
    "yd": "length-yard",
    "kg": "mass-kilogram",
    "g": "mass-gram",
    "mg": "mass-milligram",
    "t": "mass-tonne",
    "lb": "mass-pound",
    "lbs": "mass-pound",
    "oz": "mass-ounce",
    "l": "volume-liter",
    "L": "volume-liter",
    "ml": "volume-milliliter",
    "mL": "volume-milliliter",
    "m³": "volume-cubic-meter",
    "m²": "area-square-meter",
    "cm²": "area-square-centimeter",
    "km²": "area-square-kilometer",
    "ha": "area-hectare",
    "km/h": "speed-kilometer-per-hour",
    "m/s": "speed-meter-per-second",
    "mph": "speed-mile-per-hour",
    "°C": "temperature-celsius",
    "°F": "temperature-fahrenheit",
    "W": "power-watt",
    "kW": "power-kilowatt",
    "MW": "power-megawatt",
    "GW": "power-gigawatt",
    "kWh": "energy-kilowatt-hour",
    "kcal": "energy-kilocalorie",
    "kJ": "energy-kilojoule",
    "V": "electric-volt",
    "Hz": "frequency-hertz",
    "kHz": "frequency-kilohertz",
    "MHz": "frequency-megahertz",
    "GHz": "frequency-gigahertz",
    "kB": "digital-kilobyte",
    "KB": "digital-kilobyte",
    "MB": "digital-megabyte",
    "GB": "digital-gigabyte",
    "TB": "digital-terabyte",
    "Mbit": "digital-megabit",
    "Gbit": "digital-gigabit",
    "s": "duration-second",
    "ms": "duration-millisecond",
    "min": "duration-minute",
    "h": "duration-hour",
    "hPa": "pressure-hectopascal",
}
"""Signs of units and what CLDR calls them (https://unicode.org/reports/tr35/tr35-general.html#Unit_Identifiers)."""

_CURRENCIES: Final = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "CHF": "CHF"}

_PARTS: Final = {"1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾"}
"""Fractions that synthesizers read as such when they are one character."""

_LETTER: Final = "0-9A-Za-zÀ-ɏ_"
"""What holds a figure or a unit within a word; scripts without spaces do not."""

_MANY: Final = 1000
"""A number that cannot be read, as far as grammar goes."""


@cache
def _money_pattern(tongue: Tongue) -> re.Pattern[str] | None:
    if tongue.locale is None:
        return None
    signs = any_of(_CURRENCIES)
    large = rf"(?:{GAP}({any_of(tongue.magnitudes) or '(?!)'})(?!\w))?"
    return re.compile(
        rf"(?<![{_LETTER}$€£])(?:{signs}){GAP}{NUMBER}{large}(?![{_LETTER}])|(?<![{_LETTER}.,]){NUMBER}{large}{GAP}(?:{signs})(?![{_LETTER}])"
    )


def _money(match: re.Match[str], tongue: Tongue) -> Pieces:
    """Say the amount before the currency, cents after it, and millions between them."""
    (sign,) = re.findall(any_of(_CURRENCIES), match.group())
    number = re.findall(NUMBER, match.group())[0]
    if large := match[1] or match[2]:
        at = match.start(1 if match[1] else 2)
        said = f"{tongue.magnitudes[large]} {tongue.of_millions}{_currency(sign, '2', tongue)}"
        return [(f"{number} ", match.start()), (said, at)]
    whole, cents = number[:-3], number[-2:]
    if not re.fullmatch(r"[.,]\d\d", number[-3:]):
        return [(f"{number} {_currency(sign, number, tongue)}", match.start())]
    small = "" if cents == "00" else f" {int(cents)}"
    return [(f"{whole} {_currency(sign, whole, tongue)}{small}", match.start())]


def _currency(sign: str, number: str, tongue: Tongue) -> str:
    from babel.numbers import get_currency_name  # noqa: PLC0415 - see tongue_of

    if names := tongue.currencies.get(sign):
        return names[number != "1"]
    return str(get_currency_name(_CURRENCIES[sign], count=_value(number, tongue), locale=tongue.locale))


def _value(number: str, tongue: Tongue) -> Any:
    from babel.numbers import NumberFormatError, parse_decimal  # noqa: PLC0415 - see tongue_of

    try:
        return parse_decimal(number, locale=tongue.locale)
    except NumberFormatError:
        return _MANY


@cache
def _measure_pattern(tongue: Tongue) -> re.Pattern[str] | None:
    if tongue.locale is None:
        return None
    signs = any_of([*_UNITS, *tongue.units])
    # What stands close to "s" is a decade or a plural.
    return re.compile(
        rf"(?<![{_LETTER}.,])(?P<number>{NUMBER})(?P<gap>[ \u00a0\u202f-]|(?!s\b))(?P<sign>{signs})(?![{_LETTER}/²³°'’]|\.\w)"
    )


def _measure(match: re.Match[str], tongue: Tongue) -> Pieces | None:
    """Say a unit by its name, as of one in a compound such as *a 5-km run*."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - see tongue_of
    from babel.units import UnknownUnitError, format_unit  # noqa: PLC0415 - see tongue_of

    number, sign = match["number"], match["sign"]
    if sign in tongue.units:
        return [(f"{number} ", match.start()), (tongue.units[sign], match.start("sign"))]
    value = 1 if match["gap"] == "-" else _value(number, tongue)
    try:
        written = format_unit(value, _UNITS[sign], "long", locale=tongue.locale)
    except UnknownUnitError:
        return None
    before, figure, after = written.replace("\u00a0", " ").partition(format_decimal(value, locale=tongue.locale))
    if before.strip() or not after.strip():
        return [(f"{before}{number if figure else ''}{after}", match.start())]
    return [(f"{number} ", match.start()), (after.strip(), match.start("sign"))]


def _factor(match: re.Match[str], tongue: Tongue) -> Pieces:
    return [(f"{match[1]} {tongue.times}", match.start())]


def _fraction(match: re.Match[str], _: Tongue) -> Pieces:
    return [(_PARTS[match.group()], match.start())]


def _range(match: re.Match[str], tongue: Tongue) -> Pieces:
    return [(f" {tongue.up_to} ", match.start())]


AMOUNTS: Final = (
    Rule(_money_pattern, _money),
    Rule(_measure_pattern, _measure),
    Rule(where(lambda tongue: tongue.times, rf"(?<![\w.,])({NUMBER}){GAP}[x×](?!\w|{GAP}\d)"), _factor),
    Rule(everywhere(rf"(?<![\w./])(?:{any_of(_PARTS)})(?![\w/])"), _fraction),
)

RANGES: Final = (Rule(where(lambda tongue: tongue.up_to, r"(?<=\d)\s?–\s?(?=\d)"), _range),)
