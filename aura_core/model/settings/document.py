"""The owner's document: everything that the owner of the machine has decided and can change while Aura runs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import attrs

from aura_core.model.order import CaptionSpec
from aura_core.model.profiles import ProfileSelection
from aura_core.model.settings.application import EditorPreferencesSettings, GeneralSettings, UISettings
from aura_core.model.settings.export import ExportSettings
from aura_core.model.settings.films import FileLocationsSettings, VideoDefaultsSettings, VisualGenerationSettings
from aura_core.model.settings.hardware import HardwarePerformanceSettings
from aura_core.model.settings.limits import ProviderRateLimits
from aura_core.model.settings.providers import AdvancedSettings, ApiKeysSettings, LlmSelection, ProviderConfiguration


__all__ = ["NEVER", "VERSION", "UserSettings"]

VERSION: Final = "1.0.0"
"""Of the document; the first number changes when older readers cannot read it any more."""

NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)

_NOTHING: Mapping[str, Any] = {}


@attrs.frozen
class UserSettings:
    """
    The owner's document.

    Attributes:
        api_keys: Always empty in what is kept.

        captions: How words are shown in films whose request does not say.

        hardware: What of the machine may be used.

        providers: What each provider is told.

        llm: Which language model writes.

        profile: Who makes films whose request does not say.

        client: What a client keeps here for itself.

        version: Of the document's form.

        last_updated: When it was saved last; 1970 when it never was.
    """

    general: GeneralSettings = GeneralSettings()
    api_keys: ApiKeysSettings = ApiKeysSettings()
    file_locations: FileLocationsSettings = FileLocationsSettings()
    video_defaults: VideoDefaultsSettings = VideoDefaultsSettings()
    editor_preferences: EditorPreferencesSettings = EditorPreferencesSettings()
    ui: UISettings = UISettings()
    visual_generation: VisualGenerationSettings = VisualGenerationSettings()
    export: ExportSettings = ExportSettings()
    rate_limits: ProviderRateLimits = ProviderRateLimits()
    advanced: AdvancedSettings = AdvancedSettings()
    captions: CaptionSpec = CaptionSpec()
    hardware: HardwarePerformanceSettings = HardwarePerformanceSettings()
    providers: ProviderConfiguration = ProviderConfiguration()
    llm: LlmSelection = LlmSelection()
    profile: ProfileSelection = ProfileSelection()
    client: Mapping[str, Any] = _NOTHING
    version: str = VERSION
    last_updated: datetime = NEVER
