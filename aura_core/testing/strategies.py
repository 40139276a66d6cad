"""
Hypothesis strategies for our values.

Every value is one that the library itself accepts, and survives the wire.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import Enum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar, Union, get_args, get_origin

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from aura_core.fonts import BUNDLED_FAMILIES
from aura_core.model.acceleration import HardwareConfig
from aura_core.model.arrangement import TimelineAsset, TimelineScene
from aura_core.model.assets import AIImageGenerationRequest
from aura_core.model.brief import LONGEST, LONGEST_TOPIC, SHORTEST, Brief, PlanSpec
from aura_core.model.captions import COLOUR_NAMES, SubtitleFont
from aura_core.model.events import Event
from aura_core.model.job import Job
from aura_core.model.models import OllamaPull
from aura_core.model.order import MusicSpec, Order, ProviderSelection
from aura_core.model.pictures import BatchVisualsRequest, GenerateVisualRequest, ScenePicture
from aura_core.model.render import QualityLevel, RenderSpec, Resolution
from aura_core.model.request import (
    JobOptions,
    JobRequest,
    SceneRequest,
    VideoGenerationOptions,
    VideoGenerationRequest,
)
from aura_core.model.script import Script
from aura_core.model.settings import UserSettings
from aura_core.model.settings.application import EditorPreferencesSettings, GeneralSettings
from aura_core.model.settings.export import (
    TOKENS,
    ExportSettings,
    NamingPatternSettings,
    UploadDestination,
)
from aura_core.model.settings.films import FileLocationsSettings, VideoDefaultsSettings, VisualGenerationSettings
from aura_core.model.settings.hardware import HardwarePerformanceSettings
from aura_core.model.settings.providers import (
    AdvancedSettings,
    AzureOpenAIProviderSettings,
    ComfyUIProviderSettings,
    OllamaProviderSettings,
    OpenAIProviderSettings,
    StableDiffusionProviderSettings,
)
from aura_core.model.stock import ImageProviderPreviewRequest, QueryCompositionRequest, StockMediaSearchRequest
from aura_core.model.visuals import BrandKit
from aura_core.model.watermark import WatermarkSettings
from aura_core.ordering.presets import PRESETS, QUALITIES
from aura_core.testing.bounds import Bounds
from aura_core.timing import TICK, FrameRange, FrameRate, Seconds


__all__ = [
    "brand_colours",
    "briefs",
    "colours",
    "durations",
    "frame_ranges",
    "frame_rates",
    "frame_sizes",
    "job_requests",
    "jobs",
    "json_values",
    "orders",
    "paths",
    "pipeline_events",
    "plans",
    "scripts",
    "topics",
    "user_settings",
    "values",
]

T = TypeVar("T")

_FREE: Final = Bounds()
_DAY: Final = Fraction(86_400)
_frames = st.integers(0, 10**6)
_BROADCAST: Final = (Fraction(24_000, 1001), Fraction(24), Fraction(25), Fraction(30_000, 1001), Fraction(30))


def durations(shortest: Fraction = Fraction(0), longest: Fraction = _DAY) -> SearchStrategy[Seconds]:
    """Draw durations in whole ticks of 100 ns, as the wire has them."""
    return st.integers(round(shortest / TICK), round(longest / TICK)).map(lambda ticks: ticks * TICK)


def frame_rates() -> SearchStrategy[FrameRate]:
    """Draw frame rates, those of broadcasting and others."""
    other = st.builds(Fraction, st.integers(1, 120_000), st.integers(1, 1001))
    return (st.sampled_from(_BROADCAST) | other).map(FrameRate)


def frame_ranges() -> SearchStrategy[FrameRange]:
    """Draw frame ranges, empty ones too."""
    return st.builds(lambda start, length: FrameRange(start, start + length), _frames, _frames)


def frame_sizes() -> SearchStrategy[Resolution]:
    """Draw frame sizes, odd ones too."""
    return values(Resolution)


def topics() -> SearchStrategy[str]:
    """Draw topics: any text that says something."""
    return st.text(min_size=1, max_size=LONGEST_TOPIC).filter(lambda text: any(map(str.isalnum, text)))


def colours() -> SearchStrategy[str | None]:
    """Draw colours of captions in each of their spellings, and none."""
    named = st.sampled_from(sorted(COLOUR_NAMES))
    return st.none() | named | st.from_regex(r"(#[0-9a-fA-F]{6}([0-9a-f]{2})?|&H[0-9A-F]{1,8}&)", fullmatch=True)


def paths() -> SearchStrategy[Path]:
    """Draw paths of files that need not exist."""
    return st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20).map(Path)


def brand_colours() -> SearchStrategy[str]:
    """Draw colours as ``#rrggbb``."""
    return st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def json_values() -> SearchStrategy[Any]:
    """Draw anything that JSON can hold."""
    scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
    return st.recursive(
        scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=8
    )


