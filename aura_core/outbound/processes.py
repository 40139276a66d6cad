"""
Who makes calls: a process by its number and when it began, for numbers are given again.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Final


__all__ = ["lives", "this_process"]

_SAME_S: Final = 10.0
"""By how much a process may seem to have begun earlier or later, for clocks are set."""


@cache
def this_process() -> str:
    """Name this process."""
    import psutil  # noqa: PLC0415 - loaded when something is sent

    return f"{os.getpid()} {psutil.Process().create_time()}"


def lives(process: str) -> bool:
    """Say whether a *process* lives that was named so; of one without a name nobody can say that it does not."""
    import psutil  # noqa: PLC0415 - as above

    if not process:
        return True
    number, began = process.split()
    try:
        return abs(psutil.Process(int(number)).create_time() - float(began)) < _SAME_S
    except psutil.AccessDenied:
        return True
    except psutil.Error:
        return False
