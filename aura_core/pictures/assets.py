"""
Pictures for the album: looked for, painted, and told as clients know them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from aura_core.album import Album, Kept, Wanted
from aura_core.casting.chain import Chain, Member
from aura_core.casting.parts import Part, provider_for
from aura_core.concurrency import waited
from aura_core.errors import AuraError, InvalidInputError, Issue, ProviderError
from aura_core.model.assets import (
    AIImageGenerationRequest,
    AssetGenerateRequest,
    AssetMetadata,
    AssetPage,
    AssetSearchRequest,
    AssetsReply,
    AssetTag,
    FoundAsset,
    GeneratedAssetReply,
    KeptAsset,
    StockImage,
)
from aura_core.model.enums import Aspect
from aura_core.model.pictures import MEDIA
from aura_core.model.provider import Provider, ProviderKind
from aura_core.model.visuals import PictureKind
from aura_core.pictures.asking import Made, Wish, chain_of, found, made, owner_of, shown, size_of
from aura_core.pipeline import Services
from aura_core.ports import FootageSource
from aura_core.settings import Settings
from aura_core.timing import in_ticks
from aura_core.verdicts import Verdict
from aura_core.wiring import open_services


__all__ = ["asset", "assets_found", "kept_generated", "page", "painted", "stock_images"]

_STYLE: Final = "photorealistic"
_HERE: Final = frozenset({"library", "local"})
_EVERYWHERE: Final = frozenset({"", "all", "any"})


def asset(kept: Kept) -> KeptAsset:
    """Tell a client of what is *kept*."""
    address, label = f"{MEDIA}{kept.name}", kept.label
    return KeptAsset(
        id=kept.id,
        type=kept.kind.value,
        file_path=address,
        thumbnail_path=_small(address),
        title=kept.title or kept.name,
        tags=tuple(map(AssetTag, kept.tags)),
        source=kept.source,
        metadata=AssetMetadata(
            label.width,
            label.height,
            in_ticks(kept.seconds) if kept.kind is PictureKind.VIDEO else None,
            kept.size,
            kept.name.rpartition(".")[2],
        ),
        date_added=kept.added,
        date_modified=kept.changed,
        provider=label.provider,
        attribution=label.attribution or None,
        license=label.license or None,
    )


def page(album: Album, wanted: Wanted, number: int, size: int) -> AssetPage:
    """
    Return the pictures of a page that are kept and *wanted*.

    Args:
        number: Of the page, from 1.

        size: How many a page has.
    """
    kept, total = album.listed(wanted, size, (number - 1) * size)
    return AssetPage(tuple(map(asset, kept)), total, number, size)


def assets_found(asked: AssetSearchRequest, settings: Settings, album: Album) -> AssetsReply:
    """
    Look for pictures, here and at libraries of others, and have what is found here.

    Raises:
        InvalidInputError: nobody has the name, or they find nothing but paint.

        ProviderError: whoever is named cannot be asked, or failed.
    """
    if issues := [*_elsewhere(asked)]:
        raise InvalidInputError(issues, remedy="Leave it out, and say it in the settings.")
    assets: list[FoundAsset] = []
    notices: list[str] = []
    word = asked.provider.strip().lower()
    if word in _HERE | _EVERYWHERE:
        kept, _ = album.listed(Wanted(asked.query, PictureKind.IMAGE), asked.count)
        assets += [_told(one) for one in kept]
    if word not in _HERE:
        left = asked.count - len(assets)
        assets += [_seen(one) for one in _sought(asked, word, left, settings, notices)] if left else []
    reason = " ".join(dict.fromkeys(notices)) or (None if assets else "Nothing was found.")
    unlike = {one.path_or_url: one for one in assets}
    return AssetsReply(True, gated=False, reason=reason, assets=tuple(unlike.values()))


def _elsewhere(asked: AssetSearchRequest) -> Iterator[Issue]:
    if asked.api_key:
        yield Issue("$.apiKey", "Keys are kept by the server, and no request brings its own.")
    if asked.local_directory:
        yield Issue("$.localDirectory", "Which folder is searched is a setting: fileLocations.mediaLibraryLocation.")


def stock_images(
    query: str, count: int, settings: Settings, aspect: Aspect = Aspect.WIDESCREEN
) -> tuple[StockImage, ...]:
    """
    Look for photographs at the libraries that have keys, and have what is found here.

    Raises:
        ProviderError: none of them can be asked.
    """
    asked, notices = AssetSearchRequest(query, count=count, aspect=aspect), list[str]()
    pictures = _sought(asked, "", count, settings, notices)
    if not pictures and notices:
        raise ProviderError(
            " ".join(dict.fromkeys(notices)),
            provider="stock",
            remedy="Give a key of one of /api/assets/stock/providers, or search for something else.",
            verdict=Verdict.NOTHING_FOUND if _able(open_services(settings)) else Verdict.NOT_CONFIGURED,
            stage=Part.PICTURES.stage,
        )
    return tuple(
        StockImage(
            thumbnail_url=one.thumbnail_path,
            full_size_url=one.path_or_url,
            preview_url=one.path_or_url,
            photographer=one.attribution,
            source=one.provider,
            width=one.width,
            height=one.height,
            license=one.license,
        )
        for one in map(_seen, pictures)
    )


def _sought(asked: AssetSearchRequest, word: str, count: int, settings: Settings, notices: list[str]) -> list[Made]:
    """Have *count* pictures of libraries here, as far as there are as many."""
    services = open_services(settings)
    wish = Wish(
        asked.query, (asked.query,), "", size_of(asked.aspect), _STYLE, _STYLE, owner_of(settings).general.language
    )
    pictures: list[Made] = []
    with services.studio.store.run():
        for chain in _libraries(word, services, notices):
            wishes = [wish] * (count - len(pictures))
            try:
                pictures += waited(found(wishes, chain, services, notices))
            except AuraError as error:
                if word not in _EVERYWHERE:
                    raise
                notices.append(str(error))
            if len(pictures) >= count:
                break
    return pictures


def _libraries(word: str, services: Services, notices: list[str]) -> Iterator[Chain[FootageSource | None]]:
    """Give who is to be asked, one after another."""
    roster = services.rosters.illustrators
    if word not in _EVERYWHERE:
        provider = provider_for(Part.PICTURES, word)
        if provider is not None and ProviderKind.STOCK not in provider.kinds:
            raise InvalidInputError.of(
                "$.provider",
                f"{provider.name} finds nothing.",
                remedy="Name a library of pictures, or have one painted.",
            )
        yield chain_of(word, owner=None, services=services)
        return
    able = _able(services)
    if not able:
        notices.append("No library of pictures can be asked: none has a key.")
    for provider in able:
        port = roster.makers[provider.id].make(roster.accounts[provider.id])
        yield Chain(Part.PICTURES, (Member(provider.id, provider.name, port),))


def _able(services: Services) -> list[Provider]:
    """Return the libraries of pictures that can be asked."""
    return [
        one.provider
        for one in services.rosters.illustrators.told()
        if ProviderKind.STOCK in one.provider.kinds and one.available
    ]


def kept_generated(asked: AssetGenerateRequest, settings: Settings, album: Album) -> GeneratedAssetReply:
    """
    Have a picture painted, and keep it.

    Raises:
        InvalidInputError: nobody has the name of the provider, or what is a setting is asked for.

        ProviderError: they cannot be asked, or failed.
    """
    issues = [
        Issue(f"$.{name}", "Which model paints, and where, is a setting of the provider.")
        for name, value in (("model", asked.model), ("stableDiffusionUrl", asked.stable_diffusion_url))
        if value
    ]
    if issues:
        raise InvalidInputError(issues, remedy="Leave it out, and say it in the settings of the provider.")
    tags = [*(asked.keywords or ()), *([] if asked.scene_index is None else [f"scene-{asked.scene_index}"])]
    size = size_of(asked.aspect or Aspect.WIDESCREEN, asked.width, asked.height)
    wish = Wish(asked.prompt, (asked.prompt,), "", size, *_style(asked.style), _language(settings), _seed(asked.seed))
    kept, notice = _kept(wish, asked.provider, tags, settings, album)
    told = _told(kept)
    return GeneratedAssetReply(True, gated=False, reason=notice, asset=told, assets=(told,))


def painted(asked: AIImageGenerationRequest, settings: Settings, album: Album) -> KeptAsset:
    """
    Have a picture painted, and keep it.

    Raises:
        InvalidInputError: nobody has the name of the provider, or its size is none.

        ProviderError: they cannot be asked, or failed.
    """
    sides = [int(side) for side in (asked.size or "").replace("×", "x").split("x") if side.strip()]
    if sides and not all(64 <= side <= 4096 for side in sides):
        raise InvalidInputError.of("$.size", "A side has 64 to 4096 pixels.", remedy="Ask for another size.")
    size = size_of(Aspect.SQUARE, *sides) if sides else size_of(Aspect.WIDESCREEN)
    unwanted = (asked.negative_prompt,) if asked.negative_prompt else ()
    wish = Wish(asked.prompt, (asked.prompt,), "", size, *_style(asked.style), _language(settings), _seed(asked.seed))
    return asset(_kept(attrs.evolve(wish, unwanted=unwanted), asked.provider, (), settings, album)[0])


def _kept(wish: Wish, word: str, tags: Sequence[str], settings: Settings, album: Album) -> tuple[Kept, str | None]:
    services, notices = open_services(settings), list[str]()
    with services.studio.store.run():
        chain = chain_of(word, owner_of(settings), services)
        (picture,) = waited(made([wish], chain, services, notices))
        kept = album.keep(picture.path.name, tags)
    return kept, " ".join(notices) or None


def _style(style: str | None) -> tuple[str, str]:
    return (style or _STYLE,) * 2


def _language(settings: Settings) -> str:
    return owner_of(settings).general.language


def _seed(seed: int | None) -> int:
    return max(0, seed or 0)


def _told(kept: Kept) -> FoundAsset:
    told = asset(kept)
    return FoundAsset(
        kind=told.type.lower(),
        path_or_url=told.file_path,
        license=told.license,
        attribution=told.attribution,
        thumbnail_path=told.thumbnail_path,
        width=told.metadata.width,
        height=told.metadata.height,
        title=told.title,
        provider=told.provider,
        id=told.id,
    )


def _seen(picture: Made) -> FoundAsset:
    told = shown(picture, "")
    return FoundAsset(
        kind="image",
        path_or_url=told.image_path,
        license=told.license,
        attribution=told.attribution,
        thumbnail_path=told.thumbnail_path,
        width=told.width,
        height=told.height,
        title=told.title,
        provider=told.provider,
    )


def _small(address: str) -> str:
    return f"/api/thumbnails?path={address}"
