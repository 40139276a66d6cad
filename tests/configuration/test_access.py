"""Who may be asked, and how much."""

import attrs
import pytest

from aura_core.casting.parts import Part
from aura_core.casting.roster import Maker, Roster
from aura_core.configuration import access, access_for
from aura_core.model.access import Access, Preferences
from aura_core.model.enums import RateLimitBehavior
from aura_core.model.policy import BreakerRule, Limits, Policy, Proxies
from aura_core.model.provider import Account
from aura_core.model.settings import UserSettings
from aura_core.model.settings.films import FileLocationsSettings
from aura_core.model.settings.limits import GlobalRateLimitSettings, ProviderRateLimit, ProviderRateLimits
from aura_core.model.settings.providers import (
    AnthropicProviderSettings,
    AzureOpenAIProviderSettings,
    ComfyUIProviderSettings,
    ElevenLabsProviderSettings,
    GeminiProviderSettings,
    LlmSelection,
    OllamaProviderSettings,
    OpenAIProviderSettings,
    ProviderConfiguration,
    ReplicateProviderSettings,
    StableDiffusionProviderSettings,
)
from aura_core.settings import Settings


def told(**providers):
    """Return who may be asked by a document that says so much of providers."""
    return access(Settings(), UserSettings(providers=ProviderConfiguration(**providers)), {})


def limited(**options):
    """Return the limits of OpenAI by a document that limits it so."""
    limits = ProviderRateLimits(limits={"openai": ProviderRateLimit(**options)})
    return access(Settings(), UserSettings(rate_limits=limits), {}).policy.limits_of("openai")


def together(**options):
    """Return what is allowed by a document that limits all together so."""
    limits = ProviderRateLimits(global_=GlobalRateLimitSettings(**options))
    return access(Settings(), UserSettings(rate_limits=limits), {}).policy


class TestMusic:
    def test_know_where_music_is(self):
        """
        The owner's media library is where local music is looked for.
        """
        document = UserSettings(file_locations=FileLocationsSettings(media_library_location="/srv/music"))

        assert "/srv/music" == access(Settings(), document, {}).accounts["localmusic"].get("folder")
        assert "localmusic" not in access(Settings(), UserSettings(), {}).accounts


class TestAccessNow:
    def test_opens_no_vault_for_whom_nobody_asks(self, tmp_path):
        """
        A vault that cannot be opened is no reason not to make a film on this machine.
        """
        (tmp_path / "vault.json").write_text("broken")

        assert {} == access_for(Settings(data=tmp_path)).preferences.wishes

    def test_is_what_the_environment_says_first(self, tmp_path):
        """
        Keys, addresses, models and proxies of the environment come before what is kept.
        """
        started = Settings.from_environment(
            {
                "AURA_DATA_PATH": str(tmp_path),
                "VLLM_BASE_URL": "http://gpu:8000",
                "OPENAI_MODEL": "m",
                "OPENAI_API_KEY": "k",
                "OPENAI_PROXY": "me:secret@gate:3128",
            }
        )
        accounts = access_for(started).accounts
        openai = Account("k", model="m", proxy="http://me:secret@gate:3128")

        assert {"vllm": Account(address="http://gpu:8000"), "openai": openai} == dict(accounts)
        assert "me:secret" not in repr((started, openai))


