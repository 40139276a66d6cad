"""What the server is, and how the machine is that it runs on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import attrs


__all__ = [
    "CpuUsage",
    "DiskSpace",
    "DiskUsage",
    "MemorySpace",
    "MemoryUsage",
    "NetworkUsage",
    "ServerInfo",
    "ShutdownAccepted",
    "ShutdownStatus",
    "SystemMetrics",
    "VersionInfo",
]


@attrs.frozen
class VersionInfo:
    """
    Which version of the server this is.

    Attributes:
        semantic_version: As in the changelog.

        informational_version: The same, for clients that look for it there; so is *assembly_version*.

        build_date: When it was installed; the original means when it was built.

        runtime_version: Of Python.
    """

    semantic_version: str
    build_date: datetime | None
    informational_version: str
    assembly_version: str
    runtime_version: str
    description: str
    version: str


@attrs.frozen
class ServerInfo:
    """
    What server this is.

    Attributes:
        uptime_seconds: For how long it has been running.

        documentation: Where the API is described.
    """

    name: str
    version: str
    api_version: str
    environment: str
    platform: str
    architecture: str
    runtime_version: str
    started_at: datetime
    uptime_seconds: float
    documentation: str
    timestamp: datetime
    correlation_id: str


@attrs.frozen
class DiskSpace:
    """
    How much room there is, GiB.

    Attributes:
        path: The folder whose disk it is.

        percentage_free: Of all of it.
    """

    path: str
    total_gb: float
    available_gb: float
    used_gb: float
    percentage_free: float


@attrs.frozen
class MemorySpace:
    """
    How much memory there is for us, GiB.

    Attributes:
        percentage_available: Of all of it.
    """

    total_gb: float
    available_gb: float
    percentage_available: float


@attrs.frozen
class CpuUsage:
    """
    How busy the processors are, per cent.

    Attributes:
        process_usage_percent: How much of them all this server takes, without the films that it makes.
    """

    overall_usage_percent: float
    per_core_usage_percent: tuple[float, ...]
    logical_cores: int
    physical_cores: int
    process_usage_percent: float


@attrs.frozen
class MemoryUsage:
    """
    What memory is used for.

    Attributes:
        process_usage_bytes: What this server takes, without the films that it makes.
    """

    total_bytes: int
    available_bytes: int
    used_bytes: int
    usage_percent: float
    process_usage_bytes: int


@attrs.frozen
class DiskUsage:
    """
    How full a disk is.

    Attributes:
        drive_name: A folder on it.
    """

    drive_name: str
    total_bytes: int
    available_bytes: int
    used_bytes: int
    usage_percent: float


@attrs.frozen
class NetworkUsage:
    """What all of the machine sends and receives."""

    bytes_sent_per_second: int
    bytes_received_per_second: int


@attrs.frozen
class SystemMetrics:
    """
    How the machine is.

    Attributes:
        gpu: Nothing: to ask a driver takes longer than clients wait between two questions.
    """

    timestamp: datetime
    cpu: CpuUsage
    memory: MemoryUsage
    disks: tuple[DiskUsage, ...]
    network: NetworkUsage
    gpu: Mapping[str, Any] | None = None


@attrs.frozen
class ShutdownAccepted:
    """The server is about to stop."""

    message: str
    correlation_id: str


@attrs.frozen
class ShutdownStatus:
    """
    Whether the server is about to stop.

    Attributes:
        active_connections: How many there are.

        tracked_processes: How many films are being made.
    """

    shutdown_initiated: bool
    active_connections: int
    tracked_processes: int
    correlation_id: str
