"""Profiles decide who makes films that do not say."""

from itertools import product

import attrs
import pytest
from litestar.testing import TestClient

from aura_core.configuration.configuration import Configuration
from aura_core.errors import AuraError, ProviderError
from aura_core.health import examine
from aura_core.health.trials import trials
from aura_core.model.brief import Brief
from aura_core.model.health.finding import Report
from aura_core.model.order import ProviderSelection
from aura_core.model.profiles import PROFILES, ProfileId, ProfileSelection
from aura_core.model.request import JobRequest, QuickDemoRequest
from aura_core.model.settings import UserSettings
from aura_core.ordering import order_of, request_of_demo
from aura_core.ordering.defaults import completed
from aura_core.settings import Settings
from aura_core.setup.preflight import preflight
from aura_core.setup.profiles import choose, recommend, validate
from aura_core.setup.rosters import rosters_now
from aura_core.wiring import open_services
from aura_http.server import create_app


ANTHROPIC = "sk-ant-Zm9vYmFyYmF6cXV4-0123456789"
KEYS = {
    "openai": "sk-proj-Zm9vYmFyYmF6cXV4-0123456789",
    "elevenlabs": "sk_" + "0123456789abcdef" * 3,
    "pexels": "Zm9vYmFyYmF6cXV4MDEyMzQ1Njc4OQ",
}
TIDES = JobRequest(Brief("How tides work"))


def owner(profile):
    return UserSettings(profile=ProfileSelection(profile))


def with_keys(folder, *names, **more):
    keys = {name: {**KEYS, "anthropic": ANTHROPIC}[name] for name in names}
    return Settings(data=folder / "data", secrets=folder / "secrets", keys=keys, **more)


def cast(settings, profile, request=TIDES):
    """Name who would write, speak and illustrate what *request* asks for while *profile* is in force."""
    made = open_services(settings).cast_for(order_of(completed(request, owner(profile))))
    return [[one.id for one in chain.members] for chain in (made.writers, made.speakers, made.illustrators)]


HERE = [["rulebased"], ["espeak"], ["slides"]]


class TestProfiles:
    @pytest.mark.parametrize(
        ("profile", "expected"),
        [
            (ProfileId.THIS_MACHINE, HERE),
            (ProfileId.FREE_ONLY, [["rulebased"], ["espeak"], ["pexels", "slides"]]),
            (ProfileId.BALANCED_MIX, [["openai", "rulebased"], ["espeak"], ["pexels", "slides"]]),
        ],
    )
    def test_decide_who_makes_films(self, tmp_path, profile, expected):
        """
        With keys for everything, each asks whom it stands for, and others stand behind them.
        """
        assert expected == cast(with_keys(tmp_path, *KEYS), profile)

    @pytest.mark.parametrize("profile", [ProfileId.THIS_MACHINE, ProfileId.FREE_ONLY, ProfileId.BALANCED_MIX])
    def test_make_films_without_keys(self, tmp_path, profile):
        """
        Without a key, and offline with all of them, films are made on this machine.
        """
        assert HERE == cast(with_keys(tmp_path), profile)
        assert HERE == cast(with_keys(tmp_path, *KEYS, offline=True), profile)

    def test_are_kept_to(self, tmp_path):
        """
        Where only paid providers are to be asked and none can be, there is no film, rather than another.
        """
        with pytest.raises(ProviderError, match="tier 'Pro'"):
            cast(with_keys(tmp_path), ProfileId.PRO_MAX)

    def test_leave_what_a_request_says(self, tmp_path):
        """
        Who is wished for does it, part by part, and the demo is always made here.
        """
        wished = attrs.evolve(TIDES, provider_selection=ProviderSelection(script="rulebased"))
        demo = request_of_demo(QuickDemoRequest())

        assert [["rulebased"], ["espeak"], ["pexels", "slides"]] == cast(
            with_keys(tmp_path, *KEYS), ProfileId.BALANCED_MIX, wished
        )
        assert HERE == cast(with_keys(tmp_path, *KEYS), ProfileId.PRO_MAX, demo)

    @pytest.mark.parametrize("keys", [(), ("pexels",), ("openai",), tuple(KEYS)], ids="-".join)
    def test_are_judged_as_films_are_cast(self, tmp_path, keys):
        """
        Preflight, validation and what becomes of a film never disagree, whatever keys there are.
        """
        settings = with_keys(tmp_path, *keys)
        rosters, nothing = rosters_now(settings), Report((), None)
        for profile, offline in product(PROFILES, (False, True)):
            there = attrs.evolve(settings, offline=offline)
            try:
                cast(there, profile)
                possible = True
            except AuraError:
                possible = False
            rosters = rosters_now(there)
            told = preflight(PROFILES[profile], rosters, nothing, "c")

            assert possible is told.ok is validate(PROFILES[profile], rosters).is_valid
            assert told.ok or {"SwitchToFree"} <= {fix.type for stage in told.stages for fix in stage.fix_actions or ()}

    @pytest.mark.parametrize(
        ("keys", "expected"),
        [
            ((), "this-machine"),
            (("pexels",), "free-only"),
            (("anthropic",), "balanced-mix"),
            (("openai",), "pro-max"),
            (tuple(KEYS), "pro-max"),
        ],
        ids=str,
    )
    def test_are_recommended_by_what_there_is(self, tmp_path, keys, expected):
        """
        What is recommended can be done, and makes use of the keys there are.
        """
        settings = with_keys(tmp_path, *keys)
        found = recommend(Configuration(settings), rosters_now(settings))

        assert expected == found.recommended_profile_id
        assert set(keys) == set(found.available_keys)
        assert not set(keys) & set(found.missing_keys_for_pro_max)


