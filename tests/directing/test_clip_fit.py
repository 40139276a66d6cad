"""
How moving pictures fill the time of their scene.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.directing.clips import playback_of
from aura_core.model.enums import ClipFit
from aura_core.model.visuals import Playback


class TestPlayback:
    @pytest.mark.parametrize(
        ("fit", "filmed", "expected"),
        [
            (ClipFit.AUTO, 20.0, Playback(1.0, loops=False)),
            (ClipFit.AUTO, 9.9, Playback(1.0, loops=False)),
            (ClipFit.AUTO, 8.0, Playback(0.8, loops=False)),
            (ClipFit.AUTO, 6.0, Playback(1.0, loops=True)),
            (ClipFit.AUTO, 0.0, Playback(1.0, loops=True)),
            (ClipFit.TRIM, 4.0, Playback(1.0, loops=False)),
            (ClipFit.LOOP, 8.0, Playback(1.0, loops=True)),
            (ClipFit.LOOP, 20.0, Playback(1.0, loops=False)),
            (ClipFit.SLOW, 6.0, Playback(0.6, loops=False)),
            (ClipFit.SLOW, 4.0, Playback(0.5, loops=True)),
        ],
    )
    def test_follows_the_rules(self, fit, filmed, expected):
        """
        Longer clips are trimmed; shorter ones slowed, played again or held, as the fit says, in a scene of ten seconds.
        """
        assert expected == playback_of(fit, filmed, 10.0)

    @pytest.mark.parametrize("fit", [ClipFit.AUTO, ClipFit.LOOP, ClipFit.SLOW])
    def test_keeps_the_pace_of_what_is_heard(self, fit):
        """
        A clip with a sound of its own is played again, however little is missing.
        """
        assert Playback(1.0, loops=True) == playback_of(fit, 8.0, 10.0, heard=True)
        assert Playback(1.0, loops=False) == playback_of(fit, 20.0, 10.0, heard=True)

    @given(st.sampled_from(ClipFit), st.floats(0, 100), st.floats(0.1, 100))
    def test_never_leaves_a_hole(self, fit, filmed, needed):
        """
        A clip fills its scene, begins again, or was asked to hold its last picture; it is never slower than half.
        """
        playback = playback_of(fit, filmed, needed)

        assert 0.5 <= playback.pace <= 1
        assert playback.loops or fit is ClipFit.TRIM or filmed / playback.pace >= 0.97 * needed
