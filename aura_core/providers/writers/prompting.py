"""
What a language model is told.

The words are data, in :mod:`aura_core.providers.writers.prompts`; here they are only filled in.
Rule: whatever a user or a source says is put in as it is and can change no other word of a prompt.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from string import Template
from typing import Any, Final

import attrs

from aura_core.errors import InvalidInputError
from aura_core.model.brief import PromptModifiers
from aura_core.model.order import Order
from aura_core.providers.writers.grounding import Passage
from aura_core.providers.writers.scenes import scene_seconds


__all__ = [
    "VERSIONS",
    "Message",
    "Task",
    "prompt_for",
    "refine_prompt",
    "repair_prompt",
    "review_prompt",
    "translate_prompt",
    "words_and_scenes",
]

VERSIONS: Final = ("1",)
"""Versions of the prompts, the newest last; ``promptModifiers.promptVersion`` chooses one."""

_FOLDER: Final = "aura_core.providers.writers.prompts"

_PLAIN: Final = PromptModifiers()

_FEWEST_WORDS: Final = 5
"""Of a scene in which anything is said."""


@attrs.frozen
class Message:
    """
    A turn of a conversation with a language model.

    Attributes:
        role: system, user or assistant.
    """

    role: str
    text: str


@attrs.frozen
class Task:
    """
    What is to be written.

    Attributes:
        words: Spoken in all.

        scenes: How many; no more than the words are enough for.

        passages: Of the sources, what the script may rest on; none when there are no sources.

        schema: The form of the answer, as JSON Schema.
    """

    order: Order
    words: int
    scenes: int
    passages: tuple[Passage, ...]
    schema: Mapping[str, Any]

    @property
    def modifiers(self) -> PromptModifiers:
        """What the user adds to the prompts."""
        return self.order.brief.prompt_modifiers or _PLAIN

    @property
    def version(self) -> str:
        """
        Of the prompts.

        Raises:
            InvalidInputError: there is no such version.
        """
        version = self.modifiers.prompt_version or VERSIONS[-1]
        if version not in VERSIONS:
            raise InvalidInputError.of(
                "$.brief.promptModifiers.promptVersion",
                f"There is no version {version[:40]!r} of the prompts.",
                remedy=f"Choose one of {', '.join(VERSIONS)}, or leave it out.",
            )
        return version


def words_and_scenes(order: Order, words_per_minute: float) -> tuple[int, int]:
    """Return how many words and scenes *order* asks for."""
    plan = order.plan_spec
    words = max(20, round(float(plan.target_duration) * words_per_minute / 60))
    usual = max(2, round(plan.target_duration / scene_seconds(plan)))
    most = plan.max_scene_count or max(usual, plan.min_scene_count or 1)
    scenes = plan.target_scene_count or min(most, max(plan.min_scene_count or 1, usual))
    return words, min(scenes, words // _FEWEST_WORDS)


def prompt_for(task: Task) -> tuple[Message, ...]:
    """
    Return what asks for the script of *task*.
    """
    brief, modifiers = task.order.brief, task.modifiers
    return (
        Message("system", _filled(task, "system")),
        Message(
            "user",
            _filled(
                task,
                "script",
                topic=brief.topic,
                audience=brief.audience or "anybody",
                goal=brief.goal or "to inform",
                tone=brief.tone,
                style=task.order.plan_spec.style,
                language=brief.language,
                words=task.words,
                scenes=task.scenes,
                each=max(1, round(task.words / task.scenes)),
                seconds=round(float(task.order.plan_spec.target_duration)),
                thinking=_filled(task, "thinking") if modifiers.enable_chain_of_thought else "",
                grounding=_grounding(task),
                style_example=_headed("Write in the manner of this example:", modifiers.example_style),
                instructions=_headed("Besides:", modifiers.additional_instructions),
                schema=json.dumps(task.schema, ensure_ascii=False),
            ),
        ),
    )


def repair_prompt(task: Task, flaws: Sequence[str]) -> Message:
    """Return what asks for the script once more, without *flaws*."""
    return Message("user", _filled(task, "repair", flaws="\n".join(f"- {flaw}" for flaw in flaws)))


def review_prompt(task: Task, script: str) -> Message:
    """Return what asks for a judgement of *script*."""
    brief = task.order.brief
    return Message(
        "user",
        _filled(
            task,
            "review",
            topic=brief.topic,
            audience=brief.audience or "anybody",
            goal=brief.goal or "to inform",
            tone=brief.tone,
            script=script,
        ),
    )


def refine_prompt(task: Task, weaknesses: Sequence[str]) -> Message:
    """Return what asks for the script once more, with *weaknesses* in mind."""
    return Message(
        "user", _filled(task, "refine", weaknesses="\n".join(f"- {one}" for one in weaknesses), words=task.words)
    )


def _grounding(task: Task) -> str:
    if not task.passages:
        return ""
    rag = task.order.brief.rag_configuration
    tight = "Leave out what they only suppose, hedge or ask." if rag and rag.tighten_claims else ""
    passages = "\n\n".join(f"[{number}] {one.told}" for number, one in enumerate(task.passages, start=1))
    return _filled(task, "grounding", tight=tight, passages=passages)


def _headed(heading: str, text: str | None) -> str:
    return f"\n{heading}\n{text.strip()}\n" if text and text.strip() else ""


def translate_prompt(texts: Sequence[str], source: str, target: str) -> tuple[Message, ...]:
    """Return what asks for *texts* in the language *target*."""
    version = VERSIONS[-1]
    asked = Template(_text(version, "translate")).substitute(
        count=len(texts), source=source, target=target, texts=json.dumps({"texts": list(texts)}, ensure_ascii=False)
    )
    return Message("system", _text(version, "translator")), Message("user", asked)


def _filled(task: Task, name: str, **words: object) -> str:
    return Template(_text(task.version, name)).substitute(words)


@cache
def _text(version: str, name: str) -> str:
    return resources.files(_FOLDER).joinpath(version, f"{name}.md").read_text(encoding="utf-8")
