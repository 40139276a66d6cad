"""What is to become of a script that is there already."""

from __future__ import annotations

from enum import Enum

import attrs


__all__ = ["Revision", "RevisionKind"]


class RevisionKind(Enum):
    """What is to become of scenes."""

    REGENERATE = "Regenerate"
    """They say the same in other words, or what else belongs there."""
    ENHANCE = "Enhance"
    """They say the same better."""
    EXPAND = "Expand"
    """They say more."""
    SHORTEN = "Shorten"
    """They say what matters in fewer words."""


@attrs.frozen
class Revision:
    """
    What is to become of some scenes of a script.

    Attributes:
        places: Of the scenes, from 0, each once and in order.

        goal: What is to be better, in the user's words; may be empty.

        factor: How many times its words a scene is to have.

        tone: From -1, more serious, to 1, livelier.

        in_context: Whether a language model is shown the other scenes.

        seed: Chooses among what could be said; the same of the same script is said the same.
    """

    kind: RevisionKind
    places: tuple[int, ...]
    goal: str = ""
    factor: float = 1.0
    tone: float = 0.0
    in_context: bool = True
    seed: int = 0
