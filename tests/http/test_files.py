"""
Files over HTTP, asked for as a server would ask, message by message.
"""

import asyncio
import gc
import os
import re
import threading
import tracemalloc
import warnings
from email.message import Message
from email.utils import formatdate
from urllib.parse import unquote

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar import Litestar, Request, route
from litestar.response import File

from aura_core.errors import NotFoundError
from aura_http import files
from aura_http.files import RangeNotSatisfiableError, file_response, inside, media_type_of


CONTENT = bytes(range(256)) * 4
SIZE = len(CONTENT)
WRITTEN = 1_700_000_000

on_one_file = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@attrs.define
class Answer:
    status: int = 0
    headers: dict = attrs.Factory(dict)
    chunks: list = attrs.Factory(list)
    is_complete: bool = False

    @property
    def body(self):
        """All of the content."""
        return b"".join(self.chunks)


class Client:
    """Asks *app* and keeps what it sends; *on_chunk* is awaited with every chunk, and *leaves* once it is set."""

    def __init__(self, app):
        self.app = app

    def get(self, method="GET", /, *, on_chunk=None, keep=True, **headers):
        """Ask with *headers*; without *keep*, keep the sizes of the chunks only."""
        return asyncio.run(self.ask(method, headers, on_chunk, keep=keep))

    async def ask(self, method, headers, on_chunk=None, *, keep=True, leaves=None):
        """Do the same within a running loop; no task may be left."""
        answer = Answer()
        leaves = leaves or asyncio.Event()
        requests = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive():
            if requests:
                return requests.pop()
            await leaves.wait()
            return {"type": "http.disconnect"}

        async def send(message):
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = {name.decode(): value.decode("ascii") for name, value in message["headers"]}
                return
            assert not answer.is_complete
            answer.chunks.append(message["body"] if keep else len(message["body"]))
            answer.is_complete = not message["more_body"]
            if on_chunk:
                await on_chunk(answer)

        before = asyncio.all_tasks()
        fields = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": "/file",
            "raw_path": b"/file",
            "root_path": "",
            "query_string": b"",
            "headers": fields,
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 2),
            "state": {},
        }
        await self.app(scope, receive, send)
        assert before == asyncio.all_tasks()
        return answer


def _client(path, **options):
    options = {"media_type": "video/mp4", "filename": "film.mp4"} | options

    @route("/file", http_method=["GET", "HEAD"], sync_to_thread=False)
    def handler(request: Request) -> File:
        return file_response(request, path, **options)

    return Client(Litestar([handler], openapi_config=None))


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    path = tmp_path_factory.mktemp("films") / "film.mp4"
    path.write_bytes(CONTENT)
    os.utime(path, (WRITTEN, WRITTEN))
    return path


@pytest.fixture(scope="module")
def client(film):
    return _client(film)


@pytest.fixture(scope="module")
def etag(client):
    return client.get().headers["etag"]


@pytest.fixture
def _small_chunks(monkeypatch):
    monkeypatch.setattr(files, "_CHUNK", 100)


