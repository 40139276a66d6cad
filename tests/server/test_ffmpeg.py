"""FFmpeg and the machine, asked over sockets."""

import os
import sys

import pytest

from aura_core.ffmpeg.binary import bundled


pytestmark = pytest.mark.render


@pytest.fixture(scope="module")
def client(serve_all):
    with serve_all().client() as opened:
        yield opened


@pytest.fixture
def without(serve, tmp_path):
    """A client of a server whose owner named an FFmpeg that is not there."""
    with serve(AURA_FFMPEG_PATH=str(tmp_path / "none")).client() as opened:
        yield opened


class TestFFmpeg:
    def test_that_works_is_told_everywhere(self, client):
        """
        Every address says the same of the FFmpeg that belongs to the installation.
        """
        status = client.get("/api/ffmpeg/status").json()
        others = [
            client.get("/api/system/ffmpeg/status"),
            client.post("/api/ffmpeg/detect"),
            client.post("/api/ffmpeg/rescan"),
        ]

        assert (True, True, "Bundled", str(bundled())) == (
            *(status["installed"], status["valid"], status["source"], status["path"]),
        )
        for answer in others:
            assert 200 == answer.status_code
            assert {"installed": True, "valid": True, "version": status["version"]}.items() <= answer.json().items()
        overall = client.get("/api/debug/ffmpeg/direct-check").json()["overall"]
        assert overall["chosenPath"] == status["path"]
        configured = client.get("/api/system/diagnostics/ffmpeg-config").json()
        assert (True, "Bundled", "ok", status["path"]) == (
            *(configured[name] for name in ("isValid", "source", "validationResult", "path")),
        )

    def test_says_what_it_can_do(self, client):
        """
        What is listed and what works are kept apart; the hardware that the status names is what works.
        """
        found = client.get("/api/ffmpeg/capabilities").json()
        status = client.get("/api/system/ffmpeg/status").json()
        encoders = {encoder["name"]: encoder for encoder in found["encoders"]}

        assert encoders["libx264"]["usable"] in {True, None}
        assert {"h264_nvenc", "aac"} <= encoders.keys()
        assert found["hardwareAcceleration"] == status["hardwareAcceleration"]
        assert [] == found["missing"]

    def test_that_works_needs_not_be_restored(self, client):
        """
        To restore what works is to do nothing, and says so.
        """
        restored = client.post("/api/ffmpeg/install", json={}).json()

        assert (True, str(bundled()), "local") == (restored["success"], restored["path"], restored["mode"])

    def test_of_another_version_cannot_be_had(self, client):
        """
        What the installation does not have is refused, with what to do instead.
        """
        refused = client.post("/api/ffmpeg/install", json={"version": "6.6.6"})

        assert 400 == refused.status_code
        assert "$.version" == refused.json()["field"]

    def test_that_is_not_there_is_told_with_a_remedy(self, without):
        """
        A wrong path is a finding, not a failure; what cannot be done without FFmpeg is refused.
        """
        status = without.get("/api/ffmpeg/status").json()
        info = without.get("/api/system/ffmpeg/status").json()
        scan = without.post("/api/ffmpeg/rescan")
        refused = without.get("/api/ffmpeg/capabilities")

        assert (False, "E302-FFMPEG_NOT_FOUND", "notfound") == (
            *(status["valid"], status["errorCode"], status["lastValidationResult"]),
        )
        assert info["howToFix"]
        assert (200, False) == (scan.status_code, scan.json()["success"])
        assert (503, "E302-FFMPEG_NOT_FOUND") == (refused.status_code, refused.json()["errorCode"])

    @pytest.mark.skipif(sys.platform != "linux", reason="a script stands for FFmpeg")
    def test_that_is_broken_is_noticed_when_asked_anew(self, serve, tmp_path):
        """
        A program that worked and does no more is told as soon as it has changed, and when it works again.
        """
        program = tmp_path / "ffmpeg"
        program.symlink_to(bundled())
        with serve(AURA_FFMPEG_PATH=str(program)).client() as client:
            assert client.get("/api/ffmpeg/status").json()["valid"]
            program.unlink()
            program.write_text("#!/bin/sh\nexit 7\n")
            program.chmod(0o755)
            broken = client.get("/api/ffmpeg/status").json()
            program.unlink()
            program.symlink_to(bundled())

            assert (True, False, "executionerror") == (
                *(broken["installed"], broken["valid"], broken["lastValidationResult"]),
            )
            assert client.get("/api/ffmpeg/status").json()["valid"]


