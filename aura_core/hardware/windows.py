"""
Graphics processors as Windows knows them.

Win32_VideoController counts memory in 32 bits, so 4 GiB are the most that it says; the driver's own entry in the
registry, HardwareInformation.qwMemorySize, has all of it.
"""

from __future__ import annotations

import json
from typing import Any, Final

from aura_core.hardware.asking import answer
from aura_core.model.hardware import Gpu


__all__ = ["gpus", "read"]

_CLASS: Final = r"HKLM:\SYSTEM\CurrentControlSet\Control\Class\{4d36e968-e325-11ce-bfc1-08002be10318}\0*"
"""The class of display adapters."""

_SCRIPT: Final = (
    "$ErrorActionPreference = 'SilentlyContinue'; "
    "[Console]::OutputEncoding = [Text.Encoding]::UTF8; "
    "@{ adapters = @(Get-CimInstance Win32_VideoController | "
    "Select-Object Name, AdapterCompatibility, AdapterRAM, DriverVersion, PNPDeviceID); "
    f"memory = @(Get-ItemProperty '{_CLASS}' | "
    "Select-Object DriverDesc, @{ n = 'Bytes'; e = { $_.'HardwareInformation.qwMemorySize' } }) } "
    "| ConvertTo-Json -Depth 3 -Compress"
)
_VENDORS: Final = {"VEN_10DE": "NVIDIA", "VEN_1002": "AMD", "VEN_8086": "Intel"}
"""Only theirs are real; remote desktops and virtual machines show adapters that compute nothing."""


def gpus(_: int = 0) -> tuple[Gpu, ...]:
    """List the graphics processors that are on a PCI bus."""
    return read(answer(["powershell.exe", "-NoProfile", "-NonInteractive", "-Command", _SCRIPT]))


def read(said: str) -> tuple[Gpu, ...]:
    """Read what the script says."""
    try:
        found = json.loads(said or "{}")
    except ValueError:
        return ()
    memory = {str(one.get("DriverDesc")): int(one.get("Bytes") or 0) for one in found.get("memory", [])}
    real = [(vendor, one) for one in found.get("adapters", []) if (vendor := _vendor(one))]
    return tuple(
        Gpu(
            str(number),
            vendor,
            name := str(one.get("Name") or "unknown"),
            max(memory.get(name, 0), int(one.get("AdapterRAM") or 0)) // 1024**2,
            one.get("DriverVersion"),
        )
        for number, (vendor, one) in enumerate(real)
    )


def _vendor(adapter: dict[str, Any]) -> str | None:
    place = str(adapter.get("PNPDeviceID") or "").upper()
    return next((vendor for mark, vendor in _VENDORS.items() if mark in place), None)
