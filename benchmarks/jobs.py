"""
The reference jobs, defined once.

R60: 6 scenes × 10 s, 1920×1080 at 30, Ken Burns on photographs, 0.5 s crossfades, burned word-highlight captions, speech.
R30: 5 × 6 s at 1280×720, the same.
D60: a 60 s deck of text slides, soft captions.
"""

from fractions import Fraction
from pathlib import Path

from aura_core import Brief, CaptionSpec, Order, PlanSpec, RenderSpec, Resolution, VisualSpec
from aura_core.model.enums import CaptionMode
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


def script(scenes: int, changed: int | None = None) -> str:
    """Write a script of *scenes* sections of equal length; the words of section *changed* are in another order."""
    parts = ["# How tides work"]
    for index in range(scenes):
        words = f"{_SENTENCES[index % 7]} Now look again."
        parts.append(
            f"## Part {index + 1}\n\n{words if index != changed else ' '.join(_SENTENCES[index % 7].split()[::-1])}"
        )
    return "\n\n".join(parts)


def r60(photos: Path | None = None) -> Order:
    """Return the job R60."""
    return _ken_burns(6, 60, Resolution(1920, 1080), photos or make(OUT / "photos"))


def r30() -> Order:
    """Return the job R30."""
    return _ken_burns(5, 30, Resolution(1280, 720), make(OUT / "photos"))


def _ken_burns(scenes: int, seconds: int, size: Resolution, photos: Path) -> Order:
    return Order(
        Brief("How tides work"),
        plan_spec=PlanSpec(target_duration=Fraction(seconds)),
        render_spec=RenderSpec(res=size),
        script=script(scenes),
        fit_duration=True,
        captions=CaptionSpec(CaptionMode.BURN),
        visuals=VisualSpec(photos),
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
