"""Captions in Arabic, Hebrew, Hindi, Thai, Chinese, Japanese and Korean."""

import re
import subprocess
import unicodedata
from fractions import Fraction
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from aura_core.captions import ass
from aura_core.captions.chunks import in_phrases
from aura_core.captions.guideline import guideline_for
from aura_core.captions.states import states
from aura_core.captions.style import style_for
from aura_core.captions.text import columns
from aura_core.errors import MissingGlyphsError
from aura_core.faces import CaptionFonts
from aura_core.fonts import Fonts
from aura_core.model.captions import Cue
from aura_core.model.enums import CaptionLook
from aura_core.model.narration import Narration, Take, Word
from aura_core.model.render import Resolution
from aura_core.model.script import Scene
from aura_core.stages.captioning import caption
from aura_core.timing import FrameRate, TimeRange


RATE = FrameRate(Fraction(30))
SIZE = Resolution(640, 360)
TEXTS = {
    "ar": "مرتين في اليوم يرتفع البحر وينخفض على طول كل ساحل تقريبا، كما تقول NASA منذ 1958.",
    "he": "פעמיים ביום עולה הים ויורד לאורך כמעט כל חוף, כך אומרת NASA מאז 1958.",
    "hi": "दिन में दो बार समुद्र लगभग हर तट पर उठता और गिरता है, और चंद्रमा पानी को खींचता है।",
    "th": "วันละสองครั้งที่ทะเลขึ้นและลงตามชายฝั่งเกือบทุกแห่งบนโลก ดวงจันทร์ดึงน้ำ",
    "zh": "每天，海水两次上涨，两次退落，沿海居民早已习惯了这种节律。",
    "ja": "一日に二度、海は地球のほとんどの海岸で上がったり下がったりします。月が水を引くからです。",
    "ko": "하루에 두 번 바다는 지구의 거의 모든 해안을 따라 오르내립니다. 달이 물을 끌어당깁니다.",
}
SHORT = {
    "ar": ("البحر يرتفع مرتين", "Noto Sans Arabic"),
    "he": ("הים עולה פעמיים", "Noto Sans Hebrew"),
    "hi": ("समुद्र दो बार उठता है", "Noto Sans Devanagari"),
    "th": ("ทะเล ขึ้น และ ลง", "Noto Sans Thai"),
    "zh": ("海水 两次 上涨", "Noto Sans SC"),
    "ja": ("海は 二度 上がる", "Noto Sans JP"),
    "ko": ("바다는 두 번 오릅니다", "Noto Sans KR"),
}
JOINED = {"ar": ("بحر", "ب\u200cح\u200cر"), "hi": ("क्षत्र", "क्\u200cषत्\u200cर")}
"""Letters that change beside one another, and the same ones kept apart."""

# As our voices time them: a character of a script without spaces, with its marks, and what closes after it.
CHARACTERS = r"[\u0e40-\u0e44]?[\u0e01-\u0e2e][\u0e30-\u0e3a\u0e45-\u0e4e]*|[\u3040-\u30ff\u3400-\u9fff][。、，]?|[^\s\u0e00-\u0e7f\u3000-\u9fff]+"

every_language = pytest.mark.parametrize("language", sorted(TEXTS))


def narrated(language):
    script, words, now = TEXTS[language], [], Fraction(0)
    for found in re.finditer(CHARACTERS if language in {"th", "zh", "ja"} else r"\S+", script):
        words.append(Word(found.group(), found.start(), TimeRange(now, Fraction(len(found.group()), 8))))
        now += words[-1].span.duration
    take = Take(Scene(0, "", script), Path("take.wav"), TimeRange(Fraction(0), now), Fraction(0), tuple(words))
    return Narration("Title", "", language, (take,))


