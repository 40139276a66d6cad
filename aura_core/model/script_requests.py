"""
What clients ask of scripts.

Whoever changes one may say in ``version`` which version is meant; when it is another by then, nothing is changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs

from aura_core.model.brief import PromptModifiers, RagConfiguration, ScriptRefinementConfig
from aura_core.model.enums import Aspect, Density, MotionKind, Pacing, TransitionKind
from aura_core.model.order import ProviderSelection


__all__ = [
    "ExpandSceneRequest",
    "GenerateScriptRequest",
    "MergeScenesRequest",
    "RegenerateSceneContextRequest",
    "RegenerateSceneRequest",
    "RegenerateScriptRequest",
    "ReorderScenesRequest",
    "RevertToVersionRequest",
    "ReviseSceneRequest",
    "ScriptEnhancementRequest",
    "ScriptRequest",
    "ShortenSceneRequest",
    "SplitSceneRequest",
    "UpdateSceneRequest",
]

_GREATEST: Final = 2**31 - 1

_version = attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(1), attrs.validators.le(_GREATEST)))
_share = attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(0.0), attrs.validators.le(1.0)))
_heat = attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(0.0), attrs.validators.le(2.0)))
_penalty = attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(-2.0), attrs.validators.le(2.0)))
_change = attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(-1.0), attrs.validators.le(1.0)))
_count = attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(1), attrs.validators.le(_GREATEST)))
_hours = attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(0.0), attrs.validators.le(7200.0)))
_more = attrs.validators.and_(attrs.validators.ge(1.0), attrs.validators.le(5.0))
_less = attrs.validators.and_(attrs.validators.ge(0.1), attrs.validators.le(1.0))


@attrs.frozen
class GenerateScriptRequest:
    """
    A script as a client asks for it.

    Attributes:
        topic: A phrase of 1 to 500 characters; may be left out where *script* says what it is about.

        target_duration_seconds: From 3 to 7200.

        pacing: Chill, Conversational or Fast; where it is a word for a tone, as the original's client sends it, what
            suits such a tone.

        preferred_provider: A provider's name or a tier; a model may stand behind it in brackets.

        model_override: What a language model's provider is asked for.

        custom_instructions: What is added to the prompt of a language model.

        use_agentic_mode: Several models in turns; there is no such thing here, and that is told.

        script: The client's own words, as plain text or Markdown: nothing is written, they are read.

        sources: Files on the server's machine that the script is made from, in their words.

        seed: Chooses among equals.
    """

    topic: str = ""
    audience: str | None = None
    goal: str | None = None
    tone: str = "Conversational"
    language: str = "en"
    aspect: Aspect = Aspect.WIDESCREEN
    target_duration_seconds: int = 60
    pacing: str = "Conversational"
    density: Density = Density.BALANCED
    style: str = "Modern"
    preferred_provider: str | None = None
    model_override: str | None = None
    temperature: float | None = attrs.field(default=None, validator=_heat)
    top_p: float | None = attrs.field(default=None, validator=_share)
    top_k: int | None = attrs.field(default=None, validator=_count)
    max_tokens: int | None = attrs.field(default=None, validator=_count)
    frequency_penalty: float | None = attrs.field(default=None, validator=_penalty)
    presence_penalty: float | None = attrs.field(default=None, validator=_penalty)
    stop_sequences: tuple[str, ...] | None = None
    rag_configuration: RagConfiguration | None = None
    custom_instructions: str | None = None
    use_agentic_mode: bool = False
    script: str | None = None
    sources: tuple[Path, ...] = ()
    seed: int = 0


@attrs.frozen
class ScriptRequest:
    """
    A script as one text, as a client asks for it.

    Attributes:
        target_duration_minutes: Up to 120.

        provider_tier: A provider's name or a tier, unless *provider_selection* names who writes.

        audience_profile_id: Of a profile that the original keeps; there are none here, and that is told.
    """

    topic: str
    audience: str | None = "General"
    goal: str | None = "Inform"
    tone: str = "Informative"
    language: str = "en-US"
    aspect: Aspect = Aspect.WIDESCREEN
    target_duration_minutes: float = 1.0
    pacing: Pacing = Pacing.CONVERSATIONAL
    density: Density = Density.BALANCED
    style: str = "Modern"
    provider_tier: str | None = None
    provider_selection: ProviderSelection | None = None
    prompt_modifiers: PromptModifiers | None = None
    refinement_config: ScriptRefinementConfig | None = None
    audience_profile_id: str | None = None


@attrs.frozen
class UpdateSceneRequest:
    """
    What is to be different of a scene; what is left out stays.

    Attributes:
        narration: What is said, as plain text; blank lines part paragraphs.

        visual_prompt: What an image provider is asked for, or the name of a layout; empty for neither.

        duration_seconds: How long the scene lasts at least; 0 leaves it to the voice.

        heading: What the scene is about; may be empty.

        path_or_url: Its own picture or clip, a file on the server's machine or a picture of this server by its address;
            empty for none.
    """

    narration: str | None = None
    visual_prompt: str | None = None
    duration_seconds: float | None = attrs.field(default=None, validator=_hours)
    heading: str | None = None
    transition: TransitionKind | None = None
    motion: MotionKind | None = None
    path_or_url: str | None = None
    version: int | None = attrs.field(default=None, validator=_version)


@attrs.frozen
class RegenerateSceneRequest:
    """
    A scene that is to be written anew.

    Attributes:
        improvement_goal: What is to be better; only a language model understands it.

        include_context: Whether a language model is shown the scenes around it.
    """

    improvement_goal: str | None = None
    include_context: bool = True
    preferred_provider: str | None = None
    model_override: str | None = None
    version: int | None = attrs.field(default=None, validator=_version)


@attrs.frozen
class RegenerateScriptRequest:
    """A script that is to be written anew, by the same provider or another."""

    preferred_provider: str | None = None
    model_override: str | None = None
    version: int | None = attrs.field(default=None, validator=_version)


@attrs.frozen
class ScriptEnhancementRequest:
    """
    A script that is to be better.

    Attributes:
        goal: What is to be better; only a language model understands it.

        tone_adjustment: From -1, more serious, to 1, livelier; only a language model can do it.

        pacing_adjustment: From -1, slower, to 1, faster: a step of the plan's pacing from a half on.

        style_preset: The plan's style from now on, by which slides look.
    """

    goal: str = ""
    tone_adjustment: float | None = attrs.field(default=None, validator=_change)
    pacing_adjustment: float | None = attrs.field(default=None, validator=_change)
    style_preset: str | None = None
    preferred_provider: str | None = None
    model_override: str | None = None
    version: int | None = attrs.field(default=None, validator=_version)


@attrs.frozen
class ReviseSceneRequest:
    """
    A scene that is to be longer or shorter.

    Attributes:
        factor: How many times its words it is to have; unless told, 1.5 where it is expanded and 0.7 where it is
            shortened.
    """

    factor: float | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(0.1), attrs.validators.le(5.0))),
    )
    preferred_provider: str | None = None
    model_override: str | None = None
    version: int | None = attrs.field(default=None, validator=_version)


@attrs.frozen
class ExpandSceneRequest:
    """
    A scene that is to say more.

    Attributes:
        job_id: Of the script.

        scene_index: From 0.

        target_expansion: How many times its words.
    """

    job_id: str = ""
    scene_index: int = 0
    target_expansion: float = attrs.field(default=1.5, validator=_more)


@attrs.frozen
class ShortenSceneRequest:
    """
    A scene that is to say less.

    Attributes:
        job_id: Of the script.

        scene_index: From 0.

        target_reduction: How many times its words.
    """

    job_id: str = ""
    scene_index: int = 0
    target_reduction: float = attrs.field(default=0.7, validator=_less)


@attrs.frozen
class RegenerateSceneContextRequest:
    """
    A scene that is to be written anew.

    Attributes:
        job_id: Of the script.

        scene_index: From 0.

        brief: What is to be better; only a language model understands it.
    """

    job_id: str = ""
    scene_index: int = 0
    brief: str | None = None


@attrs.frozen
class ReorderScenesRequest:
    """
    The order in which scenes are to come.

    Attributes:
        scene_order: The numbers that they have now, each once.
    """

    scene_order: tuple[int, ...] = ()
    version: int | None = attrs.field(default=None, validator=_version)


@attrs.frozen
class MergeScenesRequest:
    """
    Scenes that are to be one.

    Attributes:
        scene_numbers: At least two; they become one where the first of them is.

        separator: Between what they say; a blank line makes paragraphs.
    """

    scene_numbers: tuple[int, ...] = ()
    separator: str = attrs.field(default=" ", validator=attrs.validators.max_len(20))
    version: int | None = attrs.field(default=None, validator=_version)


@attrs.frozen
class SplitSceneRequest:
    """
    A scene that is to be two.

    Attributes:
        split_position: How many characters of its narration stay in the first; a word is not cut, but goes to whichever
            has more of it.
    """

    split_position: int = 0
    version: int | None = attrs.field(default=None, validator=_version)


@attrs.frozen
class RevertToVersionRequest:
    """A version that is to be the present one again."""

    version_id: str = ""
    version: int | None = attrs.field(default=None, validator=_version)
