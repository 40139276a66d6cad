"""What calls came to, summed up."""

import threading

import pytest

from aura_core.outbound.calls import Planned, calls_in
from aura_core.outbound.charge import Charge
from aura_core.outbound.tallies import By, tallies
from aura_core.verdicts import Verdict


@pytest.fixture
def calls(tmp_path):
    """Give two calls of one film, one of another, one that failed, and one whose price nobody knows."""
    calls = calls_in(tmp_path)
    for run, provider, came in (
        ("film", "openai", Charge(10, 20, 0, 0.5)),
        ("film", "elevenlabs", Charge(0, 0, 300, 0.25)),
        ("other", "openai", Charge(1, 2, 0, None)),
        ("other", "pexels", Verdict.DNS),
    ):
        number, _ = calls.begin(Planned(run, "script", provider, "m"), lambda _: 0.0)
        if isinstance(came, Charge):
            calls.end(number, came)
        else:
            calls.fail(number, came)
    return calls


class TestTallies:
    def test_are_told_apart_as_one_asks(self, calls):
        """
        The dearest first, with what is known of each, and what is not.
        """
        openai, elevenlabs, pexels = tallies(calls, By.PROVIDER)

        assert (("openai",), 2, 2, 33, 0.5, 1) == (
            *(openai.of, openai.calls, openai.answered, openai.tokens, openai.dollars, openai.unpriced),
        )
        assert (300, 0.25) == (elevenlabs.characters, elevenlabs.dollars)
        assert (1, 0, 0.0) == (pexels.failed, pexels.answered, pexels.pace)
        assert {("film", "openai"), ("film", "elevenlabs"), ("other", "openai"), ("other", "pexels")} == {
            one.of for one in tallies(calls, By.RUN, By.PROVIDER)
        }

    def test_are_of_a_film_or_a_while(self, calls):
        """
        Of one film alone, or of calls from a moment on.
        """
        assert [0.75] == [one.dollars for one in tallies(calls, By.STAGE, run="film")]
        assert () == tallies(calls, By.DAY, since=5e9)
        assert 4 == sum(one.calls for one in tallies(calls, By.DAY))

    def test_of_nobody_make_no_file(self, tmp_path):
        """
        To look leaves nothing behind.
        """
        assert () == tallies(calls_in(tmp_path / "none"), By.PROVIDER)
        assert not (tmp_path / "none").exists()

    def test_can_be_begun_by_several_at_once(self, tmp_path):
        """
        Whoever makes the first call of all at the same moment as others fails no more than they do.
        """

        def begun(folder):
            together.wait()
            numbers.append(calls_in(folder).begin(Planned("film", "script", "openai"), lambda _: 0.0)[0])

        for round_ in range(20):
            together, numbers = threading.Barrier(6), []
            threads = [threading.Thread(target=begun, args=(tmp_path / str(round_),)) for _ in range(6)]
            for each in threads:
                each.start()
            for each in threads:
                each.join()

            assert [1, 2, 3, 4, 5, 6] == sorted(numbers)
