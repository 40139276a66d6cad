"""
Translations by language models: the same for all of them.

Rule: every text has a translation of as many paragraphs, or there is an error; nothing is left in the other language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from aura_core.errors import TranslationError
from aura_core.model.brief import LlmParameters
from aura_core.outbound.foreign import understood
from aura_core.providers.writers.answered import json_in
from aura_core.providers.writers.modelled import Conversation, LanguageModel
from aura_core.providers.writers.prompting import Message, translate_prompt
from aura_core.verdicts import Verdict
from aura_core.words import counted


__all__ = ["ModelTranslator"]

_SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {"texts": {"type": "array", "items": {"type": "string"}}},
    "required": ["texts"],
    "additionalProperties": False,
}

_CHARACTERS_AT_ONCE: Final = 6_000
_TEXTS_AT_ONCE: Final = 40
"""Models lose count of more."""

_CHARACTERS_A_WORD: Final = 4
"""Rather few, so that there is room for languages that need more."""


@attrs.frozen
class _Translated:
    texts: tuple[str, ...]


class ModelTranslator:
    """
    Has a language model translate.
    """

    version = "1"

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self.name = model.channel.provider.id

    async def translate(self, texts: tuple[str, ...], source: str, target: str) -> tuple[str, ...]:
        """
        Translate *texts*, a few at a time, in order.

        Raises:
            TranslationError: the model answered twice in a way that cannot be used.

            ProviderError: it did not answer.
        """
        found: list[str] = []
        for some in _portions(texts):
            found += await self._translated(some, source, target)
        return tuple(found)

    async def _translated(self, texts: tuple[str, ...], source: str, target: str) -> tuple[str, ...]:
        asked = translate_prompt(texts, source, target)
        answer = await self._answer(asked, texts)
        try:
            return _read(answer, texts)
        except ValueError as error:
            asked = (*asked, Message("assistant", answer), Message("user", f"That cannot be used: {error}. Once more."))
        try:
            return _read(await self._answer(asked, texts), texts)
        except ValueError as error:
            self._model.channel.forget(2)
            raise TranslationError(
                f"{self._model.channel.provider.name}: it was asked twice, and its translation into {target} cannot be "
                f"used: {error}.",
                provider=self.name,
                remedy="Choose a more capable model, or give a script in that language.",
                verdict=Verdict.BAD_SCHEMA,
                stage="script",
            ) from error

    async def _answer(self, messages: tuple[Message, ...], texts: tuple[str, ...]) -> str:
        words = sum(map(len, texts)) // _CHARACTERS_A_WORD
        conversation = Conversation(messages, _SCHEMA, "translation", LlmParameters(), words)
        return await self._model.answer(conversation, lambda _: None)


def _portions(texts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Divide *texts* into as many as a model keeps count of."""
    some: list[str] = []
    for text in texts:
        if some and (len(some) == _TEXTS_AT_ONCE or sum(map(len, some)) + len(text) > _CHARACTERS_AT_ONCE):
            yield tuple(some)
            some = []
        some.append(text)
    if some:
        yield tuple(some)


def _read(answer: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    """
    Read the *answer* to *texts*.

    Raises:
        ValueError: it is not one translation for each; said so that a model understands it.
    """
    found = understood(json_in(answer), _Translated).texts
    if len(found) != len(texts):
        raise ValueError(f"there are {counted(len(found), 'text')} instead of {len(texts)}")
    for number, (text, translation) in enumerate(zip(texts, found, strict=True), start=1):
        if not any(map(str.isalnum, translation)) and any(map(str.isalnum, text)):
            raise ValueError(f"text {number} is empty")
        if len(_paragraphs(text)) != len(_paragraphs(translation)):
            raise ValueError(
                f"text {number} has {counted(len(_paragraphs(text)), 'paragraph')}, its translation has not"
            )
    return tuple("\n\n".join(_paragraphs(translation)) for translation in found)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
