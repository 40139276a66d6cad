"""
Colours and themes.

Rule: words are told from every ground they may lie on by a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3); colours of
a brand are made lighter or darker until they are.
"""

from __future__ import annotations

import colorsys
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import attrs

from aura_core.model.enums import SlideTheme
from aura_core.model.visuals import BrandKit


__all__ = ["CONTRAST", "THEMES", "Palette", "Theme", "contrast", "palette_for", "theme_for", "themes"]

CONTRAST: Final = 4.5

THEMES: Final = Path(__file__).parent / "themes"

_STYLES: Final[Mapping[str, str]] = {
    "editorial": "paper",
    "documentary": "paper",
    "storytelling": "paper",
    "academic": "paper",
    "classic": "paper",
    "cinematic": "midnight",
    "minimal": "midnight",
    "dramatic": "midnight",
    "technical": "midnight",
    "corporate": "modern",
    "educational": "modern",
    "playful": "bold",
    "energetic": "bold",
    "social": "bold",
    "vibrant": "bold",
}
"""Themes by what else plans call their styles."""


@attrs.frozen
class Palette:
    """
    Colours as ``#rrggbb``.

    Attributes:
        ground: Behind everything.

        near: Of shapes; words may lie on it.

        far: Of smaller shapes on those; words may lie on it.

        ink: Of words.

        soft: Of words that matter less.

        accent: Of what matters most.

        bar: Of what is drawn beside that.
    """

    ground: str
    near: str
    far: str
    ink: str
    soft: str
    accent: str
    bar: str = attrs.field()

    @bar.default
    def _between(self) -> str:
        return _mixed(self.soft, self.ground, 0.55)

    @property
    def grounds(self) -> tuple[str, ...]:
        """What words may lie on."""
        return (self.ground, self.near, self.far)


@attrs.frozen
class Theme:
    """
    How slides look.

    Attributes:
        shapes: What stands behind the words: discs, lines, rings or blocks.

        pictograms: How they are drawn; see :func:`aura_core.providers.images.pictograms.drawing`.

        weight: Of headings, 100 to 900.

        usual: ``dark`` or ``light``.
    """

    name: str
    shapes: str
    pictograms: str
    headings: str
    text: str
    weight: int
    usual: str
    dark: tuple[Palette, ...]
    light: tuple[Palette, ...]


@cache
def themes() -> Mapping[str, Theme]:
    """Return the themes there are, by name."""
    told: dict[str, dict[str, Any]] = json.loads((THEMES / "themes.json").read_text(encoding="utf-8"))
    return {
        name: Theme(
            name=name,
            **{key: value for key, value in members.items() if key not in {"dark", "light"}},
            dark=tuple(Palette(**colours) for colours in members["dark"]),
            light=tuple(Palette(**colours) for colours in members["light"]),
        )
        for name, members in told.items()
    }


def theme_for(theme: SlideTheme | None, style: str) -> Theme:
    """
    Return the theme that is asked for, or else the one that goes with a plan's *style*.
    """
    if theme is not None:
        return themes()[theme.value.lower()]
    plain = style.strip().lower()
    return themes().get(plain) or themes()[_STYLES.get(plain, "modern")]


def palette_for(theme: Theme, appearance: str | None, number: int, brand: BrandKit | None) -> Palette:
    """
    Choose the colours of a film.

    Args:
        appearance: ``dark`` or ``light``; ``None`` leaves it to the theme.

        number: Chooses among equals.
    """
    equals = theme.light if (appearance or theme.usual) == "light" else theme.dark
    palette = equals[number % len(equals)]
    if brand is None or not (brand.brand_color or brand.accent_color):
        return palette
    if brand.brand_color:
        palette = _of_brand(brand.brand_color, light=equals is theme.light, accent=palette.accent)
    accent = brand.accent_color or brand.brand_color or palette.accent
    return attrs.evolve(palette, accent=_readable(accent, palette.grounds))


def _of_brand(colour: str, *, light: bool, accent: str) -> Palette:
    """Make a family of grounds in the hue of *colour*, and words that can be read on them."""
    hue, _, saturation = _hls(colour)

    def shade(lightness: float, share: float) -> str:
        return _hex(hue, lightness, min(1.0, saturation * share))

    lightnesses = (0.965, 0.925, 0.87) if light else (0.11, 0.155, 0.21)
    ground, near, far = (shade(lightness, 0.75) for lightness in lightnesses)
    ink = shade(0.1 if light else 0.96, 0.5)
    grounds = (ground, near, far)
    soft = _readable(shade(0.35 if light else 0.75, 0.35), grounds)
    return Palette(ground, near, far, _readable(ink, grounds), soft, _readable(accent, grounds))


def _readable(colour: str, grounds: tuple[str, ...]) -> str:
    """Return *colour*, as much lighter or darker as it takes to be read on all *grounds*."""
    hue, lightness, saturation = _hls(colour)
    lighter = _luminance(grounds[-1]) < 0.18
    for step in range(101):
        moved = lightness + (1 - lightness) * step / 100 if lighter else lightness * (1 - step / 100)
        tried = _hex(hue, moved, saturation) if step else colour.lower()
        if all(contrast(tried, ground) >= CONTRAST for ground in grounds):
            return tried
    return "#ffffff" if lighter else "#000000"


def contrast(one: str, other: str) -> float:
    """Return how well two colours are told apart, 1 to 21 (WCAG 2.2)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hls(colour: str) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(*_parts(colour))


def _hex(hue: float, lightness: float, saturation: float) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colorsys.hls_to_rgb(hue, lightness, saturation))


def _mixed(one: str, other: str, share: float) -> str:
    parts = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(255 * (share * a + (1 - share) * b)):02x}" for a, b in parts)
