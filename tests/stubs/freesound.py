"""
Freesound, as https://freesound.org/docs/api/resources_apiv2.html has it (read in 2026).
"""

import re
import subprocess
import tempfile
from fractions import Fraction
from functools import cache
from pathlib import Path

from aura_core.ffmpeg.binary import locate
from aura_core.model.enums import Mood, Pacing
from aura_core.model.music import MusicRequest
from aura_core.model.providers import PROVIDERS
from aura_core.providers.music.freesound import FreesoundMusic
from aura_core.testing.services import Service
from aura_core.testing.stub import Answer
from tests.stubs.library import fetching, files


KEY = "aB3" * 13 + "x"

REQUEST = MusicRequest(Mood.CALM, Pacing.CONVERSATIONAL, Fraction(60))

BY = "https://creativecommons.org/licenses/by/4.0/"
ZERO = "http://creativecommons.org/publicdomain/zero/1.0/"
NC = "https://creativecommons.org/licenses/by-nc/4.0/"

SOUNDS = (
    (1, "Still lake.wav", ("ambient", "water"), BY, 90.5, "ann"),
    (2, "Short and calm", ("calm",), ZERO, 31.0, "bob"),
    (3, "Not for sale", ("calm", "ambient"), NC, 300.0, "cas"),
    (4, "Sampled", ("calm",), "http://creativecommons.org/licenses/sampling+/1.0/", 300.0, "dee"),
    (5, "Loud", ("metal", "sleep"), ZERO, 200.0, "eve"),
)


def search(asked):
    """Find sounds by their tags and how long they are; here also those of other licences than asked for."""
    assert f"Token {KEY}" == asked.headers["authorization"]
    assert int(asked.query["page_size"]) <= 150
    wished = asked.query.get("filter", "")
    tags = set(re.findall(r"\w+", wished.partition("tag:(")[2])) - {"OR"}
    least, most = map(int, re.findall(r"duration:\[(\d+) TO (\d+)\]", wished)[0]) if wished else (0, 9999)
    found = [one for one in SOUNDS if (not wished or tags & set(one[2])) and least <= one[4] <= most]
    names = asked.query["fields"].split(",")
    return Answer(
        {"count": len(found), "next": None, "previous": None, "results": [_sound(asked, names, *one) for one in found]}
    )


def _sound(asked, names, number, name, tags, licence, seconds, user):
    sound = {"id": number, "name": name, "tags": tags, "license": licence, "duration": seconds, "username": user}
    previews = {
        f"preview-{kind}": f"{files(asked)}/{number}_{kind}" for kind in ("hq-mp3", "lq-mp3", "hq-ogg", "lq-ogg")
    }
    return {member: value for member, value in {**sound, "previews": previews}.items() if member in names}


def file(asked):
    """Play something; previews are public, so whoever sends a key along has given it away."""
    assert "authorization" not in asked.headers
    assert asked.path.endswith("_hq-mp3")
    return Answer(tone(), type="audio/mpeg")


@cache
def tone():
    """Record half a second of nothing much."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "tone.mp3"
        source = ["-f", "lavfi", "-i", "sine=440:duration=0.5:sample_rate=44100"]
        subprocess.run([locate().path, "-loglevel", "error", *source, target], check=True)
        return target.read_bytes()


async def use(source, folder):
    """Find something, and fetch the best of it."""
    found = await source.find(REQUEST)
    await source.fetch(found[0], folder / "bed.mp3")
    return found


def refusal(status, asked):
    """Refuse as the service does; here with the key in its mouth."""
    return {"detail": f"{asked.headers.get('authorization', '')} refused."}


ROUTES = {("GET", "/apiv2/search/"): search, ("GET", "/files/*"): file}

SERVICE = Service(PROVIDERS["freesound"], KEY, ROUTES, FreesoundMusic, use, refusal, "/apiv2")

FETCHING = fetching(SERVICE)
"""The same, well enough to be searched and failing to give its files."""
