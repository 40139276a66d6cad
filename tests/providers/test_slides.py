"""
Slides as pictures.
"""

import asyncio
import io
import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import attrs
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

import aura_core
from aura_core.errors import MissingGlyphsError, VisualError
from aura_core.fonts import Fonts
from aura_core.model.enums import Layout, SlideTheme, ThemeMode
from aura_core.model.render import Resolution
from aura_core.model.script import Listing, Scene, Table
from aura_core.model.visuals import BrandKit, PictureRequest
from aura_core.providers.images.palettes import palette_for, themes
from aura_core.providers.images.slides import SlideImages


SOURCE = SlideImages(Fonts(packs=()))
ROOT = Path(aura_core.__file__).parents[1]
GROUNDS = ("ground", "near", "far")

EXHIBITS = {"Chart", "Table", "Code", "Steps", "Cycle", "Timeline", "Comparison", "Credits"}
"""Layouts whose words stand on and beside what is drawn."""

ORDINARY = [
    Resolution(640, 360),
    Resolution(360, 640),
    Resolution(480, 480),
    Resolution(480, 360),
    Resolution(384, 480),
]

SENTENCES = (
    "The Moon pulls the water towards itself.",
    "Water covers 71 % of the Earth.",
    "At Fundy it rises by up to 16 metres, as high as a house of five floors.",
    "“Time and tide wait for no man,” wrote Geoffrey Chaucer.",
    "Three things count: the Moon, the Sun and the coast.",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
    "https://www.example.org/a/very/long/path/that/never/ends/and/has/no/spaces/index.html?x=1",
    "When the Sun and the Moon stand in a line their pulls add up and the water rises higher than on any other day.",
)
_words = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIÄÖÜßéøŁ", min_size=1, max_size=24)
_prose = st.lists(_words, max_size=30).map(" ".join)
_texts = st.sampled_from(SENTENCES) | _prose | st.lists(st.sampled_from(SENTENCES), max_size=3).map(" ".join)


_colours = st.none() | st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def request_for(size=ORDINARY[0], **members):
    scene = {"index": 1, "heading": "The pull of the Moon", "script": SENTENCES[0]} | members
    return PictureRequest(Scene(**scene), 9, "How tides work", "Twice a day", size)


@st.composite
def requests(draw, sizes=ORDINARY):
    index = draw(st.integers(0, 4))
    scene = Scene(
        index,
        draw(_texts),
        draw(_texts),
        bullets=tuple(draw(st.lists(_texts, max_size=7))),
        layout=draw(st.none() | st.sampled_from(Layout)),
        table=draw(st.none() | _tables()),
        listing=draw(st.none() | st.builds(Listing, _texts, st.sampled_from(["", "python", "nonsense"]))),
    )
    return PictureRequest(
        scene,
        5,
        draw(_texts),
        draw(_texts),
        draw(st.sampled_from(sizes)),
        caption_room=draw(st.booleans()),
        seed=draw(st.integers(0, 9)),
        theme=draw(st.none() | st.sampled_from(SlideTheme)),
        appearance=draw(st.sampled_from(ThemeMode)),
        brand_kit=draw(st.none() | st.builds(BrandKit, brand_color=_colours, accent_color=_colours)),
    )


@st.composite
def _tables(draw):
    columns, rows = draw(st.integers(1, 5)), draw(st.integers(0, 9))
    cells = st.sampled_from(("", "12", "1,200", "46 %", "Harbour", "2019")) | _texts
    row = st.lists(cells, min_size=columns, max_size=columns).map(tuple)
    return Table(draw(row), tuple(draw(st.lists(row, min_size=rows, max_size=rows))), draw(_texts))


def boxes(data):
    """Ask Typst how the words of the slide came to lie."""
    return [found["value"] for found in json.loads(SOURCE.compiler(data).query("<box>"))]


def rendered(data):
    """Return the pixels of the slide, (height, width, 3) uint8."""
    return pixels(SOURCE.compiler(data).compile(format="png", ppi=72))


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def where(picture, data, name):
    """Say where *picture* has the colour *name*; blending rounds."""
    return (np.abs(picture.astype(int) - channels(data, name)) <= 2).all(axis=2)


def channels(data, name):
    return np.array([int(data["palette"][name][at : at + 2], 16) for at in (1, 3, 5)])


