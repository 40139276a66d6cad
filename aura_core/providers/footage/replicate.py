"""
Replicate: pictures painted by whichever of its models one chooses.

https://replicate.com/docs/reference/http and /docs/topics/predictions (read in 2026): a prediction is begun, waited for
for a minute at most (``Prefer: wait``), then looked for, and what it has made lies at an address that needs no key.

What a model is told is what its own schema knows, for every model names its inputs as it likes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from aura_core.model.footage import Footage, FootageRequest
from aura_core.model.prices import picture_price
from aura_core.model.render import Resolution
from aura_core.outbound.answers import Body, as_json
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.outbound.charge import Charge
from aura_core.outbound.failures import UnreachedError
from aura_core.outbound.media import PICTURES, as_file
from aura_core.providers.footage.painting import UNWANTED, called_off, prompt_for, size_within, to_paint, until
from aura_core.verdicts import Verdict


__all__ = ["ReplicateFootage"]

_MODEL: Final = re.compile(r"(?P<name>[\w.-]+/[\w.-]+)(?::(?P<version>[0-9a-f]{64}))?")

_ID: Final = re.compile(r"[0-9a-z]{1,64}")

_AREA: Final = 1024 * 1024

_STEP: Final = 64

_SEEDS: Final = 2**31 - 1

_WAIT_S: Final = 30
"""What it is asked to wait before it answers; it takes up to 60."""

_LONGEST_S: Final = 600.0
"""A model that nobody has used for a while takes minutes to begin."""

_MOST: Final = Charge(dollars=0.10)
"""What a picture of a model may cost whose price nobody knows; the dearest that are usual take 8 cents."""


@attrs.frozen
class _Version:
    openapi_schema: Mapping[str, Any]


@attrs.frozen
class _Described:
    latest_version: _Version | None = None


@attrs.frozen
class _Prediction:
    id: str
    status: str
    output: Any = None
    error: Any = None


class ReplicateFootage:
    """
    Paints with FLUX schnell, or the model that is set: ``owner/name``, or ``owner/name:version``.
    """

    version = "1"

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.name = channel.provider.id

    async def find(self, request: FootageRequest) -> tuple[Footage, ...]:
        """
        Return what can be painted for *request*; asks nobody.

        Raises:
            ProviderError: what is set is no name of a model.
        """
        name, _ = self._named()
        return (to_paint(self._channel.provider, name, request, size_within(_AREA, request.size, _STEP), ".jpg"),)

    async def fetch(self, footage: Footage, request: FootageRequest, target: Path) -> None:
        """
        Paint *footage* into *target*.

        Raises:
            ProviderError: it was not painted.
        """
        name, version = self._named()
        told = _told(request, await self._inputs(name, version))
        if "prompt" not in told:
            raise self._channel.failed(
                Verdict.NOT_CONFIGURED,
                f"its model {name} takes no prompt",
                remedy="Choose a model that makes pictures of texts, such as black-forest-labs/flux-schnell.",
            )
        price = picture_price(self.name, name)
        charge = _MOST if price is None else Charge(dollars=price)
        call = Call(
            "POST",
            "predictions" if version else f"models/{name}/predictions",
            json={"version": version, "input": told} if version else {"input": told},
            headers={"Prefer": f"wait={_WAIT_S}"},
            read_s=2 * _WAIT_S,
            total_s=_LONGEST_S,
            kept=True,
            model=name,
            expected=charge,
        )

        async def painted(path: Path) -> Charge:
            begun = await self._channel.exchange(call, as_json(_Prediction))
            if not _ID.fullmatch(begun.id):
                raise UnreachedError(Verdict.BAD_SCHEMA, "what it calls the prediction is no id")
            async with called_off(lambda: self._cancel(begun.id)):
                done = begun if _has_ended(begun) else await until(lambda: self._looked(begun.id))
            file = Call("GET", _address(done), takes=PICTURES.types, largest=PICTURES.largest)
            await self._channel.exchange(file, as_file(PICTURES, path))
            return charge

        await self._channel.made(call, target, painted)

    def _named(self) -> tuple[str, str]:
        """Return the name of the model, and its version; empty for the latest."""
        found = _MODEL.fullmatch(self._channel.model)
        if found is None:
            raise self._channel.failed(
                Verdict.NOT_CONFIGURED,
                "its model is not called so",
                remedy="Name it as owner/name or owner/name:version, as its page does.",
            )
        return found["name"], found["version"] or ""

    async def _inputs(self, name: str, version: str) -> Mapping[str, Any]:
        """Return the schemas of what the model takes, by name; that is asked for once a film."""
        if version:
            call = Call("GET", f"models/{name}/versions/{version}", kept=True)
            schema = (await self._channel.json(call, _Version)).openapi_schema
        else:
            described = await self._channel.json(Call("GET", f"models/{name}", kept=True), _Described)
            schema = described.latest_version.openapi_schema if described.latest_version else {}
        try:
            schemas = schema["components"]["schemas"]
            return {
                input_: next(iter(_referred(said, schemas)), said)
                for input_, said in schemas["Input"]["properties"].items()
            }
        except (KeyError, TypeError, AttributeError) as error:
            raise self._channel.failed(Verdict.BAD_SCHEMA, "it does not say what the model takes") from error

    async def _looked(self, id_: str) -> _Prediction | None:
        # By its id, not at the address that the answer names: the key goes to our host only.
        found = await self._channel.exchange(Call("GET", f"predictions/{id_}"), as_json(_Prediction))
        return found if _has_ended(found) else None

    async def _cancel(self, id_: str) -> None:
        await self._channel.exchange(Call("POST", f"predictions/{id_}/cancel"), _ignored)


async def _ignored(body: Body) -> None:
    await body.whole()


def _has_ended(prediction: _Prediction) -> bool:
    return prediction.status not in {"starting", "processing", "queued"}


def _referred(said: Mapping[str, Any], schemas: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return what *said* refers to: choices have schemas of their own."""
    references = [one["$ref"] for one in (said, *said.get("allOf", ())) if "$ref" in one]
    return [schemas[str(reference).rpartition("/")[2]] for reference in references]


