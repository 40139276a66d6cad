"""
What language models cost, US dollars a million tokens, asked and answered.

Read from the providers' pages in November 2026; prices change, so what is counted with them is an estimate.
"""

from __future__ import annotations

import re
from typing import Final

from aura_core.outbound.charge import Charge


__all__ = ["charge_of"]

_PRICES: Final = {
    "gpt-6-luna": (0.10, 0.50),
    "gpt-6-sol": (2.00, 10.00),
    "gpt-5.6-luna": (0.20, 1.20),
    "gpt-5-nano": (0.05, 0.40),
    "gpt-5-mini": (0.25, 2.00),
    "gpt-5": (1.25, 10.00),
    "gpt-4.1-mini": (0.40, 1.60),
    "gpt-4.1": (2.00, 8.00),
    "gpt-4o-mini": (0.15, 0.60),
    "gpt-4o": (2.50, 10.00),
    "claude-fable-5-1": (10.00, 50.00),
    "claude-opus-5-5": (4.00, 20.00),
    "claude-opus-5": (5.00, 25.00),
    "claude-opus-4-8": (5.00, 25.00),
    "claude-opus-4-7": (5.00, 25.00),
    "claude-opus-4-6": (5.00, 25.00),
    "claude-opus-4-5": (5.00, 25.00),
    "claude-sonnet-5-5": (2.00, 10.00),
    "claude-sonnet-5": (2.00, 10.00),
    "claude-sonnet-4-6": (3.00, 15.00),
    "claude-sonnet-4-5": (3.00, 15.00),
    "claude-haiku-4-5": (1.00, 5.00),
    "gemini-3.8-flash": (0.75, 3.75),
    "gemini-2.5-flash-lite": (0.10, 0.40),
    "gemini-2.5-flash": (0.30, 2.50),
    "gemini-2.5-pro": (1.25, 10.00),
}
"""Asked and answered, by the names of models without their dates."""

_DATED: Final = re.compile(r"(-latest|[-@]\d{4}-?\d\d-?\d\d)$")


def charge_of(model: str, tokens_in: int, tokens_out: int, *, free: bool = False) -> Charge:
    """
    Say what so many tokens of *model* cost; nobody knows where the model is not in the list.

    Args:
        free: Whether the model runs on its owner's own machine.
    """
    if free:
        return Charge(tokens_in, tokens_out, 0, 0.0)
    found = _PRICES.get(_DATED.sub("", model.rpartition("/")[2].lower()))
    dollars = (found[0] * tokens_in + found[1] * tokens_out) / 1_000_000 if found else None
    return Charge(tokens_in, tokens_out, 0, dollars)
