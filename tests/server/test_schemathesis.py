"""The whole API against its own description, by schemathesis."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)


pytestmark = pytest.mark.render


def nobody_is_surprised(ctx, response, case):
    """500 is what nobody foresaw; a machine that lacks something says 503, 507 and the like, as described."""
    assert 500 != response.status_code


CHECKS = [nobody_is_surprised, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 7
PARTS = 3
"""So that several processes can share the work."""
LEFT_OUT = {
    "/api/video/validate": "it really tries everything, for seconds",
    "/api/logs/stream": "it has no end",
}


class TestAPI:
    @pytest.mark.parametrize("part", range(PARTS))
    def test_is_as_described(self, serve, tiny, read, tmp_path, part):
        """
        Whatever is sent, nothing breaks, and every answer has a status, a type and a shape that the description has.

        What is about a job is asked about one that there is, too.
        """
        # Without an FFmpeg every job ends as soon as it begins.
        # Offline, no key that is made up goes to anybody.
        server = serve(
            AURA_FFMPEG_PATH=str(tmp_path / "none"),
            AURA_QUEUE_ROOM="100000",
            AURA_OFFLINE="1",
            HOME=str(tmp_path / "home"),
        )
        with server.client() as client:
            described = client.get("/schema/openapi.json").json()
            # What any client may fall back on would pass for a description of everything.
            for item in described["paths"].values():
                for operation in item.values():
                    del operation["responses"]["default"]
            job = server.create(**tiny)
            read(client, f"/api/jobs/{job}/events")
        operations = [found.ok() for found in schemathesis.openapi.from_dict(described).get_all_operations()]
        asked = [operation for operation in operations[part::PARTS] if operation.path not in LEFT_OUT]
        # Before the others, which may leave no job.
        for operation in asked:
            if "{jobId}" in operation.path and operation.method != "delete":
                holds(operation, server.url, job)
        for operation in asked:
            holds(operation, server.url)

        assert len(operations) > 30


def holds(operation, url, job=None):
    """Make sure that *operation* is as described, if need be of that *job*."""

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def holds(case):
        if job:
            case.path_parameters["jobId"] = job
        case.call_and_validate(base_url=url, checks=CHECKS, timeout=30)

    holds()