class TestWholeFile:
    def test_is_sent_and_described(self, client):
        """
        A plain GET is the file, with all that a cache and a player need to know.
        """
        answer = client.get()

        assert (200, CONTENT, True) == (answer.status, answer.body, answer.is_complete)
        assert {
            "accept-ranges": "bytes",
            "cache-control": "private, no-cache",
            "content-disposition": 'inline; filename="film.mp4"',
            "content-length": str(SIZE),
            "content-type": "video/mp4",
            "etag": answer.headers["etag"],
            "last-modified": formatdate(WRITTEN, usegmt=True),
            "x-content-type-options": "nosniff",
        } == answer.headers
        assert answer.headers["etag"].startswith('"')

    def test_is_described_alike_without_being_sent(self, client):
        """
        HEAD has the fields of GET, no content, and knows no ranges.
        """
        head = client.get("HEAD", range="bytes=0-1")

        assert (200, b"", client.get().headers) == (head.status, head.body, head.headers)

    @pytest.mark.usefixtures("_small_chunks")
    def test_comes_in_chunks(self, client):
        """
        No chunk is larger than allowed, and together they are the file.
        """
        answer = client.get()

        assert CONTENT == answer.body
        assert [100] * (SIZE // 100) + [SIZE % 100] == [len(chunk) for chunk in answer.chunks]

    def test_may_be_empty(self, tmp_path):
        """
        Of an empty file everything is nothing; no byte of it can be asked for.
        """
        path = tmp_path / "empty.txt"
        path.touch()
        client = _client(path)

        assert (200, b"", "0") == ((answer := client.get()).status, answer.body, answer.headers["content-length"])
        assert 200 == client.get(range="bytes=-5").status
        assert (416, "bytes */0") == ((answer := client.get(range="bytes=0-")).status, answer.headers["content-range"])

    def test_keeps_its_own_charset(self, film):
        """
        A media type is sent as it was given.
        """
        answer = _client(film, media_type=media_type_of("a.vtt")).get()

        assert "text/vtt; charset=utf-8" == answer.headers["content-type"]

    def test_takes_little_memory(self, tmp_path):
        """
        A film of 64 MiB passes through less than two.
        """
        path = tmp_path / "large.mp4"
        with path.open("wb") as file:
            file.truncate(64 * 2**20)
        client = _client(path)
        client.get(range="bytes=0-0")  # whatever is imported or cached the first time

        tracemalloc.start()
        answer = client.get(keep=False)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert 64 * 2**20 == sum(answer.chunks)
        assert peak < 2 * 2**20
        assert 256 * 1024 == max(answer.chunks)

    def test_is_documented_as_a_file(self, film):
        """
        OpenAPI shows a file, not JSON.
        """

        @route("/file", http_method="GET", sync_to_thread=False, media_type="video/mp4")
        def handler(request: Request) -> files.FileResponse:
            return file_response(request, film, media_type="video/mp4", filename="film.mp4")

        [operation] = Litestar([handler]).openapi_schema.to_schema()["paths"].values()
        assert ["video/mp4"] == list(operation["get"]["responses"]["200"]["content"])

    def test_must_be_there(self, tmp_path):
        """
        A missing file, and a folder, are not found.
        """
        for path in (tmp_path, tmp_path / "none.mp4", tmp_path / "none" / "a.mp4"):
            with pytest.raises(NotFoundError):
                file_response(_request(), path, media_type="video/mp4", filename="a.mp4")


def _request(**headers):
    fields = [(name.encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": fields})


class TestRanges:
    @on_one_file
    @given(first=st.integers(0, 2 * SIZE), last=st.none() | st.integers(0, 2 * SIZE) | st.just(10**5000))
    def test_are_slices(self, client, first, last):
        """
        From *first* to *last*, both included, or to the end; never beyond it.
        """
        answer = client.get(range=f"bytes={first}-{_digits(last)}")

        if last is not None and last < first:
            assert (200, CONTENT) == (answer.status, answer.body)
        elif first >= SIZE:
            assert (416, f"bytes */{SIZE}") == (answer.status, answer.headers["content-range"])
        else:
            expected = CONTENT[first : None if last is None else last + 1]
            stop = first + len(expected)
            assert (206, expected) == (answer.status, answer.body)
            assert f"bytes {first}-{stop - 1}/{SIZE}" == answer.headers["content-range"]
            assert str(len(expected)) == answer.headers["content-length"]

    @on_one_file
    @given(count=st.integers(0, 2 * SIZE) | st.just(10**5000))
    def test_count_from_the_end(self, client, count):
        """
        The last so many bytes, or all if there are fewer.
        """
        answer = client.get(range=f"bytes=-{_digits(count)}")

        if count:
            expected = CONTENT[max(SIZE - count, 0) :]
            assert (206, expected) == (answer.status, answer.body)
            assert f"bytes {SIZE - len(expected)}-{SIZE - 1}/{SIZE}" == answer.headers["content-range"]
        else:
            assert 416 == answer.status

    @on_one_file
    @given(st.lists(st.tuples(st.integers(0, SIZE + 50), st.integers(0, 300)), min_size=1, max_size=5))
    def test_of_several_are_one_or_everything(self, client, asked):
        """
        Ranges without gaps between them are answered by one, others by the whole file.
        """
        wanted = {n for first, more in asked for n in range(first, first + more + 1) if n < SIZE}
        answer = client.get(range="bytes=" + " ,, ".join(f"{first}-{first + more}" for first, more in asked))

        if not wanted:
            assert 416 == answer.status
        elif max(wanted) - min(wanted) + 1 == len(wanted):
            assert (206, CONTENT[min(wanted) : max(wanted) + 1]) == (answer.status, answer.body)
        else:
            assert (200, CONTENT) == (answer.status, answer.body)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "bytes",
            "bytes=",
            "bytes=,",
            "bytes=-",
            "bytes=a-b",
            "bytes=1",
            "bytes=5-2",
            "bytes=0-1,x",
            "items=0-1",
            "bytes=--1",
            "bytes=0-1-2",
            "bytes=+0-1",
            "bytes=0x0-1",
            "bytes=0-1, bytes=3-4",
            "bytes =0-1",
            "bytes=1_0-",
        ],
    )
    def test_that_make_no_sense_are_ignored(self, client, text):
        """
        What is no range is answered as if it had not been asked.
        """
        answer = client.get(range=text)

        assert (200, CONTENT) == (answer.status, answer.body)

    @on_one_file
    @given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
    def test_never_stumble(self, client, text):
        """
        Any range has an answer.
        """
        assert client.get(range=f"bytes={text}").status in {200, 206, 416}

    def test_may_touch_but_not_leave_a_gap(self, client):
        """
        Two ranges side by side are one; a byte between them is a gap.
        """
        assert (206, CONTENT[:5]) == ((answer := client.get(range="bytes=2-4,0-1")).status, answer.body)
        assert (200, CONTENT) == ((answer := client.get(range="bytes=3-4,0-1")).status, answer.body)

    def test_outside_are_errors_with_the_size(self, film):
        """
        The error carries status and header for the problem that is made of it.
        """
        with pytest.raises(RangeNotSatisfiableError) as caught:
            file_response(_request(range="bytes=5000-"), film, media_type="video/mp4", filename="film.mp4")

        assert (416, f"bytes */{SIZE}") == (caught.value.status_code, caught.value.headers["Content-Range"])

    @pytest.mark.usefixtures("_small_chunks")
    def test_come_in_chunks_too(self, client):
        """
        A range longer than a chunk starts and ends where it should.
        """
        assert CONTENT[33:333] == client.get(range="bytes=33-332").body


def _digits(number):
    """Write even what Python refuses to write."""
    if number is None:
        return ""
    return str(number) if number < 10**4000 else "1" + "0" * 5000


BEFORE, AT, AFTER = (formatdate(WRITTEN + seconds, usegmt=True) for seconds in (-1, 0, 1))


class TestPreconditions:
    @pytest.mark.parametrize(
        ("template", "status"),
        [("{}", 304), ("W/{}", 304), ('"a", W/"b,c" ,{}', 304), ("*", 304), ('"a"', 200), ("a", 200), ("", 200)],
    )
    def test_if_none_match(self, client, etag, template, status):
        """
        Whoever has this version, strong or weak, is told so, to GET and to HEAD, with the fields that say which it is.
        """
        for method in ("GET", "HEAD"):
            answer = client.get(method, if_none_match=template.format(etag), if_modified_since=AFTER)

            assert status == answer.status
            assert etag == answer.headers["etag"]
            if status == 304:
                assert b"" == answer.body
                assert "private, no-cache" == answer.headers["cache-control"]
                assert not {"content-length", "content-type", "content-disposition"} & answer.headers.keys()

    @pytest.mark.parametrize(
        ("date", "status"),
        [
            (BEFORE, 200),
            (AT, 304),
            (AFTER, 304),
            ("yesterday", 200),
            ("", 200),
            ("Fri, 31 Nov 99999 00:00:00 GMT", 200),
            ("Tuesday, 14-Nov-23 22:13:20 GMT", 304),
            ("Tue Nov 14 22:13:20 2023", 304),
        ],
    )
    def test_if_modified_since(self, client, date, status):
        """
        Whoever has the version of that second or later is told so; a date that is none is ignored.
        """
        assert status == client.get(if_modified_since=date).status
        assert status == client.get("HEAD", if_modified_since=date).status

    @pytest.mark.parametrize(
        ("template", "status"),
        [("{}", 200), ('"a", {}', 200), ("*", 200), ("W/{}", 412), ('"a"', 412), ("", 412)],
    )
    def test_if_match(self, client, etag, template, status):
        """
        Whoever means another version is refused; weak tags never match, and the date does not matter then.
        """
        assert status == client.get(if_match=template.format(etag), if_unmodified_since=BEFORE).status

    @pytest.mark.parametrize(("date", "status"), [(BEFORE, 412), (AT, 200), (AFTER, 200), ("yesterday", 200)])
    def test_if_unmodified_since(self, client, date, status):
        """
        Whoever means an older version is refused.
        """
        assert status == client.get(if_unmodified_since=date).status

    def test_are_weighed_in_order(self, client, etag):
        """
        A version that is refused is not also unchanged; one that is unchanged has no range.
        """
        assert 412 == client.get(if_match='"a"', if_none_match=etag, range="bytes=0-1").status
        assert 304 == client.get(if_match=etag, if_none_match=etag, range="bytes=9999-").status

    @pytest.mark.parametrize(
        ("template", "status"),
        [("{}", 206), (AT, 206), ("W/{}", 200), ('"a"', 200), (BEFORE, 200), (AFTER, 200), ("x", 200), ("", 200)],
    )
    def test_if_range(self, client, etag, template, status):
        """
        The part is sent only of exactly the version that the client has a part of; else the whole, even beyond its end.
        """
        answer = client.get(if_range=template.format(etag), range="bytes=1-2")

        assert (status, CONTENT[1:3] if status == 206 else CONTENT) == (answer.status, answer.body)
        if status == 200:
            assert 200 == client.get(if_range=template.format(etag), range="bytes=9999-").status

    def test_if_range_wants_a_date_of_the_past(self, tmp_path):
        """
        A file that may change again within the second is not recognised by its second.
        """
        path = tmp_path / "film.mp4"
        path.write_bytes(CONTENT)
        os.utime(path, (2**33, 2**33))

        answer = _client(path).get(if_range=formatdate(2**33, usegmt=True), range="bytes=1-2")

        assert 200 == answer.status

    @on_one_file
    @given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
    def test_never_stumble(self, client, text):
        """
        Any date and any tag has an answer.
        """
        assert client.get(if_modified_since=text, if_range=text, range="bytes=0-0").status in {200, 206, 304}
        assert client.get(if_match=text, if_none_match=text).status in {200, 304, 412}

    def test_see_a_change_that_keeps_the_size(self, tmp_path):
        """
        Other content of the same size, written or moved into its place, is another version.
        """
        path = tmp_path / "film.mp4"
        tags = set()
        for number in range(3):
            new = tmp_path / f"new-{number}"
            new.write_bytes(CONTENT)
            os.utime(new, ns=(0, WRITTEN))
            new.rename(path)
            tags.add(_client(path).get().headers["etag"])
            os.utime(path, ns=(0, WRITTEN + 1 + number))
            tags.add(_client(path).get().headers["etag"])

        assert len(tags) >= 4  # an inode may be given again


class TestContentDisposition:
    @on_one_file
    @given(st.text(min_size=1), st.booleans())
    def test_survives_any_name(self, film, name, attachment):
        """
        Any name makes one valid ASCII header, of which clients read the name but for separators and controls.
        """
        value = _client(film, filename=name, attachment=attachment).get().headers["content-disposition"]

        assert value.isascii()
        assert value.isprintable()
        message = Message()
        message["Content-Disposition"] = value
        assert ("attachment" if attachment else "inline") == message.get_content_disposition()
        read = value.partition("filename*=UTF-8''")[2]
        shown = unquote(read, errors="strict") if read else re.search(r'; filename="([^"]*)"$', value)[1]
        assert len(name) == len(shown)
        assert all(theirs in {ours, "_"} for ours, theirs in zip(name, shown, strict=True))

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("film.mp4", 'inline; filename="film.mp4"'),
            ("my film.mp4", 'inline; filename="my film.mp4"'),
            (
                "Gezeiten über 50 %.mp4",
                "inline; filename=\"Gezeiten _ber 50 _.mp4\"; filename*=UTF-8''Gezeiten%20%C3%BCber%2050%20%25.mp4",
            ),
            ('a"; x="b.mp4', "inline; filename=\"a_; x=_b.mp4\"; filename*=UTF-8''a%22%3B%20x%3D%22b.mp4"),
            ("a\r\nX: y", 'inline; filename="a__X: y"'),
            ("../a\\b", 'inline; filename=".._a_b"'),
        ],
    )
    def test_is_spelled(self, film, name, expected):
        """
        Plain names are plain, others have both spellings, and nothing breaks out of the quotes.
        """
        assert expected == _client(film, filename=name).get().headers["content-disposition"]


