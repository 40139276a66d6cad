"""Whether a browser has shown the server's token."""

from __future__ import annotations

from datetime import datetime

import attrs


__all__ = ["Session"]


@attrs.frozen
class Session:
    """
    How the one who asks stands with the server.

    Attributes:
        required: Whether the server wants to know who asks.

        active: Whether it knows, by its token or a session.

        ends: When the session ends; none for who shows the token each time.
    """

    required: bool
    active: bool
    ends: datetime | None = None
