"""
Scripts by language models: the same for all of them.

A provider's module says how its model is asked (:class:`LanguageModel`); everything else is here: what it is told, what
is made of its answer, that an answer that cannot be used is asked for once more and never used by half, that a script is
refined as often as its order wants, and that scenes of it are revised.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

import attrs

from aura_core.errors import ProviderError, ScriptError
from aura_core.model.brief import LlmParameters, ScriptRefinementConfig
from aura_core.model.order import Order
from aura_core.model.revision import Revision
from aura_core.model.script import Script
from aura_core.outbound.channel import Channel
from aura_core.outbound.foreign import understood
from aura_core.ports import Report, quiet
from aura_core.providers.writers.answered import Draft, Judged, Review, draft_in, json_in, schema_for, script_of
from aura_core.providers.writers.grounding import passages_for
from aura_core.providers.writers.prompting import (
    Message,
    Task,
    mend_prompt,
    prompt_for,
    refine_prompt,
    repair_prompt,
    review_prompt,
    words_and_scenes,
)
from aura_core.providers.writers.rewording import Reworded, Rewording, portions
from aura_core.providers.writers.scenes import timed
from aura_core.providers.writers.text import cleaned
from aura_core.verdicts import Verdict
from aura_core.words import counted


__all__ = ["Conversation", "LanguageModel", "ModelWriter", "task_for"]

_USUAL: Final = LlmParameters()

_ASKED: Final = 2
"""How often a model is asked for what cannot be used; whoever tries again is given other answers."""

_REVIEW_SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {"score": {"type": "number"}, "weaknesses": {"type": "array", "items": {"type": "string"}}},
    "required": ["score", "weaknesses"],
    "additionalProperties": False,
}


@attrs.frozen
class Conversation:
    """
    What a model is asked.

    Attributes:
        schema: The form of its answer, as JSON Schema.

        name: Of the form.

        parameters: What it is told besides; unset members are the model's own.

        words: About how many the answer has.

        seed: Chooses among what it might answer; 0 leaves that to it.

        seconds: How long it may take.
    """

    messages: tuple[Message, ...]
    schema: Mapping[str, Any]
    name: str
    parameters: LlmParameters
    words: int
    seed: int = 0
    seconds: float = 600.0


class LanguageModel(Protocol):
    """
    Answers conversations.
    """

    @property
    def channel(self) -> Channel:
        """The way to it."""

    async def answer(self, conversation: Conversation, heard: Callable[[str], None]) -> str:
        """
        Return the whole answer to *conversation*.

        Args:
            heard: Hears the answer piece by piece, as it comes.

        Raises:
            ProviderError: there is none, or it was cut short.
        """

    async def models(self) -> tuple[str, ...]:
        """
        List what could be asked there besides, by name.

        Raises:
            ProviderError: it does not say.
        """


def task_for(order: Order, words_per_minute: float) -> Task:
    """
    Say what is to be written for *order*.

    Raises:
        InvalidInputError: a source cannot be read, or there are no such prompts.
    """
    topic = cleaned(order.brief.topic, "$.brief.topic")
    words, scenes = words_and_scenes(order, words_per_minute)
    modifiers = order.brief.prompt_modifiers
    task = Task(
        attrs.evolve(order, brief=attrs.evolve(order.brief, topic=topic)),
        words,
        scenes,
        passages_for(order),
        schema_for(thinks=bool(modifiers and modifiers.enable_chain_of_thought)),
    )
    assert task.version
    return task


class ModelWriter:
    """
    Has a language model write.

    Attributes:
        model: That writes.
    """

    def __init__(self, model: LanguageModel) -> None:
        self.model = model
        self.name = model.channel.provider.id
        self.version = "1"

    async def write(self, order: Order, words_per_minute: float, report: Report = quiet) -> Script:
        """
        Have the script written that *order* asks for.

        Raises:
            InvalidInputError: a source cannot be read.

            ProviderError: the model did not answer, or twice in a way that cannot be used.
        """
        task = task_for(order, words_per_minute)
        asked = prompt_for(task)
        answer = await self._answer(task, asked, report)
        judged = draft_in(answer, task)
        if judged.flaws:
            asked = (*asked, Message("assistant", answer), repair_prompt(task, judged.flaws))
            answer = await self._answer(task, asked, report)
            judged = _better(judged, draft_in(answer, task))
        if judged.draft is None:
            raise self._unusable(judged.flaws)
        draft, warnings = judged.draft, list[str]()
        if order.plan_spec.refinement_config:
            draft = await self._refined(draft, task, order.plan_spec.refinement_config, warnings)
        return script_of(draft, task, words_per_minute, *warnings)

    async def revise(self, script: Script, revision: Revision, order: Order, words_per_minute: float) -> Script:
        """
        Have the scenes of *revision* said anew, better, longer or shorter; the others stay.

        Raises:
            InvalidInputError: a source cannot be read.

            ProviderError: the model did not answer, or twice in a way that cannot be used.

            ScriptError: no scene became what was asked for.
        """
        task = task_for(attrs.evolve(order, seed=order.seed + revision.seed), words_per_minute)
        after, warnings = script, list[str]()
        for part in portions(script, revision):
            rewording = Rewording.of(task, after, part)
            found = await self._reworded(rewording)
            after = rewording.applied(found.scenes or {})
            warnings += found.flaws
        if after.scenes == script.scenes:
            self.model.channel.forget(_ASKED)
            raise ScriptError(
                f"{self.model.channel.provider.name} was asked twice. {' '.join(warnings)}",
                provider=self.name,
                remedy="Say what is to be better, ask somebody else (preferredProvider), or edit the scene.",
                refused=True,
            )
        told = dict.fromkeys((*script.warnings, *warnings))
        return attrs.evolve(after, scenes=timed(after.scenes, words_per_minute), warnings=tuple(told))

    async def _reworded(self, rewording: Rewording) -> Reworded:
        task, asked = rewording.task, rewording.prompt()
        answer = await self._answer(task, asked)
        first = rewording.read(answer)
        if not first.flaws:
            return first
        asked = (*asked, Message("assistant", answer), mend_prompt(task, first.flaws))
        second = rewording.read(await self._answer(task, asked))
        found = first if second.scenes is None and first.scenes is not None else second
        if found.scenes is None:
            raise self._unusable(found.flaws)
        return found

    async def _answer(self, task: Task, messages: tuple[Message, ...], report: Report = quiet) -> str:
        words = 0

        def heard(piece: str) -> None:
            nonlocal words
            words += piece.count(" ")
            report(min(0.95, words / (2 * task.words)), counted(words, "word"))

        return await self.model.answer(self._conversation(task, messages, task.schema, "script"), heard)

    def _conversation(
        self, task: Task, messages: tuple[Message, ...], schema: Mapping[str, Any], name: str
    ) -> Conversation:
        parameters = task.order.brief.llm_parameters or _USUAL
        refining = task.order.plan_spec.refinement_config
        seconds = 60.0 * refining.pass_timeout_minutes if refining and name == "review" else 600.0
        return Conversation(messages, schema, name, parameters, 2 * task.words, task.order.seed, seconds)

    async def _refined(self, draft: Draft, task: Task, config: ScriptRefinementConfig, warnings: list[str]) -> Draft:
        """Let *draft* be judged and written anew, until it is good enough or gets no better."""
        try:
            review = await self._reviewed(draft, task)
            for _ in range(config.max_refinement_passes):
                if review.score >= config.quality_threshold or not review.weaknesses:
                    break
                asked = (
                    *prompt_for(task),
                    Message("assistant", _as_text(draft)),
                    refine_prompt(task, review.weaknesses),
                )
                judged = draft_in(await self._answer(task, asked), task)
                if judged.draft is None or judged.flaws:
                    break
                following = await self._reviewed(judged.draft, task) if config.enable_advisor_validation else review
                better = following.score - review.score
                if config.enable_advisor_validation and better < 0:
                    break
                draft, review = judged.draft, following
                if better < config.minimum_improvement:
                    break
        except ProviderError as error:
            # What was written before is whole; that it could not be bettered is told.
            warnings.append(f"The script was refined no further. {error}")
        return draft

    async def _reviewed(self, draft: Draft, task: Task) -> Review:
        messages = (Message("system", prompt_for(task)[0].text), review_prompt(task, _as_text(draft)))
        answer = await self.model.answer(self._conversation(task, messages, _REVIEW_SCHEMA, "review"), lambda _: None)
        try:
            return understood(json_in(answer), Review)
        except ValueError as error:
            raise self.model.channel.failed(Verdict.BAD_SCHEMA, f"its review cannot be read: {error}") from error

    def _unusable(self, flaws: tuple[str, ...]) -> ProviderError:
        said = " ".join(flaws)
        self.model.channel.forget(_ASKED)
        return self.model.channel.failed(
            Verdict.BAD_SCHEMA,
            f"it was asked twice, and its script cannot be used. {said.removesuffix('.')}",
            remedy="Choose a more capable model, or lower llmParameters.temperature.",
        )


def _better(first: Judged, second: Judged) -> Judged:
    """Return what has fewer flaws, of what can be used."""
    if second.draft is None:
        return attrs.evolve(first, flaws=first.flaws) if first.draft else second
    return second if first.draft is None or len(second.flaws) <= len(first.flaws) else first


def _as_text(draft: Draft) -> str:
    return json.dumps(attrs.asdict(draft), ensure_ascii=False)
