"""
What is looked for to show a scene with: a few words, from what only this scene says down to what the whole film is about.

Libraries of pictures take two or three plain words best, so a heading that only a reader understands ("From here on") is
no search. A word of a scene counts by how often it is said there, for more where it is in the heading, or where other
scenes and the title speak of it too: those name things, while verbs and adverbs are said once.
In German, whose nouns are written large, only these count; in English, what its sentence shows to name something.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

import attrs

from aura_core.directing.grammar import Role, roles
from aura_core.model.enums import Layout
from aura_core.model.script import Scene
from aura_core.words import UNSPACED, stem, stops_of


__all__ = ["searches"]

_FEW: Final = 3
"""Words of a search."""

_PROMPTED: Final = 5
"""Words of a search that somebody has asked for."""

_SAID_AGAIN: Final = 2
"""Scenes that say a word which the film is about."""

_LARGE: Final = frozenset({"de", "lb"})
"""Languages whose nouns are written large."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_ENDING: Final = re.compile(r"(?<=...)(?:en|er|e|n)$")
_OWNED: Final = re.compile(r"['’]s$", re.IGNORECASE)

_OF_PICTURES: Final = frozenset(
    {
        *("shot", "photo", "photograph", "photography", "image", "picture", "footage", "video", "clip", "scene"),
        *("cinematic", "style", "closeup", "close-up", "wide-angle", "background", "foreground", "resolution"),
        *("realistic", "photorealistic", "detailed", "quality", "high-quality"),
    }
)
"""What prompts say of a picture, not of what it shows."""

_OF_SCRIPTS: Final = frozenset(
    {
        *("introduction", "conclusion", "summary", "overview", "intro", "outro"),
        *("einleitung", "fazit", "zusammenfassung", "schluss", "ende", "résumé", "fin"),
        *("introducción", "conclusión", "resumen", "introduzione", "conclusione", "introdução", "conclusão", "resumo"),
    }
)
"""What headings say of a part, not of what it is about."""

_LAYOUTS: Final = frozenset(layout.value.lower() for layout in Layout)

_ENGLISH: Final = "en"


@attrs.frozen
class _Word:
    """
    A word that may be searched for.

    Attributes:
        names: Whether it stands for a thing by itself, as far as that shows.
    """

    text: str
    root: str
    names: bool = True


def searches(scenes: Sequence[Scene], title: str, language: str) -> tuple[tuple[str, ...], ...]:
    """
    Return what to look for of each of *scenes*, the narrowest search first; the last is what the film is about.

    Args:
        language: Of the words, a BCP 47 tag; in one without a list of stop words, or that is written without spaces,
            prompt, heading and title are searched for as they are.
    """
    primary = language.replace("_", "-").partition("-")[0].lower()
    stops = stops_of(language) if primary not in UNSPACED else frozenset()
    if not stops:
        return tuple(_distinct(_prompt(scene), scene.heading, title) for scene in scenes)
    large = primary in _LARGE
    telling = _naming if primary == _ENGLISH else partial(_telling, large=large)
    said = [list(telling(f"{scene.heading}. {scene.script}", stops)) for scene in scenes]
    named = _each(telling(title, stops)) or _each(_telling(title, stops, large=large))
    spread = Counter(root for words in said for root in {word.root for word in words})
    film = _Film(
        title=_joined(named[:_FEW]) or title,
        named=frozenset(word.root for word in named),
        subject=_subject(named, spread, large=large),
        recurring=frozenset(root for root, count in spread.items() if count >= _SAID_AGAIN),
        stops=stops,
        large=large,
    )
    return tuple(_of_scene(scene, words, film) for scene, words in zip(scenes, said, strict=True))


@attrs.frozen
class _Film:
    """
    What all scenes have to do with.

    Attributes:
        title: The words of its title that name something.

        named: Their roots.

        subject: The one that says most; none where the title says nothing.

        recurring: Roots of words that several scenes say.

        large: Whether only words that are written large count.
    """

    title: str
    named: frozenset[str]
    subject: tuple[_Word, ...]
    recurring: frozenset[str]
    stops: frozenset[str]
    large: bool


