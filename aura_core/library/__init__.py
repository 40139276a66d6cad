"""
Documents that are kept: looked at, searched, made into films.

A document that is searched is cut into passages, which scripts with ``ragConfiguration`` rest on (:func:`grounded`).
"""

from aura_core.library.grounding import grounded
from aura_core.library.library import KeptDocument, Library


__all__ = ["KeptDocument", "Library", "grounded"]
