"""
One id for a request and all that comes of it.
"""

import json
import re
import subprocess
import sys

import pytest
import structlog
from structlog.testing import LogCapture

from aura_http.correlation import CORRELATION_HEADER, TRACE_HEADER


PATHS = ["/render-spec", "/nowhere", "/fails/unforeseen", "/stream", "/schema/openapi.json"]


class TestCorrelated:
    @pytest.mark.parametrize("path", PATHS)
    @pytest.mark.parametrize("header", [CORRELATION_HEADER, TRACE_HEADER])
    def test_keeps_a_given_id(self, client, path, header):
        """
        A harmless id comes back on every kind of answer.
        """
        assert "my-id_1.x" == client.get(path, headers={header: "my-id_1.x"}).headers[header]

    @pytest.mark.parametrize("path", PATHS)
    def test_makes_new_ids(self, client, path):
        """
        Requests without an id get one each.
        """
        first, second = (client.get(path).headers[CORRELATION_HEADER] for _ in range(2))

        assert first != second
        assert re.fullmatch("[0-9a-f]{32}", first)

    @pytest.mark.parametrize("given_id", ["", "a b", "x" * 65, "é", "<script>", "a/b", "a;b"])
    def test_replaces_harmful_ids(self, client, given_id):
        """
        An id that is too long, or has other characters, is replaced.
        """
        sent = {CORRELATION_HEADER: given_id.encode("latin-1")}

        assert re.fullmatch("[0-9a-f]{32}", client.get("/render-spec", headers=sent).headers[CORRELATION_HEADER])


@pytest.fixture
def captured():
    """Give the log lines of a test."""
    capture = LogCapture()
    structlog.configure(processors=[structlog.contextvars.merge_contextvars, capture])
    yield capture.entries
    structlog.reset_defaults()


class TestLogged:
    def test_writes_one_line_a_request(self, client, captured):
        """
        A request is one line: what was asked, how it was answered, and the id.
        """
        client.get("/nowhere?token=hush", headers={CORRELATION_HEADER: "here"})

        (line,) = captured
        assert line.pop("ms") >= 0
        assert {
            "event": "request",
            "log_level": "info",
            "method": "GET",
            "path": "/nowhere",
            "status": 404,
            "correlation_id": "here",
        } == line

    def test_writes_what_nobody_foresaw(self, client, captured):
        """
        An error that the answer does not tell is in the log, with the same id.
        """
        answer = client.get("/fails/unforeseen")

        error, _ = captured
        assert ("error", answer.headers[CORRELATION_HEADER]) == (error["log_level"], error["correlation_id"])
        assert "hunter2" in str(error["exc_info"])


class TestConfigure:
    def test_sends_everything_to_standard_error(self):
        """
        Where no terminal is, every line is JSON: ours, and the warnings of others; standard output stays free.
        """
        code = (
            "import logging, structlog, aura_http.logs as logs\n"
            "logs.configure()\n"
            "structlog.get_logger().info('ours', number=1)\n"
            "for name in ('uvicorn.error', 'dbos'):\n"
            "    logging.getLogger(name).warning('from %s', name)\n"
            "    logging.getLogger(name).info('chatter')\n"
        )

        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

        lines = [json.loads(line) for line in done.stderr.splitlines()]
        assert ["ours", "from uvicorn.error", "from dbos"] == [line["event"] for line in lines]
        assert ["info", "warning", "warning"] == [line["level"] for line in lines]
        assert not done.stdout
