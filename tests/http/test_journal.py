"""
What the server has said, remembered and written.
"""

import asyncio
import io
import json
import logging
import os
import re
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from litestar.di import Provide
from litestar.testing import TestClient

from aura_core.model.logs import LogEntry, LogLevel, line_of
from aura_core.redaction import REDACTOR
from aura_http.app import create_app
from aura_http.journal import Journal, Wanted
from aura_http.logfiles import Kept, LogFiles
from aura_http.logs import configure
from aura_http.routes import logs


MOMENT = datetime(2026, 11, 28, 20, 51, tzinfo=UTC)


def entry(number, level=LogLevel.INFO, **members):
    return LogEntry(number, MOMENT + timedelta(seconds=number), level, "aura_http.logs", f"said {number}", **members)


def said(entries):
    return [one.message for one in entries]


class TestJournal:
    @given(count=st.integers(0, 12), room=st.integers(1, 5))
    def test_remembers_the_last(self, count, room):
        """
        Of all that was said the last is remembered, as much as there is room for.
        """
        journal = Journal(room)
        for number in range(count):
            journal.add(entry(number))

        assert said(entry(number) for number in range(count))[-room:] == said(journal.entries())
        assert min(count, room) == len(journal)

    @given(numbers=st.lists(st.integers(0, 9), max_size=12))
    def test_numbers_entries_in_the_order_they_came(self, numbers):
        """
        Whatever numbers entries come with, later ones have larger numbers.
        """
        journal = Journal()
        given_numbers = [journal.add(entry(number)).id for number in numbers]

        assert sorted(set(given_numbers)) == given_numbers
        assert (max(given_numbers, default=0)) == journal.last

    def test_is_followed_from_any_entry(self):
        """
        A reader gets all after the entry that it knows, then what is said by any thread, and a sign when nothing is.
        """

        async def read():
            journal, found = Journal(), []
            for number in (1, 2, 3):
                journal.add(entry(number))
            async for one in journal.follow(1, heartbeat_s=0.01):
                found.append(one and one.message)
                if one is None and len(found) == 3:
                    writer = threading.Thread(target=journal.add, args=[entry(4)])
                    writer.start()
                    writer.join()
                elif one is not None and one.message == "said 4":
                    journal.close()
            return [one for one in found if one]

        assert ["said 2", "said 3", "said 4"] == asyncio.run(read())

    def test_knows_what_it_has_forgotten(self):
        """
        Who comes again is told whether something was said meanwhile that is not remembered.
        """
        journal = Journal(room=2)
        for number in (1, 2, 3, 4):
            journal.add(entry(number))

        assert [True, False, False] == [journal.has_forgotten(after) for after in (1, 2, 4)]
        journal.clear()
        assert (0, True) == (len(journal), journal.has_forgotten(3))

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (Wanted(), [1, 2, 3]),
            (Wanted(level=LogLevel.WARNING), [2]),
            (Wanted(source="aura_core"), [3]),
            (Wanted(correlation_id="abc"), [1]),
            (Wanted(job_id="j1"), [3]),
            (Wanted(since=MOMENT + timedelta(seconds=2)), [2, 3]),
            (Wanted(until=MOMENT + timedelta(seconds=2)), [1]),
            (Wanted(text="STATUS=404"), [1]),
            (Wanted(text="said", level=LogLevel.ERROR), []),
        ],
    )
    def test_is_searched(self, wanted, found):
        """
        Entries are found by level, source, ids, time and words, and by all of these at once.
        """
        journal = Journal()
        journal.add(entry(1, correlation_id="abc", properties={"status": 404}))
        journal.add(entry(2, LogLevel.ERROR if wanted.text == "" else LogLevel.WARNING))
        journal.add(LogEntry(3, MOMENT + timedelta(seconds=3), LogLevel.INFO, "aura_core.jobs", "said 3", job_id="j1"))

        assert found == [one.id for one in journal.entries(wanted)]


@pytest.fixture
def files(tmp_path):
    """Give log files that are being written, small ones."""
    with_small = LogFiles(tmp_path / "logs", file_bytes=1000, files=3)
    with_small.start()
    yield with_small
    with_small.close()


