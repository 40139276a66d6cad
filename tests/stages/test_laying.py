"""Films that somebody has laid out."""

import asyncio
import io
import subprocess
from fractions import Fraction

import attrs
import pytest
from PIL import Image

from aura_core.errors import InvalidInputError
from aura_core.ffmpeg.binary import locate
from aura_core.ffmpeg.process import run
from aura_core.ffmpeg.viewing import picture_at
from aura_core.fonts import Fonts
from aura_core.model.arrangement import Arrangement, TimelineAsset, TimelineScene
from aura_core.model.brief import Brief
from aura_core.model.enums import CaptionMode, Mood, TransitionKind
from aura_core.model.events import Progress
from aura_core.model.order import CaptionSpec, MusicSpec, Order
from aura_core.model.render import RenderSpec, Resolution
from aura_core.model.visuals import PictureKind, Playback
from aura_core.pipeline import Services, produce
from aura_core.providers.music.generated import GeneratedMusic
from aura_core.providers.writers.own import OwnScriptWriter
from aura_core.stages.laying import kept
from aura_core.stages.rendering import Studio
from aura_core.store import Store
from aura_core.testing.fakes import FakeImages, FakeSynthesizer, FakeWriter
from aura_core.wire import dumps, loads


pytestmark = pytest.mark.render

ORDER = Order(
    Brief("Tides", language="en-US"),
    render_spec=RenderSpec(Resolution(128, 72), fps=10),
    script="# Tides\n\nThe sea rises.\n\n# The Moon\n\nIt pulls.\n\n# The end\n\nGood bye.",
    captions=CaptionSpec(mode=CaptionMode.SOFT),
    music=MusicSpec(mood=Mood.CALM),
    sound_marks=True,
)


@pytest.fixture(scope="module")
def voice():
    return FakeSynthesizer()


@pytest.fixture(scope="module")
def services(tmp_path_factory, voice):
    studio = Studio(locate(), Fonts(packs=()), Store(tmp_path_factory.mktemp("data") / "store", 10**9), 2)
    own = OwnScriptWriter()
    return Services(own, own, FakeWriter(), voice, FakeImages(), GeneratedMusic(), studio)


@pytest.fixture(scope="module")
def film(services, tmp_path_factory):
    """A film that was made in one go."""
    return asyncio.run(produce(ORDER, tmp_path_factory.mktemp("film") / "tides.mp4", services))


@pytest.fixture(scope="module")
def arrangement(film, services):
    return kept(film.video.path, services.studio.store)


def entries(services):
    return {path for path in services.studio.store.root.glob("??/*") if path.suffix != ".ok"}


def made(arrangement, services, folder, order=ORDER):
    """Make the film of an arrangement; return it, what was made for it, and what was said meanwhile."""
    before, told = entries(services), []
    order = attrs.evolve(order, script=None, arrangement=arrangement)
    artifact = asyncio.run(produce(order, folder / "laid.mp4", services, told.append))
    return artifact, entries(services) - before, [event.message for event in told if isinstance(event, Progress)]


