"""
Keys of providers: the environment over the vault, masks to whoever asks, the key itself to nobody but its provider.
"""
