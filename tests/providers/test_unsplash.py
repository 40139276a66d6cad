"""
Unsplash, over real HTTP.
"""

import asyncio

import attrs
import pytest

from aura_core.errors import ProviderError
from aura_core.model.render import Resolution
from aura_core.testing.stub import Fault
from aura_core.verdicts import Verdict
from tests.stubs import library, unsplash


@pytest.fixture
def used(tmp_path):
    """Give Unsplash in use."""
    with unsplash.SERVICE.used(tmp_path) as started:
        yield started


def _find(used, **changes):
    return asyncio.run(used.port.find(attrs.evolve(library.REQUEST, **changes)))


def _fetch(used, footage, target):
    asyncio.run(used.port.fetch(footage, library.REQUEST, target))


class TestFind:
    def test_finds_photographs_and_whose_they_are(self, used):
        """
        A photograph comes from where the search says, a little larger than the frame; its photographer is named by link.
        """
        first, second, *_ = _find(used)
        (asked,) = used.stub.asked

        assert (400, 300, "A man drinking a coffee.", "Unsplash License") == (
            first.width,
            first.height,
            first.title,
            first.license,
        )
        assert "Waves on rocks 1" == second.title
        assert first.address.endswith("/files/0?ixid=M3w0&ixlib=rb-4.0.3&w=400&fit=max&fm=jpg&q=85")
        assert (
            "Photo by Ann 0 (https://unsplash.com/@ugmonk?utm_source=aura&utm_medium=referral) on Unsplash "
            "(https://unsplash.com/photos/eOLpJytrbs0?utm_source=aura&utm_medium=referral)"
        ) == first.attribution
        assert (f"Client-ID {unsplash.KEY}", "high") == (asked.headers["authorization"], asked.query["content_filter"])

    @pytest.mark.parametrize(
        ("size", "orientation"), [((180, 320), "portrait"), ((200, 200), "squarish"), ((320, 180), "landscape")]
    )
    def test_looks_for_what_lies_as_the_frame_does(self, used, size, orientation):
        """
        The search asks for the orientation of the film; what was found once is found again.
        """
        assert _find(used, size=Resolution(*size)) == _find(used, size=Resolution(*size))
        assert [orientation] == [asked.query["orientation"] for asked in used.stub.asked]
        assert () == _find(used, words=library.NOTHING)

    def test_knows_when_it_asks_too_often(self, used):
        """
        Who asks too often is not told that they may not ask at all, whatever the status.
        """
        used.stub.once = [unsplash.TOO_OFTEN]
        with pytest.raises(ProviderError) as refused:
            _find(used)

        assert Verdict.RATE_LIMITED is refused.value.verdict


class TestFetch:
    def test_tells_what_is_used(self, used, tmp_path):
        """
        Whoever uses a photograph tells so, with the mark of the search that found it.
        """
        _fetch(used, _find(used)[2], tmp_path / "photo.jpg")
        _, told, fetched = used.stub.asked

        assert ("/photos/eOLpJytrbs2/download", "M3w2") == (told.path, told.query["ixid"])
        assert ("/files/2", "M3w2", "400") == (fetched.path, fetched.query["ixid"], fetched.query["w"])

    def test_takes_nothing_that_it_could_not_tell(self, used, tmp_path):
        """
        Where it could not be told, the photograph is not taken.
        """
        photo = _find(used)[0]
        used.stub.fault = Fault.SERVER_ERROR
        with pytest.raises(ProviderError):
            _fetch(used, photo, tmp_path / "photo.jpg")

        assert "/files/0" not in [one.path for one in used.stub.asked]
        assert [] == list(tmp_path.glob("*.jpg"))
