"""
Keys of providers: the environment over the vault, masks to whoever asks, the key itself to nobody but its provider.
"""

from aura_core.keys.keys import Key, Keys


__all__ = ["Key", "Keys"]
