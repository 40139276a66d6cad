"""
The fonts there are, and which characters they can show.

Two families come with pip packages: Hanken Grotesk (Latin) and Source Sans Pro (Latin, Greek, Cyrillic, Vietnamese);
whatever else a text needs lies in folders that the user names.
Fonts of the system are never used: a film looks the same on every machine.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import tempfile
import threading
import unicodedata
import weakref
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Final

import font_hanken_grotesk
import font_manrope
import font_source_sans_pro
import font_source_serif_pro
import typst

from aura_core.errors import InvalidInputError, MissingGlyphsError


__all__ = ["BUNDLED_FAMILIES", "CAPTION_FAMILY", "Fonts"]

BUNDLED_FAMILIES: Final = ("Hanken Grotesk", "Source Sans Pro")
"""The families of the pip packages, in the order in which they are tried."""

CAPTION_FAMILY: Final = "Source Sans Pro"
"""What captions are set in."""

_PACKAGES: Final = (Path(font_hanken_grotesk.font_directory), Path(font_source_sans_pro.font_directory))
_THEMED: Final = (Path(font_source_serif_pro.font_directory), Path(font_manrope.font_directory))
"""The families of themes; what they lack, the others have."""

_OF_THEMES: Final = ("Source Serif Pro", "Manrope")
_OF_TYPST: Final = ("DejaVu Sans Mono", "Libertinus Serif", "New Computer Modern", "New Computer Modern Math")
"""Families that come with Typst; slides use the first, for programs."""

_FORMATS: Final = frozenset({".otf", ".ttf", ".otc", ".ttc"})

_ALWAYS_COVERED: Final = frozenset(
    chr(character)
    for first, last in (
        (0x20, 0x17E),
        (0x391, 0x3A1),
        (0x3A3, 0x3CE),
        (0x400, 0x45F),
        (0x1EA0, 0x1EF9),
        (0x2018, 0x201A),
        (0x201C, 0x201E),
        (0x2012, 0x2015),
    )
    for character in range(first, last + 1)
) | frozenset("†‡•…‰′″‹›€™−≈≠≤≥")
"""
What the bundled fonts have for sure: European languages and Vietnamese.

A test holds the fonts to it; thanks to it most texts are answered without opening a file, which takes 0.1 s.
"""

_NAMED_IN_A_MESSAGE: Final = 12


class Fonts:
    """
    The bundled fonts and those in *folders*, searched through all their levels.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.folders = tuple(folders)
        self._gathering = threading.Lock()

    @cached_property
    def files(self) -> tuple[Path, ...]:
        """
        The font files, in the order in which they are tried.

        Raises:
            InvalidInputError: a folder that the user named is not there.
        """
        # Source Sans Pro comes as .otf and as .ttf; with both, the order of a folder would decide which one is used.
        bundled = [path for folder in _PACKAGES for path in sorted(folder.glob("*.otf"), key=_upright_first)]
        themed = [path for folder in _THEMED for path in _faces(folder)]
        return (*bundled, *themed, *(path for folder in self.folders for path in _fonts_in(folder)))

    @cached_property
    def folder(self) -> Path:
        """A folder with exactly :attr:`files` in it, gone when this object is."""
        return self._gathered("all", self.files)

    @cached_property
    def caption_folder(self) -> Path:
        """
        A folder with what captions need: their family's bold weight, and the user's own fonts.

        libass opens every font of its folder each time, which takes longer than drawing a cue.
        """
        return self._gathered("captions", [path for path in self.files if _for_captions(path)])

    def _gathered(self, name: str, files: Sequence[Path]) -> Path:
        # Slides are made in several threads at once, and whichever comes first gathers for all.
        with self._gathering:
            folder = self._root / name
            if not folder.exists():
                folder.mkdir()
                for number, path in enumerate(files):
                    _place(path, folder / f"{number:03}-{path.name}")
        return folder

    @cached_property
    def _root(self) -> Path:
        root = Path(tempfile.mkdtemp(prefix="aura-fonts-"))
        # When this object goes, or the process ends.
        weakref.finalize(self, shutil.rmtree, root, ignore_errors=True)
        return root

    @cached_property
    def typesetting(self) -> typst.Fonts:
        """The fonts as Typst wants them, and its own for programs; opening them takes a while, so once is enough."""
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(self.folder)])

    @cached_property
    def families(self) -> tuple[str, ...]:
        """Names of the families that any text may fall back on, the bundled ones first, then by name."""
        others = set(self.typesetting.families()) - {*BUNDLED_FAMILIES, *_OF_THEMES, *_OF_TYPST}
        return (*BUNDLED_FAMILIES, *sorted(others))

    @cached_property
    def fingerprint(self) -> str:
        """What changes when other fonts are at hand, 12 hexadecimal digits; from names and sizes, not from contents."""
        listing = "\n".join(f"{path.name} {path.stat().st_size}" for path in self.files)
        return hashlib.sha256(listing.encode()).hexdigest()[:12]

    def missing(self, text: str) -> str:
        """
        Return the characters of *text* that no font has, each once, in order of appearance.

        What is never drawn (spaces, control characters, joiners, variation selectors) is never missing.
        """
        wanted = {character: None for character in text if character not in _ALWAYS_COVERED and _is_drawn(character)}
        for path in self.files if wanted else ():
            covered = _coverage(path)
            wanted = {character: None for character in wanted if ord(character) not in covered}
            if not wanted:
                break
        return "".join(wanted)

    def require(self, text: str, *, what: str = "The text") -> None:
        """
        Make sure that *text* can be shown; *what* names it, as the subject of a sentence.

        Raises:
            MissingGlyphsError: it needs characters that no font has; each is named.
        """
        missing = self.missing(text)
        if not missing:
            return
        named = ", ".join(_named(character) for character in missing[:_NAMED_IN_A_MESSAGE])
        more = len(missing) - _NAMED_IN_A_MESSAGE
        raise MissingGlyphsError(
            f"{what} needs characters that no font at hand has: {named}{f' and {more} more' if more > 0 else ''}.",
            characters=missing,
            remedy="Put a font that has them, such as Noto Sans (Noto Sans CJK for Chinese, Japanese and Korean), "
            "into a folder, and name that folder in AURA_FONT_PATH.",
        )


