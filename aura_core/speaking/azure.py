"""
The voices of Azure Speech, with all that it says of them.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, cast

from aura_core.errors import NotFoundError
from aura_core.model.speaking import AzureVoice, AzureVoiceCapabilities
from aura_core.settings import Settings
from aura_core.speaking.choosing import chosen
from aura_core.wiring import open_services


if TYPE_CHECKING:
    from aura_core.providers.voices.azure import AzureSynthesizer


__all__ = ["azure_capabilities", "azure_voices"]

_AZURE: Final = "azurespeech"


def azure_voices(
    settings: Settings, *, locale: str = "", gender: str = "", voice_type: str = ""
) -> tuple[AzureVoice, ...]:
    """
    Ask Azure Speech for its voices.

    Args:
        locale: The beginning of a BCP 47 tag: ``en`` is also ``en-US``.

    Raises:
        ProviderError: it cannot be asked.
    """
    (member, *_) = chosen(_AZURE, open_services(settings), falls_back=False).chain.members
    found = asyncio.run(cast("AzureSynthesizer", member.port).described())
    return tuple(
        one
        for one in found
        if f"{one.locale}-".lower().startswith(f"{locale}-".lower() if locale else "")
        and gender.lower() in {"", one.gender.lower()}
        and voice_type.lower() in {"", one.voice_type.lower()}
    )


def azure_capabilities(settings: Settings, voice: str) -> AzureVoiceCapabilities:
    """
    Say what the *voice* of an id can do.

    Raises:
        NotFoundError: there is none.

        ProviderError: Azure Speech cannot be asked.
    """
    found = next((one for one in azure_voices(settings) if one.id.lower() == voice.lower()), None)
    if found is None:
        raise NotFoundError("Azure Speech has no voice of that id.", remedy="Take one of /api/tts/azure/voices.")
    return AzureVoiceCapabilities(
        *(found.id, found.name, found.locale, found.gender, found.voice_type),
        *(found.available_styles, found.available_roles, {}, found.supported_features),
    )
