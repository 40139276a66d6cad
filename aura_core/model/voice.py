"""Who speaks, and how."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from aura_core.model.enums import PauseStyle
from aura_core.timing import Seconds


__all__ = ["Voice", "VoiceSpec", "leads_before", "pauses_after"]

_FIRST_LEAD: Final = Fraction(1, 2)
_LEAD: Final = Fraction(1, 4)
_LAST_PAUSE: Final = Fraction(1)
_PAUSE: Final = {
    PauseStyle.SHORT: Fraction(1, 5),
    PauseStyle.NATURAL: Fraction(2, 5),
    PauseStyle.LONG: Fraction(7, 10),
    PauseStyle.DRAMATIC: Fraction(1),
}


def leads_before(scenes: int) -> list[Seconds]:
    """Return the silence before the first word of each of *scenes*."""
    return [_FIRST_LEAD] + [_LEAD] * (scenes - 1)


def pauses_after(scenes: int, pause: PauseStyle) -> list[Seconds]:
    """Return the silence after the last word of each of *scenes*."""
    return [_PAUSE[pause]] * (scenes - 1) + [max(_LAST_PAUSE, _PAUSE[pause])]


@attrs.frozen
class Voice:
    """
    A voice that a synthesizer has.

    Attributes:
        name: What :attr:`VoiceSpec.voice_name` selects it by.

        language: A BCP 47 tag.
    """

    name: str
    language: str
    gender: str | None = None
    provider: str = ""


@attrs.frozen
class VoiceSpec:
    """
    Who speaks, and how.

    Attributes:
        voice_name: A voice's name, or ``default`` for the language's first.

        rate: Times the voice's usual speed, 0.5 to 2.

        pitch: Semitones above the voice's usual pitch, -20 to 20.
    """

    voice_name: str = "default"
    rate: float = attrs.field(default=1.0, validator=[attrs.validators.ge(0.5), attrs.validators.le(2.0)])
    pitch: float = attrs.field(default=0.0, validator=[attrs.validators.ge(-20), attrs.validators.le(20)])
    pause: PauseStyle = PauseStyle.NATURAL
