"""
Who there is, and by which names.
"""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.errors import NotFoundError
from aura_core.model.provider import Account, ProviderKind, Tier
from aura_core.model.providers import PROVIDERS, known_provider, provider_named
from aura_core.outbound.endpoints import repaired
from aura_core.verdicts import Verdict


# As the original, its clients and the providers' own pages write them.
SPELLINGS = {
    "openai": ["OpenAI", "openai", "OPENAI_API_KEY", "openAiApiKey", "OpenAI (gpt-4o)", "DALL-E 3", "dalle3"],
    "azureopenai": ["Azure", "AzureOpenAI", "azure_openai_key", "azure_openai_endpoint", "Azure OpenAI"],
    "anthropic": ["Anthropic", "Claude", "anthropicApiKey"],
    "gemini": ["Gemini", "google", "GOOGLE_API_KEY", "geminiApiKey"],
    "ollama": ["Ollama", "Ollama (llama3.1:8b)"],
    "rulebased": ["RuleBased", "rule-based", "Rule Based", "template"],
    "elevenlabs": ["ElevenLabs", "elevenLabsApiKey", "11labs"],
    "playht": ["PlayHT", "playHTApiKey", "play.ht"],
    "azurespeech": ["AzureSpeech", "azureSpeechKey", "azure-tts"],
    "edgetts": ["EdgeTTS", "edge-tts"],
    "windows": ["Windows", "WindowsTTS", "Windows SAPI"],
    "stabilityai": ["StabilityAI", "Stability", "stabilityaiApiKey"],
    "stablediffusion": ["StableDiffusion", "stable-diffusion", "stable_diffusion", "LocalSD"],
    "slides": ["Slides", "Slideshow", "Placeholder", "PlaceholderColors"],
    "unsplash": ["Unsplash", "unsplashAccessKey"],
    "localstock": ["LocalStock"],
}

# What the providers gave out in 2026, and before; made up but for their form.
KEYS = {
    "openai": ["sk-" + "a1B2" * 12, "sk-proj-" + "a1-B2_" * 20, "sk-svcacct-" + "x9" * 30],
    "anthropic": ["sk-ant-api03-" + "a-B_9" * 19 + "AA"],
    "gemini": ["AIza" + "Sy_-9" * 7],
    "openrouter": ["sk-or-v1-" + "0f" * 32],
    "azureopenai": ["0f" * 16, "A1b2" * 21],
    "elevenlabs": ["sk_" + "0f" * 24, "0f" * 16],
    "stabilityai": ["sk-" + "a1B2" * 12],
    "replicate": ["r8_" + "aB1" * 12 + "x"],
    "pexels": ["aB3" * 18 + "xy"],
    "pixabay": ["12345678-" + "0f" * 12 + "a"],
    "unsplash": ["aB_-9" * 8 + "xyz"],
    "freesound": ["aB3" * 13 + "x"],
}


class TestCatalogue:
    def test_has_one_name_for_each(self):
        """
        No id or alias is that of two.
        """
        names = Counter(name for provider in PROVIDERS.values() for name in (provider.id, *provider.aliases))

        assert [] == [name for name, count in names.items() if count > 1]
        assert all(re.fullmatch("[a-z0-9]+", name) for name in names)

    @pytest.mark.parametrize("provider", PROVIDERS.values(), ids=PROVIDERS)
    def test_says_what_whoever_chooses_wants_to_know(self, provider):
        """
        Everybody has a price, a word on privacy and, where a key is needed, a page that makes one.
        """
        assert provider.price
        assert provider.privacy.endswith(".")
        assert (Tier.PRO is provider.tier) <= (not provider.local)
        if provider.needs_key and provider.id != "midjourney":
            assert provider.key_page.startswith("https://")
            assert re.compile(provider.key_shape)

    @pytest.mark.parametrize("provider", PROVIDERS.values(), ids=PROVIDERS)
    def test_has_addresses_that_need_no_repair(self, provider):
        """
        An address of ours is as repairing it would make it, HTTPS unless it is on this machine.
        """
        address = provider.api.address
        if address:
            assert address == repaired(address, provider.api)
            assert address.startswith("https://" if not provider.local else "http://127.0.0.1:")

    def test_offers_every_kind_offline(self):
        """
        There is somebody of every kind who needs neither key nor network.
        """
        offline = {"rulebased", "espeak", "slides", "composer"}

        assert all(next(PROVIDERS[one].lacks(Account()), None) is None and PROVIDERS[one].local for one in offline)
        assert {ProviderKind.LLM, ProviderKind.TTS, ProviderKind.IMAGE, ProviderKind.MUSIC} == {
            kind for one in offline for kind in PROVIDERS[one].kinds
        }


class TestNames:
    @pytest.mark.parametrize(("known", "spelling"), [(one, word) for one, words in SPELLINGS.items() for word in words])
    def test_are_understood(self, known, spelling):
        """
        Whatever the original and its clients write means the same one.
        """
        assert known == provider_named(spelling).id

    @given(st.text())
    def test_of_nobody_are_refused(self, name):
        """
        Any other is somebody or nobody, and is not repeated: it may be a key in the wrong place.
        """
        if known_provider(name) is None:
            with pytest.raises(NotFoundError) as caught:
                provider_named(f"sk-{name}-0123456789abcdef")
            assert "0123456789abcdef" not in str(caught.value)


class TestKeys:
    @pytest.mark.parametrize(("known", "key"), [(one, key) for one, keys in KEYS.items() for key in keys])
    def test_of_today_are_taken(self, known, key):
        """
        A key of a form that the provider gives out lacks nothing.
        """
        account = Account(key, address="https://x.example", model="m")

        assert [] == list(PROVIDERS[known].lacks(account))

    @pytest.mark.parametrize("known", KEYS)
    def test_that_are_none_are_known_without_asking(self, known):
        """
        Nothing, half a key, one with a blank in it and one in quotes are no keys; what is missing is named.
        """
        provider, key = PROVIDERS[known], KEYS[known][0]
        found = [next(provider.lacks(Account(wrong))) for wrong in ("", key[:7], f"{key} ", f"“{key}”")]

        assert [Verdict.NOT_CONFIGURED, *[Verdict.KEY_FORMAT] * 3] == [lack.verdict for lack in found]
        assert f"MissingApiKey:{known.upper()}_API_KEY" == found[0].code
        assert provider.key_page in found[0].remedy
        assert not any(key in f"{lack.reason} {lack.remedy}" for lack in found)

    def test_are_not_all_that_may_be_missing(self):
        """
        Whatever else an account needs is named too, all of it at once.
        """
        azure = PROVIDERS["azureopenai"]

        assert ["MissingAddress:azureopenai", "MissingModel:azureopenai"] == [
            lack.code for lack in azure.lacks(Account("0f" * 16))
        ]
        assert ["MissingRegion:azurespeech"] == [
            lack.code for lack in PROVIDERS["azurespeech"].lacks(Account("0f" * 16))
        ]
