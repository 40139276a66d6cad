"""What holds for the captions of every narration."""

import re
from fractions import Fraction
from itertools import groupby, pairwise
from pathlib import Path

import attrs
import pysubs2
from hypothesis import assume, given
from hypothesis import strategies as st

from aura_core.captions import as_json, ass, srt, vtt
from aura_core.captions.chunks import in_phrases
from aura_core.captions.guideline import GUIDELINES, guideline_for, hasty
from aura_core.captions.states import states
from aura_core.captions.style import style_for
from aura_core.captions.text import clean, columns
from aura_core.model.captions import Cue
from aura_core.model.enums import CaptionLook
from aura_core.model.narration import Narration, Take, Word
from aura_core.model.render import Resolution
from aura_core.model.script import Scene
from aura_core.stages import captioning
from aura_core.timing import FrameRate, TimeRange, frame_at


RATE = FrameRate(Fraction(30))

_TOKENS = (
    *(
        "the",
        "a",
        "of",
        "and",
        "Moon",
        "tides,",
        "Earth.",
        "Dr.",
        "16",
        "metres",
        "«Oui»",
        "—",
        "🌊",
        "👩‍🚀",
        "3,5",
        "U.S.",
    ),
    *(
        "https://example.org/a/very/long/path?with=query&and=more#fragment-that-goes-on",
        "{\\b1}",
        "<i>",
        "C:\\new",
        "&amp;",
    ),
    *(
        "שלום",
        "وانخفاض",
        "ประเทศไทย",
        "潮",
        "汐。",
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenständer",
        "-->",
        "'",
        "%",
    ),
)

tokens = st.sampled_from(_TOKENS) | st.text(
    st.characters(exclude_categories=["Z", "Cc", "Cs"]), min_size=1, max_size=12
).filter(lambda text: not any(map(str.isspace, text)))
seconds = st.integers(1, 60_000).map(lambda ticks: Fraction(ticks, 30_000)) | st.sampled_from(
    [Fraction(1, 10_000_000), Fraction(1, 3), Fraction(9)]
)
pauses = st.just(Fraction(0)) | st.integers(0, 4000).map(lambda number: Fraction(number, 1000))
sizes = st.sampled_from([Resolution(1920, 1080), Resolution(1080, 1920), Resolution(1080, 1080), Resolution(640, 480)])
looks = st.sampled_from(CaptionLook)
names = st.none() | st.sampled_from(sorted(GUIDELINES, key=lambda name: name.value))
frame_rates = st.sampled_from([Fraction(24), Fraction(30_000, 1001), Fraction(30), Fraction(1)]).map(FrameRate)


@st.composite
def narrations(draw):
    takes, now = [], Fraction(0)
    for index in range(draw(st.integers(0, 3))):
        start = now
        heard_at = now = start + draw(pauses)
        words, script = [], ""
        for text, length, pause, is_adjoining in draw(
            st.lists(st.tuples(tokens, seconds, pauses, st.booleans()), max_size=24)
        ):
            script += "" if is_adjoining or not script else " "
            words.append(Word(text, len(script), TimeRange(now, length)))
            script += text
            now += length + pause
        now += draw(pauses) + Fraction(1, 100)
        takes.append(
            Take(Scene(index, "", script), Path("take.wav"), TimeRange(start, now - start), heard_at, tuple(words))
        )
    return Narration("Title", "", draw(st.sampled_from(["en-US", "de", "ja", "ar", "th", "zh-TW", ""])), tuple(takes))


def caption(narration, size, name=None, rate=RATE):
    return captioning.caption(narration, guideline_for(name, size, narration.language), rate)


def _said(take):
    return "".join(word.text for word in take.words)


def _texts(cue):
    return {word.text for word in cue.words}


def _written(cue):
    return Fraction(columns(" ".join(cue.lines)))


def _reading_time(cue, guideline):
    """Return the seconds it takes to read *cue*; where its lines part, the script may have no space."""
    return (_written(cue) - (len(cue.lines) - 1)) / guideline.columns_a_second


@st.composite
def hostile_cues(draw):
    """Cues in order with whatever text there is."""
    cues, now = [], Fraction(0)
    texts = st.text(
        st.sampled_from("{}\\Nhn<>b/i&;,-\n\r\u2028\x00'\ud800א1 ") | st.characters(), max_size=20
    ) | st.sampled_from(_TOKENS)
    for lines, length, pause in draw(
        st.lists(st.tuples(st.lists(texts, min_size=1, max_size=2), seconds, pauses), max_size=5)
    ):
        words = tuple(Word(word, 0, TimeRange(now, length)) for line in lines for word in line.split()[:1])
        cues.append(Cue(TimeRange(now, length), tuple(lines), words))
        now += length + pause
    return cues


