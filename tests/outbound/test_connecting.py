"""
One request, over real HTTP, to a service that fails as it is told to.
"""

import asyncio
import contextlib
import logging
import socket

import attrs
import httpx
import pytest

from aura_core.outbound import connecting
from aura_core.outbound.addresses import Reach
from aura_core.outbound.connecting import Request, Route, opened
from aura_core.outbound.failures import UnreachedError
from aura_core.testing.stub import Answer, Fault, Stub
from aura_core.verdicts import Verdict


ROUTE = Route(Reach.ANYWHERE)

# For services that do not answer; any other would have to hurry on a busy machine.
IMPATIENT = Route(Reach.ANYWHERE, read_s=0.1, total_s=0.2)


@pytest.fixture
def service():
    """Give a service that greets."""
    with Stub({("GET", "/hello"): lambda asked: Answer({"hello": "world" * 100})}) as stub:
        yield stub


def _ask(url, route=ROUTE, **request):
    async def asked():
        async with opened(Request("GET", url, **request), route) as response:
            return response.status_code, await response.aread()

    return asyncio.run(asked())


def _verdict(url, route=ROUTE):
    with pytest.raises(UnreachedError) as caught:
        _ask(url, route)
    assert caught.value.reason
    assert "me:pw" not in caught.value.reason
    return caught.value.verdict


def _unused_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class TestOpened:
    def test_gives_the_answer(self, service):
        """
        Status and body are those of the service, which is told who asks.
        """
        status, body = _ask(f"{service.url}/hello", headers={"X-Mine": "1"})

        assert (200, b'{"hello"') == (status, body[:8])
        assert ("1", f"127.0.0.1:{service.port}") == (
            service.asked[0].headers["x-mine"],
            service.asked[0].headers["host"],
        )
        assert service.asked[0].headers["user-agent"].startswith("aura/")

    def test_leaves_no_address_in_anybodys_log(self, service, caplog):
        """
        A program that logs what httpx tells sees its own requests, and none of ours: addresses may hold keys.
        """
        caplog.set_level(logging.DEBUG)

        _ask(f"{service.url}/hello?key=s3cr3t")
        httpx.get(f"{service.url}/hello?mine=1", trust_env=False)

        assert "mine=1" in caplog.text
        assert "s3cr3t" not in caplog.text

    @pytest.mark.parametrize("fault", [Fault.TIMEOUT, Fault.TRICKLE, Fault.TRUNCATED, Fault.RESET])
    def test_tells_apart_how_an_answer_breaks_off(self, service, fault):
        """
        Silence, a trickle, half a body and a reset are different verdicts.
        """
        service.fault = fault

        slow = fault in {Fault.TIMEOUT, Fault.TRICKLE}
        assert fault.verdict is _verdict(f"{service.url}/hello", IMPATIENT if slow else ROUTE)

    def test_tells_apart_why_there_is_no_connection(self, service, monkeypatch):
        """
        Nobody listening, no such name, no encryption and a proxy that is away are different verdicts.
        """
        port = _unused_port()

        assert Verdict.REFUSED is _verdict(f"http://127.0.0.1:{port}/")
        assert Verdict.TLS is _verdict(f"https://127.0.0.1:{service.port}/hello")
        assert Verdict.PROXY is _verdict(
            "http://example.invalid/", attrs.evolve(ROUTE, proxy=f"http://127.0.0.1:{port}")
        )
        assert Verdict.PROXY is _verdict("http://example.invalid/", attrs.evolve(ROUTE, proxy="socks9://me:pw@h"))

        async def getaddrinfo(self, host, port, **kwargs):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

        monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", getaddrinfo)
        assert Verdict.DNS is _verdict("http://example.invalid/")

    @pytest.mark.parametrize("reach", [Reach.PUBLIC, Reach.MACHINE])
    def test_keeps_within_reach(self, service, monkeypatch, reach):
        """
        What is out of reach is not connected to, whether it is written as an address or as a name.
        """
        outside = {Reach.PUBLIC: "127.0.0.1", Reach.MACHINE: "93.184.215.14"}[reach]

        async def getaddrinfo(self, host, port, **kwargs):
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (outside, port))]

        route = attrs.evolve(ROUTE, reach=reach)
        assert Verdict.PRIVATE_ADDRESS is _verdict(f"http://{outside}:{service.port}/hello", route)
        monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", getaddrinfo)
        assert Verdict.PRIVATE_ADDRESS is _verdict(f"http://name.example:{service.port}/hello", route)
        assert [] == service.asked

    def test_goes_through_a_proxy(self, service):
        """
        A proxy is asked for what it is to fetch, and resolves the name.
        """
        service.routes[("GET", "/hello")] = lambda asked: Answer({"by": "proxy"})

        status, _ = _ask("http://elsewhere.invalid/hello", attrs.evolve(ROUTE, proxy=service.url))

        assert 200 == status
        assert "elsewhere.invalid" == service.asked[0].headers["host"]

    def test_leaves_the_environment_alone(self, service, monkeypatch):
        """
        A proxy of the environment is not used behind the settings' back.
        """
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
        monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")

        assert 200 == _ask(f"{service.url}/hello")[0]

    def test_can_be_cancelled(self, service):
        """
        Whoever waits for an answer can stop waiting; that is no timeout.
        """
        service.fault = Fault.TIMEOUT

        async def cancelled():
            route = ROUTE
            task = asyncio.ensure_future(_entered(f"{service.url}/hello", route))
            await asyncio.to_thread(service.heard.wait)
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            return task.cancelled()

        assert asyncio.run(cancelled())

    def test_passes_on_what_goes_wrong_inside(self, service):
        """
        An error of whoever reads the answer stays what it is.
        """

        async def stumbling():
            async with opened(Request("GET", f"{service.url}/hello"), ROUTE):
                raise TimeoutError("mine")

        with pytest.raises(TimeoutError, match="mine"):
            asyncio.run(stumbling())

    def test_reads_certificates_once(self, service):
        """
        Reading them takes 20 ms, so it is done when something is sent, and once.
        """
        _ask(f"{service.url}/hello")
        before = connecting._trusted.cache_info().misses
        _ask(f"{service.url}/hello")

        assert before == connecting._trusted.cache_info().misses


async def _entered(url, route):
    async with opened(Request("GET", url), route) as response:
        return await response.aread()
