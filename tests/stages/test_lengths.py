"""
How long films are: as long as they were asked to be.
"""

import asyncio
import importlib.util
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from aura_core import Settings, open_services
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import Density, Pacing
from aura_core.model.order import Order
from aura_core.model.voice import VoiceSpec
from aura_core.stages.narrating import narrate
from aura_core.stages.writing import write
from aura_core.timing import FrameRate


CORPUS = Path(__file__).parents[1] / "corpus" / "build.py"

BRIEFS = {
    "a mechanism": (Brief("How tides work"), PlanSpec(Fraction(45))),
    "a reason": (Brief("Why the sky is blue", audience="children", tone="playful"), PlanSpec(Fraction(30))),
    "a method": (Brief("How to bake bread", goal="inspire"), PlanSpec(Fraction(60), Pacing.CHILL)),
    "a concept": (Brief("Photosynthesis", audience="students", tone="academic"), PlanSpec(Fraction(90))),
    "a choice": (Brief("Tea vs coffee", tone="friendly"), PlanSpec(Fraction(40), Pacing.FAST)),
    "tips": (Brief("Seven tips for better sleep", goal="persuade"), PlanSpec(Fraction(120))),
    "a question": (Brief("Is there life on Mars?", tone="dramatic"), PlanSpec(Fraction(75), density=Density.SPARSE)),
    "a short one": (Brief("Bees"), PlanSpec(Fraction(20), Pacing.FAST, Density.DENSE)),
    "a long one": (Brief("The history of lighthouses", tone="professional"), PlanSpec(Fraction(240))),
    "one with a number": (Brief("What $3.5 million buys in 2025"), PlanSpec(Fraction(50))),
}

DOCUMENTS = {
    "lighthouse": ("The lighthouse at Skarn Point", 60),
    "markets": ("The harbour market", 60),
    "river": ("The River Alm", 90),
    "beekeeping": ("A year with bees", 45),
    "seedlings": ("How to grow seedlings", 60),
}


@pytest.fixture(scope="module")
def services(tmp_path_factory):
    """What makes films, in a folder of its own."""
    return open_services(attrs.evolve(Settings(), data=tmp_path_factory.mktemp("data")))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """The documents that were written for tests, by name."""
    spec = importlib.util.spec_from_file_location("build", CORPUS)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.build(tmp_path_factory.mktemp("corpus"))


def heard(order, services):
    """Return the seconds of the film of *order*, as it is heard."""

    async def told():
        store, plan = services.studio.store, order.plan_spec
        script = await write(order, services.writer_for(order), services.synthesizer, store)
        rate = FrameRate(Fraction(30))
        return await narrate(
            script, order.voice_spec, services.synthesizer, store, rate, lambda *_: None, plan.target_duration
        )

    with services.studio.store.run():
        return float(asyncio.run(told()).duration)


class TestLength:
    @pytest.mark.parametrize("name", BRIEFS)
    def test_of_a_brief_is_as_asked(self, services, name):
        """
        A film of a topic is within 5 % of what its brief asks for, as it is spoken.
        """
        brief, plan = BRIEFS[name]

        assert float(plan.target_duration) == pytest.approx(heard(Order(brief, plan), services), rel=0.05)

    @pytest.mark.parametrize("name", DOCUMENTS)
    def test_of_a_document_is_as_asked(self, services, corpus, name):
        """
        So is a film of a document that says enough.
        """
        topic, seconds = DOCUMENTS[name]
        order = Order(Brief(topic, sources=(corpus[name],)), PlanSpec(Fraction(seconds)))

        assert seconds == pytest.approx(heard(order, services), rel=0.05)

    @pytest.mark.parametrize("rate", [0.8, 1.3])
    def test_does_not_depend_on_the_pace_of_the_voice(self, services, rate):
        """
        A slow voice says less, a fast one more.
        """
        brief, plan = BRIEFS["a concept"]

        assert 90 == pytest.approx(heard(Order(brief, plan, VoiceSpec(rate=rate)), services), rel=0.05)
