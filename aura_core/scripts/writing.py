"""
Scripts being written, and by whom.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

import attrs

from aura_core.errors import InvalidInputError
from aura_core.model.order import Order
from aura_core.model.providers import provider_named
from aura_core.model.script import Script
from aura_core.model.scripts import KeptScript, ScriptMetadata
from aura_core.pipeline import Services
from aura_core.ports import ScriptWriter
from aura_core.providers.writers.sentences import count_words
from aura_core.stages.writing import write


__all__ = ["written"]


async def written(order: Order, services: Services, notes: tuple[str, ...] = ()) -> KeptScript:
    """
    Have the script of *order* written.

    Args:
        notes: What its user should know besides, as sentences.

    Raises:
        InvalidInputError: nobody has the name that it chooses, or what it is made from cannot be read.

        ProviderError: whoever it chooses cannot be asked, or there is nothing that could be said.
    """
    began = time.monotonic()
    try:
        cast = services.cast_for(order)
    except InvalidInputError as error:
        raise _as_asked(error) from error
    store, switches = services.studio.store, []

    async def work(writer: ScriptWriter) -> tuple[ScriptWriter, Script]:
        return writer, await write(order, writer, cast.speakers.head, store)

    with store.run():
        writer, script = await cast.writers.first(work, lambda switch: switches.append(switch.message))
    member = next(one for one in cast.writers.members if one.port is writer)
    metadata = ScriptMetadata(
        generated_at=datetime.now(UTC),
        provider_name=member.name,
        model_used=writer.name,
        tier=provider_named(member.id).tier.value,
        generation_time_seconds=round(time.monotonic() - began, 3),
    )
    script = attrs.evolve(script, warnings=(*notes, *switches, *script.warnings))
    return KeptScript(script, order, _pace(script), metadata)


def _pace(script: Script) -> float:
    """Return the words a minute by which *script* is planned."""
    seconds = sum(scene.duration for scene in script.scenes)
    return float(60 * sum(count_words(scene.script) for scene in script.scenes) / seconds)


def _as_asked(error: InvalidInputError) -> InvalidInputError:
    """Say *error* by the member in which scripts are told who writes."""
    chosen = "$.providerSelection.script"
    issues = [attrs.evolve(one, path=one.path.replace(chosen, "$.preferredProvider")) for one in error.issues]
    return InvalidInputError(issues, remedy=error.remedy)
