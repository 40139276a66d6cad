"""Films that others write, by the API."""

import json

import pytest

from aura_core.outbound.calls import CallLog
from aura_core.testing.stub import Fault, Stub
from tests.server.conftest import TINY
from tests.stubs import chat


pytestmark = pytest.mark.render

FILM = {
    **{name: value for name, value in TINY.items() if name != "script"},
    "brief": {"topic": "How tides work"},
    "planSpec": {"targetDuration": 3},
}


def _ended(client, read, job):
    read(client, f"/api/jobs/{job}/events")
    return client.get(f"/api/jobs/{job}").json()


class TestJobs:
    def test_are_written_by_whom_they_name(self, serve, read, tmp_path):
        """
        The key of the environment reaches the process that makes the film, and nothing else; calls are noted by job.

        Of a tier somebody stands in, and the job tells it.
        """
        with Stub(chat.OPENAI.routes, chat.refusal) as stub:
            server = serve(
                tmp_path / "data",
                OPENAI_API_KEY=chat.OPENAI.key,
                OPENAI_BASE_URL=stub.url,
                AURA_PROVIDERS_PRIVATE="1",
                AURA_SECRETS_PATH=str(tmp_path / "secrets"),
            )
            named = server.create(**FILM, providerSelection={"script": "OpenAI"})
            with server.client() as client:
                made = _ended(client, read, named)
                stub.fault = Fault.UNAUTHORIZED
                tier = server.create(**FILM, providerSelection={"script": "ProIfAvailable"}, seed=2)
                switched = _ended(client, read, tier)
            calls = CallLog(tmp_path / "data" / "calls.db").records()
            _, said = server.stop()

        assert ("completed", "completed") == (made["status"], switched["status"])
        assert [named, tier] == [call.run for call in calls][:2]
        assert any("RuleBased stood in" in warning for warning in switched["warnings"])
        assert chat.OPENAI.key not in said + json.dumps([made, switched])
        files = (path for path in (tmp_path / "data").rglob("*") if path.is_file())
        assert [] == [path for path in files if chat.OPENAI.key.encode() in path.read_bytes()]
