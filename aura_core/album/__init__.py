"""
Pictures of this server, and whose they are.

Rule: a picture lies in the store beside its label, under the same key; its address is made of that key.
"""

from aura_core.album.labels import MEDIA, address_of, label_of, labelled, touched
from aura_core.album.showing import shown_as


__all__ = ["MEDIA", "address_of", "label_of", "labelled", "shown_as", "touched"]
