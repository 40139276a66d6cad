"""How many films are made at a time."""

import pytest

from aura_core.configuration import following
from aura_core.errors import ConflictError
from aura_core.jobs.rules import decide_places, places
from aura_core.settings import Settings


def told(settings):
    return places(settings, following(settings))


class TestPlaces:
    def test_are_as_the_owner_decides(self, tmp_path):
        """
        What was decided last counts, in whichever process, without a restart.
        """
        settings = Settings(data=tmp_path)
        before = told(settings)
        decide_places(settings, 3)

        assert 1 == before
        assert 3 == told(settings) == told(Settings(data=tmp_path))

    def test_are_not_decided_against_the_environment(self, tmp_path):
        """
        Where the environment has decided, another number is refused, not left without effect.
        """
        settings = Settings.from_environment({"AURA_DATA_PATH": str(tmp_path), "AURA_JOBS_AT_ONCE": "2"})
        decide_places(settings, 2)
        with pytest.raises(ConflictError, match="AURA_JOBS_AT_ONCE"):
            decide_places(settings, 3)

        assert 2 == told(settings)