def drawn(text, language, folder):
    """Return the plain look of *text* and, after it, one with each of its words highlighted."""
    words = [Word(word, 0, TimeRange(Fraction(at), Fraction(1))) for at, word in enumerate(text.split())]
    cue = Cue(TimeRange(Fraction(0), Fraction(len(words) + 1)), (text,), tuple(words))
    fonts = CaptionFonts(Fonts(), text, language=language)
    shown = states([cue], RATE, look=CaptionLook.HIGHLIGHT, first_frame=0, stop_frame=30 * len(words) + 1)
    path = folder / "captions.ass"
    style = style_for(SIZE, fonts.family, others=fonts.others)
    path.write_text(ass.dumps_states((shown[-1], *shown[:-1]), [cue], style), encoding="utf-8")
    done = subprocess.run(
        [
            *(imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "warning", "-f", "lavfi"),
            *("-i", f"color=black:s={SIZE.width}x{SIZE.height}:r=1,format=rgb24"),
            *("-vf", f"ass=filename={path}:fontsdir={fonts.folder}", "-frames:v", str(len(shown))),
            *("-f", "rawvideo", "-pix_fmt", "rgb24", "-"),
        ],
        capture_output=True,
        check=True,
    )
    assert b"" == done.stderr
    return np.frombuffer(done.stdout, np.uint8).reshape(len(shown), SIZE.height, SIZE.width, 3).astype(float)


def at_hand(text):
    """Say whether *text* can be shown here; where it cannot, the problem has a name and a way out."""
    fonts = Fonts()
    if not fonts.missing(text):
        return True
    with pytest.raises(MissingGlyphsError) as caught:
        fonts.require(text)
    assert "aura-video[fonts]" in caught.value.remedy
    return False


class TestDrawn:
    @every_language
    def test_in_the_right_order(self, tmp_path, language):
        """
        Words light up from right to left in Arabic and Hebrew and from left to right in the others, in a fitting font.
        """
        text, family = SHORT[language]
        if not at_hand(text):
            return
        plain, *lit = drawn(text, language, tmp_path)
        centres = [np.nonzero(np.abs(look - plain).max(axis=(0, 2)))[0].mean() for look in lit]

        assert family == CaptionFonts(Fonts(), text, language=language).family
        assert len(text.split()) == len(lit)
        assert sorted(centres, reverse=language in {"ar", "he"}) == centres

    @pytest.mark.parametrize("language", sorted(JOINED))
    def test_with_letters_that_join(self, tmp_path, language):
        """
        Letters take the shapes that they have beside one another: kept apart, they are wider.
        """
        joined, apart = JOINED[language]
        if not at_hand(joined):
            return
        widths = [
            np.ptp(np.nonzero(drawn(text, language, tmp_path)[0].max(axis=(0, 2)) > 128)) for text in (joined, apart)
        ]

        assert widths[0] < widths[1]

    @every_language
    def test_at_one_size(self, tmp_path, language):
        """
        Letters are about as high as they are in Latin, in every script.
        """
        text, _ = SHORT[language]
        if not at_hand(text):
            return
        rows = np.nonzero(drawn(text, language, tmp_path)[0].max(axis=(1, 2)) > 128)[0]

        assert np.ptp(rows) > 0.45 * style_for(SIZE, "Any").font_size


class TestWrapped:
    @every_language
    @pytest.mark.parametrize("size", [Resolution(1920, 1080), Resolution(1080, 1920)])
    def test_where_a_reader_expects_it(self, language, size):
        """
        Lines keep to the guideline, say all there is, and begin neither with a stop nor with a mark.
        """
        narration = narrated(language)
        guideline = guideline_for(None, size, language)
        cues = caption(narration, guideline, RATE)
        lines = [line for cue in cues for line in cue.lines]

        assert TEXTS[language].replace(" ", "") == "".join(lines).replace(" ", "")
        assert all(columns(line) <= guideline.columns for line in lines)
        for line in lines:
            assert unicodedata.category(line[0]) not in {"Mn", "Mc"}
            assert line[0] not in "，。、！？.,」"

    @pytest.mark.parametrize(
        ("language", "phrase"), [("ja", "海岸で"), ("th", "ทะเล"), ("zh", "居民"), ("zh", "两次"), ("zh", "每天，")]
    )
    def test_between_phrases(self, language, phrase):
        """
        Characters of a phrase are one word, from the start of the first to the end of the last.
        """
        (take,) = narrated(language).takes
        words = in_phrases(take.words, language)

        assert any(phrase in word.text for word in words)
        assert len(words) < len(take.words)
        assert (take.words[0].span.start, take.words[-1].span.end) == (words[0].span.start, words[-1].span.end)
        assert all(TEXTS[language][word.offset :].startswith(word.text) for word in words)

    def test_in_other_languages_words_are_words(self):
        """
        Where there are spaces, nothing is joined.
        """
        (take,) = narrated("ko").takes

        assert take.words == in_phrases(take.words, "ko")
