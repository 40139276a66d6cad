"""
What English words do in their sentence, as far as their neighbours and endings tell without a dictionary.

Libraries of pictures find little by what is done ("absorb", "pulls") and much by what it is done with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import Final

import attrs


__all__ = ["Role", "roles"]


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Role(Enum):
    """What a word does."""

    NAMES = auto()
    """It names something, and is what others before it are about: *berries* of *red berries*."""
    SAYS_WHICH = auto()
    """It says more of what the next word names: *red*."""
    ACTS = auto()
    """It says what is done, or how."""
    DATES = auto()
    """It says when, how long or how much."""


_DETERMINERS: Final = _set(
    "a an the this these those my your his her its our their each every some any another many few several two three four "
    "five six seven eight nine ten hundred thousand million one's"
)
_PREPOSITIONS: Final = _set(
    "of in on at by with from into over under between through across along behind beneath beside during before after "
    "without within against among around near onto toward towards like per"
)
_SUBJECTS: Final = _set("i you he she it we they who which nobody everybody somebody people someone everyone")
_HELPERS: Final = _set(
    "to can could may might must shall should will would do does did don't doesn't didn't can't cannot won't never always "
    "often still let let's not and/or"
)
_TIMES: Final = _set(
    "second minute hour day night week weekend month year decade century time moment today tomorrow yesterday morning "
    "evening afternoon noon midnight monday tuesday wednesday thursday friday saturday sunday january february march april "
    "june july august september october november december once twice ago later soon end start beginning while"
)
_AMOUNTS: Final = _set(
    "hundred thousand million billion dozen number lot pair kind type sort part piece amount half third quarter percent degree "
    "metre meter kilometre kilometer centimetre centimeter mile foot inch gram kilogram pound ounce tonne ton litre liter"
)
_NOUNS_IN_ING: Final = _set(
    "building ceiling clothing wedding painting string spring king ring thing wing swing drawing lightning pudding "
    "offspring sibling farthing herring stocking earring being"
)
_NOUNS_IN_LY: Final = _set("family butterfly fly assembly jelly belly lily ally bully italy anomaly monopoly supply")
_NOUNS_IN_ED: Final = _set("shed sled weed seed breed speed watershed")
_SINGULARS: Final = _set("news sports species series physics mathematics arms glasses athletics economics politics")

_VERBS: Final = _set(
    "abroad absorb accept achieve add agree allow appear apply argue arrive ask avoid become begin believe belong "
    "bend blow boil break bring build burn buy calculate carry catch choose clear climb collect combine come "
    "compare connect consider contain continue convert cost create decide deliver depend describe destroy develop "
    "dig discover divide drag drip eat encourage enjoy enter evolve examine exist expand expect explain explore "
    "extend fail fall feed feel fill find finish float flow follow forget forgive form freeze fry gather get give "
    "glow go grind grow guess happen hear help hide hold imagine improve include increase indoors introduce "
    "invent invite involve join keep know leak learn leave let lie lift listen live look lose maintain make "
    "matter mean measure meet melt mention move multiply need notice observe obtain occur offer organise organize "
    "outdoors overnight pay perform persuade pick pour prefer prepare prevent produce protect prove provide "
    "publish pull push put raise reach react read realise realize receive recognise recognize reduce reflect "
    "refuse remain remember remove repeat replace require return rise say scatter see seem sell send separate "
    "serve settle shake shine sing sink sit skip solve speak spend spin spread stand stay stir stop store stretch "
    "strike succeed suffer suggest support suppose surround survive swim take teach tear tell think throw tie "
    "transform try tug turn twist understand use vary wait want warn wash watch wonder wrap write"
)
"""What is done, as it stands there or with an s; and a few words for where and when, of which no ending tells."""

_PAST: Final = _set(
    "became began bought broke brought built came caught chose drew drove fed fell felt fought flew forgot found gave grew had "
    "held heard hid kept knew laid led learnt lent lost made meant met paid ran rang rode rose said sang sank sat saw sent "
    "shook sold sought spent spoke stole stood struck swam swept taught thought threw told took understood went woke wore wrote"
)
"""Of what was done, what no ending tells."""

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|[^\w\s]|\d+")


@attrs.frozen
class _Token:
    text: str
    plain: str
    is_content: bool

    @property
    def is_plural(self) -> bool:
        return (
            len(self.plain) > 3
            and self.plain.endswith("s")
            and "'" not in self.plain
            and not self.plain.endswith(("ss", "us", "is"))
            and self.plain not in _SINGULARS
        )


_NOTHING: Final = _Token("", "", is_content=False)


def roles(text: str, stops: frozenset[str]) -> Iterator[tuple[str, Role]]:
    """Give every word of *text* that is none of *stops*, in order, with its role."""
    tokens = [_token(found, stops) for found in _TOKEN.findall(text)]
    acts = list[bool]()
    for place, token in enumerate(tokens):
        acts.append(token.is_content and _acts(tokens, place, acts))
    for place, token in enumerate(tokens):
        if not token.is_content:
            continue
        if acts[place]:
            yield token.text, Role.ACTS
        elif _singular(token.plain) in _TIMES | _AMOUNTS:
            yield token.text, Role.DATES
        else:
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            is_last = following is None or not following.is_content or acts[place + 1]
            yield token.text, Role.NAMES if is_last else Role.SAYS_WHICH


def _token(text: str, stops: frozenset[str]) -> _Token:
    plain = text.casefold().replace("’", "'")
    is_word = text[0].isalpha() and len(plain) > 2
    says_nothing = plain in stops or plain.partition("'")[0] in stops or plain in _PREPOSITIONS
    return _Token(text, plain, is_word and not says_nothing)


def _acts(tokens: Sequence[_Token], place: int, acts: Sequence[bool]) -> bool:
    """Say whether the word at *place* says what is done, or how; *acts* are those before it that do."""
    token = tokens[place]
    before = tokens[place - 1] if place and tokens[place - 1].text[0].isalnum() else _NOTHING
    after = tokens[place + 1].plain if place + 1 < len(tokens) else ""
    if token.plain.endswith("ly") and token.plain not in _NOUNS_IN_LY:
        return True
    if before.plain in _DETERMINERS or (token.text[0].isupper() and before.plain):
        return False
    if _looks_done(token.plain):
        # Nothing comes after "machine learning"; what is done is done to something.
        ends = token.plain.endswith("ing") and before.is_content and not before.is_plural and not after[:1].isalnum()
        return before.plain not in _PREPOSITIONS and not ends
    if before.plain in _SUBJECTS or (before.plain in _HELPERS and not (before.plain == "to" and token.is_plural)):
        return True
    if after in _DETERMINERS and before.plain not in _PREPOSITIONS:
        return True
    return before.is_content and before.is_plural and not acts[place - 1] and not token.plain.endswith("s")


def _looks_done(word: str) -> bool:
    """Say whether a *word* by itself is one of what is done."""
    if word.endswith("ing"):
        return len(word) > 5 and word not in _NOUNS_IN_ING
    if word.endswith("ed") and not word.endswith("eed"):
        return len(word) > 4 and word not in _NOUNS_IN_ED
    return word in _PAST or word in _VERBS or _singular(word) in _VERBS


def _singular(word: str) -> str:
    """Return *word* without an s at its end, more or less."""
    if word.endswith(("ches", "shes", "sses", "xes", "oes")):
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
