"""
What of the machine this process may use: an affinity or a control group may grant less than there is.

Sources: cgroups(7); the kernel's documentation, "Control Group v2", cpu.max and memory.max; "CFS Bandwidth Control",
cpu.cfs_quota_us; "Memory Resource Controller", memory.limit_in_bytes.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final


__all__ = ["cores", "memory_limit", "memory_room", "workers"]

_ROOT: Final = Path("/")
_NO_LIMIT: Final = 2**60
"""The first version says that there is no limit by a number that is larger than any machine's memory."""

_BASE: Final = 400 * 1024**2
_PER_WORKER: Final = 300 * 1024**2
"""What a film in 1080p takes besides its workers, and what each of them takes, measured; see docs/benchmarks.md."""


def workers(root: Path = _ROOT) -> int:
    """Say how many segments may be encoded at a time: as many as there are cores, if a memory limit leaves room."""
    limit = memory_limit(root)
    room = cores(root) if limit is None else (limit - _BASE) // _PER_WORKER
    return max(1, min(cores(root), room))


def cores(root: Path = _ROOT) -> int:
    """
    Count the cores that this process may use; a share of one counts as a whole.

    Args:
        root: Where ``proc`` and ``sys`` lie.
    """
    granted = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quotas = [granted, *_quotas(root)]
    return max(1, math.ceil(min(quotas)))


def memory_limit(root: Path = _ROOT) -> int | None:
    """Return the bytes that this process and its like may use together; ``None`` if nothing but the machine limits them."""
    found = [
        int(text)
        for name in ("memory.max", "memory.limit_in_bytes")
        for text in _read(root, "memory", name)
        if text.isdecimal()
    ]
    return min((limit for limit in found if limit < _NO_LIMIT), default=None)


def memory_room(root: Path = _ROOT) -> int | None:
    """Return the bytes that this process and its like may use besides what they use; ``None`` as above."""
    limits = list(_read(root, "memory", "memory.max")) + list(_read(root, "memory", "memory.limit_in_bytes"))
    used = list(_read(root, "memory", "memory.current")) + list(_read(root, "memory", "memory.usage_in_bytes"))
    rooms = [
        max(0, int(limit) - int(usage))
        for limit, usage in zip(limits, used, strict=False)
        if limit.isdecimal() and usage.isdecimal() and int(limit) < _NO_LIMIT
    ]
    return min(rooms, default=None)


def _quotas(root: Path) -> Iterator[float]:
    """Give the cores that each group above this process is granted."""
    for text in _read(root, "cpu", "cpu.max"):
        quota, _, period = text.partition(" ")
        if quota.isdecimal() and period.isdecimal():
            yield int(quota) / int(period)
    for quota, period in zip(
        _read(root, "cpu", "cpu.cfs_quota_us"), _read(root, "cpu", "cpu.cfs_period_us"), strict=False
    ):
        if quota.isdecimal() and period.isdecimal():
            yield int(quota) / int(period)


def _read(root: Path, controller: str, name: str) -> Iterator[str]:
    """Give what the file *name* says in each group above this process, the nearest first."""
    for group in _groups(root, controller):
        try:
            yield (group / name).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            continue


def _groups(root: Path, controller: str) -> Iterator[Path]:
    """Give the folders of the groups that this process is in, for both versions of control groups."""
    try:
        lines = (root / "proc/self/cgroup").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if controllers == "":
            base = root / "sys/fs/cgroup"
        elif controller in controllers.split(","):
            base = root / "sys/fs/cgroup" / controllers
            base = base if base.is_dir() else root / "sys/fs/cgroup" / controller
        else:
            continue
        # In a container the path may be the host's, of which only the root can be seen, which is then our own.
        group = base / path.lstrip("/")
        yield from (place for place in (group, *group.parents) if place == base or base in place.parents)
