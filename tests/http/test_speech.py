"""Speech over HTTP, by the voice that is always there."""

import io
import sys
import wave

import pytest
from litestar.testing import TestClient

from aura_core.settings import Settings
from aura_core.testing.stub import Stub
from aura_http.routes.speech import _AGAIN, _LINES, _PREVIEW, _SCENES, _SPEECH
from aura_http.server import create_app
from tests.stubs import azure_speech


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with TestClient(create_app(Settings(data=tmp_path_factory.mktemp("data"))), base_url="http://127.0.0.1") as client:
        yield client


def seconds_of(sound):
    with wave.open(io.BytesIO(sound)) as file:
        assert (1, 2) == (file.getnchannels(), file.getsampwidth())
        return file.getnframes() / file.getframerate()


class TestListing:
    def test_says_who_speaks(self, client):
        """
        Every provider has what the client reads of it, the available ones first, and may be kept for a minute.
        """
        answer = client.get("/api/tts/providers")
        told = answer.json()
        first = next(one for one in told["providers"] if one["name"] == "eSpeak NG")
        standing = [one["isAvailable"] for one in told["providers"]]

        assert (200, True, len(told["providers"])) == (answer.status_code, told["success"], told["totalCount"])
        assert "max-age=60" in answer.headers["cache-control"]
        assert {"name", "type", "tier", "requiresApiKey", "supportsOffline", "description"} <= first.keys()
        assert first["isAvailable"]
        assert sorted(standing, reverse=True) == standing
        assert "System" == {one["name"]: one["type"] for one in told["providers"]}["Windows"]

    def test_says_who_can(self, client):
        """
        Whoever cannot speak here says why and what to do; one alone can be asked for.

        Voices of other systems are not listed: clients take whoever is not there for able, and somebody stands in.
        """
        standings = {one["name"]: one for one in client.get("/api/tts/status").json()["providers"]}
        (alone,) = client.get("/api/tts/status?provider=Windows").json()["providers"]

        assert standings["eSpeak NG"]["isAvailable"]
        assert standings["eSpeak NG"]["voiceCount"] > 200
        assert not standings["Mimic 3"]["isAvailable"]
        assert "nobody has said that its server runs" in standings["Mimic 3"]["error"].lower()
        assert standings["ElevenLabs"]["error"]
        assert standings["ElevenLabs"]["howToFix"]
        assert (sys.platform == "win32") == ("Windows" in standings) == (alone["error"] is None)
        assert 404 == client.get("/api/tts/status?provider=nobody").status_code

    def test_has_voices_as_objects(self, client):
        """
        Voices have names, and are found by language, gender and words.
        """
        told = client.get("/api/voices", params={"language": "en", "gender": "female", "search": "gb"}).json()

        assert told["count"] == len(told["voices"]) > 3
        assert all(one["name"] and one["language"].startswith("en") for one in told["voices"])
        assert {"female"} == {one["gender"] for one in told["voices"]}

    def test_has_voices_where_there_are_none_of_windows(self, client):
        """
        Windows asked for elsewhere answers with what is there, saying so.
        """
        told = client.get("/api/tts/voices?provider=Windows").json()

        assert ("espeak", "Windows") == (told["provider"], told["requestedProvider"])
        assert told["voices"]
        assert "stands in" in told["notice"]
        assert 404 == client.get("/api/tts/voices?provider=nobody").status_code


class TestPreview:
    def test_is_sound(self, client):
        """
        With returnFile it is a WAV with a tag, the same as at the address that comes without, in parts if asked.
        """
        sound = client.post("/api/tts/preview?returnFile=true", json=_PREVIEW)
        told = client.post("/api/tts/preview", json=_PREVIEW).json()
        kept = client.get(told["audioUrl"])
        part = client.get(told["audioUrl"], headers={"Range": "bytes=0-3"})
        known = client.get(told["audioUrl"], headers={"If-None-Match": kept.headers["etag"]})

        assert (200, "audio/wav") == (sound.status_code, sound.headers["content-type"])
        assert ("espeak", sound.headers["etag"]) == (sound.headers["x-aura-provider"], kept.headers["etag"])
        assert "stands in" in sound.headers["x-aura-notice"]
        assert seconds_of(sound.content) == pytest.approx(told["durationSeconds"], abs=0.001)
        assert sound.content == kept.content
        assert (206, b"RIFF") == (part.status_code, part.content)
        assert 304 == known.status_code
        assert 404 == client.get("/api/audio/..%2Fx.wav").status_code

    def test_has_words_of_ours_in_the_voices_language(self, client):
        """
        Without a text, a voice says a sentence in its own language.
        """
        told = client.post("/api/tts/preview", json={"voice": "de", "sampleText": None}).json()

        assert ("de", True) == (told["language"], told["text"].startswith("Zweimal am Tag"))

    @pytest.mark.parametrize(
        ("path", "body", "status", "fields"),
        [
            ("/api/tts/preview", {"sampleText": "x" * 501, "speed": 9}, 400, {"$.sampleText", "$.speed"}),
            ("/api/tts/preview", {"provider": "Nobody", "sampleText": "Hello."}, 400, {"$.provider"}),
            ("/api/tts/preview", {"voice": "klingon", "sampleText": "Hello."}, 422, None),
            ("/api/tts/preview", {"provider": "ElevenLabs", "sampleText": "Hello."}, None, None),
            ("/api/tts/synthesize", {"text": " "}, 400, {"$.text"}),
            ("/api/tts", {"lines": []}, 400, {"$.lines"}),
            (
                "/api/tts",
                {"lines": [{"text": "Hello."}, {"text": ""}, {}]},
                400,
                {"$.lines[1].text", "$.lines[2].text"},
            ),
            ("/api/audio/generate", {"scenes": [{"text": "x" * 5000}] * 11}, 400, {"$.scenes"}),
            ("/api/audio/regenerate", {"rate": 0, "pitch": 99}, 400, {"$.text", "$.rate", "$.pitch"}),
        ],
    )
    def test_refuses_with_all_that_is_wrong(self, client, path, body, status, fields):
        """
        Every refusal is a problem that says what to do, and names all places at once.
        """
        answer = client.post(path, json=body)
        told = answer.json()

        assert "application/problem+json" == answer.headers["content-type"]
        assert answer.status_code == (status or answer.status_code) >= 400
        assert answer.status_code != 500
        assert told["howToFix"]
        assert fields is None or fields == set(told["errors"])


