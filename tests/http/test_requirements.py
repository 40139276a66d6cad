"""
What is needed, told to those who ask in different words.
"""

from datetime import UTC, datetime

import pytest
from litestar.testing import TestClient

from aura_core.model.hardware import Gpu, Machine
from aura_core.model.health.dependencies import dependencies_of, dependency_report_of, summary_of
from aura_core.model.health.diagnostics import configuration_of, diagnostics_of
from aura_core.model.health.finding import Category, Finding, Report, Verdict
from aura_core.model.health.requirements import requirements_of
from aura_core.model.system import DiskSpace, MemorySpace
from aura_core.settings import Settings
from aura_http.access import Access
from aura_http.server import create_app
from aura_http.token import Token


NOW = datetime(2026, 11, 28, tzinfo=UTC)
TOKEN = "correct-horse-battery-staple"


def finding(check_id, verdict=Verdict.PASS, category=Category.SYSTEM, *, required=True, tags=(), **data):
    failed = verdict is Verdict.FAIL
    return Finding(
        *(check_id, check_id.title(), category, verdict, required),
        message=f"{check_id} is {verdict.value}.",
        remedy="" if verdict is Verdict.PASS else "Mend it.",
        code="E302-FFMPEG_NOT_FOUND" if failed else None,
        data=data,
        tags=tags,
        actions=(),
        at=NOW,
        took_ms=2.0,
        consecutive_failures=int(failed),
        success_rate=1.0,
        average_ms=2.0,
    )


def report(*others, ffmpeg=Verdict.PASS):
    found = finding(
        *("ffmpeg_present", ffmpeg, Category.VIDEO), tags=("dependencies",), ffmpeg_path="/f", ffmpeg_version="7.0"
    )
    return Report((found, *others), NOW)


class TestAnswers:
    def test_never_disagree(self):
        """
        Without an FFmpeg every answer says so, each in its words; with one, none does.
        """
        for verdict, there in ((Verdict.PASS, True), (Verdict.FAIL, False)):
            found = report(ffmpeg=verdict)
            listed = dependency_report_of(found, "c").dependencies[0]
            diagnosed = diagnostics_of(found, "1", "c", readable=True, named=False, issues=())

            assert there is configuration_of(found).can_start is dependencies_of(found).ffmpeg.is_available
            assert there is summary_of(found, "c").ffmpeg_installed is summary_of(found, "c").all_required_installed
            assert there is (listed.status == "Installed") is diagnosed.ffmpeg.valid is diagnosed.configuration.is_valid
            assert (None if there else "E302-FFMPEG_NOT_FOUND") == diagnosed.ffmpeg.error_code

    def test_tell_what_is_critical_from_what_is_not(self):
        """
        What films cannot do without is critical; all else that is amiss is a warning.
        """
        amiss = (finding("memory", Verdict.WARNING), finding("tts_x", Verdict.FAIL, Category.TTS, required=False))
        told = configuration_of(report(*amiss, ffmpeg=Verdict.FAIL))

        assert ["ffmpeg_present is fail."] == [one.message for one in told.critical_issues]
        assert ["memory is warning.", "tts_x is fail."] == [one.message for one in told.warnings]
        assert 6.0 == told.validation_duration_ms

    def test_say_that_nobody_looks_for_what_is_not_used(self):
        """
        What has no check is not there, and is not said to have failed either.
        """
        assert not dependencies_of(report()).ollama.is_available
        assert dependencies_of(report(finding("llm_ollama", category=Category.LLM))).ollama.is_available
        assert (False, None) == (summary_of(report(), "c").piper_installed, summary_of(report(), "c").piper_path)

    @pytest.mark.parametrize("verdict", list(Verdict))
    def test_judge_the_machine_as_the_checks_do(self, verdict):
        """
        The machine is as good as the worst of what was looked at; that it has no graphics processor is no fault.
        """
        found = report(finding("disk_space", verdict), finding("memory"))
        space, memory = DiskSpace("/", 10.0, 4.0, 6.0, 40.0), MemorySpace(8.0, 2.0, 25.0)
        told = requirements_of(found, space, memory, Machine(2, 2, 8, ()), None)

        assert verdict.value == told.overall == told.disk_space.status
        assert (verdict is Verdict.PASS) == (told.disk_space.warnings == ())
        assert ("pass", "pass", False) == (told.memory.status, told.gpu.status, told.gpu.detected)
        assert (10.0, 4.0, 40.0) == (told.disk_space.total, told.disk_space.available, told.disk_space.percentage)

    def test_know_a_graphics_processor_that_nothing_is_known_of(self):
        """
        Without an FFmpeg nobody can say what a graphics processor is good for; that it is there is known.
        """
        machine = Machine(2, 2, 8, (Gpu("0", "NVIDIA", "RTX 4090", 24_000),))
        space, memory = DiskSpace("/", 10.0, 4.0, 6.0, 40.0), MemorySpace(8.0, 2.0, 25.0)
        told = requirements_of(report(), space, memory, machine, None).gpu

        assert (True, "NVIDIA", 24_000, False) == (
            told.detected,
            told.vendor,
            told.memory_mb,
            told.capabilities.video_encoding,
        )


class TestRoutes:
    def test_answer_from_the_checks(self, tmp_path):
        """
        Every address answers, and those that say whether all is there say the same; a scan looks anew.
        """
        with TestClient(create_app(Settings(data=tmp_path)), base_url="http://127.0.0.1") as client:
            scanned = client.post("/api/dependencies/rescan").json()
            later = client.get("/api/dependencies/last-scan-time").json()["lastScanTime"]
            told = {
                path: client.get(path).json()
                for path in (
                    "/api/config/status",
                    "/api/config/dependencies",
                    "/api/dependencies/check",
                    "/api/system/dependencies/summary",
                    "/api/system/requirements",
                    "/api/system/network/diagnostics",
                )
            }

        assert "ffmpeg" in {one["id"] for one in scanned["dependencies"]}
        assert scanned["scanTime"][:10] == later[:10]
        assert (
            told["/api/config/status"]["canStart"]
            is told["/api/system/dependencies/summary"]["allRequiredInstalled"]
            is told["/api/system/network/diagnostics"]["configuration"]["isValid"]
        )
        assert {"Linux", "macOS", "Windows"} >= {told["/api/system/requirements"]["os"]["platform"]}

    def test_say_what_is_amiss_with_how_one_asks(self, tmp_path):
        """
        A token that travels unencrypted, and a proxy that is not trusted, are told.
        """
        access = Access(hosts=("studio.example",), token=Token(TOKEN))
        headers = {"Host": "studio.example", "Authorization": f"Bearer {TOKEN}", "X-Forwarded-For": "192.0.2.1"}
        with TestClient(create_app(Settings(data=tmp_path), access), base_url="http://127.0.0.1") as client:
            network = client.get("/api/system/network/diagnostics", headers=headers).json()["network"]

        assert network["baseUrlConfigured"]
        assert ["unencrypted" in network["issues"][0], "--trust-proxy" in network["issues"][1]] == [True, True]
