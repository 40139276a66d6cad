"""
What providers ask, US dollars; the one place where prices stand.

Read from the providers' pages in November 2026; prices and plans change, so what is reckoned with them is an estimate.
"""

from __future__ import annotations

import math
import re
from typing import Final

from aura_core.model.provider import Provider


__all__ = ["asks_nothing", "character_price", "picture_price", "said_in_dollars", "token_prices"]

_TOKENS: Final = {
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
"""A million tokens, asked and answered, by the names of models without their dates."""

_CHARACTERS: Final = {
    # Half a million a month are free in the free tier, so this is the most for a neural voice.
    "azurespeech": 0.000016,
    # By the Starter plan; the plan decides.
    "elevenlabs": 0.0003,
    # The newest model takes 1.5 cents a minute, ``tts-1`` 15 dollars a million.
    "openai": 0.000016,
}
"""A character that is spoken, by provider."""

_PICTURES: Final = {
    # By tokens: 4 to 7 cents for one of the size and quality that films take.
    ("openai", ""): 0.07,
    # In credits of a cent, by the service.
    ("stabilityai", ""): 0.03,
    ("stabilityai", "core"): 0.03,
    ("stabilityai", "sd3"): 0.065,
    ("stabilityai", "ultra"): 0.08,
    # Official models are paid by picture, all others by the second of the machine that they run on.
    ("replicate", ""): 0.003,
    ("replicate", "black-forest-labs/flux-schnell"): 0.003,
    ("replicate", "black-forest-labs/flux-dev"): 0.025,
    ("replicate", "black-forest-labs/flux-1.1-pro"): 0.04,
    ("replicate", "black-forest-labs/flux-1.1-pro-ultra"): 0.06,
}
"""A picture, by provider and, where it counts, what is asked there."""

_OF_ANYBODY: Final = frozenset({"replicate"})
"""Providers whose models anybody adds, so that the price of one says nothing of another."""

_DATED: Final = re.compile(r"(-latest|[-@]\d{4}-?\d\d-?\d\d)$")


def asks_nothing(provider: Provider) -> bool:
    """Whether nobody is paid who asks *provider*."""
    return provider.local or provider.price.startswith("free")


def token_prices(model: str) -> tuple[float, float] | None:
    """Return what a token of *model* costs, asked and answered; ``None`` where nobody knows."""
    found = _TOKENS.get(_DATED.sub("", model.rpartition("/")[2].lower()))
    return (found[0] / 1_000_000, found[1] / 1_000_000) if found else None


def character_price(provider_id: str) -> float | None:
    """Return what a character costs that is spoken; ``None`` where nobody knows."""
    return _CHARACTERS.get(provider_id)


def picture_price(provider_id: str, model: str = "") -> float | None:
    """Return what a picture costs; ``None`` where nobody knows."""
    usual = None if model and provider_id in _OF_ANYBODY else _PICTURES.get((provider_id, ""))
    return _PICTURES.get((provider_id, model), usual)


def said_in_dollars(amount: float) -> str:
    """Say *amount* in cents, and what is less than ten of them in as many digits as tell it from nothing."""
    return f"${amount:.{max(2, 1 - math.floor(math.log10(amount))) if amount > 0 else 2}f}"
