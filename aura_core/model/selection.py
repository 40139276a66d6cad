"""Pictures to choose from for a scene, and what was chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, TypeAlias

import attrs

from aura_core.model.stock import LicensingInfo


__all__ = [
    "AcceptCandidateRequest",
    "Candidate",
    "CandidateNamed",
    "GetCandidatesRequest",
    "GetCandidatesResponse",
    "ImageSelectionConfig",
    "ImageSelectionResult",
    "LicensingSummary",
    "RegenerateCandidatesRequest",
    "RejectCandidateRequest",
    "SceneVisualSelection",
]

_Check: TypeAlias = Callable[[Any, Any, Any], None]

_TEXT: Final[_Check] = attrs.validators.max_len(2000)
_NAME: Final[_Check] = attrs.validators.max_len(200)
_share = attrs.validators.and_(attrs.validators.ge(0.0), attrs.validators.le(1.0))
_score = attrs.validators.and_(attrs.validators.ge(0.0), attrs.validators.le(100.0))
_index = attrs.validators.and_(attrs.validators.ge(0), attrs.validators.le(10_000))


@attrs.frozen
class ImageSelectionConfig:
    """
    How candidates are chosen.

    Attributes:
        minimum_aesthetic_threshold: 0 to 100; what has less is told to be refused.

        candidates_per_scene: How many there are at most; who paints is paid for each.

        aesthetic_weight: How much that counts, against the other two.

        prefer_generated_images: Changes nothing: who illustrates is said by *provider* or by the owner.

        max_generation_time_seconds: Likewise: how long a provider may take is known of each.
    """

    minimum_aesthetic_threshold: float = attrs.field(default=60.0, validator=_score)
    candidates_per_scene: int = attrs.field(
        default=5, validator=attrs.validators.and_(attrs.validators.ge(1), attrs.validators.le(10))
    )
    aesthetic_weight: float = attrs.field(default=0.4, validator=_share)
    keyword_weight: float = attrs.field(default=0.4, validator=_share)
    quality_weight: float = attrs.field(default=0.2, validator=_share)
    prefer_generated_images: bool = True
    max_generation_time_seconds: int = 30


@attrs.frozen
class GetCandidatesRequest:
    """
    A scene, as whoever looks for a picture of it describes it.

    Attributes:
        scene_index: Told back.

        framing: How it is to be seen, such as ``close-up``.

        narrative_keywords: What is to be seen in it; by these candidates are weighed.

        quality_tier: Changes nothing: nobody here can paint better or worse.

        use_cache: Whether the same candidates may come again; without, others do.

        provider: A name or a tier; empty leaves it to the owner.
    """

    scene_index: int = attrs.field(default=0, validator=_index)
    detailed_description: str = attrs.field(default="", validator=_TEXT)
    subject: str = attrs.field(default="", validator=_TEXT)
    framing: str = attrs.field(default="", validator=_NAME)
    narrative_keywords: tuple[str, ...] = attrs.field(default=(), metadata={"most": 50})
    style: str = attrs.field(default="Cinematic", validator=_NAME)
    quality_tier: str = attrs.field(default="Standard", validator=_NAME)
    config: ImageSelectionConfig | None = None
    use_cache: bool = True
    provider: str = attrs.field(default="", validator=_NAME)


@attrs.frozen
class RegenerateCandidatesRequest:
    """
    A scene of a script for which there are to be other candidates.

    Attributes:
        job_id: Of the script.

        refined_prompt: What is to be seen instead of what the script says.

        user_id: Told back as ``selectedBy``.
    """

    job_id: str = attrs.field(default="", validator=_NAME)
    scene_index: int = attrs.field(default=0, validator=_index)
    refined_prompt: GetCandidatesRequest | None = None
    config: ImageSelectionConfig | None = None
    user_id: str | None = attrs.field(default=None, validator=attrs.validators.optional(_NAME))


@attrs.frozen
class CandidateNamed:
    """A candidate, by where this server has it; whatever else a client sends of it is known better here."""

    image_url: str = attrs.field(validator=attrs.validators.max_len(4096))


@attrs.frozen
class AcceptCandidateRequest:
    """
    A candidate that a scene is to show; *new_candidate* says the same.
    """

    candidate: CandidateNamed | None = None
    new_candidate: CandidateNamed | None = None
    user_id: str | None = attrs.field(default=None, validator=attrs.validators.optional(_NAME))


@attrs.frozen
class RejectCandidateRequest:
    """Why a scene is not to show what it shows."""

    reason: str = attrs.field(default="", validator=_TEXT)
    user_id: str | None = attrs.field(default=None, validator=attrs.validators.optional(_NAME))


@attrs.frozen
class Candidate:
    """
    A picture that a scene could show.

    Attributes:
        image_url: Where this server has it.

        source: Who made it or had it, by id.

        aesthetic_score: 0 to 100, by its contrast and exposure, as measured; taste is nobody's here.

        keyword_coverage_score: 0 to 100, how many of the keywords are said of it.

        quality_score: 0 to 100, how well it fills the frame.

        reasoning: What the scores come from, as a sentence.

        rejection_reasons: Why it should not be shown; empty where it may.
    """

    image_url: str
    source: str
    aesthetic_score: float
    keyword_coverage_score: float
    quality_score: float
    overall_score: float
    reasoning: str
    width: int
    height: int
    rejection_reasons: tuple[str, ...] = ()
    generation_latency_ms: float = 0.0
    licensing: LicensingInfo | None = None
    thumbnail_url: str = ""


@attrs.frozen
class ImageSelectionResult:
    """
    Candidates for a scene, the best first.

    Attributes:
        selected_image: The best that may be shown.

        meets_criteria: Whether there is one.
    """

    scene_index: int
    selected_image: Candidate | None
    candidates: tuple[Candidate, ...]
    minimum_aesthetic_threshold: float
    narrative_keywords: tuple[str, ...]
    selection_time_ms: float
    meets_criteria: bool
    warnings: tuple[str, ...] = ()


@attrs.frozen
class GetCandidatesResponse:
    """
    Candidates for a scene.

    Attributes:
        request_id: That of the request.

        from_cache: Always false: what was made before is looked up, and weighed anew.
    """

    request_id: str
    result: ImageSelectionResult
    from_cache: bool = False
    cached_at: datetime | None = None
    expires_at: datetime | None = None


@attrs.frozen
class SceneVisualSelection:
    """
    What a scene of a script shows by somebody's choice.

    Attributes:
        job_id: Of the script.

        candidates: Those that were just made; what it shows otherwise.

        state: Accepted, Rejected or Pending; what was rejected is pending when it is asked for again.

        selected_at: When the script was changed last.
    """

    id: str
    job_id: str
    scene_index: int
    selected_candidate: Candidate | None
    candidates: tuple[Candidate, ...]
    state: str
    selected_at: datetime
    rejection_reason: str | None = None
    selected_by: str | None = None


@attrs.frozen
class LicensingSummary:
    """
    On what terms the film of a script may be used, by the pictures that were chosen for it.

    Attributes:
        commercial_use_allowed: Of every picture, as far as its terms are known.

        license_types: How many pictures have each.

        sources: Likewise, by whom they are from.

        warnings: What should be looked at, as sentences.
    """

    total_scenes: int
    scenes_with_selection: int
    commercial_use_allowed: bool
    requires_attribution: bool
    license_types: tuple[Mapping[str, Any], ...]
    sources: tuple[Mapping[str, Any], ...]
    warnings: tuple[str, ...]
