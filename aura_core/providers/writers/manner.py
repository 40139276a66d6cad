"""
The manner of a film: its tone, its goal, whom it speaks to, and how formally.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Final

from aura_core.model.brief import Brief


__all__ = ["address", "goal_of", "spelled_out", "tone_of"]

_TONES: Final[Mapping[str, tuple[str, ...]]] = {
    "friendly": ("friend", "warm", "casual", "convers", "relax", "welcom", "chat", "kind"),
    "professional": ("profess", "formal", "corporate", "serious", "authorit", "business", "academic"),
    "playful": ("playful", "humor", "humour", "fun", "witty", "light", "quirky"),
    "dramatic": ("drama", "cinematic", "epic", "intens", "myster", "suspens", "emotion"),
    "inspiring": ("inspir", "motivat", "uplift", "hope", "energ", "enthus", "passion"),
}

_GOALS: Final[Mapping[str, tuple[str, ...]]] = {
    "inform": ("inform",),
    "educate": ("educat", "teach", "learn", "train"),
    "explain": ("expla", "understand", "clarif"),
    "persuade": ("persua", "convinc", "sell", "promot", "market"),
    "entertain": ("entertain", "amus"),
    "demonstrate": ("demonstr", "show", "tutorial"),
    "inspire": ("inspir", "motivat"),
}

_EVERYBODY: Final = frozenset(
    ("", "all", "any", "anybody", "anyone", "everybody", "everyone", "general", "general audience", "general public")
)

_PLURALS: Final = ("s", "children", "men", "people", "women", "team", "staff")

_CONTRACTED: Final = {
    "n't": " not",
    "'re": " are",
    "'ve": " have",
    "'ll": " will",
    "'d": " would",
}

_WHOLE: Final = {
    "can't": "cannot",
    "won't": "will not",
    "let's": "let us",
    "it's": "it is",
    "that's": "that is",
    "what's": "what is",
    "there's": "there is",
    "who'd": "who would",
}


def tone_of(brief: Brief) -> str | None:
    """
    Return the tone of *brief* as the phrases name it; ``None`` is a plain one.
    """
    return _named(brief.tone, _TONES)


def goal_of(brief: Brief) -> str | None:
    """
    Return the goal of *brief* as the phrases name it; ``None`` is one that they do not know.
    """
    return _named(brief.goal or "", _GOALS)


def _named(said: str, names: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the name whose beginnings one of the words *said* has, the first word first."""
    for word in said.lower().replace("/", " ").replace(",", " ").split():
        for name, beginnings in names.items():
            if word.startswith(beginnings):
                return name
    return None


def address(audience: str, rng: Random) -> str:
    """
    Return a sentence that names *audience*; none when it is everybody, or no phrase that can be said.
    """
    name = " ".join(audience.split()).rstrip(" .")
    if name.lower().removeprefix("the ") in _EVERYBODY or len(name.split()) > 6 or "," in name:
        return ""
    name = name[0].upper() + name[1:]
    plain = (f"Who is it for? {name}.", f"{name}, this one is for you.")
    return rng.choice(plain) if name.lower().endswith(_PLURALS) else plain[0]


def spelled_out(text: str) -> str:
    """
    Return *text* without contractions.
    """
    return " ".join(_whole(word) for word in text.split())


def _whole(word: str) -> str:
    bare = word.rstrip(".,;:!?")
    if bare.lower() in _WHOLE:
        whole = _WHOLE[bare.lower()]
        return (whole[0].upper() + whole[1:] if word[0].isupper() else whole) + word[len(bare) :]
    for short, long in _CONTRACTED.items():
        if bare.lower().endswith(short):
            return bare[: -len(short)] + long + word[len(bare) :]
    return word
