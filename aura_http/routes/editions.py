"""Editions: several films of one script."""

from __future__ import annotations

from typing import Final

import attrs
from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.jobs import Jobs
from aura_core.model.replies import EditionAccepted, edition
from aura_core.model.request import EditionsRequest
from aura_core.ordering.editions import requests_of
from aura_http.routes.jobs import AnyRequest, Key, correlation_of


__all__ = ["ROUTES"]

_EXAMPLE: Final = {
    "request": {"brief": {"topic": "How tides work"}, "artifacts": ["Upload"]},
    "aspects": ["16:9", "9:16"],
    "versions": [
        {"language": "en-US", "script": "Twice a day the sea rises."},
        {"language": "de-DE", "script": "Zweimal am Tag steigt das Meer."},
    ],
}


@post(
    "/api/jobs/editions",
    status_code=202,
    operation_id="createEditions",
    tags=["Jobs"],
    limit="jobs",
    example=_EXAMPLE,
    refuses=(422, 429),
)
async def create_editions(
    data: JSONBody[EditionsRequest], jobs: NamedDependency[Jobs], request: AnyRequest, idempotency_key: Key = None
) -> list[EditionAccepted]:
    """Take up a job for each shape and language, or none if anything is wrong with one of them."""
    films = requests_of(attrs.evolve(data, request=await jobs.completed(await jobs.pinned(data.request))))
    wanted, about = [film for _, film in films], correlation_of(request)
    made = await jobs.create_all(wanted, asked=data, key=idempotency_key, correlation_id=about)
    return [edition(name, job) for (name, _), job in zip(films, made, strict=True)]


ROUTES: list[ControllerRouterHandler] = [create_editions]
