"""The parts of a film that somebody has to do, and the words by which people choose who."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final

from aura_core.model.provider import Provider, ProviderKind, Tier
from aura_core.model.providers import known_provider, provider_named


__all__ = ["ANYBODY", "TIERS", "Part", "flat", "names_somebody", "provider_for"]


class Part(Enum):
    """A part of a film, by the word of ``providerSelection``."""

    SCRIPT = "script"
    SPEECH = "tts"
    PICTURES = "visuals"
    MUSIC = "music"

    @property
    def kinds(self) -> frozenset[ProviderKind]:
        """Who can do it."""
        return _KINDS[self]

    @property
    def stage(self) -> str:
        """The step in which it is done, as it is on the wire."""
        return _STAGES[self]

    @property
    def verb(self) -> str:
        """What is done, after "to"."""
        return _VERBS[self]

    @property
    def built_in(self) -> Provider:
        """Who does it on this machine, without anything that would have to be set up."""
        return provider_named(_BUILT_IN[self])


_KINDS: Final = {
    Part.SCRIPT: frozenset({ProviderKind.LLM}),
    Part.SPEECH: frozenset({ProviderKind.TTS}),
    Part.PICTURES: frozenset({ProviderKind.IMAGE, ProviderKind.STOCK}),
    Part.MUSIC: frozenset({ProviderKind.MUSIC}),
}
_STAGES: Final = {Part.SCRIPT: "script", Part.SPEECH: "narration", Part.PICTURES: "broll", Part.MUSIC: "subtitles"}
_VERBS: Final = {Part.SCRIPT: "write", Part.SPEECH: "speak", Part.PICTURES: "illustrate", Part.MUSIC: "compose"}
_BUILT_IN: Final = {
    Part.SCRIPT: "rulebased",
    Part.SPEECH: "espeak",
    Part.PICTURES: "slides",
    Part.MUSIC: "composer",
}

_EVERYBODY: Final = (Tier.PRO, Tier.FREE, Tier.LOCAL)
_THRIFTY: Final = (Tier.FREE, Tier.LOCAL)

TIERS: Final[Mapping[str, tuple[Tier, ...]]] = {
    "pro": (Tier.PRO,),
    "cloudpro": (Tier.PRO,),
    "premium": (Tier.PRO,),
    "proifavailable": _EVERYBODY,
    "any": _EVERYBODY,
    "free": _THRIFTY,
    "stock": _THRIFTY,
    "stockorlocal": _THRIFTY,
    "local": (Tier.LOCAL,),
    "offline": (Tier.LOCAL,),
}
"""Words for whole tiers, flat as :func:`flat` makes them, those of the original among them; the first tier goes first."""

ANYBODY: Final = frozenset({"", "auto", "default", "automatic"})
"""Words that leave the choice to the owner of the machine."""

_MEANT: Final = {
    (Part.SPEECH, "azure"): "azurespeech",
    (Part.SPEECH, "google"): "",
    (Part.MUSIC, "local"): "composer",
}
"""Names that mean somebody else in one part than everywhere else."""


def flat(word: str) -> str:
    """Return *word* without case, blanks and punctuation."""
    return "".join(filter(str.isalnum, word.lower()))


def provider_for(part: Part, word: str) -> Provider | None:
    """Return who is meant by *word* for *part*; ``None`` when there is nobody of that name who could do it."""
    found = known_provider(_MEANT.get((part, flat(word)), word))
    return found if found and part.kinds & set(found.kinds) else None


def names_somebody(part: Part, word: str) -> bool:
    """Whether *word* is a name or a tier for *part*, or leaves the choice; not whether anybody could be asked."""
    return flat(word) in ANYBODY or flat(word) in TIERS or provider_for(part, word) is not None
