"""
Small films, and what an independent reader sees in them.
"""

import asyncio
import subprocess
import tempfile
from pathlib import Path

import attrs
import numpy as np
import pytest
from PIL import Image

from aura_core.fonts import Fonts
from aura_core.model.artifact import Artifact
from aura_core.model.brief import Brief
from aura_core.model.enums import ArtifactKind
from aura_core.model.events import Event
from aura_core.model.order import Order, VisualSpec
from aura_core.model.render import RenderSpec, Resolution
from aura_core.model.timeline import Timeline
from aura_core.pipeline import Services, produce
from aura_core.providers.music.generated import GeneratedMusic
from aura_core.settings import Acceleration
from aura_core.stages.rendering import Studio
from aura_core.store import Store
from aura_core.testing.fakes import FakeImages, FakeSynthesizer, FakeWriter
from aura_core.wire import loads


WORDS = "eins zwei drei vier.\n\nfünf sechs sieben acht.\n\nneun zehn elf zwölf."


@attrs.frozen
class Made:
    """
    A film that was made.

    Attributes:
        folder: Where it went; empty before.
    """

    artifact: Artifact
    store: Store
    folder: Path
    events: tuple[Event, ...]

    @property
    def path(self) -> Path:
        """The film's file."""
        return self.artifact.video.path

    @property
    def timeline(self) -> Timeline:
        """The timeline, as it lies beside the film."""
        (file,) = (file for file in self.artifact.files if file.name.endswith(".timeline.json"))
        return loads(file.path.read_bytes(), Timeline)


@pytest.fixture(scope="session")
def fonts():
    """The bundled fonts."""
    return Fonts(packs=())


@pytest.fixture(scope="session")
def photographs(tmp_path_factory):
    """A folder with two pictures that are worth moving over; the third scene of a film gets a slide."""
    folder = tmp_path_factory.mktemp("photographs")
    random = np.random.default_rng(7)
    for index in range(2):
        spots = random.normal(128, 90, (27, 48)).clip(0, 255).astype(np.uint8)
        noise = Image.fromarray(spots).resize((480, 270), Image.Resampling.BICUBIC)
        tint = Image.linear_gradient("L").resize((480, 270))
        Image.merge("RGB", (noise, tint, noise)[index:] + (noise, tint, noise)[:index]).save(folder / f"{index}.png")
    return folder


@pytest.fixture(scope="session")
def order(photographs):
    """Three scenes of two seconds, two of which move, at 320×180 and 15 frames a second."""
    return Order(
        Brief("Tides & waves; or: #1 = \\all", language="de-DE"),
        script=WORDS,
        render_spec=RenderSpec(Resolution(320, 180), fps=15),
        visuals=VisualSpec(photographs),
        artifacts=(ArtifactKind.TIMELINE,),
    )


@pytest.fixture(scope="session")
def services_in(ffmpeg, fonts):
    """Give a function that opens services, all fake but for FFmpeg, with a store in a folder."""

    def services_in(folder, workers=2, ffmpeg=ffmpeg, pace=180, acceleration=Acceleration.SOFTWARE):
        studio = Studio(ffmpeg, fonts, Store(folder / "store", 10**9), workers, acceleration)
        return Services(
            FakeWriter(), FakeWriter(), FakeWriter(), FakeSynthesizer(pace), FakeImages(), GeneratedMusic(), studio
        )

    return services_in


@pytest.fixture(scope="session")
def make(services_in, tmp_path_factory):
    """Give a function that makes a film in a folder of its own, or in one that was used before."""

    def make(order, folder=None, **options):
        folder = folder or tmp_path_factory.mktemp("film")
        services = services_in(folder, **options)
        out = Path(tempfile.mkdtemp(dir=folder))
        events = []
        artifact = asyncio.run(produce(order, out / "film", services, events.append))
        return Made(artifact, services.studio.store, out, tuple(events))

    return make


@pytest.fixture(scope="session")
def film(make, order):
    """The film of *order*."""
    return make(order)


class Reader:
    """
    FFmpeg as a reader of films.
    """

    def __init__(self, program):
        self._program = str(program)

    def __call__(self, *arguments):
        """Return what FFmpeg writes to stdout; any error is one."""
        argv = [self._program, "-v", "error", "-xerror", *map(str, arguments)]
        done = subprocess.run(argv, capture_output=True, check=False)
        assert (0, b"") == (done.returncode, done.stderr)
        return done.stdout

    def packets(self, path, stream="0:v:0"):
        """Return ``(pts, size, is_key)`` of the packets of a stream, in order of *pts*; pts in ticks of the stream."""
        lines = self("-i", path, "-map", stream, "-c", "copy", "-f", "framecrc", "-").decode().splitlines()
        fields = [[field.strip() for field in line.split(",")] for line in lines if not line.startswith("#")]
        found = [(int(part[2]), int(part[4]), not any(p.startswith("F=") for p in part)) for part in fields]
        (tick,) = (line.partition(": ")[2] for line in lines if line.startswith("#tb"))
        return sorted(found), tick

    def frames(self, path, width=320, height=180):
        """Return the luma of all frames, (frames, height, width) uint8."""
        raw = self("-i", path, "-map", "0:v:0", "-fps_mode", "passthrough", "-pix_fmt", "gray", "-f", "rawvideo", "-")
        return np.frombuffer(raw, np.uint8).reshape(-1, height, width)

    def sound(self, path, rate=48000):
        """Return the sound, (samples,) float32, both channels mixed."""
        return np.frombuffer(self("-i", path, "-map", "0:a:0", "-ac", "1", "-ar", rate, "-f", "f32le", "-"), "<f4")

    def loudness(self, path, chain="anull"):
        """Return the integrated loudness in LUFS and the true peak in dBTP of a film's sound after *chain*."""
        graph = f"{chain},ebur128=peak=true:metadata=1,ametadata=print:file=-"
        lines = self("-i", path, "-map", "0:a:0", "-af", graph, "-f", "null", "-").decode().splitlines()
        values = dict(line.split("=") for line in lines if line.startswith("lavfi."))
        return float(values["lavfi.r128.I"]), 20 * np.log10(float(values["lavfi.r128.true_peak"]))


@pytest.fixture(scope="session")
def read(ffmpeg):
    """FFmpeg as a reader of films."""
    return Reader(ffmpeg.path)
