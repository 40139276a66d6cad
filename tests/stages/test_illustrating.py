"""
Narration to clips.
"""

import asyncio
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from aura_core.directing.moves import kind_of
from aura_core.errors import InvalidInputError, VisualError
from aura_core.ffmpeg.process import run
from aura_core.model.brief import Brief
from aura_core.model.enums import Layout, MotionKind
from aura_core.model.narration import Narration, Take
from aura_core.model.order import Order, VisualSpec
from aura_core.model.render import RenderSpec, Resolution
from aura_core.model.script import Scene, Table
from aura_core.model.visuals import PictureKind
from aura_core.stages.illustrating import illustrate, shown_from_folder
from aura_core.testing.fakes import FakeImages
from aura_core.testing.strategies import scripts
from aura_core.timing import TimeRange


ORDER = Order(Brief("Tides"))
SIZE = Resolution(320, 180)


def _narration(*pictures, **scene):
    """Make a narration of a scene of five seconds for each of *pictures*, some of which may be ``None``."""
    takes = (
        Take(
            Scene(index, f"Part {index}", "Words.", path_or_url=str(picture) if picture else None, **scene),
            Path("a.wav"),
            TimeRange(Fraction(5 * index), Fraction(5)),
            Fraction(5 * index),
            (),
        )
        for index, picture in enumerate(pictures)
    )
    return Narration("Film", "", "en", tuple(takes))


def _clips(narration, store, images=None, order=ORDER, report=lambda *_: None):
    return asyncio.run(illustrate(narration, order, SIZE, images or FakeImages(), store, report))


def _folder(order, folder):
    return attrs.evolve(order, visuals=VisualSpec(folder))


