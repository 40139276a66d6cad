"""
ComfyUI: pictures painted on one's own machine by a workflow, a graph of nodes.

https://docs.comfy.org/development/comfyui-server/comms_routes, and ``server.py`` and ``execution.py`` of
https://github.com/comfyanonymous/ComfyUI (read in 2026).

A workflow is queued (``POST /prompt``), looked for among those that are done (``GET /history/{id}``), and its picture
fetched (``GET /view``). One that nobody waits for any more is taken out of the queue, or interrupted if it is its turn.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from aura_core.model.footage import Footage, FootageRequest
from aura_core.model.render import Resolution
from aura_core.outbound.answers import Body, as_json
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.outbound.charge import Charge
from aura_core.outbound.failures import UnreachedError
from aura_core.outbound.media import PICTURES, as_file
from aura_core.providers.footage.painting import (
    UNWANTED,
    called_off,
    paints_large,
    prompt_for,
    size_within,
    to_paint,
    until,
)
from aura_core.store import digest
from aura_core.verdicts import Verdict


__all__ = ["ComfyUIFootage"]

_LOADER: Final = "CheckpointLoaderSimple"

_LARGE_AREA: Final = 1024 * 1024

_SMALL_AREA: Final = 768 * 432
"""What small models paint well; it is then painted once more at double the size."""

_STEP: Final = 16

_HOUR: Final = 3600.0
"""It paints one picture after the other, without a graphics card minutes each, and all scenes stand in its queue."""

_LARGEST: Final = 4 * 1024 * 1024
"""Bytes of a workflow; those that people share have some hundred thousand."""

_PLACE: Final = re.compile(r"\{(prompt|negative|width|height|seed|model)\}")

_ID: Final = re.compile(r"[0-9A-Za-z-]{1,64}")


@attrs.frozen
class _Queued:
    prompt_id: str


@attrs.frozen
class _Status:
    status_str: str = ""
    messages: tuple[tuple[Any, ...], ...] = ()


@attrs.frozen
class _Shown:
    images: tuple[Mapping[str, Any], ...] = ()


@attrs.frozen
class _Done:
    outputs: Mapping[str, _Shown]
    status: _Status | None = None


@attrs.frozen
class _Queue:
    queue_running: tuple[tuple[Any, ...], ...]
    queue_pending: tuple[tuple[Any, ...], ...]


class ComfyUIFootage:
    """
    Paints with a checkpoint that is there, or by the owner's own workflow.
    """

    version = "1"

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.name = channel.provider.id
        self._own = channel.account.get("workflow")

    async def find(self, request: FootageRequest) -> tuple[Footage, ...]:
        """
        Return what can be painted for *request*.

        Raises:
            ProviderError: it could not be asked for its models, has none, or the owner's workflow is none.
        """
        if self._own:
            workflow = await self._workflow()
            painted = to_paint(self._channel.provider, self._channel.model, request, _size(request, large=True), ".png")
            return (attrs.evolve(painted, id=digest(painted.id, json.dumps(workflow, sort_keys=True))),)
        model = await self._model()
        large = paints_large(model)
        size = _size(request, large=large)
        shown = size if large else Resolution(2 * size.width, 2 * size.height)
        return (to_paint(self._channel.provider, model, request, shown, ".png"),)

    async def fetch(self, footage: Footage, request: FootageRequest, target: Path) -> None:
        """
        Paint *footage* into *target*.

        Raises:
            ProviderError: it was not painted; where a node failed, it is named.
        """
        call = Call(
            "POST",
            "prompt",
            json={"prompt": await self._filled(request)},
            total_s=_HOUR,
            model=self._channel.model,
        )

        async def painted(path: Path) -> Charge:
            queued = await self._channel.exchange(call, as_json(_Queued))
            if not _ID.fullmatch(queued.prompt_id):
                raise UnreachedError(Verdict.BAD_SCHEMA, "what it calls the workflow is no id")
            async with called_off(lambda: self._stop(queued.prompt_id)):
                done = await until(lambda: self._done(queued.prompt_id))
            await self._channel.exchange(_view(_picture(done)), as_file(PICTURES, path))
            return Charge()

        await self._channel.made(call, target, painted)

    async def checkpoints(self) -> tuple[str, ...]:
        """
        Return the names of the checkpoints that are there.

        Raises:
            ProviderError: it could not be asked.
        """
        return await self._channel.ask(Call("GET", f"object_info/{_LOADER}"), _checkpoints)

    async def _model(self) -> str:
        there = await self.checkpoints()
        wanted = self._channel.model
        if not there or (wanted and wanted not in there):
            raise self._channel.failed(
                Verdict.MODEL_NOT_FOUND,
                f"it has no checkpoint {wanted}" if wanted else "it has no checkpoints",
                remedy="Put the checkpoint into its folder models/checkpoints, or name another one.",
            )
        return wanted or there[0]

    async def _filled(self, request: FootageRequest) -> dict[str, Any]:
        """Return the workflow that paints *request*."""
        if self._own:
            size, model = _size(request, large=True), self._channel.model
            workflow: Any = await self._workflow()
        else:
            model = await self._model()
            size = _size(request, large=paints_large(model))
            workflow = _usual(model)
        told = {"prompt": prompt_for(request), "negative": ", ".join((*request.unwanted, UNWANTED)), "model": model}
        filled: dict[str, Any] = _in_place(
            workflow, {**told, "width": size.width, "height": size.height, "seed": request.seed}
        )
        return filled

    async def _workflow(self) -> Mapping[str, Any]:
        """Read the owner's own workflow."""
        try:
            path = Path(self._own)
            text = await asyncio.to_thread(lambda: path.read_bytes() if path.stat().st_size <= _LARGEST else b"")
            workflow = json.loads(text)
        except (OSError, ValueError, RecursionError) as error:
            raise self._unusable("cannot be read") from error
        nodes = workflow.values() if isinstance(workflow, dict) else ()
        if not nodes or not all(isinstance(node, dict) and "class_type" in node for node in nodes):
            raise self._unusable("is not in API format")
        if "{prompt}" not in set(_places(workflow)):
            raise self._unusable("has no place for {prompt}")
        return dict(workflow)

    def _unusable(self, reason: str) -> Exception:
        return self._channel.failed(
            Verdict.NOT_CONFIGURED,
            f"its workflow {self._own} {reason}",
            remedy="Export the workflow with File, Export (API), and write {prompt} where its text is.",
        )

    async def _done(self, id_: str) -> _Done | None:
        """Look whether the workflow is done; ``None`` while it is not."""
        found = await self._channel.exchange(Call("GET", f"history/{id_}"), as_json(dict[str, _Done]))
        if id_ in found:
            return _well(found[id_])
        queue = await self._queue()
        if id_ not in {*_ids(queue.queue_running), *_ids(queue.queue_pending)}:
            # It may have been done between the two questions.
            again = await self._channel.exchange(Call("GET", f"history/{id_}"), as_json(dict[str, _Done]))
            if id_ not in again:
                raise UnreachedError(Verdict.SERVER_ERROR, "it knows the workflow no more, as if it had been restarted")
            return _well(again[id_])
        return None

    async def _queue(self) -> _Queue:
        return await self._channel.exchange(Call("GET", "queue"), as_json(_Queue))

    async def _stop(self, id_: str) -> None:
        """Take the workflow out of the queue, or interrupt it; older servers interrupt whatever it is the turn of."""
        await self._channel.exchange(Call("POST", "queue", json={"delete": [id_]}, takes=_ANYTHING), _ignored)
        if id_ in _ids((await self._queue()).queue_running):
            await self._channel.exchange(Call("POST", "interrupt", json={"prompt_id": id_}, takes=_ANYTHING), _ignored)


