"""
No key leaves the process.

Keys are put wherever somebody could put one (the environment, the document, every text of every body, addresses,
headers), and looked for in whatever others can see: answers, the log, events, exports, files, child processes.
"""

import contextlib
import itertools
import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest


pytestmark = pytest.mark.render

SHAPED = "sk-proj-seed{:04}-ZmFrZWtleWZvcnRlc3Rz"
"""As OpenAI's keys look: hidden wherever it stands."""

PLAIN = "seed{:04}ofnoshapethatanybodyknows"
"""As others' look: hidden because it is known."""

SEED = re.compile(r"seed(\d{4})(?:-Zm|ofno)")

ENVIRONMENT = {
    "OPENAI_API_KEY": SHAPED.format(1),
    "PEXELS_API_KEY": PLAIN.format(2),
    "ELEVEN_API_KEY": PLAIN.format(3),
    "AURA_WEBHOOK_SECRET": PLAIN.format(4),
    "HF_TOKEN": PLAIN.format(5),
}

DOCUMENT = {
    "anthropicApiKey": SHAPED.format(6),
    "apiKeys": {"stabilityAI": PLAIN.format(7), "pixabay": PLAIN.format(8)},
    "export": {"uploadDestinations": [{"id": "here", "password": PLAIN.format(9), "s3SecretKey": PLAIN.format(10)}]},
    "providers": {"gemini": {"apiKey": PLAIN.format(11)}},
    "general": {"autosaveIntervalSeconds": "often"},
}

ABOUT_SETTINGS = {"Settings", "Keys"}

SEEN = ("/api/settings", "/api/settings/user", "/api/keys/list", "/api/settings/export", "/api/logs", "/metrics")

LONG = {
    "script": "\n\n".join(f"# Part {part}\n\nThe sea rises and falls." for part in range(40)),
    "renderSpec": {"res": "256x144", "fps": 10},
    "captions": {"mode": "None"},
    "artifacts": [],
}


def seeded(value, numbers):
    """Give *value* once for each text in it, with a seed in that text's place."""
    match value:
        case str():
            yield SHAPED.format(next(numbers))
        case dict():
            for name, member in value.items():
                for other in seeded(member, numbers):
                    yield value | {name: other}
            yield value | {SHAPED.format(next(numbers)): 1}
        case list():
            for place, item in enumerate(value):
                for other in seeded(item, numbers):
                    yield [*value[:place], other, *value[place + 1 :]]


def seeds(text):
    return sorted(set(SEED.findall(text if isinstance(text, str) else text.decode("utf-8", "replace"))))


def operations(client):
    described = client.get("/schema/openapi.json").json()
    for path, item in described["paths"].items():
        for method, operation in item.items():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
            yield method.upper(), path, operation, body


def children_of(pid):
    """Name the processes below *pid*."""
    below = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            below.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, fresh = [], [pid]
    while fresh:
        fresh = [child for parent in fresh for child in below.get(parent, ())]
        found += fresh
    return found


class Watch:
    """Looks for keys in what a server answers."""

    def __init__(self, client):
        self._client = client
        self._numbers = itertools.count(100)
        self.shown = {}

    def ask(self, method, path, **options):
        answer = self._client.request(method, path, **options)
        if told := seeds(f"{answer.headers} {answer.text}"):
            self.shown[method, path, json.dumps(options)] = told

    def try_everywhere(self, method, path, body):
        """Put a key into every place of a request there is."""
        for name in re.findall(r"\{\w+\}", path):
            path = path.replace(name, quote(SHAPED.format(next(self._numbers))))
        self.ask(method, path, headers={"If-Match": SHAPED.format(next(self._numbers))})
        self.ask(method, f"{path}?path={SHAPED.format(next(self._numbers))}")
        for other in seeded(body, self._numbers) if body else ():
            self.ask(method, path, json=other)


def handed_to_children(server, client, read_until):
    """Return environment and command line of every process below *server* while it makes a film."""
    job = server.create(**LONG)
    with client.stream("GET", f"/api/jobs/{job}/events") as events:
        next(line for line in events.iter_lines() if read_until in line)
        handed = {
            pid: b"".join(Path(f"/proc/{pid}/{name}").read_bytes() for name in ("environ", "cmdline"))
            for pid in children_of(server.process.pid)
        }
    client.post(f"/api/jobs/{job}/cancel")
    return handed


def files_with_keys(*folders):
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    # What its owner has broken by hand is kept as it was.
    kept = (path for path in files if not path.name.startswith("settings.unreadable-"))
    return {str(path): found for path in kept if (found := seeds(path.read_bytes()))}


class TestKeys:
    def test_never_leave(self, serve, tmp_path):
        """
        Whatever is answered, logged, told, exported, kept or handed to a child holds no key.
        """
        data, secrets = tmp_path / "data", tmp_path / "secrets"
        (data / "settings").mkdir(parents=True)
        (data / "settings" / "settings.json").write_text(json.dumps(DOCUMENT))
        server = serve(data, AURA_SECRETS_PATH=str(secrets), **ENVIRONMENT)
        with server.client() as client:
            watch = Watch(client)
            handed = handed_to_children(server, client, "narration")
            for method, path, operation, body in operations(client):
                if ABOUT_SETTINGS & set(operation["tags"]) or "{" in path:
                    watch.try_everywhere(method, path, body if ABOUT_SETTINGS & set(operation["tags"]) else None)
            for path in SEEN:
                watch.ask("GET", path)
            kept = {one["provider"]: one["source"] for one in client.get("/api/keys/list").json()["providers"]}
        code, said = server.stop()

        assert {} == watch.shown
        assert [] == seeds(said)
        assert {} == files_with_keys(data, secrets)
        assert handed
        assert {} == {pid: seeds(text) for pid, text in handed.items() if seeds(text)}
        assert {"vault"} == {kept[name] for name in ("anthropic", "gemini", "pixabay", "stabilityai")}
        assert 0 == code
