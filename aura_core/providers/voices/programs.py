"""
Programs on this machine that speak.
"""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
from collections.abc import Sequence

from aura_core.outbound.failures import UnreachedError
from aura_core.settings import child_environment
from aura_core.verdicts import Verdict


__all__ = ["run"]


async def run(command: Sequence[str], limit_s: float, read: str = "") -> str:
    """
    Run *command* to its end; it is gone afterwards, come what may.

    Args:
        limit_s: Seconds that it may take.

        read: What it finds on its standard input.

    Returns:
        What it wrote to its standard output.

    Raises:
        UnreachedError: it did not start, did not end in time, or failed.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # Programs in Python read and write UTF-8 then, wherever they run.
            env={**child_environment(), "PYTHONUTF8": "1"},
        )
    except (OSError, TypeError) as error:
        raise UnreachedError(Verdict.NOT_CONFIGURED, f"its program cannot be started ({error})") from error
    try:
        async with asyncio.timeout(limit_s):
            said, told = await process.communicate(read.encode())
    except TimeoutError as error:
        raise UnreachedError(Verdict.TIMEOUT, "its program did not end in time") from error
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            # What is left in the pipes is read, so that they are closed too.
            await process.communicate()
    if process.returncode:
        last = told.decode(errors="replace").strip().rpartition("\n")[2] or "it said nothing"
        raise UnreachedError(Verdict.SERVER_ERROR, f"its program broke off with {process.returncode} ({last})")
    return said.decode(errors="replace")
