"""
Manners of directing, as tables.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from aura_core.model.enums import DirectorPreset, Pacing, TransitionKind
from aura_core.timing import Seconds


__all__ = ["Manner", "manner_of"]


@attrs.frozen
class Manner:
    """
    A way of directing.

    Attributes:
        within: Transitions between scenes of one section; quiet ones.

        sections: Transitions to a new section.

        quiet: Seconds of a quiet transition.

        loud: Seconds of any other.

        view: Seconds for which a view of a scene is seen at least.

        zoom: By how much a picture grows in a second.

        intensity: How excited the film is, 0 to 1.
    """

    within: tuple[TransitionKind, ...]
    sections: tuple[TransitionKind, ...]
    quiet: Seconds
    loud: Seconds
    view: Seconds
    zoom: float
    intensity: float


_CUT: Final = (TransitionKind.CUT,)
_DISSOLVE: Final = (TransitionKind.DISSOLVE,)

_BY_PACING: Final = {
    Pacing.CHILL: Manner(
        within=_DISSOLVE,
        sections=(TransitionKind.WIPE_LEFT, TransitionKind.FADE),
        quiet=Fraction(8, 10),
        loud=Fraction(1),
        view=Fraction(4),
        zoom=0.008,
        intensity=0.3,
    ),
    Pacing.CONVERSATIONAL: Manner(
        within=_DISSOLVE,
        sections=(TransitionKind.PUSH_LEFT, TransitionKind.SLIDE_LEFT, TransitionKind.WIPE_LEFT),
        quiet=Fraction(1, 2),
        loud=Fraction(7, 10),
        view=Fraction(3),
        zoom=0.012,
        intensity=0.5,
    ),
    Pacing.FAST: Manner(
        within=_CUT,
        sections=(TransitionKind.SLIDE_LEFT, TransitionKind.PUSH_LEFT, TransitionKind.PUSH_UP),
        quiet=Fraction(3, 10),
        loud=Fraction(4, 10),
        view=Fraction(2),
        zoom=0.02,
        intensity=0.8,
    ),
}

_BY_DIRECTOR: Final = {
    DirectorPreset.DOCUMENTARY: Manner(
        within=_DISSOLVE,
        sections=(TransitionKind.FADE, TransitionKind.WIPE_LEFT),
        quiet=Fraction(7, 10),
        loud=Fraction(9, 10),
        view=Fraction(4),
        zoom=0.012,
        intensity=0.4,
    ),
    DirectorPreset.TIKTOK_ENERGY: Manner(
        within=_CUT,
        sections=(TransitionKind.PUSH_UP, TransitionKind.ZOOM, TransitionKind.SLIDE_LEFT),
        quiet=Fraction(2, 10),
        loud=Fraction(3, 10),
        view=Fraction(9, 5),
        zoom=0.03,
        intensity=0.95,
    ),
    DirectorPreset.CINEMATIC: Manner(
        within=_DISSOLVE,
        sections=(TransitionKind.FADE,),
        quiet=Fraction(9, 10),
        loud=Fraction(12, 10),
        view=Fraction(5),
        zoom=0.01,
        intensity=0.6,
    ),
    DirectorPreset.CORPORATE: Manner(
        within=_DISSOLVE,
        sections=(TransitionKind.PUSH_LEFT, TransitionKind.WIPE_LEFT),
        quiet=Fraction(4, 10),
        loud=Fraction(6, 10),
        view=Fraction(4),
        zoom=0.008,
        intensity=0.35,
    ),
    DirectorPreset.EDUCATIONAL: Manner(
        within=_DISSOLVE,
        sections=(TransitionKind.SLIDE_LEFT, TransitionKind.PUSH_LEFT),
        quiet=Fraction(4, 10),
        loud=Fraction(6, 10),
        view=Fraction(4),
        zoom=0.01,
        intensity=0.45,
    ),
    DirectorPreset.STORYTELLING: Manner(
        within=_DISSOLVE,
        sections=(TransitionKind.WIPE_LEFT, TransitionKind.FADE, TransitionKind.ZOOM),
        quiet=Fraction(8, 10),
        loud=Fraction(9, 10),
        view=Fraction(4),
        zoom=0.014,
        intensity=0.7,
    ),
}


def manner_of(pacing: Pacing, director: DirectorPreset | None = None) -> Manner:
    """
    Return the manner of *director*; without one, and for Custom, that of *pacing*.
    """
    return _BY_PACING[pacing] if director in {None, DirectorPreset.CUSTOM} else _BY_DIRECTOR[director]
