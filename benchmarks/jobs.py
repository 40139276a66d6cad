"""
The reference jobs, defined once.

R60: 6 scenes × 10 s, 1920×1080 at 30, Ken Burns on photographs, 0.5 s crossfades, burned word-highlight captions, speech.
R30: 5 × 6 s at 1280×720, the same.
D60: a 60 s deck of text slides, soft captions.
"""

from fractions import Fraction
from pathlib import Path

from aura_core import Brief, CaptionSpec, Order, PlanSpec, RenderSpec, Resolution
from aura_core.model.enums import ArtifactKind, CaptionMode
from benchmarks.photos import make


OUT = Path(__file__).parent / "out"

_SENTENCES = (
    "Twice a day the sea climbs the beach, waits a little while, and then quietly walks back to where it came from.",
    "The moon pulls on the water that faces it, and the whole ocean bulges a little towards that distant grey stone.",
    "On the far side of the planet a second bulge rises, because there the pull is at its weakest of all.",
    "As the earth turns, every coast is carried through both of these hills of water, one after the other, each day.",
    "When the sun stands in line with the moon, their pulls add up, and the tide runs higher than at other times.",
    "Bays and channels squeeze the moving water, so that two harbours an hour apart can live by very different clocks.",
    "Fishermen, pilots and birds have known these hours by heart for longer than anybody has been writing them down.",
)


def script(scenes: int, pictures: list[Path] | None = None) -> str:
    """Write a script of *scenes* sections of about ten seconds, each with its picture if there are any."""
    parts = ["# How tides work"]
    for index in range(scenes):
        picture = f"![]({pictures[index]})\n\n" if pictures else ""
        parts.append(
            f"## Part {index + 1}\n\n{picture}{_SENTENCES[index % 7]} Now look again, and watch what the water does."
        )
    return "\n\n".join(parts)


def r60(changed: int | None = None, captions: CaptionMode = CaptionMode.BURN) -> Order:
    """Return the job R60; with another picture in scene *changed*."""
    return _ken_burns(6, 60, Resolution(1920, 1080), captions, changed)


def r30() -> Order:
    """Return the job R30."""
    return _ken_burns(5, 30, Resolution(1280, 720), CaptionMode.BURN)


def _ken_burns(scenes: int, seconds: int, size: Resolution, captions: CaptionMode, changed: int | None = None) -> Order:
    photos = make(OUT / "photos", 7)
    chosen = [photos / f"photo-{6 if index == changed else index}.jpg" for index in range(scenes)]
    return Order(
        Brief("How tides work"),
        plan_spec=PlanSpec(target_duration=Fraction(seconds)),
        render_spec=RenderSpec(res=size),
        script=script(scenes, chosen),
        fit_duration=True,
        captions=CaptionSpec(captions),
        artifacts=(ArtifactKind.TIMELINE,),
    )


def d60(captions: CaptionMode = CaptionMode.SOFT, seconds: int = 60) -> Order:
    """Return the job D60, or one of another length."""
    return Order(
        Brief("How tides work"),
        plan_spec=PlanSpec(target_duration=Fraction(seconds)),
        script=script(seconds // 10),
        fit_duration=True,
        captions=CaptionSpec(captions),
    )
