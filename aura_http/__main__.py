"""The server: ``python -m aura_http``."""

from __future__ import annotations

import linecache
import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import attrs
import click

from aura_core.errors import AuraError, InvalidInputError
from aura_core.settings import Settings
from aura_http.access import Access
from aura_http.logs import configure
from aura_http.server import serve


__all__ = ["main"]

_HOST: Final = "127.0.0.1"
_PORT: Final = 5005

_STOP_S: Final = 0.2
"""How long a thread may take to end when the server has stopped."""

_VARIABLES: Final = {
    "allow_host": "AURA_ALLOWED_HOSTS",
    "allow_origin": "AURA_ALLOWED_ORIGINS",
    "trust_proxy": "AURA_TRUSTED_PROXIES",
}
"""What the options say, as the environment says it."""


@click.command()
@click.option("--host", help="The address to listen to; 127.0.0.1 unless AURA_API_URL or ASPNETCORE_URLS says else.")
@click.option("--port", type=click.IntRange(0, 65535), help=f"{_PORT} unless they say else; 0 takes a free one.")
@click.option("--data-dir", type=click.Path(path_type=Path, file_okay=False), help="Where everything is kept.")
@click.option("--log-dir", type=click.Path(path_type=Path, file_okay=False), help="Where the log is written.")
@click.option("--token-file", type=click.Path(dir_okay=False), help="Holds what everybody must show who asks.")
@click.option("--allow-host", multiple=True, metavar="NAME", help="Another name under which the server is asked.")
@click.option("--allow-origin", multiple=True, metavar="ORIGIN", help="Pages that may ask, such as https://me.example.")
@click.option(
    "--trust-proxy", multiple=True, metavar="NETWORK", help="A proxy that is believed about whom it asks for."
)
def main(
    host: str | None,
    port: int | None,
    data_dir: Path | None,
    log_dir: Path | None,
    token_file: str | None,
    **allowed: tuple[str, ...],
) -> None:
    """
    Serve the API of Aura Video Studio on this machine.

    The options that may be given several times take the place of what the environment says.
    """
    configure()
    try:
        given_host, given_port = _given(os.environ)
        settings = Settings.from_environment()
        given = {"AURA_TOKEN_FILE": token_file} if token_file else {}
        access = Access.from_environment(os.environ | given | _as_variables(allowed))
        # None of the programs that are started needs it.
        os.environ.pop("AURA_TOKEN", None)
        if data_dir is not None:
            settings = attrs.evolve(settings, data=data_dir)
        logs = log_dir or _path(os.environ.get("AURA_LOGS_PATH"))
        # What attrs has written for every value, 3 MB, which only tracebacks would show.
        linecache.clearcache()
        serve(settings, access, host or given_host, given_port if port is None else port, logs)
        _end()
    except AuraError as error:
        click.echo(f"{error} {error.remedy}", err=True)
        sys.exit(2)


def _end() -> None:
    """End the process, also where threads wait without end, as DBOS does for a database that is away."""
    others = [thread for thread in threading.enumerate() if not (thread.daemon or thread is threading.current_thread())]
    for thread in others:
        thread.join(_STOP_S)
    if any(thread.is_alive() for thread in others):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def _path(text: str | None) -> Path | None:
    return Path(text).expanduser() if text else None


def _as_variables(allowed: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {_VARIABLES[name]: ",".join(values) for name, values in allowed.items() if values}


def _given(environment: Mapping[str, str]) -> tuple[str, int]:
    """
    Return the host and the port that the environment says to listen to, of several the first.

    Raises:
        InvalidInputError: it says what is no URL.
    """
    name = "AURA_API_URL" if environment.get("AURA_API_URL") else "ASPNETCORE_URLS"
    url = environment.get(name, "").split(";")[0]
    if not url:
        return _HOST, _PORT
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise _refused(name, url) from error
    if parts.scheme != "http" or host is None:
        raise _refused(name, url)
    return host, _PORT if port is None else port


def _refused(name: str, url: str) -> InvalidInputError:
    return InvalidInputError.of(
        name, f"{url!r} is no address to listen to.", remedy=f"Set {name} to http://127.0.0.1:{_PORT}, or unset it."
    )


if __name__ == "__main__":
    main()
