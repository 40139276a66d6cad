"""
What stock libraries have, for somebody who looks through them, and what to ask them for.

Rule 1: libraries are asked by the same sources and over the same way out as for films, with their keys, limits and offline
mode; what is found is told, not fetched.

Rule 2: whatever is recommended follows rules that are stated with it, and asks nobody.
"""

from aura_core.stock.blending import blended
from aura_core.stock.composing import composed
from aura_core.stock.limits import limits
from aura_core.stock.previewing import previewed
from aura_core.stock.searching import searched
from aura_core.stock.validating import validated


__all__ = ["blended", "composed", "limits", "previewed", "searched", "validated"]
