"""
Stable Diffusion web UI, by AUTOMATIC1111 or Forge: pictures painted on one's own machine.

https://github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/API; a server's own reference is at its ``/docs`` (read in
2026). It has to be started with ``--api``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import attrs

from aura_core.model.footage import Footage, FootageRequest
from aura_core.model.render import Resolution
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.providers.footage.painting import UNWANTED, as_picture, paints_large, prompt_for, size_within, to_paint


__all__ = ["StableDiffusionFootage"]

_LARGE_AREA: Final = 1024 * 1024

_SMALL_AREA: Final = 768 * 432
"""What others paint without showing everything twice; it is then painted once more at double the size."""

_STEP: Final = 8

_STEPS: Final = 25

_HOUR: Final = 3600.0
"""It paints one picture after the other, without a graphics card minutes each, and all scenes stand in its queue."""


@attrs.frozen
class _Options:
    sd_model_checkpoint: str | None = None


@attrs.frozen
class _Answer:
    images: tuple[str, ...]


class StableDiffusionFootage:
    """
    Paints with the model that is loaded there, or the one that the settings name.
    """

    version = "1"

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.name = channel.provider.id

    async def find(self, request: FootageRequest) -> tuple[Footage, ...]:
        """
        Return what can be painted for *request*.

        Raises:
            ProviderError: it could not be asked for its model.
        """
        model = self._channel.model
        if not model:
            options = await self._channel.json(Call("GET", "sdapi/v1/options", takes=("application/json",)), _Options)
            model = options.sd_model_checkpoint or ""
        large = paints_large(model)
        size = size_within(_LARGE_AREA if large else _SMALL_AREA, request.size, _STEP)
        shown = size if large else Resolution(2 * size.width, 2 * size.height)
        return (to_paint(self._channel.provider, model, request, shown, ".png"),)

    async def fetch(self, footage: Footage, request: FootageRequest, target: Path) -> None:
        """
        Paint *footage* into *target*.

        Raises:
            ProviderError: it was not painted.
        """
        call = Call(
            "POST",
            "sdapi/v1/txt2img",
            json={
                "prompt": prompt_for(request),
                "negative_prompt": ", ".join((*request.unwanted, UNWANTED)),
                "seed": request.seed,
                "steps": _STEPS,
                "cfg_scale": 7,
                "n_iter": 1,
                "batch_size": 1,
                "save_images": False,
                **_sides(footage),
                **({"override_settings": {"sd_model_checkpoint": self._channel.model}} if self._channel.model else {}),
            },
            largest=64 * 1024 * 1024,
            read_s=_HOUR,
            total_s=_HOUR,
            model=self._channel.model,
        )
        await self._channel.ask(call, as_picture(_Answer, _first, target))


def _sides(footage: Footage) -> dict[str, Any]:
    """Say how *footage* gets its size: at once, or painted at half of it and then once more."""
    if footage.width * footage.height <= _LARGE_AREA * 1.1:
        return {"width": footage.width, "height": footage.height}
    return {
        "width": footage.width // 2,
        "height": footage.height // 2,
        "enable_hr": True,
        "hr_scale": 2,
        "hr_upscaler": "Latent",
        "denoising_strength": 0.6,
    }


def _first(answer: _Answer) -> str | None:
    return answer.images[0] if answer.images else None
