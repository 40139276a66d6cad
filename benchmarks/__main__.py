"""
Ratios, measured side by side in one run: ``make bench``.

Machines are shared and noisy: whatever is compared runs in turn, and the median of the pairs is printed.
"""

import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.jitter import jitter
from benchmarks.jobs import OUT
from benchmarks.measuring import Cost, cost_of, python


PAIRS = 3
PEER_SECONDS = 6.0
"""MoviePy makes only so much of the film; its time is scaled up."""


def main() -> None:
    shutil.rmtree(OUT / "work", ignore_errors=True)
    work = OUT / "work"
    work.mkdir(parents=True)
    python("film", "r30", str(work / "warm.mp4"), data=work / "warm")
    rows = [*against_x264(work), *again_and_changed(work), *decks(work), *memory(work), *smooth(work), *importing()]
    if "--no-peer" not in sys.argv:
        rows += against_moviepy(work)
    print("\n| | measured |\n|---|---|")
    for name, value in rows:
        print(f"| {name} | {value} |")


def fresh(work: Path, job: str) -> Cost:
    """Make *job* with nothing in the store."""
    with tempfile.TemporaryDirectory(dir=work) as data:
        return python("film", job, str(work / f"{job}.mp4"), data=Path(data))


def against_x264(work: Path):
    raw = Path("/dev/shm" if Path("/dev/shm").is_dir() else work) / f"aura-raw-{work.stat().st_ino}"
    try:
        python("bare", "r60", str(raw), data=work / "raw")
        pairs = []
        for _ in range(PAIRS):
            pairs.append((fresh(work, "r60"), python("bare", "encode", str(raw), data=work / "raw")))
            say("R60", *pairs[-1])
    finally:
        shutil.rmtree(raw, ignore_errors=True)
    wall = statistics.median(film.wall / bare.wall for film, bare in pairs)
    cpu = statistics.median(film.cpu / bare.cpu for film, bare in pairs)
    speed = 60 / statistics.median(film.wall for film, _ in pairs)
    yield "R60 against bare x264", f"{wall:.2f} × wall, {cpu:.2f} × processor time"
    yield "R60", f"{speed:.1f} × real time"
    yield "R60, memory of the process tree (PSS)", f"{max(film.peak_mb for film, _ in pairs):.0f} MB"


def again_and_changed(work: Path):
    data = work / "again"
    first = python("film", "r60", str(work / "again.mp4"), data=data)
    second = [python("film", "r60", str(work / "again.mp4"), data=data) for _ in range(3)]
    changed = python("film", "r60-changed", str(work / "changed.mp4"), data=data)
    say("again", first, changed)
    yield "same request again", f"{statistics.median(cost.wall for cost in second):.2f} s, interpreter included"
    yield "one scene of six changed", f"{100 * changed.wall / first.wall:.0f} % of the full time"


def decks(work: Path):
    for job in ("d60", "d60-burned"):
        costs = [fresh(work, job) for _ in range(PAIRS)]
        say(job, *costs)
        speed = 60 / statistics.median(cost.wall for cost in costs)
        yield f"{job.upper()}, whole job", f"{speed:.1f} × real time, {max(cost.peak_mb for cost in costs):.0f} MB"


def memory(work: Path):
    one, ten = fresh(work, "d60-burned"), fresh(work, "d600-burned")
    say("memory", one, ten)
    yield "memory of 10 min against 1 min", f"{ten.peak_mb / one.peak_mb:.2f} × ({ten.peak_mb:.0f} MB)"


def smooth(work: Path):
    found = [jitter(work / "r60-plain.mp4", start, 2, (1920, 1080)) for start in _plain(work)]
    yield "Ken Burns jitter in the finished film", f"{statistics.median(found):.3f} px rms"


def _plain(work: Path) -> tuple[float, ...]:
    fresh(work, "r60-plain")
    return (3.0, 13.0, 33.0)


def importing():
    bare = [cost_of(sys.executable, "-c", "pass").wall for _ in range(9)]
    core = [cost_of(sys.executable, "-c", "import aura_core").wall for _ in range(9)]
    wired = [cost_of(sys.executable, "-c", "from aura_core import create_video").wall for _ in range(9)]
    base = statistics.median(bare)
    yield "`import aura_core` over a bare interpreter", f"{1000 * (statistics.median(core) - base):.0f} ms"
    yield "`from aura_core import create_video`, likewise", f"{1000 * (statistics.median(wired) - base):.0f} ms"


def against_moviepy(work: Path):
    timeline, sound = work / "r60.timeline.json", work / "r60.mp4"
    json.loads(timeline.read_text())
    ours, peers = [], []
    for _ in range(2):
        peers.append(
            python("peer", str(timeline), str(sound), str(work / "peer.mp4"), str(PEER_SECONDS), data=work / "peer")
        )
        ours.append(fresh(work, "r60"))
        say("MoviePy", peers[-1], ours[-1])
    ratio = statistics.median(peer.wall * 60 / PEER_SECONDS / our.wall for peer, our in zip(peers, ours, strict=True))
    yield "R60 against MoviePy 2", f"{ratio:.1f} × faster"


def say(name: str, *costs: Cost) -> None:
    """Show what was measured while the next is awaited."""
    print(
        name,
        *(f"{cost.wall:.2f} s wall, {cost.cpu:.2f} s cpu, {cost.peak_mb:.0f} MB;" for cost in costs),
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
