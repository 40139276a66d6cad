"""
Which transition stands between two scenes.

Rule 1: what a scene asks for is done.

Rule 2: a new section is shown by a transition that is seen; within a section there is a quiet one.

Rule 3: what is seen is not seen twice in a row, even where section follows upon section; nor is the same one repeated.

Rule 4: in languages that are written from the right, pictures go that way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from random import Random
from typing import Final

from aura_core.directing.manners import Manner
from aura_core.model.enums import TransitionKind
from aura_core.model.script import Scene
from aura_core.timing import Seconds


__all__ = ["QUIET", "length_of", "mirrored", "transitions"]

QUIET: Final = frozenset({TransitionKind.CUT, TransitionKind.DISSOLVE})
"""Those that nobody is to notice."""

_FROM_THE_RIGHT: Final = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ku", "ps", "sd", "syr", "ug", "ur", "yi"}
)

_OPPOSITES: Final = (("Left", "Right"), ("Right", "Left"))


def transitions(scenes: Sequence[Scene], manner: Manner, language: str, seed: int) -> tuple[TransitionKind, ...]:
    """
    Choose how each of *scenes* but the last gives way to the next.
    """
    return tuple(_chosen(scenes, manner, language, seed))


def length_of(kind: TransitionKind, manner: Manner) -> Seconds:
    """Return the seconds that a transition of *kind* is to take."""
    if kind is TransitionKind.CUT:
        return Seconds(0)
    return manner.quiet if kind in QUIET else manner.loud


def mirrored(kind: TransitionKind, language: str) -> TransitionKind:
    """Return *kind* as it goes in films in *language*, a BCP 47 tag."""
    if language.replace("_", "-").partition("-")[0].lower() not in _FROM_THE_RIGHT:
        return kind
    for side, other in _OPPOSITES:
        if kind.value.endswith(side):
            return TransitionKind(kind.value.removesuffix(side) + other)
    return kind


def _chosen(scenes: Sequence[Scene], manner: Manner, language: str, seed: int) -> Iterator[TransitionKind]:
    heading = scenes[0].heading if scenes else ""
    before = loud = TransitionKind.CUT
    for scene, following in pairwise(scenes):
        new = bool(following.heading) and following.heading != heading
        heading = following.heading or heading
        pool = manner.sections if new and before in QUIET else manner.within
        fresh = [mirrored(kind, language) for kind in pool]
        chance = Random(f"{seed}/transition/{scene.index}")  # noqa: S311 - a film is no secret
        before = scene.transition or chance.choice([kind for kind in fresh if kind is not loud] or fresh)
        loud = loud if before in QUIET else before
        yield before
