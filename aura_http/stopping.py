"""
Stopping the server from inside: the same as a signal does, for who may.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs


__all__ = ["Stop"]


@attrs.define
class Stop:
    """
    Stops a server.

    Attributes:
        initiated: Whether somebody has asked for it.

        server: Stops it; ``None`` where another program runs it.

        connections: Counts those that are open.
    """

    initiated: bool = False
    server: Callable[[], None] | None = None
    connections: Callable[[], int] = int

    def ask(self) -> None:
        """Begin to stop; what is asked already is answered first."""
        self.initiated = True
        if self.server is not None:
            self.server()
