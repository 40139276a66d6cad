"""
What a process is started with; the only reader of the environment.

What its owner can change while it runs is :class:`aura_core.model.settings.UserSettings`;
:func:`aura_core.configuration.in_force` says what both come to.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, Final, TypeVar

import attrs
import platformdirs

from aura_core import allotment
from aura_core.errors import InvalidInputError
from aura_core.model.policy import Proxies
from aura_core.model.providers import PROVIDERS


__all__ = ["Acceleration", "Settings", "child_environment"]

E = TypeVar("E", bound=Enum)

_MIB: Final = 1024**2
_GIB: Final = 1024**3
_PROGRAM: Final = ".exe" if os.name == "nt" else ""

_NO_KEYS: Mapping[str, str] = {}

_SECRET: Final = re.compile(r".*(KEY|KEY_ID|TOKEN|SECRET|PASSWORD|PASSPHRASE|CREDENTIALS?|DATABASE_URL)")
"""Names of variables that hold what no child needs: by what they end in, for nobody knows them all."""


class Acceleration(Enum):
    """Who encodes the picture: software, which makes the same bytes everywhere, or a kind of hardware."""

    SOFTWARE = "software"
    AUTO = "auto"
    NVENC = "nvenc"
    AMF = "amf"
    QSV = "qsv"
    VIDEOTOOLBOX = "videotoolbox"


@attrs.frozen
class Settings:
    """
    What a process is started with.

    Attributes:
        data: Where everything is kept.

        ffmpeg: The FFmpeg to use, run as it is; ``None`` takes the one from pip.

        ffmpeg_named: The FFmpeg to use before all others, run only if it is one by its looks: what is named by way of
            the network belongs here.

        acceleration: Who encodes the picture; ``AUTO`` takes whatever hardware there is, or software.

        effort: How much time hardware takes over a picture, as the settings document has it.

        gpu: Which graphics processor NVENC is to use, as NVIDIA counts them; auto leaves it to the driver.

        fonts: Folders with fonts besides the bundled ones.

        workers: Segments encoded at a time; by itself what affinity and control groups grant.

        store_limit: Bytes of results that are kept.

        disk_low: Bytes; with less room left, health is degraded.

        disk_least: Bytes; with less room left, no film can be made.

        database: URL of the PostgreSQL that holds the jobs; ``None`` keeps them in a file in *data*.

        jobs_at_once: Films made at a time; each uses all *workers*.

        queue_room: Jobs that may wait at a time.

        attempts: How often a job may be tried, the first time included.

        webhook_secret: Signs what is sent to callback URLs.

        webhooks_private: Whether callback URLs may lead into private networks.

        uploads_private: Whether upload destinations may be in private networks, or on this machine's own ports.

        offline: Whether nothing may be asked of any other machine.

        proxies: What stands between this machine and the internet, as ``HTTPS_PROXY`` and its like say.

        temporary: Where child processes put what they need for a moment; ``None`` takes the system's folder.

        keys: Keys that the environment holds, by the id of their provider.

        addresses: Base URLs of providers that the environment gives, by id.

        models: What is asked there, likewise.

        regions: Where of several places a provider is asked, likewise.

        own_proxies: What stands between this machine and one provider, in place of *proxies*, likewise.

        providers_private: Whether every provider may be at a private address; a server of one's own always may.

        secrets: Where the key of the vault is kept if the system has no keyring, apart from *data* on purpose.

        decided: Names of the members that the environment or an argument has decided, so that the owner's document
            cannot change them; a member that is not at its default counts as decided too.
    """

    data: Path = attrs.field(factory=lambda: Path(platformdirs.user_data_dir("aura", appauthor=False)))
    ffmpeg: Path | None = None
    ffmpeg_named: str | None = None
    acceleration: Acceleration = Acceleration.SOFTWARE
    effort: str = "balanced"
    gpu: str = "auto"
    fonts: tuple[Path, ...] = ()
    workers: int = attrs.field(factory=allotment.workers, validator=attrs.validators.ge(1))
    store_limit: int = attrs.field(default=10 * _GIB, validator=attrs.validators.ge(0))
    disk_low: int = attrs.field(default=_GIB, validator=attrs.validators.ge(0))
    disk_least: int = attrs.field(default=_GIB // 2, validator=attrs.validators.ge(0))
    database: str | None = attrs.field(default=None, repr=False)
    jobs_at_once: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    queue_room: int = attrs.field(default=100, validator=attrs.validators.ge(1))
    attempts: int = attrs.field(default=5, validator=attrs.validators.ge(1))
    webhook_secret: str | None = attrs.field(default=None, repr=False)
    webhooks_private: bool = False
    uploads_private: bool = False
    offline: bool = False
    proxies: Proxies = Proxies()
    temporary: Path | None = None
    keys: Mapping[str, str] = attrs.field(default=_NO_KEYS, repr=False)
    addresses: Mapping[str, str] = _NO_KEYS
    models: Mapping[str, str] = _NO_KEYS
    regions: Mapping[str, str] = _NO_KEYS
    own_proxies: Mapping[str, str] = attrs.field(default=_NO_KEYS, repr=False)
    providers_private: bool = False
    secrets: Path = attrs.field(factory=lambda: Path(platformdirs.user_config_dir("aura", appauthor=False)))
    decided: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """
        Read the variables that ``docs/cli.md`` lists, each ``AURA_`` and what it says.

        Raises:
            InvalidInputError: a number is none, or a path holds a line break or begins with the home of nobody.
        """
        given: dict[str, Any] = {}
        for name, member, read in _VARIABLES:
            # The first of several names that are set.
            if member not in given and (text := environment.get(name)):
                given[member] = read(name, text)
        return cls(
            **given,
            keys=_keys(environment),
            addresses=_of_providers(environment, "BASE_URL"),
            models=_of_providers(environment, "MODEL"),
            regions=_regions(environment),
            own_proxies={name: _whole(url) for name, url in _of_providers(environment, "PROXY").items()},
            proxies=_proxies(environment),
            decided=tuple(sorted(given)),
        )


def child_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """
    Return what child processes are given of *environment*: everything but keys, tokens and passwords.
    """
    return {name: value for name, value in environment.items() if not _SECRET.fullmatch(name.upper())}


def _keys(environment: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for provider in PROVIDERS.values():
        given = (environment.get(name, "").strip() for name in provider.key_variables)
        if key := next(filter(None, given), None):
            found[provider.id] = key
    return found


def _of_providers(environment: Mapping[str, str], what: str) -> dict[str, str]:
    given = {name: environment.get(f"{name.upper()}_{what}", "").strip() for name in PROVIDERS}
    return {name: value for name, value in given.items() if value}


def _regions(environment: Mapping[str, str]) -> dict[str, str]:
    # The second goes with AZURE_SPEECH_KEY.
    given = (environment.get(name, "").strip() for name in ("AZURESPEECH_REGION", "AZURE_SPEECH_REGION"))
    return {"azurespeech": region} if (region := next(filter(None, given), "")) else {}


def _proxies(environment: Mapping[str, str]) -> Proxies:
    def named(*names: str) -> str:
        return next(
            filter(None, (environment.get(one, "").strip() for name in names for one in (name, name.upper()))), ""
        )

    http, https = named("http_proxy", "all_proxy"), named("https_proxy", "all_proxy")
    return Proxies(http=_whole(http) or None, https=_whole(https) or None, bypass=named("no_proxy"))


def _whole(proxy: str) -> str:
    """Read the address of a proxy as curl does: without a scheme it is one of HTTP."""
    return proxy if "://" in proxy or not proxy else f"http://{proxy}"


def _path(name: str, text: str) -> Path:
    if "\n" in text or "\r" in text:
        # FFmpeg's lists of files have a line for each.
        raise InvalidInputError.of(name, f"{text!r} holds a line break.", remedy=f"Correct or unset {name}.")
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise InvalidInputError.of(
            name, f"{text} begins with a home folder that there is not.", remedy=f"Correct or unset {name}."
        ) from error


def _number(name: str, text: str, least: int) -> int:
    if not text.isdecimal() or int(text) < least:
        raise InvalidInputError.of(
            name, f"{text!r} is no whole number from {least} on.", remedy=f"Correct or unset {name}."
        )
    return int(text)


def _word(name: str, text: str, kind: type[E]) -> E:
    try:
        return kind(text.strip().lower())
    except ValueError as error:
        known = ", ".join(member.value for member in kind)
        raise InvalidInputError.of(
            name, f"{text!r} is none of {known}.", code="E303", remedy=f"Correct or unset {name}."
        ) from error


_VARIABLES: Final[tuple[tuple[str, str, Callable[[str, str], Any]], ...]] = (
    ("AURA_DATA_PATH", "data", _path),
    ("AURA_FFMPEG_PATH", "ffmpeg", _path),
    # The last two are what the original's shell says.
    ("FFMPEG_PATH", "ffmpeg", _path),
    ("FFMPEG_BINARIES_PATH", "ffmpeg", lambda name, text: _path(name, text) / f"ffmpeg{_PROGRAM}"),
    ("AURA_ENCODER", "acceleration", lambda name, text: _word(name, text, Acceleration)),
    ("AURA_FONT_PATH", "fonts", lambda name, text: tuple(_path(name, part) for part in text.split(os.pathsep) if part)),
    ("AURA_WORKERS", "workers", lambda name, text: _number(name, text, 1)),
    ("AURA_STORE_GIB", "store_limit", lambda name, text: _number(name, text, 0) * _GIB),
    ("AURA_DISK_LOW_MIB", "disk_low", lambda name, text: _number(name, text, 0) * _MIB),
    ("AURA_DISK_LEAST_MIB", "disk_least", lambda name, text: _number(name, text, 0) * _MIB),
    ("AURA_DATABASE_URL", "database", lambda _, text: text),
    ("AURA_WEBHOOK_SECRET", "webhook_secret", lambda _, text: text),
    ("AURA_JOBS_AT_ONCE", "jobs_at_once", lambda name, text: _number(name, text, 1)),
    ("AURA_QUEUE_ROOM", "queue_room", lambda name, text: _number(name, text, 1)),
    ("AURA_UPLOADS_PRIVATE", "uploads_private", lambda name, text: _number(name, text, 0) > 0),
    ("AURA_WEBHOOKS_PRIVATE", "webhooks_private", lambda name, text: _number(name, text, 0) > 0),
    ("AURA_OFFLINE", "offline", lambda name, text: _number(name, text, 0) > 0),
    ("AURA_PROVIDERS_PRIVATE", "providers_private", lambda name, text: _number(name, text, 0) > 0),
    ("AURA_SECRETS_PATH", "secrets", _path),
)
"""Each variable, what it decides, and how it is read."""