def briefs() -> SearchStrategy[Brief]:
    """Draw briefs."""
    return values(Brief)


def plans() -> SearchStrategy[PlanSpec]:
    """Draw plans."""
    return values(PlanSpec)


def orders() -> SearchStrategy[Order]:
    """Draw orders; the files they name need not exist."""
    return values(Order)


def job_requests() -> SearchStrategy[JobRequest]:
    """Draw requests that mean a film; the files they name need not exist."""
    pictures = st.none() | paths().map(str)
    scenes = st.lists(st.builds(SceneRequest, st.text(max_size=20), topics(), pictures), max_size=3).map(tuple)
    own = st.tuples(topics(), st.just(())) | st.tuples(st.none(), scenes)
    return st.builds(
        lambda request, words, **parts: attrs.evolve(request, script=words[0], scenes=words[1], **parts),
        values(JobRequest),
        own,
        brief=briefs(),
        preset=st.none() | st.sampled_from(sorted(PRESETS)),
        inputs=st.none(),
        script_id=st.none(),
        script_version=st.none(),
        options=st.builds(JobOptions, st.booleans(), st.sampled_from(sorted(QUALITIES))),
        provider_selection=st.builds(
            ProviderSelection,
            script=st.sampled_from([None, "Free", "RuleBased"]),
            tts=st.sampled_from([None, "Local", "eSpeak NG"]),
            visuals=st.sampled_from([None, "StockOrLocal", "Slideshow"]),
            upload=st.none() | st.text(max_size=20),
        ),
        image_provider=st.sampled_from([None, "slides", "Placeholder"]),
        priority=st.integers(1, 10),
        pictures=st.just(()),
        callback_url=st.sampled_from([None, "https://example.com/done"]),
    )


def scripts() -> SearchStrategy[Script]:
    """Draw scripts whose scenes are numbered in order."""

    def numbered(script: Script) -> Script:
        scenes = tuple(attrs.evolve(scene, index=index) for index, scene in enumerate(script.scenes))
        return attrs.evolve(script, scenes=scenes)

    return values(Script).map(numbered)


def jobs() -> SearchStrategy[Job]:
    """Draw jobs in any state, also such as no job gets into."""
    return values(Job)


def user_settings() -> SearchStrategy[UserSettings]:
    """Draw the owner's document; it may hold secrets."""
    return values(UserSettings)


def pipeline_events() -> SearchStrategy[Event]:
    """Draw what the pipeline may report."""
    drawn: SearchStrategy[Event] = st.one_of(*map(values, get_args(Event)))
    return drawn


@cache
def values(cls: type[T]) -> SearchStrategy[T]:
    """
    Draw values of an attrs class, each of its members drawn freely within the bounds that its validators set.
    """
    kind: Any = cls
    fields = attrs.fields(attrs.resolve_types(kind))
    return st.builds(cls, **{field.alias: _member(cls, field) for field in fields})


def _member(cls: type[Any], field: attrs.Attribute[Any]) -> SearchStrategy[Any]:
    if (cls, field.name) in _MEMBERS:
        return _MEMBERS[cls, field.name]()
    return _of_kind(field.type, Bounds.of(field.validator))


def _of_kind(kind: Any, bounds: Bounds = _FREE) -> SearchStrategy[Any]:
    if kind in _SCALARS:
        return _SCALARS[kind](bounds)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    if attrs.has(kind):
        return values(kind)
    origin, args = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return st.one_of(*(st.none() if part is type(None) else _of_kind(part, bounds) for part in args))
    if origin is tuple:
        return st.lists(_of_kind(args[0]), min_size=bounds.length, max_size=bounds.length + 2).map(tuple)
    if origin is Mapping:
        return st.dictionaries(st.text(max_size=10), _of_kind(args[1]), max_size=3)
    raise TypeError(f"There is no strategy for {kind}.")


