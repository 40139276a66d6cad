"""
What clients ask for, as it arrives.

Rule: whatever a client may leave out can be left out here; :mod:`aura_core.ordering` says what film that means.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from aura_core.model.arrangement import Arrangement
from aura_core.model.brief import LONGEST_TOPIC, Brief, PlanSpec
from aura_core.model.enums import (
    ArtifactKind,
    Aspect,
    ClipFit,
    ClipSound,
    Density,
    DirectorPreset,
    MotionKind,
    Pacing,
    SlideTheme,
    ThemeMode,
    TransitionKind,
)
from aura_core.model.order import CaptionSpec, MusicSpec, ProviderSelection
from aura_core.model.pictures import ChosenPicture, ScenePicture
from aura_core.model.render import RenderSpec
from aura_core.model.script import Script
from aura_core.model.visuals import BrandKit
from aura_core.model.voice import VoiceSpec
from aura_core.model.watermark import WatermarkSettings


__all__ = [
    "BatchRequest",
    "EditionsRequest",
    "EnqueueJobRequest",
    "JobOptions",
    "JobRequest",
    "PinnedRequest",
    "QuickDemoRequest",
    "SceneRequest",
    "VersionRequest",
    "VideoGenerationOptions",
    "VideoGenerationRequest",
]

# A list instead of ``and_`` would leave the field without a hash.
_LARGEST: Final = 2**31 - 1

_side = attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(64), attrs.validators.le(7680)))
_version = attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(1), attrs.validators.le(_LARGEST)))
_rate = attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(1), attrs.validators.le(120)))


@attrs.frozen
class JobOptions:
    """
    How a job is to be gone about.

    Attributes:
        allow_skip_unavailable: Whether a part without a provider may be left out; here every part has one.

        quality: fast, balanced or high; it counts only where the request has no render spec.
    """

    allow_skip_unavailable: bool = False
    quality: str = "balanced"


@attrs.frozen
class SceneRequest:
    """
    A scene in the client's own words.

    Attributes:
        heading: What the scene is about; without one it goes on under the heading before it.

        script: What is said, as plain text; blank lines part paragraphs.

        path_or_url: The client's own picture or clip, a file on the server's machine, or a picture of this server by its
            address.

        visual_prompt: The name of a layout, such as ``quote``; else what an image provider would be asked for.

        transition: How the scene gives way to the next; the pacing decides without.

        motion: How the camera moves over the client's picture; its shape decides without.
    """

    heading: str = ""
    script: str = ""
    path_or_url: str | None = None
    visual_prompt: str | None = None
    transition: TransitionKind | None = None
    motion: MotionKind | None = None


@attrs.frozen
class JobRequest:
    """
    A film as a client asks for it; the contract calls it CreateJobRequest.

    A part that is given counts whole; one that is left out is made of *inputs*, then of *preset*, then of what the
    settings say.

    Attributes:
        preset: ``default`` or ``sample-hello-youtube``.

        inputs: Members of the brief, the plan spec and the voice spec, and ``script``, all side by side, such as
            ``{"topic": "How tides work", "targetDuration": 90}``; members of other names are left aside.

        script: The client's own words as plain text or Markdown.

        scenes: The client's own words scene by scene, instead of *script*.

        script_id: Of a script that is kept, to be spoken as it is, instead of *script* and *scenes*; what is left out
            is as the script was written for.

        script_version: Of that script; the present one without.

        priority: 1 to 10; lower goes first.

        callback_url: What is told of the end of the job.

        theme: How slides look; the plan's style decides without.

        appearance: Whether their ground is dark or light; ``Auto`` leaves it to the theme.

        director_preset: The manner in which pictures move and give way to one another; the pacing decides without.

        clip_fit: What becomes of a clip that is shorter than its scene.

        clip_sound: What becomes of a clip's own sound.

        captions: How the words are shown; the settings decide without.

        artifacts: What is made beside the film; the settings decide without.

        watermark: A sign in a corner of the film; the settings decide without.

        pictures: What scenes show that would show something else by themselves.
    """

    brief: Brief | None = None
    plan_spec: PlanSpec | None = None
    voice_spec: VoiceSpec | None = None
    render_spec: RenderSpec | None = None
    provider_selection: ProviderSelection = ProviderSelection()
    image_provider: str | None = None
    preset: str | None = None
    inputs: Mapping[str, Any] | None = None
    options: JobOptions = JobOptions()
    script: str | None = None
    scenes: tuple[SceneRequest, ...] = attrs.field(default=(), metadata={"most": 1000})
    script_id: str | None = attrs.field(default=None, validator=attrs.validators.optional(attrs.validators.max_len(64)))
    script_version: int | None = attrs.field(default=None, validator=_version)
    captions: CaptionSpec | None = None
    music: MusicSpec | None = None
    sound_marks: bool = False
    artifacts: tuple[ArtifactKind, ...] | None = None
    seed: int = 0
    fit_duration: bool | None = None
    loudness: float = attrs.field(default=-14.0, validator=[attrs.validators.ge(-31.0), attrs.validators.le(-9.0)])
    priority: int = 5
    callback_url: str | None = None
    is_quick_demo: bool = False
    theme: SlideTheme | None = None
    appearance: ThemeMode = ThemeMode.AUTO
    brand_kit: BrandKit | None = None
    director_preset: DirectorPreset | None = None
    clip_fit: ClipFit = ClipFit.AUTO
    clip_sound: ClipSound = ClipSound.MUTE
    watermark: WatermarkSettings | None = None
    pictures: tuple[ScenePicture, ...] = attrs.field(default=(), metadata={"most": 1000})


@attrs.frozen
class PinnedRequest(JobRequest):
    """
    A film whose script was looked up when it was asked for: what becomes of that script later changes nothing.

    Attributes:
        written: ``None`` where there is no such script.

        arrangement: Of a film that is rendered as somebody has laid it out.

        chosen: What scenes show whose pictures are named by addresses of this server.
    """

    written: Script | None = None
    arrangement: Arrangement | None = None
    chosen: tuple[ChosenPicture, ...] = ()


@attrs.frozen
class BatchRequest:
    """Several films at once."""

    jobs: tuple[JobRequest, ...] = attrs.field(validator=attrs.validators.min_len(1), metadata={"most": 100})


@attrs.frozen
class VersionRequest:
    """
    A film in one language.

    Attributes:
        language: A BCP 47 tag.

        script: The client's own words in that language; without them those of the request are said, which have to be in
            the same language.

        voice_name: Who speaks; the language's first voice without.
    """

    language: str
    script: str | None = None
    voice_name: str | None = None


@attrs.frozen
class EditionsRequest:
    """
    Films of the same script in several shapes and languages.

    Attributes:
        request: What they have in common.

        aspects: None leaves the shape of *request*.

        versions: None leaves the language of *request*.
    """

    request: JobRequest
    aspects: tuple[Aspect, ...] = ()
    versions: tuple[VersionRequest, ...] = ()


@attrs.frozen
class QuickDemoRequest:
    """
    A short film that shows what there is.

    Attributes:
        topic: ``None`` or blank for the demo's own.
    """

    topic: str | None = None


@attrs.frozen
class EnqueueJobRequest:
    """
    A film as the queue is asked for it.

    Attributes:
        priority: Lower goes first; beyond 1 and 10 it counts as these.
    """

    brief: Brief
    plan_spec: PlanSpec = PlanSpec()
    voice_spec: VoiceSpec = VoiceSpec()
    render_spec: RenderSpec | None = None
    priority: int = 5
    is_quick_demo: bool = False


@attrs.frozen
class VideoGenerationOptions:
    """
    What a one-shot video can be told besides; unset members have the defaults of the specs.

    Attributes:
        width: Pixels.

        height: Pixels.

        enable_hardware_acceleration: Changes nothing: films are encoded in software, to be the same everywhere.

        director_preset: The manner in which pictures move and give way to one another.
    """

    audience: str | None = None
    goal: str | None = None
    tone: str | None = None
    language: str | None = None
    aspect: Aspect | None = None
    pacing: Pacing | None = None
    density: Density | None = None
    width: int | None = attrs.field(default=None, validator=_side)
    height: int | None = attrs.field(default=None, validator=_side)
    fps: int | None = attrs.field(default=None, validator=_rate)
    codec: str | None = None
    enable_hardware_acceleration: bool = True
    director_preset: DirectorPreset = DirectorPreset.DOCUMENTARY


@attrs.frozen
class VideoGenerationRequest:
    """
    A one-shot video.

    Attributes:
        brief: What the film is about, a phrase as in :attr:`Brief.topic`.

        voice_id: A voice's name; ``None`` for the language's first.

        duration_minutes: Three seconds to two hours.

        script_id: Of a script that is kept, to be spoken as it is.

        script_version: Of that script; the present one without.

        pictures: What scenes show that would show something else by themselves.
    """

    brief: str = attrs.field()
    voice_id: str | None = None
    style: str | None = None
    duration_minutes: float = attrs.field(
        kw_only=True, validator=[attrs.validators.ge(0.05), attrs.validators.le(120.0)]
    )
    options: VideoGenerationOptions | None = None
    script_id: str | None = attrs.field(default=None, validator=attrs.validators.optional(attrs.validators.max_len(64)))
    script_version: int | None = attrs.field(default=None, validator=_version)
    pictures: tuple[ScenePicture, ...] = attrs.field(default=(), metadata={"most": 1000})

    @brief.validator
    def _can_be_a_topic(self, _: object, value: str) -> None:
        if not any(character.isalnum() for character in value):
            raise ValueError("Topic is required.")
        if len(value) > LONGEST_TOPIC:
            raise ValueError(f"The brief has {len(value)} characters; at most {LONGEST_TOPIC} make a topic.")
