"""
What everybody who finds or paints pictures and clips promises.

Give the source to a subclass and let pytest find it::

    class TestMyFootage(FootageSourceSuite):
        source = MyFootage()
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar

import attrs
import pytest

from aura_core.ffmpeg.probe import probe
from aura_core.frames.picture import load
from aura_core.model.footage import Footage, FootageRequest
from aura_core.model.render import Resolution
from aura_core.model.visuals import PictureKind
from aura_core.ports import FootageSource


__all__ = ["FootageSourceSuite"]

_SIZES = (Resolution(320, 180), Resolution(180, 320), Resolution(240, 240))


class FootageSourceSuite:
    """
    The promises as tests.

    Attributes:
        source: What is put to the test; asked from several event loops, one after the other.

        request: For which it has something.
    """

    source: ClassVar[FootageSource]
    request: ClassVar[FootageRequest] = FootageRequest("waves", "The sea rises and falls.", _SIZES[0], 5.0)

    def test_says_who_it_is(self) -> None:
        """
        Name and version are there to tell results apart.
        """
        assert self.source.name
        assert self.source.version

    def test_finds_what_can_be_told_apart(self) -> None:
        """
        Everything that is found has an id of its own and an ending; of clips it is known how long they are.
        """
        found = self._find()

        assert found
        assert len(found) == len({one.id for one in found})
        assert all(one.suffix.startswith(".") for one in found)
        assert all(one.seconds > 0 for one in found if one.kind is PictureKind.VIDEO)
        assert not [one for one in found if one.kind is PictureKind.SLIDE]

    def test_finds_the_same_again(self) -> None:
        """
        The same request finds the same, so that a film stays the same.
        """
        assert self._find() == self._find()

    @pytest.mark.parametrize("size", _SIZES, ids=["wide", "upright", "square"])
    def test_gives_what_can_be_shown(self, size: Resolution, tmp_path: Path) -> None:
        """
        What is fetched is what was said, and nothing lies beside it.
        """
        request = attrs.evolve(self.request, size=size)
        footage = self._find(request)[0]
        target = tmp_path / f"shown{footage.suffix}"
        asyncio.run(self.source.fetch(footage, request, target))

        if footage.kind is PictureKind.VIDEO:
            assert probe(target).video_seconds > 0
        else:
            assert load(target, 64, 64).width
        assert [target] == list(tmp_path.iterdir())

    def test_gives_several_at_once(self, tmp_path: Path) -> None:
        """
        What is fetched at the same time is what is fetched one after the other.
        """
        footage = self._find()[0]
        targets = [tmp_path / f"{number}{footage.suffix}" for number in range(3)]

        async def all_at_once() -> None:
            await asyncio.gather(*(self.source.fetch(footage, self.request, target) for target in targets))

        asyncio.run(all_at_once())
        assert len({target.read_bytes() for target in targets}) == 1

    def _find(self, request: FootageRequest | None = None) -> tuple[Footage, ...]:
        return asyncio.run(self.source.find(request or self.request))
