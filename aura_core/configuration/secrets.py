"""
The secrets in the owner's document: taken out before it is kept, shown as masks where it is shown.

A secret has a name: the id of its provider, or ``upload.<id>.<member>`` for one of an upload destination.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs

from aura_core.keys.masks import is_mask
from aura_core.model.providers import provider_named
from aura_core.model.settings import UserSettings
from aura_core.model.settings.export import UploadDestination
from aura_core.model.settings.providers import ApiKeysSettings, ProviderConfiguration
from aura_core.wire.objects import members


__all__ = ["LOGIN_TOKEN", "UPLOAD_SECRETS", "deleted", "filled", "login_name", "opened", "orphaned", "parted"]

UPLOAD_SECRETS: Final = ("password", "s3_access_key", "s3_secret_key", "azure_connection_string")
"""The members of an upload destination that are secrets."""

LOGIN_TOKEN: Final = "token"  # noqa: S105 - the name of one
"""What a login at an upload destination has left; in no document."""

_OF_LOGINS: Final = (LOGIN_TOKEN, "pending")

_API_KEYS: Final = {field.name: provider_named(field.name).id for field in attrs.fields(ApiKeysSettings)}

_CONFIGURED: Final = {
    field.name: provider_named(field.name).id
    for field in attrs.fields(ProviderConfiguration)
    if hasattr(field.default, "api_key")
}


_WIRE: Final = {member.attribute.name: member.name for member in members(ApiKeysSettings)}
_WIRE_CONFIGURED: Final = {member.attribute.name: member.name for member in members(ProviderConfiguration)}


def parted(settings: UserSettings) -> tuple[UserSettings, dict[str, str]]:
    """
    Part *settings* into the document without secrets, and the secrets that it held by their names.

    A mask is no secret: a client that sends back what it was shown changes nothing.
    """
    found = {name: secret for name, secret in _secrets(settings) if secret.strip() and not is_mask(secret)}
    return filled(settings, lambda _: ""), found


def filled(settings: UserSettings, secret: Callable[[str], str]) -> UserSettings:
    """Return *settings* with what *secret* gives for each name in the places of secrets."""
    api_keys = ApiKeysSettings(**{member: secret(name) for member, name in _API_KEYS.items()})
    configured = {
        member: attrs.evolve(getattr(settings.providers, member), api_key=secret(name))
        for member, name in _CONFIGURED.items()
    }
    destinations = tuple(opened(one, secret) for one in settings.export.upload_destinations)
    return attrs.evolve(
        settings,
        api_keys=api_keys,
        providers=attrs.evolve(settings.providers, **configured),
        export=attrs.evolve(settings.export, upload_destinations=destinations),
    )


def opened(destination: UploadDestination, secret: Callable[[str], str]) -> UploadDestination:
    """Return *destination* with what *secret* gives for each name in the places of its secrets."""
    secrets: dict[str, Any] = {member: secret(_of_upload(destination, member)) for member in UPLOAD_SECRETS}
    return attrs.evolve(destination, **secrets)


def deleted(patch: Mapping[str, Any]) -> tuple[str, ...]:
    """
    Name the secrets that *patch*, a merge patch in canonical names, takes away: it has ``null`` in their places.
    """
    keys = patch.get("apiKeys", {})
    gone = [name for member, name in _API_KEYS.items() if keys is None or _is_null(keys, _WIRE[member])]
    providers = patch.get("providers")
    if isinstance(providers, Mapping):
        gone += [
            name for member, name in _CONFIGURED.items() if _is_null(providers.get(_WIRE_CONFIGURED[member]), "apiKey")
        ]
    return tuple(gone)


def orphaned(before: UserSettings, after: UserSettings) -> tuple[str, ...]:
    """Name the secrets of upload destinations that are in *before* and not in *after*."""
    stay = {one.id for one in after.export.upload_destinations}
    gone = (one for one in before.export.upload_destinations if one.id not in stay)
    return tuple(_of_upload(one, member) for one in gone for member in (*UPLOAD_SECRETS, *_OF_LOGINS))


def login_name(destination_id: str, part: str) -> str:
    """Name what is kept of a login at an upload destination."""
    return f"upload.{destination_id}.{part}"


def _is_null(value: Any, member: str) -> bool:
    return isinstance(value, Mapping) and member in value and value[member] is None


def _secrets(settings: UserSettings) -> Iterator[tuple[str, str]]:
    for member, name in _CONFIGURED.items():
        yield name, getattr(settings.providers, member).api_key
    for member, name in _API_KEYS.items():
        yield name, getattr(settings.api_keys, member)
    for one in settings.export.upload_destinations:
        for member in UPLOAD_SECRETS:
            yield _of_upload(one, member), getattr(one, member)


def _of_upload(destination: UploadDestination, member: str) -> str:
    return login_name(destination.id, member)
