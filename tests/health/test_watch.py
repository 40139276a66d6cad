"""
Looking, remembering, and answering at once.
"""

import threading

import pytest

from aura_core.errors import DiskFullError, NotFoundError
from aura_core.health import Check, Health, Observation, examine
from aura_core.model.health.finding import Category, RemediationAction, Verdict


ACTION = RemediationAction("install", "Mend it", "It is mended.")


def check(look, check_id="thing", **options):
    return Check(check_id, check_id.title(), Category.SYSTEM, look, **{"period_s": 0.01, **options})


def passing():
    return Observation("It is there.", {"size": 3})


def failing():
    raise DiskFullError("It is full.", remedy="Empty it.")


class Switch:
    """Something that can be taken away and put back."""

    def __init__(self):
        self.there = True

    def __call__(self):
        return passing() if self.there else failing()


@pytest.fixture
def told():
    """What was heard, and a way to wait until something was."""

    class Told(list):
        def __init__(self):
            super().__init__()
            self._news = threading.Condition()

        def __call__(self, finding):
            with self._news:
                self.append(finding)
                self._news.notify_all()

        def wait_for(self, count):
            with self._news:
                assert self._news.wait_for(lambda: len(self) >= count, 10)

    return Told()


class TestExamine:
    def test_tells_what_was_seen(self):
        """
        A finding has the message and the data of the observation, and nothing to be done.
        """
        (found,) = examine([check(passing, tags=frozenset({"ready"}), actions=(ACTION,))]).findings

        assert (Verdict.PASS, "It is there.", {"size": 3}, "") == (
            found.verdict,
            found.message,
            found.data,
            found.remedy,
        )
        assert ((), ("ready",), None) == (found.actions, found.tags, found.code)

    def test_tells_what_is_wrong_and_what_to_do(self):
        """
        An error of ours is a failure with its code, its remedy, and what the check offers.
        """
        (found,) = examine([check(failing, actions=(ACTION,))]).findings

        assert (Verdict.FAIL, "It is full.", "Empty it.") == (found.verdict, found.message, found.remedy)
        assert ("E003-LOW_DISK_SPACE", (ACTION,)) == (found.code, found.actions)

    def test_survives_what_was_not_foreseen(self):
        """
        Whatever a check stumbles over is a failure of that check, and of no other.
        """
        broken, fine = examine([check(lambda: 1 / 0), check(passing, "other")]).findings

        assert (Verdict.FAIL, "E500") == (broken.verdict, broken.code)
        assert "ZeroDivisionError" in broken.message
        assert Verdict.PASS is fine.verdict


class TestReport:
    @pytest.mark.parametrize(
        ("required", "verdict", "ready", "status"),
        [
            (True, Verdict.PASS, True, "healthy"),
            (True, Verdict.WARNING, True, "degraded"),
            (True, Verdict.FAIL, False, "unhealthy"),
            (False, Verdict.PASS, True, "healthy"),
            (False, Verdict.WARNING, True, "degraded"),
            (False, Verdict.FAIL, True, "degraded"),
        ],
    )
    def test_is_as_bad_as_the_worst(self, required, verdict, ready, status):
        """
        Only what films need makes a machine unready; anything else that is amiss degrades it.
        """
        report = examine([check(passing), check(lambda: Observation("So.", verdict=verdict), "it", required=required)])

        assert (ready, status) == (report.ready, report.status)

    def test_lists_what_failed_as_sentences(self):
        """
        Each error names the thing, what is wrong, and what to do.
        """
        assert ("Thing: It is full. Empty it.",) == examine([check(failing), check(passing, "other")]).errors


class TestHealth:
    def test_is_not_ready_before_it_has_looked(self):
        """
        What nobody has looked at yet is not called healthy.
        """
        report = Health([check(passing, required=True)]).report()

        assert (False, "unhealthy") == (report.ready, report.status)
        assert "not looked at yet" in report.errors[0]

    def test_notices_what_goes_and_comes(self, told):
        """
        While it is started, a thing that is taken away fails and one that is put back passes, and both are told once.
        """
        switch = Switch()
        with Health([check(switch, required=True)], told) as health:
            switch.there = False
            told.wait_for(1)
            assert not health.report().ready
            switch.there = True
            told.wait_for(2)
            assert health.report().ready

        assert [Verdict.FAIL, Verdict.PASS] == [finding.verdict for finding in told]

    def test_does_not_wait_for_a_check_that_hangs(self, told):
        """
        A check that hangs fails, is not begun again, harms no other, and passes when it comes back.
        """
        begun, go_on, calls = threading.Event(), threading.Event(), []

        def hangs():
            calls.append(1)
            begun.set()
            go_on.wait(10)
            return passing()

        checks = [check(hangs, required=True, patience_s=0.0), check(failing, "other")]
        with Health(checks, told) as health:
            begun.wait(10)
            told.wait_for(1)
            hung, other = health.report().findings
            assert (Verdict.FAIL, "E503") == (hung.verdict, hung.code)
            assert "has not answered" in hung.message
            assert "It is full." == other.message
            assert [1] == calls
            go_on.set()
            assert Verdict.PASS is health.look("thing").verdict

    def test_stops(self, told):
        """
        After it is stopped, nothing is looked at any more.
        """
        looked = threading.Semaphore(0)
        with Health([check(lambda: looked.release() or passing(), "only")]):
            assert looked.acquire(timeout=10)
        for thread in threading.enumerate():
            if thread.name == "aura-only":
                thread.join(10)

        assert "aura-only" not in {thread.name for thread in threading.enumerate()}

    def test_answers_for_a_group(self):
        """
        A tag chooses, and the rest has no say.
        """
        health = Health([check(passing, tags=frozenset({"db"})), check(failing, "other", required=True)])
        health.look("thing")
        health.look("other")

        assert ["thing"] == [one.id for one in health.report("db").findings]
        assert health.report("db").ready
        assert not health.report().ready

    def test_counts(self):
        """
        How often it failed, and how long it took, is told of the last looks, and can be forgotten.
        """
        switch = Switch()
        health = Health([check(switch)])
        health.look("thing")
        switch.there = False
        health.look("thing")
        twice = health.look("thing")
        switch.there = True

        assert (2, pytest.approx(1 / 3)) == (twice.consecutive_failures, twice.success_rate)
        assert twice.average_ms > 0
        assert (0, 0.5) == (health.look("thing").consecutive_failures, health.report().findings[0].success_rate)
        assert 1.0 == health.forgive("thing").success_rate

    def test_knows_its_checks(self):
        """
        A check that there is not is told with those that there are.
        """
        with pytest.raises(NotFoundError) as caught:
            Health([check(passing)]).look("nothing")

        assert "thing" in caught.value.remedy
