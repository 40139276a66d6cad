"""
Narration to footage.
"""

import asyncio
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from aura_core.casting.chain import Chain, Member
from aura_core.casting.parts import Part
from aura_core.errors import ProviderError
from aura_core.model.brief import Brief
from aura_core.model.enums import Layout
from aura_core.model.footage import Footage
from aura_core.model.narration import Narration, Take
from aura_core.model.order import Order, VisualSpec
from aura_core.model.render import Resolution
from aura_core.model.script import Scene, Table
from aura_core.model.visuals import PictureKind
from aura_core.stages.gathering import gather
from aura_core.stages.illustrating import illustrate
from aura_core.testing.fakes import FakeFootage, FakeImages
from aura_core.timing import TimeRange
from aura_core.verdicts import Verdict


ORDER = Order(Brief("Tides"))
SIZE = Resolution(320, 180)


def _narration(*scenes):
    takes = (
        Take(
            attrs.evolve(Scene(index, f"Part {index}", "Words about the sea."), **scene),
            Path("a.wav"),
            TimeRange(Fraction(5 * index), Fraction(5)),
            Fraction(5 * index),
            (),
        )
        for index, scene in enumerate(scenes)
    )
    return Narration("How tides work", "", "en", tuple(takes))


def _chain(*sources):
    return Chain(
        Part.PICTURES,
        tuple(
            Member(source.name if source else "slides", "Fake" if source else "Slides", source) for source in sources
        ),
    )


class Refusing(FakeFootage):
    """
    Fails at whatever it is asked for.
    """

    def __init__(self, verdict, *, fetching=False):
        super().__init__()
        self.error = ProviderError("Fake: it failed.", provider="fake", remedy="Mend it.", verdict=verdict)
        self.fetching = fetching

    async def find(self, request):
        if self.fetching:
            return await super().find(request)
        raise self.error

    async def fetch(self, footage, request, target):
        raise self.error


@pytest.fixture
def gathered(store):
    """Give a function that gathers, and what was told meanwhile."""
    told = []

    def make(narration, *sources, order=ORDER):
        chain = _chain(*sources)
        return asyncio.run(gather(narration, order, SIZE, chain, store, lambda *_: None, told.append))

    make.told = told
    return make


class Painter(Refusing):
    """
    Finds what is yet to be painted, and does not paint it.
    """

    def __init__(self, verdict):
        super().__init__(verdict, fetching=True)

    async def find(self, request):
        return tuple(attrs.evolve(one, address="") for one in await super().find(request))


class TestGather:
    def test_finds_something_for_every_scene(self, gathered, store):
        """
        Every scene gets a picture of its own, which is shown as if it were the user's and owed to whoever took it.
        """
        found = gathered(_narration({}, {}, {}), FakeFootage())
        clips = asyncio.run(illustrate(found.narration, ORDER, SIZE, FakeImages(), store, lambda *_: None))

        assert [PictureKind.IMAGE] * 3 == [clip.kind for clip in clips]
        assert [("Picture 0", "Somebody 0", "CC0"), ("Picture 1", "Somebody 1", "CC0")] == [
            (clip.title, clip.attribution, clip.license) for clip in found.credited(clips)[:2]
        ]

    @pytest.mark.parametrize(
        "own",
        [
            {"path_or_url": "mine.png"},
            {"bullets": ("One", "Two")},
            {"table": Table(("A",), (("1",),))},
            {"layout": Layout.TITLE},
            {"layout": Layout.QUOTE},
        ],
    )
    def test_leaves_what_shows_something_of_its_own(self, gathered, own):
        """
        A scene's own picture, points, table, quotation and the film's title are what is seen.
        """
        narration = _narration(own, {})
        found = gathered(narration, FakeFootage())

        assert narration.takes[0] == found.narration.takes[0]
        assert found.narration.takes[1].scene.path_or_url

    def test_looks_for_what_the_scene_asks_for_first(self, gathered):
        """
        The words of the visual prompt come first, then those of the scene, then what the film is about; who paints is
        told what the scene asks for, as it does.
        """
        source = FakeFootage(0)
        gathered(_narration({"visual_prompt": "waves on rocks"}, {"visual_prompt": "Statement"}), source, None)

        assert ["waves rocks", "sea tides", "tides"] == [request.words for request in source.requests][:3]
        assert ["waves on rocks", "Part 1"] == list(dict.fromkeys(request.motif for request in source.requests))
        assert {"How tides work"} == {request.subject for request in source.requests}

    def test_shows_nothing_twice_while_anything_is_left(self, gathered):
        """
        Of few pictures, each is shown before one comes again, and then the one that was shown longest ago.
        """
        source = FakeFootage(3)
        found = gathered(_narration(*[{}] * 7), source)
        shown = [take.scene.path_or_url for take in found.narration.takes]

        assert 3 == len(set(shown)) == len(set(shown[:3]))
        assert shown[:4] == shown[3:]

    def test_asks_once(self, gathered, store):
        """
        What was fetched before is not fetched again.
        """
        source = FakeFootage()
        first = gathered(_narration({}, {}), source)

        assert first == gathered(_narration({}, {}), source)
        assert ["0", "1"] == source.fetched

    def test_takes_what_is_large_and_long_enough(self, gathered):
        """
        Clips that cover their scene in time and size go before others, whatever their order.
        """

        class Clips(FakeFootage):
            async def find(self, request):
                sizes = ((100, 60, 9.0), (640, 360, 2.0), (640, 360, 9.0))
                return tuple(
                    Footage(str(n), PictureKind.VIDEO, "x", ".mp4", width, height, seconds)
                    for n, (width, height, seconds) in enumerate(sizes)
                )

            async def fetch(self, footage, request, target):
                self.fetched.append(footage.id)
                raise ProviderError("Gone.", provider="fake", remedy="Look.", verdict=Verdict.MODEL_NOT_FOUND)

        source = Clips()
        gathered(_narration({}), source, None)

        assert ["2", "0", "1"] == source.fetched

    def test_begins_elsewhere_with_another_seed(self, gathered):
        """
        Another seed chooses among equals.
        """
        source = FakeFootage()
        gathered(_narration({}), source, order=attrs.evolve(ORDER, seed=2))

        assert ["2"] == source.fetched

    def test_leaves_a_folder_of_the_users_alone(self, gathered, tmp_path):
        """
        Whoever gives a folder of pictures wants to see those.
        """
        source = FakeFootage()
        narration = _narration({}, {})

        assert (
            narration == gathered(narration, source, order=attrs.evolve(ORDER, visuals=VisualSpec(tmp_path))).narration
        )
        assert [] == source.requests


