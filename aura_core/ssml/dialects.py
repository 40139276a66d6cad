"""
What each provider takes of the markup, as its documents said in 2025.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from aura_core.casting.parts import Part, provider_for
from aura_core.errors import InvalidInputError, NotFoundError
from aura_core.model.provider import Provider
from aura_core.model.ssml import SsmlConstraints


__all__ = ["constraints_of", "dialect_for"]

_CORE: Final = ("speak", "p", "s", "break", "prosody", "say-as", "sub", "phoneme", "emphasis", "voice", "audio")
_ALL: Final = ("rate", "pitch", "volume")

_NONE: Final = SsmlConstraints((), (), 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0, supports_timing_markers=False)

_DIALECTS: Final = MappingProxyType(
    {
        # https://learn.microsoft.com/azure/ai-services/speech-service/speech-synthesis-markup-structure
        "azurespeech": SsmlConstraints(
            (*_CORE, "lang", "bookmark", "lexicon", "mstts:express-as", "mstts:silence", "mstts:audioduration"),
            _ALL,
            *(0.5, 2.0, -8.0, 8.0, 0.0, 2.0),
            20_000,
            supports_timing_markers=True,
        ),
        # The service behind it drops all but these since 2023.
        "edgetts": SsmlConstraints(
            ("speak", "voice", "prosody"), _ALL, *(0.5, 2.0, -8.0, 8.0, 0.0, 2.0), 0, supports_timing_markers=False
        ),
        # https://elevenlabs.io/docs: breaks of at most three seconds; a rate is a setting there, not markup.
        "elevenlabs": SsmlConstraints(
            ("speak", "break", "phoneme"), (), *(1.0, 1.0, 0.0, 0.0, 1.0, 1.0), 3_000, supports_timing_markers=False
        ),
        # System.Speech takes SSML 1.0.
        "windows": SsmlConstraints(
            (*_CORE, "mark", "lexicon"), _ALL, *(0.5, 2.0, -8.0, 8.0, 0.0, 1.0), 10_000, supports_timing_markers=True
        ),
        # https://github.com/MycroftAI/mimic3#ssml
        "mimic3": SsmlConstraints(
            ("speak", "p", "s", "w", "break", "prosody", "say-as", "sub", "phoneme", "voice", "lang", "mark"),
            ("rate", "volume"),
            *(0.5, 2.0, 0.0, 0.0, 0.0, 2.0),
            10_000,
            supports_timing_markers=False,
        ),
    }
)


def constraints_of(name: str) -> SsmlConstraints:
    """
    Say what the provider called *name* takes; no tag where it takes plain text alone.

    Raises:
        NotFoundError: nobody who speaks has that name.
    """
    provider = provider_for(Part.SPEECH, name)
    if provider is None:
        raise NotFoundError("Nobody who speaks has that name.", remedy="Name one of /api/tts/providers.")
    return _DIALECTS.get(provider.id, _NONE)


def dialect_for(name: str) -> tuple[Provider, SsmlConstraints]:
    """
    Return who is called *name*, and what they take.

    Raises:
        InvalidInputError: nobody who speaks has that name, or they take plain text alone.
    """
    provider = provider_for(Part.SPEECH, name)
    if provider is None or provider.id not in _DIALECTS:
        who = f"{provider.name} takes plain text alone." if provider else "Nobody who speaks has that name."
        raise InvalidInputError.of("$.targetProvider", who, remedy=f"Name one of {', '.join(_DIALECTS)}.")
    return provider, _DIALECTS[provider.id]
