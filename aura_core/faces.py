"""
Which fonts a film's captions are set in.

Rule 1: Source Sans Pro whenever it has every character, so that most films open no other font.

Rule 2: else the family that has most of the text, and for each character that it lacks, the first family that has it.

Rule 3: of fonts with a weight axis libass would draw the lightest; they are cut to what the text needs, in bold.
"""

from __future__ import annotations

import tempfile
import threading
import weakref
from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from shutil import rmtree
from typing import Any, Final

import attrs

from aura_core.errors import InvalidInputError
from aura_core.fonts import CAPTION_FAMILY, Fonts, is_drawn, opened, place
from aura_core.model.timeline import Timeline


__all__ = ["CaptionFonts"]

_BOLD: Final = 700
_TALLEST: Final = 1.42
"""Height of a row in font sizes, as other programs count them; 1.26 in Source Sans Pro."""

_HAN: Final = {"ja": "JP", "ko": "KR", "zh": "SC", "zh-tw": "TC", "zh-hk": "TC", "zh-hant": "TC"}
"""How Noto names the families for the Chinese characters of a language."""


@attrs.frozen
class _Face:
    """A family in a file."""

    path: Path
    family: str
    characters: frozenset[int]
    variable: bool

    def count(self, letters: Counter[str]) -> int:
        """Return how many of *letters* the face has."""
        return sum(times for letter, times in letters.items() if ord(letter) in self.characters)


class CaptionFonts:
    """
    The fonts that captions of *text* are set in.

    Args:
        family: The family that is asked for; ``None`` leaves the choice to the text.

        language: Of the text, a BCP 47 tag; Chinese characters look as its readers are used to.

    Raises:
        InvalidInputError: there is no such family.
    """

    def __init__(self, fonts: Fonts, text: str, family: str | None = None, language: str = "") -> None:
        self._fonts = fonts
        self._language = language.lower()
        self._letters = Counter(filter(is_drawn, text))
        self._asked = family
        self._gathering = threading.Lock()
        if family is not None and family.casefold() not in {face.family.casefold() for face in self._faces}:
            raise InvalidInputError.of(
                "$.captions.font.fontFamily",
                f"There is no font family {family!r} at hand.",
                remedy=f"Name one of {', '.join(sorted({face.family for face in self._faces}))}, "
                "or put its files into a folder that AURA_FONT_PATH names.",
            )

    @classmethod
    def of(cls, timeline: Timeline, fonts: Fonts) -> CaptionFonts:
        """Choose the fonts for the captions of a film."""
        family = timeline.caption_font.font_family if timeline.caption_font else None
        return cls(fonts, "\n".join(cue.text for cue in timeline.cues), family, timeline.language)

    @cached_property
    def family(self) -> str:
        """What most of the text is set in."""
        if self._asked is not None:
            return next(face.family for face in self._faces if face.family.casefold() == self._asked.casefold())
        if not self._fonts.missing_in_captions("".join(self._letters)):
            return CAPTION_FAMILY
        return max(self._faces, key=lambda face: face.count(self._letters)).family

    @cached_property
    def others(self) -> tuple[tuple[str, str], ...]:
        """Which family shows a character that :attr:`family` has not, by character."""
        if self.family == CAPTION_FAMILY and not self._fonts.missing_in_captions("".join(self._letters)):
            return ()
        own = frozenset().union(*(face.characters for face in self._faces if face.family == self.family))
        found = ((letter, self._family_of(letter)) for letter in sorted(self._letters) if ord(letter) not in own)
        return tuple((letter, family) for letter, family in found if family)

    def _family_of(self, letter: str) -> str | None:
        return next((face.family for face in self._faces if ord(letter) in face.characters), None)

    @cached_property
    def _faces(self) -> tuple[_Face, ...]:
        """All faces, Source Sans Pro first, then those made for the language."""
        parts = self._language.split("-")
        tags = ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
        preferred = next((_HAN[tag] for tag in tags if tag in _HAN), None)
        faces = (face for path in self._fonts.files for face in _faces_in(path))
        return tuple(
            sorted(
                faces,
                key=lambda face: (face.family != CAPTION_FAMILY, not (preferred and face.family.endswith(preferred))),
            )
        )

    @cached_property
    def folder(self) -> Path:
        """
        A folder with the fonts that are needed and no others, gone when this object is.

        libass opens every font of its folder each time, which takes longer than drawing a cue.
        """
        with self._gathering:
            folder = self._root / "fonts"
            if not folder.exists():
                folder.mkdir()
                wanted = {self.family, *(family for _, family in self.others)}
                needed = {face.path: face for face in self._faces if face.family in wanted and _is_shown(face)}
                for number, face in enumerate(needed.values()):
                    target = folder / f"{number:03}-{face.path.name}"
                    if face.variable:
                        _cut(face, "".join(sorted(self._letters)), target)
                    else:
                        place(face.path, target)
        return folder

    def close(self) -> None:
        """Remove the folder, if it was made."""
        if "_root" in vars(self):
            rmtree(self._root, ignore_errors=True)

    @cached_property
    def _root(self) -> Path:
        root = Path(tempfile.mkdtemp(prefix="aura-caption-fonts-"))
        # When this object goes, or the process ends.
        weakref.finalize(self, rmtree, root, ignore_errors=True)
        return root


