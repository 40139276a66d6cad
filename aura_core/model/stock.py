"""Pictures and clips of stock libraries, as one searches for them, and as clients are told of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import attrs

from aura_core.model.allowed import one_of
from aura_core.model.visuals import PictureKind


__all__ = [
    "BlendSetRecommendation",
    "BlendSetRequest",
    "ImagePreviewResult",
    "ImageProviderPreviewRequest",
    "ImageProviderPreviewResponse",
    "LibraryValidation",
    "LicensingInfo",
    "QueryCompositionRequest",
    "QueryCompositionResult",
    "RateLimitStatusDto",
    "SourceRecommendation",
    "StockFound",
    "StockItem",
    "StockMediaResult",
    "StockMediaSearchRequest",
    "StockMediaSearchResponse",
    "StockSearch",
    "StockTerms",
]

_Check: TypeAlias = Callable[[Any, Any, Any], Any]

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

_NAME: Final[_Check] = attrs.validators.max_len(100)
_TEXT: Final[_Check] = attrs.validators.max_len(2000)
_SIDE: Final[_Check] = attrs.validators.optional([attrs.validators.ge(1), attrs.validators.le(100_000)])
_SECONDS: Final[_Check] = attrs.validators.optional([attrs.validators.ge(0), attrs.validators.le(86_400)])


def _says_something(_: object, __: object, value: str) -> None:
    if not any(character.isalnum() for character in value):
        raise ValueError("There is nothing in it that could be searched for.")


_SAYS: Final[list[_Check]] = [attrs.validators.max_len(100), _says_something]
_DESCRIBES: Final[list[_Check]] = [_TEXT, _says_something]


@attrs.frozen
class StockTerms:
    """
    On what terms a library gives what it has.

    Attributes:
        license: Its name.

        page: Where it stands.

        credit: Whether whoever took something has to be named.
    """

    license: str
    page: str
    credit: bool = False


@attrs.frozen
class StockSearch:
    """
    What is looked for in one library.

    Attributes:
        words: A few.

        kind: Image or video.

        count: Of a page.

        page: From 1.

        orientation: landscape, portrait or square; empty for any.

        colour: What it mostly shows, of photographs alone; empty for any.

        language: Of the words, a BCP 47 tag.
    """

    words: str
    kind: PictureKind
    count: int = 10
    page: int = 1
    orientation: str = ""
    colour: str = ""
    language: str = "en"


@attrs.frozen
class StockItem:
    """
    A picture or clip of a library.

    Attributes:
        id: What the library knows it by.

        thumbnail: Address of it, small.

        preview: Address of it, as large as it is seen in a page.

        full: Address of it, as large as there is.

        width: Pixels of the largest.

        height: Likewise.

        seconds: Of a clip.

        title: What it shows; may be empty.

        page: Where the library shows it.

        author: Who took it.

        author_page: Theirs; may be empty.
    """

    id: str
    kind: PictureKind
    thumbnail: str
    preview: str
    full: str
    width: int
    height: int
    page: str
    author: str
    author_page: str = ""
    title: str = ""
    seconds: float = 0.0


@attrs.frozen
class StockFound:
    """
    A page of what a library has.

    Attributes:
        total: How much there is on all pages.
    """

    items: tuple[StockItem, ...]
    total: int


@attrs.frozen
class StockMediaSearchRequest:
    """
    A search of several libraries.

    Attributes:
        query: A few words.

        media_type: Image or Video; without one, both.

        providers: Whom to ask; without any, all that can be asked.

        count: Results of a page, shared among those who are asked.

        page: From 1.

        safe_search_enabled: Read and changes nothing: libraries are asked for what is safe to see, always.

        orientation: landscape, portrait or square.

        color: What photographs mostly show.

        min_width: Pixels; what is smaller is left out of a page, as by those below.

        language: Of the query, a BCP 47 tag.
    """

    query: str = attrs.field(validator=_SAYS)
    media_type: str | None = attrs.field(default=None, validator=attrs.validators.optional(one_of("Image", "Video")))
    providers: tuple[str, ...] = attrs.field(
        default=(), validator=[attrs.validators.max_len(10), attrs.validators.deep_iterable(_NAME)]
    )
    count: int = attrs.field(default=10, validator=[attrs.validators.ge(1), attrs.validators.le(80)])
    page: int = attrs.field(default=1, validator=[attrs.validators.ge(1), attrs.validators.le(100)])
    safe_search_enabled: bool = True
    orientation: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(one_of("landscape", "portrait", "square"))
    )
    color: str | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(
            one_of("black", "blue", "green", "orange", "pink", "red", "turquoise", "violet", "white", "yellow")
        ),
    )
    min_width: int | None = attrs.field(default=None, validator=_SIDE)
    min_height: int | None = attrs.field(default=None, validator=_SIDE)
    min_duration_seconds: int | None = attrs.field(default=None, validator=_SECONDS)
    max_duration_seconds: int | None = attrs.field(default=None, validator=_SECONDS)
    language: str = attrs.field(default="en", validator=attrs.validators.max_len(35))


@attrs.frozen
class LicensingInfo:
    """
    On what terms something may be used.

    Attributes:
        attribution: How its owner wants to be named.

        source_platform: Of which library it is.
    """

    license_type: str = ""
    attribution: str | None = None
    license_url: str | None = None
    commercial_use_allowed: bool = False
    attribution_required: bool = False
    creator_name: str | None = None
    creator_url: str | None = None
    source_platform: str = ""


@attrs.frozen
class StockMediaResult:
    """
    A picture or clip that was found.

    Attributes:
        type: Image or Video.

        download_url: The largest file of it.

        metadata: What else is known: its title, and the page where the library shows it.

        relevance_score: 1 for what its library has put first, less with every place; it tells no more.
    """

    id: str
    type: str
    provider: str
    thumbnail_url: str
    preview_url: str
    full_size_url: str
    download_url: str | None
    width: int
    height: int
    duration_seconds: int | None
    licensing: LicensingInfo
    metadata: Mapping[str, str]
    relevance_score: float


@attrs.frozen
class StockMediaSearchResponse:
    """
    A page of what several libraries have, each in its own order, one after the other.

    Attributes:
        total_results: How much they have in all.

        results_by_provider: How many of this page are of each.

        notices: Why who was asked has nothing here, by name.
    """

    results: tuple[StockMediaResult, ...]
    total_results: int
    page: int
    per_page: int
    results_by_provider: Mapping[str, int]
    notices: Mapping[str, str] = _NOTHING


@attrs.frozen
class QueryCompositionRequest:
    """
    A scene that words to search with are wanted for.

    Attributes:
        scene_description: What is said or seen.

        keywords: What it is about, the most telling first.

        target_provider: Who will be asked.

        media_type: Image or Video.

        style: A look, such as cinematic.

        language: Of the description, a BCP 47 tag.
    """

    scene_description: str = attrs.field(validator=_DESCRIBES)
    keywords: tuple[str, ...] = attrs.field(
        default=(), validator=[attrs.validators.max_len(20), attrs.validators.deep_iterable(_NAME)]
    )
    target_provider: str = attrs.field(default="", validator=_NAME)
    media_type: str = attrs.field(default="Image", validator=one_of("Image", "Video"))
    style: str | None = attrs.field(default=None, validator=attrs.validators.optional(_NAME))
    mood: str | None = attrs.field(default=None, validator=attrs.validators.optional(_NAME))
    language: str = attrs.field(default="en", validator=attrs.validators.max_len(35))


@attrs.frozen
class QueryCompositionResult:
    """
    Words to search with.

    Attributes:
        alternative_queries: Broader ones, and those with the look that is wanted, to be tried in this order.

        negative_filters: What must not be seen, for who can be told so; libraries cannot.

        confidence: 0 to 1, by how many words of the description name something.
    """

    primary_query: str
    alternative_queries: tuple[str, ...]
    negative_filters: tuple[str, ...]
    reasoning: str
    confidence: float


@attrs.frozen
class BlendSetRequest:
    """
    Scenes for which somebody wants to know what to search for and what to have painted.

    Attributes:
        budget: US dollars that pictures may cost in all.
    """

    scene_descriptions: tuple[str, ...] = attrs.field(
        validator=[attrs.validators.min_len(1), attrs.validators.max_len(200), attrs.validators.deep_iterable(_TEXT)]
    )
    video_goal: str = attrs.field(default="", validator=_TEXT)
    video_style: str = attrs.field(default="", validator=_NAME)
    budget: int = attrs.field(default=0, validator=[attrs.validators.ge(0), attrs.validators.le(1_000_000)])
    allow_generative: bool = True
    allow_stock: bool = True


@attrs.frozen
class SourceRecommendation:
    """
    What to show a scene with.

    Attributes:
        preferred_source: Who has it or paints it, by id; ``slides`` where nobody does.

        confidence: 0 to 1.
    """

    use_stock: bool
    use_generative: bool
    preferred_source: str
    reasoning: str
    confidence: float


@attrs.frozen
class BlendSetRecommendation:
    """
    What to search for and what to have painted.

    Attributes:
        scene_recommendations: By the place of the scene, from 0.

        strategy: StockOnly, GenerativeOnly, Mixed or SlidesOnly.

        estimated_cost: US dollars.

        narrative_coverage_score: The share of scenes for which somebody has or paints a picture, 0 to 1.
    """

    scene_recommendations: Mapping[str, SourceRecommendation]
    strategy: str
    reasoning: str
    estimated_cost: float
    narrative_coverage_score: float


@attrs.frozen
class RateLimitStatusDto:
    """
    How often a library may still be asked.

    Attributes:
        reset_time: When it counts anew, where it says so.

        told_by: ``provider`` where its last answer said so, else ``catalogue``: what it documents, less our own calls.
    """

    provider: str
    requests_remaining: int
    requests_limit: int
    reset_time: datetime | None
    is_limited: bool
    told_by: str


@attrs.frozen
class LibraryValidation:
    """
    Whether a library can be searched; the contract calls it ProviderValidationDto.

    Attributes:
        error_message: What it lacks or said.
    """

    provider: str
    is_valid: bool
    error_message: str | None = None


@attrs.frozen
class ImageProviderPreviewRequest:
    """
    A look at what a library has.

    Attributes:
        provider_id: Of a library, or its name.

        query: A few words.
    """

    provider_id: str = attrs.field(validator=_NAME)
    query: str = attrs.field(validator=_SAYS)
    count: int = attrs.field(default=5, validator=[attrs.validators.ge(1), attrs.validators.le(20)])


@attrs.frozen
class ImagePreviewResult:
    """
    A photograph that a library has.

    Attributes:
        attribution: How its owner wants to be named.
    """

    id: str
    thumbnail_url: str
    preview_url: str
    width: int
    height: int
    attribution: str | None


@attrs.frozen
class ImageProviderPreviewResponse:
    """
    The first photographs that a library has for some words.

    Attributes:
        total_results: How many it has in all.

        error_message: Always empty: what cannot be had is a problem.
    """

    images: tuple[ImagePreviewResult, ...]
    provider: str
    total_results: int
    error_message: str | None = None
