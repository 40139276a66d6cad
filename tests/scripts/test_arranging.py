"""
Scenes put in another order, joined, parted and left out.
"""

from fractions import Fraction

import attrs
import pytest

from aura_core.drawer import Kept
from aura_core.errors import ConflictError, InvalidInputError, NotFoundError
from aura_core.model.enums import Layout, TransitionKind
from aura_core.model.script import Scene
from aura_core.model.script_requests import GenerateScriptRequest
from aura_core.scripts.arranging import merged, reordered, split, without
from aura_core.scripts.exporting import exported


def said(kept):
    return [scene.script for scene in kept.script.scenes]


class TestReordered:
    def test_come_as_they_are_named(self, kept):
        """
        The scenes are in the new order, with new numbers; their own order changes nothing.
        """
        before = kept("One.", "Two.", "Three.")
        after = reordered(before, [3, 1, 2])

        assert (["Three.", "One.", "Two."], [0, 1, 2]) == (said(after), [one.index for one in after.script.scenes])
        assert before == reordered(before, [1, 2, 3])

    @pytest.mark.parametrize("numbers", [[], [1], [1, 1], [0, 1], [1, 3], [1, 2, 3]])
    def test_name_every_scene_once(self, kept, numbers):
        """
        Anything else is refused.
        """
        with pytest.raises(InvalidInputError):
            reordered(kept("One.", "Two."), numbers)


class TestMerged:
    def test_lose_nothing(self, kept):
        """
        All that is said and shown is in the one scene, in the film's order, where the first was.
        """
        first = Scene(0, "", "One.", least_duration=Fraction(2))
        shown = Scene(
            0, "Two", "Two.", path_or_url="two.png", transition=TransitionKind.ZOOM, least_duration=Fraction(3)
        )
        after = merged(kept(first, "Middle.", shown, "Last."), [3, 1], "\n\n")
        one = after.script.scenes[0]

        assert ["One.\n\nTwo.", "Middle.", "Last."] == said(after)
        assert ("Two", "two.png", TransitionKind.ZOOM, 5) == (
            one.heading,
            one.path_or_url,
            one.transition,
            one.least_duration,
        )

    @pytest.mark.parametrize("numbers", [[], [1], [1, 1], [1, 9], [2, 3]])
    def test_are_several_that_go_together(self, kept, numbers):
        """
        One, none, the same twice, and two with pictures of their own are no scenes to be merged.
        """
        pictures = [Scene(0, "", "Two.", path_or_url="2.png"), Scene(0, "", "Three.", path_or_url="3.png")]
        with pytest.raises(InvalidInputError):
            merged(kept("One.", *pictures), numbers)


class TestSplit:
    @pytest.mark.parametrize(("position", "first"), [(9, "The sea"), (1, "The"), (10**9, None), (0, None), (-4, None)])
    def test_cuts_no_word(self, kept, position, first):
        """
        Both scenes are whole words, or it is refused.
        """
        before = kept(Scene(0, "Sea", "The sea rises.", layout=Layout.TITLE, least_duration=Fraction(4)))
        if first is None:
            with pytest.raises(InvalidInputError):
                split(before, 1, position)
            return
        one, other = split(before, 1, position).script.scenes

        assert (first, "The sea rises.") == (one.script, f"{one.script} {other.script}")
        assert (Layout.TITLE, None) == (one.layout, other.layout)
        assert 4 == one.least_duration + other.least_duration

    def test_parts_paragraphs_and_languages_without_spaces(self, kept):
        """
        A blank line is a place to cut at, and so is any place where words have no spaces between them.
        """
        assert ["One.", "Two."] == said(split(kept("One.\n\nTwo."), 1, 4))
        assert ["海は満", "ちる。"] == said(split(kept("海は満ちる。"), 1, 3))


class TestWithout:
    def test_is_the_rest(self, kept):
        """
        The other scenes stay; the last one has to, and what there is not cannot be left out.
        """
        assert ["One."] == said(without(kept("One.", "Two."), 2))
        with pytest.raises(ConflictError):
            without(kept("One."), 1)
        with pytest.raises(NotFoundError):
            without(kept("One.", "Two."), 3)


class TestExported:
    def test_markdown_makes_the_same_script(self, scripts, kept):
        """
        What is exported as Markdown is the same, word for word, when it is given as own words.
        """
        words = 'It\'s "high", twice a day - 3.5 m (or so); why? Wait-and-see: e.g. 5_6!\n\n1. Then it falls, slowly & surely, as far as one can see.'
        scenes = [
            Scene(0, "The <sea>", words),
            Scene(0, "Next", f"{words} [Again](there).", path_or_url="/a b/(c).png"),
        ]
        before = Kept("id", 1, kept(*scenes), None, None)
        text = exported(before, "Markdown").text
        after = scripts.generate(GenerateScriptRequest(script=text)).value

        assert [("Tides", one.heading, one.script, one.path_or_url) for one in before.value.script.scenes] == [
            (after.script.title, one.heading, one.script, one.path_or_url) for one in after.script.scenes
        ]

    def test_has_a_name_and_a_format(self, kept):
        """
        Names are plain, whatever the title is, and formats that nobody knows are refused.
        """
        value = kept("One.", "Two.")
        value = attrs.evolve(value, script=attrs.evolve(value.script, title='Ä/..\\"\n潮 Tides'))
        now = value.metadata.generated_at
        files = [exported(Kept("id", 1, value, now, now), one) for one in ("text", "json")]

        assert ["tides.txt", "tides.json"] == [file.name for file in files]
        assert "1.\n\nOne." in files[0].text
        with pytest.raises(InvalidInputError):
            exported(Kept("id", 1, value, None, None), "pdf")
