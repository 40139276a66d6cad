"""
Script to script: the same scenes in another language.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Final

import attrs

from aura_core.errors import TranslationError
from aura_core.model.script import Quotation, Scene, Script, Table
from aura_core.ports import Translator
from aura_core.store import Store, digest


__all__ = ["translate"]

_VERSION: Final = 1


async def translate(script: Script, language: str, translator: Translator, store: Store) -> Script:
    """
    Have *translator* say in *language* what *script* says and shows; programs and numbers stay as they are.

    Raises:
        TranslationError: it cannot, or does not give a text for each.
    """
    texts = tuple(dict.fromkeys(text for text in _texts(script) if any(map(str.isalpha, text))))
    known = dict(zip(texts, await _translated(texts, script.language, language, translator, store), strict=True))

    def said(text: str) -> str:
        return known.get(text, text)

    return attrs.evolve(
        script,
        title=said(script.title),
        subtitle=said(script.subtitle),
        language=language,
        scenes=tuple(_scene(scene, said) for scene in script.scenes),
    )


async def _translated(
    texts: tuple[str, ...], source: str, target: str, translator: Translator, store: Store
) -> tuple[str, ...]:
    """Look *texts* up, or have them translated."""
    key = digest("translation", _VERSION, texts, source, target, translator.name, translator.version)
    if store.find(key, ".json") is None:
        found = await translator.translate(texts, source, target)
        if len(found) != len(texts) or not all(text.strip() for text in found):
            raise TranslationError(
                f"{translator.name} did not translate everything into {target}.",
                provider=translator.name,
                remedy="Try again, choose another translating provider, or give a script in that language.",
            )
        with store.writing(key, ".json") as path:
            path.write_text(json.dumps(found), encoding="utf-8")
    return tuple(json.loads(store.path(key, ".json").read_text(encoding="utf-8")))


def _texts(script: Script) -> Iterator[str]:
    """Give everything that is said or shown in words, in order."""
    yield from (script.title, script.subtitle)
    for scene in script.scenes:
        yield from (scene.heading, scene.script, *scene.bullets, scene.caption or "")
        if scene.table:
            yield from (*scene.table.header, scene.table.caption)
            yield from (cell for row in scene.table.rows for cell in row)
        if scene.quotation:
            yield scene.quotation.text


def _scene(scene: Scene, said: Callable[[str], str]) -> Scene:
    table, quotation = scene.table, scene.quotation
    return attrs.evolve(
        scene,
        heading=said(scene.heading),
        script=said(scene.script),
        bullets=tuple(map(said, scene.bullets)),
        caption=scene.caption and said(scene.caption),
        table=table
        and Table(
            tuple(map(said, table.header)),
            tuple(tuple(map(said, row)) for row in table.rows),
            said(table.caption),
        ),
        quotation=quotation and Quotation(said(quotation.text), quotation.source),
    )
