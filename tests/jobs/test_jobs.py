"""Films in the background, for real but tiny."""

import asyncio
import json
import os
import threading
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import attrs
import pytest

from aura_core.errors import ConflictError, InvalidInputError, NotFoundError, QueueFullError
from aura_core.jobs import Jobs
from aura_core.model.arrangement import Arrangement, TimelineAsset, TimelineScene
from aura_core.model.brief import Brief
from aura_core.model.enums import CaptionMode, JobStatus, StepStatus
from aura_core.model.order import CaptionSpec, MusicSpec
from aura_core.model.render import RenderSpec, Resolution
from aura_core.model.request import JobRequest, PinnedRequest
from aura_core.settings import Settings
from aura_core.store import Store, digest
from aura_core.webhooks import verify


pytestmark = [pytest.mark.render, pytest.mark.skipif(os.name == "nt", reason="looks for processes in /proc")]

TINY = JobRequest(
    Brief("Tides"),
    script="The sea rises.",
    render_spec=RenderSpec(res=Resolution(256, 144), fps=10),
    captions=CaptionSpec(mode=CaptionMode.NONE),
    artifacts=(),
)
LONG = attrs.evolve(
    TINY, script="\n\n".join(f"# Part {part}\n\nThe sea rises and falls." for part in range(30)), seed=1
)
LAST = {"job-completed", "job-failed", "job-cancelled"}


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return Settings(data=tmp_path_factory.mktemp("jobs"), attempts=2, webhook_secret="s", webhooks_private=True)


def run(settings, scenario):
    async def opened():
        async with asyncio.timeout(300), Jobs(settings) as jobs:
            return await scenario(jobs)

    return asyncio.run(opened())


async def until(jobs, job_id, *, name=None, step=None):
    """Read a job's events up to its last, or to the first of that name and step."""
    told = []
    async for event in jobs.events(job_id, 0):
        if event is None:
            continue
        told.append(event)
        if event.name == name and step in {None, json.loads(event.data).get("step")}:
            break
    return told


def descendants(root):
    children = defaultdict(list)
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            children[int(fields[1])].append(int(entry.parent.name))
    found, fresh = set(), [root]
    while fresh:
        fresh = [child for parent in fresh for child in children[parent]]
        found |= set(fresh)
    return found


def gone(processes, *, within_s=5.0):
    """Say whether all *processes* end, looking again and again for a while."""
    end = time.monotonic() + within_s
    while processes & descendants(os.getpid()):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


