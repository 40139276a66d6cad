"""The server: ``python -m aura_http``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import attrs
import click

from aura_core.errors import AuraError
from aura_core.settings import Settings
from aura_http.logs import configure
from aura_http.server import serve


__all__ = ["main"]

_PORT: Final = 5005


@click.command()
@click.option("--host", help="The address to listen to; 127.0.0.1 unless AURA_API_URL or ASPNETCORE_URLS says else.")
@click.option("--port", type=click.IntRange(0, 65535), help=f"{_PORT} unless they say else; 0 takes a free one.")
@click.option("--data-dir", type=click.Path(path_type=Path, file_okay=False), help="Where everything is kept.")
def main(host: str | None, port: int | None, data_dir: Path | None) -> None:
    """Serve the API of Aura Video Studio on this machine."""
    configure()
    given = urlsplit(_given())
    try:
        settings = Settings.from_environment()
        if data_dir is not None:
            settings = attrs.evolve(settings, data=data_dir)
        at = host or given.hostname or "127.0.0.1"
        serve(settings, at, port if port is not None else given.port or _PORT)
    except AuraError as error:
        click.echo(f"{error} {error.remedy}", err=True)
        sys.exit(2)


def _given() -> str:
    """Return the URL that the environment says to listen to, the first of several."""
    urls = os.environ.get("AURA_API_URL") or os.environ.get("ASPNETCORE_URLS") or ""
    return urls.split(";")[0]


if __name__ == "__main__":
    main()
