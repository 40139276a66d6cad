"""
Which voice of a service is meant.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import langcodes

from aura_core.errors import SpeechError
from aura_core.model.provider import Provider
from aura_core.model.voice import Voice, VoiceSpec


__all__ = ["Offer", "chosen", "listed"]


@attrs.frozen
class Offer:
    """
    A voice that a service offers.

    Attributes:
        id: What the service calls it; listed, and asked for.

        language: A BCP 47 tag.

        also: Other names that people know it by.
    """

    id: str
    language: str
    gender: str | None = None
    also: tuple[str, ...] = ()


def listed(offers: Sequence[Offer], provider: Provider) -> tuple[Voice, ...]:
    """Return *offers* as voices, by language and name."""
    found = {one.id: Voice(one.id, one.language, one.gender, provider.name) for one in offers}
    return tuple(sorted(found.values(), key=lambda voice: (voice.language, voice.name)))


def chosen(offers: Sequence[Offer], wanted: str, language: str, provider: Provider) -> Offer:
    """
    Find the voice that is meant by *wanted*: an id, another name, or a language.

    Args:
        wanted: Of nobody in particular, ``default`` or empty, the first that speaks *language*.

    Raises:
        SpeechError: there is none.
    """
    if wanted in {"", VoiceSpec().voice_name}:
        found = _speaking(offers, language)
    else:
        named = (one for one in offers if wanted.casefold() in {name.casefold() for name in (one.id, *one.also)})
        found = next(named, None) or _speaking(offers, wanted)
    if found is None:
        lacking = f"no voice {wanted!r}" if wanted not in {"", VoiceSpec().voice_name} else f"no voice for {language}"
        raise SpeechError(
            f"{provider.name} has {lacking}.",
            provider=provider.id,
            remedy=f"Choose one that `aura voices --provider {provider.id}` lists.",
            refused=True,
        )
    return found


def _speaking(offers: Sequence[Offer], tag: str) -> Offer | None:
    """Find the first voice that speaks *tag*, best as it is spoken where most people do."""
    if not langcodes.tag_is_valid(tag):
        return None
    wanted = langcodes.Language.get(tag)
    usual = wanted.maximize().territory
    alike = [one for one in offers if langcodes.Language.get(one.language).language == wanted.language]
    return min(alike, key=lambda one: langcodes.Language.get(one.language).territory != usual, default=None)
