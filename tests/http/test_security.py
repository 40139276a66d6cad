"""
Who may ask, and who may read the answer.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar.datastructures import Headers

from aura_http.access import Access
from aura_http.security import Guarded


OURS = [
    "http://localhost:5173",
    "http://127.0.0.1:8080",
    "https://localhost",
    "http://[::1]:3000",
    "HTTP://LocalHost:1",
]
OTHERS = [
    "https://evil.example",
    "http://localhost.evil.example",
    "http://127.0.0.1.evil.example",
    "http://evil.example#localhost",
    "http://localhost@evil.example",
    "http://[::1",
    "file://localhost",
    "chrome-extension://localhost",
    "null",
    "",
    "*",
]
SHOWS = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}


class TestHost:
    @pytest.mark.parametrize("host", ["localhost", "localhost:5005", "127.0.0.1:1", "[::1]", "[::1]:5005", "LOCALHOST"])
    def test_may_be_this_machine(self, client, host):
        """
        This machine is known by its names, on any port.
        """
        assert 200 == client.get("/render-spec", headers={"Host": host}).status_code

    @pytest.mark.parametrize(
        "host",
        ["evil.example", "evil.example:5005", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "["],
    )
    def test_may_be_no_other(self, client, host):
        """
        A name that leads here without being ours is DNS rebinding, and refused for reading and writing.
        """
        for method, path in (("GET", "/render-spec"), ("POST", "/orders"), ("GET", "/schema")):
            assert 403 == client.request(method, path, headers={"Host": host}).status_code

    def test_may_be_the_address_that_was_connected_to(self):
        """
        An address that leads here without DNS cannot have been rebound; any other could have.
        """
        guard = Guarded(None, Access())
        scope = {"type": "http", "scheme": "http", "server": ("192.0.2.5", 5005)}

        assert "" == guard._refusal(scope, Headers({"host": "192.0.2.5:5005"}))
        assert guard._refusal(scope, Headers({"host": "192.0.2.6:5005"}))
        assert guard._refusal({**scope, "server": ("studio", 80)}, Headers({"host": "studio"}))

    def test_may_be_allowed(self, make_client):
        """
        A host allowed by name is served, on any port, to its own pages too.
        """
        with make_client(access=Access(hosts=("Studio.Example",))) as client:
            headers = {"Host": "studio.example:5005", "Origin": "http://studio.example:5005"}

            assert 200 == client.get("/render-spec", headers=headers).status_code
            assert 403 == client.get("/render-spec", headers={**headers, "Origin": "http://studio.example"}).status_code


class TestOrigin:
    @pytest.mark.parametrize("origin", OURS)
    def test_may_be_this_machine(self, client, origin):
        """
        Pages of this machine may ask and read, and are named back, never a wildcard.
        """
        answer = client.get("/render-spec", headers={"Origin": origin})

        assert (200, origin) == (answer.status_code, answer.headers["access-control-allow-origin"])
        assert "Origin" in answer.headers["vary"]
        assert {"X-Correlation-ID", "Location", "ETag", "Retry-After", "Content-Range"} <= set(
            answer.headers["access-control-expose-headers"].split(", ")
        )

    @pytest.mark.parametrize("origin", OTHERS)
    @pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
    def test_may_be_no_other(self, client, origin, method):
        """
        Other pages may neither read nor write, nor ask whether they may.
        """
        headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}

        answer = client.request(method, "/orders", headers=headers)

        assert 403 == answer.status_code
        assert "access-control-allow-origin" not in answer.headers

    @given(name=st.from_regex(r"[a-z0-9.-]{1,30}", fullmatch=True))
    def test_is_never_a_name_that_only_looks_local(self, name):
        """
        No name in a foreign domain is taken for this machine.
        """
        guard = Guarded(None, Access())
        scope = {"type": "http", "scheme": "http"}

        assert guard._refusal(scope, Headers({"host": f"{name}.example"}))
        assert guard._refusal(scope, Headers({"host": "localhost", "origin": f"http://{name}.example"}))

    def test_may_be_allowed(self, make_client):
        """
        An origin allowed by name may ask and read; even ``null``, for who must.
        """
        with make_client(access=Access(origins=("https://studio.example/", "null"))) as client:
            for origin in ("https://studio.example", "null"):
                answer = client.get("/render-spec", headers={"Origin": origin})

                assert (200, origin) == (answer.status_code, answer.headers["access-control-allow-origin"])
            assert 403 == client.get("/render-spec", headers={"Origin": "http://studio.example"}).status_code

    def test_is_told_of_problems_too(self, client):
        """
        An allowed page can read why its request failed.
        """
        answer = client.get("/fails/unforeseen", headers={"Origin": OURS[0]})

        assert (500, OURS[0]) == (answer.status_code, answer.headers["access-control-allow-origin"])

    def test_is_not_needed(self, client):
        """
        Programs send none; caches are told that it matters all the same.
        """
        answer = client.get("/render-spec")

        assert 200 == answer.status_code
        assert "Origin" in answer.headers["vary"]
        assert "access-control-allow-origin" not in answer.headers


class TestOtherSites:
    @pytest.mark.parametrize(
        "headers",
        [
            SHOWS,
            {**SHOWS, "Referer": "https://evil.example/page"},
            {**SHOWS, "Referer": "http://localhost.evil.example/"},
            {**SHOWS, "Referer": "http://["},
            {**SHOWS, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
        ],
    )
    def test_may_not_show_what_is_here(self, client, headers):
        """
        A picture, a script or a frame in another site's page makes this server do nothing.
        """
        answer = client.get("/render-spec", headers=headers)

        assert (403, "E403") == (answer.status_code, answer.json()["errorCode"])

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "none"},
            {"Sec-Fetch-Site": "same-origin"},
            {"Sec-Fetch-Site": "same-site"},
            {**SHOWS, "Referer": "http://127.0.0.1:5173/create"},
            {**SHOWS, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Referer": "https://mail.example/"},
        ],
    )
    def test_may_be_this_machine_or_lead_here(self, client, headers):
        """
        The user himself, pages of this machine, and links are served.
        """
        assert 200 == client.get("/render-spec", headers=headers).status_code


class TestPreflight:
    def test_is_answered(self, client):
        """
        A page of ours that asks first is told the methods and headers, also for the private network.
        """
        headers = {
            "Origin": OURS[0],
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type,idempotency-key",
            "Access-Control-Request-Private-Network": "true",
        }

        answer = client.options("/orders", headers=headers)

        assert (204, OURS[0], b"") == (
            answer.status_code,
            answer.headers["access-control-allow-origin"],
            answer.content,
        )
        assert {"POST", "DELETE", "PUT"} <= set(answer.headers["access-control-allow-methods"].split(", "))
        assert {"Content-Type", "Idempotency-Key", "Last-Event-ID", "Range", "If-Match", "If-None-Match"} <= set(
            answer.headers["access-control-allow-headers"].split(", ")
        )
        assert "true" == answer.headers["access-control-allow-private-network"]
        assert answer.headers["x-correlation-id"]

    def test_is_told_from_other_options(self, client):
        """
        OPTIONS without that question is the route's own.
        """
        assert "POST" in client.options("/orders").headers["allow"]
