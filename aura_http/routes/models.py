"""Which language models could be asked, and what an Ollama has."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Annotated, Final

from litestar import get, post
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.response import Stream
from litestar.types import ControllerRouterHandler

from aura_core.catalogue import models
from aura_core.keys.keys import provider_in
from aura_core.model.models import (
    ModelsByProvider,
    ModelSelectionDto,
    ModelsListed,
    OllamaModels,
    OllamaPull,
    OllamaPulled,
    OllamaRecommendation,
    OllamaStatus,
)
from aura_core.model.provider_checks import ProviderTrial
from aura_core.model.providers import provider_named
from aura_core.wire import dumps
from aura_http.routes.jobs import AnyRequest, correlation_of
from aura_http.routes.scripts import ASKING
from aura_http.routes.settings import Open
from aura_http.routes.setup import rosters_of
from aura_http.sse import HEADERS, frame
from aura_http.telling import told


__all__ = ["ROUTES"]

_PULLING: Final = ("progress", "complete", "error")

Engine = Annotated[str, QueryParameter(name="engineId", max_length=100, description="Id or name of a provider.")]


@get("/api/models/available", operation_id="listAvailableModels", tags=["Providers"], max_age=60)
async def list_available(configuration: Open) -> ModelsByProvider:
    """Ask everybody who could be asked to write for their models, at once."""
    return await models.available(configuration, await asyncio.to_thread(rosters_of, configuration))


@get("/api/models/list", operation_id="listModels", tags=["Providers"], max_age=60)
async def list_models(configuration: Open, engine: Engine = "ollama") -> ModelSelectionDto:
    """Ask a provider for its models."""
    return await models.selection(configuration, provider_in(engine, "engineId"))


@get("/api/ProviderConfiguration/models/{provider:str}", operation_id="listModelsOfProvider", tags=["Providers"])
async def list_of_provider(provider: FromPath[str], configuration: Open) -> ModelSelectionDto:
    """Ask a provider for its models."""
    return await models.selection(configuration, provider_named(provider))


@post(
    "/api/providers/{provider:str}/models",
    status_code=200,
    operation_id="tryModelsOfProvider",
    tags=["Providers"],
    example={"apiKey": "sk-proj-0123456789abcdef"},
)
async def try_models(
    provider: FromPath[str], configuration: Open, request: AnyRequest, data: JSONBody[ProviderTrial | None] = None
) -> ModelsListed:
    """Ask a provider for its models with what is in force, or given; a key that is kept goes to no address that is given."""
    return await models.listed(configuration, provider_named(provider), data, correlation_of(request))


@get("/api/providers/ollama/status", operation_id="getOllamaStatus", tags=["Providers"])
async def get_ollama(configuration: Open, request: AnyRequest) -> OllamaStatus:
    """Ask Ollama whether it runs, and has the model that is set."""
    return await models.ollama_status(configuration, correlation_of(request))


@get("/api/providers/ollama/models", operation_id="listOllamaModels", tags=["Providers"])
async def list_ollama(configuration: Open, request: AnyRequest) -> OllamaModels:
    """Ask Ollama which models it has."""
    return await models.ollama_models(configuration, correlation_of(request))


@get("/api/providers/ollama/running", operation_id="listRunningOllamaModels", tags=["Providers"])
async def list_running(configuration: Open, request: AnyRequest) -> OllamaModels:
    """Ask Ollama which models it has in memory."""
    return await models.ollama_models(configuration, correlation_of(request), running=True)


@get("/api/providers/ollama/recommended-model", operation_id="recommendOllamaModel", tags=["Providers"])
async def recommend_ollama(configuration: Open) -> OllamaRecommendation:
    """Say which of the models that Ollama has to write with."""
    return await models.ollama_recommended(configuration)


@post(
    "/api/providers/ollama/pull",
    status_code=200,
    operation_id="pullOllamaModel",
    tags=["Providers"],
    example={"modelName": "llama3.1:8b"},
    refuses=ASKING,
)
async def pull_ollama(data: JSONBody[OllamaPull], configuration: Open, request: AnyRequest) -> OllamaPulled:
    """Have Ollama fetch a model, and answer when it has it; ``/stream`` tells how far that is."""
    return await models.ollama_pull(configuration, data, correlation_of(request))


@post(
    "/api/ollama/pull",
    status_code=200,
    operation_id="pullModel",
    tags=["Providers"],
    example={"modelName": "llama3.1:8b"},
    refuses=ASKING,
)
async def pull_model(data: JSONBody[OllamaPull], configuration: Open, request: AnyRequest) -> OllamaPulled:
    """Have Ollama fetch a model, as the original's client asks for it."""
    return await models.ollama_pull(configuration, data, correlation_of(request))


@post(
    "/api/providers/ollama/pull/stream",
    status_code=200,
    operation_id="streamOllamaPull",
    tags=["Providers"],
    streams=_PULLING,
    example={"modelName": "llama3.1:8b"},
)
async def stream_pull(data: JSONBody[OllamaPull], configuration: Open, request: AnyRequest) -> Stream:
    """Have Ollama fetch a model, and tell how far that is; whoever stops reading ends it, and may go on later."""
    pulling = partial(models.ollama_pull, configuration, data, correlation_of(request))
    frames = told(pulling, lambda pulled: [frame("complete", dumps(pulled))], request)
    return Stream(frames, media_type="text/event-stream", headers=HEADERS)


ROUTES: list[ControllerRouterHandler] = [
    list_available,
    list_models,
    list_of_provider,
    try_models,
    get_ollama,
    list_ollama,
    list_running,
    recommend_ollama,
    pull_ollama,
    pull_model,
    stream_pull,
]