def made(request, folder, source=SOURCE):
    target = folder / "slide.png"
    asyncio.run(source.illustrate(request, target))
    return target.read_bytes()


FIXED = {Layout.TITLE, Layout.CLOSING, Layout.CREDITS, Layout.IMAGE}
"""Layouts that no two neighbours have, or that look like their pictures."""

CROWDED = PictureRequest(
    Scene(
        1,
        " ".join(["Donaudampfschifffahrt"] * 12),
        " ".join(["Gezeitenkraftwerksbetreiber"] * 18),
        layout=Layout.STATEMENT,
    ),
    9,
    "How tides work",
    "Twice a day",
    Resolution(640, 360),
    caption_room=True,
)


class TestFit:
    @given(requests())
    @example(CROWDED)
    def test_words_lie_in_their_box(self, request):
        """
        Whatever the words, they take no more room than there is, and no less than the smallest readable size.
        """
        data = SOURCE.data(request)
        wide = request.size.width > 1.2 * request.size.height
        smallest = (0.026 if wide else 0.022) * request.size.height

        for box in boxes(data):
            assert box["width"] + 0.01 >= box["used"][0]
            assert box["height"] + 0.01 >= box["used"][1]
            # A program is shown whole, however small.
            assert box["name"] == "code" or smallest <= box["smallest"]

    @given(requests())
    def test_boxes_lie_in_the_safe_area(self, request):
        """
        All words keep 5 % of each side, and the lower part where captions go.
        """
        data, size = SOURCE.data(request), request.size
        free = 0.0 if not request.caption_room else 0.275 if size.height > 1.2 * size.width else 0.19

        for box in boxes(data):
            assert 0.05 * size.width <= box["x"]
            assert 0.95 * size.width >= box["x"] + box["width"] - 0.01
            assert 0.05 * size.height <= box["y"]
            assert (1 - max(free, 0.05)) * size.height >= box["y"] + box["height"] - 0.01

    @given(requests())
    def test_ink_stays_in_the_safe_area(self, request):
        """
        No pixel of the colour of words lies outside, so that what was measured is what is seen.
        """
        data = SOURCE.data(request)
        height, width = data["height"], data["width"]
        picture = rendered(data)
        ink = where(picture, data, "ink") | where(picture, data, "soft")
        rows, columns = np.nonzero(ink)
        free = 0.0 if not request.caption_room else 0.275 if height > 1.2 * width else 0.19

        assert rows.size
        assert 0.045 * width <= columns.min()
        assert 0.955 * width >= columns.max()
        assert 0.045 * height <= rows.min()
        assert (1 - max(free, 0.045)) * height >= rows.max()

    @given(requests(sizes=[Resolution(64, 64), Resolution(1920, 64), Resolution(64, 1920), Resolution(66, 640)]))
    def test_frames_like_ribbons_are_filled_too(self, request):
        """
        In a frame too slim for readable type the words get smaller, and still lie in their box.
        """
        data = SOURCE.data(request)
        picture = rendered(data)

        assert (request.size.height, request.size.width, 3) == picture.shape
        assert all(box["height"] + 0.01 >= box["used"][1] for box in boxes(data))

    def test_sizes_come_from_one_scale(self):
        """
        Every size is the smallest one times a power of 1.2.
        """
        for layout in Layout:
            for box in boxes(SOURCE.data(request_for(Resolution(1920, 1080), layout=layout, bullets=("One", "Two")))):
                steps = np.log(box["smallest"] / (0.028 * 1080)) / np.log(1.2)

                assert round(steps) == pytest.approx(steps)

    def test_words_that_fit_are_not_parted(self):
        """
        What has to be set small for its number of words is not hyphenated to be set larger; a word too wide for all is.
        """
        tall = {"size": Resolution(360, 640), "heading": "", "layout": Layout.STATEMENT}
        ordinary = "It holds paper together, and nothing more."
        stages = [
            boxes(SOURCE.data(attrs.evolve(request_for(**tall, script=script), caption_room=True)))[0]["stage"]
            for script in (ordinary, SENTENCES[5])
        ]

        assert ["whole", "hyphenated"] == stages

    def test_words_of_a_comparison_are_whole_in_a_frame_that_stands(self):
        """
        Three things beside one another leave their words unbroken, for the names of rows stand above them.
        """
        rows = (("Holds", "20 sheets", "10 sheets", "80 sheets"), ("Since", "1890s", "1905", "1902"))
        request = request_for(Resolution(360, 640), table=Table(("", "Gem", "Owl", "Ideal"), rows))
        found = boxes(SOURCE.data(attrs.evolve(request, caption_room=True)))

        assert {"heading", "column", "aspect", "cell"} == {box["name"] for box in found}
        assert {"whole"} == {box["stage"] for box in found}

    @pytest.mark.parametrize("size", ORDINARY[:3])
    def test_words_of_a_table_are_whole(self, size):
        """
        A table that tells more than it counts is shown as it is, and every column has room for its longest word.
        """
        header = ("Command", "What it does", "Since", "Note")
        rows = (("create", "makes a film", "0.1", "needs an output"), ("settings", "what was decided", "0.2", ""))
        data = SOURCE.data(request_for(size, table=Table(header, rows)))

        assert "Table" == data["layout"]
        assert {"whole"} == {box["stage"] for box in boxes(data)}

    def test_no_word_is_left_alone(self):
        """
        Where the last word of a statement would have a line of its own, it is set a step smaller if that helps.
        """
        told = (
            "You'll leave with the questions that lead to the facts.",
            "The cases on the fence are the interesting ones.",
        )
        found = [
            boxes(SOURCE.data(request_for(layout=Layout.STATEMENT, script=one)))[0] for one in (*told, "It is so.")
        ]

        assert [False, False, False] == [box["lonely"] for box in found]

    def test_little_is_set_large(self):
        """
        A single word fills its slide more than forty do.
        """
        few, many = (
            boxes(SOURCE.data(request_for(heading="", script=script)))[0]["smallest"]
            for script in ("Tides.", " ".join(f"word{n}" for n in range(17)))
        )

        assert few > many