class TestJobs:
    def test_make_a_film(self, settings):
        """
        A job ends done, with its steps, its film and a log from which anybody reads the same, wherever they begin.
        """

        async def scenario(jobs):
            job = await jobs.create(TINY, correlation_id="mine")
            told = await until(jobs, job.id)
            again = [[event async for event in jobs.events(job.id, after)] for after in range(len(told) + 1)]
            return await jobs.find(job.id), told, again

        record, told, again = run(settings, scenario)
        job = record.job

        assert JobStatus.DONE is job.status
        assert 100 == job.percent
        assert {StepStatus.SUCCEEDED} == {step.status for step in job.steps}
        assert Path(job.output_path).stat().st_size == job.output.size_bytes == job.artifacts[0].size_bytes
        assert "mine" == job.correlation_id
        assert "job-completed" == told[-1].name
        assert list(range(1, len(told) + 1)) == [event.seq for event in told]
        assert all(events == told[after:] for after, events in enumerate(again))
        percents = [json.loads(event.data)["percent"] for event in told if event.name == "step-progress"]
        assert sorted(percents) == percents

    def test_fail_with_a_remedy_and_are_tried_again(self, settings, tmp_path):
        """
        A job that fails says why and what to do; it is tried again from there, but not for ever.
        """

        async def scenario(jobs):
            job = await jobs.create(attrs.evolve(TINY, music=MusicSpec(tmp_path / "none.mp3")))
            await until(jobs, job.id)
            first = (await jobs.find(job.id)).job
            await jobs.retry(job.id)
            await until(jobs, job.id)
            second = (await jobs.find(job.id)).job
            with pytest.raises(ConflictError, match="2 times"):
                await jobs.retry(job.id)
            return first, second, await jobs.told(job.id)

        first, second, told = run(settings, scenario)

        assert JobStatus.FAILED is first.status is second.status
        assert (1, 2) == (first.attempt, second.attempt)
        assert "none.mp3" in first.error_message
        assert first.failure_details.suggested_actions[0]
        assert ["Failed"] == [step.status.value for step in first.steps if step.status is not StepStatus.PENDING]
        assert 2 == sum(event.name == "job-failed" for event in told)
        assert 2 == sum(event.name == "step-error" for event in told)

    def test_end_when_they_are_cancelled(self, settings):
        """
        A job that waits and a job that runs end at once; no process and no unfinished file stays.
        """

        async def scenario(jobs):
            running = await jobs.create(LONG)
            waiting = await jobs.create(TINY)
            await until(jobs, running.id, name="step-status", step="mux")
            children = descendants(os.getpid())
            ends = await jobs.cancel(waiting.id), await jobs.cancel(running.id)
            assert await asyncio.to_thread(gone, children)
            with pytest.raises(ConflictError):
                await jobs.cancel(running.id)
            return ends, await until(jobs, running.id)

        ends, told = run(settings, scenario)

        assert [JobStatus.CANCELED] * 2 == [job.status for job in ends]
        assert "job-cancelled" == told[-1].name
        assert [] == list((settings.data / "store").glob("??/.*"))

    def test_rest_and_go_on(self, settings):
        """
        A paused job goes on from its last finished step; what had succeeded is not told again. One that runs cannot be
        resumed or tried again, and runs on.
        """

        async def scenario(jobs):
            job = await jobs.create(attrs.evolve(LONG, seed=2))
            await until(jobs, job.id, name="step-status", step="mux")
            for refused in (jobs.resume, jobs.retry):
                with pytest.raises(ConflictError):
                    await refused(job.id)
            paused = await jobs.pause(job.id)
            with pytest.raises(ConflictError):
                await jobs.pause(job.id)
            await jobs.resume(job.id)
            told = await until(jobs, job.id)
            return paused, (await jobs.find(job.id)).job, told

        paused, job, told = run(settings, scenario)
        succeeded = [json.loads(one.data)["step"] for one in told if '"status": "Succeeded", "phase"' in one.data]

        assert JobStatus.PAUSED is paused.status
        assert JobStatus.DONE is job.status
        assert ["preflight", "script", "narration", "broll", "subtitles", "mux"] == succeeded

    def test_come_by_priority(self, settings):
        """
        Of two jobs that wait, the one of the lower number goes first, whichever came first.
        """

        async def scenario(jobs):
            first = await jobs.create(attrs.evolve(LONG, seed=3))
            await until(jobs, first.id, name="step-status", step="script")
            late = await jobs.create(attrs.evolve(TINY, priority=9))
            soon = await jobs.create(attrs.evolve(TINY, priority=1))
            await jobs.cancel(first.id)
            await until(jobs, late.id)
            return [(await jobs.find(one.id)).job for one in (soon, late)]

        soon, late = run(settings, scenario)

        assert soon.ended_utc <= late.started_utc

    def test_are_taken_up_together_or_not_at_all(self, settings):
        """
        Of a batch with one bad request none is taken up; nor is any when there is not room for all.
        """

        async def scenario(jobs):
            before = (await jobs.listed()).total
            with pytest.raises(InvalidInputError):
                await jobs.create_all([TINY, attrs.evolve(TINY, priority=99)])
            with pytest.raises(QueueFullError):
                await jobs.create_all([TINY] * 101)
            return before, (await jobs.listed()).total

        before, after = run(settings, scenario)

        assert before == after

    def test_are_the_same_for_the_same_key(self, settings):
        """
        Fifty requests at once with one idempotency key are one job.
        """

        async def scenario(jobs):
            made = await asyncio.gather(*(jobs.create(TINY, key="one") for _ in range(50)))
            await until(jobs, made[0].id)
            return {job.id for job in made}

        assert 1 == len(run(settings, scenario))

    def test_belong_to_one_process(self, settings):
        """
        A data folder that somebody has already is refused.
        """

        async def scenario(_):
            with pytest.raises(ConflictError, match="Another process"):
                await Jobs(settings).__aenter__()

        run(settings, scenario)

    def test_are_forgotten_with_their_files(self, settings):
        """
        A job that has ended can be deleted, one that has not cannot.
        """

        async def scenario(jobs):
            job = await jobs.create(TINY)
            with pytest.raises(ConflictError):
                await jobs.delete(job.id)
            await until(jobs, job.id)
            folder = jobs.folder(job.id)
            assert folder.is_dir()
            await jobs.delete(job.id)
            with pytest.raises(NotFoundError):
                await jobs.find(job.id)
            return folder

        assert not run(settings, scenario).exists()

    def test_tell_a_webhook(self, settings):
        """
        Whoever gave a callback URL is told of the end, signed, once the receiver is there to hear.
        """
        heard, done = [], threading.Event()

        class Receiver(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                heard.append((self.headers["X-Aura-Delivery"], self.headers["X-Aura-Signature"], body))
                self.send_response(200)
                self.end_headers()
                done.set()

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", 0), Receiver)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:

            async def scenario(jobs):
                url = f"http://127.0.0.1:{server.server_port}/done"
                job = await jobs.create(attrs.evolve(TINY, callback_url=url))
                await until(jobs, job.id)
                assert await asyncio.to_thread(done.wait, 20)
                return job.id

            job_id = run(settings, scenario)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
        ((delivery, signature, body),) = heard

        assert delivery.startswith(job_id)
        assert job_id == json.loads(body)["jobId"]
        assert "job-completed" == json.loads(body)["event"]
        assert verify("s", signature, body, now=int(time.time()))

    def test_fail_when_nobody_can_make_them(self, settings, monkeypatch):
        """
        Where no process can be started, the job fails and says so, instead of running for ever.
        """
        monkeypatch.setattr("sys.executable", "/nonexistent/python")

        async def scenario(jobs):
            job = await jobs.create(TINY)
            await until(jobs, job.id)
            return (await jobs.find(job.id)).job

        job = run(settings, scenario)

        assert JobStatus.FAILED is job.status
        assert "/nonexistent/python" in job.failure_details.stderr_snippet
        assert job.failure_details.suggested_actions[0]

    def test_hold_once_what_is_asked_for_twice(self, tmp_path):
        """
        The same again, by its key, is the same job, which holds what it needs; what is refused holds nothing.
        """
        settings = Settings(data=tmp_path, queue_room=1)
        store = Store(tmp_path / "store", settings.store_limit)
        key = digest("music")
        with store.writing(key, ".wav") as target:
            target.write_text("music")
        scene = TimelineScene((TimelineAsset(str(tmp_path)),))
        request = PinnedRequest(
            Brief("Tides"), music=MusicSpec(store.path(key, ".wav")), arrangement=Arrangement("Tides", (scene,))
        )

        async def scenario(jobs):
            await jobs.decide(open_=False)
            first, again = [await jobs.create(request, key="k") for _ in range(2)]
            with pytest.raises(QueueFullError):
                await jobs.create(request)
            return first, again

        first, again = run(settings, scenario)

        assert first == again
        assert [first.id] == [folder.name for folder in (tmp_path / "jobs").iterdir()]
