"""
Those who do a part, and who stands in.
"""

import asyncio

import pytest

from aura_core.casting.chain import Chain, Member
from aura_core.casting.parts import Part
from aura_core.errors import InvalidInputError, ProviderError
from aura_core.verdicts import Verdict


def _failing(verdict, name="first"):
    return ProviderError(f"{name.title()}: it failed.", provider=name, remedy="Mend it.", verdict=verdict)


def _chain(*names):
    return Chain(Part.SPEECH, tuple(Member(name, name.title(), name) for name in names))


class Work:
    """
    Work that some fail at.

    Attributes:
        asked: Who was asked, in order.
    """

    def __init__(self, **failing):
        self.failing = failing
        self.asked = []
        self.told = []

    async def __call__(self, name):
        self.asked.append(name)
        if name in self.failing:
            raise self.failing[name]
        return f"by {name}"

    def done_by(self, chain):
        return asyncio.run(chain.first(self, self.told.append))


class TestChain:
    def test_asks_the_first(self):
        """
        Whoever goes first does it, and nobody else is asked.
        """
        work = Work()

        assert "by first" == work.done_by(_chain("first", "second"))
        assert (["first"], []) == (work.asked, work.told)

    def test_lets_the_next_stand_in(self):
        """
        When one fails, the next does it, and the switch is told with the reason.
        """
        work = Work(first=_failing(Verdict.UNAUTHORIZED), second=_failing(Verdict.TIMEOUT, "second"))

        assert "by third" == work.done_by(_chain("first", "second", "third"))
        assert [("first", "third", "E306"), ("second", "third", "E301")] == [
            (switch.provider, switch.stand_in, switch.code) for switch in work.told
        ]
        assert "First: it failed. Third stood in. Mend it." == work.told[0].message

    def test_names_who_failed_once(self):
        """
        Whether an error names who failed as people do, by id, or not at all, it is told once, as people do.
        """
        for said in ("First: it failed.", "first: it failed.", "it failed."):
            error = ProviderError(said, provider="first", remedy="Mend it.", verdict=Verdict.TIMEOUT)
            work = Work(first=error)
            work.done_by(_chain("first", "second"))

            assert "First: it failed. Second stood in. Mend it." == work.told[0].message

    def test_fails_with_the_first(self):
        """
        When nobody can, what the first failed with is raised, with why no other could, and no switch is told.
        """
        work = Work(first=_failing(Verdict.QUOTA), second=_failing(Verdict.TIMEOUT, "second"))

        with pytest.raises(ProviderError) as caught:
            work.done_by(_chain("first", "second"))

        assert Verdict.QUOTA is caught.value.verdict
        assert "First: it failed. Nor could Second: it failed." == str(caught.value)
        assert [] == work.told

    def test_lets_nobody_stand_in_for_what_is_no_providers_fault(self):
        """
        What was asked for wrongly would be wrong for all.
        """
        work = Work(first=InvalidInputError.of("$.x", "It is wrong.", remedy="Correct it."))

        with pytest.raises(InvalidInputError):
            work.done_by(_chain("first", "second"))
        assert ["first"] == work.asked

    @pytest.mark.parametrize("verdict", [Verdict.UNAUTHORIZED, Verdict.QUOTA, Verdict.OFFLINE, Verdict.BREAKER_OPEN])
    def test_does_not_ask_again_in_vain(self, verdict):
        """
        Who failed in a way that does not pass is not asked again for the same film.
        """
        chain, work = _chain("first", "second"), Work(first=_failing(verdict))

        work.done_by(chain)
        work.done_by(chain)

        assert ["first", "second", "second"] == work.asked
        assert "second" == chain.head

    @pytest.mark.parametrize("verdict", [Verdict.TIMEOUT, Verdict.REJECTED, Verdict.CONTENT_POLICY])
    def test_asks_again_where_only_the_request_failed(self, verdict):
        """
        Who failed at one thing may well do the next.
        """
        chain, work = _chain("first", "second"), Work(first=_failing(verdict))

        work.done_by(chain)
        work.failing.clear()

        assert "by first" == work.done_by(chain)

    def test_of_one_asks_it_anyway(self):
        """
        Where there is nobody else, whoever failed is asked again rather than nobody.
        """
        chain, work = _chain("only"), Work(only=_failing(Verdict.UNAUTHORIZED, "only"))

        for _ in range(2):
            with pytest.raises(ProviderError):
                work.done_by(chain)
        assert ["only", "only"] == work.asked
