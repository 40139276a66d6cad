"""
Scripts that are kept.
"""

import pytest

from aura_core.errors import InvalidInputError, NotFoundError, StaleError
from aura_core.model.enums import Pacing
from aura_core.model.script_requests import GenerateScriptRequest, UpdateSceneRequest
from aura_core.scripts.asking import order_for
from aura_core.scripts.showing import shown
from aura_core.wire import structure


CLIENT = {
    "topic": "How tides work",
    "audience": "Students",
    "goal": None,
    "tone": "Conversational",
    "language": "English",
    "aspect": "16:9",
    "targetDurationSeconds": 20,
    "pacing": "Conversational",
    "density": "balanced",
    "style": "modern",
    "preferredProvider": "RuleBased",
    "modelOverride": "rule-based",
}
"""What the original's client sends."""


class TestOrderFor:
    def test_takes_what_clients_send(self):
        """
        The name of a language, the shape in numbers and nulls are understood.
        """
        order = order_for(structure(CLIENT, GenerateScriptRequest)).order

        assert ("en-US", "Inform") == (order.brief.language, order.brief.goal)
        assert "rule-based" == order.brief.llm_parameters.model_override

    @pytest.mark.parametrize(
        ("word", "pacing", "told"),
        [
            ("Conversational", Pacing.CONVERSATIONAL, False),
            (" FAST ", Pacing.FAST, False),
            ("Dramatic", Pacing.CHILL, False),
            ("Energetic", Pacing.FAST, False),
            ("Zany", Pacing.CONVERSATIONAL, True),
        ],
    )
    def test_takes_a_tone_for_a_pacing(self, word, pacing, told):
        """
        What suits the tone is taken; of a word that nobody knows that is told.
        """
        asked = order_for(GenerateScriptRequest("Tides", pacing=word))

        assert (pacing, told) == (asked.order.plan_spec.pacing, any(word in note for note in asked.notes))

    def test_refuses_everything_at_once(self):
        """
        A topic that is none, a length that no film has, and words that say nothing are named together.
        """
        with pytest.raises(InvalidInputError) as refused:
            order_for(GenerateScriptRequest("?", target_duration_seconds=1, script="..."))

        assert {"$.topic", "$.targetDurationSeconds", "$.script"} == {issue.path for issue in refused.value.issues}


class TestScripts:
    def test_come_from_all_that_can_be_given(self, scripts, tmp_path):
        """
        A topic, own words and sources each make a script, which says who wrote it.
        """
        source = tmp_path / "tides.md"
        source.write_text("# Tides\n\nThe Moon pulls at the sea. The sea rises twice a day.\n", encoding="utf-8")
        made = [
            scripts.generate(structure(CLIENT, GenerateScriptRequest)),
            scripts.generate(GenerateScriptRequest(script="# The sea\n\nIt rises. It falls.")),
            scripts.generate(GenerateScriptRequest("Tides", sources=(source,))),
        ]

        assert ["outline", "own", "sources"] == [one.value.metadata.model_used for one in made]
        assert "It rises. It falls." == made[1].value.script.scenes[0].script
        assert all(shown(one).total_duration_seconds > 0 for one in made)
        assert 3 == scripts.listed().total

    def test_are_changed_taken_back_and_forgotten(self, scripts):
        """
        An edit makes a version, what is the same makes none, and what was is there until all is forgotten.
        """
        made = scripts.generate(GenerateScriptRequest(script="It rises.\n\nIt falls."))
        after = scripts.edit(made.id, 1, UpdateSceneRequest(narration="It sinks."), {1})
        same = scripts.edit(made.id, 1, UpdateSceneRequest(narration="It sinks."))
        back = scripts.revert(made.id, "1", {2})

        assert [2, 2, 3] == [after.version, same.version, back.version]
        assert made.value == back.value
        assert [3, 2, 1] == [one.version for one in scripts.versions(made.id)]
        with pytest.raises(StaleError):
            scripts.remove(made.id, {2})
        scripts.remove(made.id, {3})
        with pytest.raises(NotFoundError):
            scripts.find(made.id)

    @pytest.mark.parametrize("version", ["", "0", "7", "-1", "²", "one", "9" * 30])
    def test_have_no_other_versions(self, scripts, version):
        """
        A version that is not kept cannot be gone back to.
        """
        made = scripts.generate(GenerateScriptRequest(script="It rises."))
        with pytest.raises(NotFoundError):
            scripts.revert(made.id, version)

    def test_are_not_written_by_nobody(self, scripts):
        """
        A provider whom nobody knows is named by the member that names it.
        """
        with pytest.raises(InvalidInputError) as refused:
            scripts.generate(GenerateScriptRequest("Tides", preferred_provider="Nobody (big)"))

        assert ["$.preferredProvider"] == [issue.path for issue in refused.value.issues]
