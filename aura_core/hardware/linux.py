"""
Graphics processors as Linux knows them.

Sources: the kernel's documentation, "Linux GPU Driver Developer's Guide", /sys/class/drm; "amdgpu", mem_info_vram_total;
https://pci-ids.ucw.cz for the format of pci.ids.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from aura_core.model.hardware import Gpu


__all__ = ["gpus", "model_in"]

_VENDORS: Final = {"0x1002": "AMD", "0x10de": "NVIDIA", "0x8086": "Intel"}
"""Only theirs are real; virtual machines show adapters that compute nothing."""

_NAMES: Final = ("usr/share/hwdata/pci.ids", "usr/share/misc/pci.ids", "usr/share/pci.ids")
_CARD: Final = re.compile(r"card[0-9]+")


def gpus(_: int = 0, root: Path = Path("/")) -> tuple[Gpu, ...]:
    """
    List the graphics processors that have a driver.

    Args:
        root: Where ``sys`` and ``usr`` lie.
    """
    cards = sorted(
        (place for place in (root / "sys/class/drm").glob("card*") if _CARD.fullmatch(place.name)),
        key=lambda place: (_says(place / "device/boot_vga") != "1", int(place.name[4:])),
    )
    found = [_gpu(card / "device", root) for card in cards]
    return tuple(
        Gpu(str(number), vendor, model, vram)
        for number, (vendor, model, vram) in enumerate(one for one in found if one is not None)
    )


def _gpu(device: Path, root: Path) -> tuple[str, str, int] | None:
    vendor_id, device_id = _says(device / "vendor").lower(), _says(device / "device").lower()
    vendor = _VENDORS.get(vendor_id)
    if vendor is None:
        return None
    vram = _says(device / "mem_info_vram_total")
    model = _model(vendor_id[2:], device_id[2:], root) or f"{vendor} [{vendor_id[2:]}:{device_id[2:]}]"
    return vendor, model, int(vram) // 1024**2 if vram.isdecimal() else 0


def _says(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def _model(vendor: str, device: str, root: Path) -> str | None:
    for name in _NAMES:
        try:
            text = (root / name).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        return model_in(text, vendor, device)
    return None


def model_in(names: str, vendor: str, device: str) -> str | None:
    """Look a device up in the text of ``pci.ids``: vendors begin a line, their devices follow behind a tab."""
    section = re.search(rf"^{re.escape(vendor)}  .*\n((?:[\t#].*\n|\n)*)", names, re.MULTILINE)
    found = section and re.search(rf"^\t{re.escape(device)}  (.+)$", section[1], re.MULTILINE)
    if not found:
        return None
    # What is in brackets is the name that is sold, where there is one.
    sold = re.search(r"\[(.+)\]", found[1])
    return sold[1] if sold else found[1]
