"""That a film that is done is sent where its owner wants it, SQLite and PostgreSQL alike."""

import asyncio
from datetime import UTC, datetime

import attrs
import pytest

from aura_core.configuration import SettingsFile
from aura_core.errors import ConflictError, NotFoundError, UploadError
from aura_core.jobs import life, porter
from aura_core.jobs.porter import Porter
from aura_core.jobs.shipments import GoneError, Shipments
from aura_core.model.artifact import Artifact, ArtifactFile
from aura_core.model.enums import JobStatus, UploadDestinationType
from aura_core.model.settings.export import UploadDestination
from aura_core.model.shipments import ShipmentState
from aura_core.settings import Settings


NOW = datetime(2026, 1, 1, tzinfo=UTC)
FOLDER = UploadDestination("folder", "Archive", max_retries=2)
STATES = {ShipmentState.SENT, ShipmentState.FAILED}


@pytest.fixture
def shipments(database):
    return Shipments(database)


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", secrets=tmp_path / "secrets")


@pytest.fixture
def films(tmp_path, settings):
    """Give the folder that the owner sends films to."""
    folder = tmp_path / "films"
    folder.mkdir()
    decide(settings, attrs.evolve(FOLDER, local_path=str(folder)))
    return folder


@pytest.fixture
def done(tmp_path, ledger, add):
    """Give a function that makes a job whose film is done, and bound for destinations."""

    def made(*bound):
        job = add()
        path = tmp_path / "video.mp4"
        path.write_bytes(b"film")
        artifact = Artifact(ArtifactFile(path.name, path, "video/mp4", 4), (), 1, 25, "digest")
        ledger.change(job.id, lambda job: life.begun(job, NOW))
        ledger.change(job.id, lambda job: life.completed(job, artifact, NOW), bound=bound)
        return job.id

    return made


def decide(settings, *destinations, **advanced):
    SettingsFile(settings.data).change(
        lambda owner: attrs.evolve(
            owner,
            export=attrs.evolve(owner.export, upload_destinations=destinations),
            advanced=attrs.evolve(owner.advanced, **advanced),
        )
    )


class Scripted:
    """A destination that does what a test says."""

    url = "https://films.example"

    def __init__(self, *answers):
        self.answers = list(answers)
        self.seen = []

    async def send(self, parcel, notes):
        self.seen.append((parcel.job_id, dict(notes.memory)))
        answer = self.answers.pop(0)
        return await answer(notes)


async def _well(notes):
    return "there"


async def _badly(notes):
    raise UploadError("Nobody there.", remedy="Start it.", retryable=True)


async def _further(notes):
    await notes.keep(part=len(notes.memory))
    await notes.moved(notes.memory.get("furthest", 0) + 1, safely=True)
    raise UploadError("The line broke.", remedy="Mend it.", retryable=True)


async def _never(notes):
    await asyncio.Event().wait()


@pytest.fixture
def scripted(monkeypatch):
    """Give a function that has everything sent by a destination that does what it is told, without waiting."""

    def instead(*answers):
        destination = Scripted(*answers)
        monkeypatch.setattr(porter, "destination_of", lambda *_: destination)
        monkeypatch.setattr(porter, "backoff_s", lambda tries: 0.0)
        return destination

    return instead


def carry_until(ledger, shipments, settings, holds):
    async def scenario():
        here = Porter(shipments, ledger, settings)
        running = asyncio.create_task(here.run())
        async with asyncio.timeout(60):
            while not await asyncio.to_thread(holds):
                here.call()
        running.cancel()
        await asyncio.wait([running])

    asyncio.run(scenario())


def settled(shipments, job_id):
    return lambda: {one.state for one in shipments.listed(job_id)} <= STATES


