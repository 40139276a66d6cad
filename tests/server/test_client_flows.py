"""
The original's client making films, request by request, with the bodies that it sends: a quick demo, the wizard, the list.

Every member that it reads has to be there; where one was missing, its pages died.
"""

import io
import json
import wave

import pytest
from PIL import Image

from aura_http.routes import ROUTES


pytestmark = pytest.mark.render

POLLED = {"/api/scripts/providers", "/api/visuals/providers", "/api/visuals/styles"}
"""What the client's wizard asks for each time it draws itself, unless the answer says that it may be kept."""

JOB = {"id", "stage", "status", "percent", "artifacts", "logs", "startedAt", "finishedAt", "outputPath", "errorMessage"}
ARTIFACT = {"name", "path", "type", "sizeBytes", "createdAt"}
LISTED = {"id", "status", "startedAt", "finishedAt", "correlationId", "errorMessage", "outputPath", "artifacts"}
EVENTS = {
    "job-status": {"status", "stage", "percent"},
    "step-status": {"step", "phase"},
    "step-progress": {
        *("step", "phase", "progressPct", "message", "substageDetail", "currentItem", "totalItems", "elapsedTime"),
        *("estimatedTimeRemaining", "percent", "stage", "elapsedSeconds", "estimatedRemainingSeconds"),
    },
    "job-log": {"message", "severity", "stage", "timestamp"},
    "job-completed": {"artifacts", "output"},
}
"""What the client's panel reads of each event, and what its drawer reads."""

BRIEF = {
    "topic": "Welcome to Aura Video Studio",
    "audience": "General",
    "goal": "Demonstrate",
    "tone": "Informative",
    "language": "en-US",
    "durationMinutes": 0.2,
}
SCRIPT = {
    "topic": "How tides work",
    "audience": "General",
    "goal": "Educate",
    "tone": "Conversational",
    "language": "en",
    "aspect": "16:9",
    "targetDurationSeconds": 10,
    "pacing": "Conversational",
    "density": "Balanced",
    "style": "modern",
    "preferredProvider": "RuleBased",
    "modelOverride": "rule-based",
}
FILM = {
    "brief": {
        "topic": "How tides work",
        "audience": "General",
        "goal": "Educate",
        "tone": "Conversational",
        "language": "English",
        "aspect": "Widescreen16x9",
    },
    "planSpec": {
        "targetDuration": "00:00:05",
        "pacing": "Conversational",
        "density": "Balanced",
        "style": "modern",
    },
    "voiceSpec": {"voiceName": "default", "rate": 1, "pitch": 0, "pause": "Natural"},
    "renderSpec": {
        "res": {"width": 256, "height": 144},
        "container": "mp4",
        "videoBitrateK": 5000,
        "audioBitrateK": 192,
        "fps": 10,
        "codec": "H264",
        "qualityLevel": 80,
        "enableSceneCut": True,
    },
}
"""As the wizard sends it, but small."""
ILLUSTRATOR = {"name", "isAvailable", "requiresApiKey", "capabilities"}
LOOK = {"style": "photorealistic", "aspectRatio": "16:9", "quality": 80}
COST = {
    "estimatedScriptLength": 900,
    "sceneCount": 5,
    "llmProvider": "RuleBased",
    "llmModel": "rule-based",
    "ttsProvider": "Windows",
    "imageProvider": "Placeholder",
}
PROJECT = {
    *("id", "name", "status", "progressPercent", "currentStep", "createdAt", "updatedAt", "jobId"),
    "hasGeneratedContent",
}


@pytest.fixture(scope="module")
def client(serve_all):
    # Nobody sits in front of it.
    with serve_all(DISPLAY="", WAYLAND_DISPLAY="").client() as client:
        yield client


def got(client, path):
    answer = client.get(path)
    assert 200 == answer.status_code, f"{path}: {answer.text}"
    return answer.json()


def sent(client, path, body=None, method="POST"):
    answer = client.request(method, path, json=body)
    assert answer.is_success, f"{path}: {answer.text}"
    return answer.json()


class TestPolled:
    def test_may_be_kept_for_a_moment(self):
        """
        What the client asks for without end says that it may be kept, so that it is asked for once, and is not counted.
        """
        found = [route for route in ROUTES if POLLED & set(getattr(route, "paths", ()))]

        assert POLLED & {path for route in found for path in route.paths} == POLLED
        assert all(5 <= route.opt["max_age"] <= 60 and route.opt["limit"] is None for route in found)


