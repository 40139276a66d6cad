"""
Pictures to choose from, weighed by stated rules: what is measured of them, and what is said of them.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import attrs

from aura_core.casting.chain import Chain
from aura_core.concurrency import waited
from aura_core.model.pictures import Label
from aura_core.model.provider import ProviderKind
from aura_core.model.providers import PROVIDERS
from aura_core.model.selection import Candidate, ImageSelectionConfig, ImageSelectionResult
from aura_core.model.stock import LicensingInfo
from aura_core.pictures.asking import Made, Wish, found, made, shown
from aura_core.pipeline import Services
from aura_core.ports import FootageSource
from aura_core.providers.images.palettes import themes


__all__ = ["candidate", "candidates", "terms_of"]

_STEP: Final = 1000
"""Between the seeds of two candidates, so that those of two requests are unlike."""

_LOOKED_AT: Final = (96, 54)
_SPREAD: Final = 60.0
"""Standard deviation of the luminance, of 255, from which on a picture has all the contrast that counts."""

_SLIDES: Final = "slides"


def candidates(
    wish: Wish,
    chain: Chain[FootageSource | None],
    services: Services,
    config: ImageSelectionConfig,
    keywords: Sequence[str],
    index: int,
) -> ImageSelectionResult:
    """
    Have pictures for a scene made or found, and weigh them; wait for all.

    Args:
        keywords: What is to be seen; without any, the words of *wish*.

    Raises:
        ProviderError: whoever was chosen by name could not be asked.
    """
    began, notices = time.monotonic(), list[str]()
    words = tuple(keywords) or tuple(dict.fromkeys(_words(wish.words)))
    count = config.candidates_per_scene
    with services.studio.store.run():
        pictures = waited(_offered(wish, count, chain, services, notices))
    took = 1000 * (time.monotonic() - began)
    weighed = sorted(
        (candidate(one, wish, config, words, took / max(1, len(pictures))) for one in pictures),
        key=lambda one: -one.overall_score,
    )
    fit = next((one for one in weighed if not one.rejection_reasons), None)
    return ImageSelectionResult(
        scene_index=index,
        selected_image=fit,
        candidates=tuple(weighed),
        minimum_aesthetic_threshold=config.minimum_aesthetic_threshold,
        narrative_keywords=words,
        selection_time_ms=round(took, 1),
        meets_criteria=fit is not None,
        warnings=tuple(dict.fromkeys(notices)),
    )


async def _offered(
    wish: Wish, count: int, chain: Chain[FootageSource | None], services: Services, notices: list[str]
) -> list[Made]:
    """Have *count* unlike pictures, as far as there are as many: of each theme a slide, of libraries what they have."""
    if chain.head is None:
        looks = [wish.theme, *sorted(set(themes()) - {wish.theme.lower()})][:count]
        pictures = await made([attrs.evolve(wish, theme=look) for look in looks], chain, services, notices)
    elif ProviderKind.STOCK in PROVIDERS[chain.members[0].id].kinds:
        pictures = await found([wish] * count, chain, services, notices)
    else:
        seeds = [attrs.evolve(wish, seed=wish.seed * _STEP + place) for place in range(count)]
        pictures = await found(seeds, chain, services, notices)
    return list({one.path: one for one in pictures}.values())


def candidate(
    picture: Made, wish: Wish, config: ImageSelectionConfig, keywords: Sequence[str], took: float = 0.0
) -> Candidate:
    """Weigh a *picture* for *wish*."""
    label = picture.label
    look, spread, mean = _look_of(picture.path)
    said = set(_words(f"{wish.words} {wish.text}" if label.provider == _SLIDES else label.title))
    seen = [word for word in keywords if set(_words(word)) <= said]
    coverage = 100 * len(seen) / len(keywords) if keywords else 100.0
    filled = min(1.0, label.width / wish.size.width, label.height / wish.size.height)
    shapes = (label.width * wish.size.height, label.height * wish.size.width)
    quality = 100 * filled * min(shapes) / max(1, *shapes)
    weights = (config.aesthetic_weight, config.keyword_weight, config.quality_weight)
    overall = sum(weight * score for weight, score in zip(weights, (look, coverage, quality), strict=True))
    told = shown(picture, wish.words)
    return Candidate(
        image_url=told.image_path,
        source=label.provider,
        aesthetic_score=round(look, 1),
        keyword_coverage_score=round(coverage, 1),
        quality_score=round(quality, 1),
        overall_score=round(overall / (sum(weights) or 1.0), 1),
        reasoning=(
            f"Its luminance is {mean:.0f} of 255 and spreads by {spread:.0f}; keywords that are said of it: {len(seen)} "
            f"of {len(keywords)}; {label.width}×{label.height} for a frame of {wish.size.width}×{wish.size.height}."
        ),
        width=label.width,
        height=label.height,
        rejection_reasons=tuple(_objections(look, config, picture)),
        generation_latency_ms=round(took, 1),
        licensing=terms_of(label),
        thumbnail_url=told.thumbnail_path,
    )


def _objections(look: float, config: ImageSelectionConfig, picture: Made) -> Iterator[str]:
    if look < config.minimum_aesthetic_threshold:
        yield f"Its contrast and exposure come to {look:.0f}, less than {config.minimum_aesthetic_threshold:.0f}."
    if picture.stands_in:
        yield "It is a slide, for nothing was found or painted."


def _look_of(path: Path) -> tuple[float, float, float]:
    """Return how well a picture is exposed, 0 to 100, how its luminance spreads, and its mean, of 255."""
    from PIL import ImageStat  # noqa: PLC0415 - only who weighs pictures needs it

    from aura_core.frames.decoding import decode  # noqa: PLC0415

    pixels = decode(path, lambda _: _LOOKED_AT).pixels.convert("L")
    pixels.thumbnail(_LOOKED_AT)
    measured = ImageStat.Stat(pixels)
    spread, mean = measured.stddev[0], measured.mean[0]
    # Nobody is disturbed by a picture that is dark or light as a whole, as long as something is seen in it.
    exposure = 1 - max(0.0, abs(mean - 127.5) - 64) / 63.5
    return 100 * (0.6 * min(1.0, spread / _SPREAD) + 0.4 * exposure), spread, mean


def terms_of(label: Label) -> LicensingInfo:
    """Say on what terms a picture with that *label* may be used, as far as anybody knows."""
    provider = PROVIDERS.get(label.provider)
    stock = provider is not None and ProviderKind.STOCK in provider.kinds
    return LicensingInfo(
        license_type=label.license or ("Generated" if provider and not stock else "Unknown"),
        attribution=label.attribution or None,
        commercial_use_allowed=provider is not None and (not stock or bool(label.license)),
        # Libraries ask for it, and so does whoever signed a picture.
        attribution_required=bool(label.attribution) and (stock or provider is None),
        source_platform=provider.name if provider else "",
    )


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", text.lower()) if len(word) > 2]