def _for_captions(path: Path) -> bool:
    return path.parent not in (*_PACKAGES, *_THEMED) or path.stem == f"{CAPTION_FAMILY.replace(' ', '')}-Bold"


def _place(path: Path, link: Path) -> None:
    try:
        link.symlink_to(path.resolve())
    except OSError:  # Windows grants links to few users.
        shutil.copyfile(path, link)


def _faces(folder: Path) -> list[Path]:
    """Return the faces of a family: .otf files, or .ttf where there are none, without variable ones."""
    faces = sorted(folder.glob("*.otf")) or sorted(folder.glob("*.ttf"))
    return [path for path in faces if "Variable" not in path.stem]


def _upright_first(path: Path) -> tuple[bool, str]:
    return not path.stem.endswith("-Regular"), path.name


def _fonts_in(folder: Path) -> Iterator[Path]:
    if not os.path.isdir(folder):  # noqa: PTH112 - Path raises where no folder can have the name
        raise InvalidInputError.of(
            "", f"There is no font folder {folder}.", remedy="Correct or unset AURA_FONT_PATH, then try again."
        )
    yield from sorted(path for path in folder.rglob("*") if path.suffix.lower() in _FORMATS and path.is_file())


@cache
def _coverage(path: Path) -> frozenset[int]:
    """Read which characters the faces in *path* have."""
    # Few texts get here; the import alone takes 50 ms.
    from fontTools.ttLib import TTCollection, TTFont, TTLibError  # noqa: PLC0415

    collection = path.suffix.lower() in {".otc", ".ttc"}
    try:
        with path.open("rb") as file:
            faces = TTCollection(file, lazy=True).fonts if collection else [TTFont(file, lazy=True)]
            return frozenset(character for face in faces for character in face.getBestCmap() or ())
    except (TTLibError, OSError, KeyError, AssertionError, struct.error) as error:
        raise InvalidInputError.of(
            "", f"{path} is no font that can be read.", remedy="Remove the file from the font folder, then try again."
        ) from error


def _is_drawn(character: str) -> bool:
    # Cc control, Cf format (joiners, direction marks), Cs surrogate, Z* separators; variation selectors are Mn.
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"} and not (
        "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef" or character == "\u034f"
    )


def _named(character: str) -> str:
    return f"{character} (U+{ord(character):04X} {unicodedata.name(character, 'UNNAMED')})"