def _told(request: FootageRequest, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Say *request* in those of *inputs* that the model has."""
    size = size_within(_AREA, request.size, _STEP)
    formats = [one for one in ("jpg", "jpeg", "png", "webp") if one in _choices(inputs, "output_format")]
    ratios = [one for one in _choices(inputs, "aspect_ratio") if re.fullmatch(r"\d+:\d+", one)]
    told = {
        "prompt": prompt_for(request),
        "negative_prompt": ", ".join((*request.unwanted, UNWANTED)),
        "seed": request.seed % _SEEDS + 1,
        "num_outputs": 1,
        "width": size.width,
        "height": size.height,
        **({"aspect_ratio": _nearest(ratios, request.size)} if ratios else {}),
        **({"output_format": formats[0]} if formats else {}),
    }
    # One that has both takes sides only where the ratio is to be none of its own.
    sides = {"width", "height"} if ratios else set()
    return {name: value for name, value in told.items() if name in inputs and name not in sides}


def _choices(inputs: Mapping[str, Any], name: str) -> list[str]:
    return [str(one) for one in inputs.get(name, {}).get("enum", ())]


def _nearest(ratios: list[str], size: Resolution) -> str:
    """Return the shape nearest to *size*."""

    def off(ratio: str) -> float:
        width, height = map(int, ratio.split(":"))
        shape = size.width * max(1, height) / (size.height * max(1, width))
        return max(shape, 1 / shape)

    return min(ratios, key=off)


def _address(done: _Prediction) -> str:
    """
    Return where the picture is that a prediction has made: the first, where there are several.

    Raises:
        UnreachedError: it failed, or made none.
    """
    if done.status != "succeeded":
        reason = " ".join(str(done.error or "").split())[:300].rstrip(".")
        refused = re.search(r"nsfw|sensitive|safety|moderat|flagged", reason, re.IGNORECASE)
        verdict = Verdict.CONTENT_POLICY if refused else Verdict.SERVER_ERROR
        if done.status in {"canceled", "aborted"}:
            verdict = Verdict.REJECTED
        raise UnreachedError(verdict, f"the prediction {done.status}" + (f": {reason}" if reason else ""))
    made = done.output[0] if isinstance(done.output, list) and done.output else done.output
    if not isinstance(made, str) or not made.startswith(("https://", "http://")):
        raise UnreachedError(Verdict.BAD_SCHEMA, "its model makes no picture")
    return made
