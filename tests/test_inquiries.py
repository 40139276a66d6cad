"""
Whether a provider works, asked of stubs of all of them.
"""

import asyncio
import inspect
import json
import re
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

from aura_core import inquiries
from aura_core.cli import aura
from aura_core.configuration.configuration import Configuration
from aura_core.inquiries import Inquiries, key_test
from aura_core.keys.testing import KeyState
from aura_core.makers import COMPOSERS, ILLUSTRATORS, SPEAKERS, WRITERS
from aura_core.model.provider import Account
from aura_core.model.providers import PROVIDERS, provider_named
from aura_core.outbound import channel
from aura_core.outbound.calls import calls_in
from aura_core.settings import Settings
from aura_core.testing.stub import Answer, Fault, Stub
from aura_core.verdicts import Verdict
from tests.stubs import (
    azure_speech,
    chat,
    claude,
    comfyui,
    edge,
    elevenlabs,
    freesound,
    gemini,
    mimic3,
    ollama,
    painters,
    pexels,
    pixabay,
    replicate,
    unsplash,
)


PAGE = Path(__file__).parent.parent / "docs" / "providers" / "README.md"

STABILITY = {("GET", "/v1/user/balance"): lambda asked: Answer({"credits": 12.5})}
WEBUI = {("GET", "/sdapi/v1/sd-models"): lambda asked: Answer([{"title": "v1-5-pruned.safetensors [6ce0]"}])}
REPLICATE = {("GET", "/v1/account"): lambda asked: Answer({"type": "user", "username": "acme", "name": "Acme"})}
OPENROUTER = {("GET", "/api/v1/key"): lambda asked: Answer({"data": {"label": "mine", "usage": 0.5}})}

SERVICES = {
    service.provider.id: service
    for service in (
        *(chat.OPENAI, chat.AZURE, chat.LM_STUDIO, chat.VLLM, chat.COMPATIBLE),
        *(claude.SERVICE, gemini.SERVICE, ollama.SERVICE),
        *(elevenlabs.SERVICE, azure_speech.SERVICE, edge.SERVICE, mimic3.SERVICE),
        *(pexels.SERVICE, pixabay.SERVICE, unsplash.SERVICE, freesound.SERVICE),
        attrs.evolve(chat.OPENROUTER, routes=OPENROUTER),
        attrs.evolve(painters.STABILITY, routes=STABILITY),
        attrs.evolve(painters.WEBUI, routes=WEBUI),
        comfyui.SERVICE,
        attrs.evolve(replicate.SERVICE, routes=REPLICATE),
    )
}

CALLS = {
    "openai": "GET models",
    "azureopenai": "GET models",
    "anthropic": "GET models",
    "gemini": "GET models",
    "openrouter": "GET key",
    "ollama": "GET api/tags",
    "lmstudio": "GET models",
    "vllm": "GET models",
    "openaicompatible": "GET models",
    "elevenlabs": "GET voices",
    "azurespeech": "GET cognitiveservices/voices/list",
    "edgetts": "GET voices/list",
    "mimic3": "GET api/voices",
    "pexels": "GET search",
    "pixabay": "GET /",
    "unsplash": "GET search/photos",
    "freesound": "GET search/",
    "stabilityai": "GET v1/user/balance",
    "stablediffusion": "GET sdapi/v1/sd-models",
    "comfyui": "GET object_info/CheckpointLoaderSimple",
    "replicate": "GET account",
}
"""What each is asked."""

IN_PROGRAMS = {"piper", "kokoro", "macos", "windows", "localmusic", "localstock"}
"""Who is asked on this machine, without a network."""

FAULTS = (
    *(Fault.UNAUTHORIZED, Fault.FORBIDDEN, Fault.NOT_FOUND, Fault.RATE_LIMITED, Fault.SERVER_ERROR),
    *(Fault.TIMEOUT, Fault.MALFORMED, Fault.WRONG_TYPE, Fault.REDIRECTED, Fault.RESET),
)


class Asker:
    """
    Somebody who has a key of a service, and asks whether it works.
    """

    def __init__(self, service, stub, folder, **more):
        name = service.provider.id
        self.service, self.stub = service, stub
        self.settings = Settings(
            data=folder / "data",
            secrets=folder / "secrets",
            keys={name: service.key},
            addresses={name: f"{stub.url}{service.path}/"},
            models={name: service.account.model} if service.account.model else {},
            regions={name: service.account.get("region")} if service.account.get("region") else {},
            providers_private=True,
            **more,
        )
        self.inquiries = Inquiries(self.settings)

    def asks(self, *given):
        return asyncio.run(self.inquiries.ask(self.service.provider, *given))