def _is_shown(face: _Face) -> bool:
    """Leave out the weights of the bundled family that captions do not use."""
    return face.family != CAPTION_FAMILY or face.path.stem.endswith("-Bold")


@cache
def _faces_in(path: Path) -> tuple[_Face, ...]:
    """Read which families are in *path*."""
    with opened(path) as faces:
        return tuple(
            _Face(path, _family_name(face), frozenset(face.getBestCmap() or ()), "fvar" in face) for face in faces
        )


def _family_name(face: Any) -> str:
    names = face["name"]
    # 16 is the family of all weights, where the name of a single one is 1 (OpenType, "name").
    return str(names.getDebugName(16) or names.getDebugName(1) or "")


def _cut(face: _Face, text: str, target: Path) -> None:
    """Write the bold weight of a variable font with what *text* needs of it."""
    from fontTools import subset  # noqa: PLC0415 - few films get here; the import takes a while
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib import instancer  # noqa: PLC0415

    options = subset.Options(layout_features=["*"], notdef_outline=True, name_IDs=["*"])
    with TTFont(face.path, lazy=True, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=text + " \N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")
        subsetter.subset(font)
        pins = {axis.axisTag: _BOLD if axis.axisTag == "wght" else axis.defaultValue for axis in font["fvar"].axes}
        instancer.instantiateVariableFont(font, pins, inplace=True)
        _name(font, face.family)
        _tighten(font)
        font.save(target)


def _tighten(font: Any) -> None:
    """
    Bring the height of a row to what it is in other scripts.

    libass counts the size of letters from the ascender to the descender, and in fonts with stacked marks, such as Noto's
    for Arabic, these lie so far apart that the letters come out at half the size.
    """
    limits = font["OS/2"]
    height = (limits.usWinAscent + limits.usWinDescent) / font["head"].unitsPerEm
    shrink = min(_TALLEST / height, 1)
    limits.usWinAscent = round(limits.usWinAscent * shrink)
    limits.usWinDescent = round(limits.usWinDescent * shrink)


def _name(font: Any, family: str) -> None:
    names = font["name"]
    for number in (16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    for number, text in _names(family):
        names.setName(text, number, 3, 1, 0x409)
        names.setName(text, number, 1, 0, 0)


def _names(family: str) -> Iterator[tuple[int, str]]:
    yield 1, family
    yield 2, "Bold"
    yield 4, f"{family} Bold"
    yield 6, f"{family.replace(' ', '')}-Bold"
