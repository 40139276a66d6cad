"""Pictures before there is a film: what is asked for, and what is told of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeAlias

import attrs

from aura_core.model.enums import Aspect


__all__ = [
    "LONGEST_PROMPT",
    "LONGEST_SIDE",
    "MEDIA",
    "BatchVisualsRequest",
    "ChosenPicture",
    "GenerateVisualRequest",
    "Label",
    "PromptVerdict",
    "ScenePicture",
    "ValidatePromptRequest",
    "VisualProvider",
    "VisualProviderCapabilities",
    "VisualProviders",
    "VisualReply",
    "VisualStyles",
    "VisualsReply",
]

_Check: TypeAlias = Callable[[Any, Any, Any], None]

MEDIA: Final = "/api/media/"
"""How the address of a picture or clip begins."""

LONGEST_PROMPT: Final = 2000
"""Characters, as in the original."""

_MOST: Final = 50
_SHORTEST_SIDE: Final = 64
LONGEST_SIDE: Final = 4096
"""Pixels."""

_NAME: Final[_Check] = attrs.validators.max_len(100)
_TEXT: Final[_Check] = attrs.validators.max_len(5_000)
_SIDE: Final[_Check] = attrs.validators.optional(
    attrs.validators.and_(attrs.validators.ge(_SHORTEST_SIDE), attrs.validators.le(LONGEST_SIDE))
)
_QUALITY: Final[list[_Check]] = [attrs.validators.ge(1), attrs.validators.le(100)]
_SEED: Final[list[_Check]] = [attrs.validators.ge(0), attrs.validators.le(2**31 - 1)]
_UNWANTED: Final[list[_Check]] = [
    attrs.validators.max_len(20),
    attrs.validators.deep_iterable(attrs.validators.max_len(200)),
]


def _says_something(_: object, __: object, value: str) -> None:
    if not any(character.isalnum() for character in value):
        raise ValueError("The prompt says nothing that could be seen.")


_PROMPT: Final[list[_Check]] = [attrs.validators.max_len(LONGEST_PROMPT), _says_something]


@attrs.frozen
class Label:
    """
    What is known of a picture besides what is seen in it.

    Attributes:
        width: Pixels, as it is seen.

        height: Likewise.

        provider: Who made it or had it, by id; empty for whoever sent it.

        title: What it shows; may be empty.

        attribution: How its owner wants to be named; may be empty.

        license: Its terms, by their name; may be empty.
    """

    width: int
    height: int
    provider: str = ""
    title: str = ""
    attribution: str = ""
    license: str = ""

    @property
    def owes(self) -> bool:
        """Whether somebody is to be named, or terms."""
        return bool(self.attribution or self.license)


@attrs.frozen
class ScenePicture:
    """
    A picture that a client has chosen for a scene.

    Attributes:
        scene_index: From 0.

        image_path: Where this server has it, as ``/api/media/…``.
    """

    scene_index: int = attrs.field(validator=[attrs.validators.ge(0), attrs.validators.le(999)])
    image_path: str = attrs.field(validator=attrs.validators.max_len(4096))


@attrs.frozen
class ChosenPicture:
    """
    A picture that a scene is to show, whatever it would show by itself.

    Attributes:
        scene_index: From 0.

        where: What names it in the request, as a JSON path.

        path: Of its file; ``None`` where there is none.

        label: Whose it is; ``None`` where nobody knows.
    """

    scene_index: int
    where: str
    path: Path | None = None
    label: Label | None = None


@attrs.frozen
class GenerateVisualRequest:
    """
    A picture as a client asks for it.

    Attributes:
        prompt: What is to be seen.

        width: Pixels; counts with *height* alone, else the frame of films in the shape of *aspect_ratio* does.

        height: Likewise.

        style: A look of ``/api/visuals/styles``, or any other words.

        quality: Changes nothing: nobody here can paint better or worse.

        negative_prompts: What must not be seen; only who paints can heed it.

        provider: A name or a tier; empty leaves it to the owner.

        text: What is said meanwhile.

        language: Of the words, a BCP 47 tag; ``None`` is the owner's.

        seed: Chooses among equals.
    """

    prompt: str = attrs.field(validator=_PROMPT)
    width: int | None = attrs.field(default=None, validator=_SIDE)
    height: int | None = attrs.field(default=None, validator=_SIDE)
    style: str = attrs.field(default="photorealistic", validator=_NAME)
    aspect_ratio: Aspect = Aspect.WIDESCREEN
    quality: int = attrs.field(default=80, validator=_QUALITY)
    negative_prompts: tuple[str, ...] = attrs.field(default=(), validator=_UNWANTED)
    provider: str = attrs.field(default="", validator=_NAME)
    text: str = attrs.field(default="", validator=_TEXT)
    language: str | None = attrs.field(default=None, validator=attrs.validators.optional(_NAME))
    seed: int = attrs.field(default=0, validator=_SEED)


@attrs.frozen
class BatchVisualsRequest:
    """
    Pictures for the scenes of a film; for the rest see :class:`GenerateVisualRequest`.

    Attributes:
        prompts: One a scene.

        texts: What is said meanwhile, scene by scene; none, or as many as *prompts*.
    """

    prompts: tuple[str, ...] = attrs.field(
        validator=[
            attrs.validators.min_len(1),
            attrs.validators.max_len(_MOST),
            attrs.validators.deep_iterable(_PROMPT),
        ]
    )
    texts: tuple[str, ...] = attrs.field(
        default=(), validator=[attrs.validators.max_len(_MOST), attrs.validators.deep_iterable(_TEXT)]
    )
    width: int | None = attrs.field(default=None, validator=_SIDE)
    height: int | None = attrs.field(default=None, validator=_SIDE)
    style: str = attrs.field(default="photorealistic", validator=_NAME)
    aspect_ratio: Aspect = Aspect.WIDESCREEN
    quality: int = attrs.field(default=80, validator=_QUALITY)
    negative_prompts: tuple[str, ...] = attrs.field(default=(), validator=_UNWANTED)
    provider: str = attrs.field(default="", validator=_NAME)
    language: str | None = attrs.field(default=None, validator=attrs.validators.optional(_NAME))
    seed: int = attrs.field(default=0, validator=_SEED)


@attrs.frozen
class VisualReply:
    """
    A picture that can be shown, and chosen for a film.

    Attributes:
        image_path: Where this server has it.

        thumbnail_path: The same, small.

        provider: Who made it or had it, by id.

        width: Pixels, as it is.

        height: Likewise.

        title: What it shows; may be empty.

        attribution: How its owner wants to be named; ``None`` where nobody does.

        license: Its terms, by their name.

        notice: Why it is not of whoever was asked.
    """

    image_path: str
    thumbnail_path: str
    provider: str
    prompt: str
    generated_at: datetime
    width: int
    height: int
    title: str = ""
    attribution: str | None = None
    license: str | None = None
    notice: str | None = None


@attrs.frozen
class VisualsReply:
    """
    As many pictures as were asked for, in their order.

    Attributes:
        failed_count: For how many nothing was found or painted, so that there is a slide instead.

        provider: Who made or had the most of them, by id.
    """

    images: tuple[VisualReply, ...]
    total_generated: int
    failed_count: int
    provider: str
    completed_at: datetime
    notice: str | None = None


@attrs.frozen
class VisualProviderCapabilities:
    """
    What somebody can do who illustrates.

    Attributes:
        supported_styles: Looks that it has words or colours for.

        max_width: Pixels that may be asked for; who paints may give fewer.

        max_height: Likewise.

        cost_per_image: US dollars, an estimate; 0 where nobody is paid.

        tier: Free, Local or Pro.
    """

    provider_name: str
    supports_negative_prompts: bool
    supports_batch_generation: bool
    supports_style_presets: bool
    supported_aspect_ratios: tuple[str, ...]
    supported_styles: tuple[str, ...]
    max_width: int
    max_height: int
    is_local: bool
    is_free: bool
    cost_per_image: float
    tier: str


@attrs.frozen
class VisualProvider:
    """
    Somebody who illustrates.

    Attributes:
        is_available: Whether nothing is missing for them to be asked, as far as that is known without asking.

        reasons: What is missing, as sentences, each with what to do.
    """

    id: str
    name: str
    is_available: bool
    requires_api_key: bool
    capabilities: VisualProviderCapabilities
    reasons: tuple[str, ...] = ()


@attrs.frozen
class VisualProviders:
    """Everybody who illustrates, those who are available first."""

    providers: tuple[VisualProvider, ...]
    timestamp: datetime


@attrs.frozen
class VisualStyles:
    """
    Looks that pictures can have; any other words are passed on as they are.

    Attributes:
        styles_by_provider: By id; who only finds pictures has none.
    """

    all_styles: tuple[str, ...]
    styles_by_provider: Mapping[str, tuple[str, ...]]


@attrs.frozen
class ValidatePromptRequest:
    """A prompt, to be looked at before anybody is asked."""

    prompt: str = attrs.field(validator=attrs.validators.max_len(100_000))


@attrs.frozen
class PromptVerdict:
    """
    Whether a prompt can be asked for.

    Attributes:
        issues: Why not, as sentences.

        warnings: What will not be seen although it is asked for, as sentences.
    """

    is_valid: bool
    issues: tuple[str, ...]
    prompt: str
    character_count: int
    warnings: tuple[str, ...] = ()