def _chosen() -> SearchStrategy[tuple[ScenePicture, ...]]:
    """Draw pictures, one a scene."""
    return st.lists(values(ScenePicture), max_size=2, unique_by=lambda one: one.scene_index).map(tuple)


def _says_something(words: str) -> bool:
    return any(map(str.isalnum, words))


def _searches() -> SearchStrategy[str]:
    return topics().map(lambda words: words[:100]).filter(_says_something)


def _words(*words: str) -> Callable[[], SearchStrategy[str]]:
    return lambda: st.sampled_from(words)


def _names() -> SearchStrategy[str]:
    return st.text(st.characters(codec="utf-8", exclude_characters="/\\\0"), max_size=10)


def _destinations() -> SearchStrategy[tuple[UploadDestination, ...]]:
    return st.lists(values(UploadDestination), max_size=2, unique_by=lambda one: one.id).map(tuple)


def _pattern() -> SearchStrategy[str]:
    parts = st.sampled_from([*(f"{{{token}}}" for token in TOKENS), "-", "a film "])
    return st.lists(parts, min_size=1, max_size=4).map("".join).filter(str.strip)


_paths = _words("", "/home/me/films", "~/films", "C:\\\\Users\\\\me", "/srv/ä b")
_service_urls = _words("", "http://127.0.0.1:11434", "https://llm.example/v1", "HTTP://Example.org:8080")
_tags = _words("en-US", "de", "zh-Hant-TW")
_loudly = _words("low", "Medium", "high")
_encoders = _words("auto", "software", "nvenc", "h264_nvenc")
_efforts = _words("balanced", "Ultra-Fast", "high-quality")

