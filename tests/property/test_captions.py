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
from aura_core.captions.breaking import LONGEST, room_for
from aura_core.captions.states import states
from aura_core.captions.text import clean, columns
from aura_core.model.captions import Cue
from aura_core.model.narration import Narration, Take, Word
from aura_core.model.render import Resolution
from aura_core.model.script import Scene
from aura_core.stages.captioning import caption
from aura_core.timing import FrameRate, TimeRange, frame_at


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
    return Narration("Title", "", draw(st.sampled_from(["en-US", "de", "ja", "ar", ""])), tuple(takes))


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

        assert [word for take in narration.takes for word in take.words] == [word for cue in cues for word in cue.words]
        for cue in cues:
            assert "".join(word.text for word in cue.words) == "".join(cue.lines).replace(" ", "")

    @given(narrations(), sizes)
    def test_one_take_a_cue(self, narration, size):
        """
        A cue shows words of one scene, and is gone at most a flicker after it.
        """
        takes = {word.span.start: take for take in narration.takes for word in take.words}

        for cue in caption(narration, size):
            (take,) = {takes[word.span.start] for word in cue.words}

            assert cue.span.end <= take.span.end + Fraction(1, 5)

    @given(narrations(), sizes)
    def test_in_order_inside_the_film(self, narration, size):
        """
        Cues last longer than zero, cover their words, never overlap, and gaps between them do not flicker.
        """
        cues = caption(narration, size)

        for cue in cues:
            assert 0 <= cue.span.start == cue.words[0].span.start < cue.words[-1].span.end <= cue.span.end
            assert cue.span.end <= narration.duration
        for before, after in pairwise(cues):
            gap = after.span.start - before.span.end

            assert gap == 0 or gap >= Fraction(1, 5)

    @given(narrations(), sizes)
    def test_two_lines_that_fit(self, narration, size):
        """
        A cue has one or two lines; only a single word may be wider than a line.
        """
        limit = room_for(size).columns

        for cue in caption(narration, size):
            assert 1 <= len(cue.lines) <= 2
            assert all(cue.lines)
            assert all(columns(line) <= limit or " " not in line for line in cue.lines)

    @given(narrations(), sizes)
    def test_as_long_as_it_takes_to_read(self, narration, size):
        """
        Only a word of its own outlasts 7 s; a cue is shown a second and 50 ms a letter if the silence after it allows.
        """
        cues = caption(narration, size)
        bounds = [cue.span.start for cue in cues[1:]] + [narration.duration]
        ends = {word.span.start: take.span.end for take in narration.takes for word in take.words}

        for cue, bound in zip(cues, bounds, strict=False):
            heard_until = cue.words[-1].span.end
            wanted = max(Fraction(1), Fraction(columns(" ".join(cue.lines)), 20) - Fraction(1, 20))
            room = max(min(bound, ends[cue.words[0].span.start]), heard_until) - cue.span.start

            assert cue.span.duration <= LONGEST + Fraction(1, 5) or len(cue.words) == 1
            assert cue.span.duration >= min(wanted, LONGEST, room)
            assert cue.span.end <= max(heard_until + Fraction(1, 2), cue.span.start + wanted + Fraction(1, 4))


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
        found = pysubs2.SSAFile.from_string(ass.dumps(cues, size, "Sans", highlight=False), "ass")
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
        plain = pysubs2.SSAFile.from_string(ass.dumps(cues, size, "Sans", highlight=False), "ass")
        lit = pysubs2.SSAFile.from_string(ass.dumps(cues, size, "Sans", highlight=True), "ass")
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
        shown = states(cues, FrameRate(Fraction(30)), highlight=True, first_frame=0, stop_frame=600)
        found = pysubs2.SSAFile.from_string(ass.dumps_states(shown, cues, size, "Sans"), "ass")

        assert [
            (1000 * second, 1000 * second + 1000) for second, state in enumerate(shown) if state.cue is not None
        ] == [(event.start, event.end) for event in found]


class TestStates:
    @given(narrations(), sizes, frame_rates, st.integers(0, 200), st.integers(0, 400), st.booleans())
    def test_part_the_frames(self, narration, size, rate, first, count, highlight):
        """
        States follow one another from the first frame to the last, and none is like the one before it.
        """
        cues = caption(narration, size)
        found = states(cues, rate, highlight=highlight, first_frame=first, stop_frame=first + count)

        assert [*range(first, first + count)] == [
            frame for state in found for frame in range(state.frames.start, state.frames.stop)
        ]
        assert all(len(state.frames) > 0 for state in found)
        assert all((before.cue, before.word) != (after.cue, after.word) for before, after in pairwise(found))

    @given(narrations(), sizes, frame_rates, st.booleans())
    def test_show_what_is_said(self, narration, size, rate, highlight):
        """
        A frame shows the cue, and the last word of it to have begun, whose frames it lies in.
        """
        cues = caption(narration, size)
        found = states(cues, rate, highlight=highlight, first_frame=0, stop_frame=frame_at(narration.duration, rate))

        for state in found:
            for frame in {state.frames.start, state.frames.stop - 1}:
                assert (state.cue, state.word) == _look_at(frame, cues, rate, highlight=highlight)

    @given(narrations(), sizes, frame_rates, st.integers(0, 300))
    def test_are_the_same_in_parts(self, narration, size, rate, cut):
        """
        A film cut into segments shows what the whole film shows.
        """
        cues = caption(narration, size)

        def by_frame(first, stop):
            found = states(cues, rate, highlight=True, first_frame=first, stop_frame=stop)
            return [(s.cue, s.word) for s in found for _ in range(len(s.frames))]

        assert by_frame(0, 300) == by_frame(0, cut) + by_frame(cut, 300)


def _look_at(frame, cues, rate, *, highlight):
    """Say the slow way what is seen at *frame*."""
    for index, cue in enumerate(cues):
        if frame_at(cue.span.start, rate) <= frame < frame_at(cue.span.end, rate):
            begun = [number for number, word in enumerate(cue.words) if frame_at(word.span.start, rate) <= frame]
            is_over = frame >= frame_at(cue.words[-1].span.end, rate)
            return (index, None if not highlight or is_over or not begun else begun[-1])
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
