"""
The one secret that a server may ask for, and the sessions of browsers that have shown it.

A browser's event streams, pictures, videos and downloads cannot carry an ``Authorization`` header.
So a page shows the token once and gets a cookie: when it ends, signed with the token.
Nothing is kept here: all servers with the same token take it, after a restart too, and another token ends them all.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Final

import attrs

from aura_core.errors import InvalidInputError


__all__ = ["SESSION_S", "Token"]

SESSION_S: Final = 12 * 3600
"""How long a session lasts: a day's work."""

_SPELLED: Final = re.compile(r"[A-Za-z0-9._~+/-]+=*")  # RFC 6750 §2.1
_SHORTEST: Final = 16
_MAKE_ONE: Final = 'Make one with: python -c "import secrets; print(secrets.token_urlsafe(32))"'


@attrs.frozen(repr=False)
class Token:
    """
    A secret that shows that one may ask.

    Attributes:
        text: At least 16 characters, as RFC 6750 has them.
    """

    text: str

    @classmethod
    def of(cls, where: str, text: str) -> Token:
        """
        Take *text*, white space around it aside, for a token.

        Raises:
            InvalidInputError: it is too short to be one, or cannot stand in a header; *where* it comes from is said.
        """
        text = text.strip()
        if len(text) < _SHORTEST or not _SPELLED.fullmatch(text):
            raise InvalidInputError.of(
                where,
                f"A token has at least {_SHORTEST} letters, digits and characters of -._~+/, and this one has not.",
                remedy=_MAKE_ONE,
            )
        return cls(text)

    def is_shown_by(self, authorization: str | None) -> bool:
        """Whether an ``Authorization`` header holds it; takes as long whatever is wrong."""
        scheme, _, given = (authorization or "").partition(" ")
        is_same = hmac.compare_digest(_digest(given.strip()), _digest(self.text))
        return is_same and scheme.lower() == "bearer"

    @property
    def cookie(self) -> str:
        """The name of the cookie; servers on other ports, which share a browser's cookies, have others."""
        return f"aura-{self._signed('name')[:8]}"

    def session(self, ends: int) -> str:
        """Return a cookie's value, good until *ends*, seconds since 1970."""
        return f"{ends}.{self._signed(str(ends))}"

    def ends(self, session: str, now: float) -> int | None:
        """Return when a cookie's value ends, seconds since 1970; ``None`` if it has, or is not ours."""
        ends, _, signature = session.partition(".")
        if not hmac.compare_digest(_digest(signature), _digest(self._signed(ends))):
            return None
        return int(ends) if int(ends) > now else None

    def _signed(self, text: str) -> str:
        return hmac.new(self.text.encode(), f"session {text}".encode(), hashlib.sha256).hexdigest()


def _digest(text: str) -> bytes:
    """Make texts of any length and any characters fit to be compared in constant time."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()
