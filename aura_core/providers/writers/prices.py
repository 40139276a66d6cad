"""What conversations with language models cost."""

from __future__ import annotations

from aura_core.model.prices import token_prices
from aura_core.outbound.charge import Charge


__all__ = ["charge_of"]


def charge_of(model: str, tokens_in: int, tokens_out: int, *, free: bool = False) -> Charge:
    """
    Say what so many tokens of *model* cost; nobody knows where the model is not in the list.

    Args:
        free: Whether the model runs on its owner's own machine.
    """
    if free:
        return Charge(tokens_in, tokens_out, 0, 0.0)
    prices = token_prices(model)
    dollars = prices[0] * tokens_in + prices[1] * tokens_out if prices else None
    return Charge(tokens_in, tokens_out, 0, dollars)
