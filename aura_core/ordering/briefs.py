"""
Briefs, looked at before anybody asks for a film.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.projects import BriefValidationRequest


__all__ = ["flaws_of"]

_DAY: Final = 24 * 60


def flaws_of(asked: BriefValidationRequest) -> Iterator[str]:
    """Say everything for which there can be no film of *asked*, as sentences."""
    try:
        Brief(asked.topic)
    except ValueError as error:
        yield str(error)
    if asked.language is not None and not asked.language.strip():
        yield "The language is empty."
    # Of more than a day the exact number would be as long as the message.
    if not abs(asked.duration_minutes) < _DAY:
        yield "A film has at most two hours."
        return
    try:
        PlanSpec(Fraction(asked.duration_minutes) * 60)
    except ValueError as error:
        yield str(error)
