"""
Whoever finds or paints pictures for us keeps the promises of the port.
"""

import pytest

from aura_core.testing.fakes import FakeFootage
from aura_core.testing.footage import FootageSourceSuite
from tests.stubs import pexels


class TestFakeFootage(FootageSourceSuite):
    source = FakeFootage()


class TestPexels(FootageSourceSuite):
    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _asked(cls, tmp_path_factory):
        with pexels.SERVICE.used(tmp_path_factory.mktemp("pexels")) as used:
            cls.source = used.port
            yield
