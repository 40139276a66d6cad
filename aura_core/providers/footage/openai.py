"""
OpenAI: pictures painted by a model.

https://platform.openai.com/docs/api-reference/images/create, and /docs/guides/image-generation (read in 2026).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs

from aura_core.model.footage import Footage, FootageRequest
from aura_core.model.render import Resolution
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.outbound.charge import Charge
from aura_core.providers.footage.painting import as_picture, prompt_for, size_within, to_paint


__all__ = ["OpenAIFootage"]

_MODEL: Final = "gpt-image-2.6-flare"

_AREA: Final = 1536 * 864
"""Pixels: enough for the frame of most films, and a third of the price of one in full HD and more."""

_STEP: Final = 16

_OLDER: Final = {
    "landscape": Resolution(1536, 1024),
    "portrait": Resolution(1024, 1536),
    "square": Resolution(1024, 1024),
}
"""All sizes that the first of these models have."""

_DOLLARS_IN: Final = 5 / 1_000_000
"""A token of a prompt (November 2026)."""

_DOLLARS_OUT: Final = 30 / 1_000_000
"""A token of a picture, likewise."""

_MOST: Final = Charge(dollars=0.10)
"""What a picture of this size and quality may cost; usual are 4 to 7 cents."""


@attrs.frozen
class _Picture:
    b64_json: str


@attrs.frozen
class _Usage:
    input_tokens: int
    output_tokens: int


@attrs.frozen
class _Answer:
    data: tuple[_Picture, ...]
    usage: _Usage | None = None


class OpenAIFootage:
    """
    Paints with the image models of OpenAI.
    """

    version = "1"

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.name = channel.provider.id
        # The account's model may be the one that writes.
        self._model = channel.model if "image" in channel.model else _MODEL

    async def find(self, request: FootageRequest) -> tuple[Footage, ...]:
        """Return what can be painted for *request*; asks nobody."""
        return (to_paint(self._channel.provider, self._model, request, self._size(request), ".jpg"),)

    async def fetch(self, footage: Footage, request: FootageRequest, target: Path) -> None:
        """
        Paint *footage* into *target*.

        Raises:
            ProviderError: it was not painted.
        """
        # It takes no seed.
        other = f" Variant {request.seed}." if request.seed else ""
        call = Call(
            "POST",
            "images/generations",
            json={
                "model": self._model,
                "prompt": f"{prompt_for(request)}{other}",
                "n": 1,
                "size": f"{footage.width}x{footage.height}",
                "quality": "medium",
                "output_format": "jpeg",
                "moderation": "auto",
            },
            largest=64 * 1024 * 1024,
            read_s=300,
            total_s=300,
            kept=True,
            model=self._model,
            expected=_MOST,
        )
        await self._channel.ask(call, as_picture(_Answer, _first, target), _charge)

    def _size(self, request: FootageRequest) -> Resolution:
        if self._model.startswith("gpt-image-1"):
            return _OLDER[request.orientation]
        return size_within(_AREA, request.size, _STEP)


def _first(answer: _Answer) -> str | None:
    return answer.data[0].b64_json if answer.data else None


def _charge(answer: _Answer) -> Charge:
    if answer.usage is None:
        return _MOST
    asked, painted = answer.usage.input_tokens, answer.usage.output_tokens
    return Charge(asked, painted, dollars=asked * _DOLLARS_IN + painted * _DOLLARS_OUT)
