"""
Scenes, as users change them.
"""

from fractions import Fraction

import attrs
import pytest

from aura_core.errors import InvalidInputError, NotFoundError
from aura_core.model.enums import Layout, MotionKind, TransitionKind
from aura_core.model.script import Quotation, Scene
from aura_core.model.script_requests import UpdateSceneRequest
from aura_core.providers.writers.lacks import warned
from aura_core.scripts.arranging import split
from aura_core.scripts.editing import edited
from aura_core.scripts.showing import shown
from aura_core.wire import structure, unstructure


def scene_of(kept, number=1, **wanted):
    return edited(kept, number, UpdateSceneRequest(**wanted)).script.scenes[number - 1]


class TestEdited:
    def test_times_everything_anew(self, kept):
        """
        New words take the time that they need, and what comes after them begins later.
        """
        script = edited(
            kept("The sea rises.", "It falls."), 1, UpdateSceneRequest(narration="One two three four.")
        ).script

        assert ["One two three four.", "It falls."] == [scene.script for scene in script.scenes]
        assert [Fraction(0), Fraction(2)] == [scene.start for scene in script.scenes]
        assert [0, 1] == [scene.index for scene in script.scenes]

    @pytest.mark.parametrize(
        ("wanted", "member", "value"),
        [
            ({"visual_prompt": "a quay at low tide"}, "visual_prompt", "a quay at low tide"),
            ({"visual_prompt": ""}, "visual_prompt", None),
            ({"duration_seconds": 12.5}, "least_duration", Fraction(25, 2)),
            ({"heading": "The Moon"}, "heading", "The Moon"),
            ({"transition": TransitionKind.WIPE_LEFT}, "transition", TransitionKind.WIPE_LEFT),
            ({"motion": MotionKind.ZOOM_IN}, "motion", MotionKind.ZOOM_IN),
            ({"path_or_url": "moon.png"}, "path_or_url", "moon.png"),
            ({"narration": "  One\r\nline.\n\n\nAnother.  "}, "script", "One line.\n\nAnother."),
        ],
    )
    def test_takes_every_member(self, kept, wanted, member, value):
        """
        Whatever can be said of a scene is so afterwards, and the rest is as it was.
        """
        before = Scene(0, "", "The sea rises.", visual_prompt="sea")
        after = scene_of(kept(before, "It falls."), **wanted)

        assert value == getattr(after, member)

    def test_shows_no_more_what_is_no_more_said(self, kept):
        """
        A point and a quotation that are not among the new words go, those that are stay.
        """
        listed = Scene(0, "", "High tide. Low tide.", bullets=("High tide", "Low tide"), layout=Layout.BULLETS)
        quoting = Scene(0, "", "The sea waits.", quotation=Quotation("The sea waits."), layout=Layout.QUOTE)
        fewer = scene_of(kept(listed), narration="High tide.")
        none = scene_of(kept(quoting), narration="It rises.")

        assert (("High tide",), Layout.BULLETS) == (fewer.bullets, fewer.layout)
        assert (None, None) == (none.quotation, none.layout)

    def test_leaves_what_comes_as_it_was_shown(self, kept):
        """
        A client that sends a whole scene back has changed nothing, and the film is still fitted to its plan.
        """

        class Shown:
            id, version, created, changed, note = "x", 1, None, None, ""
            value = kept(Scene(0, "The sea", "The sea rises.", layout=Layout.TITLE), "It falls.")

        for scene in shown(Shown).scenes:
            wanted = structure(unstructure(scene), UpdateSceneRequest)

            assert Shown.value == edited(Shown.value, scene.number, wanted)

    def test_refuses_everything_at_once(self, kept):
        """
        Words that are none, binary data and impossible names are named together.
        """
        wanted = UpdateSceneRequest(narration="...", visual_prompt="\x01\x02\x03\x04", path_or_url="a\0b")
        with pytest.raises(InvalidInputError) as refused:
            edited(kept("The sea rises."), 1, wanted)

        assert ["$.narration", "$.visualPrompt", "$.pathOrUrl"] == sorted(
            [issue.path for issue in refused.value.issues], key=["$.narration", "$.visualPrompt", "$.pathOrUrl"].index
        )

    @pytest.mark.parametrize("number", [-1, 0, 2, 10**30])
    def test_knows_its_scenes(self, kept, number):
        """
        A scene that there is not is not found.
        """
        with pytest.raises(NotFoundError):
            edited(kept("The sea rises."), number, UpdateSceneRequest())

    def test_does_not_become_longer_than_a_film(self, kept):
        """
        Two scenes of an hour and a half are refused.
        """
        once = edited(kept("One.", "Two."), 1, UpdateSceneRequest(duration_seconds=5400))
        with pytest.raises(InvalidInputError, match="2 hours"):
            edited(once, 2, UpdateSceneRequest(duration_seconds=5400))


class TestWarnings:
    def test_tell_of_the_script_as_it_is(self, kept):
        """
        What an edit mends is warned of no more, what it leaves is told as it is now, and how the script came to be stays.
        """
        before = kept(Scene(0, "", "One two.", path_or_url="https://example.com/sea.png"), "Three four.")
        order = attrs.evolve(before.order, plan_spec=attrs.evolve(before.order.plan_spec, target_scene_count=3))
        script = warned(attrs.evolve(before.script, warnings=("Somebody stood in.",)), order)
        before = attrs.evolve(before, script=script, order=order, remarks=("It was not made longer.",))
        longer = edited(before, 1, UpdateSceneRequest(duration_seconds=10))
        mended = edited(longer, 1, UpdateSceneRequest(path_or_url=""))
        as_ordered = edited(split(mended, 2, 5), 2, UpdateSceneRequest(duration_seconds=20))

        count = "The script has 2 scenes; at least 3 were asked for."
        picture = "Pictures are not fetched from the network; slides stand for https://example.com/sea.png."
        short = "The script takes about {} s instead of 30 s."
        told = "Somebody stood in."
        assert ("It was not made longer.", told, short.format(2), count, picture) == before.warnings
        assert (told, short.format(11), count, picture) == longer.warnings
        assert (told, short.format(11), count) == mended.warnings
        assert (told,) == as_ordered.warnings