class TestLaidOut:
    def test_is_the_film_that_it_was_told_of(self, film, arrangement, services, voice, tmp_path):
        """
        A film's own arrangement, read back from JSON, is that film to the byte; nothing of it is made anew.
        """
        spoken = len(voice.spoken)
        again, new, said = made(loads(dumps(arrangement), type(arrangement)), services, tmp_path)

        assert film.digest == again.digest
        assert set() == new
        assert "Nothing has changed" in said
        assert spoken == len(voice.spoken)

    def test_makes_anew_what_was_changed(self, film, arrangement, services, voice, tmp_path):
        """
        Scenes that change places are not encoded again, but for what joins them; new words are spoken, others not.
        """
        first, second, third = arrangement.scenes
        moved, new, _ = made(attrs.evolve(arrangement, scenes=(first, third, second)), services, tmp_path)
        bodies = [path for path in new if path.suffix == ".mp4" and path.stat().st_size]
        spoken = len(voice.spoken)
        said = attrs.evolve(second, script="It pulls hard.", narration_audio_path=None, duration=None)
        changed, _, _ = made(attrs.evolve(arrangement, scenes=(first, said, third)), services, tmp_path)

        assert film.frame_count == moved.frame_count
        assert len(bodies) <= 3
        assert ["It pulls hard."] == voice.spoken[spoken:]
        assert changed.frame_count > film.frame_count

    def test_shares_the_time_of_new_words(self, arrangement, services, tmp_path):
        """
        Pictures of a scene that takes as long as its words share that time as they shared the time before.
        """
        first, *_ = arrangement.scenes
        seen = [attrs.evolve(first.visual_assets[0], duration=Fraction(length)) for length in (30, 10)]
        said = attrs.evolve(first, script="Up and down.", duration=None, narration_audio_path=None, visual_assets=seen)
        film, _, _ = made(attrs.evolve(arrangement, scenes=(said,)), services, tmp_path)
        (scene,) = kept(film.video.path, services.studio.store).scenes
        lengths = [asset.duration for asset in scene.visual_assets]

        assert scene.duration == sum(lengths)
        assert 2 < lengths[0] / lengths[1] < 4

    def test_begins_clips_later(self, services, tmp_path):
        """
        A clip is seen from where it is to begin, in a film in which nothing is said; where it has ended it cannot.
        """
        clip, ffmpeg = tmp_path / "clip.mp4", locate()
        inputs = [part for name in ("red", "blue") for part in ("-f", "lavfi", "-i", f"color={name}:s=128x72:r=10:d=1")]
        graph = "[0][1]concat=n=2,format=yuv420p"
        subprocess.run([ffmpeg.path, "-v", "error", *inputs, "-filter_complex", graph, clip], check=True)

        def from_second(begins):
            asset = TimelineAsset(str(clip), PictureKind.VIDEO, playback=Playback(begins=Fraction(begins)))
            scene = TimelineScene((asset,), duration=Fraction(4, 5))
            order = attrs.evolve(ORDER, music=None, sound_marks=False)
            return made(Arrangement("Colours", (scene,)), services, tmp_path, order)[0]

        film = from_second(1)
        shown = asyncio.run(run(picture_at(ffmpeg, film.video.path, Fraction(0), Resolution(64, 64))))
        red, _, blue = Image.open(io.BytesIO(shown)).convert("RGB").getpixel((32, 16))
        with pytest.raises(InvalidInputError) as refused:
            from_second(3)

        assert 8 == film.frame_count
        assert red < 60
        assert blue > 200
        assert "$.timeline.scenes[0].visualAssets[0].playback.begins" == refused.value.issues[0].path

    def test_refuses_what_has_no_time(self, arrangement, services, tmp_path):
        """
        What does not fit into a scene is refused by its path.
        """
        first, *others = arrangement.scenes
        (asset, *_), slow = first.visual_assets, Fraction(100)
        wrong = {
            "$.timeline.scenes[0].duration": {"duration": Fraction(1, 2)},
            "$.timeline.scenes[0].narrationAudioPath": {"narration_audio_path": "/api/audio/none.wav"},
            "$.timeline.scenes[0].transitionDuration": {
                "transition_type": TransitionKind.FADE,
                "transition_duration": slow,
            },
            "$.timeline.scenes[0].visualAssets": {"visual_assets": (asset, attrs.evolve(asset, duration=slow))},
            "$.timeline.scenes[0].visualAssets[0].duration": {
                "visual_assets": (attrs.evolve(asset, duration=None), asset)
            },
            "$.timeline.scenes[0].visualAssets[0].filePath": {
                "visual_assets": (attrs.evolve(asset, file_path="/none"),)
            },
        }
        found = []
        for change in wrong.values():
            bad = attrs.evolve(arrangement, scenes=(attrs.evolve(first, **change), *others))
            with pytest.raises(InvalidInputError) as refused:
                made(bad, services, tmp_path)
            found.append(refused.value.issues[0].path)

        assert list(wrong) == found