_MEMBERS: Final[dict[tuple[type[Any], str], Callable[[], SearchStrategy[Any]]]] = {
    (BrandKit, "accent_color"): lambda: st.none() | brand_colours(),
    (BrandKit, "brand_color"): lambda: st.none() | brand_colours(),
    (Brief, "topic"): topics,
    (SubtitleFont, "font_family"): lambda: st.none() | st.sampled_from(BUNDLED_FAMILIES),
    (SubtitleFont, "outline_color"): colours,
    (SubtitleFont, "primary_color"): colours,
    (PlanSpec, "max_scene_count"): lambda: st.none() | st.integers(20, 100),
    (PlanSpec, "min_scene_count"): lambda: st.none() | st.integers(1, 20),
    (PlanSpec, "target_duration"): lambda: durations(SHORTEST, LONGEST),
    (RenderSpec, "codec"): _words("H264", "hevc"),
    (RenderSpec, "container"): _words("mp4", ".MOV", "mkv"),
    (VideoGenerationOptions, "codec"): lambda: st.none() | st.sampled_from(["libx264", "H.265"]),
    (Order, "written"): st.none,
    (MusicSpec, "provider"): lambda: st.sampled_from([None, "Local", "composer"]),
    (VideoGenerationRequest, "brief"): topics,
    (VideoGenerationRequest, "script_version"): st.none,
    **{(FileLocationsSettings, field.name): _paths for field in attrs.fields(FileLocationsSettings)},
    (GeneralSettings, "default_project_save_location"): _paths,
    (ComfyUIProviderSettings, "base_url"): _service_urls,
    (ComfyUIProviderSettings, "workflow_path"): _paths,
    (OllamaProviderSettings, "executable_path"): _paths,
    (OllamaPull, "model_name"): _words("phi4", "llama3.1:8b", "library/qwen3:0.6b"),
    (UploadDestination, "local_path"): _paths,
    (TimelineAsset, "file_path"): lambda: paths().map(str),
    (TimelineScene, "narration_audio_path"): lambda: st.none() | paths().map(str),
    (WatermarkSettings, "image_path"): _paths,
    (AdvancedSettings, "ollama_url"): _service_urls,
    (AdvancedSettings, "stable_diffusion_url"): _service_urls,
    (AzureOpenAIProviderSettings, "endpoint"): _service_urls,
    (OllamaProviderSettings, "base_url"): _service_urls,
    (OpenAIProviderSettings, "base_url"): _service_urls,
    (StableDiffusionProviderSettings, "base_url"): _service_urls,
    (EditorPreferencesSettings, "playback_quality"): _loudly,
    (EditorPreferencesSettings, "timeline_snap_interval"): lambda: st.floats(0.01, 3600),
    (ExportSettings, "upload_destinations"): _destinations,
    (QueryCompositionRequest, "media_type"): _words("Image", "video"),
    (QueryCompositionRequest, "scene_description"): topics,
    (StockMediaSearchRequest, "color"): _words("red", "Turquoise"),
    (StockMediaSearchRequest, "media_type"): lambda: st.none() | st.sampled_from(["Image", "video"]),
    (StockMediaSearchRequest, "orientation"): lambda: st.none() | st.sampled_from(["landscape", "Square"]),
    (StockMediaSearchRequest, "query"): _searches,
    (ImageProviderPreviewRequest, "query"): _searches,
    (AIImageGenerationRequest, "size"): lambda: st.none() | st.just("640x480"),
    (BatchVisualsRequest, "prompts"): lambda: st.lists(topics(), min_size=1, max_size=3).map(tuple),
    (GenerateVisualRequest, "prompt"): topics,
    (GeneralSettings, "language"): _tags,
    (GeneralSettings, "locale"): _tags,
    (HardwareConfig, "preferred_encoder"): _encoders,
    (HardwareConfig, "encoding_preset"): _efforts,
    (HardwarePerformanceSettings, "preferred_encoder"): _encoders,
    (HardwarePerformanceSettings, "encoding_preset"): _efforts,
    (HardwarePerformanceSettings, "preview_quality"): _loudly,
    (NamingPatternSettings, "custom_prefix"): _names,
    (NamingPatternSettings, "custom_suffix"): _names,
    (NamingPatternSettings, "date_format"): _names,
    (NamingPatternSettings, "pattern"): _pattern,
    (NamingPatternSettings, "time_format"): _names,
    (UploadDestination, "privacy_status"): lambda: st.sampled_from(["private", "unlisted", "public"]),
    (UploadDestination, "id"): lambda: st.from_regex("[A-Za-z0-9_-]{1,8}", fullmatch=True),
    (VideoDefaultsSettings, "default_audio_bitrate"): _words("192k", "96000", "0.32M"),
    (VideoDefaultsSettings, "default_bitrate"): _words("5M", "800k", "2500000", "12.5M"),
    (VideoDefaultsSettings, "default_codec"): _words("libx264", "H265", "prores_ks"),
    (VideoDefaultsSettings, "default_container"): _words("mp4", "MKV", "webm"),
    (VideoDefaultsSettings, "default_resolution"): _words("1920x1080", "640x360", "1080x1920"),
    (VideoGenerationRequest, "pictures"): _chosen,
    (VisualGenerationSettings, "content_safety_level"): _words("None", "strict"),
    (VisualGenerationSettings, "default_aspect_ratio"): _words("16:9", "9:16", "1:1", "4:5"),
    (WatermarkSettings, "font_color"): brand_colours,
}
"""Members whose bounds are no mere numbers."""

_SCALARS: Final[dict[Any, Callable[[Bounds], SearchStrategy[Any]]]] = {
    str: lambda bounds: st.text(min_size=bounds.length, max_size=bounds.length + 20),
    int: lambda bounds: st.integers(*bounds.within(-(2**63), 2**63 - 1)),
    QualityLevel: lambda bounds: st.integers(*bounds.within(0, 100)),
    float: lambda bounds: st.floats(*bounds.within(None, None), allow_nan=False, allow_infinity=False),
    bool: lambda _: st.booleans(),
    Any: lambda _: json_values(),
    Fraction: lambda bounds: durations(*bounds.within(Fraction(0), _DAY)),
    FrameRate: lambda _: frame_rates(),
    FrameRange: lambda _: frame_ranges(),
    Path: lambda _: paths(),
    datetime: lambda _: st.datetimes(timezones=st.just(UTC)),
}
