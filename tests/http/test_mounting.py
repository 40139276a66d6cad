"""The application inside another."""

from contextlib import asynccontextmanager

import pytest
from litestar import Litestar, asgi
from litestar.testing import TestClient
from litestar.types import Receive, Scope, Send

from aura_core.settings import Settings
from aura_http import create_app


class TestMounting:
    def test_answers_below_a_prefix(self, tmp_path):
        """
        Mounted in another application, which runs its lifespan, it answers there as it does alone.
        """
        ours = create_app(Settings(data=tmp_path))
        mounted = asgi("/aura", is_mount=True, copy_scope=True)(_handing_to(ours))

        @asynccontextmanager
        async def opened(_):
            async with ours.lifespan():
                yield

        with TestClient(Litestar([mounted], lifespan=[opened]), base_url="http://127.0.0.1") as client:
            listed = client.get("/aura/api/jobs")
            unknown = client.get("/aura/api/jobs/none")

        assert (200, 0) == (listed.status_code, listed.json()["count"])
        assert (404, "E404") == (unknown.status_code, unknown.json()["errorCode"])
        assert "application/problem+json" == unknown.headers["content-type"]

    def test_has_only_what_it_offers(self):
        """
        The package's names are found when they are asked for, and no others.
        """
        import aura_http  # noqa: PLC0415

        with pytest.raises(AttributeError, match="nothing"):
            aura_http.nothing  # noqa: B018


def _handing_to(application):
    async def handler(scope: Scope, receive: Receive, send: Send) -> None:
        await application(scope, receive, send)

    return handler
