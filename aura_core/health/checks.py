"""What a check is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from aura_core.model.health.finding import Category, RemediationAction, Verdict


__all__ = ["Check", "Observation"]


@attrs.frozen
class Observation:
    """
    What was seen.

    Attributes:
        message: A sentence.

        data: Any JSON that helps to judge it.

        remedy: What to do, as a sentence; may be empty when there is nothing to be done.
    """

    message: str
    data: Mapping[str, Any] = attrs.field(factory=dict)
    verdict: Verdict = Verdict.PASS
    remedy: str = ""


@attrs.frozen
class Check:
    """
    Something that films need.

    Attributes:
        id: What programs call it, such as ``disk_space``.

        name: What people call it.

        look: Finds out how it is. It may block, and it raises an :class:`~aura_core.errors.AuraError` for what is not as
            it should be.

        required: Whether no film can be made without it.

        tags: By which groups of checks are asked for.

        period_s: How often it is looked at, seconds.

        patience_s: How long looking may take until it counts as failed, seconds.

        actions: What can be done about it.
    """

    id: str
    name: str
    category: Category
    look: Callable[[], Observation]
    required: bool = False
    tags: frozenset[str] = frozenset()
    period_s: float = 30.0
    patience_s: float = 10.0
    actions: tuple[RemediationAction, ...] = ()
