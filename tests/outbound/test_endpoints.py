"""
However an address is written down, it is the same one.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.model.apis import Api
from aura_core.outbound.endpoints import repaired


OPENAI = Api(version="v1", operations=("chat/completions", "completions", "models", "audio/speech"))
OLLAMA = Api(operations=("api", "api/chat", "api/tags", "v1"), port=11434)

# Spellings seen in the issue trackers of programs that ask for a base URL.
SPELLINGS = [
    "https://api.example.com",
    "https://api.example.com/",
    "https://api.example.com/v1",
    "https://api.example.com/v1/",
    "https://api.example.com/v1/chat/completions",
    "https://api.example.com/v1/chat/completions/",
    "https://api.example.com/chat/completions",
    "https://api.example.com/v1/models",
    "https://api.example.com//v1//",
    "https://api.example.com/v1/v1",
    "https://api.example.com:443/v1",
    "https://api.example.com./v1",
    "https://api.example.com/v1?key=x#top",
    "HTTPS://API.Example.COM/v1",
    "api.example.com",
    "api.example.com/v1",
    "//api.example.com/v1",
    "https:/api.example.com/v1",
    "https//api.example.com/v1",
    "https:\\\\api.example.com\\v1",
    "  https://api.example.com/v1\n",
    '"https://api.example.com/v1"',
    "'https://api.example.com/v1',",
    "`https://api.example.com/v1`",
    "<https://api.example.com/v1>",
    "“https://api.example.com/v1”.",
    "https://api.example.com/v1...",
    "OPENAI_BASE_URL=https://api.example.com/v1",
    'export OPENAI_BASE_URL="https://api.example.com/v1"',
    "base_url: https://api.example.com/v1",
]

_names = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
_hosts = st.lists(_names, min_size=2, max_size=4).map(".".join).filter(lambda host: not host.endswith("localhost"))
_prefixes = st.sampled_from(["", "/api", "/openai", "/a/b"])
_bases = st.builds(
    "{}://{}{}{}".format,
    st.sampled_from(["http", "https"]),
    _hosts | st.sampled_from(["localhost", "127.0.0.1", "[::1]"]),
    st.sampled_from(["", ":8000", ":1234"]),
    _prefixes,
)
_around = st.text(" \t\n\"'`<>,;", max_size=3)


class TestRepaired:
    @pytest.mark.parametrize("spelling", SPELLINGS)
    def test_knows_every_spelling(self, spelling):
        """
        All of them mean one address.
        """
        assert "https://api.example.com/v1" == repaired(spelling, OPENAI)

    @given(_bases, _around, _around, st.sampled_from(["", "/", "/v1", "/v1/", "/v1/models", "//v1//chat//completions"]))
    def test_finds_the_base_in_the_noise(self, base, before, after, ending):
        """
        Quotes, blanks, slashes and operations around an address are taken off, and nothing else is.
        """
        assert f"{base}/v1" == repaired(f"{before}{base}{ending}{after}", OPENAI)

    @given(_bases, st.sampled_from([OPENAI, OLLAMA, Api()]))
    def test_leaves_what_is_repaired(self, base, api):
        """
        What was repaired once is not changed by being repaired again.
        """
        once = repaired(base, api)

        assert once == repaired(once, api)

    @given(st.text())
    def test_repairs_or_says_why_not(self, text):
        """
        Whatever is given, there is an address that can be asked, or a sentence.
        """
        try:
            found = repaired(text, OPENAI)
        except ValueError as error:
            assert str(error).endswith(".")  # noqa: PT017 - an address will do as well
        else:
            assert found.startswith(("http://", "https://"))
            assert found == repaired(found, OPENAI)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("localhost:1234", "http://localhost:1234/v1"),
            (":1234", "http://127.0.0.1:1234/v1"),
            ("0.0.0.0:8000", "http://127.0.0.1:8000/v1"),
            ("[::1]:1234", "http://[::1]:1234/v1"),
            ("192.168.1.5:8000", "http://192.168.1.5:8000/v1"),
            ("workstation:8000", "http://workstation:8000/v1"),
            ("https://gateway.example/openai/v1beta/", "https://gateway.example/openai/v1beta"),
            ("https://gateway.example/v1beta/openai/", "https://gateway.example/v1beta/openai"),
            ("gateway.example/api", "https://gateway.example/api/v1"),
        ],
    )
    def test_guesses_as_people_mean_it(self, text, expected):
        """
        One's own machines are asked in plain HTTP, what listens everywhere here, and other versions keep theirs.
        """
        assert expected == repaired(text, OPENAI)

    @pytest.mark.parametrize(
        "text", ["localhost", "http://localhost:11434/api", "localhost:11434/v1", "localhost/api/chat"]
    )
    def test_knows_the_port_of_a_server_of_ones_own(self, text):
        """
        Where no port is given, it is the one that the program listens at.
        """
        assert "http://localhost:11434" == repaired(text, OLLAMA)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "  ",
            "...",
            "https://",
            "not an address",
            "https://me:secret@example.com/v1",
            "x:0",
            "x:99999",
            "http://x:port",
            "ftp://example.com/v1",
            "file:///etc/secret",
            "x" * 2001,
        ],
    )
    def test_says_what_is_none(self, text):
        """
        What is no address is refused in a sentence that repeats nothing of it.
        """
        with pytest.raises(ValueError, match=r"\.$") as caught:
            repaired(text, OPENAI)
        assert "secret" not in str(caught.value)
