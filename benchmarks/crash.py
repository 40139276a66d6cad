"""
Kill the server at random moments until every job is done: ``make crash``, or ``python -m benchmarks.crash JOBS KILLS``.

Every job must end done, once, with no step told done twice, and its film must be the bytes of an undisturbed run.
Then cancel jobs at random moments: none may leave a process for longer than 2 s, or an unfinished file.
"""

import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx


CANCELS = 30
STEPS = ["preflight", "script", "narration", "broll", "subtitles", "mux"]


def main() -> None:
    jobs, kills = (int(argument) for argument in (*sys.argv[1:], "20", "40")[:2])
    chance = random.Random(jobs * 1000 + kills)
    with tempfile.TemporaryDirectory() as folder:
        wanted = undisturbed(Path(folder) / "undisturbed", jobs)
        data = Path(folder) / "data"
        server, url = start(data)
        ids = [httpx.post(f"{url}/api/jobs", json=body(number)).json()["id"] for number in range(jobs)]
        for kill in range(kills):
            # The one place where time is what is tried: the server dies whenever it happens to.
            time.sleep(chance.uniform(0.3, 4))
            server.kill()
            server.wait()
            server, url = start(data)
            done = count(url)
            print(f"kill {kill + 1}: {done} of {jobs} done", flush=True)
            if done == jobs:
                break
        for number, job in enumerate(ids):
            check(url, job, wanted[number])
        print(f"{jobs} jobs, each done once, byte for byte the same", flush=True)
        answers, ends = zip(*(cancelled(url, server.pid, number, chance) for number in range(CANCELS)), strict=True)
        left = list((data / "store").glob("??/.*"))
        server.terminate()
        server.wait()
    assert not left, left
    assert max(ends) < 2, ends
    print(f"{CANCELS} jobs cancelled: answered within {max(answers):.2f} s, no process after {max(ends):.2f} s")


def cancelled(url: str, server: int, number: int, chance: random.Random) -> tuple[float, float]:
    """Cancel a job at a random moment, and return the seconds until the answer and until its last process was gone."""
    job = httpx.post(f"{url}/api/jobs", json=body(1000 + number)).json()["id"]
    time.sleep(chance.uniform(0, 3))
    began = time.perf_counter()
    answer = httpx.post(f"{url}/api/jobs/{job}/cancel", timeout=30)
    answered = time.perf_counter() - began
    while children(server):
        time.sleep(0.01)
    ended = time.perf_counter() - began
    status = httpx.get(f"{url}/api/jobs/{job}").json()["status"]
    # A short film may have been done before.
    assert (answer.status_code, status) in {(202, "cancelled"), (409, "completed")}, (answer.text, status)
    return answered, ended


def children(root: int) -> set[int]:
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(entry.parent.name)] = int(fields[1])
    found, fresh = set(), {root}
    while fresh := {child for child, parent in parents.items() if parent in fresh} - found:
        found |= fresh
    return found


def body(number: int) -> dict:
    words = "\n\n".join(f"# Part {part}\n\nThe sea rises and falls." for part in range(5 + number % 20))
    return {"script": words, "renderSpec": {"res": "256x144", "fps": 10}, "artifacts": ["Vtt"], "seed": number}


def start(data: Path):
    server = subprocess.Popen(
        [sys.executable, "-m", "aura_http", "--port", "0", "--data-dir", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    return server, json.loads(server.stdout.readline())["url"]


def undisturbed(data: Path, jobs: int) -> list[str]:
    server, url = start(data)
    ids = [httpx.post(f"{url}/api/jobs", json=body(number)).json()["id"] for number in range(jobs)]
    films = []
    for job in ids:
        read(url, job)
        films.append(film(url, job))
    server.terminate()
    server.wait()
    return films


def count(url: str) -> int:
    return httpx.get(f"{url}/api/jobs", params={"status": "Done", "limit": 1}).json()["total"]


def read(url: str, job: str) -> list[tuple[str, dict]]:
    told, name = [], ""
    with httpx.stream("GET", f"{url}/api/jobs/{job}/events?lastEventId=0", timeout=300) as answer:
        for line in answer.iter_lines():
            if line.startswith("event: "):
                name = line[7:]
            elif line.startswith("data: "):
                told.append((name, json.loads(line[6:])))
    return told


def film(url: str, job: str) -> str:
    return hashlib.sha256(
        httpx.get(f"{url}/api/jobs/{job}/download", timeout=60).raise_for_status().content
    ).hexdigest()


def check(url: str, job: str, wanted: str) -> None:
    told = read(url, job)
    succeeded = [data["step"] for name, data in told if name == "step-status" and data["status"] == "Succeeded"]
    ends = [name for name, _ in told if name in {"job-completed", "job-failed", "job-cancelled"}]
    assert succeeded == STEPS, (job, succeeded)
    assert ends == ["job-completed"], (job, ends)
    assert film(url, job) == wanted, job


if __name__ == "__main__":
    main()
