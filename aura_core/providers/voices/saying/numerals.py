"""
Roman numerals: of kings they are ordinals, of wars and chapters they are counts.
"""

from __future__ import annotations

import re
from typing import Final

from num2words import num2words

from aura_core.providers.voices.saying.rule import Pieces, Rule, only_in
from aura_core.providers.voices.saying.tongues import Tongue


__all__ = ["NUMERALS"]

_KINGS: Final = (
    "Alexander|Benedict|Catherine|Charles|Edward|Elizabeth|Ferdinand|Francis|Frederick|George|Gregory|Henry|Innocent|"
    "James|John|Leo|Louis|Nicholas|Paul|Peter|Philip|Pius|Richard|William"
)
_KINGS_DE: Final = (
    "Albrecht|Benedikt|Friedrich|Georg|Heinrich|Karl|Katharina|Konrad|Leopold|Ludwig|Otto|Paul|Pius|Wilhelm"
)

_ROMAN: Final = r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})"
_VALUES: Final = {"I": 1, "V": 5, "X": 10}


def _king(match: re.Match[str], _: Tongue) -> Pieces:
    return [(f"the {num2words(_count(match['said']), to='ordinal')}", match.start("said"))]


def _king_de(match: re.Match[str], _: Tongue) -> Pieces:
    stop = "" if match.string[match.end() :].strip() else "."
    ordinal = num2words(_count(match["said"].rstrip(".")), to="ordinal", lang="de")
    return [(f"der {ordinal}{stop}", match.start("said"))]


def _counted(match: re.Match[str], _: Tongue) -> Pieces:
    return [(str(_count(match["said"])), match.start("said"))]


def _count(roman: str) -> int:
    values = [_VALUES[letter] for letter in roman]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


NUMERALS: Final = (
    Rule(only_in("en", rf"\b(?:{_KINGS})\s(?P<said>{_ROMAN})(?!\w)"), _king),
    Rule(only_in("de", rf"\b(?:{_KINGS_DE})\s(?P<said>{_ROMAN}\.)(?!\w)"), _king_de),
    Rule(only_in("en", rf"\b[A-Z][a-z]+\s(?P<said>(?=[IVX]{{2}}){_ROMAN})(?!\w)"), _counted),
)
