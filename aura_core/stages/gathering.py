"""
Narration to footage: pictures and clips of others, for scenes that show nothing of their own.

Rule 1: what a scene has of its own is shown: its picture, its points, its table, its quotation; and the film's title
opens the film.

Rule 2: nothing is seen twice while anything else is left.

Rule 3: a scene for which nothing was found, or may be painted, gets its slide, and that is told.

Rule 4: what is yet to be painted is painted while it is looked for, so that somebody can still stand in.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

import attrs

from aura_core.casting.chain import Chain, Switch
from aura_core.concurrency import together
from aura_core.directing.seeking import searches
from aura_core.errors import AuraError, ProviderError, VisualError
from aura_core.ffmpeg.probe import probe
from aura_core.frames.picture import load
from aura_core.model.enums import Layout
from aura_core.model.footage import Footage, FootageRequest
from aura_core.model.narration import Narration, Take
from aura_core.model.order import Order
from aura_core.model.render import Resolution
from aura_core.model.script import Scene
from aura_core.model.visuals import Clip, PictureKind
from aura_core.ports import FootageSource, Report
from aura_core.store import Store, digest
from aura_core.verdicts import Verdict


__all__ = ["Found", "Gathered", "gather", "search"]

_VERSION: Final = 1

_TRIES: Final = 3
"""Pictures that are tried for a scene before it goes without."""

_LOOKED_AT: Final = 64
"""Pixels of the side of what a picture is tried in."""

_SCENES_OWN: Final = frozenset({Verdict.NOTHING_FOUND, Verdict.CONTENT_POLICY})
"""What is the matter with one scene, not with who illustrates it."""

_LAYOUTS: Final = frozenset(layout.value.lower() for layout in Layout)

_NOTHING: Final[Mapping[str, Footage]] = MappingProxyType({})


@attrs.frozen
class Gathered:
    """
    A narration with what was found for it.

    Attributes:
        narration: Its scenes have what was found as if it were their own.

        found: What was found, by its file.
    """

    narration: Narration
    found: Mapping[str, Footage] = _NOTHING

    def credited(self, clips: Sequence[Clip]) -> tuple[Clip, ...]:
        """Return *clips* with whom they are owed to."""
        return tuple(
            attrs.evolve(clip, title=owed.title, attribution=owed.attribution, license=owed.license)
            if (owed := self.found.get(str(clip.source)))
            else clip
            for clip in clips
        )


async def gather(
    narration: Narration,
    order: Order,
    size: Resolution,
    illustrators: Chain[FootageSource | None],
    store: Store,
    report: Report,
    tell: Callable[[Switch], None],
) -> Gathered:
    """
    Find a picture or clip for every scene of *narration* that has nothing of its own to show.

    Raises:
        ProviderError: whoever was chosen by name could not be asked.
    """
    sought = searches([take.scene for take in narration.takes], narration.title, narration.language)
    asked = {take.scene.index: words for take, words in zip(narration.takes, sought, strict=True)}
    takes = [take for take in narration.takes if _is_free(take.scene) and asked[take.scene.index]]
    if illustrators.head is None or order.visuals.folder or not takes:
        return Gathered(narration)
    wishes = [_requests(take, asked[take.scene.index], narration, order, size) for take in takes]
    files = await search(wishes, illustrators, store, report, tell)
    found = {file.path: file.footage for file in files if file}
    paths = {take.scene.index: file.path for take, file in zip(takes, files, strict=True) if file}
    shown = tuple(_showing(take, paths.get(take.scene.index)) for take in narration.takes)
    return Gathered(attrs.evolve(narration, takes=shown), found)


@attrs.frozen
class Found:
    """
    A picture or clip that was found and is kept.

    Attributes:
        path: Of its file.

        provider: Who had it, by id.
    """

    path: str
    footage: Footage
    provider: str


async def search(
    wishes: Sequence[tuple[FootageRequest, ...]],
    illustrators: Chain[FootageSource | None],
    store: Store,
    report: Report,
    tell: Callable[[Switch], None],
) -> list[Found | None]:
    """
    Find a picture or clip for each of *wishes*, none twice while anything else is left; ``None`` for a slide.

    Args:
        wishes: What to look for, the first first, down to what will do.

    Raises:
        ProviderError: whoever was chosen by name could not be asked.
    """
    unlike = tuple(dict.fromkeys(wishes))
    offers = dict(zip(unlike, await together(_offers(wish, illustrators, store, tell) for wish in unlike), strict=True))
    chosen = _without_repetition([offers[wish] for wish in wishes])
    done = 0

    async def fetched(offer: _Offer) -> Found | None:
        nonlocal done
        found = await _fetched(offer, store, tell)
        done += 1
        report(0.5 * done / len(wishes), f"Clip {done} of {len(wishes)}", done, len(wishes))
        return found

    return await together(fetched(offer) for offer in chosen)


@attrs.frozen
class _Offer:
    """
    What could be shown with a scene.

    Attributes:
        source: Who has it; ``None`` where nobody has anything.

        footage: The best first.
    """

    request: FootageRequest
    source: FootageSource | None
    footage: tuple[Footage, ...] = ()


def _is_free(scene: Scene) -> bool:
    shows = scene.path_or_url or scene.bullets or scene.table or scene.listing or scene.quotation
    return not shows and scene.layout not in {Layout.TITLE, Layout.QUOTE, Layout.STEPS}


def _requests(
    take: Take, sought: Sequence[str], narration: Narration, order: Order, size: Resolution
) -> tuple[FootageRequest, ...]:
    """Say what to look for, from what the scene asks for down to what the whole film is about."""
    scene = take.scene
    asked = scene.visual_prompt if (scene.visual_prompt or "").lower() not in _LAYOUTS else None
    return tuple(
        FootageRequest(
            words=words,
            text=scene.script,
            size=size,
            seconds=float(take.span.duration),
            style=order.plan_spec.style,
            language=narration.language,
            seed=order.seed,
            subject=narration.title,
            motif=asked or scene.heading or narration.title,
        )
        for words in sought
    )


async def _offers(
    requests: tuple[FootageRequest, ...],
    illustrators: Chain[FootageSource | None],
    store: Store,
    tell: Callable[[Switch], None],
) -> _Offer:
    async def look(source: FootageSource | None) -> _Offer:
        if source is None:
            return _Offer(requests[0], None)
        for request in requests:
            if footage := await source.find(request):
                offer = _Offer(request, source, _ranked(footage, request))
                if not offer.footage[0].address:
                    await _kept(offer.footage[0], offer, source, store)
                return offer
        raise _nothing(source.name, requests[0].words)

    try:
        return await illustrators.first(look, tell)
    except ProviderError as error:
        if error.verdict not in _SCENES_OWN:
            raise
        tell(_slide_instead(error))
        return _Offer(requests[0], None)


def _ranked(footage: Sequence[Footage], request: FootageRequest) -> tuple[Footage, ...]:
    """Put first what is long and large enough, else in its owner's order; another seed begins elsewhere among equals."""

    def flaws(one: Footage) -> tuple[bool, bool]:
        short = one.kind is PictureKind.VIDEO and one.seconds < request.seconds
        small = bool(one.width) and (one.width < request.size.width or one.height < request.size.height)
        return short, small

    ranked = sorted(footage, key=flaws)
    best = [one for one in ranked if flaws(one) == flaws(ranked[0])]
    turn = request.seed % len(best)
    return (*best[turn:], *best[:turn], *ranked[len(best) :])


