"""What providers are told; their keys are kept elsewhere."""

from __future__ import annotations

from typing import Final

import attrs

from aura_core.model.allowed import absolute_path, service_url


__all__ = [
    "COMFYUI_URL",
    "OLLAMA_URL",
    "STABLE_DIFFUSION_URL",
    "AdvancedSettings",
    "AnthropicProviderSettings",
    "ApiKeysSettings",
    "AzureOpenAIProviderSettings",
    "ComfyUIProviderSettings",
    "ElevenLabsProviderSettings",
    "GeminiProviderSettings",
    "LlmSelection",
    "OllamaProviderSettings",
    "OpenAIProviderSettings",
    "ProviderConfiguration",
    "ReplicateProviderSettings",
    "StableDiffusionProviderSettings",
]

OLLAMA_URL: Final = "http://127.0.0.1:11434"
STABLE_DIFFUSION_URL: Final = "http://127.0.0.1:7860"
COMFYUI_URL: Final = "http://127.0.0.1:8188"

_timeout = [attrs.validators.ge(1), attrs.validators.le(3600)]
_tries = [attrs.validators.ge(0), attrs.validators.le(20)]
_disk = [attrs.validators.ge(0.0), attrs.validators.le(1e6)]


@attrs.frozen
class ApiKeysSettings:
    """
    Keys by provider, as clients hand them in; what is kept here is empty, and what is shown has four characters of each.
    """

    open_ai: str = attrs.field(default="", repr=False, metadata={"wire": "openAI"})
    anthropic: str = attrs.field(default="", repr=False)
    stability_ai: str = attrs.field(default="", repr=False, metadata={"wire": "stabilityAI"})
    eleven_labs: str = attrs.field(default="", repr=False)
    pexels: str = attrs.field(default="", repr=False)
    pixabay: str = attrs.field(default="", repr=False)
    unsplash: str = attrs.field(default="", repr=False)
    google: str = attrs.field(default="", repr=False)
    azure: str = attrs.field(default="", repr=False)


@attrs.frozen
class AdvancedSettings:
    """
    What few change.

    Attributes:
        offline_mode: Whether nothing may be asked of any other machine.

        stable_diffusion_url: Of a Stable Diffusion web UI.

        ollama_url: Of an Ollama.

        disk_warning_gb: Free GiB of the data folder below which it is warned of.

        disk_critical_gb: Free GiB below which no film can be made.
    """

    offline_mode: bool = False
    stable_diffusion_url: str = attrs.field(default=STABLE_DIFFUSION_URL, validator=service_url)
    ollama_url: str = attrs.field(default=OLLAMA_URL, validator=service_url)
    ollama_model: str = attrs.field(default="llama3.1:8b-q4_k_m", validator=attrs.validators.max_len(200))
    enable_telemetry: bool = False
    enable_crash_reports: bool = False
    disk_warning_gb: float = attrs.field(default=1.0, validator=_disk, metadata={"wire": "diskWarningGB"})
    disk_critical_gb: float = attrs.field(default=0.5, validator=_disk, metadata={"wire": "diskCriticalGB"})


@attrs.frozen
class LlmSelection:
    """
    Which language model writes; ``None`` leaves it to what there is.
    """

    provider: str | None = None
    model_id: str | None = None


@attrs.frozen
class OpenAIProviderSettings:
    """How OpenAI, or what speaks like it, is asked."""

    enabled: bool = False
    api_key: str = attrs.field(default="", repr=False)
    base_url: str = attrs.field(default="", validator=service_url)
    model: str = "gpt-4o-mini"
    organization_id: str = ""
    project_id: str = ""
    timeout_seconds: int = attrs.field(default=60, validator=_timeout)
    max_retries: int = attrs.field(default=3, validator=_tries)


@attrs.frozen
class OllamaProviderSettings:
    """How Ollama is asked; its address and model are those of the advanced settings."""

    enabled: bool = False
    base_url: str = attrs.field(default=OLLAMA_URL, validator=service_url)
    model: str = "llama3.1:8b-q4_k_m"
    executable_path: str = attrs.field(default="", validator=absolute_path)
    timeout_seconds: int = attrs.field(default=120, validator=_timeout)
    auto_start: bool = False