class TestContrast:
    @given(
        theme=st.sampled_from(sorted(themes())),
        appearance=st.sampled_from([None, "dark", "light"]),
        number=st.integers(0, 20),
        brand=st.none() | st.builds(BrandKit, brand_color=_colours, accent_color=_colours),
    )
    def test_of_every_palette_is_enough(self, theme, appearance, number, brand):
        """
        Each colour of words has at least 4.5 : 1 on each ground (WCAG 2.2 §1.4.3), whatever the colours of a brand.
        """
        palette = palette_for(themes()[theme], appearance, number, brand)

        for words in (palette.ink, palette.soft, palette.accent):
            for ground in palette.grounds:
                assert contrast(words, ground) >= 4.5

    def test_is_kept_with_the_colour_of_the_brand(self):
        """
        A colour that can be read as it is stays as it is, and the ground has the hue of the brand.
        """
        palette = palette_for(themes()["modern"], None, 0, BrandKit(brand_color="#1357d4", accent_color="#ffd400"))
        red, green, blue = (int(palette.ground[at : at + 2], 16) for at in (1, 3, 5))

        assert "#ffd400" == palette.accent
        assert blue > green > red

    @given(requests())
    def test_is_that_of_words_on_grounds(self, request):
        """
        Behind words there is nothing but the grounds that they are made to stand on.
        """
        data = SOURCE.data(request)
        if data["layout"] in EXHIBITS:
            return
        lying = boxes(data)
        blank = [dict.fromkeys(words, "") | {"points": []} for words in data["versions"][:1]]
        picture = rendered(data | {"versions": blank, "names": [""]})
        # Where one ground meets another, a pixel has something of both: each channel lies between theirs.
        grounds = np.array([channels(data, name) for name in GROUNDS])
        lowest, highest = grounds.min(axis=0) - 2, grounds.max(axis=0) + 2

        for box in lying:
            if box["name"] == "quote":  # its mark stands above the words, in the same box
                continue
            part = picture[inside(box)]
            assert ((lowest <= part) & (part <= highest)).all()

    @given(requests())
    def test_can_be_seen(self, request):
        """
        In the picture, some pixels of each box stand out from its most common colour by 4.5 : 1.
        """
        data = SOURCE.data(request)
        picture = rendered(data)

        for box in boxes(data):
            part = picture[inside(box)].reshape(-1, 3)
            colours, numbers = np.unique(part, axis=0, return_counts=True)
            extremes = [
                colours[colours.sum(axis=1, dtype=int).argmax()],
                colours[colours.sum(axis=1, dtype=int).argmin()],
            ]
            ground = as_hex(colours[numbers.argmax()])

            assert box["used"][1] < 1 or max(contrast(as_hex(one), ground) for one in extremes) >= 4.5