class TestAccounts:
    def test_are_empty_by_themselves(self):
        """
        A document that nobody has changed tells nothing: whoever asks knows better than defaults that are kept for
        years.
        """
        assert Access(policy=Policy()) == access(Settings(), UserSettings(), {})

    def test_have_the_keys(self):
        """
        Every key is where its provider is.
        """
        assert {"pexels": Account(key="secret")} == access(Settings(), UserSettings(), {"pexels": "secret"}).accounts

    @pytest.mark.parametrize(
        ("providers", "accounts"),
        [
            (
                {
                    "open_ai": OpenAIProviderSettings(
                        base_url="https://gateway.example", model="gpt-5", organization_id="o"
                    )
                },
                {"openai": Account(address="https://gateway.example", model="gpt-5", more={"organization": "o"})},
            ),
            ({"open_ai": OpenAIProviderSettings(project_id="p")}, {"openai": Account(more={"project": "p"})}),
            (
                {"ollama": OllamaProviderSettings(base_url="http://127.0.0.1:9", model="tiny")},
                {"ollama": Account(address="http://127.0.0.1:9", model="tiny")},
            ),
            ({"anthropic": AnthropicProviderSettings(model="claude")}, {"anthropic": Account(model="claude")}),
            (
                {"azure_open_ai": AzureOpenAIProviderSettings(endpoint="https://a.example", deployment_name="d")},
                {"azureopenai": Account(address="https://a.example", model="d")},
            ),
            ({"gemini": GeminiProviderSettings(model="flash")}, {"gemini": Account(model="flash")}),
            (
                {"eleven_labs": ElevenLabsProviderSettings(default_voice_id="v")},
                {"elevenlabs": Account(more={"voice": "v"})},
            ),
            (
                {"stable_diffusion": StableDiffusionProviderSettings(base_url="http://127.0.0.1:9")},
                {"stablediffusion": Account(address="http://127.0.0.1:9")},
            ),
            (
                {"comfy_ui": ComfyUIProviderSettings(model="xl.safetensors", workflow_path="/w.json")},
                {"comfyui": Account(model="xl.safetensors", more={"workflow": "/w.json"})},
            ),
            ({"replicate": ReplicateProviderSettings(model="o/n")}, {"replicate": Account(model="o/n")}),
        ],
    )
    def test_are_what_the_document_says(self, providers, accounts):
        """
        Addresses, models and voices that the owner has named are asked.
        """
        assert accounts == told(**providers).accounts

    def test_know_a_server_of_ones_own_that_is_switched_on(self):
        """
        Ollama where it always is needs no more than to be switched on, for a tier to choose it.
        """
        ollama = OllamaProviderSettings(enabled=True)

        assert {"ollama": Account(address=ollama.base_url, model=ollama.model)} == told(ollama=ollama).accounts


class TestPreferences:
    def test_name_who_writes(self):
        """
        The language model that the owner has chosen writes, and its model goes before that of its provider.
        """
        document = UserSettings(
            llm=LlmSelection("OpenAI", "gpt-5"),
            providers=ProviderConfiguration(open_ai=OpenAIProviderSettings(model="gpt-4.1")),
        )
        allowed = access(Settings(), document, {})

        assert {"script": "openai"} == allowed.preferences.wishes
        assert "gpt-5" == allowed.accounts["openai"].model

    def test_say_who_takes_part(self):
        """
        Who is pinned goes first, who is excluded is chosen by no tier, and without stand-ins there is one in a chain.
        """
        chosen = ProviderConfiguration(
            pinned_provider="Pixabay", excluded_providers=("unsplash",), enable_auto_fallback=False
        )
        built = {name: Maker(lambda _, name=name: name) for name in ("pexels", "pixabay", "unsplash")}
        roster = Roster(Part.PICTURES, built, dict.fromkeys(built, Account("a" * 60)))
        chains = [
            [
                member.id
                for member in attrs.evolve(roster, preferences=access(Settings(), document, {}).preferences)
                .chain("Stock", "slides")
                .members
            ]
            for document in (UserSettings(), UserSettings(providers=chosen))
        ]

        assert [["pexels", "pixabay", "unsplash", "slides"], ["pixabay"]] == chains

    def test_have_the_owners_order(self):
        """
        Those that the owner has put in order come first, then those of a higher priority than usual.
        """
        document = UserSettings(
            providers=ProviderConfiguration(provider_priority_order=("Anthropic", "openai")),
            rate_limits=ProviderRateLimits(
                limits={
                    "pexels": ProviderRateLimit(priority=60),
                    "pixabay": ProviderRateLimit(priority=90),
                    "openai": ProviderRateLimit(priority=99),
                    "unsplash": ProviderRateLimit(),
                }
            ),
        )
        chains = access(Settings(), document, {}).preferences.chains

        assert {"script", "tts", "visuals", "music"} == set(chains)
        assert {("anthropic", "openai", "pixabay", "pexels")} == set(chains.values())
        assert Preferences() == access(Settings(), UserSettings(), {}).preferences