class TestLogFiles:
    def test_are_read_back_as_written(self, files):
        """
        What was written is found again, the last of it, by the next to start; lines that are none are left out.
        """
        written = [entry(number, properties={"path": "/é", "ms": 1.5}, exception="Traceback\n  …") for number in (1, 2)]
        for one in written:
            files.add(one)
        files.settle()
        files.close()
        with files.paths()[-1].open("a") as file:
            file.write('{"torn": ')

        assert written == LogFiles(files.folder).recent(10)
        assert written[1:] == LogFiles(files.folder).recent(1)

    def test_are_bounded(self, files):
        """
        Files become only so long, and only the newest are kept, readable by nobody else.
        """
        for number in range(100):
            files.add(entry(number))
            files.settle()

        assert 3 == len(files.paths())
        assert all(path.stat().st_size <= 1000 for path in files.paths())
        assert 0 == sum(path.stat().st_mode & 0o077 for path in files.paths())
        assert 99 == json.loads(list(files.lines())[-1])["id"]

    def test_hide_what_became_known_as_secret(self, files):
        """
        A secret that was said before it was known as one is not taken away with the log.
        """
        files.add(entry(1, properties={"voice": 'hunter"22'}))
        files.settle()
        REDACTOR.know('hunter"22')
        lines = list(files.lines())
        REDACTOR.forget('hunter"22')

        assert '"voice": "[hidden]"' in lines[0]

    def test_are_cleared(self, files):
        """
        Cleared, nothing of it is left, and writing goes on; what another living process writes stays.
        """
        other = files.folder / f"aura-20200101T000000-{os.getppid()}.jsonl"
        for number in range(30):
            files.add(entry(number))
        files.settle()
        other.write_text("theirs\n")
        files.clear()
        files.add(entry(31))
        files.settle()

        assert ["theirs", "said 31"] == [
            line if line == "theirs" else json.loads(line)["message"] for line in files.lines()
        ]

    def test_hold_nobody_up_when_they_cannot_be_written(self, tmp_path, capsys):
        """
        A folder that cannot be is said once, and nobody waits for it.
        """
        (tmp_path / "logs").write_text("a file")
        files = LogFiles(tmp_path / "logs")
        files.start()
        for number in range(100):
            files.add(entry(number))
        files.settle()
        files.close()

        assert 1 == capsys.readouterr().err.count("log file refused")
        assert files.current is None


class TestRoutes:
    @pytest.fixture
    def kept(self, tmp_path):
        """Give a log of five entries."""
        kept = Kept(Journal(), LogFiles(tmp_path / "logs"))
        with kept.begun():
            for number, level in enumerate(LogLevel, 1):
                for sink in kept.sinks:
                    sink(entry(number, level, properties={"voice": "horse-battery"}))
            yield kept

    @pytest.fixture
    def client(self, kept):
        """Give a client of the server whose log it is."""
        provided = Provide(lambda: kept, sync_to_thread=False)
        with TestClient(
            create_app(logs.ROUTES, dependencies={"kept": provided}), base_url="http://127.0.0.1"
        ) as client:
            yield client

    def test_list_the_newest_first(self, client, kept):
        """
        A page of the log has as many entries as asked for, says how many there are, and shows each in a line.
        """
        page = client.get("/api/logs?pageSize=2&page=2").json()

        assert ["said 3", "said 2"] == [one["message"] for one in page["logs"]]
        assert (5, 5, 2, 2) == (page["totalCount"], page["totalLines"], page["page"], page["pageSize"])
        assert str(kept.files.current) == page["file"]
        assert page["logs"][0]["rawLine"].startswith(
            "2026-11-28T20:51:03.000000Z warning aura_http.logs: said 3 voice="
        )

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("level=warning", [5, 4, 3]),
            ("level=WRN&lines=2", [5, 4]),
            ("level=ERR", [5, 4]),
            ("startDate=2026-11-28T20:51:04Z", [5, 4]),
            ("endDate=2026-11-28T20:51:03", [2, 1]),
            ("message=SAID 4", [4]),
            ("source=aura_core", []),
            ("correlationId=x", []),
        ],
    )
    def test_list_what_is_asked_for(self, client, query, found):
        """
        Entries are found by what is documented, in the words of the original's clients, too.
        """
        assert found == [one["id"] for one in client.get(f"/api/logs?{query}").json()["logs"]]

    @pytest.mark.parametrize(
        "query",
        ["level=loud", "page=0", "pageSize=0", "pageSize=1001", "lines=x", "startDate=soon", "page=99999999999999"],
    )
    def test_refuse_what_makes_no_sense(self, client, query):
        """
        A question that makes no sense is a problem.
        """
        assert 400 == client.get(f"/api/logs?{query}").status_code

    def test_hide_what_became_known_as_secret(self, client):
        """
        Neither the list nor the file that is taken away shows what is known as a secret by now.
        """
        REDACTOR.know("horse-battery")
        texts = [client.get("/api/logs").text, client.get("/api/logs/export").text]
        REDACTOR.forget("horse-battery")

        assert [5, 5] == [text.count("[hidden]") - text.count("voice=[hidden]") for text in texts]
        assert not any("horse" in text for text in texts)

    def test_give_all_of_it_away(self, client):
        """
        The export is a file of JSON lines, the oldest first.
        """
        taken = client.get("/api/logs/export")

        assert "attachment" in taken.headers["content-disposition"]
        assert "application/x-ndjson" == taken.headers["content-type"].partition(";")[0]
        assert [1, 2, 3, 4, 5] == [json.loads(line)["id"] for line in taken.text.splitlines()]

    @pytest.mark.parametrize(
        ("query", "header", "found"),
        [
            ("lines=2", {}, ["4", "5"]),
            ("lines=0", {}, []),
            ("level=error&lines=9", {}, ["4", "5"]),
            ("lines=1", {"Last-Event-ID": "2"}, ["3", "4", "5"]),
            ("lastEventId=5", {}, []),
        ],
    )
    def test_stream_what_was_said_last(self, client, query, header, found):
        """
        A stream begins with the last entries that are wanted, or with all after the one that is known.
        """
        told = client.get(f"/api/logs/stream?follow=false&{query}", headers=header)

        assert "text/event-stream" == told.headers["content-type"].partition(";")[0]
        assert found == re.findall(r"^id: (\d+)$", told.text, re.MULTILINE)

    def test_stream_says_what_it_has_forgotten(self, client, kept):
        """
        Who comes again after something was forgotten is told of the gap.
        """
        kept.journal.clear()

        assert "event: gap" in client.get("/api/logs/stream?follow=false&lastEventId=2").text

    def test_clear_all_of_it(self, client):
        """
        Cleared, there is nothing, neither in memory nor in the files.
        """
        assert client.post("/api/logs/clear").json()["success"]
        assert (0, "") == (client.get("/api/logs").json()["totalLines"], client.get("/api/logs/export").text)

    def test_belong_to_the_program_that_a_server_is_part_of(self):
        """
        An application that is mounted in another has no log of its own, and says so.
        """
        provided = Provide(lambda: None, sync_to_thread=False)
        with TestClient(
            create_app(logs.ROUTES, dependencies={"kept": provided}), base_url="http://127.0.0.1"
        ) as client:
            answers = [client.get(f"/api/logs{path}") for path in ("", "/stream", "/export")]

        assert [409, 409, 409] == [answer.status_code for answer in answers]