def inside(box):
    return np.s_[round(box["y"]) : round(box["y"] + box["height"]), round(box["x"]) : round(box["x"] + box["width"])]


def as_hex(colour):
    return f"#{bytes(colour).hex()}"


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class TestMarkup:
    @pytest.mark.parametrize(
        ("text", "as_markup"),
        [
            ("Ebb #h(0pt)and flow", "Ebb and flow"),
            ("Ebb and flow #panic()", "Ebb and flow"),
            ("Ebb and flow // x", "Ebb and flow"),
            ("Ebb and flow /* x */", "Ebb and flow"),
            ("Ebb~and flow", "Ebb\u00a0and flow"),
            ("Ebb -- flow", "Ebb – flow"),
            ("Ebb and flow...", "Ebb and flow…"),
            (r"Ebb \u{61}nd flow", "Ebb and flow"),
            (r"Ebb \and flow", "Ebb and flow"),
            ("Ebb *and* flow", "Ebb and flow"),
            ("Ebb $and$ flow", "Ebb and flow"),
            ("Ebb `and` flow", "Ebb and flow"),
            ("Ebb [and] flow", "Ebb and flow"),
            ("Ebb and flow <label>", "Ebb and flow"),
            ("Ebb and flow @label", "Ebb and flow"),
            ("{Ebb} and flow", "Ebb and flow"),
            ('Ebb "and" flow', "Ebb “and” flow"),
        ],
    )
    def test_is_shown_as_it_is(self, tmp_path, text, as_markup):
        """
        Signs that mean something to Typst mean nothing in a text: the slide shows them.
        """
        shown = made(request_for(heading=text, script="", layout=Layout.SECTION), tmp_path)
        meant = made(request_for(heading=as_markup, script="", layout=Layout.SECTION), tmp_path)

        assert shown != meant

    @given(st.text("#$\\[]{}()*_@`/<>~-=+\"'^&|!?%.,:;0aA \n", max_size=80), st.sampled_from(Layout))
    def test_never_breaks_a_slide(self, text, layout):
        """
        No mixture of signs is an error.
        """
        request = request_for(heading=text, script=text, bullets=(text, text), layout=layout)

        assert boxes(SOURCE.data(attrs.evolve(request, title=text, subtitle=text)))


class TestGlyphs:
    def test_pictographs_are_left_out(self, tmp_path):
        """
        A slide shows the words of a text and not its emoji.
        """
        with_them = made(request_for(heading="High 🌊 tide 🚀", script="It ebbs 👩\u200d🚀."), tmp_path)

        assert with_them == made(request_for(heading="High tide", script="It ebbs \u200d."), tmp_path)

    @pytest.mark.parametrize("text", ["潮汐", "المد والجزر", "กระแสน้ำ"])
    def test_that_are_missing_are_named(self, tmp_path, text):
        """
        Words that no font can show are an error that says so, never boxes.
        """
        with pytest.raises(MissingGlyphsError, match="slide of scene 2") as caught:
            made(request_for(heading=text), tmp_path)

        assert text[0] in caught.value.characters
        assert [] == list(tmp_path.iterdir())

    def test_of_the_user_s_fonts_are_used(self, tmp_path, made_font):
        """
        With a font that has them, Arabic words are set from right to left: their slide is mirrored.
        """
        folder = tmp_path / "fonts"
        folder.mkdir()
        made_font(folder / "made.otf", "المدوجزر")
        source = SlideImages(Fonts([folder]))
        request = attrs.evolve(request_for(index=0, heading="", script=""), title="المد والجزر", subtitle="")

        data = source.data(request)
        picture = pixels(source.compiler(data).compile(format="png", ppi=72))
        middle = picture.shape[1] / 2
        ink, accent = (np.nonzero(where(picture, data, name))[1] for name in ("ink", "accent"))

        assert data["rtl"]
        assert "Made Here" in data["fonts"]
        assert middle < np.median(ink)
        assert middle > np.median(accent)


