"""
From what clients ask of illustrators to pictures, and back to what they are told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import attrs

from aura_core.album import address_of, labelled, shown_as
from aura_core.casting.chain import Chain, Switch
from aura_core.concurrency import in_thread, together, waited
from aura_core.configuration import SettingsFile
from aura_core.directing.seeking import searches
from aura_core.errors import InvalidInputError
from aura_core.model.enums import Aspect
from aura_core.model.footage import FootageRequest
from aura_core.model.order import ProviderSelection
from aura_core.model.pictures import BatchVisualsRequest, GenerateVisualRequest, Label, VisualReply, VisualsReply
from aura_core.model.render import Resolution, frame_size
from aura_core.model.script import Scene
from aura_core.model.settings import UserSettings
from aura_core.model.visuals import PictureRequest
from aura_core.ordering.defaults import owners_selection
from aura_core.pipeline import Services
from aura_core.ports import FootageSource, quiet
from aura_core.settings import Settings
from aura_core.stages.gathering import Found, search
from aura_core.stages.illustrating import drawn
from aura_core.store import Store
from aura_core.wiring import open_services


__all__ = ["Made", "Wish", "batch_of", "chain_of", "found", "made", "owner_of", "picture_of", "shown", "size_of"]

_FRAME: Final = Resolution(1920, 1080)
_STYLED: Final = re.compile(r"\s*(\w[\w -]{0,39}) style:\s*(?=.*\w)", re.DOTALL)
"""How the original's client begins a prompt, whatever it asks for besides."""

_SECONDS: Final = 5.0
"""How long a picture is seen that is asked for without a film."""


@attrs.frozen
class Wish:
    """
    A picture that is wanted.

    Attributes:
        words: What is to be seen.

        sought: What is searched for, the narrowest first, down to what will do.

        text: What is said meanwhile; may be empty.

        style: Its look.

        theme: The style by which slides look.

        language: Of the words, a BCP 47 tag.

        unwanted: What must not be seen.
    """

    words: str
    sought: tuple[str, ...]
    text: str
    size: Resolution
    style: str
    theme: str
    language: str
    seed: int = 0
    unwanted: tuple[str, ...] = ()
    subject: str = ""


@attrs.frozen
class Made:
    """
    A picture that is kept.

    Attributes:
        stands_in: Whether it is a slide because nothing was found or painted.
    """

    path: Path
    label: Label
    stands_in: bool


def picture_of(asked: GenerateVisualRequest, settings: Settings) -> VisualReply:
    """
    Have a picture made or found, and wait for it.

    Raises:
        InvalidInputError: nobody has the name of the provider.

        ProviderError: they cannot be asked, or failed.
    """
    (picture,), notice = _pictures(asked, (asked.prompt,), (asked.text,), settings)
    return attrs.evolve(shown(picture, asked.prompt), notice=notice)


def batch_of(asked: BatchVisualsRequest, settings: Settings) -> VisualsReply:
    """
    Have a picture made or found for each scene, and wait for all.

    Raises:
        InvalidInputError: nobody has the name of the provider, or there are not as many texts as prompts.

        ProviderError: they cannot be asked, or failed; what was made until then is kept.
    """
    if asked.texts and len(asked.texts) != len(asked.prompts):
        raise InvalidInputError.of(
            "$.texts", "There are not as many texts as prompts.", remedy="Give one for each prompt, or none."
        )
    pictures, notice = _pictures(asked, asked.prompts, asked.texts or ("",) * len(asked.prompts), settings)
    images = tuple(shown(picture, prompt) for picture, prompt in zip(pictures, asked.prompts, strict=True))
    ((provider, _),) = Counter(image.provider for image in images).most_common(1)
    failed = sum(picture.stands_in for picture in pictures)
    return VisualsReply(images, len(images), failed, provider, datetime.now(UTC), notice)


def shown(picture: Made, prompt: str) -> VisualReply:
    """Tell a client of a *picture*."""
    label, address = picture.label, address_of(picture.path)
    return VisualReply(
        image_path=address,
        thumbnail_path=f"/api/thumbnails?path={address}",
        provider=label.provider,
        prompt=prompt,
        generated_at=datetime.now(UTC),
        width=label.width,
        height=label.height,
        title=label.title,
        attribution=label.attribution or None,
        license=label.license or None,
    )


def _pictures(
    asked: GenerateVisualRequest | BatchVisualsRequest,
    prompts: Sequence[str],
    texts: Sequence[str],
    settings: Settings,
) -> tuple[list[Made], str | None]:
    """Have the pictures made; return them, and why some are not of whoever was asked."""
    owner, services = owner_of(settings), open_services(settings)
    size = size_of(asked.aspect_ratio, asked.width, asked.height)
    language = asked.language or owner.general.language
    parted = [_parted(prompt, asked.style) for prompt in prompts]
    scenes = [
        Scene(place, "", text or words, visual_prompt=words)
        for place, ((words, _), text) in enumerate(zip(parted, texts, strict=True))
    ]
    wishes = [
        Wish(words, sought or (words,), text, size, asked.style, theme, language, asked.seed, asked.negative_prompts)
        for (words, theme), text, sought in zip(parted, texts, searches(scenes, "", language), strict=True)
    ]
    notices: list[str] = []
    with services.studio.store.run():
        chain = chain_of(asked.provider, owner, services)
        pictures = waited(made(wishes, chain, services, notices))
    return pictures, " ".join(dict.fromkeys(notices)) or None


