"""Captions as libass draws them."""

import re
import subprocess
from fractions import Fraction
from pathlib import Path

import font_hanken_grotesk
import imageio_ffmpeg
import numpy as np
import pysubs2
import pytest

from aura_core.captions import ass, srt, vtt
from aura_core.captions.states import states
from aura_core.captions.style import style_for
from aura_core.model.captions import Cue
from aura_core.model.enums import CaptionLook
from aura_core.model.narration import Word
from aura_core.model.render import Resolution
from aura_core.timing import FrameRate, TimeRange


FONT = "Hanken Grotesk"
SIZE = Resolution(640, 360)


def span(start, end):
    return TimeRange(Fraction(start), Fraction(end) - Fraction(start))


def spoken(*lines, start=0):
    """Return a cue with a word every half second, and a second of silence after it."""
    texts = " ".join(lines).split()
    words = tuple(
        Word(text, 0, span(start + Fraction(index, 2), start + Fraction(index + 1, 2)))
        for index, text in enumerate(texts)
    )
    return Cue(span(start, words[-1].span.end + 1), lines, words)


CUE = spoken("Twice a", "day.")
FOREIGN = [spoken("<i>Twice a"), spoken("1984", start=5)]
"""What a format may mistake for its own."""


def dumped(cues, size=SIZE, *, look=CaptionLook.PLAIN, font=None):
    return ass.dumps(cues, style_for(size, FONT, look, font))


def events(cues, *, look=CaptionLook.HIGHLIGHT, size=SIZE):
    return pysubs2.SSAFile.from_string(dumped(cues, size, look=look), "ass")


def ffmpeg(*arguments):
    argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "warning", *map(str, arguments)]
    return subprocess.run(argv, capture_output=True, check=False)