class TestLook:
    def test_differs_between_layouts(self, tmp_path):
        """
        Each layout looks like no other.
        """
        told = {
            "script": "Water covers 71 % of the Earth.",
            "bullets": ("1931: One", "1932: Two"),
            "table": Table(("", "A", "B"), (("One", "1", "2"), ("Two", "3", "4"))),
            "listing": Listing("a = b"),
        }
        looks = {made(request_for(**told, layout=layout), tmp_path) for layout in Layout}

        # Without a picture, a picture slide is one of the others.
        assert len(Layout) - 1 == len(looks)

    @pytest.mark.parametrize("size", ORDINARY[:2])
    @pytest.mark.parametrize("layout", [layout for layout in Layout if layout not in FIXED])
    def test_differs_between_neighbours(self, layout, size):
        """
        Even with the same words, no two slides in a row have the same shapes behind them.
        """
        shown = {
            "script": "It is 40 km long.",
            "bullets": ("1931: One", "1932: Two"),
            "table": Table(("", "Ebb", "Flow"), (("Time", "12", "14"), ("Height", "1", "2"))),
            "listing": Listing("print(1)", "python"),
        }
        data = [SOURCE.data(request_for(size, index=n, layout=layout, **shown)) for n in (1, 2, 3)]
        pictures = [rendered(one) for one in data]

        assert {layout.value} == {one["layout"] for one in data}
        assert all((one != following).any() for one, following in pairwise(pictures))

    def test_keeps_numbers_with_their_signs(self):
        """
        No line ends between a number and its per cent.
        """
        parted, bound = (
            rendered(SOURCE.data(request_for(heading="", script=f"Water covers 71{space}% of the Earth.")))
            for space in (" ", "\u00a0")
        )

        assert (parted == bound).all()

    def test_has_the_apostrophes_of_print(self):
        """
        An apostrophe within a word is curled, also in the word that is coloured; other straight marks stay.
        """
        data = SOURCE.data(request_for(heading="", script="The Moon's pull isn't 5' long.", layout=Layout.STATEMENT))

        assert ("The Moon’s pull isn’t 5' long", "Moon’s") == (data["versions"][0]["main"], data["emphasis"])

    @pytest.mark.parametrize("size", ORDINARY)
    def test_has_the_name_of_the_film_where_nothing_is_in_its_way(self, size):
        """
        Beside the shape in the corner of a section, only a wide frame has room for it.
        """
        data = SOURCE.data(request_for(size, layout=Layout.SECTION))
        named = (rendered(data) != rendered(data | {"names": [""]})).any()

        assert (size.width > 1.2 * size.height) == named

    def test_of_a_share_is_a_ring_of_its_size(self):
        """
        The part of the ring that is filled is the share.
        """
        for percent in (10, 25, 71, 100):
            data = SOURCE.data(request_for(script=f"Water covers {percent} % of the Earth."))
            picture = rendered(data | {"versions": [words | {"number": "", "above": ""} for words in data["versions"]]})
            upper = picture[round(0.12 * data["height"]) :]
            filled, empty = where(upper, data, "accent").sum(), where(upper, data, "far").sum()

            assert percent / 100 == pytest.approx(filled / (filled + empty), abs=0.02)

    def test_of_a_name_too_long_is_without_it(self):
        """
        A film's name that does not fit above the slide is shortened, or left out.
        """
        data = SOURCE.data(attrs.evolve(request_for(heading=""), title="W" * 79))
        without = rendered(data | {"names": [""]})

        assert (rendered(data) == without).all()


