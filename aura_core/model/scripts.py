"""Scripts that are kept and worked on, and what is told of them."""

from __future__ import annotations

from datetime import datetime

import attrs

from aura_core.model.enums import Layout, MotionKind
from aura_core.model.order import Order
from aura_core.model.script import Citation, Script


__all__ = [
    "GenerateScriptResponse",
    "KeptScript",
    "SceneModificationResponse",
    "ScriptList",
    "ScriptListItem",
    "ScriptMetadata",
    "ScriptReply",
    "ScriptScene",
    "ScriptVersion",
    "ScriptVersionHistoryResponse",
    "WriterInfo",
    "WriterList",
]

_NEVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@attrs.frozen
class ScriptMetadata:
    """
    How a script came to be; the contract calls it ScriptMetadataDto.

    Attributes:
        provider_name: Who wrote it, as people know them.

        model_used: What they wrote it with.

        tokens_used: By a language model; nobody else needs any.

        estimated_cost: US dollars.

        tier: What the provider asks of its user: Free, Local or Pro.

        generation_time_seconds: How long it took.

        is_fallback: Whether they stood in for whoever was asked first.
    """

    generated_at: datetime = _NEVER
    provider_name: str = ""
    model_used: str = ""
    tokens_used: int = 0
    estimated_cost: float = 0.0
    tier: str = ""
    generation_time_seconds: float = 0.0
    is_fallback: bool = False


@attrs.frozen
class KeptScript:
    """
    A script as it is kept: with what it was written for, so that it can be written anew and made into a film.

    Attributes:
        order: What it was written for; its own words, if it has any, are those the script was read from.

        words_per_minute: The pace that its planned times are by.

        as_written: Whether nobody has changed it since it was written, so that its film is brought to the plan's length.

        remarks: What its last change has not done of what was asked for, as sentences.
    """

    script: Script
    order: Order
    words_per_minute: float
    metadata: ScriptMetadata = ScriptMetadata()
    as_written: bool = True
    remarks: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What its user should know, as sentences."""
        return tuple(dict.fromkeys((*self.remarks, *self.script.warnings)))

    @property
    def fits_duration(self) -> bool:
        """Whether the length of its film is brought to the plan's."""
        return self.as_written and self.order.fits_duration


@attrs.frozen
class ScriptScene:
    """
    A scene as clients show it; the contract calls it ScriptSceneDto.

    Attributes:
        number: Counts from 1.

        narration: What is said.

        visual_prompt: What an image provider is asked for, or the name of a layout.

        duration_seconds: As planned; the voice decides.

        transition: How the scene gives way to the next, by its own wish or by the pacing.

        least_duration_seconds: How long the scene lasts at least; 0 leaves it to the voice.

        path_or_url: Its own picture or clip.

        citations: Where its statements come from.

        layout: How its slide looks, where that has been decided.
    """

    number: int
    narration: str = ""
    visual_prompt: str = ""
    duration_seconds: float = 0.0
    transition: str = "Cut"
    heading: str = ""
    bullets: tuple[str, ...] = ()
    motion: MotionKind | None = None
    least_duration_seconds: float = 0.0
    path_or_url: str | None = None
    citations: tuple[Citation, ...] = ()
    layout: Layout | None = None


@attrs.frozen
class GenerateScriptResponse:
    """
    A script as clients show it.

    Attributes:
        version: Counts up from 1; it is the entity tag, too.

        version_id: The same, as a word.

        language: A BCP 47 tag.

        notes: What made this version, as a sentence.

        warnings: What its user should know, as sentences.

        topic: What it was written about.
    """

    script_id: str = ""
    title: str = ""
    scenes: tuple[ScriptScene, ...] = ()
    total_duration_seconds: float = 0.0
    metadata: ScriptMetadata = ScriptMetadata()
    correlation_id: str = ""
    version: int = 1
    version_id: str = "1"
    language: str = ""
    subtitle: str = ""
    notes: str = ""
    warnings: tuple[str, ...] = ()
    topic: str = ""
    created_at: datetime = _NEVER
    updated_at: datetime = _NEVER


@attrs.frozen
class ScriptVersion:
    """A script as it is or was; the contract calls it ScriptVersionDto."""

    version_id: str = ""
    version_number: int = 0
    created_at: datetime = _NEVER
    notes: str | None = None
    script: GenerateScriptResponse = GenerateScriptResponse()


@attrs.frozen
class ScriptVersionHistoryResponse:
    """A script in all versions that are kept, the present one first."""

    versions: tuple[ScriptVersion, ...] = ()
    current_version_id: str = ""
    correlation_id: str = ""


@attrs.frozen
class ScriptListItem:
    """A script, in a line."""

    script_id: str
    title: str
    language: str
    scene_count: int
    total_duration_seconds: float
    version: int
    created_at: datetime
    updated_at: datetime


@attrs.frozen
class ScriptList:
    """
    Some of all scripts, those that were changed last first.

    Attributes:
        total: How many there are.
    """

    scripts: tuple[ScriptListItem, ...]
    count: int
    total: int
    limit: int
    offset: int
    correlation_id: str


@attrs.frozen
class SceneModificationResponse:
    """
    What became of one scene.

    Attributes:
        error: Always empty: what cannot be done is a problem.

        script: The whole script, as it is now.
    """

    success: bool
    scene: ScriptScene | None = None
    error: str | None = None
    script: GenerateScriptResponse | None = None


@attrs.frozen
class ScriptReply:
    """
    A script as one text.

    Attributes:
        script: As Markdown, which can be posted as a script again.

        is_fallback: Whether somebody stood in for whoever was asked first.

        script_id: By which it can be edited.
    """

    success: bool
    script: str
    provider: str
    is_fallback: bool
    script_id: str
    warnings: tuple[str, ...]
    correlation_id: str


@attrs.frozen
class WriterInfo:
    """
    Somebody who writes scripts; the contract calls it ProviderInfoDto.

    Attributes:
        name: As people know them.

        tier: What they ask of their user: Free, Local or Pro.

        is_available: Whether nothing is missing for them to be asked, as far as that is known without asking.

        capabilities: What they can do with a script, as words.

        estimated_cost_per_1k_tokens: Of those that are answered, US dollars; 0 where nobody is paid or the price is not known.

        id: Lower case, letters and digits only.

        reasons: What is missing, as sentences, each with what to do.
    """

    name: str = ""
    tier: str = ""
    is_available: bool = False
    requires_internet: bool = False
    requires_api_key: bool = False
    capabilities: tuple[str, ...] = ()
    default_model: str = ""
    estimated_cost_per_1k_tokens: float = attrs.field(default=0.0, metadata={"wire": "estimatedCostPer1KTokens"})
    available_models: tuple[str, ...] = ()
    id: str = ""
    reasons: tuple[str, ...] = ()


@attrs.frozen
class WriterList:
    """Everybody who could write a script."""

    providers: tuple[WriterInfo, ...]
    correlation_id: str
