"""
How a slide is laid out.

Rule: the first scene is the title and the last one the closing; between them the content decides, and where it leaves
a choice, neighbours take turns.
"""

from __future__ import annotations

import hashlib

import attrs

from aura_core.model.enums import Layout
from aura_core.model.visuals import PictureRequest
from aura_core.providers.images.figures import figure
from aura_core.providers.images.telling import quotation
from aura_core.providers.images.wording import Words, points, versions
from aura_core.providers.images.words import plain


__all__ = ["Slide", "layout_for", "slide_for"]


@attrs.frozen
class Slide:
    """
    A slide before it is typeset.

    Attributes:
        versions: The words, the fullest version first; one that is too large gives way to the next.

        variant: 0, 1 or 2; neighbours differ, so that slides of one layout do not all look alike.

        colours: Chooses the colours; the same throughout a film.

        share: The part of a whole that the number on the slide is, 0 to 1.
    """

    layout: Layout
    versions: tuple[Words, ...]
    variant: int = 0
    colours: int = 0
    share: float | None = None

    @property
    def text(self) -> str:
        """Everything that may have to be shown."""
        return " ".join(part for words in self.versions for part in words.parts)


def layout_for(request: PictureRequest) -> Layout:
    """
    Choose how the slide of a scene is laid out.

    The scene's own wish comes first, unless it has nothing to show that way.
    """
    scene = request.scene
    if scene.layout is not None and _has_content(scene.layout, request):
        return scene.layout
    if scene.picture is not None:
        return Layout.IMAGE
    if scene.index == 0:
        return Layout.TITLE
    if scene.index >= request.scenes - 1:
        return Layout.CLOSING
    called_for = _called_for(request)
    return called_for[_turn(request) % len(called_for)]


def _has_content(layout: Layout, request: PictureRequest) -> bool:
    """Tell whether a scene has what *layout* shows; words alone will do for most."""
    match layout:
        case Layout.IMAGE:
            return request.scene.picture is not None
        case Layout.BULLETS:
            return len(points(request)) > 1
        case Layout.FIGURE:
            return figure(plain(request.scene.script)) is not None
        case _:
            return True


def _called_for(request: PictureRequest) -> tuple[Layout, ...]:
    """Say which layouts the words of a scene call for."""
    scene, script = request.scene, plain(request.scene.script)
    if scene.bullets and _has_content(Layout.BULLETS, request):
        return (Layout.BULLETS,)
    found = tuple(layout for layout in (Layout.BULLETS, Layout.FIGURE) if _has_content(layout, request))
    if quotation(script) is not None:
        found = (*found, Layout.QUOTE)
    if found:
        return found
    return (Layout.STATEMENT, Layout.SECTION) if plain(scene.heading) and script else (Layout.STATEMENT,)


def _turn(request: PictureRequest) -> int:
    return request.scene.index + request.seed


def slide_for(request: PictureRequest) -> Slide:
    """
    Choose layout, words and look for the scene of *request*; nothing else plays a part.
    """
    layout = layout_for(request)
    words = versions(request, layout)
    number = figure(plain(request.scene.script)) if words[0].number else None
    return Slide(
        layout=layout,
        versions=words,
        variant=_turn(request) % 3,
        colours=hashlib.sha256(request.title.encode(errors="replace")).digest()[0] + request.seed,
        share=number.share if number else None,
    )