def _subject(named: Sequence[_Word], spread: Mapping[str, int], *, large: bool) -> tuple[_Word, ...]:
    """Take the word of a title that most scenes say; no name, as far as that shows, and of equals the last: "of coffee"."""

    def worth(word: _Word) -> tuple[bool, int]:
        return large or word.text[0].islower(), spread[word.root]

    return (max(reversed(named), key=worth),) if named else ()


def _of_scene(scene: Scene, said: Sequence[_Word], film: _Film) -> tuple[str, ...]:
    counts = Counter(word.root for word in said)
    head = {word.root for word in _telling(scene.heading, film.stops, large=film.large)}

    def worth(word: _Word) -> float:
        recurs = word.root in film.recurring or word.root in film.named
        return min(counts[word.root], _FEW) + (word.root in head) + 1.5 * recurs

    ranked = _each(_with_what_says_which(sorted(_each(said), key=lambda word: -worth(word)), said))
    # Without a word of the title nobody would know what the film is about.
    missing = () if any(word.root in film.named for word in ranked[:_FEW]) else film.subject
    narrow = _each([*ranked[: _FEW - len(missing)], *missing])
    broad = _each([*ranked[:1], *(missing or [word for word in narrow if word.root in film.named])])
    asked = _prompt(scene)
    prompted = [word for word in _telling(asked, film.stops | stops_of("en")) if word.text.lower() not in _OF_PICTURES]
    return _distinct(
        _joined(prompted[:_PROMPTED]) or asked, _in_order(narrow, said), _in_order(broad[:2], said), film.title
    )


def _with_what_says_which(ranked: Sequence[_Word], said: Sequence[_Word]) -> Iterator[_Word]:
    """Let what only says which follow the thing that it is said of: *berries*, *red*."""
    before = {word.root: said[place - 1] for place, word in enumerate(said) if place and not said[place - 1].names}
    for word in ranked:
        if word.names:
            yield word
            if word.root in before:
                yield before[word.root]


def _prompt(scene: Scene) -> str:
    prompt = scene.visual_prompt or ""
    return "" if prompt.strip().lower() in _LAYOUTS else prompt


def _telling(text: str, stops: frozenset[str], *, large: bool = False) -> Iterator[_Word]:
    """Give the words of *text* that name something, as far as that shows."""
    for found in _WORD.findall(text):
        word = _OWNED.sub("", found)
        plain = word.casefold().replace("’", "'")
        if (
            len(plain) > 2
            and plain not in _OF_SCRIPTS
            and plain not in stops
            and plain.partition("'")[0] not in stops
            and (not large or word[0].isupper())
        ):
            yield _Word(word, _ENDING.sub("", stem(plain)) if large else stem(plain))


def _naming(text: str, stops: frozenset[str]) -> Iterator[_Word]:
    """Give the words of an English *text* that name something by what they do in it."""
    for text_of, role in roles(text, stops):
        word = _OWNED.sub("", text_of)
        plain = word.casefold().replace("’", "'")
        if role in {Role.NAMES, Role.SAYS_WHICH} and plain not in _OF_SCRIPTS:
            yield _Word(word, stem(plain), role is Role.NAMES)


def _each(words: Iterable[_Word]) -> list[_Word]:
    """Leave each word once, as it is written first."""
    first: dict[str, _Word] = {}
    for word in words:
        first.setdefault(word.root, word)
    return list(first.values())


def _in_order(chosen: Sequence[_Word], said: Sequence[_Word]) -> str:
    places = {word.root: place for place, word in reversed(list(enumerate(said)))}
    return _joined(sorted(_each(chosen), key=lambda word: places.get(word.root, len(said))))


def _joined(words: Sequence[_Word]) -> str:
    return " ".join(word.text for word in words)


def _distinct(*found: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(str.strip, found))))
