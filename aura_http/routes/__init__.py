"""What the server answers, one resource a file; each route takes a value, calls one function and returns a value."""

from __future__ import annotations

from litestar.types import ControllerRouterHandler

from aura_http.routes import (
    captions,
    dependencies,
    editions,
    exporting,
    ffmpeg,
    filing,
    hardware,
    health,
    jobs,
    keys,
    logs,
    metrics,
    planner,
    preferences,
    profiles,
    projects,
    providers,
    queue,
    quick,
    render,
    requirements,
    scripts,
    session,
    settings,
    setup,
    speech,
    ssml,
    standing,
    streams,
    system,
    transfer,
    video,
)


__all__ = ["ROUTES"]

ROUTES: list[ControllerRouterHandler] = [
    *jobs.ROUTES,
    *editions.ROUTES,
    *planner.ROUTES,
    *speech.ROUTES,
    *ssml.ROUTES,
    *streams.ROUTES,
    *render.ROUTES,
    *queue.ROUTES,
    *quick.ROUTES,
    *video.ROUTES,
    *session.ROUTES,
    *filing.ROUTES,
    *captions.ROUTES,
    *exporting.ROUTES,
    *ffmpeg.ROUTES,
    *hardware.ROUTES,
    *health.ROUTES,
    *logs.ROUTES,
    *metrics.ROUTES,
    *settings.ROUTES,
    *preferences.ROUTES,
    *transfer.ROUTES,
    *keys.ROUTES,
    *system.ROUTES,
    *requirements.ROUTES,
    *scripts.ROUTES,
    *projects.ROUTES,
    *setup.ROUTES,
    *profiles.ROUTES,
    *dependencies.ROUTES,
    *standing.ROUTES,
    *providers.ROUTES,
]
"""Every route there is."""
