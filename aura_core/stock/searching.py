"""
One search of several libraries.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from aura_core.casting.parts import Part
from aura_core.casting.roster import Roster
from aura_core.errors import InvalidInputError, Issue, OfflineError, ProviderError
from aura_core.model.provider import Provider, ProviderKind
from aura_core.model.providers import known_provider
from aura_core.model.stock import (
    LicensingInfo,
    StockFound,
    StockItem,
    StockMediaResult,
    StockMediaSearchRequest,
    StockMediaSearchResponse,
    StockSearch,
)
from aura_core.model.visuals import PictureKind
from aura_core.ports import FootageSource, StockLibrary
from aura_core.settings import Settings
from aura_core.verdicts import Verdict
from aura_core.wiring import open_services


__all__ = ["libraries", "searched"]

_KINDS: Final = {"image": PictureKind.IMAGE, "video": PictureKind.VIDEO}


@attrs.frozen
class _Asked:
    """
    A library, and what it is asked for.

    Attributes:
        found: What came of it; ``None`` where nothing did.
    """

    provider: Provider
    library: StockLibrary
    search: StockSearch
    found: StockFound | None = None


def libraries(roster: Roster[FootageSource | None]) -> tuple[Provider, ...]:
    """Return everybody who has pictures that one can look through, whether or not they can be asked."""
    return tuple(
        one.provider
        for one in roster.availability()
        if ProviderKind.STOCK in one.provider.kinds and one.built and one.provider.api.address
    )


def searched(asked: StockMediaSearchRequest, settings: Settings) -> StockMediaSearchResponse:
    """
    Ask the libraries, all at once.

    Raises:
        InvalidInputError: nobody has the name of a library, or what is asked for cannot be.

        ProviderError: none of those who were asked could answer.
    """
    services = open_services(settings)
    roster = services.rosters.illustrators
    if issues := list(_issues(asked, roster)):
        raise InvalidInputError(issues)
    notices: dict[str, str] = {}
    failures: list[ProviderError] = []
    with services.studio.store.run():
        planned = _planned(asked, roster, notices, failures)
        answered = asyncio.run(_answered(planned, notices, failures))
    if failures and not any(one.found for one in answered):
        raise failures[0]
    return _response(asked, answered, notices)


def _issues(asked: StockMediaSearchRequest, roster: Roster[FootageSource | None]) -> Iterator[Issue]:
    known = libraries(roster)
    names = ", ".join(one.name for one in known)
    for place, name in enumerate(asked.providers):
        if known_provider(name) not in known:
            yield Issue(f"$.providers[{place}]", f"It is none of the libraries that can be searched: {names}.")
    if asked.color and (asked.media_type or "").lower() == "video":
        yield Issue("$.color", "Clips cannot be searched by their colour.")
    least, most = asked.min_duration_seconds, asked.max_duration_seconds
    if least is not None and most is not None and least > most:
        yield Issue("$.maxDurationSeconds", "It is less than minDurationSeconds.")


def _planned(
    asked: StockMediaSearchRequest,
    roster: Roster[FootageSource | None],
    notices: dict[str, str],
    failures: list[ProviderError],
) -> list[_Asked]:
    """Say who is asked for what; results are shared evenly among them, so that pages follow one another."""
    named = {one.id: one for name in asked.providers if (one := known_provider(name))}
    able = [one.provider for one in roster.availability() if one.available]
    open_: list[tuple[Provider, StockLibrary, PictureKind]] = []
    for provider in tuple(named.values()) or [one for one in libraries(roster) if one in able]:
        try:
            source = roster.chain(provider.id, None).head
        except ProviderError as error:
            notices[provider.name] = str(error)
            failures.append(error)
            continue
        assert isinstance(source, StockLibrary)
        open_ += [(provider, source, kind) for kind in _kinds(asked) if kind in source.kinds]
    if not open_ and not named:
        raise _nobody(roster)
    shares = [asked.count // len(open_) + (place < asked.count % len(open_)) for place in range(len(open_))]
    return [
        _Asked(
            provider,
            library,
            StockSearch(
                words=asked.query.strip(),
                kind=kind,
                count=share,
                page=asked.page,
                orientation=(asked.orientation or "").lower(),
                colour=(asked.color or "").lower(),
                language=asked.language,
            ),
        )
        for (provider, library, kind), share in zip(open_, shares, strict=True)
        if share
    ]


def _kinds(asked: StockMediaSearchRequest) -> tuple[PictureKind, ...]:
    if asked.media_type:
        return (_KINDS[asked.media_type.lower()],)
    return (PictureKind.IMAGE,) if asked.color else (PictureKind.IMAGE, PictureKind.VIDEO)


def _nobody(roster: Roster[FootageSource | None]) -> ProviderError:
    known = libraries(roster)
    lacks = [(one.provider, one.lacks[0]) for one in roster.availability() if one.provider in known and one.lacks]
    reasons = "; ".join(f"{provider.name}: {lack.reason}" for provider, lack in lacks)
    verdict = lacks[0][1].verdict if lacks else Verdict.NOT_CONFIGURED
    return (OfflineError if verdict is Verdict.OFFLINE else ProviderError)(
        f"There is no library that can be searched. {reasons}.",
        provider="stock",
        remedy=lacks[0][1].remedy if lacks else verdict.meaning.remedy,
        verdict=verdict,
        stage=Part.PICTURES.stage,
    )


async def _answered(planned: Sequence[_Asked], notices: dict[str, str], failures: list[ProviderError]) -> list[_Asked]:
    async def answer(one: _Asked) -> _Asked:
        try:
            return attrs.evolve(one, found=await one.library.browse(one.search))
        except ProviderError as error:
            notices[one.provider.name] = str(error)
            failures.append(error)
            return one

    return list(await asyncio.gather(*map(answer, planned)))


def _response(
    asked: StockMediaSearchRequest, answered: Sequence[_Asked], notices: Mapping[str, str]
) -> StockMediaSearchResponse:
    placed = [
        ((one.search.page - 1) * one.search.count + place, one, item)
        for one in answered
        for place, item in enumerate(one.found.items if one.found else ())
        if _wanted(item, asked)
    ]
    results = tuple(_result(rank, one, item) for rank, one, item in sorted(placed, key=lambda entry: entry[0]))
    names = dict.fromkeys(one.provider.name for one in answered)
    return StockMediaSearchResponse(
        results=results,
        total_results=sum(one.found.total for one in answered if one.found),
        page=asked.page,
        per_page=asked.count,
        results_by_provider={name: sum(result.provider == name for result in results) for name in names},
        notices=notices,
    )


def _wanted(item: StockItem, asked: StockMediaSearchRequest) -> bool:
    large = item.width >= (asked.min_width or 0) and item.height >= (asked.min_height or 0)
    if item.kind is not PictureKind.VIDEO:
        return large
    longest = asked.max_duration_seconds
    return large and (asked.min_duration_seconds or 0) <= item.seconds and (longest is None or item.seconds <= longest)


def _result(rank: int, one: _Asked, item: StockItem) -> StockMediaResult:
    name, terms = one.provider.name, one.library.terms
    what = "Video" if item.kind is PictureKind.VIDEO else "Photo"
    return StockMediaResult(
        id=f"{one.provider.id}-{item.id}",
        type=item.kind.value,
        provider=name,
        thumbnail_url=item.thumbnail,
        preview_url=item.preview,
        full_size_url=item.full,
        download_url=item.full,
        width=item.width,
        height=item.height,
        duration_seconds=round(item.seconds) if item.kind is PictureKind.VIDEO else None,
        licensing=LicensingInfo(
            license_type=terms.license,
            attribution=f"{what} by {item.author} on {name} ({item.page})",
            license_url=terms.page,
            commercial_use_allowed=True,
            attribution_required=terms.credit,
            creator_name=item.author,
            creator_url=item.author_page or None,
            source_platform=name,
        ),
        metadata={"title": item.title, "page": item.page},
        relevance_score=round(1 / (1 + rank / 10), 3),
    )
