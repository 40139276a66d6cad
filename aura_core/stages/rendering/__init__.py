"""
Timeline to film.

Every segment is encoded once and kept in the store under what decides its pixels; the sound is made beside the
pictures; both are joined without encoding anything again, checked, and only then handed on.
"""

from aura_core.stages.rendering.render import Studio, render, separate


__all__ = ["Studio", "render", "separate"]
