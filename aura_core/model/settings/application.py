"""How the application looks and begins."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from aura_core.model.allowed import absolute_path, matching, one_of
from aura_core.model.enums import StartupBehavior, ThemeMode


__all__ = ["EditorPreferencesSettings", "GeneralSettings", "UISettings"]

_EMPTY: Mapping[str, str] = {}

_tag = matching(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,8}", "language tag such as en-US")


@attrs.frozen
class GeneralSettings:
    """
    How the application begins and keeps what is worked at.

    Attributes:
        default_project_save_location: A folder; empty for the application's own.

        autosave_interval_seconds: 30 to 3600.

        language: The language of films whose request names none, a BCP 47 tag.

        locale: How the application writes dates and numbers, a BCP 47 tag.
    """

    default_project_save_location: str = attrs.field(default="", validator=absolute_path)
    autosave_interval_seconds: int = attrs.field(
        default=300, validator=[attrs.validators.ge(30), attrs.validators.le(3600)]
    )
    autosave_enabled: bool = True
    language: str = attrs.field(default="en-US", validator=_tag)
    locale: str = attrs.field(default="en-US", validator=_tag)
    theme: ThemeMode = ThemeMode.AUTO
    startup_behavior: StartupBehavior = StartupBehavior.SHOW_DASHBOARD
    check_for_updates_on_startup: bool = True
    advanced_mode_enabled: bool = False


@attrs.frozen
class UISettings:
    """
    How the application looks.

    Attributes:
        scale: Per cent, 50 to 300.
    """

    scale: int = attrs.field(default=100, validator=[attrs.validators.ge(50), attrs.validators.le(300)])
    compact_mode: bool = False
    color_scheme: str = "default"


@attrs.frozen
class EditorPreferencesSettings:
    """
    How the editor behaves.

    Attributes:
        timeline_snap_interval: Seconds.

        thumbnail_interval: Seconds.

        keyboard_shortcuts: Keys by the name of what they do.
    """

    timeline_snap_enabled: bool = True
    timeline_snap_interval: float = attrs.field(
        default=1.0, validator=[attrs.validators.gt(0), attrs.validators.le(3600)]
    )
    playback_quality: str = attrs.field(default="high", validator=one_of("low", "medium", "high", "auto", "full"))
    generate_thumbnails: bool = True
    thumbnail_interval: int = attrs.field(default=5, validator=[attrs.validators.ge(1), attrs.validators.le(3600)])
    keyboard_shortcuts: Mapping[str, str] = _EMPTY
    show_waveforms: bool = True
    show_timecode: bool = True
