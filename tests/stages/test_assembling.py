"""
Clips, narration and cues to a timeline.
"""

from fractions import Fraction
from itertools import accumulate, pairwise
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.model.brief import Brief
from aura_core.model.enums import CaptionLook, CaptionMode, Mood, TransitionKind
from aura_core.model.music import Score
from aura_core.model.narration import Narration, Take, Word
from aura_core.model.order import CaptionSpec, MusicSpec, Order
from aura_core.model.render import Resolution
from aura_core.model.script import Scene
from aura_core.model.timeline import Transition
from aura_core.model.visuals import Clip, PictureKind, Playback
from aura_core.stages.assembling import assemble
from aura_core.timing import FrameRate, TimeRange


ORDER = Order(Brief("Tides"))
SCORE = Score(Path("bed.wav"))
MARKED = Score(mark=Path("mark.wav"))
SIZE = Resolution(320, 180)
RATE = FrameRate(Fraction(15))

rates = st.sampled_from([Fraction(1), Fraction(2), Fraction(15), Fraction(30000, 1001)]).map(FrameRate)
lengths = st.lists(st.integers(1, 120), min_size=1, max_size=6)


def _narration(frames, rate=RATE, headings=None):
    """Make a narration of scenes of so many *frames*, each with two words of a third of a second."""
    headings = headings or [f"Part {index}" for index in range(len(frames))]
    takes = []
    for index, (length, stop) in enumerate(zip(frames, accumulate(frames), strict=True)):
        span = TimeRange((stop - length) / rate, length / rate)
        heard_at = span.start + span.duration / 4
        each = span.duration / 4
        words = tuple(Word(f"w{n}", 3 * n, TimeRange(heard_at + n * each, each)) for n in range(2))
        takes.append(Take(Scene(index, headings[index], "w0 w1"), Path(f"{index}.wav"), span, heard_at, words))
    return Narration("Film", "", "en", tuple(takes))


def _timeline(narration, order=ORDER, rate=RATE, score=SCORE):
    clips = tuple(
        Clip(Path(f"{index}.png"), PictureKind.SLIDE, index, take.span) for index, take in enumerate(narration.takes)
    )
    return assemble(clips, narration, (), order, SIZE, rate, score)


class TestShots:
    @given(lengths, rates)
    def test_are_the_film(self, frames, rate):
        """
        The shots follow one another from frame 0, and together are exactly as long as the narration.
        """
        narration = _narration(frames, rate)
        timeline = _timeline(narration, rate=rate)

        assert frames == [len(shot.frames) for shot in timeline.shots]
        assert 0 == timeline.shots[0].frames.start
        assert all(one.frames.stop == following.frames.start for one, following in pairwise(timeline.shots))
        assert sum(frames) == timeline.frame_count
        assert narration.duration == timeline.duration

    @given(lengths, rates)
    def test_are_seen_besides_their_transitions(self, frames, rate):
        """
        Transitions never fill a shot: each is seen alone for at least as long as it fades.
        """
        shots = _timeline(_narration(frames, rate), rate=rate).shots
        for before, shot in zip([None, *shots], shots, strict=False):
            fading = shot.transition.frames + (before.transition.frames if before else 0)
            assert fading == 0 or len(shot.frames) >= fading + max(
                shot.transition.frames, before.transition.frames if before else 0
            )

    @given(lengths, rates)
    def test_end_with_a_cut(self, frames, rate):
        """
        Nothing follows the last shot, so it does not fade.
        """
        assert Transition() == _timeline(_narration(frames, rate), rate=rate).shots[-1].transition

    def test_give_way_as_long_as_there_is_room(self):
        """
        Long shots take the manner's time, shorter ones a third of theirs; next to a very short one there is a cut.
        """
        shots = _timeline(_narration([60, 60, 18, 5, 60], headings=["Part"] * 5)).shots

        assert [8, 6, 0, 0, 0] == [shot.transition.frames for shot in shots]
        assert TransitionKind.DISSOLVE is shots[0].transition.kind

    def test_dissolve_quickly_within_a_scene(self):
        """
        Two pictures of one scene take a fifth of a second; nothing else changes.
        """
        narration = _narration([90])
        halves = [TimeRange(Fraction(start), Fraction(3)) for start in (0, 3)]
        clips = tuple(Clip(Path(f"{half.start}.png"), PictureKind.SLIDE, 0, half) for half in halves)
        timeline = assemble(clips, narration, (), ORDER, SIZE, RATE)

        assert [Transition(TransitionKind.DISSOLVE, 3), Transition()] == [shot.transition for shot in timeline.shots]
        assert (90, 1) == (timeline.frame_count, len(timeline.chapters))

    def test_cut_from_view_to_view(self):
        """
        Within a scene, one view follows upon another without a transition.
        """
        narration = _narration([60])
        halves = [TimeRange(Fraction(0), Fraction(2)), TimeRange(Fraction(2), Fraction(2))]
        clips = tuple(Clip(Path(f"{n}.png"), PictureKind.SLIDE, 0, span, view=n) for n, span in enumerate(halves))
        timeline = assemble(clips, narration, (), ORDER, SIZE, RATE)

        assert [Transition(), Transition()] == [shot.transition for shot in timeline.shots]

    def test_give_way_as_the_scene_asks(self):
        """
        A scene's own transition is on the timeline.
        """
        narration = _narration([60, 60])
        takes = [
            attrs.evolve(take, scene=attrs.evolve(take.scene, transition=TransitionKind.WIPE_UP))
            for take in narration.takes
        ]
        shots = _timeline(attrs.evolve(narration, takes=tuple(takes))).shots

        assert [TransitionKind.WIPE_UP, TransitionKind.CUT] == [shot.transition.kind for shot in shots]


