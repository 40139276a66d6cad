"""
What a film shows, told from its script.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aura_core.model.enums import Density
from aura_core.model.order import Order
from aura_core.model.render import frame_size
from aura_core.model.script import Scene, Script
from aura_core.ports import ImageSource
from aura_core.stages.illustrating import in_folder, picture_request, shown_from_folder
from aura_core.timing import Seconds


__all__ = ["b_roll_of", "outline_of", "overlays_of", "share_for", "shots_of", "thumbnail_of", "without_pictures"]

_SHARES: Final = {Density.SPARSE: 60, Density.BALANCED: 40, Density.DENSE: 25}
"""Percent of the scenes that pictures suit; the more is said, the more has to be read."""

_APART: Final = Seconds(4, 10)
_BEFORE_THE_END: Final = Seconds(1)


def share_for(order: Order, most: float | None) -> int:
    """
    Return the percentage of scenes that pictures are to fill: what *order* says, else what its density suits.

    Args:
        most: What it is not to be more than.
    """
    wanted = _SHARES[order.plan_spec.density] if order.visuals.b_roll is None else order.visuals.b_roll
    return wanted if most is None else min(wanted, int(most))


def b_roll_of(script: Script, order: Order) -> float:
    """Return how much of the film's time the user's own pictures and clips fill, in percent."""
    shown = _filled(script, order)
    whole = sum(scene.duration for scene in script.scenes)
    filled = sum(scene.duration for scene, is_filled in zip(script.scenes, shown, strict=True) if is_filled)
    return round(float(100 * filled / whole), 1) if whole else 0.0


def _filled(script: Script, order: Order) -> list[bool]:
    theirs = shown_from_folder(script.scenes, order.visuals.b_roll)
    left = sum(1 for _ in in_folder(order.visuals.folder)) if order.visuals.folder else 0
    shown = []
    for scene, wanted in zip(script.scenes, theirs, strict=True):
        own = scene.picture is not None
        taken = wanted and not own and left > 0
        left -= taken
        shown.append(own or taken)
    return shown


def without_pictures(script: Script, order: Order) -> list[int]:
    """Return the numbers, from 1, of the scenes that pictures would suit and that have none."""
    suited = shown_from_folder(script.scenes, order.visuals.b_roll)
    shown = _filled(script, order)
    return [place + 1 for place, (wanted, has) in enumerate(zip(suited, shown, strict=True)) if wanted and not has]


def shots_of(script: Script, order: Order, images: ImageSource) -> int:
    """Return how many different pictures a scene shows, on average: a point that appears is one of its own."""
    size = frame_size(order.brief.aspect, order.render_spec.res)
    shots = [
        1
        if filled
        else _states(images.points(picture_request(scene, len(script.scenes), script, order, size)), scene.duration)
        for scene, filled in zip(script.scenes, _filled(script, order), strict=True)
    ]
    return max(1, round(sum(shots) / len(shots)))


def _states(points: Sequence[str], duration: Seconds) -> int:
    fits = _APART * (len(points) - 1) <= duration - _BEFORE_THE_END
    return len(points) if len(points) > 1 and fits else 1


def overlays_of(script: Script) -> int:
    """Return how many headings, points, quotations and captions of pictures are shown in a minute."""
    texts, before = 0, ""
    for scene in script.scenes:
        texts += (scene.heading not in {"", before}) + len(scene.bullets) + bool(scene.quotation) + bool(scene.caption)
        before = scene.heading or before
    seconds = float(sum(scene.duration for scene in script.scenes))
    return round(texts * 60 / seconds) if seconds else 0


def outline_of(script: Script) -> str:
    """Write a line a scene with its time, and its points below it."""
    lines = []
    for scene in script.scenes:
        lines.append(f"{scene.index + 1}. {_clock(scene.start)} {_titled(scene, script)}")
        lines += [f"   - {point}" for point in scene.bullets]
    return "\n".join(lines)


def _titled(scene: Scene, script: Script) -> str:
    return scene.heading or (script.title if scene.index == 0 else scene.script.partition(".")[0])


def _clock(moment: Seconds) -> str:
    return f"{int(moment) // 60}:{int(moment) % 60:02}"


def thumbnail_of(script: Script, order: Order, tags: Sequence[str]) -> str:
    """Say what a picture for the film would show, to whoever draws it."""
    theme = order.visuals.theme.value if order.visuals.theme else order.plan_spec.style
    about = ", ".join(tags[1:4])
    subject = f"{script.title} ({about})" if about else script.title
    shape = {"Widescreen16x9": "16:9", "Vertical9x16": "9:16", "Square1x1": "1:1", "Portrait4x5": "4:5"}
    return (
        f"{subject}. One subject, large and off centre, {order.brief.tone.lower()}, in the manner of {theme.lower()} "
        f"design, {shape[order.brief.aspect.value]}, with room for the title; no other words."
    )
