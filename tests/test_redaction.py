"""
What must not be read is not there.
"""

import json
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.redaction import HIDDEN, Redactor


SECRETS = st.text(min_size=6, max_size=40)
WORDS = st.text(max_size=20)


class TestKnownSecrets:
    @given(secret=SECRETS, before=WORDS, after=WORDS, spell=st.sampled_from([str, json.dumps, quote, quote_plus]))
    def test_are_hidden_wherever_they_stand(self, secret, before, after, spell):
        """
        A secret that is known is in no text, however it is spelled there.
        """
        redactor = Redactor()
        redactor.know(secret)
        shown = redactor.text(f"{before}{spell(secret)}{after}")

        assert HIDDEN in shown
        assert not any(secret in part for part in shown.split(HIDDEN))

    def test_that_begin_like_another_are_hidden_whole(self):
        """
        Of two secrets, no end of the longer is left over.
        """
        redactor = Redactor()
        redactor.know("abcdef", "abcdefghi")

        assert f"<{HIDDEN}>" == redactor.text("<abcdefghi>")

    def test_are_shown_again_when_forgotten(self):
        """
        A secret that opens nothing any more is a word like others.
        """
        redactor = Redactor()
        redactor.know("abcdef", "ghijkl")
        redactor.forget("abcdef")

        assert f"abcdef {HIDDEN}" == redactor.text("abcdef ghijkl")

    def test_of_a_few_characters_are_left_to_their_place(self):
        """
        What is part of ordinary words would make texts unreadable.
        """
        redactor = Redactor()
        redactor.know("a", "", "tide")

        assert "a tide" == redactor.text("a tide")


class TestText:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("It answered 401 for sk-abcdefghijkl.", f"It answered 401 for {HIDDEN}."),
            ("sk-ant-api03-AbCd_efgh-1234 and hf_abcdefghijkl", f"{HIDDEN} and {HIDDEN}"),
            ("AIzaSyA-1234567890abc", HIDDEN),
            ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_1", HIDDEN),
            ("Authorization: Bearer abc.def-123", f"Authorization: Bearer {HIDDEN}"),
            ("postgresql://me:hunter2@host/aura", f"postgresql://{HIDDEN}@host/aura"),
            ("GET /v1?key=abc&size=3", f"GET /v1?key={HIDDEN}&size=3"),
            ('{"apiKey": "abc", "size": 3}', f'{{"apiKey": "{HIDDEN}", "size": 3}}'),
            ("OPENAI_API_KEY=abc", f"OPENAI_API_KEY={HIDDEN}"),
            ("x-api-key: abc", f"x-api-key: {HIDDEN}"),
            ("password = 'hunter2'", f"password = '{HIDDEN}'"),
        ],
    )
    def test_loses_what_looks_like_a_secret(self, text, shown):
        """
        Keys of providers, tokens, passwords in URLs and what is called a secret are hidden; the words around them stay.
        """
        assert shown == Redactor().text(text)

    @pytest.mark.parametrize(
        "text",
        [
            "maxTokens: 4096, keyframes: 30, monkey: yes",
            "Idempotency-Key: 7f3a",
            "See https://github.com/Coffee285/aura-video-studio/blob/main/docs/errors/README.md#E400.",
            "task-manager-window risk-assessment-form",
            "/home/me/key-frames/token-economy.md",
        ],
    )
    def test_keeps_what_is_none(self, text):
        """
        Ordinary words are left alone.
        """
        assert text == Redactor().text(text)


class TestValues:
    def test_lose_what_their_names_say_is_secret(self):
        """
        Members called a key, a token, a password and the like are hidden whatever they hold, and so is all below them.
        """
        value = {
            "apiKeys": {"openai": "abc", "left": ["d", 3, None]},
            "Authorization": "abc",
            "webhook_secret": "abc",
            "x-api-key": "abc",
            "password": "",
            "hasApiKey": True,
            "tokens": 12,
            "url": "http://me:pass@host/",
            "key": "in-the-store",
            "list": [{"token": "abc"}],
        }

        assert {
            "apiKeys": {"openai": HIDDEN, "left": [HIDDEN, 3, None]},
            "Authorization": HIDDEN,
            "webhook_secret": HIDDEN,
            "x-api-key": HIDDEN,
            "password": "",
            "hasApiKey": True,
            "tokens": 12,
            "url": f"http://{HIDDEN}@host/",
            "key": "in-the-store",
            "list": [{"token": HIDDEN}],
        } == Redactor().value(value)

    def test_of_any_length_take_no_long_time(self):
        """
        No text makes the search slow: a megabyte of the worst is done at once.
        """
        for worst in ("-eyJ", "api-", "sk-", "://", "key ", "token:'"):
            assert Redactor().text(worst * (1_000_000 // len(worst)))