class TestPorter:
    def test_sends_a_film_once(self, ledger, shipments, settings, films, done):
        """
        A film that is bound for a folder is there once, however often that is asked for, and the job says where.
        """
        job = done(FOLDER)
        carry_until(ledger, shipments, settings, settled(shipments, job))
        shipments.add(job, [FOLDER])
        (one,) = shipments.listed(job)

        assert ShipmentState.SENT is one.state
        assert (4, 4, 1) == (one.bytes_sent, one.bytes_total, one.tries)
        assert [one.address] == [str(path) for path in films.iterdir()]
        assert one.address in ledger.find(job).job.logs[-1]
        assert () == shipments.take(1e12, 9)

    def test_tries_again_and_gives_up(self, ledger, shipments, settings, films, done, scripted):
        """
        What fails is tried as often as the settings say; then the job has a warning, and stays done; it can be asked for
        again.
        """
        scripted(_badly, _badly, _badly, _well)
        job = done(FOLDER)
        carry_until(ledger, shipments, settings, settled(shipments, job))
        (failed,), kept = shipments.listed(job), ledger.find(job).job
        shipments.add(job, [FOLDER])
        carry_until(ledger, shipments, settings, settled(shipments, job))
        (sent,) = shipments.listed(job)

        assert (ShipmentState.FAILED, 3, "Nobody there.", "Start it.") == (
            *(failed.state, failed.tries, failed.error, failed.remedy),
        )
        assert JobStatus.DONE is kept.status
        assert "Nobody there." in kept.warnings[-1]
        assert (ShipmentState.SENT, "there", None) == (sent.state, sent.address, sent.error)

    def test_goes_on_where_it_was(self, ledger, shipments, settings, films, done, scripted):
        """
        What a destination wants remembered is there at the next try; whoever gets further is not given up.
        """
        destination = scripted(*[_further] * 6, _well)
        job = done(FOLDER)
        carry_until(ledger, shipments, settings, settled(shipments, job))

        assert ShipmentState.SENT is shipments.listed(job)[0].state
        assert [0, 1, 2, 3, 4, 5, 6] == [memory.get("furthest", 0) for _, memory in destination.seen]

    def test_is_held_back_while_offline(self, ledger, shipments, settings, films, done, scripted):
        """
        While offline mode is on nothing leaves, and that is no try; a folder is no way out.
        """
        destination = scripted(_well)
        decide(settings, FOLDER, offline_mode=True)
        job = done(FOLDER)
        carry_until(ledger, shipments, settings, lambda: shipments.listed(job)[0].error)
        (held,) = shipments.listed(job)

        assert [] == destination.seen
        assert (ShipmentState.WAITING, 0) == (held.state, held.tries)
        assert "Offline" in held.error
        assert held.next_try_at

    def test_sends_what_was_called_off_no_more(self, ledger, shipments, settings, films, done, scripted):
        """
        What is called off while it is being sent ends there, whatever comes of it; asked for again it is sent.
        """
        job = done(FOLDER)

        async def late(notes):
            await asyncio.to_thread(shipments.call_off, job, "folder")
            return "there"

        scripted(late, _well)
        carry_until(ledger, shipments, settings, lambda: shipments.listed(job)[0].state is ShipmentState.CANCELED)
        due = shipments.take(1e12, 9)
        shipments.add(job, [FOLDER])
        carry_until(ledger, shipments, settings, settled(shipments, job))

        assert () == due
        assert ShipmentState.SENT is shipments.listed(job)[0].state
        with pytest.raises(ConflictError):
            shipments.call_off(job, "folder")
        with pytest.raises(NotFoundError):
            shipments.call_off(job, "elsewhere")

    @pytest.mark.parametrize(
        ("destination", "words"),
        [
            (attrs.evolve(FOLDER, id="gone"), "no upload destination gone"),
            (attrs.evolve(FOLDER, id="ftp", type=UploadDestinationType.FTP), "cannot be sent by FTP"),
            (attrs.evolve(FOLDER, id="off", enabled=False), "not enabled"),
        ],
    )
    def test_says_where_nobody_sends(self, ledger, shipments, settings, films, done, destination, words):
        """
        A destination that is gone, or that nobody sends to, is told, not tried again.
        """
        if destination.id != "gone":
            decide(settings, destination)
        job = done(destination)
        carry_until(ledger, shipments, settings, settled(shipments, job))
        (one,) = shipments.listed(job)

        assert (ShipmentState.FAILED, 1) == (one.state, one.tries)
        assert words in one.error


class TestShipments:
    def test_are_made_by_the_change_that_ends_the_job(self, shipments, ledger, add, done):
        """
        A film is on its way as soon as its job is done; a job that fails sends nothing.
        """
        job = done(FOLDER, attrs.evolve(FOLDER, id="second"))

        assert ["folder", "second"] == [one.destination for one in shipments.listed(job)]
        assert () == shipments.listed(add().id)

    def test_are_one_s_as_long_as_he_says_so(self, shipments, done):
        """
        Who took one has it for a minute, and for another whenever he says so; then somebody else may, and he may not.
        """
        done(FOLDER)
        (first,) = shipments.take(1.0, 9)
        early = shipments.take(60.0, 9)
        shipments.renew(first, 50.0)
        still = shipments.take(100.0, 9)
        (second,) = shipments.take(111.0, 9)

        assert () == early == still
        assert (1, 2) == (first.shipment.tries, second.shipment.tries)
        for late in (lambda: shipments.renew(first, 112.0), lambda: shipments.keep(first)):
            with pytest.raises(GoneError):
                late()

    def test_are_gone_on_with_when_he_is_known_to_be_dead(self, shipments, done):
        """
        A process that begins alone waits for nobody.
        """
        done(FOLDER)
        (first,) = shipments.take(1.0, 9)
        shipments.free()
        (second,) = shipments.take(2.0, 9)

        assert first.holder != second.holder

    def test_are_gone_with_the_job(self, shipments, ledger, done):
        """
        Nothing is sent of a job that was deleted, not even by who is at it.
        """
        job = done(FOLDER)
        (one,) = shipments.take(1.0, 9)
        ledger.remove(job)
        with pytest.raises(GoneError):
            shipments.keep(one)

        assert () == shipments.take(1e12, 9)
