"""Keys by provider."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.errors import ConflictError, InvalidInputError, NotFoundError
from aura_core.keys.keys import Keys, provider_in
from aura_core.keys.masks import is_mask, mask
from aura_core.keys.testing import KeyState, KeyTest
from aura_core.model.providers import PROVIDERS
from aura_core.redaction import REDACTOR
from aura_core.settings import Settings, child_environment


OPENAI, PEXELS = PROVIDERS["openai"], PROVIDERS["pexels"]
KEY = "sk-proj-Zm9vYmFyYmF6cXV4-0123456789"


class Asked:
    """Tests keys by their ending."""

    def __init__(self):
        self.asked = []

    async def test(self, provider, key):
        self.asked.append((provider.id, key))
        return KeyTest(KeyState.VALID if key.endswith("ok") else KeyState.INVALID, "Asked.")


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", secrets=tmp_path / "secrets")


@pytest.fixture
def asked():
    return Asked()


@pytest.fixture
def keys(settings, asked):
    return Keys(settings, asked)


class TestMask:
    @given(secret=st.text())
    def test_shows_four_characters_at_most(self, secret):
        """
        A mask holds stars and the last four characters, of a short secret none; it is known as a mask again.
        """
        shown = mask(secret)

        assert len(shown.removeprefix("****")) <= 4
        assert secret.endswith(shown.removeprefix("****"))
        assert shown == "" if not secret else is_mask(shown)
        assert len(secret) >= 16 or shown in {"", "****"}

    @pytest.mark.parametrize("shown", ["********", "••••1234", "[hidden]", "***"])
    def test_is_known_as_others_make_them(self, shown):
        """
        The masks of the original and its clients are masks too.
        """
        assert is_mask(shown)


class TestKeys:
    def test_are_one_for_every_spelling(self, keys):
        """
        A key set under one spelling is found under every other.
        """
        keys.set(provider_in("OpenAI"), KEY)

        assert [KEY] * 3 == [keys.of(provider_in(name)) for name in ("openai", "OPENAI_API_KEY", "open-ai")]

    def test_of_the_environment_come_first(self, settings):
        """
        What the environment gives is used, listed as such, and not forgotten by deleting.
        """
        started = Settings.from_environment(
            {"OPENAI_API_KEY": " sk-from-environment-0001 ", "GOOGLE_API_KEY": "AIza-google", "PEXELS_API_KEY": ""}
        )
        Keys(settings).set(OPENAI, KEY)
        keys = Keys(Settings(data=settings.data, secrets=settings.secrets, keys=started.keys))

        assert {"openai": "sk-from-environment-0001", "gemini": "AIza-google"} == keys.all()
        assert [("gemini", "****", True), ("openai", "****0001", True)] == sorted(
            (key.provider.id, key.masked, key.variable is not None) for key in keys.listed()
        )
        keys.delete(OPENAI)
        with pytest.raises(ConflictError, match="environment"):
            keys.delete(OPENAI)
        assert {} == Keys(settings).all()

    def test_take_effect_at_once(self, keys, settings):
        """
        Whoever has the keys open sees a change at the next look.
        """
        other = Keys(settings)
        assert other.of(OPENAI) is None
        keys.set(OPENAI, KEY)
        assert KEY == other.of(OPENAI)
        other.delete(OPENAI)

        assert keys.of(OPENAI) is None

    @pytest.mark.parametrize("key", ["", "  ", "a b", "sk-\n1", "ключ", "x" * 5000, "****abcd", "k\0"])
    def test_that_are_none_are_refused(self, keys, key):
        """
        What can be no key is refused, without being repeated, and nothing is kept.
        """
        with pytest.raises(InvalidInputError) as caught:
            keys.set_all({"openai": KEY, "pexels": key})

        assert not key.strip() or key not in str(caught.value)
        assert {} == keys.all()

    def test_are_cleaned_of_what_is_copied_along(self, keys):
        """
        Blanks and line breaks around a key do not count.
        """
        keys.set(OPENAI, f" {KEY}\n")

        assert KEY == keys.of(OPENAI)

    def test_that_are_not_there_are_named(self, keys):
        """
        What is not there can be neither deleted nor looked at, and the error says how to set it.
        """
        for use in (keys.delete, keys.found, lambda provider: asyncio.run(keys.test(provider))):
            with pytest.raises(NotFoundError):
                use(OPENAI)

    def test_of_nobody_are_refused_without_a_word_of_them(self):
        """
        A key in the place of a provider's name is not repeated.
        """
        with pytest.raises(InvalidInputError) as caught:
            provider_in(KEY)

        assert KEY not in str(caught.value) + caught.value.remedy


class TestTesting:
    def test_is_remembered_for_the_key_that_was_tested(self, keys):
        """
        The last test of a key is known until there is another key.
        """
        keys.set(OPENAI, f"{KEY}ok")
        came = asyncio.run(keys.test(OPENAI))

        assert (KeyState.VALID, came) == (came.state, keys.tested(OPENAI))
        keys.set(OPENAI, KEY)
        assert keys.tested(OPENAI) is None

    def test_of_another_key_keeps_nothing(self, keys, asked):
        """
        A key that is only tested is neither kept nor remembered.
        """
        other = "unlike-any-shape-0001"
        came = asyncio.run(keys.test(OPENAI, other))

        assert [("openai", other)] == asked.asked
        assert KeyState.INVALID is came.state
        assert {} == keys.all()
        assert other == REDACTOR.text(other)

    def test_comes_before_a_rotation(self, keys):
        """
        A key that its provider does not know takes nobody's place, unless it was not to be tested.
        """
        keys.set(OPENAI, KEY)
        refused, came = asyncio.run(keys.rotate(OPENAI, "sk-new-0000000000-bad"))
        assert (None, KeyState.INVALID, KEY) == (refused, came.state, keys.of(OPENAI))
        taken, came = asyncio.run(keys.rotate(OPENAI, "sk-new-0000000000-ok"))
        assert ("****0-ok", KeyState.VALID) == (taken.masked, came.state)
        taken, came = asyncio.run(keys.rotate(OPENAI, "sk-new-0000000000-bad", test=False))

        assert (None, "sk-new-0000000000-bad") == (came, keys.of(OPENAI))

    def test_is_not_pretended(self, settings):
        """
        Where nobody can be asked, that is what comes of it, and a rotation goes on.
        """
        keys = Keys(settings)
        keys.set(OPENAI, KEY)
        taken, came = asyncio.run(keys.rotate(OPENAI, f"{KEY}2"))

        assert KeyState.NOT_VALIDATED is came.state
        assert "not tested" in came.message
        assert f"{KEY}2" == keys.of(OPENAI)
        assert taken is not None

    def test_needs_a_key_to_replace(self, keys):
        """
        There is no rotation of what is not there.
        """
        with pytest.raises(NotFoundError):
            asyncio.run(keys.rotate(PEXELS, KEY))


class TestChildren:
    def test_are_given_no_keys(self):
        """
        No variable by which any provider's key may come is handed to a child, nor passwords and tokens.
        """
        variables = {name for provider in PROVIDERS.values() for name in provider.key_variables}
        others = {"AURA_DATABASE_URL", "AURA_WEBHOOK_SECRET", "AURA_TOKEN", "PGPASSWORD", "AWS_ACCESS_KEY_ID"}
        environment = dict.fromkeys(variables | others, "secret") | {"PATH": "/bin", "HOME": "/root", "LANG": "C"}

        assert {"PATH": "/bin", "HOME": "/root", "LANG": "C"} == child_environment(environment)
