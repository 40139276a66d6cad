"""What those who make films are told by the owner's document."""

import asyncio
from fractions import Fraction

import pytest

from aura_core.configuration.configuration import Configuration
from aura_core.jobs.crew import Crew
from aura_core.jobs.queue import Turn
from aura_core.model.artifact import Artifact, ArtifactFile
from aura_core.model.brief import Brief
from aura_core.model.order import ProviderSelection
from aura_core.model.request import JobRequest
from aura_core.settings import Settings


TURN = Turn("film", "here", "first")
REQUEST = JobRequest(Brief("How tides work"))


class OneRequest:
    """
    A ledger that knows one request.
    """

    def __init__(self, asked=REQUEST):
        self.asked = asked

    def request(self, job_id):
        assert "film" == job_id
        return self.asked


@pytest.fixture
def started(tmp_path):
    return Settings(data=tmp_path / "data", secrets=tmp_path / "secrets")


@pytest.fixture
def crew(started):
    return Crew(OneRequest(), None, started, lambda job: None)


@pytest.fixture
def film(tmp_path):
    path = tmp_path / "video.mp4"
    path.write_bytes(b"film")
    return Artifact(ArtifactFile("video.mp4", path, "video/mp4", 4), (), Fraction(8), 240, "digest")


class TestTask:
    def test_follows_the_document_of_the_moment(self, crew, started, tmp_path):
        """
        A film that begins after a change is made by it, in folders that are there then.
        """
        before = asyncio.run(crew.task(TURN)).settings
        Configuration(started).patch(
            {"fileLocations": {"tempDirectory": str(tmp_path / "tmp")}, "hardware": {"maxRenderingThreads": 3}}
        )
        after = asyncio.run(crew.task(TURN)).settings

        assert (None, tmp_path / "tmp", 3) == (before.temporary, after.temporary, after.workers)
        assert (tmp_path / "tmp").is_dir()


class TestShelf:
    def test_is_the_folder_that_the_owner_names(self, crew, started, film, tmp_path):
        """
        Without a folder a film stays where it was made; with one it is there too, under the owner's name for it.
        """
        nowhere = asyncio.run(crew.shelve(TURN, film))
        Configuration(started).patch(
            {
                "fileLocations": {"outputDirectory": str(tmp_path / "films")},
                "export": {"defaultPreset": "TikTok", "namingPattern": {"pattern": "{preset} {project}"}},
            }
        )
        there = asyncio.run(crew.shelve(TURN, film))

        assert (None, tmp_path / "films" / "TikTok_How_tides_work.mp4") == (nowhere, there)
        assert b"film" == there.read_bytes()


class TestBound:
    @pytest.mark.parametrize(
        ("demo", "word", "expected"),
        [(False, None, ["a"]), (False, "Off", []), (True, None, []), (True, "a", ["a"])],
    )
    def test_is_what_the_owner_says_when_the_film_is_done(self, started, demo, word, expected):
        """
        A film goes where its owner sends all films, or where its request says; a demo only there.
        """
        asked = JobRequest(
            Brief("How tides work"), is_quick_demo=demo, provider_selection=ProviderSelection(upload=word)
        )
        crew = Crew(OneRequest(asked), None, started, lambda job: None)
        before = asyncio.run(crew.bound(TURN))
        destinations = [{"id": "a"}, {"id": "b", "enabled": False}]
        Configuration(started).patch({"export": {"uploadDestinations": destinations, "autoUploadOnComplete": True}})

        assert () == before
        assert expected == [one.id for one in asyncio.run(crew.bound(TURN))]
