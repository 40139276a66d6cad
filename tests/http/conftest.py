"""
A server of toy routes.
"""

from typing import Any

import attrs
import pytest
from litestar import Response, get, post
from litestar.exceptions import ClientException, HTTPException
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.response import ServerSentEvent
from litestar.testing import TestClient

from aura_core import errors
from aura_core.model.order import Order
from aura_core.model.render import RenderSpec
from aura_core.timing import Seconds
from aura_core.verdicts import Verdict
from aura_http.app import create_app
from aura_http.threads import threaded


@attrs.frozen
class Toy:
    """
    A toy.

    Attributes:
        play_time: How long it lasts, seconds.
    """

    toy_name: str
    play_time: Seconds = Seconds(90)


@post("/orders")
async def make_order(data: JSONBody[Order]) -> Order:
    """Order a film."""
    return data


@post("/toys")
async def make_toys(data: JSONBody[list[Toy]]) -> list[Toy]:
    return data


@post("/maybe")
async def make_maybe(data: JSONBody[Toy | None] = None) -> dict[str, Any]:
    return {"toy": data}


@get("/toys/{number:int}")
async def see_toy(number: FromPath[int], limit: FromQuery[int], page: FromQuery[int]) -> Response[Toy]:
    return Response(Toy(f"{number}/{limit}/{page}"), headers={"ETag": "x"})


@get("/render-spec")
async def see_spec() -> RenderSpec:
    return RenderSpec()


@get("/fails/{name:str}")
async def fail(name: FromPath[str]) -> None:
    raise FAILURES[name]


@get("/nobody")
@threaded
def see_nobody() -> Toy:
    """Look for what is not there, in a thread."""
    return next(toy for toy in () if toy)


@get("/polled", limit=None, max_age=60)
async def see_polled() -> Toy:
    """Look as often as you like."""
    return Toy("top")


@post("/films", limit="jobs")
async def make_film() -> Toy:
    """Make something that takes long."""
    return Toy("film")


@get("/long")
async def see_long() -> list[Toy]:
    """Say a lot."""
    return [Toy(f"toy {number}") for number in range(300)]


@get("/tagged")
async def see_tagged() -> Response[list[Toy]]:
    """Say a lot that has a version."""
    return Response([Toy("toy")] * 300, headers={"ETag": '"x"'})


@get("/stream")
async def see_stream() -> ServerSentEvent:
    return ServerSentEvent(iter(["one"]))


FAILURES = {
    "queue": errors.QueueFullError("Too many jobs wait.", retry_after=7, remedy="Wait."),
    "missing": errors.NotFoundError("There is no such job.", remedy="List them."),
    "provider": errors.SpeechError(
        "It answered 401 for sk-abcdefghijkl.", provider="Piper", remedy="Look.", stage="narration"
    ),
    "refused": errors.SpeechError("No such voice.", provider="Piper", remedy="Choose another.", refused=True),
    "offline": errors.OfflineError("Nothing may be sent.", provider="openai", remedy="Go online."),
    "limited": errors.ProviderError(
        "It was too much.", provider="openai", remedy="Wait.", verdict=Verdict.RATE_LIMITED, retry_after=6.2
    ),
    "unconfigured": errors.ProviderError(
        "It has no key.", provider="openai", remedy="Give one.", verdict=Verdict.NOT_CONFIGURED
    ),
    "group": ExceptionGroup("tasks", [errors.DiskFullError("The disk is full.", remedy="Free some room.")]),
    "unforeseen": RuntimeError("the password is hunter2"),
    "401": HTTPException(status_code=401),
    "406": HTTPException(status_code=406),
    "413": HTTPException(status_code=413),
    "422": HTTPException(status_code=422, detail="It is understood."),
    "429": HTTPException(status_code=429, headers={"Retry-After": "9"}),
    "500": HTTPException(status_code=500, detail="the password is hunter2"),
    "503": HTTPException(status_code=503),
    "418": ClientException(status_code=418),
}

ROUTES = [
    make_order,
    make_toys,
    make_maybe,
    see_toy,
    see_nobody,
    see_spec,
    see_polled,
    see_long,
    see_tagged,
    make_film,
    fail,
    see_stream,
]


def client_of(routes=ROUTES, address=None, app=None, **options):
    app = app or create_app(routes, **options)
    return TestClient(from_address(app, address) if address else app, base_url="http://127.0.0.1:5005")


def from_address(app, address):
    """Return *app* as somebody at *address* meets it."""

    async def called(scope, receive, send):
        if scope["type"] == "http":
            scope = {**scope, "client": (address, 50000)}
        await app(scope, receive, send)

    return called


@pytest.fixture
def make_client():
    """Give a function that starts a server with options of :func:`create_app`, which *address* asks."""
    return client_of


@pytest.fixture(scope="module")
def client():
    """Give a client of a server with toy routes."""
    with client_of() as started:
        yield started
