"""Pictures by themselves: who illustrates, and what they make or find."""

from __future__ import annotations

from typing import Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.jobs import Jobs
from aura_core.model.pictures import (
    BatchVisualsRequest,
    GenerateVisualRequest,
    PromptVerdict,
    ValidatePromptRequest,
    VisualProviders,
    VisualReply,
    VisualsReply,
    VisualStyles,
)
from aura_http.routes.jobs import AnyRequest
from aura_http.threads import threaded, while_asked


__all__ = ["REFUSED", "ROUTES"]

REFUSED: Final = (402, 403, 409, 422, 501, 502, 504, 507)
"""How whoever asks an illustrator may be refused."""

_GENERATE: Final = {"prompt": "A lighthouse at dusk", "style": "modern", "aspectRatio": "16:9"}
_BATCH: Final = {
    "prompts": ["The sea at low tide", "The Moon over the sea"],
    "style": "photorealistic",
    "aspectRatio": "16:9",
    "quality": 80,
}
_PROMPT: Final = {"prompt": "A lighthouse at dusk"}


@get("/api/visuals/providers", operation_id="listIllustrators", tags=["Pictures"], limit=None, max_age=60)
@threaded
def list_illustrators(jobs: NamedDependency[Jobs]) -> VisualProviders:
    """List everybody who illustrates, those who are available first."""
    # It takes in all that makes films, which a server does without until it is asked for it.
    from aura_core.pictures import illustrators  # noqa: PLC0415

    return illustrators(jobs.settings)


@get("/api/visuals/styles", operation_id="listVisualStyles", tags=["Pictures"], limit=None, max_age=60)
@threaded
def list_styles(jobs: NamedDependency[Jobs]) -> VisualStyles:
    """List the looks that pictures can have."""
    from aura_core.pictures import styles  # noqa: PLC0415

    return styles(jobs.settings)


@post(
    "/api/visuals/generate",
    status_code=200,
    operation_id="generateVisual",
    tags=["Pictures"],
    example=_GENERATE,
    refuses=REFUSED,
)
@while_asked
def generate(data: JSONBody[GenerateVisualRequest], jobs: NamedDependency[Jobs], request: AnyRequest) -> VisualReply:
    """Have a picture made or found."""
    from aura_core.pictures import picture_of  # noqa: PLC0415

    return picture_of(data, jobs.settings)


@post(
    "/api/visuals/batch",
    status_code=200,
    operation_id="generateVisuals",
    tags=["Pictures"],
    example=_BATCH,
    refuses=REFUSED,
)
@while_asked
def generate_batch(
    data: JSONBody[BatchVisualsRequest], jobs: NamedDependency[Jobs], request: AnyRequest
) -> VisualsReply:
    """Have a picture made or found for each scene."""
    from aura_core.pictures import batch_of  # noqa: PLC0415

    return batch_of(data, jobs.settings)


@post("/api/visuals/validate", status_code=200, operation_id="validateVisualPrompt", tags=["Pictures"], example=_PROMPT)
@threaded
def validate(data: JSONBody[ValidatePromptRequest]) -> PromptVerdict:
    """Say whether a prompt can be asked for, without asking."""
    from aura_core.pictures import verdict_on  # noqa: PLC0415

    return verdict_on(data.prompt)


ROUTES: list[ControllerRouterHandler] = [list_illustrators, list_styles, generate, generate_batch, validate]
