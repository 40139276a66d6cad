"""
What the owner of the machine has decided for films whose request does not say.

Rule: it is filled in when a film is asked for, and kept with the request; what the owner decides later changes no film
that was asked for before, however often it is tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from aura_core.model.allowed import in_kilobits, size_in
from aura_core.model.enums import ArtifactKind
from aura_core.model.order import ProviderSelection
from aura_core.model.profiles import PROFILES, selection_of
from aura_core.model.render import QualityLevel, RenderSpec
from aura_core.model.request import JobRequest
from aura_core.model.settings import UserSettings
from aura_core.ordering.presets import QUALITIES
from aura_core.ordering.refusals import known_word


__all__ = ["CODEC_NAMES", "completed", "owners_artifacts", "owners_selection", "owners_spec"]

_CAPTION_FILES: Final = (ArtifactKind.SRT, ArtifactKind.VTT)


def completed(request: JobRequest, owner: UserSettings) -> JobRequest:
    """
    Return *request* with what it leaves open as *owner* has decided; done once more, nothing changes.

    A render spec, captions and a brief that are given count whole; of who does what, each part by itself.
    """
    quality = QUALITIES.get(known_word(request.options.quality))
    if request.render_spec is None and quality is not None:
        request = attrs.evolve(request, render_spec=owners_spec(owner, quality_level=QualityLevel(quality)))
    if request.captions is None:
        request = attrs.evolve(request, captions=owner.captions)
    if request.artifacts is None:
        request = attrs.evolve(request, artifacts=owners_artifacts(owner))
    if request.watermark is None:
        request = attrs.evolve(request, watermark=owner.export.watermark)
    if request.brief is None:
        request = attrs.evolve(request, inputs=_brief(owner, request.inputs or {}))
    if not request.is_quick_demo:
        # The demo works everywhere and costs nothing, whatever its owner pays for.
        request = attrs.evolve(request, provider_selection=owners_selection(owner, request.provider_selection))
    return request


def owners_selection(owner: UserSettings, wished: ProviderSelection) -> ProviderSelection:
    """
    Return who makes a film: whoever is *wished*, and where nobody is, whom the owner's profile says.

    Which language model writes, the owner has said by itself where one is selected; that goes before the profile.
    """
    if owner.llm.provider and not wished.script:
        wished = attrs.evolve(wished, script=owner.llm.provider)
    return selection_of(PROFILES[owner.profile.active], wished)


def owners_spec(owner: UserSettings, **others: Any) -> RenderSpec:
    """
    Return what kind of file films become that do not say.

    Args:
        others: Members of the spec that the owner has no say in.
    """
    video, spec = owner.video_defaults, RenderSpec()
    wished: dict[str, Any] = {
        "res": size_in(video.default_resolution) or spec.res,
        "container": video.default_container.lower(),
        "video_bitrate_k": in_kilobits(video.default_bitrate) or spec.video_bitrate_k,
        "audio_bitrate_k": in_kilobits(video.default_audio_bitrate) or spec.audio_bitrate_k,
        "fps": video.default_frame_rate,
        "codec": CODEC_NAMES.get(video.default_codec.lower(), video.default_codec),
    }
    return RenderSpec(**wished | others)


CODEC_NAMES: Final = {
    "libx264": "H264",
    "libx265": "H265",
    "hevc": "H265",
    "libvpx-vp9": "VP9",
    "libsvtav1": "AV1",
    "prores_ks": "ProRes",
}
"""How codecs are called that the owner has named by FFmpeg's encoder."""


def owners_artifacts(owner: UserSettings) -> tuple[ArtifactKind, ...]:
    """Return what is made beside films that do not say."""
    captions = _CAPTION_FILES if owner.export.generate_subtitles else ()
    return (*captions, ArtifactKind.THUMBNAIL) if owner.export.generate_thumbnail else captions


def _brief(owner: UserSettings, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return *inputs* with the language and the shape of films that do not say."""
    named = {name.lower() for name, value in inputs.items() if value is not None}
    wished = {"language": owner.general.language, "aspect": owner.visual_generation.default_aspect_ratio}
    return {**{name: word for name, word in wished.items() if name not in named}, **inputs}
