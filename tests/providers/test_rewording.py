"""
Scenes revised by language models, over real HTTP.
"""

import asyncio
import json
from fractions import Fraction

import attrs
import pytest

from aura_core.errors import ProviderError, ScriptError
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import Layout
from aura_core.model.order import Order
from aura_core.model.revision import Revision, RevisionKind
from aura_core.model.script import Citation, Scene, Script
from aura_core.ports import ScriptReviser
from aura_core.providers.writers.scenes import timed
from aura_core.providers.writers.sentences import count_words
from aura_core.verdicts import Verdict
from tests.stubs import chat, claude, gemini, ollama


PACE = 150.0
ORDER = Order(Brief("How tides work", audience="Sailors"), PlanSpec(target_duration=Fraction(24)))
SCENES = (
    Scene(0, "Rising", "The sea rises twice a day on nearly every coast.", layout=Layout.TITLE),
    Scene(
        1,
        "The Moon",
        "The Moon pulls at the water. It pulls less at the far side. So there are two bulges of water.",
        bullets=("Two bulges",),
        layout=Layout.BULLETS,
        citations=(Citation(1, "moon.md"),),
        visual_prompt="full moon",
    ),
    Scene(2, "Falling", "Then the sea falls, and boats lie on the sand.", path_or_url="boats.jpg", visual_prompt="x"),
)
SCRIPT = Script("Tides", "en-US", timed(SCENES, PACE))


@pytest.fixture
def used(tmp_path):
    """Give a writer in use."""
    with chat.OPENAI.used(tmp_path) as started:
        yield started


def _revise(used, kind=RevisionKind.REGENERATE, places=(1,), script=SCRIPT, order=ORDER, **about):
    return asyncio.run(used.port.revise(script, Revision(kind, places, **about), order, PACE))


def _said(*scenes):
    return chat.streamed(json.dumps({"scenes": [{"heading": "", "narration": "", **scene} for scene in scenes]}))


def _sent(used, place=0):
    return used.stub.asked[place].json