_ANYTHING: Final = ("application/", "text/")


async def _ignored(body: Body) -> None:
    await body.whole()


async def _checkpoints(body: Body) -> tuple[str, ...]:
    """Read the names of checkpoints out of what is said of the node that loads them: a list, or a list of options."""
    said = await as_json(dict[str, Any])(body)
    try:
        kind, *more = said[_LOADER]["input"]["required"]["ckpt_name"]
        names = kind if isinstance(kind, list) else more[0]["options"]
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise UnreachedError(Verdict.BAD_SCHEMA, "it does not say which checkpoints it has") from error
    return tuple(map(str, names))


def _size(request: FootageRequest, *, large: bool) -> Resolution:
    return size_within(_LARGE_AREA if large else _SMALL_AREA, request.size, _STEP)


def _well(done: _Done) -> _Done:
    """
    Make sure that a workflow has ended well.

    Raises:
        UnreachedError: it has not; the node that failed is named.
    """
    for kind, *told in done.status.messages if done.status else ():
        if kind == "execution_interrupted":
            raise UnreachedError(Verdict.REJECTED, "somebody has interrupted it")
        if kind == "execution_error" and told and isinstance(told[0], dict):
            said = {name: str(value) for name, value in told[0].items()}
            node = f"node {said.get('node_id', '?')}, {said.get('node_type', 'unknown')}"
            reason = " ".join(said.get("exception_message", "it failed").split())[:300].rstrip(".")
            if "OutOfMemory" in said.get("exception_type", "") or "out of memory" in reason.lower():
                remedy = "Choose a smaller model, or a smaller frame."
                raise UnreachedError(Verdict.SERVER_ERROR, f"its memory is too small ({node}: {reason})", remedy=remedy)
            raise UnreachedError(Verdict.SERVER_ERROR, f"a node failed ({node}: {reason})")
    if done.status and done.status.status_str == "error":
        raise UnreachedError(Verdict.SERVER_ERROR, "the workflow failed, and it does not say why")
    return done


