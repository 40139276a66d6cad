"""Wall time, processor time and memory of a child, its own children included."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Cost:
    """What something cost: seconds of wall and processor time, MB of the largest PSS of the process tree."""

    wall: float
    cpu: float
    peak_mb: float = 0.0


def cost_of(*argv: str, environment: dict[str, str] | None = None) -> Cost:
    """Run *argv* to its end and say what it cost; its memory is looked at five times a second."""
    before, began = os.times(), time.perf_counter()
    child = subprocess.Popen(argv, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL)
    peak = 0
    while child.poll() is None:
        peak = max(peak, _tree_pss(child.pid))
        time.sleep(0.2)
    wall, after = time.perf_counter() - began, os.times()
    if child.returncode:
        raise SystemExit(f"{argv} ended with {child.returncode}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(wall, cpu, peak / 1024)


def python(module: str, *arguments: str, data: Path) -> Cost:
    """Run *module* of this package in an interpreter of its own, with its results in *data*."""
    return cost_of(sys.executable, "-m", f"benchmarks.{module}", *arguments, environment={"AURA_DATA_PATH": str(data)})


def _tree_pss(root: int) -> int:
    """Sum the proportional set size of *root* and its descendants, kB."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(entry.parent.name)] = int(fields[1])
    tree, grown = {root}, True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in tree} - tree
        grown = bool(more)
        tree |= more
    return sum(_pss(pid) for pid in tree)


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def clock_seconds(text: str) -> float:
    """Read ``hh:mm:ss.fffffff``."""
    hours, minutes, seconds = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
