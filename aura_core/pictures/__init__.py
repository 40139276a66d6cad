"""
Pictures by themselves, before there is a film.

Rule 1: they are made and found by whom films are illustrated by, and kept where films look for them: nothing is painted
twice.

Rule 2: who is named illustrates, or it is an error; of one scene alone a slide stands in, as in films, and it is said.
"""

from aura_core.pictures.asking import batch_of, picture_of
from aura_core.pictures.listing import illustrators, styles
from aura_core.pictures.prompts import verdict_on


__all__ = ["batch_of", "illustrators", "picture_of", "styles", "verdict_on"]
