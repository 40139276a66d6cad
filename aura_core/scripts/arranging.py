"""
Scenes put in another order, joined, parted and left out; numbers count from 1.

Rule: nothing that is said or shown is lost but what is left out by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from aura_core.errors import ConflictError, InvalidInputError, Issue
from aura_core.model.enums import Layout
from aura_core.model.script import Scene
from aura_core.model.scripts import KeptScript
from aura_core.providers.writers.revising import resaid
from aura_core.providers.writers.sentences import paragraphs
from aura_core.providers.writers.text import cleaned, says_something
from aura_core.scripts.editing import place_of, with_scenes


__all__ = ["merged", "reordered", "split", "without"]

_SHOWN: Final = ("path_or_url", "table", "listing", "quotation")


def reordered(kept: KeptScript, numbers: Sequence[int]) -> KeptScript:
    """
    Return *kept* with its scenes in the order of *numbers*.

    Raises:
        InvalidInputError: they do not name every scene once.
    """
    scenes = kept.script.scenes
    if sorted(numbers) != [*range(1, len(scenes) + 1)]:
        raise InvalidInputError.of(
            "$.sceneOrder",
            f"These are not the numbers 1 to {len(scenes)}, each once.",
            remedy="Give the numbers that all scenes have now, in the order in which they are to come.",
        )
    if sorted(numbers) == [*numbers]:
        return kept
    return with_scenes(kept, [scenes[number - 1] for number in numbers])


def merged(kept: KeptScript, numbers: Sequence[int], separator: str = " ") -> KeptScript:
    """
    Return *kept* with the scenes of *numbers* as one, where the first of them is; they are said in the film's order.

    Raises:
        InvalidInputError: there are not several, one is named twice or is none, or they show different things.
    """
    places = sorted(number - 1 for number in numbers)
    issues = [*_wrong_with(numbers, len(kept.script.scenes))]
    if issues:
        raise InvalidInputError(issues)
    chosen = [kept.script.scenes[place] for place in places]
    shown = [{name: getattr(scene, name) for name in _SHOWN if getattr(scene, name)} for scene in chosen]
    showing = [one for one in shown if one]
    if any(one != showing[0] for one in showing):
        raise InvalidInputError.of(
            "$.sceneNumbers",
            "Several of the scenes show something of their own, and one scene cannot show all of it.",
            remedy="Take the picture, table, program or quotation out of all but one of them first.",
        )
    words = "\n\n".join(paragraphs(cleaned(separator, "$.separator").join(scene.script for scene in chosen)))
    layouts = [scene.layout for scene, one in zip(chosen, shown, strict=True) if one or scene.bullets]
    one = attrs.evolve(
        chosen[0],
        heading=next((scene.heading for scene in chosen if scene.heading), ""),
        script=words,
        bullets=tuple(bullet for scene in chosen for bullet in scene.bullets),
        layout=layouts[0] if layouts else chosen[0].layout,
        citations=tuple(dict.fromkeys(each for scene in chosen for each in scene.citations or ())) or None,
        caption=next((scene.caption for scene in chosen if scene.caption), None),
        visual_prompt=next((scene.visual_prompt for scene in chosen if scene.visual_prompt), None),
        transition=chosen[-1].transition,
        least_duration=sum((scene.least_duration for scene in chosen[1:]), chosen[0].least_duration),
        **(showing[0] if showing else {}),
    )
    left = [scene for place, scene in enumerate(kept.script.scenes) if place not in places]
    return with_scenes(kept, [*left[: places[0]], one, *left[places[0] :]])


def _wrong_with(numbers: Sequence[int], count: int) -> Iterator[Issue]:
    if len(numbers) < 2:
        yield Issue("$.sceneNumbers", "It takes two scenes or more to make one of them.")
    for place, number in enumerate(numbers):
        path = f"$.sceneNumbers[{place}]"
        if not 1 <= number <= count:
            yield Issue(path, f"There is no scene {number}; the script has {count}.")
        elif number in numbers[:place]:
            yield Issue(path, f"Scene {number} is named twice.")


def split(kept: KeptScript, number: int, position: int) -> KeptScript:
    """
    Return *kept* with the scene of that *number* as two, parted near *position* in what it says.

    Raises:
        NotFoundError: there is no such scene.

        InvalidInputError: nothing would be left to one of them.
    """
    place = place_of(kept.script, number)
    scene = kept.script.scenes[place]
    first, second = _parts(scene.script, position)
    if not (says_something(first) and says_something(second)):
        raise InvalidInputError.of(
            "$.splitPosition",
            f"At {position} of {len(scene.script)} characters nothing would be left to one of the two scenes.",
            remedy="Choose a position between two words.",
        )
    share = scene.least_duration * len(first) / len(scene.script)
    one = attrs.evolve(_but(resaid(scene, first), Layout.CLOSING), transition=None, least_duration=share)
    other = attrs.evolve(_but(resaid(scene, second), Layout.TITLE), least_duration=scene.least_duration - share)
    scenes = [*kept.script.scenes]
    return with_scenes(kept, [*scenes[:place], one, other, *scenes[place + 1 :]])


def _parts(text: str, position: int) -> tuple[str, str]:
    """Part *text* between two words, as near to *position* as can be."""
    if not 0 < position < len(text):
        return text, ""
    gaps = (gap.start() for gap in re.finditer(r"\s+", text))
    # Not every language puts spaces between its words.
    nearest = min(gaps, key=lambda gap: abs(gap - position), default=position)
    return text[:nearest].strip(), text[nearest:].strip()


def _but(scene: Scene, layout: Layout) -> Scene:
    """Return *scene* without a *layout* that belongs to the other of two."""
    return attrs.evolve(scene, layout=None) if scene.layout is layout else scene


def without(kept: KeptScript, number: int) -> KeptScript:
    """
    Return *kept* without the scene of that *number*.

    Raises:
        NotFoundError: there is no such scene.

        ConflictError: it is the only one.
    """
    place = place_of(kept.script, number)
    scenes = [scene for at, scene in enumerate(kept.script.scenes) if at != place]
    if not scenes:
        raise ConflictError("It is the script's only scene.", remedy="Delete the script, or write another scene first.")
    return with_scenes(kept, scenes)