class TestDoctor:
    def test_says_who_would_make_films(self, tmp_path):
        """
        ``aura doctor`` casts a film as the profile in force has it, and says what is in the way.
        """
        configuration = Configuration(with_keys(tmp_path))
        check = next(one for one in trials(configuration.started) if one.id == "cast_works")
        before = examine([check]).findings[0]
        choose(configuration, PROFILES[ProfileId.PRO_MAX])
        after = examine([check]).findings[0]

        assert "RuleBased writes, eSpeak NG speaks, Slides illustrates." == before.message
        assert ("fail", True) == (after.verdict.value, "aura providers" in after.remedy)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    # An address that is none of a service of the internet: whoever is asked about a key leaves this machine alone.
    settings = with_keys(tmp_path_factory.mktemp("profiles"), addresses={"openai": "http://127.0.0.1:9/v1"})
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        client.post("/api/dependencies/rescan")
        yield client


class TestRoutes:
    def test_choose_and_change_nothing_else(self, client):
        """
        Each of the addresses puts a profile in force by id or name, and leaves every other setting.
        """
        client.patch("/api/settings", json={"ui": {"scale": 150}, "llm": {"provider": "Ollama"}})
        before = client.get("/api/settings").json()
        first = client.get("/api/provider-profiles/active").json()
        set_ = client.post("/api/provider-profiles/active", json={"profileId": "free-only"}).json()
        applied = client.post("/api/profiles/apply", json={"profileName": "Balanced Mix"}).json()
        active = client.get("/api/provider-profiles/active").json()
        client.post("/api/provider-profiles/active", json={"profileId": "This Machine"})
        after = client.get("/api/settings").json()
        client.patch("/api/settings", json={"llm": None})

        assert ("this-machine", "free-only", "balanced-mix") == (first["id"], set_["profile"]["id"], active["id"])
        assert (True, True) == (set_["success"], applied["success"])
        assert before | {"lastUpdated": ""} == after | {"lastUpdated": ""}

    def test_leave_the_script_to_the_model_that_was_selected(self, client):
        """
        A language model that was selected by itself writes, whatever the profile says of scripts; nobody is no selection.
        """
        client.post("/api/settings/llm/selection", json={"provider": "Ollama"})
        stages = {one["stage"]: one for one in client.get("/api/preflight?profile=Free-Only").json()["stages"]}
        refused = [
            client.post(f"/api/settings/{path}", json=body)
            for path in ("provider", "llm/selection")
            for body in ({}, {"provider": " "}, {"wrong": 1})
        ]
        kept = client.get("/api/settings/llm/selection").json()["provider"]
        client.patch("/api/settings", json={"llm": None})

        assert ("Ollama", "eSpeak NG") == (stages["Script"]["provider"], stages["TTS"]["provider"])
        assert {(400, "$.provider")} == {(one.status_code, one.json()["field"]) for one in refused}
        assert "Ollama" == kept
        assert {"GET", "POST", "OPTIONS"} == {
            *client.options("/api/settings/llm/selection").headers["allow"].split(", ")
        }

    @pytest.mark.parametrize(
        ("path", "body", "status", "field"),
        [
            ("/api/provider-profiles/active", {"profileId": "nobody"}, 400, "$.profileId"),
            ("/api/profiles/apply", {"profileName": ""}, 400, "$.profileName"),
            ("/api/provider-profiles/nobody/validate", None, 404, None),
            ("/api/provider-profiles/test", {"provider": "nobody"}, 400, "$.provider"),
            ("/api/provider-profiles/test", {"provider": "openai"}, 404, None),
        ],
    )
    def test_refuse_whom_nobody_knows(self, client, path, body, status, field):
        """
        What there is not is a problem, and changes nothing.
        """
        answer = client.post(path, json=body)

        assert (status, field) == (answer.status_code, answer.json()["field"])
        assert "this-machine" == client.get("/api/provider-profiles/active").json()["id"]

    def test_say_what_a_film_needs(self, client):
        """
        Preflight says of every part who does it, and of the machine what health says.
        """
        told = client.get("/api/preflight?profile=Free-Only&correlationId=mine").json()
        paid = client.get("/api/preflight?profile=Pro-Max").json()
        stages = {one["stage"]: one for one in told["stages"]}

        assert (True, "free-only") == (told["ok"], told["profile"])
        assert client.get("/health/ready").json()["ready"] is told["ok"]
        assert ("RuleBased", "eSpeak NG", "Slides") == tuple(
            stages[name]["provider"] for name in ("Script", "TTS", "Visuals")
        )
        assert "pass" == stages["FFmpeg"]["status"]
        assert any("Pexels" in text for text in stages["Visuals"]["suggestions"])
        assert not any(
            "Choose somebody else" in text for stage in stages.values() for text in stage["suggestions"] or ()
        )
        failed = {one["stage"]: one for one in paid["stages"] if one["status"] == "fail"}
        assert (False, {"Script", "TTS", "Visuals"}) == (paid["ok"], set(failed))
        assert {"OpenSettings", "SwitchToFree"} == {fix["type"] for fix in failed["Script"]["fixActions"]}
        assert 400 == client.get("/api/preflight?profile=nobody").status_code
        assert "this-machine" == client.get("/api/preflight/safe-defaults").json()["id"]
        assert "this-machine" == client.get("/api/preflight").json()["profile"]

    def test_tell_of_profiles_and_keys(self, client):
        """
        Lists, recommendation and tests have what the clients read.
        """
        listed = client.get("/api/provider-profiles").json()["profiles"]
        short = client.get("/api/profiles/list").json()["profiles"]
        wrong = client.post("/api/provider-profiles/pro-max/validate").json()
        client.post("/api/keys/set", json={"provider": "openai", "apiKey": KEYS["openai"]})
        tested = client.post("/api/provider-profiles/test", json={"provider": "OpenAI"}).json()
        all_tested = client.post("/api/provider-profiles/test-all").json()

        assert [one["name"] for one in listed] == [one["name"] for one in short]
        assert {"Free-Only", "Balanced Mix", "Pro-Max"} < {one["name"] for one in short}
        assert {"Script", "TTS", "Visuals", "Upload"} == set(listed[0]["stages"])
        assert (False, {"openai", "elevenlabs"}) == (
            wrong["isValid"],
            {"openai", "elevenlabs"} & set(wrong["missingKeys"]),
        )
        assert ("openai", False) == (tested["provider"], tested["success"])
        assert {"openai"} == set(all_tested)
        assert "pro-max" == client.get("/api/provider-profiles/recommend").json()["recommendedProfileId"]