def _in_milliseconds(cue):
    """Return what a text format keeps of *cue*, or nothing when there is nothing to read."""
    start, end = round(cue.span.start * 1000), round(cue.span.end * 1000)
    lines = tuple(filter(None, map(clean, cue.lines)))
    return (start, max(end, round((cue.span.start + Fraction(1, 1000)) * 1000)), lines) if lines else None


def _kept(cues):
    return [kept for kept in map(_in_milliseconds, cues) if kept]


class TestCaption:
    @given(narrations(), sizes)
    def test_every_word_once_in_order(self, narration, size):
        """
        The words of the cues are the words of the narration, and their lines say nothing else.
        """
        cues = caption(narration, size)

        widest = guideline_for(None, size, narration.language).columns
        words = [word for take in narration.takes for word in in_phrases(take.words, narration.language, widest)]

        assert words == [word for cue in cues for word in cue.words]
        assert "".join(map(_said, narration.takes)) == "".join(word.text for word in words)
        for cue in cues:
            assert "".join(word.text for word in cue.words) == "".join(cue.lines).replace(" ", "")

    @given(narrations(), sizes, names)
    def test_one_take_a_cue(self, narration, size, name):
        """
        A cue shows words of one scene, and is gone at most the gap that is closed after it.
        """
        takes = {word.span.start: take for take in narration.takes for word in take.words}
        closing = guideline_for(name, size, narration.language).closing

        for cue in caption(narration, size, name):
            (take,) = {takes[word.span.start] for word in cue.words}

            assert cue.span.end <= take.span.end + closing

    @given(narrations(), sizes)
    def test_in_order_inside_the_film(self, narration, size):
        """
        Cues last longer than zero, begin with their first word and lie inside the film.
        """
        for cue in caption(narration, size):
            assert 0 <= cue.span.start == cue.words[0].span.start < cue.span.end <= narration.duration


class TestGuideline:
    @given(narrations(), sizes, names)
    def test_lines(self, narration, size, name):
        """
        A cue has no more lines and no line more columns than the guideline grants; a word that is wider stands alone.
        """
        guideline = guideline_for(name, size, narration.language)

        for cue in caption(narration, size, name):
            assert 1 <= len(cue.lines) <= guideline.lines
            assert all(cue.lines)
            assert all(columns(line) <= guideline.columns or line in _texts(cue) for line in cue.lines)

    @given(narrations(), sizes, names, frame_rates)
    def test_gaps(self, narration, size, name, rate):
        """
        A gap is the guideline's or none that it closes; only a cue shorter than two gaps gives less.
        """
        guideline = guideline_for(name, size, narration.language)
        gap = guideline.gap_at(rate)

        for before, after in pairwise(caption(narration, size, name, rate)):
            found = after.span.start - before.span.end

            close = after.span.start - before.span.start < 2 * gap

            assert found == gap or found >= max(guideline.closing, gap) or close

    @given(narrations(), sizes, names, frame_rates)
    def test_covers_its_words(self, narration, size, name, rate):
        """
        A cue is shown until its last word is over, or the gap before the next cue begins.
        """
        gap = guideline_for(name, size, narration.language).gap_at(rate)
        cues = caption(narration, size, name, rate)

        for cue, following in zip(cues, [*(cue.span.start for cue in cues[1:]), narration.duration], strict=False):
            heard_until = cue.words[-1].span.end

            assert cue.span.end >= heard_until or following - cue.span.end <= gap

    @given(narrations(), sizes, names)
    def test_longest(self, narration, size, name):
        """
        Only a single word outlasts the longest time, but for a gap that is closed.
        """
        guideline = guideline_for(name, size, narration.language)

        for cue in caption(narration, size, name):
            assert cue.span.duration <= guideline.longest + guideline.closing or len(cue.words) == 1

    @given(narrations(), sizes, names)
    def test_shortest_and_reading_speed(self, narration, size, name):
        """
        A cue is shown as long as the guideline wants, or as the silence after it allows, less the gap.
        """
        guideline = guideline_for(name, size, narration.language)
        gap = guideline.gap_at(RATE)
        cues = caption(narration, size, name)
        bounds = [cue.span.start for cue in cues[1:]] + [narration.duration]
        ends = {word.span.start: take.span.end for take in narration.takes for word in take.words}

        for cue, bound in zip(cues, bounds, strict=False):
            heard_until = cue.words[-1].span.end
            wanted = max(guideline.shortest, _reading_time(cue, guideline))
            allowed = max(min(bound, ends[cue.words[0].span.start]), heard_until) - cue.span.start

            assert cue.span.duration >= min(wanted, guideline.longest, allowed, max(allowed - gap, allowed / 2))
            assert cue.span.end <= max(
                heard_until + guideline.linger, cue.span.start + wanted
            ) + guideline.closing + Fraction(1, 4)

    @given(narrations(), sizes, names)
    def test_tells_what_is_too_fast(self, narration, size, name):
        """
        A sentence tells of captions that are too fast to be read, and there is none when all can be read.
        """
        guideline = guideline_for(name, size, narration.language)
        cues = caption(narration, size, name)
        fast = [cue for cue in cues if cue.span.duration < _written(cue) / guideline.columns_a_second]

        assert bool(fast) == bool(hasty(cues, guideline))
        for told in hasty(cues, guideline):
            assert told.startswith(f"{len(fast)} of {len(cues)} caption")
            assert guideline.name in told


