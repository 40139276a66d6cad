"""
Logging in to YouTube: a code that its owner types on another device.

https://developers.google.com/identity/protocols/oauth2/limited-input-device (read in 2026). What the login leaves is kept
with the keys, and shown to nobody.
"""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any, Final

from aura_core.configuration.configuration import Configuration
from aura_core.configuration.secrets import LOGIN_TOKEN, login_name, opened
from aura_core.errors import ConflictError, OfflineError
from aura_core.model.enums import UploadDestinationType
from aura_core.model.settings.export import UploadDestination
from aura_core.model.shipments import DestinationLogin, LoginState
from aura_core.settings import Settings
from aura_core.uploading.choosing import destination_named
from aura_core.uploading.line import Line, members_in
from aura_core.uploading.youtube import LOGIN, posted


__all__ = ["login_begun", "login_forgotten", "login_found"]

_SCOPE: Final = "https://www.googleapis.com/auth/youtube"
"""The narrowest that devices may ask for and films can be sent with."""

_GRANT: Final = "urn:ietf:params:oauth:grant-type:device_code"
_PENDING: Final = "pending"
_WAIT_S: Final = 30.0


async def login_begun(configuration: Configuration, destination_id: str) -> DestinationLogin:
    """
    Ask for a code; whoever types it lets films be sent to the channel of his.

    Raises:
        NotFoundError: there is no destination of that id.

        ConflictError: it takes no login, or has no client.

        OfflineError: nothing may leave this machine.

        UploadError: no code was given.
    """
    destination, settings = await asyncio.to_thread(_opened, configuration, destination_id)
    line = Line("Google", settings, _WAIT_S)
    reply = await line.ask(posted(f"{LOGIN}/device/code", {"client_id": destination.username, "scope": _SCOPE}))
    said = members_in(reply)
    if not reply.well or not {"device_code", "user_code", "verification_url"} <= said.keys():
        raise line.refused(reply, str(said.get("error", "")), "Use a client for TVs and limited input devices.")
    interval, lasts = _number(said.get("interval"), 5), _number(said.get("expires_in"), 1800)
    pending = {"code": str(said["device_code"]), "next": time.time() + interval, "interval": interval}
    pending |= {"user": str(said["user_code"]), "url": str(said["verification_url"]), "until": time.time() + lasts}
    await asyncio.to_thread(configuration.keys.vault.set, {login_name(destination_id, _PENDING): json.dumps(pending)})
    return _told(LoginState.PENDING, pending)


async def login_found(configuration: Configuration, destination_id: str) -> DestinationLogin:
    """
    Say how a login stands; Google is asked no more often than it wants to be.

    Raises:
        NotFoundError: there is no destination of that id.

        ConflictError: it takes no login, or has no client.

        OfflineError: nothing may leave this machine.

        UploadError: Google could not be asked.
    """
    secrets = await asyncio.to_thread(configuration.keys.vault.read)
    name, token = login_name(destination_id, _PENDING), login_name(destination_id, LOGIN_TOKEN)
    destination, settings = await asyncio.to_thread(_opened, configuration, destination_id)
    if name not in secrets:
        return DestinationLogin(LoginState.LOGGED_IN if token in secrets else LoginState.LOGGED_OUT)
    pending = json.loads(secrets[name].value)
    if time.time() >= pending["until"]:
        await asyncio.to_thread(configuration.keys.vault.delete, name)
        return DestinationLogin(LoginState.EXPIRED)
    if time.time() < pending["next"]:
        return _told(LoginState.PENDING, pending)
    return await _asked(configuration, destination, settings, pending)


async def _asked(
    configuration: Configuration, destination: UploadDestination, settings: Settings, pending: dict[str, Any]
) -> DestinationLogin:
    vault, name = configuration.keys.vault, login_name(destination.id, _PENDING)
    form = {"client_id": destination.username, "client_secret": destination.password}
    line = Line("Google", settings, _WAIT_S)
    reply = await line.ask(posted(f"{LOGIN}/token", {**form, "device_code": pending["code"], "grant_type": _GRANT}))
    said = members_in(reply)
    error = said.get("error")
    if error in {"authorization_pending", "slow_down"}:
        # RFC 8628 §3.5: five seconds more from then on.
        pending["interval"] += 5 if error == "slow_down" else 0
        pending["next"] = time.time() + pending["interval"]
        await asyncio.to_thread(vault.set, {name: json.dumps(pending)})
        return _told(LoginState.PENDING, pending)
    if error in {"access_denied", "expired_token"}:
        await asyncio.to_thread(vault.delete, name)
        return DestinationLogin(LoginState.DENIED if error == "access_denied" else LoginState.EXPIRED)
    if not reply.well or not isinstance(said.get("refresh_token"), str):
        raise line.refused(reply, str(error or ""), "Correct the client's id and secret, and log in again.")
    await asyncio.to_thread(vault.set, {login_name(destination.id, LOGIN_TOKEN): said["refresh_token"]})
    await asyncio.to_thread(vault.delete, name)
    return DestinationLogin(LoginState.LOGGED_IN)


async def login_forgotten(configuration: Configuration, destination_id: str) -> None:
    """
    Forget a login; what Google has given stays good there until its owner takes it back.

    Raises:
        NotFoundError: there is no destination of that id.
    """
    await asyncio.to_thread(destination_named, configuration, destination_id)
    names = [login_name(destination_id, part) for part in (_PENDING, LOGIN_TOKEN)]
    await asyncio.to_thread(configuration.keys.vault.delete, *names)


def _opened(configuration: Configuration, destination_id: str) -> tuple[UploadDestination, Settings]:
    found, settings = destination_named(configuration, destination_id), configuration.in_force()
    if found.type is not UploadDestinationType.YOU_TUBE:
        raise ConflictError(
            f"{found.type.value} takes no login.", remedy="Give a user name and a password, or keys, in the settings."
        )
    secrets = configuration.keys.vault.read()
    found = opened(found, lambda name: secrets[name].value if name in secrets else "")
    if not found.username or not found.password:
        raise ConflictError(
            "The destination has no client to log in by.",
            remedy="Set username and password to the id and the secret of a client for TVs and limited input devices.",
        )
    if settings.offline:
        raise OfflineError(
            "Offline mode is on; nothing was sent.", provider="youtube", remedy="Turn offline mode off in the settings."
        )
    return found, settings


def _told(state: LoginState, pending: dict[str, Any]) -> DestinationLogin:
    left = max(0, round(pending["until"] - time.time()))
    return DestinationLogin(state, pending["user"], pending["url"], left, pending["interval"])


def _number(said: Any, usual: int) -> int:
    return said if isinstance(said, int) and 0 < said <= 86_400 else usual
