"""The child process that makes a film."""

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from aura_core.model.brief import Brief
from aura_core.model.order import MusicSpec, Order, ProviderSelection
from aura_core.settings import Settings
from aura_core.task import FAILED, Task
from aura_core.testing.stub import Fault, Stub
from aura_core.wire import dumps


def work(task, *, wanted):
    """Let a worker do *task* while its stdin is open, if the film is *wanted* to the end."""
    with subprocess.Popen(
        [sys.executable, "-m", "aura_core.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        process.stdin.write(dumps(task).encode() + b"\n")
        process.stdin.flush()
        if not wanted:
            process.stdin.close()
        said = process.stdout.read()
    return process.returncode, [json.loads(line.decode()) for line in said.splitlines()]


class TestWorker:
    def test_says_why_there_is_no_film(self, tmp_path):
        """
        The last line tells what went wrong and what to do.
        """
        order = Order(Brief("Tides"), music=MusicSpec(tmp_path / "none.mp3"))
        code, lines = work(Task(order, tmp_path / "film", Settings(data=tmp_path)), wanted=True)

        assert 1 == code
        assert FAILED == lines[-1]["event"]
        assert "none.mp3" in lines[-1]["message"]
        assert lines[-1]["remedy"]

    def test_says_nothing_else(self, tmp_path):
        """
        A provider that is asked again is told of in no line of stdout, and the film fails for what it answered.
        """
        owners = tmp_path / "settings" / "settings.json"
        owners.parent.mkdir()
        owners.write_text('{"rateLimits": {"limits": {"vllm": {"maxRetries": 1, "retryDelayMs": 1}}}}', "utf-8")
        order = Order(Brief("Tides"), provider_selection=ProviderSelection(script="vllm"))
        with Stub({}) as stub:
            stub.fault = Fault.SERVER_ERROR
            settings = Settings(data=tmp_path, addresses={"vllm": stub.url})
            _, lines = work(Task(order, tmp_path / "film", settings), wanted=True)

        assert 2 <= len(stub.asked)
        assert ("E305-SERVER_ERROR", "vllm") == (lines[-1]["code"], lines[-1]["provider"])

    def test_ends_when_nobody_wants_the_film(self, tmp_path):
        """
        When its stdin ends, it ends too, and leaves no film and nothing unfinished.
        """
        task = Task(Order(Brief("Tides")), tmp_path / "film", Settings(data=tmp_path))
        code, _ = work(task, wanted=False)

        assert 75 == code
        assert [] == [path for path in tmp_path.rglob("*") if path.name.startswith((".", "film"))]

    @pytest.mark.skipif(not Path("/proc/self/autogroup").exists(), reason="sessions share the cores on Linux alone")
    def test_stands_back_without_its_session(self):
        """
        Whoever starts one from a terminal keeps their share of the cores.
        """
        script = f"{shlex.quote(sys.executable)} -m aura_core.worker </dev/null; cat /proc/self/autogroup"
        said = subprocess.run(["sh", "-c", script], capture_output=True, check=True, start_new_session=True).stdout

        assert said.endswith(b"nice 0\n")
