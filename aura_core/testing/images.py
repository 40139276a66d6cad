"""
What every source of pictures promises.

Give the source to a subclass and let pytest find it::

    class TestMyImages(ImageSourceSuite):
        source = MyImages()
"""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from pathlib import Path
from typing import ClassVar

import attrs
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from aura_core.errors import AuraError
from aura_core.model.enums import Layout
from aura_core.model.render import Resolution
from aura_core.model.script import Scene
from aura_core.model.visuals import Asset, PictureRequest
from aura_core.ports import ImageSource


__all__ = ["ImageSourceSuite", "picture_requests"]

_sides = st.sampled_from((64, 120, 270, 360, 480))
_texts = st.text(max_size=60) | st.lists(st.text("abc #$\\[]*_@`/{}<>'\"é", min_size=1), max_size=12).map(" ".join)


def picture_requests() -> st.SearchStrategy[PictureRequest]:
    """
    Draw requests with any text at all, for small frames of many shapes.
    """

    def numbered(request: PictureRequest, index: int) -> PictureRequest:
        return attrs.evolve(request, scene=attrs.evolve(request.scene, index=index % request.scenes))

    scenes = st.builds(
        Scene,
        index=st.just(0),
        heading=_texts,
        script=_texts,
        bullets=st.lists(_texts, max_size=4).map(tuple),
        layout=st.none() | st.sampled_from(Layout),
    )
    requests = st.builds(
        PictureRequest,
        scene=scenes,
        scenes=st.integers(1, 6),
        title=_texts,
        subtitle=_texts,
        size=st.builds(Resolution, _sides, _sides),
        caption_room=st.booleans(),
        seed=st.integers(-(2**31), 2**31),
    )
    return st.builds(numbered, requests, st.integers(0, 5))


_REQUEST = PictureRequest(
    scene=Scene(1, "The pull of the Moon", "The Moon pulls hardest on the water that faces it."),
    scenes=3,
    title="How tides work",
    subtitle="Why the sea rises and falls",
    size=Resolution(640, 360),
)


class ImageSourceSuite:
    """
    The promises as tests.

    Attributes:
        source: What is put to the test; asked from several event loops, one after the other.
    """

    source: ClassVar[ImageSource]

    def test_says_who_it_is(self) -> None:
        """
        Name and version are there to tell results apart.
        """
        assert self.source.name
        assert self.source.version == self.source.version

    def test_fills_frames_of_every_shape(self, tmp_path: Path) -> None:
        """
        The picture is a PNG file of exactly the size asked for, opaque, where it was asked for.
        """
        for width, height in ((640, 360), (360, 640), (360, 360), (480, 360), (64, 64), (854, 480)):
            target = tmp_path / f"{width}x{height}.png"
            asset = self._illustrate(attrs.evolve(_REQUEST, size=Resolution(width, height)), target)

            with Image.open(target) as picture:
                assert (width, height) == picture.size
                assert picture.format == "PNG"
                assert picture.convert("RGBA").getchannel("A").getextrema() == (255, 255)
            assert str(target) == asset.path_or_url

    def test_gives_the_same_picture_again(self, tmp_path: Path) -> None:
        """
        The same request gives the same bytes.
        """
        assert self._digest(_REQUEST, tmp_path / "one.png") == self._digest(_REQUEST, tmp_path / "other.png")

    def test_makes_several_at_once(self, tmp_path: Path) -> None:
        """
        Pictures that are made at the same time are those that are made one after the other.
        """
        requests = [attrs.evolve(_REQUEST, scene=attrs.evolve(_REQUEST.scene, index=n % 3), seed=n) for n in range(6)]
        targets = [tmp_path / f"{number}.png" for number in range(len(requests))]

        async def all_at_once() -> None:
            await asyncio.gather(*map(self.source.illustrate, requests, targets))

        asyncio.run(all_at_once())
        alone = [self._digest(request, tmp_path / "alone.png") for request in requests]

        assert alone == [hashlib.sha256(target.read_bytes()).hexdigest() for target in targets]

    def test_leaves_nothing_beside_the_picture(self, tmp_path: Path) -> None:
        """
        The folder of the picture holds nothing else afterwards.
        """
        target = tmp_path / "picture.png"
        self._illustrate(_REQUEST, target)

        assert [target] == list(tmp_path.iterdir())

    @given(request=picture_requests())
    def test_takes_any_text(self, request: PictureRequest) -> None:
        """
        Whatever the words are, there is a picture or an error that says what to do.
        """
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "picture.png"
            try:
                self._illustrate(request, target)
            except AuraError as error:
                assert error.remedy  # noqa: PT017 - any of our errors will do, and none as well
            else:
                with Image.open(target) as picture:
                    assert (request.size.width, request.size.height) == picture.size

    def _illustrate(self, request: PictureRequest, target: Path) -> Asset:
        return asyncio.run(self.source.illustrate(request, target))

    def _digest(self, request: PictureRequest, target: Path) -> str:
        self._illustrate(request, target)
        return hashlib.sha256(target.read_bytes()).hexdigest()
