"""What readers of a job's events are told."""

from datetime import UTC, datetime
from fractions import Fraction

from hypothesis import given

from aura_core.model.events import Progress, StepName, StepProgress
from aura_core.testing.strategies import values
from aura_core.wire import event_to_wire, unstructure


NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


class TestStepProgress:
    @given(values(Progress))
    def test_says_the_same_by_every_name(self, progress):
        """
        What an event says by several names agrees.
        """
        told = unstructure(StepProgress.of(progress, "7", at=NOW))

        assert told["percent"] == told["progressPct"]
        assert told["etaSeconds"] is None or abs(told["etaSeconds"] - told["estimatedRemainingSeconds"]) <= 0.5

    def test_says_what_the_progress_says(self):
        """
        An event in full, each thing under every name by which some reader looks for it.
        """
        progress = Progress(StepName.NARRATION, 30.9, 50.0, "Speaking", 2, 4, Fraction(3), Fraction("7.5"))

        told = unstructure(StepProgress.of(progress, "7", at=NOW, correlation_id="c", warnings=("Too long.",)))

        assert {
            "jobId": "7",
            "step": "narration",
            "stage": "Voice",
            "phase": "tts",
            "percent": 30,
            "progressPct": 30,
            "stagePercent": 50.0,
            "message": "Speaking",
            "substageDetail": "Speaking",
            "currentItem": 2,
            "totalItems": 4,
            "etaSeconds": 8,
            "estimatedRemainingSeconds": 7.5,
            "estimatedTimeRemaining": "00:00:07.5000000",
            "elapsedSeconds": 3.0,
            "elapsedTime": "00:00:03",
            "warnings": ["Too long."],
            "timestamp": "2026-01-01T12:00:00Z",
            "correlationId": "c",
        } == told


class TestEvents:
    def test_are_told_apart_by_their_name(self):
        """
        A progress on the wire says its name, its step and exact times.
        """
        told = event_to_wire(Progress(StepName.MUX, 90.0, 50.0, elapsed=Fraction(1, 2)))

        assert ("step-progress", "mux", "00:00:00.5000000", None) == (
            told["event"],
            told["step"],
            told["elapsed"],
            told["remaining"],
        )
