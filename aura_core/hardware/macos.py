"""Graphics processors as macOS knows them; see system_profiler(8)."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from aura_core.hardware.asking import answer
from aura_core.model.hardware import Gpu


__all__ = ["gpus", "read"]

_ARGV: Final = ("/usr/sbin/system_profiler", "SPDisplaysDataType", "-json")
_VENDORS: Final = {"apple": "Apple", "amd": "AMD", "ati": "AMD", "nvidia": "NVIDIA", "intel": "Intel"}
_SHARE: Final = 3 / 4
"""Of a memory that all share, Metal recommends not to take more (recommendedMaxWorkingSetSize)."""


def gpus(memory: int) -> tuple[Gpu, ...]:
    """List the graphics processors of a Mac with *memory* bytes."""
    return read(answer(_ARGV), memory)


def read(said: str, memory: int) -> tuple[Gpu, ...]:
    """Read what the profiler says; what it calls by words of its own is left out where it is not known."""
    try:
        listed = json.loads(said or "{}").get("SPDisplaysDataType", [])
    except (ValueError, AttributeError):
        return ()
    return tuple(_gpu(str(number), one, memory) for number, one in enumerate(listed))


def _gpu(number: str, described: dict[str, Any], memory: int) -> Gpu:
    model = str(described.get("sppci_model") or described.get("_name") or "unknown")
    named = str(described.get("spdisplays_vendor", model)).lower()
    vendor = next((vendor for word, vendor in _VENDORS.items() if word in named), named.removeprefix("sppci_vendor_"))
    if vendor == "Apple":
        return Gpu(number, vendor, model, int(memory * _SHARE) // 1024**2)
    return Gpu(number, vendor, model, _mib(str(described.get("spdisplays_vram", ""))))


def _mib(text: str) -> int:
    """Read ``4 GB`` or ``1536 MB``."""
    found = re.fullmatch(r"(\d+)\s*(MB|GB)", text.strip(), re.IGNORECASE)
    return int(found[1]) * (1024 if found[2].upper() == "GB" else 1) if found else 0
