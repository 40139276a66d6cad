"""How captions look in the frame, in each of their styles and in four aspects."""

import subprocess
from fractions import Fraction

import imageio_ffmpeg
import numpy as np
import pysubs2
import pytest

from aura_core.captions import ass, vtt
from aura_core.captions.areas import safe_area
from aura_core.captions.states import states
from aura_core.captions.style import style_for
from aura_core.faces import CaptionFonts
from aura_core.fonts import Fonts
from aura_core.model.captions import Cue, SubtitleFont
from aura_core.model.enums import CaptionLook, CaptionPosition
from aura_core.model.narration import Word
from aura_core.model.render import Resolution
from aura_core.timing import FrameRate, TimeRange


RATE = FrameRate(Fraction(10))
SIZES = [Resolution(1280, 720), Resolution(720, 1280), Resolution(720, 720), Resolution(720, 900)]
FAMILY = "Source Sans Pro"
SIZE = Resolution(640, 360)


def spoken(*lines):
    """Return a cue with a word a second."""
    words = tuple(
        Word(text, 0, TimeRange(Fraction(at), Fraction(1))) for at, text in enumerate(" ".join(lines).split())
    )
    return Cue(TimeRange(Fraction(0), Fraction(len(words) + 1)), lines, words)


CUE = spoken("Twice a", "day it rises")


def looks(cue, size, look, font=None, family=FAMILY):
    """Return a picture of every state of *cue* on grey, as integers."""
    shown = states([cue], RATE, look=look, first_frame=0, stop_frame=10 * (len(cue.words) + 1))
    fonts = CaptionFonts(Fonts(packs=()), cue.text, family)
    document = ass.dumps_states(shown, [cue], style_for(size, fonts.family, look, font, fonts.others))
    path = fonts.folder.parent / "captions.ass"
    path.write_text(document, encoding="utf-8")
    done = subprocess.run(
        [
            *(imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "warning", "-f", "lavfi"),
            *("-i", f"color=0x808080:s={size.width}x{size.height}:r=1,format=rgb24"),
            *("-vf", f"ass=filename={path}:fontsdir={fonts.folder}", "-frames:v", str(len(shown))),
            *("-f", "rawvideo", "-pix_fmt", "rgb24", "-"),
        ],
        capture_output=True,
        check=True,
    )
    assert b"" == done.stderr
    return np.frombuffer(done.stdout, np.uint8).reshape(len(shown), size.height, size.width, 3).astype(int)


def box(picture):
    """Return left, right, top and bottom of what is drawn on grey."""
    rows, columns = np.nonzero(np.abs(picture - picture[0, 0]).max(axis=2) > 40)
    return columns.min(), columns.max(), rows.min(), rows.max()


def yellow(picture):
    """Count the pixels in the accent's colour."""
    return int(((picture[:, :, 0] > 200) & (picture[:, :, 2] < 120)).sum())


class TestSafeArea:
    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("look", CaptionLook)
    def test_leaves_the_words_of_slides_alone(self, size, look):
        """
        Two rows stand below the line above which slides keep their words (``tests/providers/test_slides.py``).
        """
        wide, tall = size.width > 1.2 * size.height, size.height > 1.2 * size.width
        room = 0.19 if wide else 0.275 if tall else 0.24

        assert all(box(picture)[2] >= (1 - room) * size.height - 1 for picture in looks(CUE, size, look))

    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("look", CaptionLook)
    def test_is_kept(self, size, look):
        """
        In every aspect and style, letters and panel stay inside the safe area, and in the lower half.
        """
        area = safe_area(size)
        pictures = looks(spoken("between low and high tide.", "Canada, the water climbs"), size, look)
        edge = 0.006 * size.height + 3

        for picture in pictures[: 1 if look is not CaptionLook.POP else None]:
            left, right, top, bottom = box(picture)

            assert area.side * 0.8 <= left
            assert right <= size.width - area.side * 0.8
            assert size.height / 2 < top
            assert bottom <= size.height - area.bottom + edge + (
                0.014 * size.height if look is CaptionLook.BOXED else 0
            )


