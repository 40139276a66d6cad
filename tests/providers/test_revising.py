"""
Scenes revised by those who write by rules.
"""

import asyncio
from fractions import Fraction

import pytest

from aura_core.errors import ScriptError
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.order import Order
from aura_core.model.revision import Revision, RevisionKind
from aura_core.model.script import Scene, Script
from aura_core.ports import ScriptReviser
from aura_core.providers.writers.extract import ExtractWriter
from aura_core.providers.writers.outline import OutlineWriter
from aura_core.providers.writers.own import OwnScriptWriter
from aura_core.providers.writers.revising import clearer, shortened
from aura_core.providers.writers.sentences import count_words, split_sentences
from aura_core.store import Store


SHORTEN, EXPAND = RevisionKind.SHORTEN, RevisionKind.EXPAND
PACE = 150


def revise(writer, order, kind, place=0, factor=1.0, script=None):
    script = script or asyncio.run(writer.write(order, PACE))
    after = asyncio.run(writer.revise(script, Revision(kind, (place,), factor=factor), order, PACE))
    assert all(one == two for at, (one, two) in enumerate(zip(script.scenes, after.scenes, strict=True)) if at < place)
    return script.scenes[place].script, after.scenes[place].script


def of_own_words(text):
    return Order(Brief("Tides"), script=text)


SEA = (
    "The sea rises twice a day. This is what the tide is (as sailors know). The Moon pulls at the water. "
    "It pulls hardest where it is near. People have always watched it."
)

LONG = (
    "The sea rises twice a day because the Moon pulls at the water that is near to it, but the sea falls again as soon "
    "as the Earth has turned away."
)


class TestShortened:
    @pytest.mark.parametrize("factor", [0.2, 0.4, 0.6, 0.8])
    def test_leaves_out_whole_sentences(self, factor):
        """
        What is left was there before, in the same order, and nothing leans on what has gone.
        """
        after = shortened(Scene(0, "The Moon", SEA), factor, "Tides").script
        before = split_sentences(SEA.replace(" (as sailors know)", ""))
        left = split_sentences(after)

        assert [one for one in before if one in left] == [*left]
        assert count_words(after) < count_words(SEA)
        assert "This is" not in after or "twice a day" in after
        assert "It pulls" not in after or "The Moon pulls" in after

    def test_leaves_a_single_sentence(self):
        """
        The last sentence stays.
        """
        assert shortened(Scene(0, "", "The sea rises."), 0.1, "") is None


class TestClearer:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("The sea is very basically calm in order to rest.", "The sea is calm to rest."),
            ("It is not very far from here to the sea.", None),
            ("Really now?", None),
            (LONG, LONG.replace("it, but the", "it. But the")),
        ],
    )
    def test_takes_away_what_only_fills(self, before, after):
        """
        Fillers go where they mean nothing, long sentences are parted where one would breathe.
        """
        scene = clearer(Scene(0, "", before), "en-US")

        assert after == (scene and scene.script)

    def test_knows_english_fillers_only(self):
        """
        In another language nothing is taken for a filler.
        """
        assert clearer(Scene(0, "", "Das ist very basically ein Satz."), "de") is None


class TestRevisers:
    @pytest.mark.parametrize("writer", [OutlineWriter(), OwnScriptWriter()])
    def test_are_revisers(self, writer):
        """
        Who writes by rules revises, too.
        """
        assert isinstance(writer, ScriptReviser)

    def test_put_back_what_was_left_out_of_own_words(self):
        """
        A scene that was shortened becomes longer by the user's own sentences, in their order; a whole one does not.
        """
        order = of_own_words(SEA)
        script = Script("Tides", "en-US", (Scene(0, "", "The sea rises twice a day. People have always watched it."),))
        _, after = revise(OwnScriptWriter(), order, EXPAND, factor=1.5, script=script)

        assert "The sea rises twice a day. This is what the tide is (as sailors know)." in after
        assert after.endswith("People have always watched it.")
        with pytest.raises(ScriptError) as refused:
            revise(OwnScriptWriter(), order, EXPAND, factor=1.5)
        assert "preferredProvider" in refused.value.remedy

    def test_have_no_other_words_for_what_users_wrote(self):
        """
        Own words are not said anew by rules.
        """
        with pytest.raises(ScriptError):
            revise(OwnScriptWriter(), of_own_words(SEA), RevisionKind.REGENERATE)

    @pytest.mark.parametrize("kind", [RevisionKind.REGENERATE, EXPAND])
    def test_say_other_things_of_outlines(self, kind):
        """
        An opening can be said anew, and longer, the same way every time.
        """
        order = Order(Brief("How tides work"), PlanSpec(Fraction(60)))
        before, after = revise(OutlineWriter(), order, kind, factor=1.5)

        assert before != after == revise(OutlineWriter(), order, kind, factor=1.5)[1]
        assert after.startswith(before) == (kind is EXPAND)

    def test_take_more_from_sources_and_cite_it(self, tmp_path):
        """
        What is added stands in the source, beside what was said; when all of it is said, there is no more.
        """
        source = tmp_path / "tides.md"
        text = (
            "The Moon pulls at the water of the sea. The water rises twice a day at most coasts. "
            "Sailors wait for high water to enter a harbour. Low water shows mussels and sand. "
            "Spring tides come with a full Moon. Neap tides come a week later."
        )
        source.write_text(f"# Tides\n\n{text}\n", encoding="utf-8")
        order = Order(Brief("Tides", sources=(source,)), PlanSpec(Fraction(12)))
        writer = ExtractWriter(Store(tmp_path / "store", 10**9))
        script = asyncio.run(writer.write(order, PACE))
        place = next(
            at for at, scene in enumerate(script.scenes) if "twice a day" in scene.script or "Moon" in scene.script
        )
        _, after = revise(writer, order, EXPAND, place, 2.0, script)

        assert count_words(script.scenes[place].script) < count_words(after)
        assert all(sentence in text for sentence in split_sentences(after) if "Tides" not in sentence)
