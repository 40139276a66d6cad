"""
What language models cost, US dollars a million tokens, asked and answered.

Read from the providers' pages in November 2026; prices change, so what is counted with them is an estimate.
"""

from __future__ import annotations

from typing import Final

from aura_core.outbound.charge import Charge


__all__ = ["charge_of"]

_PRICES: Final = (
    ("gpt-4o-mini", 0.15, 0.60),
    ("gpt-4o", 2.50, 10.00),
    ("gpt-4.1-nano", 0.10, 0.40),
    ("gpt-4.1-mini", 0.40, 1.60),
    ("gpt-4.1", 2.00, 8.00),
    ("gpt-5-nano", 0.05, 0.40),
    ("gpt-5-mini", 0.25, 2.00),
    ("gpt-5", 1.25, 10.00),
    ("o4-mini", 1.10, 4.40),
    ("o3", 2.00, 8.00),
    ("claude-fable-5", 10.00, 50.00),
    ("claude-opus-5-5", 4.00, 20.00),
    ("claude-opus-5", 5.00, 25.00),
    ("claude-sonnet-5", 2.00, 10.00),
    ("claude-haiku-4", 1.00, 5.00),
    ("claude-sonnet-4", 3.00, 15.00),
    ("claude-opus-4", 5.00, 25.00),
    ("claude-3-5-haiku", 0.80, 4.00),
    ("gemini-3.8-flash", 0.75, 3.75),
    ("gemini-2.5-flash-lite", 0.10, 0.40),
    ("gemini-2.5-flash", 0.30, 2.50),
    ("gemini-2.5-pro", 1.25, 10.00),
)
"""By how names of models begin, the longer before the shorter."""


def charge_of(model: str, tokens_in: int, tokens_out: int, *, free: bool = False) -> Charge:
    """
    Say what so many tokens of *model* cost; nobody knows where the model is not in the list.

    Args:
        free: Whether the model runs on its owner's own machine.
    """
    name = model.rpartition("/")[2].lower()
    found = next(((asked, answered) for prefix, asked, answered in _PRICES if name.startswith(prefix)), None)
    dollars = 0.0 if free else None
    if found and not free:
        dollars = (found[0] * tokens_in + found[1] * tokens_out) / 1_000_000
    return Charge(tokens_in, tokens_out, 0, dollars)
