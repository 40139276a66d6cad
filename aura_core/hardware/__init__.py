"""The machine: its cores, its memory, its graphics processors."""

from aura_core.hardware.machine import look


__all__ = ["look"]
