"""
How the machine is at this moment: what of it is free, and what is at work.

Measured at most once a second, however many ask; a measurement takes a fraction of a millisecond and waits for nothing.
"""

from __future__ import annotations

import shutil
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import psutil

from aura_core import allotment
from aura_core.model.system import (
    CpuUsage,
    DiskSpace,
    DiskUsage,
    MemorySpace,
    MemoryUsage,
    NetworkUsage,
    SystemMetrics,
)


__all__ = ["Vitals", "disk_space", "memory_space"]

_EVERY_S: Final = 1.0
_GIB: Final = 1024**3


def disk_space(folder: Path) -> DiskSpace:
    """
    Say how much room there is on the disk under *folder*, which need not be there yet.

    Raises:
        OSError: the disk cannot be asked.
    """
    found = shutil.disk_usage(_nearest(folder))
    # What is kept for the superuser is neither used nor to be had.
    return DiskSpace(
        path=str(folder),
        total_gb=round(found.total / _GIB, 2),
        available_gb=round(found.free / _GIB, 2),
        used_gb=round(found.used / _GIB, 2),
        percentage_free=round(100 * found.free / found.total, 2) if found.total else 0.0,
    )


def memory_space() -> MemorySpace:
    """Say how much memory there is for us: the machine's, or what our control group may have."""
    total, available = _memory()
    return MemorySpace(
        total_gb=round(total / _GIB, 2),
        available_gb=round(available / _GIB, 2),
        percentage_available=round(100 * available / total, 2) if total else 0.0,
    )


class Vitals:
    """
    Measures how the machine is.

    Args:
        folder: Lies on the disk that is looked at.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._process = psutil.Process()
        self._measured: SystemMetrics | None = None
        self._at = 0.0
        self._passed = 0
        # The first measurement is of the time since this.
        psutil.cpu_percent(percpu=True)
        self._process.cpu_percent()
        self._network = _network()
        self._began = time.monotonic()

    def measure(self) -> SystemMetrics:
        """Say how the machine is, or was at most a second ago."""
        with self._lock:
            now = time.monotonic()
            if self._measured is None or now - self._at >= _EVERY_S:
                self._measured = self._fresh(now)
                self._at = now
            return self._measured

    def _fresh(self, now: float) -> SystemMetrics:
        cores = psutil.cpu_percent(percpu=True)
        total, available = _memory()
        sent, received = _network()
        seconds = max(now - (self._at or self._began), 0.001)
        network = NetworkUsage(
            bytes_sent_per_second=round((sent - self._network[0]) / seconds),
            bytes_received_per_second=round((received - self._network[1]) / seconds),
        )
        self._network = (sent, received)
        return SystemMetrics(
            timestamp=datetime.now(UTC),
            cpu=CpuUsage(
                overall_usage_percent=round(sum(cores) / len(cores), 1),
                per_core_usage_percent=tuple(cores),
                logical_cores=len(cores),
                physical_cores=psutil.cpu_count(logical=False) or len(cores),
                process_usage_percent=round(self._process.cpu_percent() / len(cores), 1),
            ),
            memory=MemoryUsage(
                total_bytes=total,
                available_bytes=available,
                used_bytes=total - available,
                usage_percent=round(100 * (total - available) / total, 1),
                process_usage_bytes=self._process.memory_info().rss,
            ),
            disks=(_disk(self._folder),),
            network=network,
        )


def _memory() -> tuple[int, int]:
    """Return what there is for us and what of it is free, bytes."""
    found, limit, room = psutil.virtual_memory(), allotment.memory_limit(), allotment.memory_room()
    total = found.total if limit is None else min(found.total, limit)
    return total, min(total, found.available if room is None else min(found.available, room))


def _network() -> tuple[int, int]:
    """Return what was sent and received so far, bytes."""
    # Nothing is told of a machine without network interfaces.
    found = psutil.net_io_counters()
    return getattr(found, "bytes_sent", 0), getattr(found, "bytes_recv", 0)


def _disk(folder: Path) -> DiskUsage:
    folder = _nearest(folder)
    found = shutil.disk_usage(folder)
    return DiskUsage(
        drive_name=str(folder),
        total_bytes=found.total,
        used_bytes=found.used,
        available_bytes=found.free,
        usage_percent=round(100 * found.used / found.total, 1) if found.total else 0.0,
    )


def _nearest(folder: Path) -> Path:
    """Return the folder itself, or the first above it that there is."""
    return next(path for path in (folder, *folder.absolute().parents) if path.exists())
