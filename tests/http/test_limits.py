"""
How often an address may ask.
"""

import re
import time
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar import get

from aura_core.errors import InvalidInputError
from aura_http.access import Access, Limits
from aura_http.app import create_app
from aura_http.limits import Windows
from aura_http.routes import ROUTES


OUTSIDE = "203.0.113.7"
FEW = Access(limits=Limits({"jobs": 2, "general": 3}))
TOLD = ("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset")

PAGE = Path(__file__).parents[2] / "docs" / "api" / "rate-limits.md"


@get("/see")
async def see() -> dict[str, int]:
    """Look."""
    return {}


class TestWindows:
    @given(asked=st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 30)), max_size=80), limit=st.integers(1, 5))
    def test_allow_what_one_minute_may_hold(self, asked, limit):
        """
        Whenever somebody asks, it is allowed exactly if fewer than the limit were allowed within the minute before.
        """
        windows, now, allowed = Windows(60, 10_000), 0.0, []
        for who, pause in asked:
            now += pause
            recent = [at for by, at in allowed if by == who and at > now - 60]
            may = len(recent) < limit
            standing = windows.take(who, limit, now)
            if may:
                allowed.append((who, now))
                recent.append(now)

            assert may is standing.allowed
            assert limit - len(recent) == standing.remaining
            assert recent[0] + 60 == standing.reset

    @given(asked=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), max_size=200))
    def test_are_bounded(self, asked):
        """
        However many ask, no more is kept than may be, and nobody is forgotten while he asks.
        """
        windows, now = Windows(60, 7), 0.0
        for who, pause in asked:
            now += pause
            windows.take(str(who), 100, now)

            assert sum(map(len, windows._times.values())) == windows._count <= 7 or 1 == len(windows._times)
            assert str(who) in windows._times


class TestLimited:
    def test_tells_how_one_stands(self, make_client):
        """
        Every answer says how many requests there may be, how many are left, and when there is one more.
        """
        with make_client(address=OUTSIDE, access=FEW) as client:
            answers = [client.get("/render-spec") for _ in range(4)]

        assert [200, 200, 200, 429] == [answer.status_code for answer in answers]
        assert [("3", "2"), ("3", "1"), ("3", "0"), ("3", "0")] == [
            tuple(answer.headers[name] for name in TOLD[:2]) for answer in answers
        ]
        for answer in answers:
            assert time.time() < int(answer.headers["x-ratelimit-reset"]) <= time.time() + 61

    def test_refuses_with_a_problem_that_pages_can_read(self, make_client):
        """
        What is too much is 429, says when to come again, and is told to the page that asked.
        """
        origin = "http://localhost:5173"
        with make_client(address=OUTSIDE, access=FEW) as client:
            *_, refused = (client.post("/films", headers={"Origin": origin}) for _ in range(3))

        assert (429, "E429", True) == (refused.status_code, refused.json()["errorCode"], refused.json()["retryable"])
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert origin == refused.headers["access-control-allow-origin"]
        assert {"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"} <= set(
            refused.headers["access-control-expose-headers"].split(", ")
        )

    def test_counts_each_kind_for_itself(self, make_client):
        """
        A route with a limit of its own neither takes from the general one nor is stopped by it; nowhere is somewhere.
        """
        with make_client(address=OUTSIDE, access=FEW) as client:
            assert [404, 405, 200, 429] == [
                client.get(path).status_code for path in ("/nowhere", "/films", "/render-spec", "/render-spec")
            ]
            assert [201, 201, 429] == [client.post("/films").status_code for _ in range(3)]

    def test_leaves_polled_routes_alone(self, make_client):
        """
        What clients poll is not counted, and may be kept for a while by the browser alone.
        """
        with make_client(address=OUTSIDE, access=FEW) as client:
            answers = [client.get("/polled") for _ in range(9)]

        assert {200} == {answer.status_code for answer in answers}
        assert {"private, max-age=60"} == {answer.headers["cache-control"] for answer in answers}
        assert not set(TOLD) & set(answers[0].headers)

    @pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])
    def test_spares_this_machine(self, make_client, address):
        """
        Whoever asks from this machine may ask as often as it likes.
        """
        with make_client(address=address, access=FEW) as client:
            assert {200} == {client.get("/render-spec").status_code for _ in range(9)}

    @pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded"])
    def test_believes_no_header(self, make_client, header):
        """
        Nobody asks more by saying that he is somebody else, nor does a request handed on count as this machine's.
        """
        for address in (OUTSIDE, "127.0.0.1"):
            with make_client(address=address, access=FEW) as client:
                asked = [client.get("/render-spec", headers={header: f"198.51.100.{last}"}) for last in range(4)]

            assert [200, 200, 200, 429] == [answer.status_code for answer in asked]

    def test_believes_a_proxy_that_is_trusted(self, make_client):
        """
        A trusted proxy's clients are told apart by what it says itself, not by what they made it hand on.
        """
        access = Access(limits=FEW.limits, proxies=(ip_network("10.0.0.0/8"),))
        with make_client(address="10.1.2.3", access=access) as client:

            def ask(said):
                return client.get("/render-spec", headers={"X-Forwarded-For": said}).status_code

            assert [200, 200, 200, 429] == [ask(f"198.51.100.{last}, 192.0.2.1") for last in range(4)]
            assert 200 == ask("192.0.2.2")
        with make_client(address=OUTSIDE, access=access) as client:
            assert [200, 200, 200, 429] == [ask(f"192.0.2.{last}") for last in range(4)]

    def test_counts_a_network_of_ipv6_as_one(self, make_client):
        """
        Who has an address of the sixth version has a /64, and is one all the same.
        """
        app, answers = create_app([see], access=FEW), []
        for address in ("2001:db8::1", "2001:db8::2", "2001:db8::ffff:3", "2001:db8::4", "2001:db8:0:1::1"):
            with make_client(address=address, app=app) as client:
                answers.append(client.get("/see").status_code)

        assert [200, 200, 200, 429, 200] == answers

    def test_can_be_switched_off(self, make_client):
        """
        A limit of 0 is none.
        """
        with make_client(address=OUTSIDE, access=Access(limits=Limits({"general": 0}))) as client:
            assert {200} == {client.get("/render-spec").status_code for _ in range(200)}


