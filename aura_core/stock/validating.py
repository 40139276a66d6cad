"""
Whether libraries can be searched with the keys that they are given.
"""

from __future__ import annotations

import asyncio

from aura_core.inquiries import Inquiries
from aura_core.model.stock import LibraryValidation
from aura_core.settings import Settings
from aura_core.stock.searching import libraries
from aura_core.wiring import open_services


__all__ = ["validated"]


def validated(settings: Settings) -> tuple[LibraryValidation, ...]:
    """
    Ask every library that has a key whether it knows it, all at once.

    Raises:
        VaultError: the vault cannot be opened.
    """
    named = libraries(open_services(settings).rosters.illustrators)
    came = asyncio.run(Inquiries(settings).ask_all(*named))
    return tuple(LibraryValidation(one.provider.name, one.works, None if one.works else one.told) for one in came)