class TestRepeatability:
    def test_holds_across_processes(self, tmp_path):
        """
        Another process, with another hash seed, makes the same bytes.
        """
        code = (
            "import asyncio, sys\n"
            "from pathlib import Path\n"
            "from aura_core.model.render import Resolution\n"
            "from aura_core.model.script import Scene\n"
            "from aura_core.model.visuals import PictureRequest\n"
            "from aura_core.providers.images.slides import SlideImages\n"
            "request = PictureRequest(Scene(1, 'Ebb', 'The sea ebbs.'), 9, 'Tides', '', Resolution(640, 360))\n"
            "from aura_core.fonts import Fonts\n"
            "slides = SlideImages(Fonts(packs=()))\n"
            "asyncio.run(slides.illustrate(request, Path(sys.argv[1])))\n"
            "print(slides.version)"
        )
        results = set()
        for seed in ("1", "2"):
            target = tmp_path / f"{seed}.png"
            run = [sys.executable, "-c", code, str(target)]
            version = subprocess.check_output(run, text=True, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed})
            results.add((version.strip(), target.read_bytes()))
        request = PictureRequest(Scene(1, "Ebb", "The sea ebbs."), 9, "Tides", "", Resolution(640, 360))

        assert {(SOURCE.version, made(request, tmp_path))} == results

    def test_is_told_by_the_version(self, tmp_path, made_font):
        """
        The version is that of everything that decides: with another font it is another one.
        """
        made_font(tmp_path / "made.otf", "潮")

        assert SOURCE.version == SlideImages(Fonts(packs=())).version
        assert SOURCE.version != SlideImages(Fonts([tmp_path], packs=())).version

    @pytest.mark.parametrize("language", ["en", "de-DE", "sr-Latn-RS", "zh-Hans-CN", "x", "", "english-us", "tlh"])
    def test_does_not_depend_on_odd_languages(self, language):
        """
        Any language tag is taken; one that means nothing means English.
        """
        assert boxes(SOURCE.data(attrs.evolve(request_for(), language=language)))

    def test_hyphenates_in_the_language_of_the_words(self, tmp_path):
        """
        German words are parted as German ones are.
        """
        request = request_for(heading="Donaudampfschifffahrtsgesellschaftskapitän", layout=Layout.SECTION, script="")

        assert made(attrs.evolve(request, language="de"), tmp_path) != made(request, tmp_path)


class TestPictures:
    @pytest.mark.parametrize("size", ORDINARY)
    @pytest.mark.parametrize("caption", ["Low water.", None])
    def test_are_shown(self, tmp_path, size, caption):
        """
        The user's picture is on the slide, with its caption beside it, or alone and then all over.
        """
        photo = tmp_path / "photo.jpg"
        Image.new("RGB", (300, 200), "#00ff00").save(photo, quality=100)
        request = request_for(size, heading="", path_or_url=str(photo), caption=caption)
        green = (np.abs(pixels(made(request, tmp_path)).astype(int) - (0, 255, 0)).sum(axis=2) < 20).mean()

        assert (0.4 < green < 0.8) if caption else (green > 0.999)

    def test_are_upright(self, tmp_path):
        """
        What a camera notes about how it was held is heeded.
        """
        photo = tmp_path / "photo.jpg"
        picture = Image.new("RGB", (200, 100), "red")
        picture.paste("blue", (0, 0, 100, 100))
        exif = Image.Exif()
        exif[0x0112] = 6  # to be turned by 90° clockwise: what is left comes to lie on top
        picture.save(photo, exif=exif, quality=100)
        shown = pixels(made(request_for(Resolution(200, 400), heading="", path_or_url=str(photo)), tmp_path))

        assert shown[20, 100, 2] > 200 > shown[20, 100, 0]
        assert shown[380, 100, 0] > 200 > shown[380, 100, 2]

    @pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "CMYK", "1", "I;16"])
    def test_may_be_of_any_kind(self, tmp_path, mode):
        """
        Pictures with few colours, with transparency or for print are shown like others.
        """
        photo = tmp_path / ("photo.tif" if mode == "CMYK" else "photo.png")
        Image.new(mode, (40, 30)).save(photo)

        assert made(request_for(path_or_url=str(photo), caption="A picture."), tmp_path)

    @pytest.mark.parametrize("shape", [(30_000, 3), (3, 30_000), (1, 1), (3000, 2000)])
    @pytest.mark.parametrize("caption", ["A picture.", None])
    def test_may_be_of_any_shape(self, tmp_path, shape, caption):
        """
        Of a picture like a ribbon the middle is shown; one of a single pixel is a colour.
        """
        photo = tmp_path / "photo.png"
        Image.new("RGB", shape, "#00ff00").save(photo)
        request = request_for(heading="", path_or_url=str(photo), caption=caption)

        assert (pixels(made(request, tmp_path)) == (0, 255, 0)).all(axis=2).mean() > 0.4

    @pytest.mark.parametrize("content", [b"", b"no picture at all", b"\x89PNG\r\n\x1a\n" + bytes(40)])
    def test_that_are_none_are_an_error(self, tmp_path, content):
        """
        A file that is no picture is named, and no slide is left half made.
        """
        photo = tmp_path / "photo.png"
        photo.write_bytes(content)

        with pytest.raises(VisualError, match=r"photo\.png"):
            made(request_for(path_or_url=str(photo), caption="A picture."), tmp_path)
        assert [photo] == list(tmp_path.iterdir())
