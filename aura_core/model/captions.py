"""The film as it is read."""

from __future__ import annotations

import attrs

from aura_core.model.narration import Word
from aura_core.timing import TimeRange


__all__ = ["Cue"]


@attrs.frozen
class Cue:
    """
    Words that are shown together.

    Attributes:
        span: When, in the time of the film; longer than zero.

        lines: One or two, none empty.

        words: The words of the lines in order, in the time of the film.
    """

    span: TimeRange
    lines: tuple[str, ...] = attrs.field(validator=attrs.validators.min_len(1))
    words: tuple[Word, ...] = ()

    @property
    def text(self) -> str:
        """The lines as one string."""
        return "\n".join(self.lines)
