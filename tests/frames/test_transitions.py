"""
One picture giving way to the next.
"""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.frames import camera, kernels, vectorised
from aura_core.frames.blend import crossfade
from aura_core.frames.buffer import Frame
from aura_core.frames.transitions import eased, transit
from aura_core.model.enums import TransitionKind


kinds = st.sampled_from(TransitionKind)
shares = st.floats(0, 1)
MOVES = [kind for kind in TransitionKind if kind.name.partition("_")[0] in {"WIPE", "SLIDE", "PUSH"}]


def plain(width, height, luma):
    frame = Frame.blank(width, height)
    frame.planes[0].fill(luma)
    return frame


def drawn(kind, a, b, done):
    into = Frame(a.width, a.height)
    transit(kind, a, b, done, into)
    return into


class TestTransit:
    @given(kinds, st.integers(0, 9))
    def test_begins_with_one_and_ends_with_the_other(self, noise, kind, seed):
        """
        At its ends a transition is one of the pictures, byte for byte, and neither picture is written to.
        """
        a, b = noise(64, 36, seed=seed), noise(64, 36, seed=seed + 1)

        assert np.array_equal(a.buffer, drawn(kind, a, b, 0.0).buffer)
        assert np.array_equal(b.buffer, drawn(kind, a, b, 1.0).buffer)
        assert np.array_equal(noise(64, 36, seed=seed).buffer, a.buffer)
        assert np.array_equal(noise(64, 36, seed=seed + 1).buffer, b.buffer)

    @given(kinds, st.lists(shares, min_size=2).map(sorted))
    def test_goes_one_way(self, kind, moments):
        """
        A picture only ever becomes more like the next; a fade goes down to black first, and a slide throws a shadow.
        """
        a, b = plain(64, 36, 60), plain(64, 36, 200)
        means = [drawn(kind, a, b, done).planes[0].mean() for done in moments if kind is not TransitionKind.FADE]

        assert means == sorted(means) or kind.name.startswith("SLIDE")

    @given(kinds, shares, st.sampled_from([(2, 2), (4, 2), (2, 4), (34, 90)]))
    def test_can_be_drawn_in_any_size(self, noise, kind, done, size):
        """
        Frames of every even size are good for every transition.
        """
        if kind is TransitionKind.ZOOM and min(size) < 4:
            size = (34, 90)
        a, b = noise(*size), noise(*size, seed=1)

        assert size == (drawn(kind, a, b, done).width, a.height)

    @given(shares)
    def test_dissolves_as_a_crossfade(self, noise, done):
        """
        A dissolve is a crossfade that is eased.
        """
        a, b, expected = noise(64, 36), noise(64, 36, seed=1), Frame(64, 36)
        crossfade(a, b, eased(done), expected)

        assert np.array_equal(expected.buffer, drawn(TransitionKind.DISSOLVE, a, b, done).buffer)

    def test_fades_through_black(self, noise):
        """
        In the middle of a fade there is nothing to be seen.
        """
        middle = drawn(TransitionKind.FADE, noise(64, 36), noise(64, 36, seed=1), 0.5)

        assert np.array_equal(Frame.blank(64, 36).buffer, middle.buffer)

    @pytest.mark.parametrize("kind", MOVES)
    def test_moves_the_way_it_is_called(self, kind):
        """
        The next picture comes from the side that it moves away from.
        """
        halfway = drawn(kind, plain(64, 36, 16), plain(64, 36, 200), 0.5).planes[0].astype(int)
        left, right, top, bottom = halfway[18, 0], halfway[18, -1], halfway[0, 32], halfway[-1, 32]
        first, last = {
            "LEFT": (right, left),
            "RIGHT": (left, right),
            "UP": (bottom, top),
            "DOWN": (top, bottom),
        }[kind.name.partition("_")[2]]

        assert (200, 16) == (first, last)

    @pytest.mark.parametrize(
        ("kind", "seen"),
        [
            (TransitionKind.WIPE_LEFT, (0, 20, 40, 60)),
            (TransitionKind.SLIDE_LEFT, (0, 20, 100, 120)),
            (TransitionKind.PUSH_LEFT, (40, 60, 100, 120)),
        ],
    )
    def test_moves_what_it_says(self, kind, seen):
        """
        A wipe moves neither picture, a slide the next one, a push both.
        """
        a, b = Frame.blank(80, 8), Frame.blank(80, 8)
        a.planes[0][:] = np.repeat(np.arange(0, 80, 20), 20)
        b.planes[0][:] = np.repeat(np.arange(100, 180, 20), 20)
        row = drawn(kind, a, b, 0.5).planes[0][4]
        expected = {0: 0, 20: 20, 40: 40, 60: 60, 100: 100, 120: 120}
        quarters = [row[5], row[25], row[55], row[75]]
        if kind is TransitionKind.WIPE_LEFT:
            assert [0, 20, 140, 160] == quarters
        else:
            assert [expected[value] for value in seen] == quarters

    @pytest.mark.parametrize("kind", [kind for kind in TransitionKind if kind.name.startswith("SLIDE")])
    def test_throws_a_shadow_on_what_is_covered(self, kind):
        """
        A page that slides over one of the same colour can be seen: the edge darkens what it covers, and nothing else.
        """
        luma = drawn(kind, plain(96, 96, 200), plain(96, 96, 200), 0.5).planes[0]

        assert luma.min() < 180
        assert 200 == luma.max()
        assert (luma < 200).mean() < 0.06

    @given(kinds, shares)
    def test_is_the_same_compiled(self, noise, kind, done):
        """
        Compiled and not, every byte is the same.
        """
        pytest.importorskip("aura_core.frames.compiled", reason="numba is an extra")
        a, b = noise(64, 36), noise(64, 36, seed=1)
        with pytest.MonkeyPatch.context() as patch:
            compiled = drawn(kind, a, b, done)
            patch.setattr(camera, "kernels", lambda: vectorised)
            patch.setattr("aura_core.frames.blend.kernels", lambda: vectorised)

            assert np.array_equal(compiled.buffer, drawn(kind, a, b, done).buffer)
        assert "numba" == kernels.kernels().name

    @pytest.mark.parametrize("done", [-0.01, 1.01, float("nan")])
    def test_stays_between(self, noise, done):
        """
        There is nothing before the one picture and after the other.
        """
        with pytest.raises(ValueError, match="between 0 and 1"):
            transit(TransitionKind.CUT, noise(4, 4), noise(4, 4), done, Frame(4, 4))


class TestEased:
    @given(st.lists(shares, min_size=2).map(sorted))
    def test_rises_from_nothing_to_all(self, moments):
        """
        What is done grows with time, from 0 to 1, and half of it is done at half time.
        """
        done = [eased(moment) for moment in moments]

        assert all(one <= other + 1e-12 for one, other in pairwise(done))
        assert (0, 0.5, 1) == (eased(0), eased(0.5), eased(1))
