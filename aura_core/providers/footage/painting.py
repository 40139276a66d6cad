"""
What models that paint are told, and what is made of the pictures they give.

The words of a prompt are all here, whoever paints: what is to be seen, how it looks, and what must not be in it.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import math
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final, TypeVar

from aura_core.model.footage import Footage, FootageRequest
from aura_core.model.provider import Provider
from aura_core.model.render import Resolution
from aura_core.model.visuals import PictureKind
from aura_core.outbound.answers import Body, Reader, parsed
from aura_core.outbound.failures import UnreachedError
from aura_core.outbound.media import PICTURES, as_file
from aura_core.store import digest
from aura_core.verdicts import Verdict


__all__ = [
    "LOOKS",
    "UNWANTED",
    "as_picture",
    "called_off",
    "paints_large",
    "prompt_for",
    "size_within",
    "to_paint",
    "until",
]

T = TypeVar("T")

LOOKS: Final[Mapping[str, str]] = {
    "photorealistic": "a photograph, natural light, true colours, sharp and detailed",
    "modern": "a clean contemporary photograph, natural light, restrained colours",
    "minimal": "a minimalist photograph, one subject, much empty space, soft light",
    "cinematic": "a still of a film, anamorphic, dramatic light, shallow depth of field",
    "documentary": "a documentary photograph, available light, unposed",
    "corporate": "a bright editorial photograph of business life, neutral colours",
    "playful": "a cheerful illustration, bold flat shapes, lively colours",
    "educational": "a clear textbook illustration, plain background, accurate proportions",
    "dark": "a low-key photograph, deep shadows, one source of light",
    "retro": "a photograph on old film stock, faded colours, fine grain",
    "watercolor": "a watercolour painting, loose washes, visible paper",
}
"""How pictures look, by the style of the plan in lower case; any other style is passed on as it is."""

_FRAMES: Final = {"landscape": "A wide", "portrait": "An upright", "square": "A square"}

UNWANTED: Final = "text, letters, captions, watermark, logo, signature, frame, blurry, deformed, nudity, gore"
"""What must not be seen, for those who are told so apart from what must."""

_LARGE: Final = ("xl", "sd3", "flux", "pony", "illustrious", "qwen", "hidream", "chroma")
"""What the names of models have in them that paint a megapixel at once."""

_FIRST_LOOK_S: Final = 0.2
_LAST_LOOK_S: Final = 2.0
_STOPPING_S: Final = 2.0
"""A process that makes a film has three seconds to end."""

_LONGEST: Final = 400
"""Characters of what is said meanwhile that a prompt repeats."""


def prompt_for(request: FootageRequest) -> str:
    """Say in words what is to be painted for *request*."""
    said = re.sub(r"\s+", " ", request.text).strip()
    said = said if len(said) <= _LONGEST else f"{said[:_LONGEST].rpartition(' ')[0]}…"
    look = LOOKS.get(request.style.strip().lower(), f"in the style: {request.style}")
    film = f" It is for a film about “{subject}”." if (subject := request.subject.strip()) else ""
    without = f" Without {', '.join(request.unwanted)}." if request.unwanted else ""
    meanwhile = f" It is seen while a narrator says: “{said}”" if said else ""
    return (
        f"{_motif(request).rstrip('.')}, {look}.{film}{meanwhile} "
        f"{_FRAMES[request.orientation]} frame, calm towards its lower edge.{without} "
        "No text, letters, captions, logos or watermarks; safe for everybody to see."
    )


def _motif(request: FootageRequest) -> str:
    return (request.motif or request.words).strip()


def paints_large(model: str) -> bool:
    """Say whether *model*, by its name, paints a megapixel at once; others show everything twice in such a picture."""
    return any(word in model.lower() for word in _LARGE)


def size_within(area: int, size: Resolution, step: int) -> Resolution:
    """Return a size of about *area* pixels, shaped as *size*, whose sides are multiples of *step*."""
    ratio = min(3.0, max(1 / 3, size.width / size.height))
    height = math.sqrt(area / ratio)
    return Resolution(*(max(step, round(side / step) * step) for side in (height * ratio, height)))


def to_paint(provider: Provider, model: str, request: FootageRequest, size: Resolution, suffix: str) -> Footage:
    """Offer the picture that *model* would paint for *request*: it lies nowhere yet."""
    return Footage(
        id=digest("painting", model, prompt_for(request), size, request.seed),
        kind=PictureKind.IMAGE,
        address="",
        suffix=suffix,
        width=size.width,
        height=size.height,
        title=_motif(request).capitalize(),
        attribution=f"Picture made by {provider.name}" + (f" ({model})" if model else ""),
    )


def as_picture(cls: type[T], pick: Callable[[T], str | None], target: Path) -> Reader[T]:
    """
    Return a reader that makes a *cls* of JSON, and writes the picture that it has in base64 to *target*.

    Args:
        pick: Says where the picture is.
    """

    async def read(body: Body) -> T:
        answer = parsed(await body.whole(), cls)
        try:
            content = base64.b64decode((pick(answer) or "").rpartition(",")[2], validate=True)
        except binascii.Error as error:
            raise UnreachedError(Verdict.BAD_SCHEMA, "its picture is no base64") from error
        await as_file(PICTURES, target)(Body(_at_once(content), "image/*", {}, PICTURES.largest))
        return answer

    return read


async def until(look: Callable[[], Awaitable[T | None]]) -> T:
    """Look again and again, and less and less often, until there is something."""
    wait = _FIRST_LOOK_S
    while (found := await look()) is None:
        await asyncio.sleep(wait)
        wait = min(2 * wait, _LAST_LOOK_S)
    return found


@contextlib.asynccontextmanager
async def called_off(stop: Callable[[], Awaitable[object]]) -> AsyncIterator[None]:
    """Have what is waited for in the block stopped when nobody waits for it any more."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(UnreachedError, TimeoutError):
            async with asyncio.timeout(_STOPPING_S):
                await stop()
        raise


async def _at_once(content: bytes) -> AsyncIterator[bytes]:
    yield content