def _without_repetition(offers: Sequence[_Offer]) -> Iterator[_Offer]:
    """Give every scene what no scene before it was given, as long as there is such; then what was shown longest ago."""
    shown: dict[tuple[str, str], int] = {}
    for place, offer in enumerate(offers):
        name = offer.source.name if offer.source else ""
        ordered = tuple(sorted(offer.footage, key=lambda one, name=name: shown.get((name, one.id), -1)))  # type: ignore[misc]
        if ordered:
            shown[name, ordered[0].id] = place
        yield attrs.evolve(offer, footage=ordered)


async def _fetched(offer: _Offer, store: Store, tell: Callable[[Switch], None]) -> Found | None:
    """Fetch the best of *offer* that is there; a scene whose pictures are all gone or broken goes without."""
    failed: ProviderError | None = None
    for footage in offer.footage[:_TRIES] if offer.source else ():
        assert offer.source
        try:
            return Found(await _kept(footage, offer, offer.source, store), footage, offer.source.name)
        except ProviderError as error:
            failed = failed or error
    if failed:
        tell(_slide_instead(failed))
    return None


async def _kept(footage: Footage, offer: _Offer, source: FootageSource, store: Store) -> str:
    """Look *footage* up, or fetch it and make sure that it can be shown."""
    key = digest("footage", _VERSION, source.name, source.version, footage.id, footage.address)
    if store.find(key, footage.suffix) is None:
        with store.writing(key, footage.suffix) as target:
            await source.fetch(footage, offer.request, target)
            try:
                await asyncio.to_thread(_try, footage, target)
            except AuraError as error:
                raise ProviderError(
                    f"{source.name}: what it gave as {footage.title or footage.id} cannot be shown. {error}",
                    provider=source.name,
                    remedy=Verdict.WRONG_TYPE.meaning.remedy,
                    verdict=Verdict.WRONG_TYPE,
                    stage="broll",
                ) from error
    return str(store.path(key, footage.suffix))


def _try(footage: Footage, path: Path) -> None:
    """Make sure that the file at *path* holds what it should."""
    if footage.kind is PictureKind.VIDEO:
        if not probe(path).video_seconds:
            raise VisualError("There are no moving pictures in it.", provider="footage", remedy="Choose another.")
    else:
        load(path, _LOOKED_AT, _LOOKED_AT)


def _showing(take: Take, path: str | None) -> Take:
    return attrs.evolve(take, scene=attrs.evolve(take.scene, path_or_url=path)) if path else take


def _nothing(provider: str, words: str) -> ProviderError:
    return ProviderError(
        f"{provider}: nothing was found for {words!r}.",
        provider=provider,
        remedy=Verdict.NOTHING_FOUND.meaning.remedy,
        verdict=Verdict.NOTHING_FOUND,
        stage="broll",
    )


def _slide_instead(error: ProviderError) -> Switch:
    return Switch(f"{error} A slide is shown instead. {error.remedy}", error.provider, "slides", error.code)