class TestSpeech:
    def test_has_its_words(self, client):
        """
        A text comes with the moment of every word.
        """
        told = client.post("/api/tts/synthesize", json=_SPEECH).json()

        assert _SPEECH["text"] == " ".join(word["text"] for word in told["words"])
        assert ("en-GB", "en-gb") == (told["language"], told["voice"])
        assert told["words"][-1]["startSeconds"] < told["durationSeconds"]

    def test_joins_lines(self, client):
        """
        Lines become one recording as long as they and the silence between them.
        """
        told = client.post("/api/tts", json=_LINES).json()
        same = client.post("/api/audio/generate-narration", json=_LINES).json()

        assert (told["audioPath"], 2) == (same["audioPath"], len(told["lines"]))
        assert seconds_of(client.get(told["audioPath"]).content) == pytest.approx(told["durationSeconds"], abs=0.001)
        assert told["lines"][1]["startSeconds"] == pytest.approx(told["lines"][0]["durationSeconds"])

    def test_speaks_scenes_one_by_one(self, client):
        """
        Each scene has a recording; one that is spoken again is the same as long as nothing of it has changed.
        """
        told = client.post("/api/audio/generate", json=_SCENES).json()
        again = client.post("/api/audio/regenerate", json=_AGAIN).json()
        same = client.post("/api/audio/regenerate", json={**_AGAIN, "text": _LINES["lines"][1]["text"]}).json()

        assert (2, 2, 0) == (told["totalScenes"], told["successfulScenes"], told["failedScenes"])
        assert told["results"][1]["audioPath"] == same["audioPath"] != again["audioPath"]
        assert all(seconds_of(client.get(one["audioPath"]).content) > 0.5 for one in [*told["results"], again])


class TestAzure:
    @pytest.fixture
    def azure(self, tmp_path):
        """Give a client of a server that may ask Azure Speech."""
        with Stub(azure_speech.ROUTES, azure_speech.refusal) as stub:
            settings = Settings(
                data=tmp_path,
                keys={"azurespeech": azure_speech.SERVICE.key},
                addresses={"azurespeech": stub.url},
                providers_private=True,
            )
            with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
                yield client

    def test_tells_of_its_voices(self, azure):
        """
        Voices are told with what Azure says of them, by language, gender and type.
        """
        told = azure.get("/api/tts/azure/voices", params={"locale": "en-us", "gender": "female"}).json()

        assert [("en-US-AvaNeural", "Ava", "Female", "Neural")] == [
            tuple(one[name] for name in ("id", "name", "gender", "voiceType")) for one in told
        ]
        assert (["chat", "hopeful"], ["Narrator"]) == (told[0]["availableStyles"], told[0]["availableRoles"])
        assert 5 == len(azure.get("/api/tts/azure/voices?voiceType=neural").json())
        assert [] == azure.get("/api/tts/azure/voices?voiceType=standard&locale=e").json()

    def test_tells_of_one(self, azure):
        """
        One voice is told of by its id; of another there is nothing.
        """
        told = azure.get("/api/tts/azure/voice/en-US-AvaNeural/capabilities").json()

        assert ("en-US-AvaNeural", ["rate", "pitch", "pauses"]) == (told["voiceId"], told["supportedFeatures"])
        assert 404 == azure.get("/api/tts/azure/voice/nobody/capabilities").status_code

    def test_says_what_is_missing(self, client):
        """
        Without a key the problem says so.
        """
        answer = client.get("/api/tts/azure/voices")

        assert answer.status_code in {403, 409, 422}
        assert "AZURESPEECH_API_KEY" in answer.text