class TestFailing:
    def test_of_whoever_was_named_is_an_error(self, gathered):
        """
        Nobody stands in for a source that was chosen by name.
        """
        with pytest.raises(ProviderError, match="it failed"):
            gathered(_narration({}, {}), Refusing(Verdict.UNAUTHORIZED))

    def test_lets_the_next_stand_in(self, gathered):
        """
        Of a tier, the next finds what the first could not be asked for, and that is told.
        """
        found = gathered(_narration({}), Refusing(Verdict.UNAUTHORIZED), FakeFootage())

        assert found.narration.takes[0].scene.path_or_url
        assert [("fake", "E306")] == [(switch.provider, switch.code) for switch in gathered.told]

    @pytest.mark.parametrize("others", [(), (None,)])
    def test_to_find_anything_shows_a_slide(self, gathered, others):
        """
        A scene for which there is nothing gets its slide, also from a source that was named, and that is told.
        """
        narration = _narration({})

        assert narration == gathered(narration, FakeFootage(0), *others).narration
        assert ["E305-NOTHING_FOUND"] == [switch.code for switch in gathered.told]

    def test_to_fetch_shows_a_slide(self, gathered):
        """
        A scene whose pictures are all gone gets its slide, and that is told.
        """
        narration = _narration({})

        assert narration == gathered(narration, Refusing(Verdict.MODEL_NOT_FOUND, fetching=True)).narration
        assert [("fake", "slides")] == [(switch.provider, switch.stand_in) for switch in gathered.told]

    def test_to_paint_is_an_error_of_whoever_was_named(self, gathered):
        """
        Who was named and cannot paint makes no film of slides instead; of a tier the next stands in.
        """
        with pytest.raises(ProviderError, match="it failed"):
            gathered(_narration({}), Painter(Verdict.UNAUTHORIZED))
        found = gathered(_narration({}), Painter(Verdict.UNAUTHORIZED), FakeFootage())

        assert found.narration.takes[0].scene.path_or_url
        assert [("fake", "E306")] == [(switch.provider, switch.code) for switch in gathered.told]

    def test_to_paint_what_may_not_be_painted_shows_a_slide(self, gathered):
        """
        A scene that somebody does not want to paint gets its slide, and that is told.
        """
        narration = _narration({})

        assert narration == gathered(narration, Painter(Verdict.CONTENT_POLICY)).narration
        assert ["slides"] == [switch.stand_in for switch in gathered.told]

    def test_to_give_a_picture_is_found_out(self, gathered, store):
        """
        What was fetched and is no picture is not kept.
        """

        class Liar(FakeFootage):
            async def fetch(self, footage, request, target):
                target.write_bytes(b"<html>")

        narration = _narration({})

        assert narration == gathered(narration, Liar()).narration
        assert ["E305-WRONG_TYPE"] == [switch.code for switch in gathered.told]
        assert [] == list(store.root.glob("??/*.png"))
