"""
Documents made into scripts, by the way of all scripts.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Final

from aura_core.drawer.keeping import Kept
from aura_core.errors import InvalidInputError
from aura_core.library import Library
from aura_core.model.brief import LONGEST_TOPIC
from aura_core.model.conversion import (
    ConversionChange,
    ConversionMetrics,
    ConversionResult,
    ConvertDocumentRequest,
    SectionConversion,
)
from aura_core.model.directions import ScenePreview
from aura_core.model.documents import DocumentMetadata, DocumentSection
from aura_core.model.enums import TransitionKind
from aura_core.model.script import Scene
from aura_core.model.script_requests import GenerateScriptRequest
from aura_core.model.scripts import KeptScript
from aura_core.providers.writers.sentences import count_words
from aura_core.scripts.scripts import Scripts
from aura_core.scripts.showing import prompt_of, shown, transitions_of


__all__ = ["converted"]

_LANGUAGE: Final = "en-US"
"""Where a document does not tell its own."""


def converted(
    asked: ConvertDocumentRequest, library: Library, scripts: Scripts, correlation_id: str = ""
) -> ConversionResult:
    """
    Have a script written of a document, and keep it.

    Raises:
        NotFoundError: there is no such document.

        InvalidInputError: with everything that is wrong with *asked*.

        AuraError: it cannot be written.
    """
    began = time.monotonic()
    document_id = asked.document_id or asked.import_result.document_id
    if not document_id:
        raise InvalidInputError.of("$.documentId", "No document is named.", remedy="Give the id that its import gave.")
    document = library.find(document_id)
    sections = library.structure(document_id).sections
    about = document.metadata
    kept = scripts.generate(
        GenerateScriptRequest(
            topic=(asked.topic or about.title or about.original_file_name)[:LONGEST_TOPIC],
            audience=asked.audience,
            language=asked.language or about.detected_language or _LANGUAGE,
            target_duration_seconds=round(60 * asked.config.target_duration_minutes),
            preferred_provider=asked.preferred_provider,
            sources=(document.path,),
        )
    )
    scenes = kept.value.script.scenes
    said = [_said_of(section, scenes) for section in sections]
    return ConversionResult(
        success=True,
        scenes=tuple(map(_preview, scenes)),
        suggested_brief=kept.value.order.brief,
        changes=tuple(_changes(sections, said, about.word_count)),
        metrics=_metrics(kept, about),
        section_conversions=tuple(_conversions(sections, said)),
        error_message=None,
        processing_time_seconds=round(time.monotonic() - began, 3),
        script_id=kept.id,
        script=shown(kept, correlation_id),
        correlation_id=correlation_id,
    )


def _said_of(section: DocumentSection, scenes: Sequence[Scene]) -> tuple[Scene, ...]:
    """Return the scenes that cite *section*; what stands under the title has none of its own."""
    return tuple(
        scene
        for scene in scenes
        if any((cited.section or cited.title) == section.heading for cited in scene.citations or ())
    )


def _preview(scene: Scene) -> ScenePreview:
    seconds = float(scene.start), float(scene.duration)
    return ScenePreview(scene.index, scene.heading, scene.script, *seconds, scene.citations)


def _changes(
    sections: Sequence[DocumentSection], said: Sequence[Sequence[Scene]], words: int
) -> Iterator[ConversionChange]:
    for index, (section, scenes) in enumerate(zip(sections, said, strict=True)):
        if section.word_count and not scenes:
            yield ConversionChange(
                "Omission",
                f"Nothing is said of {section.heading!r}." if section.heading else "The beginning is left out.",
                "Other sections belong more to the topic, and fill the length.",
                index,
                round(section.word_count / max(1, words), 3),
            )


def _conversions(sections: Sequence[DocumentSection], said: Sequence[Sequence[Scene]]) -> Iterator[SectionConversion]:
    for index, (section, scenes) in enumerate(zip(sections, said, strict=True)):
        if scenes:
            words = "\n\n".join(scene.script for scene in scenes)
            yield SectionConversion(index, section.heading, scenes[0].heading, section.content, words)


def _metrics(kept: Kept[KeptScript], about: DocumentMetadata) -> ConversionMetrics:
    scenes = kept.value.script.scenes
    words = sum(count_words(scene.script) for scene in scenes)
    return ConversionMetrics(
        original_word_count=about.word_count,
        converted_word_count=words,
        compression_ratio=round(words / max(1, about.word_count), 3),
        sections_created=len(scenes),
        transitions_added=sum(way is not TransitionKind.CUT for way in transitions_of(kept.value)[:-1]),
        visual_suggestions_generated=sum(
            bool(prompt_of(scene) or scene.layout or scene.path_or_url) for scene in scenes
        ),
    )
