"""
Pictures of this server, and whose they are.

Rule 1: a picture lies beside its label, under the same key; its address is made of that key.

Rule 2: what somebody has chosen is kept for good, for the store forgets.
"""

from aura_core.album.album import Album, Kept, Wanted, found_at, gone
from aura_core.album.labels import address_of, label_of, labelled
from aura_core.album.showing import shown_as


__all__ = ["Album", "Kept", "Wanted", "address_of", "found_at", "gone", "label_of", "labelled", "shown_as"]
