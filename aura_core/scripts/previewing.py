"""
What a language model would be told for a script; nobody is asked.
"""

from __future__ import annotations

import asyncio

import attrs

from aura_core.errors import InvalidInputError
from aura_core.model.prompts import PromptPreviewRequest, PromptPreviewResponse, PromptVersion, PromptVersionList
from aura_core.model.script_requests import ScriptRequest
from aura_core.providers.writers.modelled import task_for
from aura_core.providers.writers.prompting import VERSIONS, about, filling, prompt_for
from aura_core.providers.writers.weighing import tokens_of
from aura_core.scripts.asking import order_of_text
from aura_core.settings import Settings
from aura_core.stages.writing import pace_of
from aura_core.wiring import open_services


__all__ = ["previewed", "versions"]


def previewed(asked: PromptPreviewRequest, settings: Settings) -> PromptPreviewResponse:
    """
    Say what a language model would be told, by the pace at which the film's voice speaks.

    Raises:
        InvalidInputError: with everything that is wrong, as E303 with the brief and E304 with the plan.

        ProviderError: whoever the owner has chosen to speak cannot be asked.
    """
    order = order_of_text(ScriptRequest(**attrs.asdict(asked, recurse=False))).order
    services = open_services(settings)
    speakers = services.rosters.speakers.chain(None, services.synthesizer)
    pace = asyncio.run(pace_of(order, speakers.head, services.studio.store))
    try:
        task = task_for(order, pace)
    except InvalidInputError as error:
        issues = [attrs.evolve(one, path=one.path.replace("$.brief.", "$.")) for one in error.issues]
        raise InvalidInputError(issues, remedy=error.remedy) from error
    system, user = prompt_for(task)
    whole = f"{system.text}\n\n{user.text}"
    return PromptPreviewResponse(system.text, user.text, whole, filling(task), task.version, round(tokens_of(whole)))


def versions() -> PromptVersionList:
    """List the versions of the prompts, the newest first."""
    newest = VERSIONS[-1]
    found = (PromptVersion(one, f"Version {one}", about(one), one == newest) for one in reversed(VERSIONS))
    return PromptVersionList(tuple(found), newest)
