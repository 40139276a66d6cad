"""
Webhooks, against a receiver on 127.0.0.1.
"""

import asyncio
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.errors import WebhookError
from aura_core.outbound import addresses
from aura_core.webhooks import Delivery, backoff_s, deliver, refused_url, signature, verify


PRIVATE_HOSTS = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "localhost",
    "LOCALHOST.",
    "aura.localhost",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "0.0.0.0",
    "0",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:a00:1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[fe80::1]",
    "[fec0::1]",
    "[fd00::1]",
    "[ff02::1]",
]

secrets = st.text(st.characters(codec="utf-8"), min_size=1)
bodies = st.binary(max_size=200)
times = st.integers(0, 2**40)


class _Receiver(ThreadingHTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = 200
        self.seen = []
        self.released = threading.Event()
        self.released.set()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/hook?token=hush"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append((self.path, dict(self.headers), body))
        self.server.released.wait()
        self.send_response(self.server.answer)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def receiver():
    with _Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.released.set()
        server.shutdown()
        thread.join()


def _delivery(url):
    return Delivery(id="d-1", url=url, event="job-completed", body=json.dumps({"jobId": "j"}).encode())


def _deliver(url, *, secret=None, allow_private=True, timeout_s=10):
    return asyncio.run(deliver(_delivery(url), secret=secret, allow_private=allow_private, timeout_s=timeout_s))


@pytest.fixture
def resolving(monkeypatch):
    """Give a function that makes every name mean certain addresses, another list on every question."""

    def pretend(*answers):
        left = list(answers)

        async def getaddrinfo(self, host, port, **kwargs):
            found = left.pop(0)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

        monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", getaddrinfo)
        return left

    return pretend


class TestSignature:
    def test_is_the_documented_one(self):
        """
        What is signed is the time, a dot and the body; a receiver needs nothing of ours to check it.
        """
        # printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac secret
        expected = "t=1700000000,v1=49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686"

        assert expected == signature("secret", 1_700_000_000, b'{"a":1}')

    @given(secrets, times, bodies, st.integers(-300, 300))
    def test_is_verified(self, secret, timestamp, body, late):
        """
        What was signed verifies within the tolerance.
        """
        assert verify(secret, signature(secret, timestamp, body), body, now=timestamp + late)

    @given(secrets, secrets, times, bodies, bodies, st.integers(-1000, 1000))
    def test_of_anything_else_is_not(self, secret, other_secret, timestamp, body, other_body, late):
        """
        Another secret, another body, or a time too far away does not verify.
        """
        signed = signature(secret, timestamp, body)

        # HMAC pads short keys with zeros: a secret and the same with NULs at its end are one.
        assert (secret.rstrip("\0") == other_secret.rstrip("\0")) or not verify(
            other_secret, signed, body, now=timestamp
        )
        assert (body == other_body) == verify(secret, signed, other_body, now=timestamp)
        assert (abs(late) <= 300) == verify(secret, signed, body, now=timestamp + late)

    @given(st.text() | st.from_regex(r"t=\d+,v1=[0-9a-f]{64}"))
    def test_that_is_garbage_is_refused(self, header):
        """
        A header that nobody signed is refused, not stumbled over.
        """
        assert not verify("secret", header, b"{}", now=0, tolerance_s=float("inf"))


class TestBackoff:
    def test_doubles_up_to_five_minutes(self):
        """
        The waits are those documented.
        """
        assert [5, 10, 20, 40, 80, 160, 300, 300] == [backoff_s(attempt) for attempt in range(8)]
        assert 300 == backoff_s(10_000)


class TestRefusedURL:
    @pytest.mark.parametrize("host", PRIVATE_HOSTS)
    def test_refuses_private_addresses_however_spelled(self, host):
        """
        An address that is not public is refused by its looks, unless it is allowed; that of clouds always.
        """
        url = f"https://{host}:8080/hook"
        allowed = refused_url(url, allow_private=True)

        assert "is no public address" in refused_url(url)
        assert ("credentials" in allowed) if "169.254." in host else allowed is None

    @pytest.mark.parametrize(
        "url",
        [
            "",
            "hook",
            "//example.org/hook",
            "ftp://example.org/",
            "file:///etc/passwd",
            "http://",
            "http:///hook",
            "http://user@example.org/",
            "http://user:word@example.org/",
            "http://:word@example.org/",
            "http://example.org:99999/",
            "http://example.org:0/",
            "http://example.org:x/",
            "http://[::1/",
            "http://exa mple.org/",
            "http://127.0.0.1\\@example.org/",
            "http://example.org/\r\nX: y",
        ],
    )
    def test_refuses_what_is_no_address_to_post_to(self, url):
        """
        Only http and https, a host, no credentials and nothing that parsers disagree about; a sentence says so.
        """
        assert refused_url(url, allow_private=True).endswith(".")

    @pytest.mark.parametrize(
        "url",
        [
            "http://example.org",
            "https://example.org:8443/a?b=c#d",
            "https://93.184.215.14/",
            "https://[2606:4700::1]/",
            "https://[::ffff:93.184.215.14]/",
            "https://[64:ff9b::5db8:d70e]/",
        ],
    )
    def test_lets_public_ones_pass(self, url):
        """
        What may be public is not refused.
        """
        assert refused_url(url) is None

    @given(st.text())
    def test_never_stumbles(self, text):
        """
        Any text has an answer.
        """
        assert isinstance(refused_url("http://" + text), str | None)


class TestDeliver:
    def test_posts_once_what_was_asked_for(self, receiver):
        """
        The receiver gets the body, who sent it, what happened and which delivery it is.
        """
        assert 200 == _deliver(receiver.url, secret="secret")

        [(path, headers, body)] = receiver.seen
        assert ("/hook?token=hush", b'{"jobId": "j"}') == (path, body)
        assert {
            "Content-Type": "application/json",
            "X-Aura-Event": "job-completed",
            "X-Aura-Delivery": "d-1",
            "User-Agent": f"aura/{metadata.version('aura-video')}",
            "Host": f"127.0.0.1:{receiver.server_port}",
        }.items() <= headers.items()
        timestamp = int(headers["X-Aura-Signature"].removeprefix("t=").partition(",")[0])
        assert verify("secret", headers["X-Aura-Signature"], body, now=timestamp)

    @pytest.mark.parametrize("secret", [None, ""])
    def test_signs_nothing_without_a_secret(self, receiver, secret):
        """
        No secret, no signature.
        """
        _deliver(receiver.url, secret=secret)

        assert "X-Aura-Signature" not in receiver.seen[0][1]

    @pytest.mark.parametrize(
        ("status", "retryable"),
        [(302, False), (307, False), (400, False), (404, False), (410, False)]
        + [(status, True) for status in (408, 425, 429, 500, 502, 503, 504)],
    )
    def test_tells_what_may_be_tried_again(self, receiver, status, retryable):
        """
        Any answer but 2xx is an error, posted once, and retryable only when it asks for that.
        """
        receiver.answer = status

        with pytest.raises(WebhookError, match=f"answered {status}") as caught:
            _deliver(receiver.url)

        assert (status, retryable) == (caught.value.status, caught.value.retryable)
        assert ["/hook?token=hush"] == [path for path, _, _ in receiver.seen]
        assert "hush" not in str(caught.value)

    def test_may_be_tried_again_when_nobody_listens(self):
        """
        A refused connection is retryable.
        """
        with socket.create_server(("127.0.0.1", 0)) as listening:
            url = f"http://127.0.0.1:{listening.getsockname()[1]}/"

        with pytest.raises(WebhookError, match="not reached") as caught:
            _deliver(url)
        assert (None, True) == (caught.value.status, caught.value.retryable)

    def test_does_not_wait_for_ever(self, receiver):
        """
        A receiver that never answers is given up, and may be tried again.
        """
        receiver.released.clear()

        with pytest.raises(WebhookError, match="not reached") as caught:
            _deliver(receiver.url, timeout_s=0.2)
        assert caught.value.retryable

    @pytest.mark.parametrize("host", PRIVATE_HOSTS)
    def test_refuses_private_addresses(self, receiver, host):
        """
        Nothing is sent to an address that is not public, and no other try is asked for.
        """
        with pytest.raises(WebhookError, match="no public address") as caught:
            _deliver(f"http://{host}:{receiver.server_port}/", allow_private=False)

        assert not caught.value.retryable
        assert [] == receiver.seen

    @pytest.mark.parametrize("addresses", [["127.0.0.1"], ["93.184.215.14", "127.0.0.1"], ["::ffff:127.0.0.1"]])
    def test_refuses_names_of_private_addresses(self, receiver, resolving, addresses):
        """
        One private address among those of a name refuses the name.
        """
        resolving(addresses)

        with pytest.raises(WebhookError, match="no public address") as caught:
            _deliver(f"http://hook.example:{receiver.server_port}/", allow_private=False)

        assert not caught.value.retryable
        assert [] == receiver.seen

    def test_connects_to_the_address_that_was_checked(self, receiver, resolving, monkeypatch):
        """
        A name is resolved once: who answers differently the second time (DNS rebinding) is never asked.
        """
        left = resolving(["127.0.0.1"], ["127.0.0.2"])
        checked = []
        monkeypatch.setattr(addresses, "_is_private", lambda address: checked.append(str(address)))

        _deliver(f"http://hook.example:{receiver.server_port}/", allow_private=False)

        assert [["127.0.0.2"]] == left
        assert ["127.0.0.1"] == checked
        assert f"hook.example:{receiver.server_port}" == receiver.seen[0][1]["Host"]

    def test_tries_the_other_addresses(self, receiver, resolving):
        """
        When one address of a host is out of reach, the next is tried, and the post is made once.
        """
        resolving(["127.0.0.9", "127.0.0.1"])

        assert 200 == _deliver(f"http://hook.example:{receiver.server_port}/")
        assert 1 == len(receiver.seen)

    def test_ignores_proxies(self, receiver, monkeypatch):
        """
        A proxy of the environment would resolve the name itself, so it is not used.
        """
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
        monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")

        assert 200 == _deliver(receiver.url)

    def test_may_be_tried_again_when_a_name_is_unknown(self, monkeypatch):
        """
        A name server may know the name later.
        """

        async def getaddrinfo(self, host, port, **kwargs):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

        monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", getaddrinfo)

        with pytest.raises(WebhookError, match="has no address") as caught:
            _deliver("http://hook.example/", allow_private=False)
        assert caught.value.retryable


class TestDelivery:
    @pytest.mark.parametrize("text", ["", "a b", "a\r\nX-Evil: 1", "é"])
    def test_cannot_smuggle_headers(self, text):
        """
        Id and event go into headers and are visible ASCII.
        """
        with pytest.raises(ValueError, match="regex"):
            Delivery(id=text, url="http://example.org/", event="job-completed", body=b"{}")
        with pytest.raises(ValueError, match="regex"):
            Delivery(id="d-1", url="http://example.org/", event=text, body=b"{}")
