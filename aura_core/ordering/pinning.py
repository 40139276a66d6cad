"""
Films of scripts that are kept: the script is looked up once, and kept with the request.
"""

from __future__ import annotations

from typing import Any

import attrs

from aura_core.model.request import JobRequest, PinnedRequest
from aura_core.model.scripts import KeptScript


__all__ = ["pinned", "unpinned"]


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


def unpinned(request: JobRequest) -> PinnedRequest:
    """Return *request* as one whose script was looked for in vain."""
    return PinnedRequest(**_members(request))


def _members(request: JobRequest) -> dict[str, Any]:
    return {field.name: getattr(request, field.name) for field in attrs.fields(JobRequest)}