class TestRewording:
    @pytest.mark.parametrize("service", [chat.OPENAI, claude.SERVICE, gemini.SERVICE, ollama.SERVICE])
    def test_is_anybodys_who_writes(self, service, tmp_path):
        """
        Every language model says a scene anew, and the scenes around it stay.
        """
        with service.used(tmp_path) as used:
            assert isinstance(used.port, ScriptReviser)
            after = _revise(used)

        assert "Part 2 again" == after.scenes[1].heading
        assert "a lighthouse" == after.scenes[1].visual_prompt
        assert [SCENES[0].script, SCENES[2].script] == [after.scenes[0].script, after.scenes[2].script]
        assert sum(scene.duration for scene in after.scenes[:2]) == after.scenes[2].start

    def test_tells_the_model_what_is_wished(self, used):
        """
        The whole script, the scenes, their lengths and every wish are in the prompt; the form is one that the API enforces.
        """
        _revise(used, RevisionKind.ENHANCE, (0, 2), goal="Funnier than $life", tone=-0.5)
        asked = _sent(used)["messages"][1]["content"]

        assert all(scene.script in asked for scene in SCENES)
        assert "- scene 1, in about 10 words\n- scene 3, in about 10 words" in asked
        assert all(wish in asked for wish in ("Funnier than $life", "more serious by 5", "Sailors", "en-US"))
        scene = _sent(used)["response_format"]["json_schema"]["schema"]["properties"]["scenes"]["items"]
        assert {"number", "narration"} <= set(scene["required"])

    def test_shows_no_other_scenes_to_who_is_not_to_see_them(self, used):
        """
        Without context the model reads the scenes that it revises, and no other.
        """
        _revise(used, in_context=False)
        asked = _sent(used)["messages"][1]["content"]

        assert [False, True, False] == [scene.script in asked for scene in SCENES]

    @pytest.mark.parametrize(
        ("kind", "factor", "words"), [(RevisionKind.EXPAND, 1.5, 30), (RevisionKind.SHORTEN, 0.5, 10)]
    )
    def test_asks_for_as_many_words_as_are_wished(self, used, kind, factor, words):
        """
        A scene becomes as long as its user wants; what it showed of what it says no more is gone.
        """
        scene = _revise(used, kind, factor=factor).scenes[1]

        assert words == count_words(scene.script)
        assert ((), None) == (scene.bullets, scene.layout)

    def test_believes_nothing_of_other_scenes(self, used):
        """
        A scene that nobody asked for stays, whatever the answer says; so does a picture of the user's own.
        """
        others = [
            {"number": number, "narration": "Boats lie in the mud till the water is back."} for number in (1, 3, 9)
        ]
        used.stub.once = [_said(*others)]
        after = _revise(used, places=(2,))

        assert list(SCENES[:2]) == [attrs.evolve(one, start=0, duration=0) for one in after.scenes[:2]]
        assert ("Falling", "x", "boats.jpg") == (
            after.scenes[2].heading,
            after.scenes[2].visual_prompt,
            after.scenes[2].path_or_url,
        )
        assert others[1]["narration"] == after.scenes[2].script

    @pytest.mark.parametrize(
        ("broken", "named"),
        [
            (chat.streamed("No."), "cannot be read"),
            (_said(), "scenes 2 has to be there"),
            (_said({"number": 2, "narration": "…"}), "Nothing is said"),
            (_said({"number": 2, "narration": SCENES[1].script}), "not other than it was"),
            (_said({"number": 2, "narration": "Too short."}), "has 2 words"),
            (_said({"number": 2, "narration": chat.narration(19), "citations": [4]}), "no passages 4"),
        ],
    )
    def test_asks_once_more(self, used, broken, named):
        """
        What cannot be used, or is not as asked for, is sent back once, with what is wrong.
        """
        used.stub.once = [broken]
        after = _revise(used)

        assert "Part 2 again" == after.scenes[1].heading
        assert named in _sent(used, 1)["messages"][-1]["content"]
        assert 2 == len(used.stub.asked)
        assert () == after.warnings

    def test_changes_nothing_by_half(self, used):
        """
        An answer that cannot be used twice is an error of the model; one that is no longer than before, a refusal.
        """
        used.stub.once = [chat.streamed("No."), chat.streamed("No, again.")]
        with pytest.raises(ProviderError) as unusable:
            _revise(used)
        used.stub.once = [_said({"number": 2, "narration": "Shorter."})] * 2
        with pytest.raises(ScriptError, match="not longer than it was") as refused:
            _revise(used, RevisionKind.EXPAND, factor=1.5)

        assert Verdict.BAD_SCHEMA is unusable.value.verdict
        assert refused.value.refused

    def test_asks_for_much_piece_by_piece(self, used):
        """
        More words than a model answers at once are asked for one part after the other.
        """
        long = Script("Long", "en-US", timed([Scene(0, "", chat.narration(700))] * 3, PACE))
        after = _revise(used, places=(0, 1, 2), script=long)

        assert ["Part 1 again", "Part 2 again", "Part 3 again"] == [scene.heading for scene in after.scenes]
        assert 2 == len(used.stub.asked)

    @pytest.mark.parametrize("service", [chat.OPENAI, claude.SERVICE])
    def test_can_be_had_again_or_anew(self, service, tmp_path):
        """
        The same is asked for once, also of who knows no seeds; with another seed it is asked for again.
        """
        with service.used(tmp_path) as used:
            for seed in (1, 1, 2):
                _revise(used, seed=seed)

            assert 2 == len([one for one in used.calls.records() if one.charge.tokens_in])

    def test_cites_what_the_scene_rests_on(self, used, tmp_path):
        """
        With sources, passages are given, and what is cited of them is told.
        """
        source = tmp_path / "tides.md"
        source.write_text("# The Moon\n\nThe Moon pulls at the water of the sea, twice a day.\n", encoding="utf-8")
        order = attrs.evolve(ORDER, brief=attrs.evolve(ORDER.brief, sources=(source,)))
        used.stub.once = [_said({"number": 2, "narration": chat.narration(19, start=7), "citations": [1]})]
        after = _revise(used, order=order)

        assert "The Moon pulls at the water of the sea, twice a day." in _sent(used)["messages"][1]["content"]
        assert ["The Moon"] == [one.section or one.title for one in after.scenes[1].citations]
