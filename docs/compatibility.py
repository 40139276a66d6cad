"""Write how the API stands to the original's, from its routes and ``api/original.txt``: ``make types``."""

import itertools
import re
from collections import Counter
from pathlib import Path

from aura_http.routes import ROUTES


HERE = Path(__file__).parent
SOURCE = HERE / "api" / "original.txt"
TARGET = HERE / "api" / "compatibility.md"
STANDINGS = ("same", "superset", "different", "not here")

HEAD = """\
# Compatibility

Made by `make types` from the routes and [original.txt](original.txt).

How each endpoint stands that Aura Video Studio documents or its client calls: *same*, *superset* (every member that clients read, and maybe more), *different* (why), or *not here* (why), which is a 404 problem, or a 405 where the address answers another method.

What is different everywhere:

- Whatever is refused is a problem (RFC 9457) with a status that says so; the original often answers 200 with `success: false`, or `{"error": …}`.
- A body that is wrong is refused with all that is wrong at once, where the original takes what it knows and falls back in silence.
- Paths of files that were made are also addresses of this server; nothing is written or run where a request says.
- What the original registers twice, and so answers with 500, is here once.
"""


def main() -> None:
    TARGET.write_text(page(), encoding="utf-8")


def page() -> str:
    """Return the page as it has to be now."""
    here = routes()
    groups = [(name, [entry(line, why, here) for line in lines]) for name, why, lines in read()]
    counts = Counter(standing for _, entries in groups for _, standing, _ in entries)
    told = ", ".join(f"{counts[standing]} {standing}" for standing in STANDINGS)
    parts = [HEAD, f"\nOf {counts.total()}: {told}.\n"]
    for name, entries in groups:
        parts.append(f"\n## {name}\n\n| | | |\n|---|---|---|\n")
        parts += [f"| `{address}` | {standing} | {why} |\n" for address, standing, why in entries]
    known = {flat(address) for _, entries in groups for address, _, _ in entries}
    parts.append("\n## Here alone\n\n")
    parts += [f"- `{address}`\n" for address in sorted(here.values()) if flat(address) not in known]
    return "".join(parts)


def routes():
    """Name each method and path that is answered, by how they are compared."""
    answered = [f"{method} {path}" for route in ROUTES for path in route.paths for method in route.http_methods]
    shown = [re.sub(r"\{(\w+)(:\w+)?\}", ":id", address) for address in answered if not address.startswith("HEAD")]
    return {flat(address): address for address in shown}


def flat(address):
    """Compare as the original does: in any case, and whatever parameters are called."""
    return re.sub(r":\w+", ":id", address).lower()


def read():
    """Yield each group of the source: its name, why what is absent is absent, and its lines."""
    name, why, lines = "", "", []
    for line in SOURCE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            if name:
                yield name, why, lines
            name, why, lines = *line.removeprefix("## ").split(" | "), []
        elif line and not line.startswith("#"):
            lines += expanded(line)
    yield name, why, lines


def expanded(line):
    """Write out what stands in brackets."""
    address, *rest = line.split(" | ")
    parts = [part.split(",") for part in re.split(r"[\[\]]", address)]
    for chosen in itertools.product(*parts):
        yield " | ".join(["".join(chosen), *rest])


def entry(line, why_absent, here):
    """Say how an endpoint stands, and why if there is something to say."""
    address, standing, why = [*line.split("|"), "", ""][:3]
    address, standing, why = address.strip(), standing.strip() or "superset", why.strip()
    if flat(address) not in here:
        return address, "not here", why or why_absent
    return address, standing, why if standing == "different" else ""


if __name__ == "__main__":
    main()
