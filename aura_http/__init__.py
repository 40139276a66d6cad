"""
The API of Aura Video Studio over :mod:`aura_core`, on Litestar.

``python -m aura_http`` serves it; ``create_app(settings)`` is the application itself, to be served or mounted by
another: it needs its lifespan to be run, and answers below its own ``/api`` and ``/schema``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from aura_http.server import create_app, serve

__all__ = ["create_app", "serve"]


def __getattr__(name: str) -> object:
    # Found when asked for: the server takes half a second to be taken in.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from aura_http import server  # noqa: PLC0415

    return getattr(server, name)
