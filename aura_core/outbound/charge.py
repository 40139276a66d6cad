"""What a call costs."""

from __future__ import annotations

import attrs


__all__ = ["Charge"]


@attrs.frozen
class Charge:
    """
    What a call costs.

    Attributes:
        tokens_in: Of what was asked.

        tokens_out: Of what was answered.

        characters: That were spoken.

        dollars: US dollars, as far as prices are known; ``None`` when they are not.
    """

    tokens_in: int = 0
    tokens_out: int = 0
    characters: int = 0
    dollars: float | None = 0.0
