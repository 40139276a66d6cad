"""
WebSockets, over real sockets.
"""

import asyncio

import attrs
import pytest
from wsproto.events import BytesMessage, CloseConnection, Ping, TextMessage
from wsproto.utilities import generate_accept_token

from aura_core.errors import OfflineError, ProviderError
from aura_core.model.policy import Proxies
from aura_core.model.provider import Account
from aura_core.outbound.call import Call
from aura_core.testing.stub import Answer, Fault
from aura_core.testing.talking import Talk
from aura_core.verdicts import Verdict

from .conftest import GREETER, KEY


TALK = Call("GET", "talk")


def _asked(service, said):
    """Have *service* say *said* to whatever it hears."""
    service.routes[("GET", "/v1/talk")] = lambda asked: Talk(lambda heard: said)


def _agreed(key, said=b""):
    """Agree to what was asked with *key*, and say *said* as it is."""
    accepted = generate_accept_token(key.encode()).decode()
    headers = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Accept": accepted}
    return Answer(said, 101, headers=headers)


async def _two(socket):
    await socket.send("Hello.")
    return [await socket.receive(), await socket.receive()]


def _held(way, call=TALK):
    return asyncio.run(way.channel.talk(call, _two))


class TestWebSocket:
    def test_gives_messages_whole(self, way, service):
        """
        Texts and bytes come as they were meant, whatever frames they came in, and who asks whether we are there is told.
        """
        pieces = [TextMessage("The ", message_finished=False), Ping(b"?"), TextMessage("sea.")]
        _asked(service, [*pieces, BytesMessage(b"\0" * 70_000)])
        made = way()

        assert ["The sea.", b"\0" * 70_000] == _held(made)
        assert [None] == [record.verdict for record in made.records]
        assert f"Bearer {KEY}" == service.asked[0].headers["authorization"]

    @pytest.mark.parametrize(
        ("said", "verdict"),
        [
            ([CloseConnection(1007, "Unsupported voice.")], Verdict.REJECTED),
            ([CloseConnection(1011, "Oops.")], Verdict.SERVER_ERROR),
            ([CloseConnection(1000)], Verdict.TRUNCATED),
            (["a", CloseConnection(1001)], Verdict.TRUNCATED),
            ([b"\0" * 2000], Verdict.TOO_LARGE),
        ],
    )
    def test_tells_endings_apart(self, said, verdict, way, service):
        """
        Who ends the conversation, breaks off or says too much, fails in a way of its own.
        """
        _asked(service, said)
        with pytest.raises(ProviderError) as caught:
            _held(way(), attrs.evolve(TALK, largest=1000, harmless=False))

        assert (verdict, "greeter") == (caught.value.verdict, caught.value.provider)

    @pytest.mark.parametrize(
        ("answer", "verdict"),
        [
            (lambda asked: Answer({"hello": "world"}), Verdict.WRONG_TYPE),
            (lambda asked: _agreed("something else"), Verdict.BAD_SCHEMA),
            (lambda asked: _agreed(asked.headers["sec-websocket-key"], b"\xff\xff\xff"), Verdict.BAD_SCHEMA),
        ],
    )
    def test_is_held_only_as_agreed(self, answer, verdict, way, service):
        """
        An answer, an agreement to something else, and what has no frames are no conversation.
        """
        service.routes[("GET", "/v1/talk")] = answer
        with pytest.raises(ProviderError) as caught:
            _held(way())

        assert verdict is caught.value.verdict

    def test_is_tried_again(self, way, service):
        """
        What was lost on the way is begun anew.
        """
        _asked(service, ["a", "b"])
        service.once = [Fault.RESET, Fault.TRUNCATED]

        assert ["a", "b"] == _held(way())
        assert 3 == len(service.asked)

    def test_goes_through_the_proxy(self, way, service):
        """
        The settings' proxy stands between, as for every other call.
        """
        _asked(service, ["a", "b"])
        made = way(proxies=Proxies(http=service.url))
        made.channel = made.outbound.channel(GREETER, Account(KEY, "http://greeter.example"), "script")

        assert ["a", "b"] == _held(made)
        assert ["greeter.example"] == [asked.headers["host"] for asked in service.asked]

    def test_is_not_held_offline(self, way, service):
        """
        Nothing leaves the machine in offline mode.
        """
        with pytest.raises(OfflineError):
            _held(way(offline=True))

        assert [] == service.asked
