"""
The original's client on a fresh machine, request by request: it boots, is led through the first run, and looks at how
things are. Every member that it reads has to be there.
"""

import json

import pytest


pytestmark = pytest.mark.render

KEY = "sk-proj-Zm9vYmFyYmF6cXV4-0123456789"

BOOT = {
    "/health/ready": {"ready", "status", "checks", "errors"},
    "/api/setup/system-status": {"isComplete", "ffmpegPath", "outputDirectory"},
    "/api/setup/wizard/status": {
        *("completed", "currentStep", "state", "canResume", "lastUpdated", "completedAt", "version"),
    },
}

SHELL = {
    "/api/setup/system-status": {"isComplete"},
    "/api/ffmpeg/status": {
        *("installed", "valid", "version", "path", "source", "mode", "error", "lastValidatedAt"),
        *("lastValidationResult", "correlationId"),
    },
    "/api/provider-status": {"providers", "isOfflineMode", "overallHealth", "categoryHealth", "hasAnyLlm", "hasAnyTts"},
    "/api/settings/user": {"general"},
    "/api/health": {"status"},
    "/api/version": {
        *("semanticVersion", "buildDate", "informationalVersion", "assemblyVersion", "runtimeVersion", "description"),
    },
    "/api/metrics/system": {"cpu", "memory", "gpu", "disks"},
    "/api/providers/paths/load": {"ollamaUrl", "stableDiffusionUrl", "ffmpegPath", "ffprobePath", "outputDirectory"},
    "/api/settings/llm/selection": {"success", "provider", "modelId"},
    "/api/settings/ollama/model": {"success", "model"},
    "/api/jobs/recent-artifacts?limit=5": {"artifacts", "count"},
    "/api/setup/configuration-status": {"isConfigured", "lastChecked", "checks", "details", "issues"},
    "/api/health/ready": {"status", "checks", "errors"},
    "/api/healthz": {"status"},
    "/api/capabilities": {"tier"},
}

SCREENS = {
    "/health/live": {"status"},
    "/healthz/simple": {"status"},
    "/api/system/ffmpeg/status": {
        *("installed", "valid", "errorCode", "errorMessage", "attemptedPaths", "versionMeetsRequirement"),
        *("minimumVersion", "hardwareAcceleration"),
    },
    "/api/offline-providers/windows-tts": {"name", "isAvailable", "message", "details", "recommendations"},
    "/api/offline-providers/piper": {"name", "isAvailable", "message", "details", "recommendations"},
    "/api/offline-providers/mimic3": {"name", "isAvailable", "message", "details", "recommendations"},
    "/api/offline-providers/status": {"hasTtsProvider", "hasLlmProvider", "hasImageProvider", "isFullyOperational"},
    "/api/provider-status": {"providers"},
    "/api/scripts/providers": {"providers"},
}

DIAGNOSTICS = {
    "/api/health/llm": {"providers", "isHealthy"},
    "/api/health/tts": {"providers", "isHealthy"},
    "/api/health/images": {"providers", "isHealthy"},
    "/api/health/system": {"fFmpegAvailable", "diskSpaceGB", "memoryUsagePercent", "isHealthy", "issues"},
    "/api/health-dashboard": {"providers", "summary"},
    "/api/health/system-check": {"backendOnline"},
    "/api/dependencies/check": {"success", "dependencies"},
    "/api/diagnostics/providers/availability": {
        *("success", "providers", "ollamaAvailable", "stableDiffusionAvailable", "databaseAvailable"),
        "networkConnected",
    },
    "/api/diagnostics/auto-config": {
        *("recommendedThreadCount", "recommendedMemoryLimitMB", "recommendedQualityPreset", "useHardwareAcceleration"),
        *("enableLocalProviders", "recommendedTier", "configuredProviders"),
    },
    "/api/downloads/manifest": {"components"},
    "/api/logs": {"logs"},
    "/api/preflight?profile=Free-Only": {"ok", "stages"},
    "/api/profiles/list": {"profiles"},
    "/api/provider-profiles": {"profiles"},
}


