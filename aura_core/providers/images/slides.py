"""
Slides, typeset by Typst.

Rule: words reach Typst as data, never as source, so that none of them can become markup.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import attrs
import typst

from aura_core.errors import VisualError
from aura_core.fonts import Fonts
from aura_core.model.enums import Layout
from aura_core.model.visuals import Asset, PictureRequest
from aura_core.providers.images.layouts import slide_for
from aura_core.providers.images.photographs import prepare
from aura_core.providers.images.words import is_rtl, plain, shortened


__all__ = ["SlideImages"]

_REVISION: Final = "2"
"""Raised whenever this package chooses other words or another layout than before."""

_THEMES: Final = Path(__file__).parent / "themes"
_THEME: Final = _THEMES / "modern"


class SlideImages:
    """
    Slides that show what tells most of what is said.
    """

    name = "slides"

    def __init__(self, fonts: Fonts | None = None) -> None:
        self._fonts = fonts or Fonts()

    @cached_property
    def version(self) -> str:
        """Everything besides the request that decides how a slide looks."""
        theme = hashlib.sha256()
        for path in sorted(_THEME.iterdir()):
            theme.update(path.name.encode() + b"\0" + path.read_bytes())
        return f"{_REVISION}-typst{metadata.version('typst')}-{theme.hexdigest()[:12]}-{self._fonts.fingerprint}"

    async def illustrate(self, request: PictureRequest, target: Path) -> Asset:
        """
        Typeset the slide of one scene.

        Raises:
            MissingGlyphsError: the words need characters that no font has.

            VisualError: the picture of the scene cannot be shown.
        """
        # Typst and Pillow let go of the interpreter while they work: threads do share the processors.
        await asyncio.to_thread(self._illustrate, request, target)
        return Asset(kind="image", path_or_url=str(target))

    def points(self, request: PictureRequest) -> tuple[str, ...]:
        """Give the points of a list; other slides show everything at once."""
        slide = slide_for(attrs.evolve(request, revealed=None))
        return slide.versions[0].points if slide.layout is Layout.BULLETS else ()

    def _illustrate(self, request: PictureRequest, target: Path) -> None:
        data = self.data(request)
        with _theme(request if data["layout"] == Layout.IMAGE.value else None) as theme:
            if theme != _THEME:
                data["picture"] = "picture.png"
            self._compile(theme, data, target, request)

    def data(self, request: PictureRequest) -> dict[str, Any]:
        """
        Return what the theme is told, as plain JSON values.

        Raises:
            MissingGlyphsError: the words need characters that no font has.
        """
        slide = slide_for(request)
        name = plain(request.title)
        self._fonts.require(f"{slide.text} {name}", what=f"The slide of scene {request.scene.index + 1}")
        language, region = _tag(request.language)
        return {
            "width": request.size.width,
            "height": request.size.height,
            "caption_room": request.caption_room,
            "fonts": self._fonts.families,
            "language": language,
            "region": region,
            "rtl": is_rtl(slide.text),
            "layout": slide.layout.value,
            "variant": slide.variant,
            "colours": slide.colours,
            "share": slide.share,
            "revealed": request.revealed,
            "names": [name, shortened(name, 6)],
            "progress": min(1.0, request.scene.index / max(1, request.scenes - 1)),
            "versions": [attrs.asdict(words) for words in slide.versions],
        }

    def compiler(self, data: dict[str, Any], theme: Path = _THEME) -> typst.Compiler:
        """
        Return a compiler of the slide that *data* describes.
        """
        # One a slide: threads cannot share a compiler, and making one takes a millisecond; the fonts are what is dear.
        return typst.Compiler(
            theme / "slide.typ",
            root=theme,
            font_paths=self._fonts.typesetting,
            ignore_system_fonts=True,
            sys_inputs={"slide": json.dumps(data)},
        )

    def _compile(self, theme: Path, data: dict[str, Any], target: Path, request: PictureRequest) -> None:
        try:
            # A point is a pixel. Written by Typst itself, a full disk would look like an error of the theme, and a path
            # that is not UTF-8 would end in a panic.
            picture = self.compiler(data, theme).compile(format="png", ppi=72)
        except typst.TypstError as error:
            raise VisualError(
                f"The slide of scene {request.scene.index + 1} could not be typeset: {error.message}.",
                provider=self.name,
                remedy="Please report this as an error of the theme, with the text of the scene.",
            ) from error
        assert isinstance(picture, bytes), "a slide is one page"
        target.write_bytes(picture)


def _tag(language: str) -> tuple[str, str | None]:
    """Part a BCP 47 tag into what Typst knows of it: language and region."""
    first, *others = language.split("-")
    region = next((part.upper() for part in others if re.fullmatch("[A-Za-z]{2}", part)), None)
    return (first.lower(), region) if re.fullmatch("[A-Za-z]{2,3}", first) else ("en", None)


@contextlib.contextmanager
def _theme(request: PictureRequest | None) -> Iterator[Path]:
    """Give the folder of the theme; for a slide with a picture a copy of it with the picture in it."""
    if request is None or request.scene.picture is None:
        yield _THEME
        return
    with tempfile.TemporaryDirectory(prefix="aura-slide-") as folder:
        theme = Path(folder) / _THEME.name
        shutil.copytree(_THEME, theme)
        prepare(request.scene.picture, request.size, theme / "picture.png")
        yield theme
