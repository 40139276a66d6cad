"""
The server under load, seen by a client on this machine: ``python -m benchmarks.api``.

Times are the client's, in ms; a film of a minute is made meanwhile, on all cores.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx


SHORT = {"script": "Short.", "renderSpec": {"res": "256x144"}, "artifacts": []}
LONG = {"brief": {"topic": "How tides work"}, "planSpec": {"targetDuration": 900}, "captions": {"mode": "Burn"}}


def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        server = subprocess.Popen(
            [sys.executable, "-m", "aura_http", "--port", "0", "--data-dir", data],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # A session of its own, as services have: Linux shares its cores among sessions.
            start_new_session=True,
            env={**os.environ, "AURA_QUEUE_ROOM": "10000"},
        )
        try:
            url = json.loads(server.stdout.readline())["url"]
            for name, value in asyncio.run(measure(url, server.pid, Path(data))):
                print(f"| {name} | {value} |", flush=True)
        finally:
            began = time.perf_counter()
            server.terminate()
            server.wait(20)
            print(f"| stopping | {time.perf_counter() - began:.1f} s |")


async def measure(url: str, pid: int, data: Path):
    rows = []
    async with httpx.AsyncClient(base_url=url, limits=httpx.Limits(max_connections=None), timeout=30) as client:
        # The engine of the jobs rests after three looks that found nothing to do.
        await asyncio.sleep(20)
        rows.append(idle(pid, await spent(pid, 10)))
        began = time.perf_counter()
        film = (await client.post("/api/jobs", json=LONG)).json()["id"]
        await until_running(client, film)
        rows.append(("POST to running, the engine at rest", f"{1000 * (time.perf_counter() - began):.0f} ms"))
        await asyncio.sleep(2)
        rows.append(("GET job, p99", await p99(lambda: client.get(f"/api/jobs/{film}"), 500)))
        rows.append(("GET /health/ready, p99", await p99(lambda: client.get("/health/ready"), 500)))
        rows.append(("POST job, p99", await p99(lambda: client.post("/api/jobs", json={**SHORT, "priority": 9}), 200)))
        rows.append(("first event after connecting, p95", await first_event(client, film)))
        rows.append(("emitted to 50 readers of one job, p95", await fan_out(client, [film] * 50)))
        queued = (await client.get("/api/jobs?limit=49&status=Queued")).json()["jobs"]
        readers = [film, *(job["id"] for job in queued)] * 10
        rows.append((f"emitted to {len(readers)} readers of 50 jobs, p95", await fan_out(client, readers)))
        await client.post(f"/api/jobs/{film}/cancel")
        for job in (await client.get("/api/jobs?limit=500&status=Queued")).json()["jobs"]:
            await client.post(f"/api/jobs/{job['id']}/cancel")
    return rows


async def spent(pid: int, seconds: float) -> float:
    """Say which share of a core the process took while nobody asked anything."""
    before = ticks(pid)
    await asyncio.sleep(seconds)
    return (ticks(pid) - before) / os.sysconf("SC_CLK_TCK") / seconds


def ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def idle(pid: int, share: float):
    kilobytes = next(
        int(line.split()[1])
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        if line.startswith("Pss:")
    )
    return "idle", f"{kilobytes / 1024:.0f} MB, {100 * share:.1f} % of a core"


async def until_running(client, job):
    while (await client.get(f"/api/jobs/{job}")).json()["status"] != "running":  # noqa: ASYNC110 - a server is asked
        await asyncio.sleep(0.005)


async def p99(ask, times: int) -> str:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        (await ask()).raise_for_status()
        taken.append(1000 * (time.perf_counter() - began))
        await asyncio.sleep(0.005)
    taken.sort()
    return f"{taken[int(0.99 * times)]:.1f} ms (median {statistics.median(taken):.1f})"


async def first_event(client, job) -> str:
    taken = []
    for _ in range(50):
        began = time.perf_counter()
        async with client.stream("GET", f"/api/jobs/{job}/events") as answer:
            async for line in answer.aiter_lines():
                if line.startswith("event:"):
                    break
        taken.append(1000 * (time.perf_counter() - began))
    taken.sort()
    return f"{taken[47]:.0f} ms (median {statistics.median(taken):.0f})"


async def fan_out(client, jobs, seconds: float = 8) -> str:
    late: list[float] = []

    async def read(job):
        async with client.stream("GET", f"/api/jobs/{job}/events") as answer:
            # What lies in the log already says nothing.
            began = time.time()
            async for line in answer.aiter_lines():
                if line.startswith("data:"):
                    told = json.loads(line[5:]).get("timestamp")
                    if told and stamp(told) > began:
                        late.append(1000 * (time.time() - stamp(told)))

    async with asyncio.TaskGroup() as group:
        readers = [group.create_task(read(job)) for job in jobs]
        await asyncio.sleep(seconds)
        for reader in readers:
            reader.cancel()
    late.sort()
    return f"{late[int(0.95 * len(late))]:.0f} ms (median {statistics.median(late):.0f}, {len(late)} events)"


def stamp(text: str) -> float:
    from datetime import datetime

    return datetime.fromisoformat(text).timestamp()


if __name__ == "__main__":
    main()
