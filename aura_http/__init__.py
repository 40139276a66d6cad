"""The HTTP server over :mod:`aura_core`; it has no routes yet."""
