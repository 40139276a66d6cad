"""
What Prometheus is told.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

import attrs
import pytest
from litestar.testing import TestClient
from prometheus_client.parser import text_string_to_metric_families

from aura_core.errors import DatabaseError
from aura_core.jobs import Jobs
from aura_core.model.brief import Brief
from aura_core.model.enums import JobStatus, StepStatus
from aura_core.model.job import Job, JobStep
from aura_core.settings import Settings
from aura_http import monitoring
from aura_http.metrics import Metrics
from aura_http.server import create_app

from .conftest import client_of


PAGE = Path(__file__).parents[2] / "docs" / "operations.md"


def samples(text):
    """Give every sample by its name and the values of its labels."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def client(tmp_path):
    with TestClient(create_app(Settings(data=tmp_path)), base_url="http://127.0.0.1") as client:
        yield client


class TestExposition:
    def test_tells_how_the_server_stands(self, client, tmp_path):
        """
        Jobs by their status, who waits, what results take, and how the process is, in Prometheus' format.
        """
        (tmp_path / "store" / "ab").mkdir(parents=True)
        (tmp_path / "store" / "ab" / "result").write_bytes(b"12345")
        answer = client.get("/metrics")
        told = samples(answer.text)

        assert answer.headers["content-type"].startswith("text/plain; version=")
        assert 0 == told["aura_jobs", "Queued"] == told["aura_jobs", "Done"] == told["aura_queue_depth",]
        assert (1, 5) == (told["aura_database_up",], told["aura_store_bytes",])
        assert told["process_resident_memory_bytes",] > 1_000_000

    def test_names_operations_and_no_addresses(self, client):
        """
        Whatever is asked, labels are those of the description; what there is not is all one.
        """
        for path in ("/api/jobs/a", "/api/jobs/b", "/api/queue", "/nowhere/a", "/nowhere/b"):
            client.get(path)
        told = samples(client.get("/metrics").text)
        operations = {key[1:] for key in told if key[0] == "aura_http_request_seconds_count"}

        assert {("getJob", "404"), ("listQueue", "200"), ("none", "404")} == operations
        assert 2 == told["aura_http_request_seconds_count", "getJob", "404"]

    def test_is_documented(self, client):
        """
        The page about running a server lists every metric of ours, and no other.
        """
        families = {family.name for family in text_string_to_metric_families(client.get("/metrics").text)}
        listed = re.findall(r"^\| `(aura_\w+?)(?:_total)?`", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

        assert {name for name in families if name.startswith("aura_")} == set(listed)

    def test_goes_on_without_the_database(self, client, monkeypatch):
        """
        A database that is away is told as that, beside all that is known without it.
        """

        async def away(_):
            raise DatabaseError("It is away.", remedy="Wait.")

        monkeypatch.setattr(Jobs, "counts", away)
        told = samples(client.get("/metrics").text)

        assert 0 == told["aura_database_up",]
        assert "process_resident_memory_bytes" in {key[0] for key in told}

    def test_is_not_there_without_the_extra(self, tmp_path, monkeypatch):
        """
        Where the extra is not installed, the server works, and says what to install.
        """
        monkeypatch.setattr(monitoring, "find_spec", lambda _: None)
        with TestClient(create_app(Settings(data=tmp_path)), base_url="http://127.0.0.1") as client:
            missing = client.get("/metrics")

            assert 200 == client.get("/api/queue").status_code
        assert (404, "E404") == (missing.status_code, missing.json()["errorCode"])
        assert "aura-video[metrics]" in missing.json()["howToFix"][0]


class TestCounting:
    def test_knows_readers_of_events(self):
        """
        Who reads a stream is counted while he does; how long he reads is no answer's time.
        """
        metrics = Metrics()
        scope = {"state": {"route": attrs.make_class("Route", ["opt", "operation_id"])({"streams": ("a",)}, "watch")}}

        def told(name):
            return metrics._registry.get_sample_value(name, {"operation": "watch"})

        with metrics.reading(scope), metrics.reading(scope):
            assert 2 == told("aura_event_readers")
        metrics.answered(scope, 200, 60.0)

        assert 0 == told("aura_event_readers")
        assert (
            metrics._registry.get_sample_value(
                "aura_http_request_seconds_count", {"operation": "watch", "status": "200"}
            )
            is None
        )

    def test_knows_how_jobs_end(self):
        """
        Jobs are counted by how they end, and the steps of those that are done by how long they took.
        """
        metrics = Metrics()
        mux = JobStep("mux", StepStatus.SUCCEEDED, 100, 4200, completed_at=datetime.now(UTC))
        done = Job(brief=Brief("Tides"), status=JobStatus.DONE, steps=(mux,))
        metrics.ended(done)
        metrics.ended(attrs.evolve(done, status=JobStatus.FAILED))
        told = metrics._registry.get_sample_value

        assert [1, 1] == [told("aura_jobs_ended_total", {"status": status}) for status in ("Done", "Failed")]
        assert (1, 4.2) == tuple(told(f"aura_job_step_seconds_{what}", {"step": "mux"}) for what in ("count", "sum"))

    def test_counts_every_request(self):
        """
        Each answer is counted once, those of the guard included.
        """
        metrics = Metrics()
        with client_of(monitor=metrics) as client:
            client.get("/render-spec")
            client.get("/render-spec", headers={"Host": "evil.example"})
        counted = {
            sample.labels["status"]: sample.value
            for family in metrics._requests.collect()
            for sample in family.samples
            if sample.name.endswith("_count")
        }

        assert {"200": 1, "403": 1} == counted