class TestSRT:
    @given(hostile_cues())
    def test_survives_the_round_trip(self, cues):
        """
        What was dumped loads as the same lines at the same times, to the millisecond.
        """
        assert _kept(cues) == _kept(srt.loads(srt.dumps(cues)))

    @given(narrations(), sizes)
    def test_read_by_pysubs2(self, narration, size):
        """
        A reader we did not write finds the same texts and times.
        """
        cues = caption(narration, size)
        # pysubs2 takes a last line of digits for the number of the next cue, and what is invisible for nothing.
        cues = [attrs.evolve(cue, lines=tuple(f"{line}." for line in cue.lines)) for cue in cues]
        found = pysubs2.SSAFile.from_string(srt.dumps(cues), "srt", keep_html_tags=True)

        assert _kept(cues) == [(event.start, event.end, _unjoined(event.text)) for event in found]


class TestVTT:
    @given(hostile_cues(), st.booleans())
    def test_survives_the_round_trip(self, cues, word_times):
        """
        What was dumped loads as the same lines at the same times, to the millisecond, if it lasts as long as that.
        """
        assume(all(cue.span.duration >= Fraction(1, 1000) for cue in cues))

        assert _kept(cues) == _kept(vtt.loads(vtt.dumps(cues, "en", word_times=word_times)))

    @given(hostile_cues())
    def test_no_text_is_markup(self, cues):
        """
        What the standard gives a meaning stands in no text: ``<``, ``-->`` and ``&`` but in its escapes.
        """
        for line in vtt.dumps(cues, "en").split("\n"):
            assert re.fullmatch(r"\d\d:[\d:.]+ --> [\d:.]+", line) or not re.search(r"<|>|&(?!amp;|lt;|gt;)", line)

    @given(narrations(), sizes)
    def test_read_by_pysubs2(self, narration, size):
        """
        A reader we did not write finds the same times, and the same texts but for the escapes, which it does not know.
        """
        cues = caption(narration, size)
        found = pysubs2.SSAFile.from_string(vtt.dumps(cues, "en"), "vtt", keep_html_tags=True)

        assert [kept[:2] for kept in _kept(cues)] == [(event.start, event.end) for event in found]


class TestJSON:
    @given(narrations(), sizes)
    def test_survives_the_round_trip(self, narration, size):
        """
        What was dumped loads as the same cues and words, to the microsecond.
        """
        cues = caption(narration, size)
        found = as_json.loads(as_json.dumps(cues))

        assert [cue.lines for cue in cues] == [cue.lines for cue in found]
        for word, copy in zip(_words(cues), _words(found), strict=True):
            assert (word.text, word.offset) == (copy.text, copy.offset)
            assert abs(word.span.start - copy.span.start) <= Fraction(1, 1_000_000)
            assert abs(word.span.end - copy.span.end) <= Fraction(1, 1_000_000)


