"""
Who is built, and a film made by others from its first word to its last picture.
"""

import json
import os
import re
import subprocess
import sys
from fractions import Fraction

import pytest
from click.testing import CliRunner

from aura_core import Brief, Order, Resolution, Settings, create_video
from aura_core.casting.parts import Part
from aura_core.cli import aura
from aura_core.makers import COMPOSERS, ILLUSTRATORS, SPEAKERS, WRITERS
from aura_core.model.brief import PlanSpec
from aura_core.model.enums import CaptionMode
from aura_core.model.events import Warned
from aura_core.model.order import CaptionSpec, ProviderSelection
from aura_core.model.providers import PROVIDERS
from aura_core.model.render import RenderSpec
from aura_core.outbound.calls import CallLog
from aura_core.testing.stub import Fault, Stub
from aura_core.wiring import open_services
from tests.providers import test_services
from tests.stubs import chat, elevenlabs, pexels


BUILT = {Part.SCRIPT: WRITERS, Part.SPEECH: SPEAKERS, Part.PICTURES: ILLUSTRATORS, Part.MUSIC: COMPOSERS}
PROGRAMS = {"piper", "kokoro", "macos", "windows", "localmusic", "localstock"}
CHOSEN = ProviderSelection(script="openai", tts="elevenlabs", visuals="pexels")
SERVICES = (chat.OPENAI, elevenlabs.SERVICE, pexels.SERVICE)


class TestMakers:
    @pytest.mark.parametrize(("part", "provider"), [(part, name) for part, built in BUILT.items() for name in built])
    def test_are_those_that_the_catalogue_knows_and_the_matrix_tries(self, part, provider):
        """
        Whoever is built can do the part, and is tried with every fault; programs have tests of their own.
        """
        suites = (one for one in vars(test_services).values() if isinstance(one, type) and hasattr(one, "service"))
        tried = {suite.service.provider.id for suite in suites}

        assert part.kinds & set(PROVIDERS[provider].kinds)
        assert provider in tried or provider in PROGRAMS


class TestWiring:
    def test_asks_nobody_without_a_wish(self, tmp_path):
        """
        Keys are no wish to spend money: without one, everything is made here, and no vault is opened.
        """
        services = open_services(Settings(data=tmp_path, keys={"openai": chat.OPENAI.key}))
        cast = services.cast_for(Order(Brief("How tides work")))

        assert ("rulebased", "espeak", "slides", "composer") == tuple(
            chain.members[0].id for chain in (cast.writers, cast.speakers, cast.illustrators, cast.composers)
        )

    def test_says_who_could_be_asked(self, tmp_path):
        """
        With a key somebody is available, without one there is what it lacks.
        """
        rosters = open_services(Settings(data=tmp_path, keys={"openai": chat.OPENAI.key})).rosters
        found = {one.provider.id: one for one in rosters.availability() if one.part is Part.SCRIPT}

        assert found["openai"].available
        assert ["MissingApiKey:OPENROUTER_API_KEY"] == [lack.code for lack in found["openrouter"].lacks]