class TestPage:
    def test_says_what_counts(self):
        """
        Every limit that a route has is on the page with all its routes and its default, and no other.
        """
        rows = re.findall(r"^\| `(\w+)` \| (\d+) \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
        told = {name: set(re.findall("/api/[a-z/]+", counted)) for name, _, counted in rows}
        limited = [route for route in ROUTES if route.opt.get("limit")]
        found = {
            name: {path for route in limited if route.opt["limit"] == name for path in route.paths} for name in told
        }

        assert told == found
        assert {name: int(rate) for name, rate, _ in rows} == Limits().rates


class TestEnvironment:
    def test_is_read(self):
        """
        Each variable sets what it says, and the documented limits hold where it says nothing.
        """
        access = Access.from_environment(
            {
                "AURA_ALLOWED_HOSTS": "studio.example, other.example",
                "AURA_ALLOWED_ORIGINS": "https://studio.example",
                "AURA_TRUSTED_PROXIES": "10.0.0.0/8,127.0.0.1",
                "AURA_RATE_LIMITS": "jobs=3, general = 0",
                "AURA_RATE_SPARED": "",
            }
        )

        assert (("studio.example", "other.example"), ("https://studio.example",)) == (access.hosts, access.origins)
        assert (ip_network("10.0.0.0/8"), ip_network("127.0.0.1/32")) == access.proxies
        assert {"jobs": 3, "demo": 5, "script": 20, "general": 0} == access.limits.rates
        assert () == access.limits.spared
        assert Access() == Access.from_environment({})

    def test_is_refused_with_everything_that_is_wrong(self):
        """
        What makes no sense is told, all of it at once, with the names of the variables.
        """
        with pytest.raises(InvalidInputError) as refused:
            Access.from_environment(
                {
                    "AURA_TRUSTED_PROXIES": "here",
                    "AURA_RATE_LIMITS": "jobs=few,films=3",
                    "AURA_RATE_SPARED": "10.0.0.1/8",
                }
            )

        assert ["AURA_TRUSTED_PROXIES", "AURA_RATE_SPARED", "AURA_RATE_LIMITS", "AURA_RATE_LIMITS"] == [
            issue.path for issue in refused.value.issues
        ]