class TestPath:
    @pytest.mark.parametrize("address", ["set-path", "use-existing"])
    def test_is_used_from_then_on(self, serve, tmp_path, address):
        """
        A path that is chosen goes before the environment, at once and after a restart.
        """
        data = tmp_path / "data"
        with serve(data, AURA_FFMPEG_PATH=str(tmp_path / "none")).client() as client:
            assert not client.get("/api/ffmpeg/status").json()["valid"]
            chosen = client.post(f"/api/ffmpeg/{address}", json={"path": str(bundled().parent / bundled().name)})
            status = client.get("/api/ffmpeg/status").json()

        assert (200, True, "Configured", "custom") == (
            *(chosen.status_code, chosen.json()["success"], chosen.json()["source"], chosen.json()["mode"]),
        )
        assert (True, "Configured", str(bundled())) == (status["valid"], status["source"], status["path"])

    @pytest.mark.parametrize(
        ("path", "code"),
        [
            ("", "E345"),
            ("ffmpeg", "E345"),
            ("/no/such/ffmpeg", "E345"),
            ("http://example.org/ffmpeg", "E345"),
            ("\\\\host\\share\\ffmpeg.exe", "E345"),
            ("../../etc/passwd", "E345"),
            ("/etc/passwd", "E346"),
            ("/bin/sh", "E346"),
            ("/dev/zero", "E346"),
        ],
    )
    def test_that_is_no_ffmpeg_is_refused(self, client, path, code):
        """
        Whatever is not an FFmpeg of this machine is refused with what to do, and nothing has changed.
        """
        refused = client.post("/api/ffmpeg/set-path", json={"path": path})

        assert (400, code) == (refused.status_code, refused.json()["errorCode"])
        assert refused.json()["howToFix"]
        assert "Bundled" == client.get("/api/ffmpeg/status").json()["source"]

    def test_of_a_script_does_not_run_it(self, client, tmp_path):
        """
        A script that would introduce itself as FFmpeg is looked at, not run.
        """
        ran, script = tmp_path / "ran", tmp_path / "ffmpeg"
        script.write_text(f"#!/bin/sh\ntouch {ran}\necho ffmpeg version 8 the FFmpeg developers libavcodec\n")
        script.chmod(0o755)

        assert 400 == client.post("/api/ffmpeg/set-path", json={"path": str(script)}).status_code
        assert not ran.exists()


class TestHardware:
    def test_that_is_missed_is_told_to_the_readers_of_a_job(self, serve, tiny, read):
        """
        A film that was to be encoded by hardware that is not there is made, and its readers are warned.
        """
        with serve(AURA_ENCODER="nvenc").client() as client:
            job = client.post("/api/jobs", json=tiny).json()["id"]
            told = read(client, f"/api/jobs/{job}/events?lastEventId=0")
            warnings = [data["message"] for _, name, data in told if name == "warning"]

            if not client.get("/api/system/ffmpeg/status").json()["hardwareAcceleration"]["nvencSupported"]:
                assert ["This machine cannot use h264_nvenc, so libx264 encodes the film instead."] == warnings
            assert "job-completed" == told[-1][1]


