"""
Markup read and written.

Only what is needed of XML is: elements, attributes, text, the five entities and numbers. Expat does the reading;
document types are refused where they begin, before anything of them is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

import attrs


__all__ = ["Element", "MarkupError", "read", "sayable", "words_of", "written"]

_DEEPEST: Final = 50
_UNSAYABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold (XML 1.0 §2.2)."""


class MarkupError(ValueError):
    """It is no markup; says why as a sentence."""


@attrs.define
class Element:
    """
    A tag and what is in it; while it is read, things are put into it.

    Attributes:
        name: With its prefix, if it has one.
    """

    name: str
    attributes: dict[str, str]
    content: list[Element | str] = attrs.field(factory=list)

    def walk(self) -> Iterator[Element]:
        """Yield it and every tag in it."""
        yield self
        for part in self.content:
            if isinstance(part, Element):
                yield from part.walk()


def read(text: str) -> Element:
    """
    Read *text*.

    Raises:
        MarkupError: it is not well formed, deeper than anybody speaks, or has a document type.
    """
    top = Element("", {})
    stack = [top]
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > _DEEPEST:
            raise MarkupError(f"Tags stand more than {_DEEPEST} deep in one another.")
        element = Element(name, attributes)
        stack[-1].content.append(element)
        stack.append(element)

    def say(data: str) -> None:
        stack[-1].content.append(data)

    def refuse(*_: object) -> None:
        raise MarkupError("A document type is not read here.")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: stack.pop()
    parser.CharacterDataHandler = say
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise MarkupError(f"It is not well formed: {reason}, line {error.lineno}, column {error.offset}.") from error
    (root,) = (part for part in top.content if isinstance(part, Element))
    return root


def written(element: Element) -> str:
    """Write *element*."""
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in element.attributes.items())
    inside = "".join(written(part) if isinstance(part, Element) else escape(part) for part in element.content)
    return f"<{element.name}{attributes}>{inside}</{element.name}>" if inside else f"<{element.name}{attributes}/>"


def sayable(text: str) -> str:
    """Return plain *text* without what XML cannot hold."""
    return _UNSAYABLE.sub("", text)


def words_of(text: str) -> str:
    """Return what of *text*, which was meant as markup, can be said: no tags, no document types."""
    return sayable(re.sub(r"<!DOCTYPE[^\[>]*(\[.*?\])?\s*>|<[^<>]*>", " ", text, flags=re.DOTALL))
