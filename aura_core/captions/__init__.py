"""
Cues as text: one module a format, each with ``dumps`` and, where others write it too, ``loads``.
"""
