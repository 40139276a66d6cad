"""Prompts: what language models would be told."""

from __future__ import annotations

from typing import Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.jobs import Jobs
from aura_core.model.prompts import PromptPreviewRequest, PromptPreviewResponse, PromptVersionList
from aura_http.threads import threaded


__all__ = ["ROUTES"]

_EXAMPLE: Final = {
    "topic": "How tides work",
    "audience": "Students",
    "targetDurationMinutes": 1,
    "promptModifiers": {"additionalInstructions": "Mention the Bay of Fundy."},
}


@post(
    "/api/prompts/preview",
    status_code=200,
    operation_id="previewPrompt",
    tags=["Prompts"],
    example=_EXAMPLE,
    refuses=(403, 409, 501),
)
@threaded
def preview_prompt(data: JSONBody[PromptPreviewRequest], jobs: NamedDependency[Jobs]) -> PromptPreviewResponse:
    """Say what a language model would be told, and ask nobody."""
    # It takes in all that makes films, which a server does without until it is asked this.
    from aura_core.scripts.previewing import previewed  # noqa: PLC0415

    return previewed(data, jobs.settings)


@get("/api/prompts/versions", operation_id="listPromptVersions", tags=["Prompts"])
@threaded
def list_versions() -> PromptVersionList:
    """List the versions of the prompts, the newest first."""
    from aura_core.scripts.previewing import versions  # noqa: PLC0415

    return versions()


ROUTES: list[ControllerRouterHandler] = [preview_prompt, list_versions]
