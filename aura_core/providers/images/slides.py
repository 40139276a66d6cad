"""
Slides, typeset by Typst.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import typst

from aura_core.errors import VisualError
from aura_core.fonts import Fonts
from aura_core.model.visuals import Asset, PictureRequest


__all__ = ["SlideImages"]

_REVISION: Final = "1"

_THEME: Final = Path(__file__).parent / "themes" / "modern"


class SlideImages:
    """
    Slides with the scene's own words.
    """

    name = "slides"

    def __init__(self, fonts: Fonts | None = None, *, language: str = "en") -> None:
        self._fonts = fonts or Fonts()
        self._language = language

    @cached_property
    def version(self) -> str:
        """Everything besides the request that decides how a slide looks."""
        theme = hashlib.sha256()
        for path in sorted(_THEME.iterdir()):
            theme.update(path.name.encode() + b"\0" + path.read_bytes())
        return f"{_REVISION}+typst{typst.__version__}+{theme.hexdigest()[:12]}+{self._fonts.fingerprint}"

    async def illustrate(self, request: PictureRequest, target: Path) -> Asset:
        """
        Typeset the slide of one scene.
        """
        heading = request.scene.heading or request.title
        body = request.scene.script[:200]
        self._fonts.require(heading + body, what=f"The slide of scene {request.scene.index + 1}")
        slide = {
            "width": request.size.width,
            "height": request.size.height,
            "fonts": self._fonts.families,
            "language": self._language.split("-", maxsplit=1)[0],
            "heading": heading,
            "body": body,
        }
        await asyncio.to_thread(self._typeset, slide, target)
        return Asset(kind="image", path_or_url=str(target))

    def _typeset(self, slide: dict[str, Any], target: Path) -> None:
        # A compiler cannot be shared by threads, and making one takes a millisecond; the fonts are what is dear.
        compiler = typst.Compiler(
            _THEME / "slide.typ",
            root=_THEME,
            font_paths=self._fonts.typesetting,
            ignore_system_fonts=True,
            sys_inputs={"slide": json.dumps(slide)},
        )
        try:
            compiler.compile(output=target, format="png", ppi=72)
        except typst.TypstError as error:
            raise VisualError(
                f"The slide could not be typeset: {error.message}.",
                provider=self.name,
                remedy="Please report this with the text of the scene.",
            ) from error
