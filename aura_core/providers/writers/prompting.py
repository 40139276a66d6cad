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
from aura_core.model.revision import Revision
from aura_core.providers.writers.grounding import Passage
from aura_core.providers.writers.scenes import scene_seconds


__all__ = [
    "VERSIONS",
    "Message",
    "Task",
    "about",
    "advise_prompt",
    "filling",
    "mend_prompt",
    "prompt_for",
    "refine_prompt",
    "repair_prompt",
    "review_prompt",
    "revise_prompt",
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
    return Message("system", _filled(task, "system")), Message("user", _filled(task, "script", **filling(task)))


def filling(task: Task) -> dict[str, str]:
    """Return what is filled in where the script of *task* is asked for, by name."""
    modifiers, plan = task.modifiers, task.order.plan_spec
    return {
        **_about(task),
        "style": plan.style,
        "language": task.order.brief.language,
        "words": str(task.words),
        "scenes": str(task.scenes),
        "each": str(max(1, round(task.words / task.scenes))),
        "seconds": str(round(float(plan.target_duration))),
        "thinking": _filled(task, "thinking") if modifiers.enable_chain_of_thought else "",
        **_closing(task),
    }


def _closing(task: Task) -> dict[str, str]:
    modifiers = task.modifiers
    return {
        "grounding": _grounding(task),
        "style_example": _headed("Write in the manner of this example:", modifiers.example_style),
        "instructions": _headed("Besides:", modifiers.additional_instructions),
        "schema": json.dumps(task.schema, ensure_ascii=False),
    }


def about(version: str) -> str:
    """Say what the prompts of *version* are good for, in a sentence."""
    return _text(version, "about").strip()


def revise_prompt(
    task: Task, revision: Revision, language: str, script: str, lengths: Mapping[int, int]
) -> tuple[Message, ...]:
    """
    Return what asks for scenes of *script* once more, as *revision* has it.

    Args:
        lengths: The words that each scene is to have, by its number; no other scene is asked for.
    """
    return (
        Message("system", _filled(task, "system")),
        Message(
            "user",
            _filled(
                task,
                "revise",
                **_about(task),
                script=script,
                language=language,
                scenes="\n".join(f"- scene {number}, in about {words} words" for number, words in lengths.items()),
                change=_filled(task, revision.kind.name.lower()).strip(),
                wishes=_wishes(revision),
                **_closing(task),
            ),
        ),
    )


def _wishes(revision: Revision) -> str:
    tone = "more serious" if revision.tone < 0 else "livelier"
    change = (
        f"On a scale from 0 to 10, the tone becomes {tone} by {abs(revision.tone) * 10:.0f}." if revision.tone else ""
    )
    return f"{_headed('What is to be better:', revision.goal)}{_headed('And:', change)}"


def mend_prompt(task: Task, flaws: Sequence[str]) -> Message:
    """Return what asks for the same scenes once more, without *flaws*."""
    return Message("user", _filled(task, "mend", flaws=_listed(flaws)))


def repair_prompt(task: Task, flaws: Sequence[str]) -> Message:
    """Return what asks for the script once more, without *flaws*."""
    return Message("user", _filled(task, "repair", flaws=_listed(flaws)))


def review_prompt(task: Task, script: str) -> Message:
    """Return what asks for a judgement of *script*."""
    return Message("user", _filled(task, "review", **_about(task), script=script))


def _about(task: Task) -> dict[str, str]:
    brief = task.order.brief
    return {
        "topic": brief.topic,
        "audience": brief.audience or "anybody",
        "goal": brief.goal or "to inform",
        "tone": brief.tone,
    }


def refine_prompt(task: Task, weaknesses: Sequence[str]) -> Message:
    """Return what asks for the script once more, with *weaknesses* in mind."""
    return Message("user", _filled(task, "refine", weaknesses=_listed(weaknesses), words=task.words))


def _listed(sentences: Sequence[str]) -> str:
    return "\n".join(f"- {one}" for one in sentences)


def _grounding(task: Task) -> str:
    if not task.passages:
        return ""
    rag = task.order.brief.rag_configuration
    tight = "Leave out what they only suppose, hedge or ask." if rag and rag.tighten_claims else ""
    passages = "\n\n".join(f"[{number}] {one.told}" for number, one in enumerate(task.passages, start=1))
    return _filled(task, "grounding", tight=tight, passages=passages)


def _headed(heading: str, text: str | None) -> str:
    return f"\n{heading}\n{text.strip()}\n" if text and text.strip() else ""


def advise_prompt(words: Mapping[str, object]) -> tuple[Message, ...]:
    """Return what asks how a film is told; *words* are filled in."""
    version = VERSIONS[-1]
    return Message("system", _text(version, "adviser")), Message(
        "user", Template(_text(version, "advise")).substitute(words)
    )


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