def read_all(client, pages):
    """Ask for every page; return what was told, once every member is there that the client reads."""
    told = {}
    for path, members in pages.items():
        answer = client.get(path)
        assert 200 == answer.status_code, f"{path}: {answer.text}"
        assert members <= set(answer.json()), path
        told[path] = answer.json()
    return told


def send(client, path, body=None):
    answer = client.post(path, json=body) if body is not None else client.post(path)
    assert 200 == answer.status_code, f"{path}: {answer.text}"
    return answer.json()


class TestOriginalsClient:
    def test_gets_from_the_first_start_to_its_pages(self, serve, tmp_path):
        """
        It boots, leads through the first run, is found set up afterwards, and shows how everything is.
        """
        home = tmp_path / "home"
        home.mkdir()
        server = serve(HOME=str(home))
        with server.client() as client:
            send(client, "/api/dependencies/rescan")
            booted = read_all(client, BOOT)
            assert not booted["/api/setup/system-status"]["isComplete"]
            assert not booted["/api/setup/wizard/status"]["canResume"]

            self._is_led_through(client)

            shown = read_all(client, SHELL)
            known = read_all(client, DIAGNOSTICS)
            kept = read_all(client, BOOT)
        assert kept["/api/setup/system-status"]["isComplete"]
        assert "~/Videos/Aura" == kept["/api/setup/system-status"]["outputDirectory"]
        assert (home / "Videos" / "Aura").is_dir()
        assert {"completed": True, "currentStep": 5, "canResume": False}.items() <= kept[
            "/api/setup/wizard/status"
        ].items()
        assert any(shown["/api/setup/configuration-status"]["checks"].values()), "the client takes it for a placeholder"
        assert (True, "Green") == (
            shown["/api/provider-status"]["hasAnyTts"],
            shown["/api/provider-status"]["overallHealth"],
        )
        assert all({"name", "status"} <= set(check) for check in shown["/api/health/ready"]["checks"])
        assert known["/api/preflight?profile=Free-Only"]["ok"]
        assert KEY not in json.dumps([shown, known, kept])

    def _is_led_through(self, client):
        """Answer every screen as its user would who needs nobody."""
        screens = read_all(client, SCREENS)
        scanned = send(client, "/api/ffmpeg/rescan")
        assert (True, True) == (scanned["installed"], scanned["valid"])
        hardware = screens["/api/system/ffmpeg/status"]["hardwareAcceleration"]
        assert {"nvencSupported", "amfSupported", "quickSyncSupported", "availableEncoders"} <= set(hardware)
        assert all(
            {"name", "tier", "isAvailable"} <= set(one) for one in screens["/api/scripts/providers"]["providers"]
        )

        state = {"mode": "free", "apiKeys": {"openai": KEY}, "step": 3}
        progress = {"lastStep": 3, "selectedTier": "free", "wizardState": json.dumps(state)}
        assert send(client, "/api/setup/wizard/save-progress", progress)["success"]
        later = {"currentStep": 4, "state": state, "correlationId": "c"}
        assert send(client, "/api/setup/wizard/save-progress", later)["success"]
        assert client.get("/api/setup/wizard/status").json()["canResume"]

        assert send(client, "/api/keys/set", {"provider": "openai", "apiKey": KEY})["success"]
        checked = send(client, "/api/setup/check-directory", {"path": "~/Videos/Aura"})
        assert (True, None) == (checked["isValid"], checked["error"])
        done = send(client, "/api/setup/complete", {"ffmpegPath": scanned["path"], "outputDirectory": "~/Videos/Aura"})
        assert (True, []) == (done["success"], done["errors"])
        last = {"version": "1.0.0", "selectedTier": "free", "lastStep": 10}
        assert send(client, "/api/setup/wizard/complete", last)["success"]
        final = {
            "mode": "free",
            "apiKeys": {"openai": KEY},
            "workspacePreferences": {"defaultSaveLocation": "~/Videos"},
        }
        last = {"finalStep": 5, "version": "1.0.0", "selectedTier": "free", "finalState": final, "correlationId": "c"}
        assert send(client, "/api/setup/wizard/complete", last)["success"]
