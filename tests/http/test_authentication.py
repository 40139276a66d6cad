"""
Who is asked who he is, and what he may show.
"""

import os
import time

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from litestar.testing import TestClient

from aura_core.errors import InvalidInputError
from aura_http.__main__ import main
from aura_http.access import Access
from aura_http.app import create_app
from aura_http.routes import session
from aura_http.token import Token

from .conftest import ROUTES


SECRET = "correct-horse-battery-staple"
SHOWN = {"Authorization": f"Bearer {SECRET}"}
OWN = {"Origin": "http://127.0.0.1:5005"}
ASKING = Access(token=Token(SECRET), origins=("https://studio.example",))


@pytest.fixture
def door(make_client):
    """Give a client of a server that asks who asks."""
    with make_client([*ROUTES, *session.ROUTES], access=ASKING) as client:
        yield client


class TestAsking:
    @pytest.mark.parametrize(
        "authorization",
        [
            None,
            "",
            "Bearer",
            "Bearer ",
            "Bearer wrong-horse-battery-staple",
            f"Bearer {SECRET}x",
            f"Bearer {SECRET[:-1]}",
            f"Basic {SECRET}",
            f"Bearer {SECRET} {SECRET}",
            SECRET,
        ],
    )
    @pytest.mark.parametrize("path", ["/render-spec", "/nowhere", "/stream", "/polled"])
    def test_lets_nobody_in_without_the_token(self, door, authorization, path):
        """
        Who shows no token, or another, is answered 401 and told how to show it, whether there is such an address or not.
        """
        headers = {} if authorization is None else {"Authorization": authorization}
        answer = door.get(path, headers=headers)

        assert (401, "E401") == (answer.status_code, answer.json()["errorCode"])
        assert answer.headers["www-authenticate"].startswith('Bearer realm="aura"')
        assert (authorization is not None) == ("invalid_token" in answer.headers["www-authenticate"])

    @pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
    def test_lets_in_who_shows_it(self, door, scheme):
        """
        The token is enough, from wherever it comes.
        """
        assert 200 == door.get("/render-spec", headers={"Authorization": f"{scheme} {SECRET}"}).status_code
        assert 404 == door.get("/nowhere", headers=SHOWN).status_code

    def test_shows_the_description_to_all(self, door):
        """
        The page that shows the API is open, for it is where one can show the token; the server's address leads there.
        """
        home = door.get("/", follow_redirects=False)

        assert (302, "/schema") == (home.status_code, home.headers["location"])
        assert [200, 200] == [door.get(path).status_code for path in ("/schema", "/schema/openapi.json")]

    def test_is_asked_before_by_pages_without_it(self, door):
        """
        A page may ask whether it may send the token, and is told that it may.
        """
        asked = {**OWN, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization"}
        answer = door.options("/render-spec", headers=asked)

        assert 204 == answer.status_code
        assert "Authorization" in answer.headers["access-control-allow-headers"].split(", ")

    @given(given=st.text(max_size=80))
    def test_is_opened_by_nothing_else(self, given):
        """
        No other text is the token, whatever characters it has.
        """
        token = Token(SECRET)

        assert (given == SECRET) == token.is_shown_by(f"Bearer {given}".strip())
        assert not token.is_shown_by(given)


class TestSession:
    def test_is_begun_with_the_token(self, door):
        """
        Who shows the token gets a cookie that no script reads and no other site sends, and needs no token any more.
        """
        begun = door.post("/api/session", headers={**SHOWN, **OWN})
        cookie = begun.headers["set-cookie"]

        assert (200, True) == (begun.status_code, begun.json()["active"])
        assert {"HttpOnly", "SameSite=strict", "Path=/", "Max-Age=43200"} <= set(cookie.split("; "))
        assert "Secure" not in cookie
        assert 200 == door.get("/stream").status_code
        assert 201 == door.post("/films", headers=OWN).status_code
        assert {"required": True, "active": True, "ends": begun.json()["ends"]} == door.get("/api/session").json()

    def test_ends_when_asked(self, door):
        """
        A browser that ends its session has none.
        """
        door.post("/api/session", headers=SHOWN)
        ended = door.delete("/api/session", headers=OWN)

        assert (204, 401) == (ended.status_code, door.get("/render-spec").status_code)
        assert {"required": True, "active": False, "ends": None} == door.get("/api/session").json()

    def test_does_not_prolong_itself(self, door):
        """
        Only the token begins a session, so one that was stolen ends.
        """
        door.post("/api/session", headers=SHOWN)

        assert 401 == door.post("/api/session", headers=OWN).status_code

    @pytest.mark.parametrize(
        "origin", ["http://localhost:5173", "http://127.0.0.1:9999", "null", "https://evil.example"]
    )
    def test_is_not_for_other_pages(self, make_client, origin):
        """
        A page of another port of this machine, which the browser lets have the cookie, can do nothing with it.
        """
        access = Access(token=ASKING.token, origins=("null",))
        with make_client([*ROUTES, *session.ROUTES], access=access) as door:
            door.post("/api/session", headers=SHOWN)
            answers = [door.request(method, "/films", headers={"Origin": origin}) for method in ("GET", "POST")]

        assert {True} == {answer.status_code in {401, 403} for answer in answers}
        assert not any("access-control-allow-credentials" in answer.headers for answer in answers)

    def test_is_for_pages_that_are_allowed_by_name(self, door):
        """
        An origin that the owner named may use its session and read the answers, and is told so beforehand, too.
        """
        origin = {"Origin": "https://studio.example"}
        door.post("/api/session", headers=SHOWN)
        answer = door.get("/render-spec", headers=origin)
        preflight = door.options("/films", headers={**origin, "Access-Control-Request-Method": "POST"})

        assert 200 == answer.status_code
        assert ["true", "true"] == [one.headers["access-control-allow-credentials"] for one in (answer, preflight)]

    def test_needs_an_origin_to_change_anything(self, door):
        """
        A cookie without an origin changes nothing: browsers say whose page it is whenever something may change.
        """
        door.post("/api/session", headers=SHOWN)

        assert 401 == door.post("/films").status_code

    def test_is_secure_where_the_server_is(self):
        """
        Where the page came over TLS the cookie stays there.
        """
        with TestClient(create_app(session.ROUTES, access=ASKING), base_url="https://127.0.0.1") as client:
            assert "Secure" in client.post("/api/session", headers=SHOWN).headers["set-cookie"]

    def test_is_needless_where_nobody_is_asked(self, make_client):
        """
        A server without a token says so, and gives no sessions.
        """
        with make_client(session.ROUTES) as client:
            assert {"required": False, "active": True, "ends": None} == client.get("/api/session").json()
            assert [409, 409] == [client.request(how, "/api/session").status_code for how in ("POST", "DELETE")]

    @given(ends=st.integers(0, 4_000_000_000), now=st.floats(0, 4_000_000_000), other=st.text(max_size=99))
    def test_is_what_was_signed(self, ends, now, other):
        """
        A session is good until it ends, and nothing else is one: not its time alone, nor that of another token.
        """
        token = Token(SECRET)
        signed = token.session(ends)

        assert (ends if ends > now else None) == token.ends(signed, now)
        assert token.ends(signed.replace(str(ends), str(ends + 1), 1), now) is None
        assert Token(SECRET[::-1]).ends(signed, now) is None
        assert token.ends(other, time.time()) is None
        assert token.cookie != Token(SECRET[::-1]).cookie


class TestToken:
    @pytest.mark.parametrize("text", ["", "short", "fifteen-letters", "white space in it!", "é" * 20, "line\nline" * 5])
    def test_is_long_and_plain(self, text):
        """
        A token that can be guessed, or cannot stand in a header, is none.
        """
        with pytest.raises(InvalidInputError, match="AURA_TOKEN"):
            Access.from_environment({"AURA_TOKEN": text or "x"})

    def test_comes_from_a_file_first(self, tmp_path):
        """
        Of a file and a variable the file counts, its last line break aside; none that is not there.
        """
        path = tmp_path / "token"
        path.write_text(f"{SECRET}\n")

        assert Token(SECRET) == Access.from_environment({"AURA_TOKEN_FILE": str(path), "AURA_TOKEN": "x" * 20}).token
        with pytest.raises(InvalidInputError, match="cannot be read"):
            Access.from_environment({"AURA_TOKEN_FILE": str(tmp_path / "none")})

    def test_is_handed_to_no_program(self, monkeypatch, tmp_path):
        """
        What the server starts does not find the token in its environment.
        """
        served = []
        monkeypatch.setattr("aura_http.__main__.serve", lambda *given: served.append((given, dict(os.environ))))
        monkeypatch.setattr("aura_http.__main__.configure", lambda: None)
        monkeypatch.setenv("AURA_TOKEN", SECRET)

        assert 0 == CliRunner().invoke(main, ["--data-dir", str(tmp_path)]).exit_code
        (((_, access, *_), environment),) = served
        assert Token(SECRET) == access.token
        assert "AURA_TOKEN" not in environment

    def test_is_not_shown_by_accident(self):
        """
        Whoever prints it, or what has it, sees nothing.
        """
        assert SECRET not in f"{Token(SECRET)!r} {Token(SECRET)} {ASKING!r}"
