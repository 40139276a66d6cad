"""
The HTTP server over :mod:`aura_core`: it maps requests to values and values to answers, and decides nothing itself.
"""
