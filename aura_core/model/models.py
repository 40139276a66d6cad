"""Language models that could be asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import attrs


__all__ = [
    "AvailableModelDto",
    "ModelSelectionDto",
    "ModelsByProvider",
    "ModelsListed",
    "OllamaModel",
    "OllamaModels",
    "OllamaPull",
    "OllamaPulled",
    "OllamaRecommendation",
    "OllamaStatus",
]


@attrs.frozen
class AvailableModelDto:
    """
    A model that could be asked.

    Attributes:
        id: As its provider calls it.

        estimated_cost_per_1k_tokens: US dollars, asked and answered in equal parts; ``None`` where the price is not known.

        required_api_key: The variable of the environment that may hold its key; ``None`` where none is needed.

        is_default: Whether it writes where a film does not say which.
    """

    id: str
    name: str
    description: str | None
    capabilities: tuple[str, ...]
    estimated_cost_per_1k_tokens: float | None = attrs.field(metadata={"wire": "estimatedCostPer1kTokens"})
    is_available: bool
    required_api_key: str | None
    is_default: bool


@attrs.frozen
class ModelsByProvider:
    """
    The models of everybody who could be asked to write, by id.

    Attributes:
        problems: Why somebody did not say, as sentences, by id.
    """

    providers: Mapping[str, tuple[AvailableModelDto, ...]]
    problems: Mapping[str, str]


@attrs.frozen
class ModelSelectionDto:
    """
    The models of a provider.

    Attributes:
        selected_model: What is asked for now; ``None`` leaves it to the provider.
    """

    provider_name: str
    provider_type: str
    selected_model: str | None
    available_models: tuple[AvailableModelDto, ...]


@attrs.frozen
class ModelsListed:
    """
    What a provider said of its models.

    Attributes:
        message: What happened, and what to do, as sentences.
    """

    success: bool
    models: tuple[str, ...]
    message: str
    correlation_id: str


@attrs.frozen
class OllamaModel:
    """
    A model that an Ollama has.

    Attributes:
        size: Bytes; on disk, or in memory for one that runs.
    """

    name: str
    size: int
    size_formatted: str


@attrs.frozen
class OllamaModels:
    """
    The models that an Ollama has, or has in memory.

    Attributes:
        message: What happened, and what to do, as sentences.
    """

    success: bool
    models: tuple[OllamaModel, ...]
    count: int
    message: str
    correlation_id: str


@attrs.frozen
class OllamaPull:
    """
    A model that an Ollama is to fetch from its library, which may be many gigabytes.

    Attributes:
        model_name: With its tag, such as ``llama3.1:8b``; without one, the latest.
    """

    model_name: str = attrs.field(
        validator=(
            attrs.validators.max_len(200),
            attrs.validators.matches_re(r"[A-Za-z0-9][A-Za-z0-9._/-]*(:[A-Za-z0-9._-]+)?"),
        )
    )


@attrs.frozen
class OllamaPulled:
    """
    A model that an Ollama has now.
    """

    success: bool
    message: str
    model_name: str
    correlation_id: str


@attrs.frozen
class OllamaStatus:
    """
    Whether an Ollama runs.

    Attributes:
        is_available: Whether it answers.

        is_healthy: Whether it also has the model that is set.

        base_url: Where it is asked.

        running_models_count: How many models are in memory.
    """

    is_available: bool
    is_healthy: bool
    version: str | None
    models_count: int
    running_models_count: int
    base_url: str
    response_time_ms: int
    message: str
    last_checked: datetime
    correlation_id: str


@attrs.frozen
class OllamaRecommendation:
    """
    Which model of an Ollama to write with.

    Attributes:
        recommended_model: ``None`` where it has none, or does not answer.
    """

    success: bool
    recommended_model: str | None
    message: str