class TestFilms:
    @pytest.fixture
    def stubs(self):
        """Give the three services that make the film."""
        with (
            Stub(chat.OPENAI.routes, chat.refusal) as writer,
            Stub(elevenlabs.ROUTES, elevenlabs.refusal) as speaker,
            Stub(pexels.ROUTES, pexels.refusal) as illustrator,
        ):
            yield writer, speaker, illustrator

    def _settings(self, stubs, folder):
        return Settings(
            data=folder / "data",
            keys={service.provider.id: service.key for service in SERVICES},
            addresses={
                service.provider.id: stub.url + service.path for service, stub in zip(SERVICES, stubs, strict=True)
            },
            providers_private=True,
        )

    def _order(self, **selection):
        return Order(
            Brief("How tides work"),
            PlanSpec(target_duration=Fraction(6), target_scene_count=2),
            render_spec=RenderSpec(res=Resolution(160, 90), fps=10),
            provider_selection=ProviderSelection(**selection),
            captions=CaptionSpec(CaptionMode.NONE),
        )

    def test_are_made_by_whom_one_chooses(self, stubs, tmp_path):
        """
        The model's words, in the service's voice, over the library's clips; owed to whoever took these.

        Every call is noted; no key is in anything that is left; and once more, nobody is asked at all.
        """
        order = self._order(script="OpenAI", tts="ElevenLabs", visuals="Pexels")
        settings = self._settings(stubs, tmp_path)
        film = create_video(order, tmp_path / "film.mp4", settings=settings)
        calls = CallLog(settings.data / "calls.db").records()
        asked = [len(stub.asked) for stub in stubs]
        create_video(order, tmp_path / "again.mp4", settings=settings)

        assert film.video.path.stat().st_size > 1000
        assert {"openai", "elevenlabs", "pexels"} == {call.provider for call in calls}
        assert {None} == {call.verdict for call in calls}
        assert re.search(r"Ann \d", (tmp_path / "film.credits.json").read_text("utf-8"))
        assert [] == [
            path
            for path in tmp_path.rglob("*")
            if path.is_file()
            if any(service.key.encode() in path.read_bytes() for service in SERVICES)
        ]
        assert asked[:2] == [len(stub.asked) for stub in stubs[:2]]

    def test_tell_who_stood_in(self, stubs, tmp_path):
        """
        Of a tier the next stands in, and it is told who could not and why.
        """
        stubs[0].fault = Fault.SERVER_ERROR
        told = []
        order = self._order(script="ProIfAvailable")
        limits = '{"rateLimits": {"limits": {"openai": {"maxRetries": 0}}}}'
        settings = self._settings(stubs, tmp_path)
        owners = settings.data / "settings" / "settings.json"
        owners.parent.mkdir(parents=True)
        owners.write_text(limits, encoding="utf-8")
        create_video(order, tmp_path / "film.mp4", settings=settings, listener=told.append)

        assert 1 == len(stubs[0].asked)
        (switch,) = [event for event in told if isinstance(event, Warned) and event.stand_in]
        assert ("openai", "rulebased") == (switch.provider, switch.stand_in)
        assert "RuleBased stood in" in switch.message


class TestCommand:
    def test_lists_who_could_be_asked(self, tmp_path, monkeypatch):
        """
        Who is ready, and what the others lack, for people and as JSON; no key is shown.
        """
        monkeypatch.setenv("AURA_DATA_PATH", str(tmp_path))
        monkeypatch.setenv("OPENAI_API_KEY", chat.OPENAI.key)
        shown = CliRunner().invoke(aura, ["providers"]).output
        listed = json.loads(CliRunner().invoke(aura, ["providers", "--json", "--all"]).output)

        assert re.search(r"^script +openai +Pro +ready$", shown, re.MULTILINE)
        assert "it has no key. Give a key, made at https://www.pexels.com/api/" in shown
        assert {"NotBuilt"} == {lack["code"] for one in listed if one["id"] == "midjourney" for lack in one["lacks"]}
        assert chat.OPENAI.key not in shown

    def test_lists_models(self, stubs_of_openai, monkeypatch, tmp_path):
        """
        What could be asked is what the provider says; who asks no model has none.
        """
        monkeypatch.setenv("AURA_DATA_PATH", str(tmp_path))
        monkeypatch.setenv("LMSTUDIO_BASE_URL", stubs_of_openai.url)

        assert "small\n" == CliRunner().invoke(aura, ["models", "lmstudio"]).output
        refused = CliRunner().invoke(aura, ["models", "rulebased"])
        assert (2, True) == (refused.exit_code, "asks no language model" in refused.output)

    def test_prints_nothing_of_further_tries(self, stubs_of_openai, tmp_path):
        """
        A provider that is asked again leaves stdout to what was asked for.
        """
        stubs_of_openai.fault = Fault.SERVER_ERROR
        owners = tmp_path / "settings" / "settings.json"
        owners.parent.mkdir()
        owners.write_text('{"rateLimits": {"limits": {"lmstudio": {"retryDelayMs": 1}}}}', encoding="utf-8")
        told = {"AURA_DATA_PATH": str(tmp_path), "LMSTUDIO_BASE_URL": stubs_of_openai.url}
        command = [sys.executable, "-m", "aura_core", "models", "lmstudio"]
        ran = subprocess.run(command, env={**os.environ, **told}, capture_output=True, check=False, timeout=60)

        assert 2 <= len(stubs_of_openai.asked)
        assert (b"", True) == (ran.stdout, b"LM Studio" in ran.stderr)

    def test_shows_the_prompt(self, monkeypatch, tmp_path):
        """
        What a model would be told is printed, and nobody is asked.
        """
        monkeypatch.setenv("AURA_DATA_PATH", str(tmp_path))
        told = CliRunner().invoke(aura, ["plan", "How tides work", "--writer", "openai", "--show-prompt"]).output

        assert told.startswith("[system]\nYou write scripts")
        assert "Topic: How tides work" in told


@pytest.fixture
def stubs_of_openai():
    """Give a service that speaks like OpenAI."""
    with Stub(chat.OPENAI.routes, chat.refusal) as stub:
        yield stub
