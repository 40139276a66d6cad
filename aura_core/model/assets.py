"""Pictures and clips that are kept, and what clients ask of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import Any, Final, TypeAlias

import attrs

from aura_core.model.enums import Aspect
from aura_core.model.pictures import LONGEST_PROMPT, LONGEST_SIDE
from aura_core.timing import Seconds


__all__ = [
    "AIImageGenerationRequest",
    "AssetGenerateRequest",
    "AssetMetadata",
    "AssetPage",
    "AssetSearchRequest",
    "AssetSort",
    "AssetTag",
    "AssetsReply",
    "FoundAsset",
    "GeneratedAssetReply",
    "KeptAsset",
    "QuotaStatusResponse",
    "StockImage",
    "StockImageDownloadRequest",
    "StockProviderDto",
    "StockProvidersResponse",
]

_Check: TypeAlias = Callable[[Any, Any, Any], None]

_prompt: _Check = attrs.validators.and_(attrs.validators.min_len(1), attrs.validators.max_len(LONGEST_PROMPT))
_word = attrs.validators.optional(attrs.validators.max_len(200))
_address: _Check = attrs.validators.max_len(4096)
_side = attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(64), attrs.validators.le(LONGEST_SIDE)))
_seed = attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(-1), attrs.validators.le(2**32)))
_MOST: Final = 20


class AssetSort(Enum):
    """By what pictures are listed."""

    ADDED = "dateAdded"
    MODIFIED = "dateModified"
    TITLE = "title"
    SIZE = "size"


@attrs.frozen
class AssetTag:
    """
    A tag of a picture.

    Attributes:
        confidence: How sure that is; 1, for somebody has said so.
    """

    name: str
    confidence: float = 1.0


@attrs.frozen
class AssetMetadata:
    """
    What a file is.

    Attributes:
        width: Pixels, as it is seen.

        height: Likewise.

        duration: Of a clip.

        format: Its ending, without the dot.
    """

    width: int
    height: int
    duration: Seconds | None
    file_size_bytes: int
    format: str


@attrs.frozen
class KeptAsset:
    """
    A picture or clip that is kept.

    Attributes:
        type: Image or Video.

        file_path: Where this server has it.

        thumbnail_path: The same, small.

        source: Uploaded, AIGenerated, Generated (a slide), or Stock with a name after it.

        provider: Who made it or had it, by id; empty where it was sent.

        collections: Always empty: tags say the same.
    """

    id: str
    type: str
    file_path: str
    thumbnail_path: str
    title: str
    tags: tuple[AssetTag, ...]
    source: str
    metadata: AssetMetadata
    date_added: datetime
    date_modified: datetime
    provider: str = ""
    attribution: str | None = None
    license: str | None = None
    collections: tuple[str, ...] = ()


@attrs.frozen
class AssetPage:
    """
    Some of the pictures that are kept.

    Attributes:
        total_count: How many are wanted, on all pages.

        page: From 1.
    """

    assets: tuple[KeptAsset, ...]
    total_count: int
    page: int
    page_size: int


@attrs.frozen
class AssetSearchRequest:
    """
    What to look for, and where.

    Attributes:
        provider: ``library`` for what is kept here, or a library of pictures by its name; empty for both, as far as there
            are keys.

        count: At most.

        api_key: Refused: keys are kept by the server.

        local_directory: Refused: the folder is a setting.
    """

    query: str = attrs.field(
        validator=attrs.validators.and_(attrs.validators.min_len(1), attrs.validators.max_len(200))
    )
    provider: str = attrs.field(default="", validator=attrs.validators.max_len(100))
    count: int = attrs.field(
        default=5, validator=attrs.validators.and_(attrs.validators.ge(1), attrs.validators.le(_MOST))
    )
    api_key: str | None = attrs.field(default=None, validator=_word)
    local_directory: str | None = attrs.field(default=None, validator=attrs.validators.optional(_address))
    aspect: Aspect = Aspect.WIDESCREEN


@attrs.frozen
class FoundAsset:
    """
    A picture that was found or made.

    Attributes:
        kind: image or video.

        path_or_url: Where this server has it.

        id: Of one that is kept.
    """

    kind: str
    path_or_url: str
    license: str | None
    attribution: str | None
    thumbnail_path: str
    width: int
    height: int
    title: str
    provider: str
    id: str | None = None


@attrs.frozen
class AssetsReply:
    """
    What was found, the best first.

    Attributes:
        gated: Always false: whoever cannot be asked is an error.

        reason: Who found nothing, or could not be asked where nobody was named.
    """

    success: bool
    gated: bool
    reason: str | None
    assets: tuple[FoundAsset, ...]


@attrs.frozen
class AssetGenerateRequest:
    """
    A picture that is to be painted, and kept.

    Attributes:
        scene_index: Told back as a tag, ``scene-3``.

        keywords: Become its tags.

        provider: A name or a tier; empty leaves it to the owner.

        model: Refused: which model paints is a setting, and so is where.

        steps: Changes nothing, as *cfg_scale*, *sampler_name* and *bypass_hardware_checks*: who paints knows best.
    """

    prompt: str = attrs.field(validator=_prompt)
    scene_index: int | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(0), attrs.validators.le(10_000))),
    )
    model: str | None = attrs.field(default=None, validator=_word)
    steps: int | None = None
    cfg_scale: float | None = None
    seed: int | None = attrs.field(default=None, validator=_seed)
    width: int | None = attrs.field(default=None, validator=_side)
    height: int | None = attrs.field(default=None, validator=_side)
    style: str | None = attrs.field(default=None, validator=_word)
    sampler_name: str | None = attrs.field(default=None, validator=_word)
    aspect: Aspect | None = None
    keywords: tuple[str, ...] | None = attrs.field(default=None, metadata={"most": 50})
    stable_diffusion_url: str | None = attrs.field(default=None, validator=attrs.validators.optional(_address))
    bypass_hardware_checks: bool = False
    provider: str = attrs.field(default="", validator=attrs.validators.max_len(100))


@attrs.frozen
class GeneratedAssetReply:
    """
    A picture that was painted.

    Attributes:
        gated: Always false: whoever cannot be asked is an error.

        reason: Why it is not of whoever was asked.
    """

    success: bool
    gated: bool
    reason: str | None
    asset: FoundAsset
    assets: tuple[FoundAsset, ...]


@attrs.frozen
class AIImageGenerationRequest:
    """
    A picture that is to be painted, and kept, as the original's library asks for it.

    Attributes:
        size: Such as ``1024x1024``.

        steps: Changes nothing, as *cfg_scale*: who paints knows best.

        seed: -1 is any.
    """

    prompt: str = attrs.field(validator=_prompt)
    negative_prompt: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.max_len(1000))
    )
    style: str | None = attrs.field(default=None, validator=_word)
    size: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.matches_re(r"\d{2,4} ?[x×] ?\d{2,4}"))
    )
    steps: int | None = None
    cfg_scale: float | None = None
    seed: int | None = attrs.field(default=None, validator=_seed)
    provider: str = attrs.field(default="", validator=attrs.validators.max_len(100))


@attrs.frozen
class StockImage:
    """
    A photograph of others, as this server has it.

    Attributes:
        photographer: How its owner wants to be named.

        source: Who had it, by id.
    """

    thumbnail_url: str
    full_size_url: str
    preview_url: str
    photographer: str | None
    source: str
    width: int
    height: int
    license: str | None = None


@attrs.frozen
class StockImageDownloadRequest:
    """
    A photograph that is to be kept.

    Attributes:
        image_url: Where this server has it, as a search told.

        source: Read, and known better: the photograph has a label.

        photographer: Likewise.
    """

    image_url: str = attrs.field(validator=_address)
    source: str | None = attrs.field(default=None, validator=_word)
    photographer: str | None = attrs.field(default=None, validator=_word)


@attrs.frozen
class StockProviderDto:
    """
    A library of pictures.

    Attributes:
        name: By which it is asked; its id.

        quota_remaining: Of *quota_limit*, as the library said last, else by our own calls of the last hour or day;
            ``None`` where no limit is known.

        error: What it lacks.
    """

    name: str
    available: bool
    has_api_key: bool
    quota_remaining: int | None = None
    quota_limit: int | None = None
    error: str | None = None


@attrs.frozen
class StockProvidersResponse:
    """Every library of pictures."""

    providers: tuple[StockProviderDto, ...]


@attrs.frozen
class QuotaStatusResponse:
    """
    How often a library of pictures may be asked.

    Attributes:
        remaining: Of *limit*; ``None`` for both where no limit is known.

        reset_time: When it counts anew, where the library says so, or nothing is left.
    """

    provider: str
    remaining: int | None
    limit: int | None
    reset_time: datetime | None = None