class TestSending:
    @pytest.mark.usefixtures("_small_chunks")
    @pytest.mark.parametrize("is_stuck", [False, True])
    def test_stops_when_the_client_leaves(self, film, is_stuck):
        """
        A client that leaves ends it: nothing is read on, no task is left, the file is closed, also amid a send.
        """
        closed = _Watched(film)

        async def leave():
            leaves = asyncio.Event()

            async def on_chunk(answer):
                if len(answer.chunks) == 2:
                    leaves.set()
                    # A server that drops what is sent to nobody, or one that waits for it to be taken.
                    await (asyncio.Event().wait() if is_stuck else asyncio.sleep(0))

            return await _client(closed.path).ask("GET", {}, on_chunk, leaves=leaves)

        answer = asyncio.run(leave())

        assert not answer.is_complete
        assert len(answer.chunks) <= 4
        assert [True] == closed.files

    @pytest.mark.usefixtures("_small_chunks")
    def test_closes_the_file_when_the_server_fails(self, film):
        """
        An error of the server is passed on, and the file is closed.
        """
        closed = _Watched(film)

        async def on_chunk(answer):
            raise ConnectionResetError("gone")

        with pytest.raises(Exception, match=r"gone|after response started"):
            _client(closed.path).get(on_chunk=on_chunk)
        assert [True] == closed.files

    def test_waits_for_a_read_before_closing(self, film):
        """
        Cancelled in the middle of a read, the file is closed only when the read is over.
        """
        order = []
        may_read, is_reading = threading.Event(), threading.Event()

        def read():
            is_reading.set()
            may_read.wait()
            order.append("read")

        async def cancel():
            task = asyncio.ensure_future(files._in_thread(read))
            await asyncio.to_thread(is_reading.wait)
            task.cancel()
            await asyncio.sleep(0)
            may_read.set()
            with pytest.raises(asyncio.CancelledError):
                await task
            order.append("over")

        asyncio.run(cancel())

        assert ["read", "over"] == order

    @pytest.mark.usefixtures("_small_chunks")
    def test_ends_when_the_file_is_shortened(self, tmp_path):
        """
        A file that loses its end while it is sent ends the response, short of what was announced.
        """
        path = tmp_path / "film.mp4"
        path.write_bytes(bytes(100_000))

        async def on_chunk(answer):
            os.truncate(path, 0)

        answer = _client(path).get(on_chunk=on_chunk)

        assert not answer.is_complete
        assert len(answer.body) < 100_000

    @pytest.mark.usefixtures("_small_chunks")
    def test_is_not_disturbed_by_a_replacement(self, tmp_path):
        """
        A file that is replaced, or removed, while it is sent is sent to its end.
        """
        path = tmp_path / "film.mp4"
        path.write_bytes(CONTENT)

        async def on_chunk(answer):
            path.unlink(missing_ok=True)

        answer = _client(path).get(on_chunk=on_chunk)

        assert (CONTENT, True) == (answer.body, answer.is_complete)

    def test_does_not_mix_two_files(self, tmp_path):
        """
        A file replaced between being described and being opened is not sent under the other's description.
        """
        path = tmp_path / "film.mp4"
        path.write_bytes(CONTENT)

        @route("/file", http_method="GET", sync_to_thread=False)
        def handler(request: Request) -> File:
            response = file_response(request, path, media_type="video/mp4", filename="film.mp4")
            path.write_bytes(b"other")
            return response

        answer = Client(Litestar([handler], openapi_config=None)).get()

        assert (503, "1") == (answer.status, answer.headers["retry-after"])

    def test_leaves_no_file_open(self, film):
        """
        Whole, part, not modified and HEAD: no handle is left to the garbage collector.
        """
        client = _client(film)
        with warnings.catch_warnings():
            warnings.simplefilter("error", ResourceWarning)
            for method, headers in [("GET", {}), ("GET", {"range": "bytes=1-2"}), ("HEAD", {})]:
                closed = _Watched(film)
                _client(closed.path).get(method, **headers)
                assert all(closed.files)
                client.get(method, **headers)
            gc.collect()


