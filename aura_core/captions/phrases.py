"""
Where a reader expects a break, and where not.

Rule 1: a sentence is better not broken at all, then at a clause, then before a phrase.

Rule 2: a word that leans on the next one (article, preposition, number before its unit) is not parted from it.

The lists are short on purpose: they hold the words that begin most phrases, nothing that needs grammar.
"""

from __future__ import annotations

import re
from typing import Final

from aura_core.captions.text import adjoining, columns
from aura_core.model.narration import Word


__all__ = ["CLAUSE", "SENTENCE", "break_cost", "ends_sentence"]

SENTENCE: Final = 0.0
CLAUSE: Final = 1.0
_PHRASE: Final = 3.0
_PLAIN: Final = 5.0
_NAME: Final = 8.0
_LEANING: Final = 14.0
_NEVER: Final = 40.0

_CLOSING: Final = "\"'”’»“‘«)]}」』）】》"
"""German closes with the marks that English opens with, Danish with those that French opens with."""

_SENTENCE_END: Final = re.compile(rf"[.!?…。！？।؟۔][{re.escape(_CLOSING)}]*$")
_CLAUSE_END: Final = re.compile(rf"[,;:—–、，；：،؛][{re.escape(_CLOSING)}]*$")
_DASHES: Final = frozenset("—–-")
_ABBREVIATION: Final = re.compile(
    r"^\W*(?:\w|mr|mrs|ms|dr|prof|st|jr|sr|no|nr|vs|cf|ca|fig|vol|approx|z\.B|d\.h|u\.a|bzw|sog|(?:\w\.)+\w)\.$",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"^[\d\W]*\d[%°]?$")
_NO_LINE_START: Final = frozenset(
    "、。，．・：；？！）］｝」』】》〉ゝゞ々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?;:%)]}»”’…"
)
_NO_LINE_END: Final = frozenset("（［｛「『【《〈([{«“‘¿¡")

_LEANING_WORDS: Final = {
    "en": """a an the this that these those my your his her its our their some any every each no
             of in on at to from for by with without into onto over under between through during about as than
             and or but nor so yet because if when while where which who whose until since although though
             is are was were be not very can will would should could may might must has have had do does did
             i you he she it we they there""",
    "de": """der die das den dem des ein eine einen einem einer eines kein keine mein dein sein ihr unser euer diese
             dieser dieses in im an am auf aus bei mit nach von vom zu zum zur für durch gegen ohne um über unter vor
             zwischen und oder aber denn weil dass wenn als ob wie damit obwohl während nicht sehr ist sind war
             hat haben hatte wird werden kann ich du er es wir man""",
    "fr": """le la les un une des du de au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos
             leur leurs à en dans sur sous avec sans pour par vers chez entre et ou mais donc car que qui dont où si
             quand comme ne très est sont a ont je tu il elle on nous vous ils elles se""",
    "es": """el la los las un una unos unas lo del al de a en con sin por para sobre entre hasta desde hacia este esta
             estos estas mi tu su sus nuestro nuestra y e o u pero porque que quien cuando donde como si aunque no muy
             es son ha han se me te nos""",
    "it": """il lo la i gli le un uno una del della dei delle al alla ai alle nel nella di a da in con su per tra fra
             questo questa mio mia suo sua e o ma perché che chi quando dove come se non molto è sono
             ha hanno si mi ti ci""",
    "pt": """o a os as um uma uns umas do da dos das no na nos nas ao à de em com sem por para sobre entre este esta
             meu minha seu sua e ou mas porque que quem quando onde como se não muito é são tem se me""",
}
_LEANING_SETS: Final = {language: frozenset(words.split()) for language, words in _LEANING_WORDS.items()}

_CONJUNCTIONS: Final = """
    and but or that if when und oder aber denn dass wenn et ou mais que si y o pero e ma che se mas
"""
_BEFORE_INSERTION: Final = frozenset(_CONJUNCTIONS.split())
"""What a comma may follow and yet belong to what comes next: "and, if you are patient, …"."""


def ends_sentence(word: Word) -> bool:
    """
    Return whether a sentence ends with *word*.
    """
    return bool(_SENTENCE_END.search(word.text)) and not _ABBREVIATION.match(word.text)


def break_cost(left: Word, right: Word, language: str) -> float:
    """
    Return how much a reader minds a break between *left* and *right*; 0 at the end of a sentence.

    Args:
        left: The word before the break.

        right: The word after it.

        language: A BCP 47 tag; words are known in English, German, French, Spanish, Italian and Portuguese.
    """
    if _opens(left) or (adjoining(left, right) and right.text[:1] in _NO_LINE_START):
        return _NEVER
    # A dash after a sentence says who said it.
    attributes = right.text in _DASHES and ends_sentence(left)
    if not any(map(str.isalnum, right.text)) and not _opens(right) and not attributes:
        return _LEANING
    if ends_sentence(left):
        return SENTENCE
    if adjoining(left, right):
        return _cost_inside(left.text, right.text)
    return _cost_between(left.text, right.text, _LEANING_SETS.get(language.lower().partition("-")[0], frozenset()))


def _opens(word: Word) -> bool:
    """Tell whether *word* ends with what opens what follows; a quotation mark after letters closes."""
    return word.text[-1:] in _NO_LINE_END and not (word.text[-1] in _CLOSING and len(word.text) > 1)


def _cost_inside(left: str, right: str) -> float:
    if _CLAUSE_END.search(left):
        return CLAUSE
    return _PLAIN if 2 in {columns(left[-1:]), columns(right[:1])} else _LEANING


def _cost_between(left: str, right: str, leaning: frozenset[str]) -> float:
    if _CLAUSE_END.search(left):
        return _LEANING if left.lower().rstrip(",") in _BEFORE_INSERTION else CLAUSE
    if left.lower() in leaning or _NUMBER.match(left) or _ABBREVIATION.match(left):
        return _LEANING
    if right.lower().rstrip(",") in leaning:
        return _PHRASE
    is_name = left[:1].isupper() and right[:1].isupper()
    return _NAME if is_name or _NUMBER.match(right) else _PLAIN
