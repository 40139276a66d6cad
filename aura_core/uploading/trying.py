"""Trying an upload destination before a film is sent there."""

from __future__ import annotations

import asyncio

from aura_core.configuration.configuration import Configuration
from aura_core.errors import OfflineError, UploadError
from aura_core.model.settings.replies import DestinationTest
from aura_core.uploading.choosing import destination_named, destination_of, is_held_back
from aura_core.uploading.destination import Destination


__all__ = ["tried"]


async def tried(configuration: Configuration, destination_id: str) -> DestinationTest:
    """
    Try the upload destination of that id: write to it, and take away what was written.

    Raises:
        NotFoundError: there is none of that id.

        NotBuiltError: nothing here can send to a destination of its type.

        OfflineError: nothing may leave this machine.
    """
    kind, destination = await asyncio.to_thread(_opened, configuration, destination_id)
    try:
        return DestinationTest(True, await destination.look(), kind)
    except UploadError as error:
        return DestinationTest(False, f"{error} {error.remedy}", kind)


def _opened(configuration: Configuration, destination_id: str) -> tuple[str, Destination]:
    found = destination_named(configuration, destination_id)
    settings = configuration.in_force()
    destination = destination_of(found, settings)
    if is_held_back(destination, settings):
        raise OfflineError(
            "Offline mode is on; nothing was sent.",
            provider=found.type.value,
            remedy="Turn offline mode off in the settings.",
        )
    return found.type.value, destination
