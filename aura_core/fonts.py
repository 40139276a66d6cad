"""
The fonts there are, and which characters they can show.

Two families come with pip packages: Hanken Grotesk (Latin) and Source Sans Pro (Latin, Greek, Cyrillic, Vietnamese);
the extras ``fonts`` and ``fonts-cjk`` install others, and whatever else a text needs lies in folders that the user names.
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
from contextlib import contextmanager
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import font_hanken_grotesk
import font_manrope
import font_source_sans_pro
import font_source_serif_pro

from aura_core.errors import InvalidInputError, MissingGlyphsError


if TYPE_CHECKING:
    import typst


__all__ = ["BUNDLED_FAMILIES", "CAPTION_FAMILY", "PACKS", "Fonts", "absent", "is_drawn", "opened", "place"]

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
PACKS: Final = (
    "justmytype_intl_rtl",
    "justmytype_intl_south_asia",
    "justmytype_intl_sea",
    "justmytype_intl_cjk",
)
"""Packages of the extras: Noto Sans for Arabic and Hebrew, for India, for South-East Asia, and for China, Japan and Korea."""

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


def absent(folders: Sequence[Path] = ()) -> tuple[Path, ...]:
    """
    Name the folders of fonts, the bundled ones and *folders*, that are gone or may not be read; opens no font.
    """
    bundled = (folder for folder in (*_PACKAGES, *_THEMED) if not any(map(_is_font, _names_in(folder))))
    return (*bundled, *(folder for folder in folders if not os.access(folder, os.R_OK | os.X_OK)))


def _names_in(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - names are enough
    except OSError:
        return []


def _is_font(name: str) -> bool:
    return name.endswith(tuple(_FORMATS))


class Fonts:
    """
    The bundled fonts, those of the *packs* that are installed, and those in *folders*, searched through all their levels.
    """

    def __init__(self, folders: Sequence[Path] = (), packs: Sequence[str] = PACKS) -> None:
        self.folders = tuple(folders)
        self.packs = tuple(packs)
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
        packs = [path for folder in _installed(self.packs) for path in _fonts_in(folder)]
        return (*bundled, *themed, *packs, *(path for folder in self.folders for path in _fonts_in(folder)))

    @cached_property
    def folder(self) -> Path:
        """A folder with exactly :attr:`files` in it, gone when this object is."""
        return self._gathered("all", self.files)

    def _gathered(self, name: str, files: Sequence[Path]) -> Path:
        # Slides are made in several threads at once, and whichever comes first gathers for all.
        with self._gathering:
            folder = self._root / name
            if not folder.exists():
                folder.mkdir()
                for number, path in enumerate(files):
                    place(path, folder / f"{number:03}-{path.name}")
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
        # A server that only looks whether the fonts are there does without its 7 MB.
        import typst  # noqa: PLC0415

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
        wanted = {character: None for character in text if character not in _ALWAYS_COVERED and is_drawn(character)}
        for path in self.files if wanted else ():
            covered = _coverage(path)
            wanted = {character: None for character in wanted if ord(character) not in covered}
            if not wanted:
                break
        return "".join(wanted)

    def covering(self, text: str) -> tuple[Path, ...]:
        """Return the files that have every character of *text*, in the order in which they are tried."""
        wanted = {ord(character) for character in text if is_drawn(character)}
        return tuple(path for path in self.files if wanted <= _coverage(path))

    def missing_in_captions(self, text: str) -> bool:
        """Return whether the family of captions lacks any character of *text*."""
        wanted = {character for character in text if character not in _ALWAYS_COVERED and is_drawn(character)}
        bold = (path for path in self.files if _is_for_captions(path))
        return bool(wanted) and any(ord(character) not in _coverage(path) for path in bold for character in wanted)

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
            remedy='Install Noto Sans with pip install "aura-video[fonts]", for CJK "aura-video[fonts-cjk]", '
            "or put a font that has them into a folder, and name that folder in AURA_FONT_PATH.",
        )


def _is_for_captions(path: Path) -> bool:
    return path.parent in _PACKAGES and path.stem == f"{CAPTION_FAMILY.replace(' ', '')}-Bold"


def _installed(packs: Sequence[str]) -> Iterator[Path]:
    """Yield the folders of the packs that are installed, without importing them."""
    for name in packs:
        spec = find_spec(name)
        if spec and spec.origin:
            yield Path(spec.origin).parent


def place(path: Path, link: Path) -> None:
    """
    Make the font file *path* known as *link*.
    """
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
    with opened(path) as faces:
        return frozenset(character for face in faces for character in face.getBestCmap() or ())


@contextmanager
def opened(path: Path) -> Iterator[list[Any]]:
    """
    Open the faces in *path*, as fontTools has them.

    Raises:
        InvalidInputError: it is no font that can be read.
    """
    # Few texts get here; the import alone takes 50 ms.
    from fontTools.ttLib import TTCollection, TTFont, TTLibError  # noqa: PLC0415

    collection = path.suffix.lower() in {".otc", ".ttc"}
    try:
        with path.open("rb") as file:
            yield TTCollection(file, lazy=True).fonts if collection else [TTFont(file, lazy=True)]
    except (TTLibError, OSError, KeyError, AssertionError, struct.error) as error:
        raise InvalidInputError.of(
            "", f"{path} is no font that can be read.", remedy="Remove the file from the font folder, then try again."
        ) from error


def is_drawn(character: str) -> bool:
    """
    Return whether *character* is ever drawn.
    """
    # Cc control, Cf format (joiners, direction marks), Cs surrogate, Z* separators; variation selectors are Mn.
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"} and not (
        "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef" or character == "\u034f"
    )


def _named(character: str) -> str:
    return f"{character} (U+{ord(character):04X} {unicodedata.name(character, 'UNNAMED')})"
