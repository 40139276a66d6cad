"""
Title, description and tags of a film, in its own words: nothing is promised that it does not say.

The limits are those of the YouTube Data API, "Videos": a title of 100 characters, a description of 5000 bytes, neither
with angle brackets; tags of 500 characters, commas between them and quotes around those of several words included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import Final

from aura_core.describing.chapters import chapter_lines, listed
from aura_core.keywords import Said, keywords
from aura_core.model.enums import Layout
from aura_core.model.script import Script
from aura_core.model.timeline import Chapter
from aura_core.model.upload import Credit, SeoRecommendations, Upload
from aura_core.providers.writers.sentences import split_sentences
from aura_core.timing import Seconds


__all__ = ["described", "upload_of"]

_TITLE: Final = 100
_DESCRIPTION: Final = 5000
_TAGS: Final = 500
_MANY: Final = 15
_LONGEST_TAG: Final = 60

_LEAD: Final = 150
"""Characters after which a description has said enough: about as much is shown where films are searched for."""

_LONGEST_LEAD: Final = 400

_LABELS: Final = {
    "en": ("In this film:", "Sources:", "Credits:"),
    "de": ("In diesem Film:", "Quellen:", "Nachweise:"),
    "fr": ("Dans ce film :", "Sources :", "Crédits :"),
    "es": ("En este vídeo:", "Fuentes:", "Créditos:"),
    "it": ("In questo video:", "Fonti:", "Crediti:"),
    "pt": ("Neste vídeo:", "Fontes:", "Créditos:"),
}
"""What lists of chapters, sources and credits are called; in other languages they stand without a name."""


def described(script: Script) -> SeoRecommendations:
    """
    Say what the film of *script* is about.
    """
    return SeoRecommendations(_title(script.title), _lead(script), _tags(script))


def upload_of(
    about: SeoRecommendations,
    script: Script,
    chapters: Sequence[Chapter],
    duration: Seconds,
    credits_: Sequence[Credit] = (),
) -> Upload:
    """
    Put together what goes up with a film.

    Args:
        chapters: All that the film has; those that a platform would not take are left out.

        credits_: Whom anything in the film is owed to.
    """
    kept, sources = listed(chapters, duration), tuple(_sources(script))
    chapters_, documents, owed = _LABELS.get(script.language.partition("-")[0].lower(), ("", "", ""))
    parts = [
        about.description,
        _named(chapters_, _plain(chapter_lines(kept), lines=True)),
        _named(documents, "\n".join(sources)),
        _named(owed, "\n".join(map(_owed, credits_))),
    ]
    return Upload(
        title=about.title,
        description=_within(filter(None, parts)),
        tags=about.tags,
        language=script.language,
        chapters=kept,
        sources=sources,
        credits=tuple(credits_),
    )


def _plain(text: str, *, lines: bool = False) -> str:
    """Return *text* without what platforms refuse."""
    shown = text.replace("<", "‹").replace(">", "›")
    return shown if lines else " ".join(shown.split())


def _title(title: str) -> str:
    plain = _plain(title)
    return plain if len(plain) <= _TITLE else shorten(plain, _TITLE, placeholder="…") or plain[:_TITLE]


def _lead(script: Script) -> str:
    """Return the film's first sentences, but for those that only say its title or its headings."""
    found, title = "", script.title.strip(" .!?…").casefold()
    headings = {scene.heading.casefold() for scene in script.scenes if scene.heading}
    for scene in script.scenes:
        for sentence in split_sentences(scene.script):
            told = sentence.strip(" .!?…").casefold()
            if told == title or sum(heading in told for heading in headings) > 1:
                continue
            longer = _plain(f"{found} {sentence}")
            if found and len(longer) > _LONGEST_LEAD:
                return found
            found = longer
            if len(found) >= _LEAD:
                return found
    return found


def _tags(script: Script) -> tuple[str, ...]:
    told = [scene for scene in script.scenes if scene.layout is not Layout.CREDITS]
    headings = dict.fromkeys(scene.heading for scene in told if scene.heading)
    texts = [
        *(Said(text, 4.0) for text in (script.title, script.subtitle)),
        *(Said(heading, 2.0) for heading in headings if heading != script.title),
        *(Said(scene.script) for scene in told),
    ]
    whole = [_plain(script.title).strip(" .!?…")]
    found, left = list[str](), _TAGS
    for tag in (*whole, *map(_plain, keywords(texts, script.language))):
        cost = len(tag) + (2 if " " in tag else 0) + (1 if found else 0)
        fits = 0 < len(tag) <= _LONGEST_TAG and "," not in tag and cost <= left
        if fits and tag.casefold() not in map(str.casefold, found) and len(found) < _MANY:
            found.append(tag)
            left -= cost
    return tuple(found)


def _sources(script: Script) -> Iterator[str]:
    cited = (citation for scene in script.scenes for citation in scene.citations or ())
    yield from dict.fromkeys(
        _plain(f"{one.title} ({one.source})" if one.title and one.title != one.source else one.source) for one in cited
    )


def _named(label: str, text: str) -> str:
    return f"{label}\n{text}".strip() if text else ""


def _owed(credit: Credit) -> str:
    """Write whom a work is owed to as attributions go: title, author, licence."""
    return _plain(", ".join(filter(None, (f"“{credit.work}”", credit.author, credit.license))))


def _within(parts: Iterator[str]) -> str:
    """Join *parts*, the last of them left out where they would be longer than a description may be."""
    text = ""
    for part in parts:
        longer = f"{text}\n\n{part}".strip()
        if len(longer.encode()) > _DESCRIPTION:
            break
        text = longer
    return text
