"""
Pixabay, over real HTTP.
"""

import asyncio

import attrs
import pytest
from PIL import Image

from aura_core.errors import ProviderError
from aura_core.model.render import Resolution
from aura_core.model.visuals import PictureKind
from aura_core.verdicts import Verdict
from tests.stubs import library, pixabay


@pytest.fixture
def used(tmp_path):
    """Give Pixabay in use."""
    with pixabay.SERVICE.used(tmp_path) as started:
        yield started


def _find(used, **changes):
    return asyncio.run(used.port.find(attrs.evolve(library.REQUEST, **changes)))


def _fetch(used, footage, target, size=library.REQUEST.size):
    asyncio.run(used.port.fetch(footage, attrs.evolve(library.REQUEST, size=size), target))
    return target


class TestFind:
    def test_looks_for_clips_first(self, used):
        """
        Clips are found in the smallest file that fills the frame, with whom they are owed to; only what is safe to see.
        """
        first, *_ = _find(used)
        (asked,) = used.stub.asked

        assert (PictureKind.VIDEO, 320, 180, 6.0) == (first.kind, first.width, first.height, first.seconds)
        assert ("Waves, rocks, sea", "Pixabay Content License") == (first.title, first.license)
        assert "Video by Ann0 on Pixabay (https://pixabay.com/videos/id-31377/)" == first.attribution
        assert ("true", "waves", "en") == (asked.query["safesearch"], asked.query["q"], asked.query["lang"])
        assert 1920 == _find(used, size=Resolution(1920, 1080))[0].width

    def test_takes_only_clips_that_lie_as_the_frame_does(self, used):
        """
        A frame that stands is filled by clips that stand, and where there are none by photographs that do.
        """
        standing = Resolution(180, 320)
        clips = _find(used, size=standing)
        photos = _find(used, size=standing, words=pixabay.LYING, language="de-AT")

        assert [(PictureKind.VIDEO, 180, 320)] == [(one.kind, one.width, one.height) for one in clips]
        assert {PictureKind.IMAGE} == {one.kind for one in photos}
        assert ("vertical", "photo", "de") == tuple(
            used.stub.asked[-1].query[name] for name in ("orientation", "image_type", "lang")
        )

    def test_takes_photographs_where_there_are_no_clips(self, used):
        """
        A photograph is as large as the largest file that the key may have.
        """
        first, second, *_ = _find(used, words=library.STILL, size=Resolution(1920, 1080))

        assert (PictureKind.IMAGE, 1280, 720, "Painting, art") == (first.kind, first.width, first.height, first.title)
        assert "Photo by Bob0 on Pixabay (https://pixabay.com/photos/painting-195890/)" == first.attribution
        assert (1920, 1080) == (second.width, second.height)
        assert () == _find(used, words=library.NOTHING)

    @pytest.mark.parametrize("words", ["word " * 40, "w" * 150])
    def test_asks_for_no_more_than_is_taken(self, used, words):
        """
        A search has a hundred characters; a longer one ends with a word, and what was found once is found again.
        """
        assert _find(used, words=words) == _find(used, words=words)
        (asked,) = used.stub.asked
        assert asked.query["q"] == words[:99].strip() if " " in words else words[:100]

    def test_knows_a_key_that_is_none(self, used):
        """
        What it says of a key that it does not know is a matter of the key, whatever its status.
        """
        used.stub.once = [pixabay.BAD_KEY]
        with pytest.raises(ProviderError) as refused:
            _find(used)

        assert Verdict.UNAUTHORIZED is refused.value.verdict
        assert "pixabay.com/api/docs" in refused.value.remedy


class TestFetch:
    def test_asks_for_the_address_of_the_day(self, used, tmp_path):
        """
        Where a photograph lies is asked when it is fetched: what was said when it was found is good for a day.
        """
        photo = _find(used, words=library.STILL)[1]
        with Image.open(_fetch(used, photo, tmp_path / "photo.jpg", Resolution(1920, 1080))) as picture:
            assert (400, 225) == picture.size

        assert ["/api/videos/", "/api/", "/api/", "/files/1_1920.jpg"] == [one.path for one in used.stub.asked]
        assert "195891" == used.stub.asked[2].query["id"]

    def test_says_what_is_gone(self, used, tmp_path):
        """
        A photograph that was taken back is not there any more.
        """
        with pytest.raises(ProviderError) as refused:
            _fetch(used, _find(used, words=library.STILL)[4], tmp_path / "photo.jpg")

        assert Verdict.NOTHING_FOUND is refused.value.verdict
        assert [] == list(tmp_path.glob("*.jpg"))
