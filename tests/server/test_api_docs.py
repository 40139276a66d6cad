"""What the pages about the API say is so."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest


pytestmark = pytest.mark.render

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [
    *sorted((DOCS / "api").glob("*.md")),
    *sorted((DOCS / "development").glob("*.md")),
    DOCS / "operations.md",
]
TOKEN = "correct-horse-battery-staple"
EVENTS = DOCS / "api" / "sse-events.md"
URL = "http://localhost:5005"


def fences(page, language):
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


class TestPages:
    def test_have_examples_that_run(self, serve, tiny, read, tmp_path):
        """
        Every curl and every Python of the pages runs against a server, and is answered well.
        """
        server = serve()
        asking = serve(tmp_path / "asking", AURA_TOKEN=TOKEN)
        job = server.create(**{**tiny, "artifacts": ["Vtt", "Thumbnail"]})
        with server.client() as client:
            read(client, f"/api/jobs/{job}/events")
        for page in PAGES:
            url = asking.url if page.name == "operations.md" else server.url
            for code in fences(page, "bash"):
                script = 'curl() { command curl -sS --fail-with-body "$@"; }\n' + code.replace(URL, url)
                done = subprocess.run(
                    ["bash", "-euo", "pipefail", "-c", script],
                    cwd=tmp_path,
                    env={**os.environ, "ID": job, "TOKEN": TOKEN},
                    capture_output=True,
                    text=True,
                    timeout=60,
                    check=False,
                )
                assert 0 == done.returncode, f"{page.name}: {done.stdout}{done.stderr}"
            for code in fences(page, "python"):
                exec(compile(code.replace(URL, url), page.name, "exec"), {"ID": job})

    def test_lead_somewhere(self):
        """
        No link to a page or to a place on one is dead.
        """
        for page in PAGES:
            for link in re.findall(r"\]\(([^)#]*)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
                assert (page.parent / link).exists(), f"{page.name}: {link}"


class TestEvents:
    def test_are_as_documented(self, serve, tiny, long, read, tmp_path):
        """
        Every event that jobs tell is on the page, with the members that it has, and no other.
        """
        described = {
            name: set(json.loads(example))
            for name, example in re.findall(
                r"^## ([a-z-]+)\n.*?```json\n(.*?)```", EVENTS.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
            )
        }
        server = serve()
        jobs = [server.create(**tiny), server.create(**tiny, music={"path": str(tmp_path / "none.mp3")})]
        jobs += [server.create(brief={"topic": "Tides"}, **{k: v for k, v in tiny.items() if k != "script"})]
        jobs += [server.create(**long)]
        with server.client() as client:
            client.post(f"/api/jobs/{jobs[-1]}/cancel")
            told = [frame for job in jobs for frame in read(client, f"/api/jobs/{job}/events?lastEventId=0")]
        seen = {}
        for _, name, data in told:
            seen.setdefault(name, set()).update(data)

        assert described.keys() - {"heartbeat"} == seen.keys() - {"heartbeat"}
        assert all(members - {"durationMs"} == described[name] for name, members in seen.items())
