"""
Stability AI: pictures painted by a model.

https://platform.stability.ai/docs/api-reference, "Stable Image" (v2beta, read in 2026).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from aura_core.model.footage import Footage, FootageRequest
from aura_core.model.prices import picture_price
from aura_core.model.render import Resolution
from aura_core.outbound.answers import Body
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.outbound.charge import Charge
from aura_core.outbound.failures import UnreachedError
from aura_core.outbound.media import PICTURES, as_file
from aura_core.providers.footage.painting import UNWANTED, prompt_for, size_within, to_paint
from aura_core.verdicts import Verdict


__all__ = ["StabilityFootage"]

_SERVICES: Final = ("core", "sd3", "ultra")

_RATIOS: Final = ("21:9", "16:9", "3:2", "5:4", "1:1", "4:5", "2:3", "9:16", "9:21")

_AREA: Final = 1536 * 864
"""About as many pixels as its pictures have; it is asked for a shape, not for a size."""

_SEEDS: Final = 4_294_967_294


class StabilityFootage:
    """
    Paints with Stable Image Core, or the service that is set as its model: ``core``, ``sd3`` or ``ultra``.
    """

    version = "1"

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.name = channel.provider.id
        self._service = channel.model or "core"

    async def find(self, request: FootageRequest) -> tuple[Footage, ...]:
        """
        Return what can be painted for *request*; asks nobody.

        Raises:
            ProviderError: there is no such service.
        """
        if self._service not in _SERVICES:
            services = ", ".join(_SERVICES)
            raise self._channel.failed(
                Verdict.MODEL_NOT_FOUND, "it has no such service", remedy=f"Set its model to one of {services}."
            )
        size = size_within(_AREA, request.size, 64)
        return (to_paint(self._channel.provider, self._service, request, size, ".jpg"),)

    async def fetch(self, footage: Footage, request: FootageRequest, target: Path) -> None:
        """
        Paint *footage* into *target*.

        Raises:
            ProviderError: it was not painted.
        """
        charge = Charge(dollars=picture_price("stabilityai", self._service))
        call = Call(
            "POST",
            f"v2beta/stable-image/generate/{self._service}",
            form={
                "prompt": prompt_for(request),
                "negative_prompt": ", ".join((*request.unwanted, UNWANTED)),
                "aspect_ratio": _ratio(request.size),
                # 0 stands for any.
                "seed": str(request.seed % _SEEDS + 1),
                "output_format": "jpeg",
            },
            takes=("image/",),
            largest=PICTURES.largest,
            read_s=180,
            total_s=180,
            kept=True,
            model=self._service,
            expected=charge,
        )
        file = as_file(PICTURES, target)

        async def read(body: Body) -> None:
            # What is found improper comes blurred, as if all were well.
            if body.headers.get("finish-reason") == "CONTENT_FILTERED":
                raise UnreachedError(Verdict.CONTENT_POLICY, "it did not want to show what it painted")
            await file(body)

        await self._channel.ask(call, read, lambda _: charge)


def _ratio(size: Resolution) -> str:
    """Return the shape nearest to *size*."""

    def off(ratio: str) -> float:
        width, height = map(int, ratio.split(":"))
        shape = size.width * height / (size.height * width)
        return max(shape, 1 / shape)

    return min(_RATIOS, key=off)
