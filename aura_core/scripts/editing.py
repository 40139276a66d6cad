"""
What users do with scenes; numbers count from 1.

Rule 1: nothing is said that the user has not written, and what a scene shows of what it says goes when it says that no
more.

Rule 2: a member that comes as it was shown stays as it is: clients send back whole scenes of which one word is new.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs

from aura_core.errors import InvalidInputError, Issue, NotFoundError
from aura_core.model.brief import LONGEST
from aura_core.model.script import Scene, Script
from aura_core.model.script_requests import UpdateSceneRequest
from aura_core.model.scripts import KeptScript
from aura_core.providers.writers.lacks import relieved
from aura_core.providers.writers.revising import resaid
from aura_core.providers.writers.scenes import timed
from aura_core.providers.writers.sentences import paragraphs
from aura_core.providers.writers.text import cleaned, says_something
from aura_core.scripts.showing import length_of, prompt_of, transitions_of
from aura_core.timing import in_ticks


__all__ = ["edited", "place_of", "with_scenes"]


def place_of(script: Script, number: int) -> int:
    """
    Return where the scene of that *number* is.

    Raises:
        NotFoundError: there is none.
    """
    if not 1 <= number <= len(script.scenes):
        raise NotFoundError(f"There is no scene {number}; the script has {len(script.scenes)}.", remedy="Count from 1.")
    return number - 1


def with_scenes(kept: KeptScript, scenes: list[Scene]) -> KeptScript:
    """
    Return *kept* with other *scenes*, which are numbered and timed anew.

    Raises:
        InvalidInputError: they last longer than a film may.
    """
    script = attrs.evolve(kept.script, scenes=timed(scenes, kept.words_per_minute))
    if sum(map(length_of, script.scenes)) > LONGEST:
        raise InvalidInputError.of(
            "$", f"The film would last longer than {float(LONGEST / 3600):g} hours.", remedy="Leave something out."
        )
    return attrs.evolve(kept, script=relieved(script, kept.script, kept.order), as_written=False, remarks=())


def edited(kept: KeptScript, number: int, wanted: UpdateSceneRequest, *, shown: bool = True) -> KeptScript:
    """
    Return *kept* with the scene of that *number* as *wanted*.

    Args:
        shown: Whether there is the picture of this server that it names, if it names one.

    Raises:
        NotFoundError: there is none.

        InvalidInputError: with everything that is wrong.
    """
    place = place_of(kept.script, number)
    issues: list[Issue] = []
    words = _words(wanted.narration, "$.narration", issues)
    if words is not None and not says_something(words):
        issues.append(Issue("$.narration", "The scene holds nothing that could be spoken."))
    prompt = _words(wanted.visual_prompt, "$.visualPrompt", issues)
    heading = _words(wanted.heading, "$.heading", issues)
    if wanted.path_or_url is not None and not _can_be_a_name(wanted.path_or_url):
        issues.append(Issue("$.pathOrUrl", "No file can have the name of this picture."))
    if not shown:
        issues.append(Issue("$.pathOrUrl", "There is no such picture on this server, or no longer."))
    if issues:
        raise InvalidInputError(issues)
    scene = kept.script.scenes[place]
    if words is not None and words != scene.script:
        scene = resaid(scene, words)
    changes = dict(_changes(kept, place, wanted, prompt, heading))
    scenes = list(kept.script.scenes)
    scenes[place] = attrs.evolve(scene, **changes)
    return with_scenes(kept, scenes) if scenes[place] != kept.script.scenes[place] else kept


def _words(text: str | None, path: str, issues: list[Issue]) -> str | None:
    """Return *text* fit to be spoken and shown, its lines joined to paragraphs."""
    if text is None:
        return None
    try:
        return "\n\n".join(paragraphs(cleaned(text, path)))
    except InvalidInputError as error:
        issues += error.issues
        return None


def _changes(
    kept: KeptScript, place: int, wanted: UpdateSceneRequest, prompt: str | None, heading: str | None
) -> Iterator[tuple[str, Any]]:
    scene = kept.script.scenes[place]
    if prompt is not None and prompt != prompt_of(scene):
        yield "visual_prompt", prompt or None
    if heading is not None:
        yield "heading", heading
    seconds = wanted.duration_seconds
    if seconds is not None and abs(seconds - float(length_of(scene))) >= 0.05:
        yield "least_duration", in_ticks(Fraction(seconds))
    if wanted.transition not in {None, transitions_of(kept)[place]}:
        yield "transition", wanted.transition
    if wanted.motion is not None:
        yield "motion", wanted.motion
    if wanted.path_or_url is not None:
        yield "path_or_url", wanted.path_or_url or None


def _can_be_a_name(path: str) -> bool:
    try:
        return "\0" not in path and path.encode() is not None
    except UnicodeEncodeError:
        return False