class TestSinks:
    @pytest.fixture
    def kept(self, tmp_path, monkeypatch):
        """Give where a log is kept that everything is said to."""
        self.shown = io.StringIO()
        monkeypatch.setattr(sys, "stderr", self.shown)
        handlers = logging.root.handlers
        kept = Kept(Journal(), LogFiles(tmp_path / "logs"))
        with kept.begun():
            configure(*kept.sinks)
            yield kept
        structlog.reset_defaults()
        logging.root.handlers = handlers

    def test_are_told_the_same(self, kept):
        """
        What is said stands on standard error, in the journal and in the files, by whom, about what, without secrets.
        """
        REDACTOR.know("correct-horse")
        try:
            Path("sk-abcdefghijkl").read_bytes()
        except OSError as error:
            structlog.get_logger().warning(
                *("it failed",), exc_info=True, error=error, job_id="j1", api_key="x", paths={"at": ["correct-horse"]}
            )
        REDACTOR.forget("correct-horse")
        kept.files.settle()
        (one,) = kept.journal.entries()

        assert (LogLevel.WARNING, __name__, "it failed", "j1") == (one.level, one.source, one.message, one.job_id)
        assert "[Errno 2] No such file or directory: '[hidden]'" == one.properties.pop("error")
        assert {"api_key": "[hidden]", "paths": {"at": ["[hidden]"]}} == one.properties
        assert "FileNotFoundError: [Errno 2]" in one.exception
        for text in (self.shown.getvalue(), "".join(kept.files.lines()), line_of(one)):
            assert "it failed" in text
            assert "horse" not in text
            assert "abcdefghijkl" not in text

    def test_begin_with_what_was_said_before(self, kept, tmp_path):
        """
        The next server remembers what the last has said, before all that it says itself.
        """
        structlog.get_logger().info("before")
        kept.files.settle()
        again = Kept(Journal(), LogFiles(tmp_path / "logs"))
        with again.begun():
            assert ["before"] == said(again.journal.entries())
            assert kept.journal.last == again.journal.last
