"""
The parts of a film: what a request gives, else what its inputs say, else what its preset has.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

import attrs

from aura_core.errors import InvalidInputError, Issue
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.request import JobRequest
from aura_core.model.voice import VoiceSpec
from aura_core.ordering.manuscript import manuscript_of, says_something, topic_in
from aura_core.ordering.presets import PRESETS
from aura_core.ordering.refusals import Refusal, known_word
from aura_core.wire import structure, unstructure
from aura_core.wire.objects import members


__all__ = ["Parts", "parts_of"]

T = TypeVar("T")

_NO_TOPIC: Final = "any"
"""Stands in for a missing topic while what else the inputs say of the brief is looked at."""


@attrs.frozen
class Parts:
    """
    The parts of a film.

    Attributes:
        brief: ``None`` only where something is refused.

        refusals: Whatever of the inputs cannot be used.
    """

    brief: Brief | None
    plan_spec: PlanSpec
    voice_spec: VoiceSpec
    script: str | None
    fit_duration: bool | None
    refusals: tuple[Refusal, ...]


def parts_of(request: JobRequest) -> Parts:
    """
    Put together what *request* asks for.
    """
    preset = PRESETS.get(known_word(request.preset or ""), JobRequest())
    inputs = _Inputs(request.inputs or {})
    own = manuscript_of(request.scenes) if request.scenes and request.script is None else request.script
    theirs = inputs.words()
    own = theirs if own is None else own
    # A preset's words are about its own topic.
    sampled = own is None and request.brief is None and not inputs.names("topic")
    return Parts(
        brief=request.brief or _brief(request, inputs, preset.brief, own),
        plan_spec=request.plan_spec or inputs.over(preset.plan_spec or PlanSpec()),
        voice_spec=request.voice_spec or inputs.over(preset.voice_spec or VoiceSpec()),
        script=preset.script if sampled else own,
        fit_duration=preset.fit_duration if sampled and request.fit_duration is None else request.fit_duration,
        refusals=tuple(inputs.refusals),
    )


def _brief(request: JobRequest, inputs: _Inputs, preset: Brief | None, own: str | None) -> Brief | None:
    topic = _topic(request, own)
    base = Brief(topic) if topic else preset
    brief = inputs.over(base or Brief(_NO_TOPIC))
    if base or inputs.names("topic"):
        return brief
    if request.script_id is not None:
        return brief
    if own is None and (request.preset is None or known_word(request.preset) in PRESETS):
        remedy = 'Say what the film is about, such as "How tides work", or give your own words as script or scenes.'
        inputs.refusals.append((Issue("$.brief.topic", "Topic is required."), remedy))
    return None


def _topic(request: JobRequest, own: str | None) -> str | None:
    """Return what own words are about."""
    headings = (scene.heading for scene in request.scenes if says_something(scene.heading))
    words = (scene.script for scene in request.scenes)
    return next(filter(None, map(topic_in, (*headings, *words, own or ""))), None)


class _Inputs:
    """
    The inputs of a request, while they are read.
    """

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = {name.lower(): value for name, value in given.items() if value is not None}
        self.refusals: list[Refusal] = []

    def names(self, member: str) -> bool:
        """Tell whether there is a *member*."""
        return member.lower() in self._given

    def words(self) -> str | None:
        """Read the script."""
        script = self._given.get("script")
        if script is not None and not (isinstance(script, str) and says_something(script)):
            message = "The script holds nothing that could be spoken."
            self.refusals.append((Issue("$.inputs.script", message), "Give the script as text, or leave it out."))
            return None
        return script

    def over(self, base: T) -> T:
        """Return *base* with those of its members that are in the inputs."""
        cls = type(base)
        given = {member.name: self._given[member.name.lower()] for member in members(cls) if self.names(member.name)}
        if not given:
            return base
        try:
            return structure(unstructure(base) | given, cls)
        except InvalidInputError as error:
            self.refusals += [
                (attrs.evolve(issue, path=f"$.inputs{issue.path.removeprefix('$')}"), error.remedy)
                for issue in error.issues
            ]
            return base
