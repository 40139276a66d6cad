"""Asking a tool of the system."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from typing import Final

from aura_core.settings import child_environment


__all__ = ["answer"]

_PATIENCE_S: Final = 8
"""Seconds; PowerShell alone takes two to start on a cold machine."""


def answer(argv: Sequence[str]) -> str:
    """Return what *argv* says; nothing when there is no such tool, or it fails: many machines have no use for it."""
    try:
        done = subprocess.run(
            argv,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_PATIENCE_S,
            check=True,
            env=child_environment(),
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", errors="replace")