def _picture(done: _Done) -> Mapping[str, Any]:
    """Choose what is shown of what a workflow has made: what it saves goes before what it previews."""
    made = [image for shown in done.outputs.values() for image in shown.images if image.get("filename")]
    if not made:
        raise UnreachedError(Verdict.BAD_SCHEMA, "its workflow makes no picture")
    return min(made, key=lambda image: image.get("type") != "output")


def _view(image: Mapping[str, Any]) -> Call:
    query = {name: str(image[name]) for name in ("filename", "subfolder", "type") if image.get(name)}
    return Call("GET", "view", query=query, takes=PICTURES.types, largest=PICTURES.largest)


def _ids(queue: tuple[tuple[Any, ...], ...]) -> set[str]:
    """Return the ids of what stands in a *queue*: entries are a number, the id, and what is to be done."""
    return {str(entry[1]) for entry in queue if len(entry) > 1}


def _places(part: Any) -> Iterator[str]:
    if isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _places(inner)
    elif isinstance(part, str):
        yield from (found[0] for found in _PLACE.finditer(part))


def _in_place(part: Any, told: Mapping[str, str | int]) -> Any:
    """Put what is *told* where a workflow has places for it; a place that is a whole text becomes a number if it is one."""
    if isinstance(part, Mapping):
        return {name: _in_place(inner, told) for name, inner in part.items()}
    if isinstance(part, list):
        return [_in_place(inner, told) for inner in part]
    if not isinstance(part, str):
        return part
    whole = _PLACE.fullmatch(part)
    return told[whole[1]] if whole else _PLACE.sub(lambda found: str(told[found[1]]), part)


def _usual(model: str) -> dict[str, Any]:
    """Return the workflow that suits *model*; a preview, for what is saved would stay in the server's folder."""
    guided = "flux" not in model.lower()
    sampling = {
        "seed": "{seed}",
        "steps": 25,
        "cfg": 7.0 if guided else 1.0,
        "sampler_name": "dpmpp_2m" if guided else "euler",
        "scheduler": "karras" if guided else "simple",
        "denoise": 1.0,
        "model": ["checkpoint", 0],
        "positive": ["wanted", 0],
        "negative": ["unwanted", 0],
        "latent_image": ["empty", 0],
    }
    nodes = {
        "checkpoint": (_LOADER, {"ckpt_name": "{model}"}),
        "wanted": ("CLIPTextEncode", {"text": "{prompt}", "clip": ["checkpoint", 1]}),
        "unwanted": ("CLIPTextEncode", {"text": "{negative}", "clip": ["checkpoint", 1]}),
        "empty": ("EmptyLatentImage", {"width": "{width}", "height": "{height}", "batch_size": 1}),
        "painted": ("KSampler", sampling),
    }
    last = "painted"
    if not paints_large(model):
        last = "refined"
        nodes["larger"] = (
            "LatentUpscaleBy",
            {"samples": ["painted", 0], "upscale_method": "nearest-exact", "scale_by": 2.0},
        )
        nodes["refined"] = ("KSampler", {**sampling, "denoise": 0.55, "latent_image": ["larger", 0]})
    nodes["decoded"] = ("VAEDecode", {"samples": [last, 0], "vae": ["checkpoint", 2]})
    nodes["shown"] = ("PreviewImage", {"images": ["decoded", 0]})
    return {name: {"class_type": kind, "inputs": inputs} for name, (kind, inputs) in nodes.items()}