class TestOriginalsClient:
    def test_makes_a_quick_demo(self, client, read):
        """
        The demo is told in the words of the panel and of the drawer, and its job has whatever either shows.
        """
        assert sent(client, "/api/validation/brief", BRIEF)["isValid"]
        job = sent(client, "/api/quick/demo", {"topic": None})["jobId"]
        begun = got(client, f"/api/jobs/{job}")
        told = read(client, f"/api/jobs/{job}/events")
        done, progress = got(client, f"/api/jobs/{job}"), got(client, f"/api/jobs/{job}/progress")

        assert JOB <= set(begun)
        assert ([], []) == (begun["artifacts"], [line for line in begun["logs"] if not isinstance(line, str)])
        for _, name, data in told:
            assert EVENTS.get(name, set()) <= set(data), name
        assert ("job-completed", "completed") == (told[-1][1], done["status"])
        assert {"videoPath", "subtitlePath"} <= set(told[-1][2]["output"])
        assert done["artifacts"]
        assert all(set(one) >= ARTIFACT for one in (*done["artifacts"], *told[-1][2]["artifacts"]))
        assert (100, "completed") == (progress["progress"], progress["status"])
        assert sent(client, "/api/paths/resolve", {"path": done["outputPath"]})["resolvedPath"] == done["outputPath"]
        # A machine without a screen says so.
        opened = client.post("/api/v1/files/open-folder", json={"path": done["outputPath"]})
        assert (501, "E501-NO_SCREEN") == (opened.status_code, opened.json()["errorCode"])

    def test_goes_through_the_wizard(self, client, read):
        """
        A script is written and edited, a voice is heard, and the film is followed to where it lies.
        """
        writers = got(client, "/api/scripts/providers")["providers"]
        assert "RuleBased" in {one["name"] for one in writers}
        script = sent(client, "/api/scripts/generate", SCRIPT)
        assert {"number", "narration", "visualPrompt", "durationSeconds", "transition"} <= set(script["scenes"][0])
        edited = sent(
            client, f"/api/scripts/{script['scriptId']}/scenes/1", {"narration": "The sea rises."}, method="PUT"
        )
        assert "The sea rises." == edited["scenes"][0]["narration"]
        assert got(client, "/api/tts/providers")["providers"]
        assert all({"name", "isAvailable"} <= set(one) for one in got(client, "/api/tts/status")["providers"])
        # It asks for the voices of Windows wherever it runs.
        assert all("name" in voice for voice in got(client, "/api/tts/voices?provider=Windows")["voices"])
        preview = {"provider": "Windows", "voice": "default", "sampleText": "The sea rises."}
        heard = client.post("/api/tts/preview?returnFile=true", json=preview)
        with wave.open(io.BytesIO(heard.content)) as sound:
            assert sound.getnframes() > 0

        assert all(ILLUSTRATOR <= set(one) for one in got(client, "/api/visuals/providers")["providers"])
        assert "photorealistic" in got(client, "/api/visuals/styles")["allStyles"]
        prompts = [f"modern style: {one['visualPrompt'] or one['narration'][:100]}" for one in script["scenes"]]
        seen = sent(client, "/api/visuals/batch", {**LOOK, "prompts": prompts})
        assert (len(script["scenes"]), True) == (len(seen["images"]), bool(seen["provider"]))
        # Its pages show them as they are.
        shown = client.get(seen["images"][0]["imagePath"])
        assert (1920, 1080) == Image.open(io.BytesIO(shown.content)).size

        cost = sent(client, "/api/cost-tracking/estimate-generation", COST)
        assert {"llmCost", "ttsCost", "imageCost", "totalCost", "currency", "breakdown", "isFreeGeneration"} <= set(
            cost
        )
        assert cost["isFreeGeneration"]

        job = sent(client, "/api/jobs", FILM)
        assert {"jobId", "correlationId", "status"} <= set(job)
        told = read(client, f"/api/jobs/{job['jobId']}/progress/stream")
        assert all(
            {"percent", "stage", "status", "message"} <= set(data) for _, name, data in told if name == "job-progress"
        )
        assert ("job-completed", "completed") == (told[-1][1], told[-1][2]["status"])
        done = got(client, f"/api/jobs/{job['jobId']}")
        assert ("completed", True) == (done["status"], bool(done["outputPath"]))
        size = client.get("/api/files/stat", params={"path": done["outputPath"]}).json()["size"]
        assert size == len(client.get(f"/api/jobs/{job['jobId']}/download").content)

    def test_keeps_projects(self, client):
        """
        The page of projects lists what the wizard and the editor have kept, which can be had twice, and be sent away.
        """
        wizard = sent(client, "/api/wizard-projects", {"name": "Tides", "currentStep": 2, "briefJson": "{}"})
        editor = sent(client, "/api/project", {"name": "Tides", "projectData": "{}"})
        recent = got(client, "/api/wizard-projects/recent?count=5")
        copies = [
            sent(client, f"/api/{path}/duplicate", {})
            for path in (f"wizard-projects/{wizard['id']}", f"projects/{editor['id']}")
        ]

        assert all(set(one) >= PROJECT for one in (*got(client, "/api/wizard-projects"), *recent))
        assert {"id", "name", "thumbnail", "lastModifiedAt"} <= set(got(client, "/api/project")[0])
        assert ["Tides (copy)"] * 2 == [one["name"] for one in copies]
        assert 200 == client.get(f"/api/projects/{editor['id']}/export").status_code

    def test_lists_cancels_and_retries(self, client, read, long, tmp_path):
        """
        The list has its own words for how jobs are, and what it shows beside them.
        """
        going = sent(client, "/api/jobs", long)["jobId"]
        bad = sent(client, "/api/jobs", {**FILM, "music": {"path": str(tmp_path / "none.mp3")}})["jobId"]
        assert sent(client, f"/api/jobs/{going}/cancel")
        last = read(client, f"/api/jobs/{bad}/events")[-1][2]
        jobs = {job["id"]: job for job in got(client, "/api/jobs?limit=50")["jobs"]}

        assert all(set(job) >= LISTED for job in jobs.values())
        assert ("Canceled", "Failed") == (jobs[going]["status"], jobs[bad]["status"])
        assert {"Done", "Succeeded", "Failed", "Running", "Queued", "Canceled"} >= {
            job["status"] for job in jobs.values()
        }
        assert last["errorMessage"] or last["errors"][0]["message"]
        assert {"stage", "message", "correlationId", "suggestedActions", "failedAt"} <= set(
            got(client, f"/api/jobs/{bad}/failure-details")
        )
        assert sent(client, f"/api/jobs/{bad}/retry")
        assert "none.mp3" in json.dumps(read(client, f"/api/jobs/{bad}/events")[-1][2])
