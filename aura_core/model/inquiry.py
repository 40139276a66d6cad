"""What came of asking a provider whether it works, by a call that costs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

import attrs

from aura_core.model.provider import Lack, Provider
from aura_core.verdicts import Verdict


__all__ = ["Inquiry", "steps_of"]

_SENTENCES: Final = re.compile(r"(?<=[.!?]) (?=[A-Z])")
"""Between two sentences of a remedy."""


def steps_of(remedies: Iterable[str]) -> tuple[str, ...]:
    """Return *remedies* sentence by sentence, each once."""
    return tuple(dict.fromkeys(step for remedy in remedies for step in _SENTENCES.split(remedy) if step))


def _now() -> datetime:
    return datetime.now(UTC)


@attrs.frozen
class Inquiry:
    """
    What came of asking a provider whether it works.

    Attributes:
        verdict: Why it does not; ``None`` where it does, and where nobody can tell.

        message: What happened, as sentences; without a key.

        remedy: What to do about it, as a sentence; empty where nothing is to be done.

        call: What was asked, as ``GET models``; empty where nothing was sent.

        address: Where it was asked: its base URL, repaired.

        lacks: What was not given, or cannot be.

        tested: Whether anything was found out; not where no call is free of charge.
    """

    provider: Provider
    verdict: Verdict | None
    message: str
    remedy: str = ""
    call: str = ""
    address: str = ""
    elapsed_ms: int = 0
    lacks: tuple[Lack, ...] = ()
    tested: bool = True
    at: datetime = attrs.field(factory=_now)

    @property
    def works(self) -> bool:
        """Whether it was found to work."""
        return self.tested and self.verdict is None

    @property
    def steps(self) -> tuple[str, ...]:
        """What to do, sentence by sentence."""
        return steps_of([lack.remedy for lack in self.lacks] or [self.remedy])

    @property
    def told(self) -> str:
        """What happened, and what to do, in one."""
        return f"{self.message} {self.remedy}".rstrip()
