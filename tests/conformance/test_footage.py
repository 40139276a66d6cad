"""
Whoever finds or paints pictures for us keeps the promises of the port.
"""

from typing import ClassVar

import pytest

from aura_core.providers.footage.folder import FolderFootage
from aura_core.testing.fakes import FakeFootage
from aura_core.testing.footage import FootageSourceSuite
from aura_core.testing.services import Service
from tests.stubs import comfyui, library, painters, pexels, pixabay, replicate, unsplash


class TestFakeFootage(FootageSourceSuite):
    source = FakeFootage()


class TestFolder(FootageSourceSuite):
    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _filled(cls, tmp_path_factory):
        folder = tmp_path_factory.mktemp("stock")
        (folder / "waves.jpg").write_bytes(library.picture())
        (folder / "waves.mp4").write_bytes(library.clip())
        cls.source = FolderFootage(folder)


class _Asked(FootageSourceSuite):
    """Those that are asked over the network, one service for all the promises."""

    service: ClassVar[Service]

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _opened(cls, tmp_path_factory):
        with cls.service.used(tmp_path_factory.mktemp(cls.service.provider.id)) as used:
            cls.source = used.port
            yield


class TestPexels(_Asked):
    service = pexels.SERVICE


class TestPixabay(_Asked):
    service = pixabay.SERVICE


class TestUnsplash(_Asked):
    service = unsplash.SERVICE


class TestOpenAI(_Asked):
    service = painters.OPENAI


class TestStability(_Asked):
    service = painters.STABILITY


class TestStableDiffusion(_Asked):
    service = painters.WEBUI


class TestComfyUI(_Asked):
    service = comfyui.SERVICE


class TestReplicate(_Asked):
    service = replicate.SERVICE
