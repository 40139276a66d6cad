"""
Which upload destinations are meant, and who sends to them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from aura_core.configuration.configuration import Configuration
from aura_core.configuration.secrets import LOGIN_TOKEN, login_name, opened
from aura_core.errors import NotBuiltError, NotFoundError
from aura_core.keys.vault import Vault
from aura_core.model.enums import UploadDestinationType
from aura_core.model.settings.export import ExportSettings, UploadDestination
from aura_core.outbound.addresses import is_own_machine
from aura_core.settings import Settings
from aura_core.uploading.bucket import BucketDestination
from aura_core.uploading.destination import Destination
from aura_core.uploading.folder import FolderDestination
from aura_core.uploading.sftp import SFTPDestination
from aura_core.uploading.web import WebDestination
from aura_core.uploading.youtube import YouTubeDestination


__all__ = ["bound_for", "destination_named", "destination_of", "is_held_back", "means_nothing", "meant"]

_NOWHERE: Final = "off"

_MAKERS: Final[Mapping[UploadDestinationType, Callable[[UploadDestination, Settings], Destination]]] = {
    UploadDestinationType.LOCAL_FOLDER: lambda destination, _: FolderDestination(destination),
    UploadDestinationType.S3: BucketDestination,
    UploadDestinationType.SFTP: SFTPDestination,
    UploadDestinationType.WEB_DAV: WebDestination,
    UploadDestinationType.WEBHOOK: WebDestination,
}


def destination_named(configuration: Configuration, destination_id: str) -> UploadDestination:
    """
    Return the upload destination of that id, without its secrets.

    Raises:
        NotFoundError: there is none.
    """
    destinations = configuration.read().settings.export.upload_destinations
    found = next((one for one in destinations if one.id == destination_id), None)
    if found is None:
        raise NotFoundError(
            "There is no upload destination of that id.", remedy="Look at the settings for those there are."
        )
    return found


def destination_of(destination: UploadDestination, settings: Settings) -> Destination:
    """
    Return who sends to *destination*, with its secrets from the vault.

    Raises:
        NotBuiltError: nobody does.

        VaultError: the vault cannot be opened.
    """
    built = (*_MAKERS, UploadDestinationType.YOU_TUBE)
    if destination.type not in built:
        served = ", ".join(kind.value for kind in built)
        raise NotBuiltError(
            f"Films cannot be sent by {destination.type.value} yet.",
            remedy=f"Use one of {served}, or send them yourself.",
        )
    vault = Vault(settings.data, settings.secrets).read()

    def secret(name: str) -> str:
        return vault[name].value if name in vault else ""

    destination = opened(destination, secret)
    if destination.type is UploadDestinationType.YOU_TUBE:
        return YouTubeDestination(destination, settings, secret(login_name(destination.id, LOGIN_TOKEN)))
    return _MAKERS[destination.type](destination, settings)


def is_held_back(destination: Destination, settings: Settings) -> bool:
    """Tell whether nothing may be sent to *destination* because that would leave this machine."""
    return settings.offline and destination.url is not None and not is_own_machine(destination.url)


def meant(word: str, destinations: Sequence[UploadDestination]) -> tuple[UploadDestination, ...]:
    """Return those of *destinations* that *word* means: one by its id, else all by their name, else all by their type."""
    flat = word.strip().casefold()
    by_id = [one for one in destinations if one.id == word]
    by_name = [one for one in destinations if one.name.strip().casefold() == flat]
    return tuple(by_id or by_name or [one for one in destinations if one.type.value.casefold() == flat])


def bound_for(owner: ExportSettings, word: str | None) -> tuple[UploadDestination, ...]:
    """
    Return where a film goes once it is done.

    Args:
        word: What its request says: ``Off`` for nowhere, or what :func:`meant` knows; ``None`` leaves it to *owner*.
    """
    enabled = tuple(one for one in owner.upload_destinations if one.enabled)
    if word is None:
        return enabled if owner.auto_upload_on_complete else ()
    return () if word.strip().casefold() == _NOWHERE else meant(word, enabled)


def means_nothing(owner: ExportSettings, word: str | None) -> bool:
    """Tell whether *word* of a request means no destination though it ought to."""
    return word is not None and word.strip().casefold() != _NOWHERE and not bound_for(owner, word)