@pytest.fixture
def asker(request, tmp_path):
    """Give somebody who asks the service that the test names."""
    service = SERVICES[getattr(request, "param", "openai")]
    with Stub(service.routes, service.refusal) as stub:
        yield Asker(service, stub, tmp_path)


class TestInquiries:
    def test_are_known_of_everybody(self):
        """
        Whoever is built has a row in the tests below, or is a program on this machine.
        """
        assert {*WRITERS, *SPEAKERS, *ILLUSTRATORS, *COMPOSERS} == SERVICES.keys() | IN_PROGRAMS
        assert SERVICES.keys() == CALLS.keys()

    def test_are_documented(self):
        """
        The table of calls says of everybody what they are really asked.
        """
        rows = re.findall(r"^\| (`[^|]+`) \| `(GET [^|`]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

        assert {name: call for names, call in rows for name in re.findall(r"`(\w+)`", names)} == CALLS

    @pytest.mark.parametrize("asker", SERVICES, indirect=True)
    def test_find_what_works(self, asker):
        """
        One request, which only reads, says that it works; it is noted nowhere.
        """
        came = asker.asks()

        assert came.works, came.message
        assert CALLS[asker.service.provider.id] == came.call
        assert f"{asker.stub.url}{asker.service.path}" == came.address
        assert ["GET"] == [asked.method for asked in asker.stub.asked]
        assert () == calls_in(asker.settings.data).providers()
        assert KeyState.VALID is key_test(came).state

    @pytest.mark.parametrize("asker", SERVICES, indirect=True)
    def test_tell_faults_apart(self, asker, caplog, monkeypatch):
        """
        Each fault has its verdict, at the first try, with what to do about it and without the key.
        """
        for fault in FAULTS:
            asker.stub.asked.clear()
            asker.stub.fault = fault
            with monkeypatch.context() as hurried:
                if fault is Fault.TIMEOUT:
                    hurried.setattr(inquiries, "_ONCE", attrs.evolve(inquiries._ONCE, seconds=0.5))
                came = asker.asks()

            assert (fault.verdict, False) == (came.verdict, came.works), fault
            assert came.remedy
            assert 1 == len(asker.stub.asked)
            assert asker.service.key not in f"{came!r} {key_test(came)!r} {caplog.text}"

    @pytest.mark.parametrize(
        ("fault", "state"),
        [
            (Fault.UNAUTHORIZED, KeyState.INVALID),
            (Fault.FORBIDDEN, KeyState.NOT_VALIDATED),
            (Fault.RATE_LIMITED, KeyState.NOT_VALIDATED),
            (Fault.SERVER_ERROR, KeyState.NOT_VALIDATED),
        ],
    )
    def test_say_of_a_key_no_more_than_they_know(self, asker, fault, state):
        """
        Only a key that is refused is invalid; a provider that is out of order says nothing of it.
        """
        asker.stub.fault = fault
        keys = Configuration(asker.settings, asker.inquiries).keys

        assert state is asyncio.run(keys.test(asker.service.provider)).state

    def test_end_in_time(self, asker, monkeypatch):
        """
        Whatever holds it up, an inquiry ends.
        """
        monkeypatch.setattr(inquiries, "_SECONDS", 0.2)
        asker.stub.fault = Fault.TIMEOUT

        assert Verdict.TIMEOUT is asker.asks().verdict

    def test_are_noted_nowhere(self):
        """
        Whatever a channel notes of a call is left aside, also of one that is cut off.
        """
        noted = set(re.findall(r"calls\.(\w+)", inspect.getsource(channel)))

        assert {"begin", "withdraw"} <= noted <= vars(inquiries._Unnoted).keys()

    def test_send_nothing_that_cannot_be(self, asker, tmp_path):
        """
        Without a key, with one that is none, offline, and of those whom nobody has built, nobody is asked.
        """
        nothing = Inquiries(Settings(data=tmp_path / "data", secrets=tmp_path / "secrets"))
        offline = Asker(asker.service, asker.stub, tmp_path, offline=True)
        openai = asker.service.provider

        assert Verdict.NOT_CONFIGURED is asyncio.run(nothing.ask(openai)).verdict
        assert Verdict.KEY_FORMAT is asker.asks(Account("no-key")).verdict
        assert Verdict.OFFLINE is offline.asks().verdict
        assert Verdict.NOT_BUILT is asyncio.run(nothing.ask(provider_named("runway"))).verdict
        assert "shut down" in asyncio.run(nothing.ask(provider_named("playht"))).message
        assert asyncio.run(nothing.ask(provider_named("slides"))).works
        assert [] == asker.stub.asked

    def test_send_no_kept_key_elsewhere(self, asker):
        """
        Who names an address names the key: what is kept is sent to the address that is in force.
        """
        with Stub(asker.service.routes) as elsewhere:
            account = Account(address=elsewhere.url)
            without = asker.asks(account)
            other = attrs.evolve(account, key="sk-proj-another-0123456789")
            asker.asks(other)

        assert Verdict.NOT_CONFIGURED is without.verdict
        assert ["Bearer sk-proj-another-0123456789"] == [asked.headers["authorization"] for asked in elsewhere.asked]
        assert [] == asker.stub.asked

    @pytest.mark.parametrize("asker", ["pexels"], indirect=True)
    def test_reach_no_private_address(self, asker, tmp_path):
        """
        A service of the internet is not looked for in a private network, unless its owner allows it.
        """
        strict = Inquiries(attrs.evolve(asker.settings, providers_private=False))

        assert Verdict.PRIVATE_ADDRESS is asyncio.run(strict.ask(asker.service.provider)).verdict
        assert [] == asker.stub.asked

    @pytest.mark.parametrize(
        "address", ["http://169.254.169.254", "http://[::ffff:169.254.169.254]", "http://0xa9fea9fe"]
    )
    @pytest.mark.parametrize("asker", ["ollama"], indirect=True)
    def test_ask_no_cloud_for_its_secrets(self, asker, address):
        """
        Not even a server of one's own is where clouds tell a machine its credentials.
        """
        came = asker.asks(Account(address=address))

        assert (Verdict.PRIVATE_ADDRESS, "") == (came.verdict, came.call)

    @pytest.mark.parametrize("asker", ["ollama"], indirect=True)
    def test_miss_a_model(self, asker):
        """
        A server that does not have the model that is set says so, and how to get it.
        """
        asker.inquiries = Inquiries(attrs.evolve(asker.settings, models={"ollama": "phi9"}))
        came = asker.asks()

        assert (Verdict.MODEL_NOT_FOUND, "Get it with `ollama pull phi9`.") == (came.verdict, came.remedy)

    @pytest.mark.parametrize("asker", ["openai", "anthropic", "gemini"], indirect=True)
    def test_ask_for_a_model_that_no_list_has(self, asker):
        """
        An alias that the provider knows will do; of a name that it does not know it says so, and where there are some.
        """
        name = asker.service.provider.id
        asker.stub.routes["GET", f"{asker.service.path}/models/newest"] = lambda asked: Answer({"id": "newest"})
        found = {}
        for model in ("newest", "no/such one"):
            asker.inquiries = Inquiries(attrs.evolve(asker.settings, models={name: model}))
            found[model] = asker.asks()

        assert found["newest"].works
        came = found["no/such one"]
        assert (Verdict.MODEL_NOT_FOUND, f"Choose one that `aura models {name}` lists.") == (came.verdict, came.remedy)
        assert "it has no model no/such one" in came.message

    def test_ask_everybody_at_once(self, asker):
        """
        All that are built are asked, and one that fails takes nobody along.
        """
        came = {one.provider.id: one for one in asyncio.run(asker.inquiries.ask_all())}

        assert {*WRITERS, *SPEAKERS, *ILLUSTRATORS} <= came.keys() <= PROVIDERS.keys()
        assert came["openai"].works
        assert Verdict.NOT_CONFIGURED is came["pexels"].verdict


class TestCommand:
    @pytest.fixture
    def check(self, asker, tmp_path):
        """Give a function that asks from the command line, with the key in the environment."""
        environment = {
            "AURA_DATA_PATH": str(tmp_path / "data"),
            "AURA_PROVIDERS_PRIVATE": "1",
            "OPENAI_API_KEY": asker.service.key,
            "OPENAI_BASE_URL": asker.stub.url,
        }
        return lambda *names: CliRunner(env=environment).invoke(aura, ["providers", "check", *names])

    def test_says_who_works(self, check, asker):
        """
        A line for each, and where one does not, another with what to do; the exit code tells them apart.
        """
        well = check("OpenAI", "slides")
        told = json.loads(check("openai", "--json").output)
        asker.stub.fault = Fault.UNAUTHORIZED
        refused = check("openai")

        assert 0 == well.exit_code, well.output
        assert [["openai", "Works"], ["slides", "Works"]] == [line.split()[:2] for line in well.output.splitlines()]
        assert ("GET models", True, f"{asker.stub.url}/v1") == tuple(
            told[0][name] for name in ("call", "works", "address")
        )
        assert (3, "Unauthorized") == (refused.exit_code, refused.output.split()[1])
        assert "https://platform.openai.com/api-keys" in refused.output
        assert asker.service.key not in refused.output
        assert 3 == check("pexels").exit_code