def drawn(document, folder, size=SIZE, count=1):
    """Return *count* pictures of *document* on black, one a second, as floats of shape (count, height, width, 3)."""
    path, fonts = folder / "captions.ass", folder / "fonts"
    path.write_text(document, encoding="utf-8")
    fonts.mkdir()
    for font in Path(font_hanken_grotesk.font_directory).glob("*.otf"):
        (fonts / font.name).symlink_to(font)
    done = ffmpeg(
        *("-f", "lavfi", "-i", f"color=black:s={size.width}x{size.height}:r=1,format=rgb24"),
        *("-vf", f"ass=filename={path}:fontsdir={fonts}"),
        *("-frames:v", count, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"),
    )
    assert done.stderr == b""
    return np.frombuffer(done.stdout, np.uint8).reshape(count, size.height, size.width, 3).astype(float)


def box(picture):
    """Return left, right, top and bottom of what is drawn, as shares of the frame."""
    rows, columns = np.nonzero(picture.max(axis=2) > 128)
    height, width = picture.shape[:2]
    return columns.min() / width, columns.max() / width, rows.min() / height, rows.max() / height


class TestDumps:
    def test_an_event_a_look(self):
        """
        Each word is coloured from its start to the next one's; after the last the cue is plain.
        """
        lit = [(event.start, event.end, re.findall(r"4AD5FF&.*?\}([\w.]+)", event.text)) for event in events([CUE])]

        assert [(0, 500, ["Twice"]), (500, 1000, ["a"]), (1000, 1500, ["day."]), (1500, 2500, [])] == lit

    def test_without_highlight(self):
        """
        Without highlight a cue is one event.
        """
        assert [(0, 2500)] == [(e.start, e.end) for e in events([CUE], look=CaptionLook.PLAIN)]

    def test_frame_of_its_own_size(self):
        """
        Pixels of the file are pixels of the frame, and only our line breaks count.
        """
        info = events([spoken("Word")], size=Resolution(1080, 1920)).info

        assert ("1080", "1920", "2") == (info["PlayResX"], info["PlayResY"], info["WrapStyle"])

    def test_rows_run_as_the_cue(self):
        """
        In a text from right to left, a row that begins with a Latin word runs from right to left all the same.
        """
        (event,) = events([spoken("NASA אומרת שהגאות", "NASA של הירח")], look=CaptionLook.PLAIN)

        assert "{\\blur0.5}\u200fNASA אומרת שהגאות\\N\u200fNASA של הירח" == event.text

    def test_font_is_one_field(self):
        """
        A family with a comma in its name cannot add fields to the style.
        """
        document = ass.dumps([], style_for(SIZE, "Some, Font\nDialogue: 0"))

        assert "Style: Caption,Some  Font Dialogue: 0," in document


@pytest.mark.render
class TestDrawn:
    @pytest.mark.parametrize(
        ("size", "lines", "bottom"),
        [
            (
                Resolution(1920, 1080),
                ("because it tells you where the Moon", "has been and, if you are patient, is"),
                0.94,
            ),
            (Resolution(1080, 1920), ("between low and high tide.", "Canada, the water climbs"), 0.84),
            (Resolution(1080, 1080), ("between low and high tide.", "Canada, the water climbs"), 0.94),
            (Resolution(1080, 1920), ("WWWW WILL MATTER EVERYWHER", "MMMMMMMMMMMMM MMMMMMMMMMMM"), 0.84),
            (Resolution(1080, 1080), ("https://example.org/" + "tides/" * 30,), 0.94),
            (Resolution(1080, 1920), ("https://example.org/" + "tides/" * 40,), 0.84),
        ],
    )
    def test_inside_the_safe_area(self, tmp_path, size, lines, bottom):
        """
        Captions lie in the lower half, in the middle, and leave 4 % of the width free on each side, whatever they say.
        """
        left, right, top, low = box(drawn(dumped([spoken(*lines)], size), tmp_path, size)[0])

        assert 0.04 <= left
        assert abs(left - (1 - right)) < 0.02
        assert 0.5 < top < low <= bottom + 0.005

    def test_nothing_moves(self, tmp_path):
        """
        The looks of a cue differ in colour alone, each in its own word, from left to right.
        """
        cue = spoken("Twice a day, the", "sea rises high.")
        shown = states([cue], FrameRate(Fraction(10)), look=CaptionLook.HIGHLIGHT, first_frame=0, stop_frame=50)
        plain, *lit = drawn(
            ass.dumps_states((shown[-2], *shown[:-2]), [cue], style_for(SIZE, FONT)), tmp_path, count=len(shown) - 1
        )
        centres = [np.nonzero(np.abs(look - plain).max(axis=(0, 2)))[0].mean() for look in lit]

        # Both white and the accent colour are full of red.
        assert all((look[:, :, 0] == plain[:, :, 0]).all() for look in lit)
        assert len(cue.words) == len(lit)
        assert sorted(centres[:4]) == centres[:4]
        assert sorted(centres[4:]) == centres[4:]

    def test_no_cue_no_letters(self, tmp_path):
        """
        The picture of a state without a cue is empty, and the ones before and after it are not.
        """
        cues = [spoken("One"), spoken("Two", start=3)]
        shown = states(cues, FrameRate(Fraction(10)), look=CaptionLook.PLAIN, first_frame=0, stop_frame=40)
        pictures = drawn(ass.dumps_states(shown, cues, style_for(SIZE, FONT)), tmp_path, count=len(shown))

        assert [(0, None), (None, None), (1, None)] == [(state.cue, state.word) for state in shown]
        assert [True, False, True] == [bool(picture.any()) for picture in pictures]

    @pytest.mark.parametrize("text", ["{hidden}", "{\\alpha&HFF&}x", "\\{\\p1}x", "}{", "\\h\\n\\N"])
    def test_markup_is_drawn(self, tmp_path, text):
        """
        What would be a command is letters: all of them are drawn, in one row.
        """
        picture = drawn(dumped([spoken(text)], look=CaptionLook.HIGHLIGHT), tmp_path)[0]
        left, right, top, low = box(picture)

        assert (right - left) * SIZE.width > 3 * len(text)
        assert (low - top) * SIZE.height < 25

    @pytest.mark.parametrize(
        ("suffix", "document"),
        [
            ("srt", srt.dumps(FOREIGN)),
            ("vtt", vtt.dumps(FOREIGN, "en")),
            ("ass", dumped(FOREIGN)),
        ],
    )
    def test_read_by_ffmpeg(self, tmp_path, suffix, document):
        """
        FFmpeg reads every format without a complaint, finds the texts, and none of their letters is a tag.
        """
        path = tmp_path / f"captions.{suffix}"
        path.write_text(document, encoding="utf-8")
        done = ffmpeg("-i", path, "-f", "ass", "-")
        found = pysubs2.SSAFile.from_string(done.stdout.decode(), "ass")

        assert done.stderr == b""
        assert [(0, 2000, "<i>Twice a"), (5000, 6500, "1984")] == [
            (event.start, event.end, event.plaintext.replace("\u2060", "")) for event in found
        ]
