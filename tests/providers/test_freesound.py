"""
Freesound, over real HTTP.
"""

import asyncio

import attrs
import pytest

from aura_core.model.enums import Mood
from aura_core.model.music import words_of
from tests.stubs import freesound


@pytest.fixture
def used(tmp_path):
    """Give Freesound in use."""
    with freesound.SERVICE.used(tmp_path) as started:
        yield started


def find(used, **more):
    return asyncio.run(used.port.find(attrs.evolve(freesound.REQUEST, **more)))


class TestFreesound:
    def test_takes_what_may_be_used(self, used):
        """
        What has the mood comes first, and of that what lasts; CC0 and CC BY alone are taken, whatever was found.
        """
        found = find(used)

        assert ["1", "5", "2"] == [one.id for one in found]
        assert {freesound.BY, freesound.ZERO} == {one.license for one in found}

    def test_says_whom_it_is_owed_to(self, used):
        """
        Title, author, address and licence are there for the credits; the key goes to nobody who gives files.
        """
        lake = next(one for one in find(used) if one.id == "1")

        assert ("Still lake", "ann (https://freesound.org/s/1/)", freesound.BY) == (
            lake.title,
            lake.author,
            lake.license,
        )
        assert (Mood.CALM,) == lake.moods
        assert (90.5, ".mp3") == (lake.seconds, lake.suffix)

    def test_looks_by_the_words_of_the_mood(self, used):
        """
        One search asks for tags of the mood, for music that lasts, and for licences that let a film be sold; the same
        again asks nobody.
        """
        find(used)
        find(used)
        (asked,) = used.stub.asked

        assert "duration:[30 TO 1200]" in asked.query["filter"]
        assert 'license:("Creative Commons 0" OR "Attribution")' in asked.query["filter"]
        assert f"tag:({' OR '.join(words_of(Mood.CALM))})" in asked.query["filter"]
        assert () == find(used, mood=Mood.BRIGHT)
