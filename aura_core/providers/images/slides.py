"""
Slides, typeset by Typst.

Rule: words reach Typst as data, never as source, so that none of them can become markup.
"""

from __future__ import annotations

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

from aura_core.concurrency import in_thread
from aura_core.errors import VisualError
from aura_core.fonts import Fonts
from aura_core.model.enums import Layout, ThemeMode, WatermarkPosition
from aura_core.model.visuals import Asset, PictureRequest
from aura_core.providers.images.layouts import slide_for
from aura_core.providers.images.palettes import THEMES, palette_for, theme_for
from aura_core.providers.images.photographs import prepare, prepare_logo
from aura_core.providers.images.phrases import in_phrases
from aura_core.providers.images.pictograms import drawing
from aura_core.providers.images.words import is_rtl, plain, shortened


__all__ = ["SlideImages"]

_REVISION: Final = "8"
"""Raised whenever this package chooses other words or another layout than before."""

_THEME: Final = THEMES / "common"


_REVEALING: Final = frozenset({Layout.BULLETS, Layout.STEPS, Layout.CYCLE, Layout.TIMELINE})
"""Layouts whose points may come one after another; of charts, bars, columns and places on the line do."""

_GROWING: Final = frozenset({"bars", "columns", "line"})

_APOSTROPHE: Final = re.compile(r"(?<=[A-Za-zÀ-ɏ])'(?=[A-Za-zÀ-ɏ])")

_APPEARANCES: Final = {ThemeMode.AUTO: None, ThemeMode.DARK: "dark", ThemeMode.LIGHT: "light"}

_PLACES: Final = {
    WatermarkPosition.MIDDLE_LEFT: ("left", "horizon"),
    WatermarkPosition.MIDDLE_RIGHT: ("right", "horizon"),
    WatermarkPosition.TOP_LEFT: ("left", "top"),
    WatermarkPosition.TOP_CENTER: ("center", "top"),
    WatermarkPosition.TOP_RIGHT: ("right", "top"),
    WatermarkPosition.CENTER: ("center", "horizon"),
    WatermarkPosition.BOTTOM_LEFT: ("left", "bottom"),
    WatermarkPosition.BOTTOM_CENTER: ("center", "bottom"),
    WatermarkPosition.BOTTOM_RIGHT: ("right", "bottom"),
}


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
        for path in (*sorted(_THEME.iterdir()), THEMES / "themes.json"):
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
        await in_thread(self._illustrate, request, target)
        return Asset(kind="image", path_or_url=str(target))

    def points(self, request: PictureRequest) -> tuple[str, ...]:
        """
        Return the points that the slide of *request* shows one after another; empty when it shows everything at once.
        """
        slide = slide_for(request)
        if slide.layout is Layout.CHART and slide.exhibit and slide.exhibit["kind"] in _GROWING:
            return tuple(slide.exhibit["labels"])
        return slide.versions[0].points if slide.layout in _REVEALING else ()

    def _illustrate(self, request: PictureRequest, target: Path) -> None:
        data = self.data(request)
        kit = request.brand_kit
        logo = kit.watermark_path if kit else None
        picture = request.scene.picture if data["layout"] == Layout.IMAGE.value else None
        with _theme(picture, logo, request) as theme:
            if picture:
                data["picture"] = "picture.png"
            self._compile(theme, data, target, request)

    def data(self, request: PictureRequest) -> dict[str, Any]:
        """
        Return what the theme is told, as plain JSON values.

        Raises:
            MissingGlyphsError: the words need characters that no font has.
        """
        slide = slide_for(request)
        theme = theme_for(request.theme, request.style)
        name = plain(request.title)
        self._fonts.require(f"{slide.text} {name}", what=f"The slide of scene {request.scene.index + 1}")
        language, region = _tag(request.language)
        return {
            "width": request.size.width,
            "height": request.size.height,
            "caption_room": request.caption_room,
            "fonts": [theme.text, *self._fonts.families],
            "language": language,
            "region": region,
            "rtl": is_rtl(slide.text),
            "headings": [theme.headings, *self._fonts.families],
            "weight": theme.weight,
            "shapes": theme.shapes,
            "palette": attrs.asdict(
                palette_for(theme, _APPEARANCES[request.appearance], slide.colours, request.brand_kit)
            ),
            "layout": slide.layout.value,
            "variant": slide.variant,
            "exhibit": slide.exhibit,
            "pictogram": drawing(slide.pictogram.name, theme.pictograms) if slide.pictogram else None,
            "emphasis": _curled(slide.emphasis),
            "revealed": request.revealed,
            "logo": _logo_of(request),
            "share": slide.share,
            "names": [_curled(name), _curled(shortened(name, 6))],
            "versions": [in_phrases(_curled(attrs.asdict(words)), request.language) for words in slide.versions],
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


def _curled(shown: Any) -> Any:
    """Return *shown*, plain JSON values, with the apostrophes of print: Typst takes straight ones for what they are."""
    if isinstance(shown, str):
        return _APOSTROPHE.sub("’", shown)
    if isinstance(shown, dict):
        return {name: _curled(value) for name, value in shown.items()}
    return [_curled(value) for value in shown]


def _tag(language: str) -> tuple[str, str | None]:
    """Part a BCP 47 tag into what Typst knows of it: language and region."""
    first, *others = language.split("-")
    region = next((part.upper() for part in others if re.fullmatch("[A-Za-z]{2}", part)), None)
    return (first.lower(), region) if re.fullmatch("[A-Za-z]{2,3}", first) else ("en", None)


@contextlib.contextmanager
def _theme(picture: Path | None, logo: Path | None, request: PictureRequest) -> Iterator[Path]:
    """Give the folder of the theme; for a slide with a picture or a logo a copy of it with those in it."""
    if picture is None and logo is None:
        yield _THEME
        return
    with tempfile.TemporaryDirectory(prefix="aura-slide-") as folder:
        theme = Path(folder) / _THEME.name
        shutil.copytree(_THEME, theme)
        if picture is not None:
            prepare(picture, request.size, theme / "picture.png")
        if logo is not None and request.brand_kit is not None:
            prepare_logo(logo, request.brand_kit.watermark_opacity, theme / "logo.png")
        yield theme


def _logo_of(request: PictureRequest) -> dict[str, Any] | None:
    kit = request.brand_kit
    if kit is None or kit.watermark_path is None:
        return None
    return {"file": "logo.png", "place": _PLACES[kit.watermark_position]}
