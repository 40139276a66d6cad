"""
Order to script.
"""

import asyncio
from fractions import Fraction

import attrs
import pytest

from aura_core.errors import ScriptError
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.order import Order
from aura_core.model.script import Scene
from aura_core.model.voice import VoiceSpec
from aura_core.ports import quiet
from aura_core.stages.writing import write
from aura_core.testing.fakes import FakeSynthesizer, FakeWriter


_SPOKEN = 1 - 2.8 / 30
"""Three scenes are expected in 30 s: leads of 0.5, 0.25 and 0.25 s, pauses of 0.4, 0.4 and 1 s."""


class TestWrite:
    @pytest.mark.parametrize("rate", [0.5, 1.0, 2.0])
    def test_is_done_for_the_pace_of_the_voice(self, store, rate):
        """
        A voice that speaks twice as fast gets twice the words for the time that the silence around scenes leaves.
        """
        order = Order(Brief("Tides"), PlanSpec(Fraction(30)), VoiceSpec(rate=rate))
        script = asyncio.run(write(order, FakeWriter(), FakeSynthesizer(120), store))

        assert int(60 * rate * _SPOKEN) == sum(len(scene.script.split()) for scene in script.scenes)

    def test_is_done_of_the_order(self, store):
        """
        The writer hears the whole order.
        """
        writer, order = FakeWriter(), Order(Brief("Tides"), script="One.\n\nTwo.")
        script = asyncio.run(write(order, writer, FakeSynthesizer(), store))

        assert [order] == writer.orders
        assert ["One.", "Two."] == [scene.script for scene in script.scenes]

    def test_may_fail(self, store):
        """
        When there is nothing to say, the writer's error comes out.
        """
        with pytest.raises(ScriptError, match="nothing to say"):
            asyncio.run(write(Order(Brief("Tides"), script=" \n\n "), FakeWriter(), FakeSynthesizer(), store))

    @pytest.mark.parametrize(("language", "told"), [("en-US", True), ("de-DE", False)])
    def test_tells_words_of_another_language(self, store, language, told):
        """
        Words that are plainly in another language than the film are a warning that names both.
        """
        text = "Das Meer steigt und fällt zweimal am Tag, weil der Mond an ihm zieht."
        order = Order(Brief("Tides", language=language), script=text)
        warnings = asyncio.run(write(order, FakeWriter(), FakeSynthesizer(), store)).warnings

        assert told == any("“de”" in warning and f"“{language}”" in warning for warning in warnings)

    def test_asks_for_the_pace_once(self, store):
        """
        How fast a voice speaks is measured once, for each voice.
        """

        class Counting(FakeSynthesizer):
            asked = 0

            async def words_per_minute(self, voice, language):
                self.asked += 1
                return await super().words_per_minute(voice, language)

        synthesizer = Counting(120)
        for rate in (1.0, 1.0, 2.0, 2.0):
            order = Order(Brief("Tides"), PlanSpec(Fraction(30)), VoiceSpec(rate=rate))
            script = asyncio.run(write(order, FakeWriter(), synthesizer, store))
            assert int(60 * rate * _SPOKEN) == sum(len(scene.script.split()) for scene in script.scenes)

        assert 2 == synthesizer.asked

    def test_pictures_count_from_the_folder_of_the_script(self, store, tmp_path):
        """
        A relative path is that of the script's folder; an address or an absolute path stays what it is.
        """

        class Illustrated(FakeWriter):
            async def write(self, order, words_per_minute, report=quiet):
                script = await super().write(order, words_per_minute)
                paths = ("a.png", "/b.png", "https://example.com/c.png")
                scenes = [Scene(index, "", "Words.", path_or_url=path) for index, path in enumerate(paths)]
                return attrs.evolve(script, scenes=tuple(scenes))

        order = Order(Brief("Tides"), folder=tmp_path)
        script = asyncio.run(write(order, Illustrated(), FakeSynthesizer(), store))

        expected = [str(tmp_path / "a.png"), "/b.png", "https://example.com/c.png"]
        assert expected == [scene.path_or_url for scene in script.scenes]
