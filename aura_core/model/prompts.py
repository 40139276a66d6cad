"""What language models would be told."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from aura_core.model.brief import PromptModifiers
from aura_core.model.enums import Aspect, Density, Pacing


__all__ = ["PromptPreviewRequest", "PromptPreviewResponse", "PromptVersion", "PromptVersionList"]


@attrs.frozen
class PromptPreviewRequest:
    """
    A script that a language model might be asked for.

    Attributes:
        target_duration_minutes: Up to 120.
    """

    topic: str
    audience: str | None = None
    goal: str | None = None
    tone: str = "Informative"
    language: str = "en-US"
    aspect: Aspect = Aspect.WIDESCREEN
    target_duration_minutes: float = 1.0
    pacing: Pacing = Pacing.CONVERSATIONAL
    density: Density = Density.BALANCED
    style: str = "Modern"
    prompt_modifiers: PromptModifiers | None = None


@attrs.frozen
class PromptPreviewResponse:
    """
    What a language model would be told, to the letter.

    Attributes:
        final_prompt: Both parts, as they follow one another.

        substituted_variables: What was filled in, by name.

        estimated_tokens: About as many as both parts take.
    """

    system_prompt: str
    user_prompt: str
    final_prompt: str
    substituted_variables: Mapping[str, str]
    prompt_version: str
    estimated_tokens: int


@attrs.frozen
class PromptVersion:
    """
    The prompts as they were worded at one time; the contract calls it PromptVersionDto.

    Attributes:
        version: What ``promptModifiers.promptVersion`` chooses it by.

        description: What they are good for, as a sentence.
    """

    version: str
    name: str
    description: str
    is_default: bool


@attrs.frozen
class PromptVersionList:
    """All versions of the prompts; the contract calls it ListPromptVersionsResponse."""

    versions: tuple[PromptVersion, ...]
    default_version: str
