"""
Timelines cut into segments.
"""

from fractions import Fraction
from itertools import accumulate, pairwise
from pathlib import Path

import attrs
from hypothesis import given
from hypothesis import strategies as st

from aura_core.model.enums import TransitionKind
from aura_core.model.render import Resolution
from aura_core.model.timeline import AudioClip, Shot, Timeline, Transition
from aura_core.model.visuals import Framing, Motion, PictureKind
from aura_core.segments import segments
from aura_core.timing import FrameRange, FrameRate, TimeRange


MOVE = Motion(Framing(), Framing(1.1, 0.2, 0.8))

rates = st.sampled_from([1, 15, 25, 30, 60, Fraction(30000, 1001)]).map(lambda rate: FrameRate(Fraction(rate)))
looks = st.sampled_from(
    [
        (PictureKind.SLIDE, Motion()),
        (PictureKind.IMAGE, MOVE),
        (PictureKind.VIDEO, Motion()),
    ]
)


@st.composite
def timelines(draw):
    """Timelines whose transitions leave something of every shot, as those that are assembled do."""
    lengths = draw(st.lists(st.integers(1, 900), min_size=1, max_size=8))
    stops = list(accumulate(lengths))
    shots = []
    for index, (length, stop, following) in enumerate(zip(lengths, stops, [*lengths[1:], 0], strict=True)):
        kind, motion = draw(looks)
        fade = draw(st.integers(0, min(length, following)))
        transition = Transition(TransitionKind.DISSOLVE, fade) if fade else Transition()
        shots.append(Shot(Path(f"{index}.png"), kind, motion, FrameRange(stop - length, stop), transition))
    return Timeline("Film", "en", draw(rates), Resolution(320, 180), tuple(shots), ())


def _moved(timeline, by):
    """Put a shot of *by* frames before *timeline*, with a cut between."""
    first = Shot(Path("first.png"), PictureKind.SLIDE, Motion(), FrameRange(0, by))
    later = [
        attrs.evolve(shot, frames=FrameRange(shot.frames.start + by, shot.frames.stop + by)) for shot in timeline.shots
    ]
    return attrs.evolve(timeline, shots=(first, *later))


def _looks_of(found):
    """Return what decides the pixels of segments, apart from where they lie."""
    return [
        (len(segment.frames), [(layer.shot.source, layer.first, layer.count) for layer in segment.layers])
        for segment in found
    ]


class TestSegments:
    @given(timelines())
    def test_are_the_film_frame_by_frame(self, timeline):
        """
        In order, they begin at 0, leave no frame out, show none twice, and end with the film; none is empty.
        """
        frames = [segment.frames for segment in segments(timeline)]

        assert 0 == frames[0].start
        assert timeline.frame_count == frames[-1].stop
        assert all(one.stop == following.start for one, following in pairwise(frames))
        assert all(len(span) > 0 for span in frames)

    @given(timelines())
    def test_see_only_frames_that_a_shot_has(self, timeline):
        """
        Every frame that a segment shows of a shot is one of those in which the shot is seen.
        """
        for segment in segments(timeline):
            for layer in segment.layers:
                assert 0 <= layer.first
                assert layer.first + len(segment.frames) <= layer.count

    @given(timelines())
    def test_show_each_frame_of_a_shot_once(self, timeline):
        """
        The segments together show every frame of every shot, the transitions' included, once and in order.
        """
        for shot in timeline.shots:
            layers = [
                (layer, len(segment.frames))
                for segment in segments(timeline)
                for layer in segment.layers
                if layer.shot == shot
            ]
            shown = [layer.first + index for layer, length in layers for index in range(length)]

            assert list(range(layers[0][0].count)) == shown

    @given(timelines())
    def test_fade_exactly_where_there_is_a_transition(self, timeline):
        """
        A segment of two shots is as long as the transition between them and lies around their boundary.
        """
        fades = [segment for segment in segments(timeline) if len(segment.layers) == 2]
        expected = [shot for shot in timeline.shots if shot.transition.frames]

        assert [shot.transition.frames for shot in expected] == [len(fade.frames) for fade in fades]
        for shot, fade in zip(expected, fades, strict=True):
            assert shot.frames.stop - shot.transition.frames // 2 == fade.frames.start

    @given(timelines())
    def test_are_short_where_something_moves(self, timeline):
        """
        What moves is cut into pieces of five seconds at most, for the cores to share.
        """
        for segment in segments(timeline):
            if not segment.still and len(segment.layers) == 1:
                assert len(segment.frames) <= 5 * timeline.frame_rate + 1

    @given(timelines())
    def test_of_a_still_shot_are_one(self, timeline):
        """
        A shot that stands still is never cut, for its frames are all the same.
        """
        bodies = [segment for segment in segments(timeline) if segment.still]

        assert len({segment.layers[0].shot.source for segment in bodies}) == len(bodies)

    @given(timelines(), st.integers(1, 500))
    def test_do_not_change_when_they_move(self, timeline, by):
        """
        A shot more at the start moves all segments and changes what none of them shows.
        """
        assert _looks_of(segments(timeline)) == _looks_of(segments(_moved(timeline, by))[1:])

    @given(timelines(), st.text(max_size=5))
    def test_do_not_depend_on_what_is_heard(self, timeline, title):
        """
        Sound and title cut nothing.
        """
        told = attrs.evolve(timeline, title=title, narration=(AudioClip(Path("a.wav"), TimeRange()),))

        assert segments(timeline) == segments(told)
