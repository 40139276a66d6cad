"""
Turn a brief into a finished, narrated, captioned video, offline.

::

    from aura_core import create_video

    artifact = create_video("How tides work", "tides.mp4")
    print(artifact.video.path, float(artifact.duration))

:func:`aura_core.pipeline.produce` is the same for programs with an event loop of their own.
Importing starts nothing, and loads the parts only when they are asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final


if TYPE_CHECKING:
    from aura_core.errors import AuraError
    from aura_core.model.artifact import Artifact
    from aura_core.model.brief import Brief, PlanSpec
    from aura_core.model.edition import Version
    from aura_core.model.enums import Aspect
    from aura_core.model.order import CaptionSpec, MusicSpec, Order, VisualSpec
    from aura_core.model.render import RenderSpec, Resolution
    from aura_core.model.voice import VoiceSpec
    from aura_core.pipeline import plan, produce
    from aura_core.planning import recommend
    from aura_core.settings import Settings
    from aura_core.wiring import create_video, create_videos, open_services


__all__ = [
    "Artifact",
    "Aspect",
    "AuraError",
    "Brief",
    "CaptionSpec",
    "MusicSpec",
    "Order",
    "PlanSpec",
    "RenderSpec",
    "Resolution",
    "Settings",
    "Version",
    "VisualSpec",
    "VoiceSpec",
    "create_video",
    "create_videos",
    "open_services",
    "plan",
    "produce",
    "recommend",
]

_HOMES: Final = {
    "Artifact": "model.artifact",
    "Aspect": "model.enums",
    "AuraError": "errors",
    "Brief": "model.brief",
    "CaptionSpec": "model.order",
    "MusicSpec": "model.order",
    "Order": "model.order",
    "PlanSpec": "model.brief",
    "RenderSpec": "model.render",
    "Resolution": "model.render",
    "Settings": "settings",
    "Version": "model.edition",
    "VisualSpec": "model.order",
    "VoiceSpec": "model.voice",
    "create_video": "wiring",
    "create_videos": "wiring",
    "open_services": "wiring",
    "plan": "pipeline",
    "produce": "pipeline",
    "recommend": "planning",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'aura_core' has no attribute {name!r}")
    return getattr(import_module(f"aura_core.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
