"""
Which voice is meant, and where it is asked.
"""

import pytest

from aura_core.configuration.access import access
from aura_core.errors import SpeechError
from aura_core.model.provider import Account
from aura_core.model.providers import PROVIDERS
from aura_core.model.settings import UserSettings
from aura_core.providers.voices.choosing import Offer, chosen
from aura_core.settings import Settings


OFFERS = (
    Offer("de-AT-IngridNeural", "de-AT", "female", ("Ingrid",)),
    Offer("de-DE-KatjaNeural", "de-DE", "female", ("Katja",)),
    Offer("en-AU-NatashaNeural", "en-AU", "female", ("Natasha",)),
    Offer("en-US-AvaNeural", "en-US", "female", ("Ava",)),
)
AZURE = PROVIDERS["azurespeech"]


class TestVoices:
    @pytest.mark.parametrize(
        ("wanted", "language", "place"),
        [
            ("default", "en", 3),
            ("", "en-AU", 2),
            ("default", "de", 1),
            ("", "de-AT", 0),
            ("", "de-CH", 0),
            ("ava", "de", 3),
            ("EN-AU-natashaneural", "de", 2),
            ("de", "en", 1),
            ("de-AT", "en", 0),
        ],
    )
    def test_are_found_by_id_name_or_language(self, wanted, language, place):
        """
        Who is named speaks; else who speaks the language, as it is spoken where the tag says or most people do.
        """
        assert OFFERS[place] is chosen(OFFERS, wanted, language, AZURE)

    @pytest.mark.parametrize(
        ("wanted", "language"), [("Nobody", "en"), ("fr", "en"), ("default", "ja"), ("", "no tag")]
    )
    def test_that_are_not_there_are_refused(self, wanted, language):
        """
        Nobody else speaks instead.
        """
        with pytest.raises(SpeechError, match="Azure Speech has no voice") as caught:
            chosen(OFFERS, wanted, language, AZURE)

        assert caught.value.refused
        assert "aura voices --provider azurespeech" in caught.value.remedy


class TestRegions:
    @pytest.mark.parametrize("name", ["AZURE_SPEECH_REGION", "AZURESPEECH_REGION"])
    def test_decide_where_is_asked(self, name):
        """
        The region is taken from the environment, as Microsoft writes it or as people do; an address makes it needless.
        """
        settings = Settings.from_environment({name: "West Europe", "AZURE_SPEECH_KEY": "0f" * 16})
        account = access(settings, UserSettings(), settings.keys).accounts["azurespeech"]

        assert [] == list(AZURE.lacks(account))
        assert "https://westeurope.tts.speech.microsoft.com" == AZURE.address_for(account)
        assert [] == list(AZURE.lacks(Account("0f" * 16, "https://speech.example")))

    @pytest.mark.parametrize("region", ["evil.example/", "a@b", "x?"])
    def test_lead_nowhere_else(self, region):
        """
        A region is a word: with more in it, the key would go elsewhere.
        """
        with pytest.raises(ValueError, match="region"):
            AZURE.address_for(Account(more={"region": region}))
