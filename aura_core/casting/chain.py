"""
Those who do one part of a film, the first first; the others stand in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final, Generic, TypeVar

import attrs

from aura_core.casting.parts import Part
from aura_core.errors import ProviderError
from aura_core.verdicts import Verdict


__all__ = ["Chain", "Member", "Switch"]

P = TypeVar("P")
T = TypeVar("T")

_OF_THE_REQUEST: Final = frozenset(
    {
        Verdict.TIMEOUT,
        Verdict.RESET,
        Verdict.TRUNCATED,
        Verdict.REJECTED,
        Verdict.CONTENT_POLICY,
        Verdict.BAD_SCHEMA,
        Verdict.TOO_LARGE,
        Verdict.NOTHING_FOUND,
    }
)
"""What may be better with the next request; after anything else, a provider is not asked again for the same film."""


@attrs.frozen
class Member(Generic[P]):
    """
    Somebody in a chain.

    Attributes:
        id: Of the provider.

        name: As people know it.

        port: What does the work.
    """

    id: str
    name: str
    port: P


@attrs.frozen
class Switch:
    """
    Somebody stood in.

    Attributes:
        message: What happened, as sentences.

        provider: Who could not, by id.

        stand_in: Who did instead, by id.

        code: Of the error, as in ``docs/errors/README.md``.
    """

    message: str
    provider: str
    stand_in: str
    code: str


class Chain(Generic[P]):
    """
    Those who do *part*, for one film.

    Args:
        members: At least one.
    """

    def __init__(self, part: Part, members: tuple[Member[P], ...]) -> None:
        self.part = part
        self.members = members
        self._out: dict[str, ProviderError] = {}

    @property
    def head(self) -> P:
        """Whoever does it if nothing goes wrong."""
        return self._able()[0].port

    async def first(self, work: Callable[[P], Awaitable[T]], tell: Callable[[Switch], None]) -> T:
        """
        Have *work* done by the first who can.

        Args:
            work: Is done whole by one of them, so that nothing comes out half by one and half by another.

            tell: Hears of every switch.

        Raises:
            ProviderError: nobody could; what the first of them failed with, and in its words why no other could.
        """
        failed: list[tuple[Member[P], ProviderError]] = []
        for member in self._able():
            try:
                result = await work(member.port)
            except ProviderError as error:
                failed.append((member, error))
                if error.verdict and error.verdict not in _OF_THE_REQUEST:
                    self._out[member.id] = error
            else:
                for other, reason in failed:
                    tell(_switch(other, reason, member))
                return result
        (_, first), *others = failed
        first.args = (" ".join([str(first), *(f"Nor could {_told(*other)}" for other in others)]),)
        raise first

    def _able(self) -> tuple[Member[P], ...]:
        """Leave out who failed in a way that does not pass; all of them, where nobody else is left."""
        return tuple(one for one in self.members if one.id not in self._out) or self.members[:1]


def _switch(failed: Member[P], error: ProviderError, stand_in: Member[P]) -> Switch:
    message = f"{_told(failed, error)} {stand_in.name} stood in. {error.remedy}"
    return Switch(message, failed.id, stand_in.id, error.code)


def _told(failed: Member[P], error: ProviderError) -> str:
    """Say who failed, once and by name, and why."""
    message = str(error).removeprefix(f"{failed.id}: ")
    return message if message.startswith(failed.name) else f"{failed.name}: {message}"