class TestSound:
    @given(lengths)
    def test_begins_where_the_voice_is_heard(self, frames):
        """
        A recording begins where its take says, and has room until the take ends.
        """
        narration = _narration(frames)
        for take, clip in zip(narration.takes, _timeline(narration).narration, strict=True):
            assert (take.audio, take.heard_at, take.span.end) == (clip.source, clip.span.start, clip.span.end)

    @given(lengths)
    def test_makes_room_for_every_word(self, frames):
        """
        The stretches of speech are in order, apart by more than a breath, and cover every word.
        """
        narration = _narration(frames)
        speech = _timeline(narration).speech

        assert all(following.start - one.end >= Fraction(3, 10) for one, following in pairwise(speech))
        for take in narration.takes:
            for word in take.words:
                assert any(span.start <= word.span.start and word.span.end <= span.end for span in speech)

    def test_has_music_when_it_is_ordered(self):
        """
        The user's music is on the timeline, no other is.
        """
        with_music = _timeline(_narration([30]), attrs.evolve(ORDER, music=MusicSpec(Path("m.mp3"))))

        assert (Path("m.mp3"), False) == (with_music.music.source, with_music.music.fitted)
        assert _timeline(_narration([30])).music is None

    def test_has_music_that_was_composed_for_it(self):
        """
        What was composed for the film is heard as it is, at the levels that were asked for.
        """
        order = attrs.evolve(ORDER, music=MusicSpec(mood=Mood.CALM, volume_db=-3.0, duck_db=15.0))
        usual = _timeline(_narration([30]), attrs.evolve(ORDER, music=MusicSpec())).music
        music = _timeline(_narration([30]), order).music

        assert (Path("bed.wav"), True) == (music.source, music.fitted)
        assert (usual.gap_lu + 3, 15) == (music.gap_lu, music.duck_db)


class TestMarks:
    @given(st.lists(st.sampled_from(["", "One", "Two"]), min_size=1, max_size=8))
    def test_stand_where_chapters_begin(self, headings):
        """
        Every chapter but the first has a mark, which begins in the silence before it and ends with its first word.
        """
        narration = _narration([60] * len(headings), headings=headings)
        timeline = _timeline(narration, score=MARKED)
        starts = [chapter.span.start for chapter in timeline.chapters[1:]]
        words = [take.words for take in narration.takes]

        assert len(starts) == len(timeline.marks)
        assert all(mark.span.start < start < mark.span.end for mark, start in zip(timeline.marks, starts, strict=True))
        assert all(mark.span.end in {first.span.start for first, *_ in words} for mark in timeline.marks)
        assert not any(
            word.span.start < mark.span.end and mark.span.start < word.span.end
            for mark in timeline.marks
            for word in (word for take in words for word in take)
        )

    def test_need_time(self):
        """
        Where a chapter follows in no time, there is no mark.
        """
        assert () == _timeline(_narration([3, 3, 3]), score=MARKED).marks


class TestSoundOfClips:
    def test_goes_with_the_pictures(self):
        """
        A clip is heard from the first frame of the transition before it to the last of the one after it, or not at all.
        """
        narration = _narration([60, 60, 60])
        clips = [
            Clip(Path(f"{take.scene.index}.mp4"), PictureKind.VIDEO, take.scene.index, take.span)
            for take in narration.takes
        ]
        clips[1] = attrs.evolve(clips[1], heard=Fraction(9), playback=Playback(loops=False))
        timeline = assemble(tuple(clips), narration, (), ORDER, SIZE, RATE)
        before, after = (timeline.shots[index].transition.frames for index in (0, 1))
        (heard,) = timeline.ambience

        assert before
        assert (60 - before // 2) / RATE == heard.span.start
        assert (120 + after - after // 2) / RATE == heard.span.end
        assert not heard.again


class TestChapters:
    @given(st.lists(st.sampled_from(["", "One", "Two"]), min_size=1, max_size=8))
    def test_cover_the_film(self, headings):
        """
        They begin with the film, leave no gap, end with it, and no two neighbours share a title.
        """
        narration = _narration([30] * len(headings), headings=headings)
        chapters = _timeline(narration).chapters

        assert 0 == chapters[0].span.start
        assert narration.duration == chapters[-1].span.end
        assert all(one.span.end == following.span.start for one, following in pairwise(chapters))
        assert all(one.title != following.title for one, following in pairwise(chapters))

    @pytest.mark.parametrize(
        ("headings", "titles"),
        [
            (["One", "One", "Two"], ["One", "Two"]),
            (["One", "", "Two"], ["One", "Two"]),
            (["One", "", "One"], ["One"]),
            (["", "", "One"], ["Film", "One"]),
            (["One", "Two", "One"], ["One", "Two", "One"]),
        ],
    )
    def test_are_named_by_headings(self, headings, titles):
        """
        Equal headings in a row are one chapter; scenes without belong to the one before, or to the film's title.
        """
        chapters = _timeline(_narration([30, 30, 30], headings=headings)).chapters

        assert titles == [chapter.title for chapter in chapters]


class TestOrder:
    def test_decides_captions_and_loudness(self):
        """
        How captions travel and how loud the voice is comes from the order.
        """
        captions = CaptionSpec(CaptionMode.BURN, highlight=False)
        timeline = _timeline(_narration([30]), attrs.evolve(ORDER, captions=captions, loudness=-20.0))

        assert (CaptionMode.BURN, CaptionLook.PLAIN, -20.0) == (
            timeline.caption_mode,
            timeline.caption_look,
            timeline.loudness,
        )