@pytest.fixture
def pictures(tmp_path):
    """A folder with two pictures, and things that are none."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    for name in ("2 second.PNG", "1 first.png", ".hidden.png"):
        Image.new("RGB", (40, 30), "teal").save(folder / name, format="PNG")
    (folder / "notes.txt").write_text("not a picture")
    (folder / "folder.png").mkdir()
    return folder


@pytest.fixture
def film(ffmpeg, tmp_path):
    """A second of moving pictures."""
    path = tmp_path / "film.mp4"
    source = ["-f", "lavfi", "-i", "testsrc2=s=160x90:r=15:d=1"]
    asyncio.run(run([str(ffmpeg.path), "-v", "error", *source, str(path)]))
    return path


class TestShare:
    @given(scripts(), st.integers(0, 100))
    def test_is_kept(self, script, share):
        """
        Pictures of the folder and the scenes' own never fill more than the share, unless these alone do.
        """
        shown = shown_from_folder(script.scenes, share)
        own = sum(scene.picture is not None for scene in script.scenes)

        assert len(script.scenes) == len(shown)
        assert sum(shown) == 0 or 100 * (sum(shown) + own) <= share * len(shown)

    def test_is_spread_over_the_film(self):
        """
        Title, closing and what has a table keep their slides; the rest takes turns.
        """
        scenes = [Scene(place, "", "Words.") for place in range(8)]
        scenes[0] = attrs.evolve(scenes[0], layout=Layout.TITLE)
        scenes[-1] = attrs.evolve(scenes[-1], layout=Layout.CLOSING)
        scenes[3] = attrs.evolve(scenes[3], table=Table(("a",), (("1",),)))

        assert [2, 5] == [place for place, shown in enumerate(shown_from_folder(scenes, 25)) if shown]
        assert [1, 2, 4, 5, 6] == [place for place, shown in enumerate(shown_from_folder(scenes, 100)) if shown]
        assert all(shown_from_folder(scenes, None))

    def test_leaves_the_others_to_slides(self, store, pictures):
        """
        A folder fills the scenes that the share grants it, in order of name.
        """
        images = FakeImages()
        order = attrs.evolve(ORDER, visuals=VisualSpec(pictures, b_roll=50))
        clips = _clips(_narration(None, None, None, None), store, images, order)

        assert ["SLIDE", "IMAGE", "SLIDE", "IMAGE"] == [clip.kind.name for clip in clips]
        assert ["1 first.png", "2 second.PNG"] == [clip.source.name for clip in (clips[1], clips[3])]


class TestSlides:
    def test_are_made_where_the_user_has_nothing(self, store):
        """
        Every scene without a picture gets one of exactly the frame's size, over the scene's time.
        """
        images, narration = FakeImages(), _narration(None, None)
        clips = _clips(narration, store, images)

        assert [take.span for take in narration.takes] == [clip.span for clip in clips]
        for clip in clips:
            assert PictureKind.SLIDE is clip.kind
            assert clip.motion.still
            with Image.open(clip.source) as picture:
                assert (320, 180) == picture.size

    def test_are_asked_for_with_all_that_decides_them(self, store):
        """
        The image source hears of the scene, the film and the frame.
        """
        images = FakeImages()
        _clips(_narration(None, None), store, images, attrs.evolve(ORDER, seed=7))
        request = images.requests[-1]

        assert ("Part 1", 2, "Film", SIZE, False, "Modern", 7, "en") == (
            *(request.scene.heading, request.scenes, request.title, request.size),
            *(request.caption_room, request.style, request.seed, request.language),
        )

    def test_are_made_once(self, store):
        """
        What was made once is looked up the second time.
        """
        images = FakeImages()
        first = _clips(_narration(None, None), store, images)
        again = _clips(_narration(None, None), store, images)

        assert first == again
        assert 2 == len(images.requests)

    def test_do_not_depend_on_where_the_scene_lies(self, store):
        """
        A scene that begins later, because the one before grew, keeps its slide.
        """
        images, narration = FakeImages(), _narration(None)
        _clips(narration, store, images)
        later = attrs.evolve(
            narration.takes[0],
            span=TimeRange(Fraction(9), Fraction(7)),
            scene=attrs.evolve(narration.takes[0].scene, start=Fraction(9), duration=Fraction(7)),
        )
        _clips(attrs.evolve(narration, takes=(later,)), store, images)

        assert 1 == len(images.requests)

    def test_leave_nothing_when_they_fail(self, store):
        """
        What goes wrong with one is raised, alone, and nothing half made stays.
        """

        class Failing(FakeImages):
            async def illustrate(self, request, target):
                target.write_bytes(b"half")
                raise VisualError("There is no paint.", provider="fake", remedy="Buy some.")

        with pytest.raises(VisualError, match="no paint"):
            _clips(_narration(None, None), store, Failing())

        assert [] == [path for path in store.root.rglob("*") if path.is_file()]

    def test_are_made_of_a_picture_with_a_caption(self, store, pictures):
        """
        A picture that has words beside it stands on a slide.
        """
        images = FakeImages()
        (clip,) = _clips(_narration(pictures / "1 first.png", caption="The first."), store, images)

        assert PictureKind.SLIDE is clip.kind
        assert pictures / "1 first.png" == images.requests[0].scene.picture


class TestPrompt:
    @pytest.mark.parametrize(
        ("prompt", "layout"), [("Quote", Layout.QUOTE), ("a bullets slide", Layout.BULLETS), ("a beach", None)]
    )
    def test_that_names_a_layout_has_it(self, store, prompt, layout):
        """
        A visual prompt that is the name of a layout decides the slide; any other is left to image providers.
        """
        images = FakeImages()
        _clips(_narration(None, visual_prompt=prompt), store, images)

        assert layout is images.requests[0].scene.layout


class TestPoints:
    def test_appear_one_after_another(self, store):
        """
        A slide with points is a clip for each state, without a gap, the last with everything.
        """
        images = FakeImages()
        clips = _clips(_narration(None, bullets=("One", "Two", "Three")), store, images)

        assert [1, 2, None] == [request.revealed for request in images.requests]
        assert [0, 0, 0] == [clip.scene for clip in clips]
        assert 3 == len({clip.source for clip in clips})
        assert all(one.span.end == other.span.start for one, other in pairwise(clips))
        assert (0, 5) == (clips[0].span.start, clips[-1].span.end)
        assert all(clip.motion.still for clip in clips)

    def test_take_a_frame_at_least(self, store):
        """
        However few frames a second has, no state falls between two.
        """
        order = attrs.evolve(ORDER, render_spec=RenderSpec(fps=1))
        clips = _clips(_narration(None, bullets=("One", "Two")), store, order=order)

        assert all(clip.span.duration >= 1 for clip in clips)
        assert 2 == len(clips)


class TestOwnPictures:
    def test_come_before_those_of_the_folder(self, store, pictures, film):
        """
        A scene's own picture is taken; the folder's fill the other scenes by name, slides the rest.
        """
        clips = _clips(_narration(film, None, None, None), store, order=_folder(ORDER, pictures))

        assert [PictureKind.VIDEO, PictureKind.IMAGE, PictureKind.IMAGE, PictureKind.SLIDE] == [
            clip.kind for clip in clips
        ]
        assert [film, pictures / "1 first.png", pictures / "2 second.PNG"] == [clip.source for clip in clips[:3]]

    def test_of_the_folder_are_shown_even_where_a_scene_has_a_caption(self, store, pictures):
        """
        A caption belongs to the scene's own picture; one of the folder fills the frame.
        """
        (clip,) = _clips(_narration(None, caption="Of another."), store, order=_folder(ORDER, pictures))

        assert pictures / "1 first.png" == clip.source

    def test_never_move_alike_in_a_row(self, store, pictures):
        """
        The camera moves over one picture in one way and over the next in another, never still.
        """
        one, other = _clips(_narration(None, None), store, order=_folder(ORDER, pictures))

        assert 3 == len({kind_of(one.motion), kind_of(other.motion), MotionKind.HOLD})

    def test_are_panned_along_their_long_side(self, store, tmp_path):
        """
        A panorama is panned across, an upright picture up or down.
        """
        for name, size in (("long.png", (400, 90)), ("tall.png", (90, 200))):
            Image.new("RGB", size, "teal").save(tmp_path / name)
        long, tall = _clips(_narration(tmp_path / "long.png", tmp_path / "tall.png"), store)

        assert kind_of(long.motion) in {MotionKind.PAN_LEFT, MotionKind.PAN_RIGHT}
        assert kind_of(tall.motion) in {MotionKind.PAN_UP, MotionKind.PAN_DOWN}

    def test_may_be_addresses_of_files(self, store, pictures):
        """
        A file:// address is the file.
        """
        (clip,) = _clips(_narration((pictures / "1 first.png").as_uri()), store)

        assert pictures / "1 first.png" == clip.source

    @pytest.mark.parametrize("address", ["file://elsewhere/a.png", "file://[", "file://", "https://a.example/a.png"])
    def test_are_none_of_other_machines(self, address):
        """
        What lies elsewhere, or nowhere, is no file of this machine, whatever file has its path.
        """
        assert Scene(0, "", "Words.", path_or_url=address).picture is None

    def test_move_as_their_scene_asks(self, store, pictures):
        """
        A scene's own motion is done.
        """
        held = _clips(_narration(pictures / "1 first.png", motion=MotionKind.HOLD), store)

        assert held[0].motion.still

    def test_move_the_same_for_the_same_seed(self, store, pictures):
        """
        A seed decides the moves; among a few others, one decides otherwise.
        """
        narration = _narration(None, None)
        moves = [
            [clip.motion for clip in _clips(narration, store, order=_folder(attrs.evolve(ORDER, seed=seed), pictures))]
            for seed in (1, 1, 2, 3, 4)
        ]

        assert moves[0] == moves[1]
        assert any(moves[0] != other for other in moves[2:])

    def test_that_are_films_do_not_move_besides(self, store, film):
        """
        Moving pictures are shown as they were filmed.
        """
        (clip,) = _clips(_narration(film), store)

        assert clip.motion.still

    def test_must_be_there(self, store):
        """
        A scene's picture that is missing is named, with the scene.
        """
        with pytest.raises(InvalidInputError, match=r"There is no picture /none\.png") as caught:
            _clips(_narration(None, "/none.png"), store)

        assert "$.script.scenes[1].pathOrUrl" == caught.value.issues[0].path

    @pytest.mark.parametrize("make", [lambda folder: None, lambda folder: folder.mkdir()])
    def test_need_a_folder_with_pictures(self, store, tmp_path, make):
        """
        A folder that is not there, or has nothing to show, is an error with a remedy.
        """
        make(tmp_path / "none")
        with pytest.raises(InvalidInputError, match=r"no (folder|pictures)") as caught:
            _clips(_narration(None), store, order=_folder(ORDER, tmp_path / "none"))

        assert "$.visuals.folder" == caught.value.issues[0].path

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("text.png", b"not a picture"),
            ("empty.jpg", b""),
            ("text.mp4", b"not a film"),
            ("empty.mov", b""),
        ],
    )
    def test_must_show_something(self, store, tmp_path, name, content):
        """
        What only calls itself a picture or a film is found out before it is needed.
        """
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(InvalidInputError, match=name) as caught:
            _clips(_narration(path), store)

        assert "$.script.scenes[0].pathOrUrl" == caught.value.issues[0].path

    def test_must_be_whole(self, store, tmp_path):
        """
        A picture that was cut off is refused.
        """
        whole, cut = tmp_path / "whole.png", tmp_path / "cut.png"
        Image.effect_noise((200, 200), 50).save(whole)
        cut.write_bytes(whole.read_bytes()[:5000])
        with pytest.raises(InvalidInputError, match=r"cut\.png"):
            _clips(_narration(cut), store)

    def test_may_be_very_long(self, store, tmp_path):
        """
        A picture of 30,000 pixels across is shown.
        """
        path = tmp_path / "long.png"
        Image.new("1", (30_000, 20)).save(path)
        (clip,) = _clips(_narration(path), store)

        assert path == clip.source

    def test_must_fit_into_memory(self, store, tmp_path):
        """
        A picture of hundreds of megapixels is refused in words, not by running out of memory.
        """
        path = tmp_path / "huge.png"
        Image.new("1", (30_000, 10_000)).save(path)
        with pytest.raises(InvalidInputError, match=r"huge\.png"):
            _clips(_narration(path), store)

    def test_are_looked_into_once(self, store, pictures):
        """
        A picture that was found good is not read again, unless it changes.
        """
        narration = _narration(pictures / "1 first.png")
        _clips(narration, store)
        (pictures / "1 first.png").write_bytes(b"no more")
        with pytest.raises(InvalidInputError):
            _clips(narration, store)


class TestReport:
    def test_counts_the_pictures(self, store):
        """
        Each picture that is done is told, until all are.
        """
        told = []
        _clips(_narration(None, None), store, report=lambda *report: told.append(report))

        assert [(0.5, "Picture 1 of 2", 1, 2), (1.0, "Picture 2 of 2", 2, 2)] == told
