"""Graphics processors by NVIDIA's own tool, which comes with the driver on every system."""

from __future__ import annotations

import csv
from typing import Final

from aura_core.hardware.asking import answer
from aura_core.model.hardware import Gpu


__all__ = ["gpus", "read"]

_ARGV: Final = (
    "nvidia-smi",
    "--query-gpu=index,name,memory.total,driver_version",
    "--format=csv,noheader,nounits",
)
"""Memory comes in MiB; see ``nvidia-smi --help-query-gpu``."""


def gpus() -> tuple[Gpu, ...]:
    """List NVIDIA's, none where there is no driver."""
    return read(answer(_ARGV))


def read(said: str) -> tuple[Gpu, ...]:
    """Read the tool's lines; what is not one of them, such as "No devices were found", is left out."""
    rows = csv.reader(said.splitlines(), skipinitialspace=True)
    return tuple(
        Gpu(index, "NVIDIA", name.strip(), int(memory) if memory.strip().isdecimal() else 0, driver.strip() or None)
        for index, name, memory, driver in (row for row in rows if len(row) == 4 and row[0].isdecimal())
    )
