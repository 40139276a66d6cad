"""
The same findings in the words of everybody who asks.
"""

import pytest

from aura_core.errors import DatabaseError, DiskFullError, FFmpegNotFoundError
from aura_core.health import Check, Observation, examine
from aura_core.model.hardware import Machine
from aura_core.model.health.details import details_of, first_run_of, summary_of
from aura_core.model.health.finding import Category, RemediationAction, Verdict
from aura_core.model.health.probes import group_of, readiness_of
from aura_core.model.health.providers import kind_of, provider_summary_of, providers_of
from aura_core.model.health.server import dashboard_of, ffmpeg_health_of, server_of, system_check_of, system_of


INSTALL = RemediationAction("install", "Restore", "It is restored.", parameters={"url": "/api/ffmpeg/install"})


def _seen(message="So it is.", **data):
    return lambda: Observation(message, data)


def _gone():
    raise FFmpegNotFoundError("There is no FFmpeg.", remedy="Get one.")


def _full():
    raise DiskFullError("It is full.", remedy="Empty it.")


def _away():
    raise DatabaseError("It is away.", remedy="Start it.")


def _report(ffmpeg=None, disk=None, database=None, voice=None):
    system = Category.SYSTEM
    return examine(
        [
            Check(
                *("ffmpeg_present", "FFmpeg", Category.VIDEO),
                ffmpeg or _seen(ffmpeg_version="8", ffmpeg_path="/f"),
                required=True,
                tags=frozenset({"ready"}),
                actions=(INSTALL,),
            ),
            Check("disk_space", "DiskSpace", system, disk or _seen(free_gb=1.5), required=True),
            Check(
                "database", "Database", system, database or _seen(provider="SQLite", data_source="/d"), required=True
            ),
            Check("memory", "Memory", system, _seen(used_percent=40.0)),
            Check("llm_rulebased", "RuleBased", Category.LLM, _seen()),
            Check("tts_espeak", "eSpeak NG", Category.TTS, voice or _seen()),
            Check("image_slides", "Slides", Category.IMAGE, _seen()),
        ]
    )


MACHINE = Machine(4, 2, 8 * 1024**3)


class TestAnswers:
    @pytest.mark.parametrize("broken", [{}, {"ffmpeg": _gone}, {"disk": _full}, {"database": _away}, {"voice": _full}])
    def test_agree(self, broken):
        """
        Whoever asks in whichever words is told the same.
        """
        report = _report(**broken)
        readiness, summary, details = readiness_of(report), summary_of(report), details_of(report)
        dashboard, check = dashboard_of(report, "x"), system_check_of(report, "x")

        assert report.ready == readiness.ready == summary.is_ready == details.is_ready == dashboard.is_ready
        assert report.ready == system_of(report).is_healthy == first_run_of(report, MACHINE).ready
        assert report.status == readiness.status == summary.overall_status == details.overall_status
        assert report.status == dashboard.overall_status == check.overall_status == server_of(report).status.lower()
        assert {one.name for one in report.findings} == {one.name for one in readiness.checks}
        assert summary.total_checks == len(details.checks) == summary.passed_checks + summary.failed_checks

    def test_say_what_is_wrong_and_what_to_do(self):
        """
        The check that failed is named wherever it is told, with a remedy.
        """
        report = _report(ffmpeg=_gone)
        (told,) = (one for one in readiness_of(report).checks if one.name == "FFmpeg")
        detail = details_of(report).checks[0]

        assert ("unhealthy", "There is no FFmpeg.", "Get one.", "E302-FFMPEG_NOT_FOUND") == (
            *(told.status, told.message, told.remedy, told.exception),
        )
        assert ("fail", "Get one.", (INSTALL,)) == (
            *(detail.status, detail.remediation_hint, detail.remediation_actions),
        )
        assert ("FFmpeg: There is no FFmpeg. Get one.",) == readiness_of(report).errors == system_of(report).issues
        assert (False, "There is no FFmpeg.") == (ffmpeg_health_of(report).valid, ffmpeg_health_of(report).message)

    def test_sort_by_name(self):
        """
        Probes find a check where it was the last time.
        """
        names = [one.name for one in readiness_of(_report()).checks]

        assert sorted(names) == names
        assert names == [one.name for one in group_of(_report(), "x").checks]

    def test_tell_the_database_without_claims(self):
        """
        A database that is away has no form that anybody could know.
        """
        there, away = server_of(_report()).database, server_of(_report(database=_away)).database

        assert (True, "SQLite", "/d", True) == (
            *(there.connected, there.provider, there.data_source, there.migration.is_up_to_date),
        )
        assert (False, "It is away.", None) == (away.connected, away.error, away.migration.current)

    def test_measure_the_machine(self):
        """
        Room and memory are those that the checks found, under both spellings of FFmpeg.
        """
        system = system_of(_report())

        assert (1.5, 40.0, "8", "8") == (
            *(system.disk_space_gb, system.memory_usage_percent, system.ffmpeg_version, system.f_fmpeg_version),
        )
        assert system.ffmpeg_available
        assert system.f_fmpeg_available


class TestFirstRun:
    def test_is_ready_when_nothing_is_amiss(self):
        """
        A new user has nothing to do.
        """
        told = first_run_of(_report(), MACHINE)

        assert (True, "ready", ()) == (told.ready, told.status, told.issues)
        assert {"logicalCores": 4, "memoryGB": 8, "gpu": None} == told.system_info

    def test_offers_to_mend_what_needs_no_person(self):
        """
        A missing FFmpeg needs setting up, which one press does.
        """
        told = first_run_of(_report(ffmpeg=_gone), MACHINE)
        (issue,) = told.issues

        assert (False, "needs-setup") == (told.ready, told.status)
        assert ("E302-FFMPEG_NOT_FOUND", "critical", True) == (issue.code, issue.severity, issue.auto_fixable)
        assert "/api/ffmpeg/install" == issue.fix_actions[0].action_data["url"]

    def test_says_what_a_person_has_to_do(self):
        """
        A full disk is an error that only people can mend.
        """
        told = first_run_of(_report(disk=_full), MACHINE)

        assert ("has-errors", "E003-LOW_DISK_SPACE", False) == (
            *(told.status, told.issues[0].code, told.issues[0].auto_fixable),
        )


class TestProviders:
    def test_are_counted_by_kind(self):
        """
        A kind is healthy as long as one of it can be asked.
        """
        report = _report(voice=_full)
        voices = kind_of(Category.TTS, providers_of(report, Category.TTS))

        assert ("TTS", False, 0, 1) == (
            voices.provider_type,
            voices.is_healthy,
            voices.healthy_count,
            voices.total_count,
        )
        assert kind_of(Category.LLM, providers_of(report, Category.LLM)).is_healthy
        assert ("It is full.", 1, 0.0) == (
            *(
                voices.providers[0].last_error,
                voices.providers[0].consecutive_failures,
                voices.providers[0].success_rate,
            ),
        )
        summary = provider_summary_of(providers_of(report), report.at)
        assert ("degraded", 3, 2) == (
            *(summary.overall_status, summary.total_providers),
            summary.healthy_providers,
        )


class TestVerdicts:
    def test_are_told_as_probes_have_them(self):
        """
        Pass, warning and fail are healthy, degraded and unhealthy.
        """
        report = examine(
            Check(
                verdict.value, verdict.value, Category.SYSTEM, lambda verdict=verdict: Observation("", verdict=verdict)
            )
            for verdict in Verdict
        )

        assert ["healthy", "degraded", "unhealthy"] == [one.status for one in report.findings]