class TestPolicy:
    def test_is_that_of_the_process(self):
        """
        Whether anything may leave, and by which way, is what is in force.
        """
        way = Proxies(https="http://proxy.example:3128", bypass="localhost")
        policy = access(Settings(offline=True, proxies=way), UserSettings(), {}).policy

        assert (True, way) == (policy.offline, policy.proxies)

    @pytest.mark.parametrize(
        ("option", "limit"),
        [
            ({"max_requests_per_minute": 7}, {"a_minute": 7}),
            ({"max_requests_per_hour": 7}, {"an_hour": 7}),
            ({"max_requests_per_day": 7}, {"a_day": 7}),
            ({"max_concurrent_requests": 7}, {"at_once": 7}),
            ({"max_tokens_per_minute": 7}, {"tokens_a_minute": 7}),
            ({"daily_cost_limit": 7.5}, {"dollars_a_day": 7.5}),
            ({"monthly_cost_limit": 7.5}, {"dollars_a_month": 7.5}),
            ({"retry_delay_ms": 250}, {"first_wait_s": 0.25}),
            ({"max_retries": 0}, {"attempts": 1}),
            ({"use_exponential_backoff": False}, {"growth": 1.0}),
            ({"exceeded_behavior": RateLimitBehavior.BLOCK}, {"patience_s": 0.0}),
            ({"exceeded_behavior": RateLimitBehavior.FALLBACK}, {"patience_s": 0.0}),
        ],
    )
    def test_limits_each_as_the_owner_says(self, option, limit):
        """
        Every limit of a provider is its own.
        """
        usual = Limits(attempts=4, tokens_a_minute=90_000)

        assert attrs.evolve(usual, **limit) == limited(**option)

    @pytest.mark.parametrize("option", [{"enabled": False}, {"exceeded_behavior": RateLimitBehavior.WARN}])
    def test_limits_nobody_who_is_not_to_be(self, option):
        """
        Limits that are switched off, or only to be told of, hold nothing up.
        """
        assert Limits(0, 0, 0, 0, attempts=4) == limited(**option)

    @pytest.mark.parametrize(
        ("option", "limit"),
        [
            ({"max_total_requests_per_minute": 7}, {"a_minute": 7}),
            ({"max_total_daily_cost": 7.5}, {"dollars_a_day": 7.5}),
            ({"max_total_monthly_cost": 7.5}, {"dollars_a_month": 7.5}),
            ({"enabled": False}, {"a_minute": 0, "dollars_a_day": 0, "dollars_a_month": 0}),
            (
                {"global_exceeded_behavior": RateLimitBehavior.WARN},
                {"a_minute": 0, "dollars_a_day": 0, "dollars_a_month": 0},
            ),
        ],
    )
    def test_limits_all_together(self, option, limit):
        """
        So do the limits of all together.
        """
        assert attrs.evolve(Policy().together, **limit) == together(**option).together

    @pytest.mark.parametrize(
        ("option", "rule"),
        [
            ({"circuit_breaker_threshold": 2}, BreakerRule(failures=2)),
            ({"circuit_breaker_timeout_seconds": 9}, BreakerRule(rest_s=9.0)),
            ({"enable_circuit_breaker": False}, BreakerRule(failures=0)),
        ],
    )
    def test_spares_who_fails(self, option, rule):
        """
        The owner says how soon, and for how long, a provider that fails is left alone.
        """
        assert rule == together(**option).breaker

    @pytest.mark.parametrize(
        ("member", "section", "provider"),
        [
            ("open_ai", OpenAIProviderSettings, "openai"),
            ("ollama", OllamaProviderSettings, "ollama"),
            ("anthropic", AnthropicProviderSettings, "anthropic"),
            ("azure_open_ai", AzureOpenAIProviderSettings, "azureopenai"),
            ("gemini", GeminiProviderSettings, "gemini"),
            ("eleven_labs", ElevenLabsProviderSettings, "elevenlabs"),
            ("stable_diffusion", StableDiffusionProviderSettings, "stablediffusion"),
            ("comfy_ui", ComfyUIProviderSettings, "comfyui"),
            ("replicate", ReplicateProviderSettings, "replicate"),
        ],
    )
    def test_waits_as_long_as_is_said_of_the_provider(self, member, section, provider):
        """
        How long an answer may take is said where its provider is described.
        """
        assert 9.0 == told(**{member: section(timeout_seconds=9)}).policy.limits_of(provider).seconds

    def test_tries_as_often_as_is_said_of_the_provider(self):
        """
        How often OpenAI is tried is said where it is described.
        """
        policy = told(open_ai=OpenAIProviderSettings(max_retries=0)).policy

        assert 1 == policy.limits_of("openai").attempts
        assert Limits() == policy.limits_of("anthropic")


class TestSettings:
    def test_know_the_way_out(self):
        """
        Proxies are read as curl reads them; empty ones are none.
        """
        started = Settings.from_environment(
            {"https_proxy": "http://a.example:1", "HTTPS_PROXY": "http://b.example", "ALL_PROXY": "socks5://c.example"}
        )

        assert Proxies("socks5://c.example", "http://a.example:1") == started.proxies
        assert "http://a:1" == Settings.from_environment({"HTTPS_PROXY": "a:1"}).proxies.https
        assert Proxies() == Settings.from_environment({"HTTPS_PROXY": " "}).proxies
