"""
Films of scripts and pictures that are kept: they are looked up once, and kept with the request.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeGuard

import attrs

from aura_core.model.pictures import MEDIA, ChosenPicture
from aura_core.model.request import JobRequest, PinnedRequest
from aura_core.model.scripts import KeptScript


__all__ = ["is_address", "pinned", "unpinned", "with_pictures"]


def pinned(request: JobRequest, kept: KeptScript) -> PinnedRequest:
    """
    Return *request* as one for the film of *kept*, with what it leaves out as that was written for.

    The film of a script that nobody has changed is the very film that would have been made without keeping one.
    """
    order = kept.order
    brief = request.brief or order.brief
    return PinnedRequest(
        **_members(request)
        | {
            "brief": attrs.evolve(brief, language=kept.script.language),
            "plan_spec": request.plan_spec or order.plan_spec,
            "seed": request.seed or order.seed,
            "fit_duration": kept.fits_duration if request.fit_duration is None else request.fit_duration,
            "written": kept.script,
        }
    )


def with_pictures(request: JobRequest, named: Callable[[str, int, str], ChosenPicture]) -> JobRequest:
    """
    Return *request* with the pictures of this server that it, its scenes and its script name, as far as there are such.

    What the request names goes before what a scene has.

    Args:
        named: Returns what a scene shows that names a picture by an address at a JSON path.
    """
    written = request.written.scenes if isinstance(request, PinnedRequest) and request.written else ()
    chosen = {
        scene.index: named(scene.path_or_url, scene.index, "$.scriptId")
        for scene in written
        if is_address(scene.path_or_url)
    }
    for place, own in enumerate(request.scenes):
        if is_address(own.path_or_url):
            chosen[place] = named(own.path_or_url, place, f"$.scenes[{place}].pathOrUrl")
    for place, one in enumerate(request.pictures):
        chosen[one.scene_index] = named(one.image_path, one.scene_index, f"$.pictures[{place}].imagePath")
    if not chosen:
        return request
    scenes = tuple(
        attrs.evolve(own, path_or_url=None) if is_address(own.path_or_url) else own for own in request.scenes
    )
    pinned_one = request if isinstance(request, PinnedRequest) else unpinned(request)
    return attrs.evolve(pinned_one, scenes=scenes, chosen=tuple(chosen[place] for place in sorted(chosen)))


def is_address(path: str | None) -> TypeGuard[str]:
    """Whether *path* is where a server has a picture, and no file of its machine."""
    return path is not None and path.startswith(MEDIA)


def unpinned(request: JobRequest) -> PinnedRequest:
    """Return *request* as one whose script was looked for in vain."""
    return PinnedRequest(**_members(request))


def _members(request: JobRequest) -> dict[str, Any]:
    return {field.name: getattr(request, field.name) for field in attrs.fields(JobRequest)}
