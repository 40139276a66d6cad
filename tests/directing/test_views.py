"""
What is seen of a scene that says several things.
"""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.directing.manners import manner_of
from aura_core.directing.views import views
from aura_core.model.enums import Layout, Pacing
from aura_core.model.narration import Take, Word
from aura_core.model.script import Quotation, Scene, Table
from aura_core.timing import TimeRange


MANNER = manner_of(Pacing.CONVERSATIONAL)
HALF = Fraction(1, 2)


def take_of(text, start=Fraction(10), each=HALF, rest=HALF, **scene):
    """Speak *text* at a word every *each* seconds, with a *rest* after each full stop but that of “Dr.”."""
    words, at, offset = [], start + HALF, 0
    for part in text.split():
        offset = text.index(part, offset)
        words.append(Word(part, offset, TimeRange(at, each)))
        offset += len(part)
        at += each + (rest if part[-1] in ".!?。" and part != "Dr." else 0)
    span = TimeRange(start, at + HALF - start)
    return Take(Scene(0, "Heading", text, **scene), Path("take.wav"), span, start + HALF, tuple(words))


SENTENCE = "One two three four five six seven."


class TestViews:
    @given(st.lists(st.integers(1, 20), min_size=1, max_size=9), st.sampled_from(Pacing))
    def test_part_the_scene_without_a_gap(self, lengths, pacing):
        """
        Together they say what the scene says and last as long as it does, and none but an only one is gone at once.
        """
        take = take_of(" ".join(f"{'word ' * (length - 1)}end." for length in lengths))
        manner = manner_of(pacing)
        found = views(take, manner)

        assert take.scene.script == " ".join(view.text for view in found)
        assert (take.span.start, take.span.end) == (found[0].span.start, found[-1].span.end)
        assert all(one.span.end == following.span.start for one, following in pairwise(found))
        assert len(found) == 1 or all(view.span.duration >= manner.view for view in found)

    def test_change_just_before_the_first_word_of_a_sentence(self):
        """
        The next view is there when its first word is heard, and not before the last word of the one before is over.
        """
        take = take_of(f"{SENTENCE} {SENTENCE}")
        _, second = views(take, MANNER)

        assert take.words[7].span.start - Fraction(1, 10) == second.span.start
        assert take.words[6].span.end <= second.span.start

    def test_keep_abbreviations_together(self):
        """
        A full stop after which the voice does not rest ends no sentence.
        """
        take = take_of(f"One two three four five six Dr. Seven eight nine ten eleven twelve. {SENTENCE}")

        assert 2 == len(views(take, MANNER))

    def test_are_more_where_the_film_is_fast(self):
        """
        A fast film changes pictures more often than a calm one.
        """
        take = take_of(" ".join([SENTENCE] * 6), each=Fraction(3, 10))
        calm, usual, fast = (len(views(take, manner_of(pacing))) for pacing in Pacing)

        assert calm <= usual < fast

    @pytest.mark.parametrize(
        "shown",
        [
            {"bullets": ("One", "Two")},
            {"table": Table(("A", "B"), (("1", "2"),))},
            {"quotation": Quotation("One two")},
            {"path_or_url": "photo.jpg"},
            {"layout": Layout.QUOTE},
        ],
    )
    def test_are_one_where_there_is_something_to_look_at(self, shown):
        """
        A list, a table, a quotation, a picture or a layout that was asked for stays as long as its scene.
        """
        take = take_of(f"{SENTENCE} {SENTENCE}", **shown)

        assert 1 == len(views(take, MANNER))
        assert take.span == views(take, MANNER)[0].span

    @pytest.mark.parametrize("before", [SENTENCE, "One two three four five six seven:"])
    def test_part_a_list_from_what_is_said_before_it(self, before):
        """
        What is said before the first point is a view, and the list with whatever follows it another.
        """
        take = take_of(f"{before} First point. Second point. {SENTENCE}", bullets=("First point", "Second point"))
        found = views(take, MANNER)

        assert [before, f"First point. Second point. {SENTENCE}"] == [view.text for view in found]
        assert take.words[7].span.start - Fraction(1, 10) == found[1].span.start

    @pytest.mark.parametrize(
        ("text", "layout"),
        [("Two words. First point. Second point.", None), (f"{SENTENCE} First point. Second point.", Layout.CREDITS)],
    )
    def test_leave_a_list_whole_where_it_would_have_to_wait_for_nothing(self, text, layout):
        """
        Too little to be a view of its own stays with the list, and a layout that shows all points at once is one view.
        """
        assert 1 == len(views(take_of(text, bullets=("First point", "Second point"), layout=layout), MANNER))

    def test_stay_with_a_table_until_it_is_read(self):
        """
        As long as rows are read the table is seen, however long that takes; then what else is said.
        """
        table = Table(("Cups", "Coffee", "Water"), (("1", "15 g", "250 ml"), ("2", "30 g", "500 ml")))
        rows = "Cups 1: Coffee 15 g, Water 250 ml. Cups 2: Coffee 30 g, Water 500 ml."
        read = views(take_of(f"{rows} {SENTENCE}", table=table, each=Fraction(1)), MANNER)
        other = views(take_of(f"{rows} {SENTENCE}", table=Table(("A", "B"), (("1", "2"),)), each=Fraction(1)), MANNER)

        assert [rows, SENTENCE] == [view.text for view in read]
        assert len(other) > 2

    def test_of_silence_are_one(self):
        """
        A take without words has one view.
        """
        take = attrs.evolve(take_of(SENTENCE), words=())

        assert 1 == len(views(take, MANNER))
