"""
Guidelines: how much a caption may say, and for how long it is shown.

Rule 1: a frame that stands or is square has room for 26 columns, whatever a guideline grants.

Rule 2: where a rule speaks of characters, it means columns of half-width ones: a Chinese character counts as two.

Where the voice is faster than the reading speed, a cue is extended into the silence after it; what then is still too
fast is told by :func:`hasty`, for a film waits for nobody: the voice is the clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import attrs

from aura_core.captions.text import columns
from aura_core.model.captions import Cue
from aura_core.model.enums import CaptionGuideline
from aura_core.model.render import Resolution
from aura_core.timing import FrameRate, Seconds
from aura_core.words import counted


__all__ = ["GUIDELINES", "Guideline", "guideline_for", "hasty"]

_UPRIGHT: Final = 26


@attrs.frozen
class Guideline:
    """
    How much a caption may say, and for how long it is shown.

    Attributes:
        columns: Of a line; a Chinese character takes two.

        lines: Of a caption, at most.

        columns_a_second: How fast it may have to be read.

        shortest: Seconds it is shown at least, if the silence after it allows.

        longest: Seconds it is shown at most; a single word may last longer.

        gap: Frames without any caption before the next one, at least; 0 lets one follow the other.

        closing: Seconds; a longer gap stays, a shorter one is closed to *gap*, for it would flicker.

        linger: Seconds it stays after its last word, if the silence allows.
    """

    name: str
    columns: int = attrs.field(validator=attrs.validators.ge(2))
    lines: int = attrs.field(default=2, validator=[attrs.validators.ge(1), attrs.validators.le(2)])
    columns_a_second: Fraction = Fraction(20)
    shortest: Seconds = Fraction(1)
    longest: Seconds = Fraction(7)
    gap: int = attrs.field(default=0, validator=attrs.validators.ge(0))
    closing: Seconds = Fraction(1, 5)
    linger: Seconds = Fraction(3, 10)

    def gap_at(self, frame_rate: FrameRate) -> Seconds:
        """Return the shortest gap between two captions in a film of *frame_rate*."""
        return self.gap / frame_rate


_NETFLIX: Final = Guideline(
    "netflix", columns=42, columns_a_second=Fraction(20), shortest=Fraction(5, 6), gap=2, closing=Fraction(1, 2)
)

GUIDELINES: Final = {
    CaptionGuideline.NETFLIX: _NETFLIX,
    CaptionGuideline.NETFLIX_CHILDREN: attrs.evolve(_NETFLIX, name="netflix-children", columns_a_second=Fraction(17)),
    CaptionGuideline.BBC: Guideline("bbc", columns=37, columns_a_second=Fraction(15), closing=Fraction(1)),
    CaptionGuideline.SOCIAL: Guideline("social", columns=26, shortest=Fraction(2, 3)),
}
"""
The guidelines there are.

netflix: Timed Text Style Guide, General Requirements and English; 12 frames at 24 are half a second.

bbc: Subtitle Guidelines, "Timing" (160 to 180 words a minute, gaps of less than a second closed) and "Line length".

social: short lines for upright frames, which follow one another without a gap; ours.
"""

_NETFLIX_LANGUAGES: Final = {
    "ar": (42, 20),
    "he": (42, 17),
    "hi": (42, 22),
    "ja": (26, 8),
    "ko": (32, 24),
    "th": (35, 17),
    "zh": (32, 18),
}
"""Columns of a line and columns a second for adults, from the Timed Text Style Guides of these languages."""


def guideline_for(name: CaptionGuideline | None, size: Resolution, language: str = "") -> Guideline:
    """
    Return the guideline *name* as it is in frames of *size* and in *language*.

    Args:
        name: ``None`` chooses ``netflix`` for frames that lie and ``social`` for all others.

        language: A BCP 47 tag.
    """
    lying = size.width > 1.2 * size.height
    chosen = name or (CaptionGuideline.NETFLIX if lying else CaptionGuideline.SOCIAL)
    found = _localised(GUIDELINES[chosen], language.lower().partition("-")[0])
    return found if lying else attrs.evolve(found, columns=min(found.columns, _UPRIGHT))


def _localised(guideline: Guideline, language: str) -> Guideline:
    if not guideline.name.startswith(_NETFLIX.name) or language not in _NETFLIX_LANGUAGES:
        return guideline
    width, speed = _NETFLIX_LANGUAGES[language]
    slower = guideline.columns_a_second / _NETFLIX.columns_a_second
    return attrs.evolve(guideline, columns=width, columns_a_second=speed * slower)


def hasty(cues: Sequence[Cue], guideline: Guideline) -> tuple[str, ...]:
    """
    Say, as a sentence, that captions are to be read faster than *guideline* grants; nothing when none is.
    """
    speeds = [columns(" ".join(cue.lines)) / cue.span.duration for cue in cues]
    fast = [speed for speed in speeds if speed > guideline.columns_a_second]
    if not fast:
        return ()
    told = (
        f"{len(fast)} of {counted(len(cues), 'caption')} must be read faster than the "
        f"{float(guideline.columns_a_second):g} characters a second of the guideline {guideline.name}, "
        f"up to {float(max(fast)):.0f}, for the voice is as fast."
    )
    return (told,)
