"""
Pexels, over real HTTP.
"""

import asyncio

import attrs
import pytest
from PIL import Image

from aura_core.ffmpeg.probe import probe
from aura_core.model.render import Resolution
from aura_core.model.visuals import PictureKind
from tests.stubs import library, pexels


@pytest.fixture
def used(tmp_path):
    """Give Pexels in use."""
    with pexels.SERVICE.used(tmp_path) as started:
        yield started


def _find(used, **changes):
    return asyncio.run(used.port.find(attrs.evolve(library.REQUEST, **changes)))


def _fetch(used, footage, target):
    asyncio.run(used.port.fetch(footage, library.REQUEST, target))
    return target


class TestFind:
    def test_looks_for_clips_first(self, used):
        """
        Clips that fill the frame are found in the smallest file that does, with whom they are owed to.
        """
        first, *_ = _find(used)

        assert (PictureKind.VIDEO, 320, 180, 6.0, ".mp4") == (
            first.kind,
            first.width,
            first.height,
            first.seconds,
            first.suffix,
        )
        assert ("Waves on rocks", "Pexels License") == (first.title, first.license)
        assert "Video by Ann 0 on Pexels (https://www.pexels.com/video/waves-on-rocks-1093660/)" == first.attribution
        assert 1920 == _find(used, size=Resolution(1920, 1080))[0].width

    def test_takes_photographs_where_there_are_no_clips(self, used):
        """
        Photographs are fetched a little larger than the frame.
        """
        first, *_ = _find(used, words=library.STILL)

        assert (PictureKind.IMAGE, 400, "Painting 0") == (first.kind, first.width, first.title)
        assert first.address.endswith("&w=400")

    def test_finds_nothing_where_there_is_nothing(self, used):
        """
        Nothing is no error.
        """
        assert () == _find(used, words=library.NOTHING)

    @pytest.mark.parametrize(
        ("size", "orientation"), [((180, 320), "portrait"), ((200, 200), "square"), ((320, 180), "landscape")]
    )
    def test_looks_for_what_lies_as_the_frame_does(self, used, size, orientation):
        """
        The search asks for the orientation of the film, in its language.
        """
        _find(used, size=Resolution(*size), language="de-AT")
        (asked,) = used.stub.asked

        assert (orientation, "de-DE", "waves") == (
            asked.query["orientation"],
            asked.query["locale"],
            asked.query["query"],
        )
        assert pexels.KEY == asked.headers["authorization"]

    def test_finds_the_same_again(self, used):
        """
        What was found once stays what a film is made of.
        """
        assert _find(used) == _find(used)
        assert 1 == len(used.stub.asked)


class TestFetch:
    def test_fetches_what_can_be_shown(self, used, tmp_path):
        """
        A clip is a clip and a photograph a photograph; no key goes where they lie.
        """
        clip = _fetch(used, _find(used)[0], tmp_path / "clip.mp4")
        photo = _fetch(used, _find(used, words=library.STILL)[0], tmp_path / "photo.jpg")

        assert 320 == probe(clip).width
        with Image.open(photo) as picture:
            assert (400, 225) == picture.size
        assert {"authorization"}.isdisjoint(used.stub.asked[-1].headers)
