"""
A service that holds a conversation over a WebSocket, rightly or not.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs


if TYPE_CHECKING:
    from wsproto.events import Event


__all__ = ["Message", "Talk", "held", "silenced", "spoiled"]

_PAUSE_S: Final = 0.02

Message: TypeAlias = "str | bytes | Event"
"""What is said at once: a text, bytes, or what is no message as wsproto knows it."""


@attrs.frozen
class Talk:
    """
    What is said instead of an answer.

    Attributes:
        turn: Gives what is said to each message that is heard, maybe nothing.
    """

    turn: Callable[[str], Iterable[Message]]


def silenced(talk: Talk) -> Talk:
    """Have *talk* begin, and break off in the middle of what it says."""

    def turn(heard: str) -> Iterable[Message]:
        said = list(talk.turn(heard))
        yield from said[: len(said) // 2]
        if said:
            raise EOFError

    return Talk(turn)


def spoiled(talk: Talk, spoil: Callable[[str | bytes], str | bytes]) -> Talk:
    """Have *talk* say what *spoil* makes of each message."""
    return Talk(lambda heard: (spoil(one) if isinstance(one, str | bytes) else one for one in talk.turn(heard)))


async def held(
    talk: Talk,
    headers: Mapping[str, str],
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    *,
    endless: bool = False,
) -> None:
    """
    Hold *talk* with whoever asked for it by *headers*, until they have enough.

    Args:
        endless: Whether nothing is said but that one is still there, for ever.
    """
    from wsproto.connection import SERVER, Connection  # noqa: PLC0415 - of an extra
    from wsproto.events import CloseConnection, Ping, TextMessage  # noqa: PLC0415 - likewise
    from wsproto.utilities import generate_accept_token  # noqa: PLC0415 - likewise

    accepted = generate_accept_token(headers["sec-websocket-key"].encode()).decode()
    head = ("HTTP/1.1 101 .", "Upgrade: websocket", "Connection: Upgrade", f"Sec-WebSocket-Accept: {accepted}")
    writer.write("\r\n".join([*head, "", ""]).encode())
    connection = Connection(SERVER)
    while endless and not reader.at_eof():
        writer.write(connection.send(Ping()))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PAUSE_S):
                await reader.read(1)
    heard = ""
    with contextlib.suppress(EOFError):
        while data := await reader.read(65_536):
            connection.receive_data(data)
            for event in connection.events():
                if isinstance(event, CloseConnection):
                    return
                heard += event.data if isinstance(event, TextMessage) else ""
                if isinstance(event, TextMessage) and event.message_finished:
                    for message in talk.turn(heard):
                        writer.write(connection.send(_said(message)))
                    heard = ""
            await writer.drain()


def _said(message: Message) -> Event:
    from wsproto.events import BytesMessage, TextMessage  # noqa: PLC0415 - likewise

    if isinstance(message, str):
        return TextMessage(message)
    return BytesMessage(message) if isinstance(message, bytes) else message