class TestStyles:
    def test_plain_has_no_colour(self):
        """
        Plain captions are the same from their first frame to their last, in white.
        """
        (picture,) = looks(CUE, SIZE, CaptionLook.PLAIN)

        assert 0 == yellow(picture)
        assert picture.max() > 250

    def test_boxed_stand_on_a_panel(self):
        """
        Behind boxed captions there is one dark panel, from edge to edge of both rows.
        """
        (picture,) = looks(CUE, SIZE, CaptionLook.BOXED)
        left, right, top, bottom = box(picture)
        panel = picture[top : bottom + 1, left : right + 1].max(axis=2)

        assert (panel[1] < 70).all()
        assert (panel[:, 2] < 70).all()

    def test_pop_shows_a_word_at_a_time(self):
        """
        Each word stands alone, larger than in a row, and the last stays to the end of its cue.
        """
        pictures = looks(CUE, SIZE, CaptionLook.POP)
        (whole,) = looks(CUE, SIZE, CaptionLook.PLAIN)
        widths = [box(picture)[1] - box(picture)[0] for picture in pictures]

        assert len(CUE.words) == len(pictures)
        assert widths[1] == min(widths)
        assert all((box(picture)[3] - box(picture)[2]) < box(whole)[3] - box(whole)[2] for picture in pictures)
        assert widths[0] > 0.8 * (box(whole)[1] - box(whole)[0]) / 2

    def test_karaoke_is_filled_word_by_word(self):
        """
        With each word more of both rows is coloured, nothing moves, and the fill stays to the end.
        """
        pictures = looks(CUE, SIZE, CaptionLook.KARAOKE)
        filled = [yellow(picture) for picture in pictures]

        assert len(CUE.words) == len(pictures)
        assert sorted(set(filled)) == filled
        assert 1 == len({box(picture) for picture in pictures})

    def test_files_say_what_is_burned(self):
        """
        The ASS beside a film has an event for every look, with its words and colours.
        """
        style = style_for(SIZE, FAMILY, CaptionLook.KARAOKE)
        found = pysubs2.SSAFile.from_string(ass.dumps([CUE], style), "ass")

        assert len(CUE.words) == len(found)
        assert [1, 2, 3, 4, 5] == [event.text.count(style.accent.override) for event in found]


class TestFont:
    def test_is_heeded(self):
        """
        Letters and edge have the colours that were asked for, and the size in lines of 288.
        """
        font = SubtitleFont(font_size=30, primary_color="lime", outline_color="#0000FF", outline_width=3)
        (picture,) = looks(spoken("HIGH"), SIZE, CaptionLook.PLAIN, font)
        (usual,) = looks(spoken("HIGH"), SIZE, CaptionLook.PLAIN)

        assert ((picture[:, :, 1] > 220) & (picture[:, :, 0] < 60)).any()
        assert ((picture[:, :, 2] > 220) & (picture[:, :, 0] < 60)).any()
        assert box(picture)[3] - box(picture)[2] > 1.5 * (box(usual)[3] - box(usual)[2])
        assert 30 / 288 * SIZE.height == style_for(SIZE, FAMILY, font=font).font_size

    def test_family_is_heeded(self):
        """
        Another family is other letters.
        """
        (first,) = looks(CUE, SIZE, CaptionLook.PLAIN)
        (second,) = looks(CUE, SIZE, CaptionLook.PLAIN, family="hanken grotesk")

        assert box(first) != box(second)

    @pytest.mark.parametrize("place", CaptionPosition)
    def test_stands_where_it_was_put(self, place):
        """
        Captions stand at the side, and at the height, that their alignment says.
        """
        (picture,) = looks(spoken("HIGH"), SIZE, CaptionLook.PLAIN, SubtitleFont(alignment=place))
        left, right, top, bottom = box(picture)
        across = {"Left": 0, "ter": 1, "ight": 2}
        down = {"T": 0, "M": 1, "B": 2}

        assert down[place.value[0]] == int(3 * (top + bottom) / 2 / SIZE.height)
        assert next(at for end, at in across.items() if place.value.endswith(end)) == int(
            3 * (left + right) / 2 / SIZE.width
        )

    def test_accent_is_seen_on_letters_of_its_colour(self):
        """
        Beside yellow letters, the spoken word is white.
        """
        style = style_for(SIZE, FAMILY, font=SubtitleFont(primary_color="yellow"))

        assert "&HFFFFFF&" == style.accent.override
        assert "&H00FFFF&" == style.letters.override

    def test_direction_is_heeded(self):
        """
        Text that is to run from right to left does so, whatever its letters.
        """
        style = style_for(SIZE, FAMILY, CaptionLook.PLAIN, SubtitleFont(is_rtl=True))

        assert 2 == ass.dumps([CUE], style).count("\N{RIGHT-TO-LEFT MARK}")

    def test_is_in_webvtt(self):
        """
        WebVTT says the same in a style sheet and in settings, and is read as before.
        """
        font = SubtitleFont("Hanken Grotesk", 24, "#FFD54A", "black", 2, CaptionPosition.TOP_LEFT)
        text = vtt.dumps([CUE], "en", font=font)

        assert "--> 00:00:06.000 line:5% position:5%,line-left align:left" in text
        for rule in ('"Hanken Grotesk"', "8.33%", "rgba(255, 213, 74, 1)", "2px rgba(0, 0, 0, 1)"):
            assert rule in text
        assert [CUE.lines] == [cue.lines for cue in vtt.loads(text)]

    def test_default_is_left_to_the_player(self):
        """
        Without a font, WebVTT has neither style sheet nor settings.
        """
        assert "STYLE" not in vtt.dumps([CUE], "en")
        assert "line:" not in vtt.dumps([CUE], "en", font=SubtitleFont())
