"""From narration to captions."""

import re
from fractions import Fraction
from pathlib import Path

from aura_core.captions.guideline import guideline_for
from aura_core.model.narration import Narration, Take, Word
from aura_core.model.render import Resolution
from aura_core.model.script import Scene
from aura_core.stages import captioning
from aura_core.timing import FrameRate, TimeRange


WIDE, UPRIGHT = Resolution(1920, 1080), Resolution(1080, 1920)


def narrated(*scenes, language="en-US", pause=Fraction(1, 2)):
    """Speak *scenes* at 15 letters a second, ideographs at 6; pause for 0.4 s after sentences and *pause* after scenes."""
    takes, now = [], Fraction(0)
    for index, script in enumerate(scenes):
        start, words = now, []
        for match in re.finditer(r"[\u4e00-\u9fff][。，]?|[^\s\u4e00-\u9fff]+", script):
            text = match.group()
            length = Fraction(len(text), 6 if text[0] > "\u3000" else 15)
            words.append(Word(text, match.start(), TimeRange(now, length)))
            now += length + (Fraction(2, 5) if text[-1] in ".!?。" else 0)
        now += pause
        takes.append(
            Take(Scene(index, "", script), Path("take.wav"), TimeRange(start, now - start), start, tuple(words))
        )
    return Narration("Title", "", language, tuple(takes))


def caption(narration, size=WIDE, name=None):
    guideline = guideline_for(name, size, narration.language)
    return captioning.caption(narration, guideline, FrameRate(Fraction(30)))


def lines(*scenes, size=WIDE, language="en-US"):
    return [cue.lines for cue in caption(narrated(*scenes, language=language), size)]


class TestCaption:
    def test_sentences_and_clauses(self):
        """
        Cues end where sentences or clauses do; lines are of like length, the shorter on top.
        """
        assert [
            ("Twice a day, the sea rises and falls", "along nearly every coast on Earth."),
            ("In the Bay of Fundy, Canada,",),
            ("the water climbs as much as 16 metres", "between low and high tide."),
        ] == lines(
            "Twice a day, the sea rises and falls along nearly every coast on Earth.",
            "In the Bay of Fundy, Canada, the water climbs as much as 16 metres between low and high tide.",
        )

    def test_upright(self):
        """
        An upright frame has room for fewer letters a line.
        """
        assert [
            ("Twice a day, the sea rises",),
            ("and falls along nearly", "every coast on Earth."),
        ] == lines("Twice a day, the sea rises and falls along nearly every coast on Earth.", size=UPRIGHT)

    def test_short_sentences_share_a_cue(self):
        """
        Sentences too short to be read alone are shown together, and a number stays with its unit.
        """
        assert [("Yes. No. Maybe.",)] == lines("Yes. No. Maybe.")

    def test_no_spaces(self):
        """
        Chinese is set without spaces, 21 characters a line, and no line begins with a full stop.
        """
        (cue,) = caption(narrated("每天，海水两次上涨，两次退落，沿海居民早已习惯了这种节律。", language="zh"), WIDE)

        assert "每天，海水两次上涨，两次退落，沿海居民早已习惯了这种节律。" == "".join(cue.lines)
        assert all(len(line) <= 21 for line in cue.lines)

    def test_silence_is_reading_time(self):
        """
        A cue whose words pass in 0.2 s is shown for as long as the guideline wants, but not beyond its scene.
        """
        (first,) = caption(narrated("Wow", pause=Fraction(3)), WIDE)
        (second,) = caption(narrated("Wow", pause=Fraction(1, 4)), WIDE)

        assert Fraction(5, 6) == first.span.duration
        assert Fraction(3, 15) + Fraction(1, 4) == second.span.duration

    def test_word_wider_than_a_line(self):
        """
        An address stays whole, on a line of its own.
        """
        address = "https://oceanservice.noaa.gov/education/tutorial_tides/tides01_intro.html"

        assert address in [line for cue in lines(f"See {address} for more.") for line in cue]

    def test_nothing_said(self):
        """
        A narration without words has no cues.
        """
        assert caption(narrated(""), WIDE) == ()
        assert caption(narrated(), WIDE) == ()