class TestASS:
    @given(hostile_cues(), sizes)
    def test_no_text_is_markup(self, cues, size):
        """
        A reader we did not write finds one event a cue, with the text of the cue and none but our overrides.
        """
        found = pysubs2.SSAFile.from_string(ass.dumps(cues, style_for(size, "Sans", CaptionLook.PLAIN)), "ass")
        texts = [event.text for event in found]

        assert ["".join(map(clean, cue.lines)).replace(" ", "") for cue in cues] == [_drawn(text) for text in texts]
        for text in texts:
            assert re.fullmatch(r"\{\\blur[\d.]+(\\fs[\d.]+)?\}([^{}\\]|\\[{}N]|\\\u2060)*", text)

    @given(narrations(), sizes)
    def test_every_look_says_the_same(self, narration, size):
        """
        With the spoken word highlighted, every event has the whole text of its cue, in the same rows.
        """
        cues = caption(narration, size)
        plain = pysubs2.SSAFile.from_string(ass.dumps(cues, style_for(size, "Sans", CaptionLook.PLAIN)), "ass")
        lit = pysubs2.SSAFile.from_string(ass.dumps(cues, style_for(size, "Sans")), "ass")
        uncoloured = (re.sub(r"\{\\1c&H\w{6}&\\2c&H[01]&\}", "", event.text) for event in lit)

        assert [text for text, _ in groupby(event.text for event in plain)] == [text for text, _ in groupby(uncoloured)]
        # A cue of less than 10 ms, which nobody speaks, lasts as long as the format can say.
        assert all(before.end <= after.start or before.duration == 10 for before, after in pairwise(lit))

    @given(narrations(), sizes)
    def test_one_state_a_second(self, narration, size):
        """
        State k is seen from second k to k + 1, and nothing is where there is no cue.
        """
        cues = caption(narration, size)
        shown = states(cues, FrameRate(Fraction(30)), look=CaptionLook.HIGHLIGHT, first_frame=0, stop_frame=600)
        found = pysubs2.SSAFile.from_string(ass.dumps_states(shown, cues, style_for(size, "Sans")), "ass")

        assert [
            (1000 * second, 1000 * second + 1000) for second, state in enumerate(shown) if state.cue is not None
        ] == [(event.start, event.end) for event in found]


class TestStates:
    @given(narrations(), sizes, frame_rates, st.integers(0, 200), st.integers(0, 400), looks)
    def test_part_the_frames(self, narration, size, rate, first, count, look):
        """
        States follow one another from the first frame to the last, and none is like the one before it.
        """
        cues = caption(narration, size)
        found = states(cues, rate, look=look, first_frame=first, stop_frame=first + count)

        assert [*range(first, first + count)] == [
            frame for state in found for frame in range(state.frames.start, state.frames.stop)
        ]
        assert all(len(state.frames) > 0 for state in found)
        assert all((before.cue, before.word) != (after.cue, after.word) for before, after in pairwise(found))

    @given(narrations(), sizes, frame_rates, looks)
    def test_show_what_is_said(self, narration, size, rate, look):
        """
        A frame shows the cue, and the last word of it to have begun, whose frames it lies in.
        """
        cues = caption(narration, size)
        found = states(cues, rate, look=look, first_frame=0, stop_frame=frame_at(narration.duration, rate))

        for state in found:
            for frame in {state.frames.start, state.frames.stop - 1}:
                assert (state.cue, state.word) == _look_at(frame, cues, rate, look=look)

    @given(narrations(), sizes, frame_rates, st.integers(0, 300))
    def test_are_the_same_in_parts(self, narration, size, rate, cut):
        """
        A film cut into segments shows what the whole film shows.
        """
        cues = caption(narration, size)

        def by_frame(first, stop):
            found = states(cues, rate, look=CaptionLook.HIGHLIGHT, first_frame=first, stop_frame=stop)
            return [(s.cue, s.word) for s in found for _ in range(len(s.frames))]

        assert by_frame(0, 300) == by_frame(0, cut) + by_frame(cut, 300)


def _look_at(frame, cues, rate, *, look):
    """Say the slow way what is seen at *frame*."""
    changes = look not in {CaptionLook.PLAIN, CaptionLook.BOXED}
    for index, cue in enumerate(cues):
        if frame_at(cue.span.start, rate) <= frame < frame_at(cue.span.end, rate):
            begun = [number for number, word in enumerate(cue.words) if frame_at(word.span.start, rate) <= frame]
            is_over = look is CaptionLook.HIGHLIGHT and frame >= frame_at(cue.words[-1].span.end, rate)
            return (index, None if not changes or is_over or not begun else begun[-1])
    return (None, None)


def _words(cues):
    return [word for cue in cues for word in cue.words]


def _unjoined(text):
    """Take the marks that keep text from being markup out of what pysubs2 read."""
    lines = text.split("\\N")
    return tuple(re.sub(r"[<{\\]\u2060|--\u2060(?=>)", lambda match: match.group()[:-1], line) for line in lines)


def _drawn(text):
    """Return what libass draws of an event, but for spaces and the marks of direction before each row."""
    plain = re.sub(r"(?<!\\)\{[^}]*\}", "", text)
    rows = [row.removeprefix("\u200e").removeprefix("\u200f") for row in plain.split("\\N")]
    return "".join(rows).replace("\\{", "{").replace("\\}", "}").replace("\\\u2060", "\\").replace(" ", "")
