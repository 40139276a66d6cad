"""Looking at the machine."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

import psutil

from aura_core import allotment
from aura_core.hardware import linux, macos, nvidia, windows
from aura_core.model.hardware import Gpu, Machine


__all__ = ["look"]

_SYSTEMS: Final[Mapping[str, Callable[[int], tuple[Gpu, ...]]]] = {"darwin": macos.gpus, "win32": windows.gpus}
"""Who knows, where it is not Linux."""


def look(*, anew: bool = False) -> Machine:
    """
    Return what of this machine may be used; it is looked at once, which takes up to some seconds, unless *anew*.
    """
    if anew:
        _look.cache_clear()
    return _look()


@lru_cache(maxsize=1)
def _look() -> Machine:
    logical = allotment.cores()
    memory = psutil.virtual_memory().total
    limit = allotment.memory_limit()
    return Machine(
        logical_cores=logical,
        # Unknown where a virtual machine hides it; and what a group may use is counted in threads.
        physical_cores=min(psutil.cpu_count(logical=False) or logical, logical),
        memory_bytes=min(memory, limit) if limit else memory,
        gpus=_gpus(memory),
    )


def _gpus(memory: int) -> tuple[Gpu, ...]:
    """List what NVIDIA's own tool knows, and then what the system knows besides."""
    theirs = nvidia.gpus()
    others = [gpu for gpu in _SYSTEMS.get(sys.platform, linux.gpus)(memory) if not (theirs and gpu.vendor == "NVIDIA")]
    # What has memory of its own does the work.
    found = [*theirs, *sorted(others, key=lambda gpu: -gpu.vram_mb)]
    return tuple(found)
