"""
Whole scripts made better.

Rule: what the writer cannot understand of the wish is told, and the rest is done.
"""

from __future__ import annotations

from typing import Final

import attrs

from aura_core.errors import ScriptError
from aura_core.model.enums import Pacing
from aura_core.model.order import Order
from aura_core.model.providers import PROVIDERS
from aura_core.model.revision import Revision, RevisionKind
from aura_core.model.script_requests import ScriptEnhancementRequest
from aura_core.model.scripts import KeptScript
from aura_core.pipeline import Services
from aura_core.providers.writers.revising import unread
from aura_core.scripts.writing import revised


__all__ = ["enhanced"]

_STEP: Final = 0.5
"""An adjustment from which on the pacing changes."""

_PACINGS: Final = (Pacing.CHILL, Pacing.CONVERSATIONAL, Pacing.FAST)


async def enhanced(kept: KeptScript, wanted: ScriptEnhancementRequest, services: Services, seed: int = 0) -> KeptScript:
    """
    Return *kept* better.

    Args:
        seed: Chooses among what could be said.

    Raises:
        InvalidInputError: nobody has the name that is preferred.

        ProviderError: they cannot be asked, or there is nothing that could be better.
    """
    order = _adjusted(kept.order, wanted)
    adjusted = attrs.evolve(kept, order=order)
    places = tuple(range(len(kept.script.scenes)))
    tone = wanted.tone_adjustment or 0.0
    revision = Revision(RevisionKind.ENHANCE, places, wanted.goal, tone=tone, seed=seed)
    try:
        return await revised(adjusted, revision, services, wanted.preferred_provider, wanted.model_override)
    except ScriptError as error:
        if not error.refused or order == kept.order:
            raise
        if error.provider in PROVIDERS:
            # A language model has read the wish, and said so.
            return attrs.evolve(adjusted, remarks=(str(error),))
        return attrs.evolve(adjusted, remarks=unread(revision))


def _adjusted(order: Order, wanted: ScriptEnhancementRequest) -> Order:
    plan = order.plan_spec
    change = wanted.pacing_adjustment or 0.0
    if abs(change) >= _STEP:
        step = 1 if change > 0 else -1
        place = min(max(_PACINGS.index(plan.pacing) + step, 0), len(_PACINGS) - 1)
        plan = attrs.evolve(plan, pacing=_PACINGS[place])
    if wanted.style_preset and wanted.style_preset.strip():
        plan = attrs.evolve(plan, style=wanted.style_preset.strip())
    return attrs.evolve(order, plan_spec=plan)
