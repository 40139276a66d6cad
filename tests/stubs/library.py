"""
What libraries of pictures and clips have: where their files are, and what is in them.
"""

import io
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import attrs
from PIL import Image

from aura_core.ffmpeg.binary import locate
from aura_core.model.footage import FootageRequest
from aura_core.model.render import Resolution
from aura_core.testing.stub import Answer, Fault
from aura_core.verdicts import Verdict


REQUEST = FootageRequest("waves", "The sea rises.", Resolution(320, 180), 5.0)
NOTHING = "nothing at all"
STILL = "a painting"
"""What there are only photographs of."""


def files(asked):
    """Say where the files are: on another host, as far as anybody can see."""
    return f"http://localhost:{asked.headers['host'].rpartition(':')[2]}/files"


def file(asked):
    """Give a file; files are public, so whoever sends a key along has given it away."""
    assert "authorization" not in asked.headers
    assert "key" not in asked.query
    return Answer(clip(), type="video/mp4") if asked.path.endswith(".mp4") else Answer(picture(), type="image/jpeg")


@cache
def picture(size=(400, 225), form="JPEG"):
    """Photograph nothing much."""
    taken = io.BytesIO()
    Image.new("RGB", size, (40, 90, 160)).save(taken, form)
    return taken.getvalue()


@cache
def clip():
    """Film a second of nothing much."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "clip.mp4"
        source = ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=1", "-pix_fmt", "yuv420p"]
        subprocess.run([locate().path, "-loglevel", "error", *source, target], check=True)
        return target.read_bytes()


async def use(source, folder):
    """Find something, and fetch the best of it."""
    found = await source.find(REQUEST)
    await source.fetch(found[0], REQUEST, folder / "shown")
    return found


def fetching(service):
    """Describe *service* as well enough to be searched, and failing to give its files."""
    # A file is no document, and one that is public may lie elsewhere.
    otherwise = {
        Fault.MALFORMED: Verdict.WRONG_TYPE,
        Fault.WRONG_SHAPE: Verdict.WRONG_TYPE,
        Fault.REDIRECTED: Verdict.REFUSED,
    }
    return attrs.evolve(service, faulty="/files/", otherwise=otherwise)
