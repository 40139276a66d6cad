"""Captions as JSON."""

import json
from fractions import Fraction

from aura_core.captions import as_json
from aura_core.model.captions import Cue
from aura_core.model.narration import Word
from aura_core.timing import TimeRange


class TestDumps:
    def test_seconds_and_words(self):
        """
        Times are seconds, lines are as they are read, and every word has its own time.
        """
        third = TimeRange(Fraction(1, 2), Fraction(1, 3))

        assert {
            "cues": [
                {
                    "start": 0.5,
                    "end": 0.833333,
                    "lines": ["Été"],
                    "words": [{"text": "Été", "offset": 0, "start": 0.5, "end": 0.833333}],
                }
            ]
        } == json.loads(as_json.dumps([Cue(third, ("Été",), (Word("Été", 0, third),))]))

    def test_legible(self):
        """
        Letters beyond ASCII stay letters.
        """
        assert "Été" in as_json.dumps([Cue(TimeRange(Fraction(0), Fraction(1)), ("Été",))])