class _Watched:
    """A path that remembers what was opened; ``files`` tells which are closed."""

    def __init__(self, path):
        opened = self.opened = []

        class Watched(type(path)):
            def open(self, *args, **kwargs):
                opened.append(super().open(*args, **kwargs))
                return opened[-1]

        self.path = Watched(path)

    @property
    def files(self):
        return [file.closed for file in self.opened]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    outer = tmp_path_factory.mktemp("outer")
    folder = outer / "folder"
    (folder / "sub").mkdir(parents=True)
    for path in (folder / "film.mp4", folder / ".hidden", folder / "sub" / "deep.mp4", outer / "secret"):
        path.write_bytes(b"x")
    (folder / "good-link").symlink_to("film.mp4")
    (folder / "bad-link").symlink_to("../secret")
    (folder / "absolute-link").symlink_to(outer / "secret")
    (folder / "hidden-link").symlink_to(".hidden")
    (folder / "loop").symlink_to("loop")
    (folder / "dangling").symlink_to("none")
    os.mkfifo(folder / "pipe")
    return folder


class TestInside:
    def test_finds_files(self, folder):
        """
        A file of the folder, also by a link that stays in it.
        """
        assert folder / "film.mp4" == inside(folder, "film.mp4")
        assert folder / "film.mp4" == inside(folder, "good-link")

    @pytest.mark.parametrize(
        "name",
        [
            "",
            ".",
            "..",
            ".hidden",
            "hidden-link",
            "bad-link",
            "absolute-link",
            "loop",
            "dangling",
            "sub",
            "pipe",
            "none",
            "sub/deep.mp4",
            "../secret",
            "sub/../film.mp4",
            "./film.mp4",
            "film.mp4/",
            "/etc/passwd",
            "sub\\deep.mp4",
            "film.mp4\0",
            "film.mp4\0.txt",
            "x" * 5000,
            "\ud800",
            "film.mp4\n",
        ],
    )
    def test_finds_nothing_else(self, folder, name):
        """
        Whatever leads elsewhere, is hidden, is no file or is not there is not found.
        """
        with pytest.raises(NotFoundError):
            inside(folder, name)

    def test_finds_nothing_in_no_folder(self, folder):
        """
        Without the folder there is no file.
        """
        with pytest.raises(NotFoundError):
            inside(folder / "none", "film.mp4")

    @given(
        name=st.text()
        | st.text("./\\\0fs")
        | st.lists(st.sampled_from(["..", ".", "/", "\\", "film.mp4", "sub", "secret", "bad-link", "\0"])).map("".join)
    )
    def test_never_leaves_the_folder(self, folder, name):
        """
        Any name finds a visible file directly in the folder, or nothing.
        """
        try:
            found = inside(folder, name)
        except NotFoundError:
            return
        assert folder == found.parent
        assert not found.name.startswith(".")
        assert found.is_file()


class TestMediaType:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("a.mp4", "video/mp4"),
            ("a.webm", "video/webm"),
            ("a.mkv", "video/x-matroska"),
            ("a.mov", "video/quicktime"),
            ("a.srt", "application/x-subrip"),
            ("a.vtt", "text/vtt; charset=utf-8"),
            ("a.ass", "text/x-ssa; charset=utf-8"),
            ("a.json", "application/json"),
            ("a.jpg", "image/jpeg"),
            ("a.png", "image/png"),
            ("a.txt", "text/plain; charset=utf-8"),
            ("a.md", "text/markdown; charset=utf-8"),
            ("A.B.MP4", "video/mp4"),
            ("a.html", "application/octet-stream"),
            ("mp4", "application/octet-stream"),
        ],
    )
    def test_goes_by_the_end(self, name, expected):
        """
        What we make has its type; anything else is bytes, which no browser runs.
        """
        assert expected == media_type_of(name)
