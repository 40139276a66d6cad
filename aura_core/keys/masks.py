"""Secrets as they are shown: by their last four characters, and of short ones by none."""

from __future__ import annotations

from typing import Final


__all__ = ["is_mask", "mask"]

_STARS: Final = "****"
_SHOWN: Final = 4
_SHORTEST: Final = 16
"""Characters of a secret of which four give nothing away: 12 others are left to guess."""


def mask(secret: str) -> str:
    """Return how *secret* is shown; an empty one is shown empty."""
    if not secret:
        return ""
    return _STARS + (secret[-_SHOWN:] if len(secret) >= _SHORTEST else "")


def is_mask(text: str) -> bool:
    """Tell whether *text* is no secret but how one is shown, here or in the original's clients."""
    return text.lstrip().startswith(("*", "•", "[hidden]"))