@attrs.frozen
class AnthropicProviderSettings:
    """How Anthropic is asked."""

    enabled: bool = False
    api_key: str = attrs.field(default="", repr=False)
    model: str = "claude-3-5-sonnet-20241022"
    timeout_seconds: int = attrs.field(default=60, validator=_timeout)


@attrs.frozen
class AzureOpenAIProviderSettings:
    """How Azure OpenAI is asked."""

    enabled: bool = False
    api_key: str = attrs.field(default="", repr=False)
    endpoint: str = attrs.field(default="", validator=service_url)
    deployment_name: str = ""
    api_version: str = "2024-02-01"
    timeout_seconds: int = attrs.field(default=60, validator=_timeout)


@attrs.frozen
class GeminiProviderSettings:
    """How Gemini is asked."""

    enabled: bool = False
    api_key: str = attrs.field(default="", repr=False)
    model: str = "gemini-1.5-pro"
    timeout_seconds: int = attrs.field(default=60, validator=_timeout)


@attrs.frozen
class ElevenLabsProviderSettings:
    """How ElevenLabs is asked."""

    enabled: bool = False
    api_key: str = attrs.field(default="", repr=False)
    default_voice_id: str = ""
    timeout_seconds: int = attrs.field(default=60, validator=_timeout)


@attrs.frozen
class StableDiffusionProviderSettings:
    """How a Stable Diffusion web UI is asked; its address is that of the advanced settings."""

    enabled: bool = False
    base_url: str = attrs.field(default=STABLE_DIFFUSION_URL, validator=service_url)
    timeout_seconds: int = attrs.field(default=120, validator=_timeout)
    auto_start: bool = False


@attrs.frozen
class ComfyUIProviderSettings:
    """
    How a ComfyUI is asked.

    Attributes:
        model: Of its checkpoints; empty takes the first.

        workflow_path: A workflow of the owner's own in API format, with places for what is to be painted.

        timeout_seconds: A picture may take.
    """

    enabled: bool = False
    base_url: str = attrs.field(default=COMFYUI_URL, validator=service_url)
    model: str = attrs.field(default="", validator=attrs.validators.max_len(200))
    workflow_path: str = attrs.field(default="", validator=absolute_path)
    timeout_seconds: int = attrs.field(default=3600, validator=_timeout)


@attrs.frozen
class ReplicateProviderSettings:
    """
    How Replicate is asked.

    Attributes:
        model: ``owner/name``, or ``owner/name:version``; empty leaves it to us.

        timeout_seconds: A picture may take.
    """

    model: str = attrs.field(default="", validator=attrs.validators.max_len(200))
    timeout_seconds: int = attrs.field(default=600, validator=_timeout)


@attrs.frozen
class ProviderConfiguration:
    """
    What each provider is told.

    Attributes:
        provider_priority_order: Ids of providers, the first to be asked first.

        pinned_provider: Who goes first of every tier; ``None`` for nobody.

        excluded_providers: Who is chosen by no tier; by name they still are.

        enable_auto_fallback: Whether the next of a tier stands in for who fails.
    """

    open_ai: OpenAIProviderSettings = attrs.field(default=OpenAIProviderSettings(), metadata={"wire": "openAI"})
    ollama: OllamaProviderSettings = OllamaProviderSettings()
    anthropic: AnthropicProviderSettings = AnthropicProviderSettings()
    azure_open_ai: AzureOpenAIProviderSettings = attrs.field(
        default=AzureOpenAIProviderSettings(), metadata={"wire": "azureOpenAI"}
    )
    gemini: GeminiProviderSettings = GeminiProviderSettings()
    eleven_labs: ElevenLabsProviderSettings = ElevenLabsProviderSettings()
    stable_diffusion: StableDiffusionProviderSettings = StableDiffusionProviderSettings()
    comfy_ui: ComfyUIProviderSettings = attrs.field(default=ComfyUIProviderSettings(), metadata={"wire": "comfyUI"})
    replicate: ReplicateProviderSettings = ReplicateProviderSettings()
    provider_priority_order: tuple[str, ...] = ()
    pinned_provider: str | None = None
    excluded_providers: tuple[str, ...] = ()
    enable_auto_fallback: bool = True