class TestMachine:
    def test_is_told_everywhere(self, client):
        """
        Cores, memory and tier are the same wherever they are asked for.
        """
        capabilities = client.get("/api/capabilities").json()
        info = client.get("/api/hardware/info").json()
        probe = client.post("/api/probes/run").json()

        assert info["profile"] == probe["profile"]
        assert capabilities["cpu"] == {
            "cores": probe["physicalCores"],
            "threads": probe["logicalCores"],
        }
        assert capabilities["tier"] == probe["tier"] in set("ABCD")
        assert 1 <= info["workers"] <= len(os.sched_getaffinity(0))

    def test_offers_what_can_be_chosen(self, client):
        """
        Graphics processors and encoders begin with the choice to leave it to the machine.
        """
        for what in ("gpus", "encoders"):
            assert "auto" == client.get(f"/api/settings/hardware/{what}").json()[0]["id"]

    def test_is_all_that_the_page_about_hardware_reads(self, client):
        """
        The page finds what is chosen among what can be, with every member that it reads, and so does its test.
        """
        page = {
            what: client.get(f"/api/hardware-config/{what}").json()[what] for what in ("gpus", "encoders", "presets")
        }
        config = client.get("/api/hardware-config").json()["config"]
        test = client.post("/api/hardware-config/test-acceleration", json={}).json()
        encoders = {one["id"]: one for one in page["encoders"]}
        presets = {one["id"]: one for one in page["presets"]}

        assert {"name", "type", "vendor", "available", "quality", "speed", "recommended"} <= encoders["nvenc"].keys()
        assert encoders[config["preferredEncoder"]]["available"]
        assert presets[config["encodingPreset"]]["default_"]
        assert {"name", "description", "ffmpegPreset", "recommendedFor"} <= presets["fast"].keys()
        for word in ("nvenc", "amf", "quickSync"):
            assert test[word]["message"]
        assert test["nvenc"]["available"] == encoders["nvenc"]["available"]

    @pytest.mark.parametrize("word", ["software", "nvenc", "amf", "qsv", "videotoolbox", "auto", "h264_nvenc"])
    def test_takes_every_encoder_that_it_offers(self, client, word):
        """
        Whatever can be chosen is taken.
        """
        saved = client.post("/api/hardware-config", json={"preferredEncoder": word})
        client.put("/api/settings/hardware", json={})

        assert word == saved.json()["config"]["preferredEncoder"]

    def test_is_used_as_the_owner_says(self, client):
        """
        What is chosen on the page about hardware is what the settings say, and the other way round.
        """
        chosen = {"preferredGpuId": "0", "preferredEncoder": "nvenc", "maxConcurrentJobs": 2, "encodingPreset": "fast"}
        saved = client.post("/api/hardware-config", json=chosen).json()
        section = client.get("/api/settings/hardware").json()
        wrong = {"preferredEncoder": "a bird", "encodingPreset": "soon", "maxConcurrentJobs": 0}
        refused = client.post("/api/hardware-config", json=wrong)
        client.put("/api/settings/hardware", json={})

        assert chosen.items() <= saved["config"].items()
        assert ("nvenc", "0", 2) == (
            *(section[name] for name in ("preferredEncoder", "selectedGpuId", "maxConcurrentJobs")),
        )
        assert (400, {f"$.{name}" for name in wrong}) == (refused.status_code, refused.json()["errors"].keys())
        assert "software" == client.get("/api/hardware-config").json()["config"]["preferredEncoder"]

    def test_is_tried_when_asked_to(self, client):
        """
        What the test of hardware says is what encodes.
        """
        test = client.post("/api/hardware-config/test-acceleration").json()

        assert test["success"] == bool(test["hardwareAcceleration"]["availableEncoders"])
        assert test["success"] == any(one["isAvailable"] for one in test["encoders"])

    def test_is_told_without_ffmpeg(self, without):
        """
        A machine is one without FFmpeg, too; it only encodes nothing.
        """
        assert without.get("/api/capabilities").json()["enableNVENC"] is False
        assert 503 == without.get("/api/system/gpu").status_code
