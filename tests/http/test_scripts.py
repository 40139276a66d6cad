"""Scripts, worked on over HTTP."""

import json

import pytest
from litestar.testing import TestClient

from aura_core.settings import Settings
from aura_core.testing.stub import Stub
from aura_http.routes.scripts import _GENERATE
from aura_http.server import create_app
from tests.stubs import chat


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with TestClient(create_app(Settings(data=tmp_path_factory.mktemp("data"))), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="module")
def model():
    """A language model that speaks like OpenAI."""
    with Stub(chat.OPENAI.routes, chat.refusal) as stub:
        yield stub


@pytest.fixture(scope="module")
def author(model, tmp_path_factory):
    """A client of somebody who has a key for it."""
    started = Settings(
        data=tmp_path_factory.mktemp("author"),
        keys={"openai": chat.OPENAI.key},
        addresses={"openai": f"{model.url}/v1"},
        providers_private=True,
    )
    with TestClient(create_app(started), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def script(client):
    """A script of two scenes, as it is told."""
    return client.post(
        "/api/scripts/generate", json={"script": "## One\n\nThe sea rises.\n\n## Two\n\nThe sea falls."}
    ).json()


class TestScripts:
    def test_are_as_clients_read_them(self, client):
        """
        What the original's client sends is answered with all that it reads.
        """
        answer = client.post("/api/scripts/generate", json=_GENERATE)
        script = answer.json()

        assert (200, '"1"') == (answer.status_code, answer.headers["etag"])
        assert {"scriptId", "title", "scenes", "totalDurationSeconds", "metadata", "correlationId"} <= set(script)
        assert [*range(1, len(script["scenes"]) + 1)] == [scene["number"] for scene in script["scenes"]]
        for scene in script["scenes"]:
            assert {"number", "narration", "visualPrompt", "durationSeconds", "transition"} <= set(scene)
        assert ("RuleBased", "Local") == (script["metadata"]["providerName"], script["metadata"]["tier"])
        assert 0 == script["metadata"]["tokensUsed"]

    def test_are_kept_in_versions(self, client, script):
        """
        Who means a version that is past changes nothing; what was can be looked at and gone back to.
        """
        at = f"/api/scripts/{script['scriptId']}"
        edited = client.put(f"{at}/scenes/2", json={"narration": "It sinks."}, headers={"If-Match": '"1"'})
        stale = client.put(f"{at}/scenes/2", json={"narration": "It stays."}, headers={"If-Match": '"1"'})
        also = client.put(f"{at}/scenes/2", json={"narration": "It stays.", "version": 1})
        known = client.get(at, headers={"If-None-Match": '"2"'})
        past = client.get(at, params={"version": 1}).json()
        back = client.post(f"{at}/versions/revert", json={"versionId": "1"})
        versions = client.get(f"{at}/versions").json()

        assert (200, 2, "It sinks.") == (
            edited.status_code,
            edited.json()["version"],
            edited.json()["scenes"][1]["narration"],
        )
        assert [412, 412, 304] == [stale.status_code, also.status_code, known.status_code]
        assert "The sea falls." == past["scenes"][1]["narration"] == back.json()["scenes"][1]["narration"]
        assert ("3", ["3", "2", "1"]) == (
            versions["currentVersionId"],
            [one["versionId"] for one in versions["versions"]],
        )
        assert script["scriptId"] in {one["scriptId"] for one in client.get("/api/scripts").json()["scripts"]}
        assert [204, 404] == [client.delete(at).status_code, client.delete(at).status_code]

    @pytest.mark.parametrize(
        ("method", "path", "body", "status", "named"),
        [
            ("PUT", "/scenes/3", {"narration": "No."}, 404, ()),
            ("PUT", "/scenes/1", {"narration": " ", "pathOrUrl": "a\0b"}, 400, ("$.narration", "$.pathOrUrl")),
            ("PUT", "/scenes/1", {"durationSeconds": -1, "version": 0}, 400, ("$.durationSeconds", "$.version")),
            ("POST", "/versions/revert", {"versionId": "4"}, 404, ()),
            ("GET", "?version=9", None, 404, ()),
            ("GET", "?version=0", None, 400, ()),
        ],
    )
    def test_refuse_what_cannot_be(self, client, script, method, path, body, status, named):
        """
        Each refusal is a problem that names everything that is wrong.
        """
        answer = client.request(method, f"/api/scripts/{script['scriptId']}{path}", json=body)
        problem = answer.json()

        assert (status, "application/problem+json") == (answer.status_code, answer.headers["content-type"])
        assert set(named) <= set(problem["errors"] or ())
        assert problem["howToFix"]

    @pytest.mark.parametrize(
        ("path", "body", "said"),
        [
            ("/reorder", {"sceneOrder": [2, 1]}, ["The sea falls.", "The sea rises."]),
            ("/merge", {"sceneNumbers": [1, 2]}, ["The sea rises. The sea falls."]),
            ("/scenes/1/split", {"splitPosition": 7}, ["The sea", "rises.", "The sea falls."]),
            ("/scenes/1", None, ["The sea falls."]),
            ("/enhance", {"stylePreset": "Bold", "pacingAdjustment": 1}, ["The sea rises.", "The sea falls."]),
        ],
    )
    def test_are_worked_on_as_a_whole(self, client, script, path, body, said):
        """
        Each operation returns the whole script, in the version after, and refuses whoever means another version.
        """
        method, at = "DELETE" if body is None else "POST", f"/api/scripts/{script['scriptId']}{path}"
        stale = client.request(method, at, json=body, headers={"If-Match": '"7"'})
        after = client.request(method, at, json=body)

        assert (412, 200, '"2"') == (stale.status_code, after.status_code, after.headers["etag"])
        assert said == [scene["narration"] for scene in after.json()["scenes"]]

    def test_are_revised_by_who_can(self, client, script):
        """
        An outline is said anew, longer and shorter; own words that are whole are not, and that says who could.
        """
        outline = client.post("/api/scripts/generate", json=_GENERATE).json()
        at = f"/api/scripts/{outline['scriptId']}"
        anew = client.post(f"{at}/scenes/1/regenerate", json={"improvementGoal": "funnier"}).json()
        longer = client.post("/api/script/expand-scene", json={"jobId": outline["scriptId"], "sceneIndex": 0}).json()
        shorter = client.post(f"{at}/scenes/1/shorten", json={"factor": 0.3}).json()
        refused = client.post(f"/api/scripts/{script['scriptId']}/scenes/1/expand", json={})
        others = [
            client.post(f"{at}/scenes/1/{path}", json=body).status_code
            for path, body in (
                ("expand", {"factor": 0.5}),
                ("regenerate", {"preferredProvider": "nobody"}),
                ("regenerate", {"preferredProvider": "OpenAI"}),
            )
        ]

        assert outline["scenes"][0]["narration"] != anew["scenes"][0]["narration"] != longer["scene"]["narration"]
        assert longer["scene"]["narration"].startswith(anew["scenes"][0]["narration"])
        assert len(shorter["scenes"][0]["narration"]) < len(longer["scene"]["narration"])
        assert any("language model" in warning for warning in anew["warnings"])
        assert (422, "E300") == (refused.status_code, refused.json()["errorCode"])
        assert "preferredProvider" in refused.json()["howToFix"][0]
        assert [400, 400, 409] == others

    def test_are_written_as_one_text(self, client):
        """
        The text can be given as own words again.
        """
        asked = {"topic": "How tides work", "targetDurationMinutes": 0.5, "providerTier": "RuleBased"}
        told = client.post("/api/script", json=asked).json()
        again = client.post("/api/scripts/generate", json={"script": told["script"]}).json()
        kept = client.get(f"/api/scripts/{told['scriptId']}").json()
        wrong = client.post("/api/script", json={"topic": "?", "targetDurationMinutes": 1e300})

        assert (True, "RuleBased", False) == (told["success"], told["provider"], told["isFallback"])
        assert [one["narration"] for one in kept["scenes"]] == [one["narration"] for one in again["scenes"]]
        assert {"$.topic", "$.targetDurationMinutes"} == set(wrong.json()["errors"])

    @pytest.mark.parametrize(
        ("form", "kind", "begins"), [("text", "text/plain", "Tides"), ("markdown", "text/markdown", "# Tides")]
    )
    def test_are_files(self, client, form, kind, begins):
        """
        Text and Markdown are sent as files with a name.
        """
        script = client.post("/api/scripts/generate", json={"script": "# Tides\n\nThe sea rises."}).json()
        answer = client.get(f"/api/scripts/{script['scriptId']}/export", params={"format": form})

        assert f"{kind}; charset=utf-8" == answer.headers["content-type"]
        assert 'attachment; filename="tides.' in answer.headers["content-disposition"]
        assert answer.text.startswith(begins)

    def test_say_who_writes(self, client):
        """
        Everybody is listed with what they lack; browsers may keep that for a minute, and nobody is limited in asking.
        """
        answer = client.get("/api/scripts/providers")
        found = {one["id"]: one for one in answer.json()["providers"]}

        assert "private, max-age=60" == answer.headers["cache-control"]
        assert (True, "RuleBased", []) == tuple(found["rulebased"][name] for name in ("isAvailable", "name", "reasons"))
        assert not found["openai"]["isAvailable"]
        assert "aura keys set openai" in found["openai"]["reasons"][0]
        assert found["openai"]["estimatedCostPer1KTokens"] > found["ollama"]["estimatedCostPer1KTokens"] == 0
        assert {"regenerate", "enhance"} <= set(found["openai"]["capabilities"])

    def test_are_told_while_they_are_written(self, client):
        """
        Every provider's script is told scene by scene and then whole; what fails on the way ends with an error.
        """

        def told(**body):
            answer = client.post("/api/scripts/generate/stream", json=body)
            return answer, [
                (frame.split("\n")[0].removeprefix("event: "), json.loads(frame.split("data: ")[1]))
                for frame in answer.text.split("\n\n")
                if "data: " in frame
            ]

        answer, events = told(**_GENERATE)
        names = [name for name, _ in events if name not in {"heartbeat", "progress"}]
        script = events[-1][1]["script"]
        _, failed = told(topic="Tides", preferredProvider="OpenAI")
        refused, _ = told(topic="?")

        assert answer.headers["content-type"].startswith("text/event-stream")
        assert ["init", *["chunk"] * len(script["scenes"]), "complete"] == names
        assert "\n\n".join(one["narration"] for one in script["scenes"]) == events[-1][1]["accumulatedContent"]
        assert 200 == client.get(f"/api/scripts/{script['scriptId']}").status_code
        assert ("error", "E305-NOT_CONFIGURED") == (failed[-1][0], failed[-1][1]["problem"]["errorCode"])
        assert 400 == refused.status_code


class TestModels:
    def test_work_on_scripts_scene_by_scene(self, author, script_by_model):
        """
        A language model says a scene anew, better, longer and shorter; the rest of the script stays as it was.

        Tokens and dollars are those of the answers, added up; who goes back and asks again is given something new.
        """
        at, asked = f"/api/scripts/{script_by_model['scriptId']}", {"improvementGoal": "Funnier"}
        anew = author.post(f"{at}/scenes/2/regenerate", json=asked).json()
        longer = author.post(f"{at}/scenes/2/expand", json={"factor": 2}).json()
        shorter = author.post("/api/script/shorten-scene", json={"jobId": anew["scriptId"], "sceneIndex": 1}).json()
        author.post(f"{at}/versions/revert", json={"versionId": "1"})
        again = author.post(f"{at}/scenes/2/regenerate", json=asked).json()
        better = author.post(f"{at}/enhance", json={"goal": "Clearer", "preferredProvider": "OpenAI"}).json()

        def length(script):
            return len(script["scenes"][1]["narration"].split())

        told = [anew, longer, shorter["script"], again, better]
        first = script_by_model["scenes"]
        assert all(one["scenes"][0] == first[0] for one in told[:4])
        assert first[1]["narration"] != anew["scenes"][1]["narration"]
        assert length(longer) > length(shorter["script"]) > length(anew)
        assert {"Part 1 again", "Part 2 again"} == {scene["heading"] for scene in better["scenes"][:2]}
        # The first answer may have been kept, and then takes nothing.
        spent = [one["metadata"]["tokensUsed"] - script_by_model["metadata"]["tokensUsed"] for one in told]
        assert [1000, 2000, 3000, 1000, 2000] == spent
        cost = better["metadata"]["estimatedCost"] - script_by_model["metadata"]["estimatedCost"]
        assert pytest.approx(2 * (700 * 0.10 + 300 * 0.50) / 1e6) == cost
        assert all("instead of" in warning for one in told for warning in one["warnings"])

    def test_tell_how_far_they_are(self, author):
        """
        A stream has progress while the answer comes in, and ends with what it took.
        """
        asked = {**_GENERATE, "topic": "How ebbs work", "preferredProvider": "OpenAI (gpt-4o)"}
        answer = author.post("/api/scripts/generate/stream", json=asked)
        frames = [json.loads(frame.split("data: ")[1]) for frame in answer.text.split("\n\n") if "data: " in frame]
        done = [one["percent"] for one in frames if one.get("eventType") == "progress"]
        end = frames[-1]

        assert len(done) > 3
        assert sorted(done) == done
        assert (1000, 1000, "gpt-4o") == (
            end["tokenCount"],
            end["metadata"]["totalTokens"],
            end["metadata"]["modelName"],
        )
        assert pytest.approx((700 * 2.5 + 300 * 10) / 1e6) == end["metadata"]["estimatedCost"]

    def test_change_nothing_they_have_nothing_for(self, author, model, script_by_model):
        """
        An answer that cannot be used twice is a problem that says who gave it; the script is the version that it was.
        """
        at = f"/api/scripts/{script_by_model['scriptId']}"
        model.once = [chat.streamed("No."), chat.streamed("No, again.")]
        broken = author.post(f"{at}/scenes/1/regenerate", json={"preferredProvider": "OpenAI"})

        assert (502, "OpenAI") == (broken.status_code, broken.json()["detail"].partition(":")[0])
        assert author.get(at).json()["scenes"] == script_by_model["scenes"]

    def test_do_what_is_left_where_nothing_is_better(self, author, model, script_by_model):
        """
        A wish for pacing and style is granted though the words stay, and who was asked twice is told of.
        """
        same = [{"number": one["number"], "narration": one["narration"]} for one in script_by_model["scenes"]]
        model.once = [chat.streamed(json.dumps({"scenes": [{"heading": "", **one} for one in same]}))] * 2
        at, asked = (
            f"/api/scripts/{script_by_model['scriptId']}",
            {"stylePreset": "Bold", "preferredProvider": "OpenAI"},
        )
        after = author.post(f"{at}/enhance", json=asked).json()

        assert script_by_model["scenes"] == after["scenes"]
        assert "OpenAI was asked twice. Scene 1 is not other than it was." in after["warnings"][0]
        assert 2 == after["version"]


@pytest.fixture
def script_by_model(author):
    """A script of a language model, as it is told."""
    return author.post("/api/scripts/generate", json={**_GENERATE, "preferredProvider": "OpenAI"}).json()
