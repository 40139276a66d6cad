"""
Settings one by one, as the original's clients know them: each is some members of the document under another address.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from aura_core.configuration.configuration import Configuration
from aura_core.configuration.foreign import is_section, translated
from aura_core.errors import InvalidInputError
from aura_core.model.providers import known_provider
from aura_core.model.settings.providers import LlmSelection
from aura_core.model.settings.replies import OutputSettings, ProviderPathsDto
from aura_core.wire import dumps, unstructure


__all__ = [
    "clients_own",
    "save_clients_own",
    "save_output",
    "save_paths",
    "save_shortcuts",
    "select_llm",
    "select_ollama_model",
]

_LARGEST: Final = 256 * 1024
"""Bytes that a client may keep here for itself."""


def select_ollama_model(configuration: Configuration, model: str) -> None:
    """Ask Ollama for *model* from now on."""
    configuration.patch({"advanced": {"ollamaModel": model}})


def select_llm(configuration: Configuration, selection: LlmSelection) -> LlmSelection:
    """
    Have *selection* write from now on.

    Raises:
        InvalidInputError: it names nobody, or nobody has that name.
    """
    if not (selection.provider or "").strip():
        raise InvalidInputError.of(
            "$.provider",
            "It is not said which provider writes.",
            remedy="Name one, or set llm to null by PATCH /api/settings to leave it open.",
        )
    change: dict[str, Any] = {"llm": unstructure(selection)}
    provider = known_provider(selection.provider or "")
    if provider is not None and provider.id == "ollama" and selection.model_id:
        change["advanced"] = {"ollamaModel": selection.model_id}
    return configuration.patch(change).llm


def save_shortcuts(configuration: Configuration, shortcuts: Mapping[str, str]) -> Mapping[str, str]:
    """Put *shortcuts* in the place of those that there are."""
    settings = configuration.read().settings.editor_preferences
    section = unstructure(settings) | {"keyboardShortcuts": dict(shortcuts)}
    changed = configuration.replace_section("editorPreferences", section)
    kept: Mapping[str, str] = changed.keyboard_shortcuts
    return kept


def save_output(configuration: Configuration, output: OutputSettings) -> None:
    """Say where finished films go, and what they are called there."""
    configuration.patch(
        {
            "fileLocations": {"outputDirectory": output.output_directory},
            "export": {
                "namingPattern": unstructure(output.naming_pattern),
                "autoOpenOutputFolder": output.auto_open_output_folder,
                "defaultPreset": output.default_preset,
            },
        }
    )


def save_paths(configuration: Configuration, paths: ProviderPathsDto) -> None:
    """Say where programs and services are; what is ``None`` stays as it is."""
    files = {
        "ffmpegPath": paths.ffmpeg_path,
        "ffprobePath": paths.ffprobe_path,
        "outputDirectory": paths.output_directory,
    }
    services = {"ollamaUrl": paths.ollama_url, "stableDiffusionUrl": paths.stable_diffusion_url}
    configuration.patch({"fileLocations": _given(files), "advanced": _given(services)})


def _given(members: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in members.items() if value is not None}


def clients_own(configuration: Configuration) -> dict[str, Any]:
    """Return what a client keeps here for itself, with what of it is a setting as it is now."""
    settings = configuration.read().settings
    return {
        **settings.client,
        "offlineMode": settings.advanced.offline_mode,
        "uiScale": settings.ui.scale,
        "compactMode": settings.ui.compact_mode,
    }


def save_clients_own(configuration: Configuration, body: Mapping[str, Any]) -> tuple[str, ...]:
    """
    Keep what a client wants to find again; what of it is a setting of ours takes effect.

    Raises:
        InvalidInputError: it is more than a client may keep, or a setting cannot be as it says.
    """
    if len(dumps(body)) > _LARGEST:
        raise InvalidInputError.of(
            "$", f"It is more than {_LARGEST // 1024} KiB.", remedy="Keep less, or in a file of your own."
        )
    found = translated(body)
    own = {name: value for name, value in found.items() if not is_section(name)}
    sections = {name: value for name, value in found.items() if is_section(name)}
    _, unknown = configuration.merge(sections, client=own)
    return unknown