def _parted(prompt: str, style: str) -> tuple[str, str]:
    """Return what is to be seen of *prompt*, and the style that it names before, or else *style*."""
    found = _STYLED.match(prompt)
    return (prompt[found.end() :], found[1]) if found else (prompt, style)


def owner_of(settings: Settings) -> UserSettings:
    """Return what the owner has decided."""
    return SettingsFile(settings.data).read().settings


def size_of(aspect: Aspect, width: int | None = None, height: int | None = None) -> Resolution:
    """Return what size a picture is to have: what is told, or the frame of a film of that *aspect*."""
    return Resolution(width, height) if width and height else frame_size(aspect, _FRAME)


def chain_of(
    word: str, owner: UserSettings | None, services: Services, path: str = "$.provider"
) -> Chain[FootageSource | None]:
    """
    Say who illustrates: whoever *word* means, and without one whoever would illustrate the owner's films.

    Args:
        owner: Whose wishes count besides; ``None`` for nobody's.

        path: Where *word* is from.

    Raises:
        InvalidInputError: nobody has that name.

        ProviderError: whoever is named cannot be asked.
    """
    wished = ProviderSelection(visuals=word or None)
    chosen = (owners_selection(owner, wished) if owner else wished).visuals
    try:
        return services.rosters.illustrators.chain(chosen, None)
    except InvalidInputError as error:
        issues = [attrs.evolve(issue, path=path) for issue in error.issues]
        raise InvalidInputError(issues, remedy=error.remedy) from error


async def made(
    wishes: Sequence[Wish], illustrators: Chain[FootageSource | None], services: Services, notices: list[str]
) -> list[Made]:
    """
    Have a picture made or found for each of *wishes*, none twice while anything else is left.

    Args:
        notices: Are added to, where somebody stands in.

    Raises:
        ProviderError: whoever was chosen by name could not be asked.
    """
    store = services.studio.store

    def tell(switch: Switch) -> None:
        notices.append(switch.message)

    if illustrators.head is None:
        found: list[Found | None] = [None] * len(wishes)
    else:
        found = await search([_requests(wish) for wish in wishes], illustrators, store, quiet, tell)
    slides = illustrators.head is None
    return await together(
        _kept(wish, one, services, store, stands_in=not slides) for wish, one in zip(wishes, found, strict=True)
    )


async def found(
    wishes: Sequence[Wish], illustrators: Chain[FootageSource | None], services: Services, notices: list[str]
) -> list[Made]:
    """
    Have a picture found for each of *wishes*, each once, as far as there are as many.

    Args:
        notices: Are added to, where nothing is found.

    Raises:
        ProviderError: they could not be asked.
    """
    store = services.studio.store

    def tell(switch: Switch) -> None:
        notices.append(switch.message)

    files = await search([_requests(wish) for wish in wishes], illustrators, store, quiet, tell)
    unlike = {one.path: (wish, one) for wish, one in zip(wishes, files, strict=True) if one}
    return await together(_kept(wish, one, services, store, stands_in=False) for wish, one in unlike.values())


def _requests(wish: Wish) -> tuple[FootageRequest, ...]:
    return tuple(
        FootageRequest(
            words=words,
            text=wish.text,
            size=wish.size,
            seconds=_SECONDS,
            style=wish.style,
            language=wish.language,
            seed=wish.seed,
            subject=wish.subject,
            motif=wish.words,
            still=True,
            unwanted=wish.unwanted,
        )
        for words in wish.sought
    )


async def _kept(wish: Wish, found: Found | None, services: Services, store: Store, *, stands_in: bool) -> Made:
    if found:
        path = await in_thread(shown_as, Path(found.path), store)
        return Made(path, labelled(path, store, found.provider, found.footage), stands_in=False)
    path = await drawn(_slide(wish), services.images, store)
    return Made(path, labelled(path, store, services.images.name, title=wish.words[:200]), stands_in)


def _slide(wish: Wish) -> PictureRequest:
    """Ask for the slide that shows *wish*, as one in the middle of a film."""
    scene = Scene(1, wish.words if wish.text else "", wish.text or wish.words, visual_prompt=wish.words)
    return PictureRequest(
        scene=scene,
        scenes=3,
        title=wish.subject,
        subtitle="",
        size=wish.size,
        style=wish.theme,
        seed=wish.seed,
        language=wish.language,
    )
