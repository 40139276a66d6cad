"""
Whether a provider takes markup as it is, and what it takes instead.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from aura_core.model.ssml import SsmlConstraints, SsmlRepair, SsmlRequest, SsmlSuggestion, SsmlValidation
from aura_core.ssml.dialects import dialect_for
from aura_core.ssml.markup import Element, MarkupError, read, words_of, written


__all__ = ["length_ms", "repaired", "validated"]

_TIME: Final = re.compile(r"\+?([0-9]{0,9}(?:\.[0-9]{1,6})?)(ms|s)")
_AMPERSAND: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)")


def validated(asked: SsmlRequest) -> SsmlValidation:
    """
    Say whether a provider takes markup, and what could be done about it.

    Raises:
        InvalidInputError: nobody has the name of the provider, or they take plain text alone.
    """
    provider, dialect = dialect_for(asked.target_provider)
    try:
        root = read(asked.ssml)
    except MarkupError as error:
        suggestion = SsmlSuggestion(str(error), "Keep the words, and wrap them in <speak>.", can_auto_fix=True)
        return SsmlValidation(False, (str(error),), (), (suggestion,))
    found = [*_wrong(root, provider.name, dialect)]
    errors = tuple(one.issue for one in found)
    return SsmlValidation(not errors, errors, tuple(_odd(root, dialect)), tuple(found))


def repaired(asked: SsmlRequest) -> SsmlRepair:
    """
    Make of markup what a provider takes: what it does not know goes, every word stays.

    Raises:
        InvalidInputError: nobody has the name of the provider, or they take plain text alone.
    """
    provider, dialect = dialect_for(asked.target_provider)
    done: list[str] = []
    root = _read_somehow(asked.ssml, done)
    done += [one.suggestion for one in _wrong(root, provider.name, dialect)]
    done += _odd(root, dialect)
    kept = _kept(root, dialect)
    if len(kept) == 1 and isinstance(kept[0], Element) and kept[0].name == "speak":
        top = kept[0]
    else:
        top = Element("speak", {}, kept)
    text = written(top) if done else asked.ssml
    return SsmlRepair(text, bool(done), tuple(dict.fromkeys(done)))


def length_ms(text: str) -> int | None:
    """Read a time of the markup, such as ``500ms`` or ``1.5s``; ``None`` when it is none."""
    found = _TIME.fullmatch(text.strip())
    if not found or found[1] in {"", "."}:
        return None
    return round(float(found[1]) * (1000 if found[2] == "s" else 1))


def _read_somehow(text: str, done: list[str]) -> Element:
    try:
        return read(text)
    except MarkupError:
        pass
    lone = _AMPERSAND.sub("&amp;", text)
    for attempt, why in (
        (lone, "Lone ampersands are written out."),
        (f"<speak>{lone}</speak>", "<speak> is put around it."),
    ):
        try:
            root = read(attempt)
        except MarkupError:
            continue
        done.append(why)
        return root
    done.append("What cannot be read as markup is kept as words.")
    return Element("speak", {}, [" ".join(html.unescape(words_of(text)).split())])


def _wrong(root: Element, name: str, dialect: SsmlConstraints) -> Iterator[SsmlSuggestion]:
    if root.name != "speak":
        yield SsmlSuggestion("It does not begin with <speak>.", "<speak> is put around it.", can_auto_fix=True)
    for tag in dict.fromkeys(element.name for element in root.walk()):
        if tag not in dialect.supported_tags and tag != "speak":
            message = f"{name} does not know <{tag}>."
            yield SsmlSuggestion(message, f"<{tag}> goes; what is in it stays.", can_auto_fix=True)
    for element in root.walk():
        length = length_ms(element.attributes.get("time", "0ms")) if element.name == "break" else 0
        if length is None:
            issue = "The time of a break is no time such as 500ms or 1.5s."
            yield SsmlSuggestion(issue, "A break without a readable time is as long as usual.", can_auto_fix=True)
        elif length > dialect.max_pause_duration_ms:
            issue = f"A break of {length} ms is longer than {dialect.max_pause_duration_ms} ms."
            yield SsmlSuggestion(issue, f"It is {dialect.max_pause_duration_ms} ms.", can_auto_fix=True)


def _odd(root: Element, dialect: SsmlConstraints) -> Iterator[str]:
    """Name attributes of prosody that a provider leaves aside."""
    given = {name for element in root.walk() if element.name == "prosody" for name in element.attributes}
    for name in sorted(given - set(dialect.supported_prosody_attributes)):
        yield f"The {name} of <prosody> is left aside."


def _kept(element: Element, dialect: SsmlConstraints) -> list[Element | str]:
    inside = [kept for part in element.content for kept in ([part] if isinstance(part, str) else _kept(part, dialect))]
    if element.name not in dialect.supported_tags:
        return inside
    attributes = dict(element.attributes)
    if element.name == "prosody":
        attributes = {k: v for k, v in attributes.items() if k in dialect.supported_prosody_attributes}
    if element.name == "break" and "time" in attributes:
        length = length_ms(attributes.pop("time"))
        if length is not None:
            attributes["time"] = f"{min(length, dialect.max_pause_duration_ms)}ms"
    return [Element(element.name, attributes, inside)]
