"""What language models took for a script, as their answers say it."""

from __future__ import annotations

import uuid
from pathlib import Path

import attrs

from aura_core.casting.parts import Part
from aura_core.model.scripts import KeptScript
from aura_core.outbound.calls import calls_in
from aura_core.outbound.tallies import By, tallies


__all__ = ["Spending"]


def _a_run() -> str:
    return f"script-{uuid.uuid4().hex}"


@attrs.frozen
class Spending:
    """
    What is spent on a script at one time.

    Attributes:
        data: The folder in which calls are noted.

        run: Under which they are.
    """

    data: Path
    run: str = attrs.field(factory=_a_run)

    def added_to(self, kept: KeptScript) -> KeptScript:
        """
        Return *kept* with what was spent added to what it took before; an answer that was kept takes nothing again.

        Raises:
            OutputError: the calls cannot be read.
        """
        found = [one for one in tallies(calls_in(self.data), By.STAGE, run=self.run) if one.of == (Part.SCRIPT.stage,)]
        before = kept.metadata
        after = attrs.evolve(
            before,
            tokens_used=before.tokens_used + sum(one.tokens for one in found),
            estimated_cost=round(before.estimated_cost + sum(one.dollars for one in found), 6),
        )
        return attrs.evolve(kept, metadata=after)
