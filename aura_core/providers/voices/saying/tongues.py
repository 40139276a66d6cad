"""
What languages say for what is written in short, as far as CLDR does not know it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import attrs


__all__ = ["Tongue", "tongue_of"]


@attrs.frozen
class Tongue:
    """
    How a language says things.

    Attributes:
        code: The language without its region.

        locale: Of Babel, for units, currencies and dates; ``None`` when CLDR has none.

        shortened: Abbreviations and what is said for them, wherever they stand.

        counted: The same before a number.

        magnitudes: What is written in short for thousands, millions and more.

        of_millions: Between millions and what they count.

        dot, at: In addresses of the net.

        up_to: Between the ends of a range.

        times: After a factor, as in ``1.5x``.

        currencies: One and many of a sign; without it CLDR's name, which has the country in it.

        clock: Hours and minutes, as a template with ``{hour}`` and ``{minute}``; empty leaves them alone.

        on_the_hour: The same when there are no minutes.

        units: What CLDR lacks of units or calls by a longer name, by their signs.
    """

    code: str
    locale: Any = attrs.field(default=None, eq=False)
    shortened: Mapping[str, str] = attrs.field(factory=dict, eq=False)
    counted: Mapping[str, str] = attrs.field(factory=dict, eq=False)
    magnitudes: Mapping[str, str] = attrs.field(factory=dict, eq=False)
    of_millions: str = ""
    dot: str = ""
    at: str = ""
    up_to: str = ""
    times: str = ""
    currencies: Mapping[str, tuple[str, str]] = attrs.field(factory=dict, eq=False)
    clock: str = ""
    on_the_hour: str = ""
    units: Mapping[str, str] = attrs.field(factory=dict, eq=False)


_TONGUES: Final[Mapping[str, Mapping[str, Any]]] = {
    "en": {
        "shortened": {
            "e.g.": "for example",
            "i.e.": "that is",
            "etc.": "et cetera",
            "vs.": "versus",
            "vs": "versus",
            "cf.": "compare",
            "approx.": "approximately",
            "w/o": "without",
            "Dr.": "Doctor",
            "Prof.": "Professor",
            "Mr.": "Mister",
            "Mrs.": "Missus",
            "Gen.": "General",
            "Capt.": "Captain",
            "Jr.": "Junior",
            "Sr.": "Senior",
            "Mt.": "Mount",
            "Ltd.": "Limited",
            "Inc.": "Incorporated",
            "dept.": "department",
            "Jan.": "January",
            "Feb.": "February",
            "Aug.": "August",
            "Sep.": "September",
            "Sept.": "September",
            "Oct.": "October",
            "Nov.": "November",
            "Dec.": "December",
            "CO₂": "C O 2",
            "CO2": "C O 2",
        },
        "counted": {
            "No.": "number",
            "no.": "number",
            "Nos.": "numbers",
            "#": "number",
            "p.": "page",
            "pp.": "pages",
            "Fig.": "figure",
            "fig.": "figure",
            "Vol.": "volume",
            "vol.": "volume",
            "ch.": "chapter",
            "c.": "circa",
            "ca.": "circa",
            "§": "section",
        },
        "magnitudes": {
            "k": "thousand",
            "K": "thousand",
            "m": "million",
            "M": "million",
            "mn": "million",
            "bn": "billion",
            "B": "billion",
            "tn": "trillion",
            "thousand": "thousand",
            "million": "million",
            "billion": "billion",
            "trillion": "trillion",
        },
        "dot": "dot",
        "at": "at",
        "up_to": "to",
        "times": "times",
        "currencies": {"$": ("dollar", "dollars"), "£": ("pound", "pounds"), "¥": ("yen", "yen")},
        "clock": "{hour} {minute}",
        "on_the_hour": "{hour} o'clock",
        "units": {
            "t": "tonnes",
            "Wh": "watt hours",
            "MWh": "megawatt hours",
            "GWh": "gigawatt hours",
            "TWh": "terawatt hours",
            "mAh": "milliampere hours",
            "dB": "decibels",
        },
    },
    "de": {
        "shortened": {
            "z. B.": "zum Beispiel",
            "z.B.": "zum Beispiel",
            "d. h.": "das heißt",
            "d.h.": "das heißt",
            "u. a.": "unter anderem",
            "u.a.": "unter anderem",
            "o. ä.": "oder ähnliches",
            "o.ä.": "oder ähnliches",
            "v. Chr.": "vor Christus",
            "n. Chr.": "nach Christus",
            "i. d. R.": "in der Regel",
            "usw.": "und so weiter",
            "etc.": "et cetera",
            "bzw.": "beziehungsweise",
            "ca.": "circa",
            "vgl.": "vergleiche",
            "evtl.": "eventuell",
            "ggf.": "gegebenenfalls",
            "inkl.": "inklusive",
            "exkl.": "exklusive",
            "sog.": "sogenannt",
            "Dr.": "Doktor",
            "Prof.": "Professor",
            "St.": "Sankt",
            "Hr.": "Herr",
            "Fr.": "Frau",
            "Mio.": "Millionen",
            "Mrd.": "Milliarden",
            "CO₂": "C O 2",
            "CO2": "C O 2",
        },
        "counted": {
            "Nr.": "Nummer",
            "#": "Nummer",
            "S.": "Seite",
            "Abb.": "Abbildung",
            "Bd.": "Band",
            "Kap.": "Kapitel",
            "Art.": "Artikel",
            "Tel.": "Telefon",
            "§": "Paragraf",
        },
        "magnitudes": {
            "Tsd.": "Tausend",
            "Mio.": "Millionen",
            "Mrd.": "Milliarden",
            "Bio.": "Billionen",
            "Tausend": "Tausend",
            "Millionen": "Millionen",
            "Milliarden": "Milliarden",
            "Billionen": "Billionen",
        },
        "dot": "Punkt",
        "at": "ät",
        "up_to": "bis",
        "times": "mal",
        "currencies": {"$": ("Dollar", "Dollar"), "£": ("Pfund", "Pfund")},
        "clock": "{hour} Uhr {minute}",
        "on_the_hour": "{hour} Uhr",
        "units": {
            "Wh": "Wattstunden",
            "MWh": "Megawattstunden",
            "GWh": "Gigawattstunden",
            "TWh": "Terawattstunden",
            "mAh": "Milliamperestunden",
            "dB": "Dezibel",
        },
    },
    "fr": {
        "shortened": {
            "p. ex.": "par exemple",
            "c.-à-d.": "c'est-à-dire",
            "etc.": "et cetera",
            "env.": "environ",
            "M.": "Monsieur",
            "Mme": "Madame",
            "Mlle": "Mademoiselle",
            "MM.": "Messieurs",
            "Dr": "Docteur",
            "av. J.-C.": "avant Jésus-Christ",
            "apr. J.-C.": "après Jésus-Christ",
            "CO₂": "C O 2",
            "CO2": "C O 2",
        },
        "counted": {"n°": "numéro", "N°": "numéro", "p.": "page", "fig.": "figure", "#": "numéro"},
        "magnitudes": {
            "M": "millions",
            "Md": "milliards",
            "million": "million",
            "millions": "millions",
            "milliard": "milliard",
            "milliards": "milliards",
        },
        "of_millions": "de ",
        "dot": "point",
        "at": "arobase",
        "up_to": "à",
        "times": "fois",
        "currencies": {"$": ("dollar", "dollars"), "£": ("livre", "livres")},
        "clock": "{hour} heures {minute}",
        "on_the_hour": "{hour} heures",
        "units": {"MWh": "mégawattheures", "GWh": "gigawattheures", "TWh": "térawattheures", "dB": "décibels"},
    },
    "es": {
        "shortened": {
            "p. ej.": "por ejemplo",
            "etc.": "etcétera",
            "aprox.": "aproximadamente",
            "EE. UU.": "Estados Unidos",
            "EE.UU.": "Estados Unidos",
            "Sr.": "señor",
            "Sra.": "señora",
            "Dr.": "doctor",
            "Dra.": "doctora",
            "Ud.": "usted",
            "Uds.": "ustedes",
            "CO₂": "C O 2",
            "CO2": "C O 2",
        },
        "counted": {
            "n.º": "número",
            "N.º": "número",
            "nº": "número",
            "núm.": "número",
            "pág.": "página",
            "p.": "página",
            "fig.": "figura",
            "#": "número",
        },
        "magnitudes": {"M": "millones", "mil": "mil", "millón": "millón", "millones": "millones"},
        "of_millions": "de ",
        "dot": "punto",
        "at": "arroba",
        "up_to": "a",
        "times": "veces",
        "currencies": {"$": ("dólar", "dólares"), "£": ("libra", "libras")},
        "clock": "{hour} y {minute}",
        "on_the_hour": "{hour}",
        "units": {"MWh": "megavatios hora", "GWh": "gigavatios hora", "TWh": "teravatios hora", "dB": "decibelios"},
    },
    "it": {
        "shortened": {
            "p. es.": "per esempio",
            "ad es.": "ad esempio",
            "ecc.": "eccetera",
            "Sig.": "signor",
            "Dott.": "dottor",
        },
        "counted": {"n.": "numero", "N.": "numero", "p.": "pagina", "pag.": "pagina", "fig.": "figura"},
        "magnitudes": {"mila": "mila", "milioni": "milioni", "miliardi": "miliardi"},
        "of_millions": "di ",
        "dot": "punto",
        "at": "chiocciola",
        "up_to": "a",
        "times": "volte",
        "currencies": {"$": ("dollaro", "dollari"), "£": ("sterlina", "sterline")},
        "clock": "{hour} e {minute}",
        "on_the_hour": "{hour}",
    },
    "pt": {
        "shortened": {"p. ex.": "por exemplo", "etc.": "et cetera", "Sr.": "senhor", "Sra.": "senhora"},
        "counted": {"n.º": "número", "nº": "número", "p.": "página", "fig.": "figura"},
        "magnitudes": {"mil": "mil", "milhão": "milhão", "milhões": "milhões"},
        "of_millions": "de ",
        "dot": "ponto",
        "at": "arroba",
        "up_to": "a",
        "times": "vezes",
        "currencies": {"$": ("dólar", "dólares"), "£": ("libra", "libras")},
        "clock": "{hour} e {minute}",
        "on_the_hour": "{hour} horas",
    },
}


@cache
def tongue_of(language: str) -> Tongue:
    """
    Return how *language* says things; of most languages only what CLDR knows of them.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - 40 ms that a look at the voices need not take

    tag = language.replace("-", "_")
    code = tag.split("_", maxsplit=1)[0].lower()
    try:
        locale = Locale.parse(tag)
    except (UnknownLocaleError, ValueError, TypeError):
        try:
            locale = Locale.parse(code)
        except (UnknownLocaleError, ValueError, TypeError):
            locale = None
    return Tongue(code, locale, **_TONGUES.get(code, {}))
