"""
Markup for voices that take it (SSML 1.1, https://www.w3.org/TR/speech-synthesis11/).

Rule 1: markup is read without document types and entities of its own, so that a small text cannot become a large one.

Rule 2: a repair loses markup, never words.

Everything here is a function of what is asked; nobody is asked over the network.
"""

from aura_core.ssml.checking import repaired, validated
from aura_core.ssml.dialects import constraints_of
from aura_core.ssml.planning import planned


__all__ = ["constraints_of", "planned", "repaired", "validated"]
