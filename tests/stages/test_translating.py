"""
The same scenes in another language.
"""

import asyncio

import attrs
import pytest

from aura_core.errors import TranslationError
from aura_core.model.script import Listing, Quotation, Scene, Script, Table
from aura_core.stages.translating import translate
from aura_core.testing.fakes import FakeTranslator


SCRIPT = Script(
    "Big tides",
    "en",
    (
        Scene(0, "Moon", "One two.\n\nThree.", bullets=("One", "16 m"), caption="Moon"),
        Scene(
            1,
            "",
            "One two.",
            table=Table(("Place", "m"), (("Bay", "16"),), "High"),
            listing=Listing("print()"),
            quotation=Quotation("Look up", "A friend"),
        ),
    ),
    subtitle="In short",
)


def translated(store, translator=None, script=SCRIPT):
    return asyncio.run(translate(script, "x-ne", translator or FakeTranslator(), store))


class TestTranslate:
    def test_says_everything_in_the_other_language(self, store):
        """
        Whatever is said or shown is translated; figures, programs and names stay.
        """
        found = translated(store)
        first, second = found.scenes

        assert ("giB sedit", "nI trohs", "x-ne") == (found.title, found.subtitle, found.language)
        assert ("nooM", "enO owt.\n\neerhT.", ("enO", "61 m"), "nooM") == (
            *(first.heading, first.script, first.bullets, first.caption),
        )
        assert Table(("ecalP", "m"), (("yaB", "16"),), "hgiH") == second.table
        assert (Listing("print()"), Quotation("kooL pu", "A friend")) == (second.listing, second.quotation)

    def test_asks_once(self, store):
        """
        Each text is asked for once, and a script that was translated before is not asked for again.
        """
        translator = FakeTranslator()
        first, second = translated(store, translator), translated(store, translator)

        assert first == second
        ((texts, source, target),) = translator.requests
        assert len(set(texts)) == len(texts)
        assert ("en", "x-ne") == (source, target)

    @pytest.mark.parametrize("answer", [(), ("",) * 9])
    def test_does_not_take_half_an_answer(self, store, answer):
        """
        A translator that leaves texts out has failed, and nothing of it is kept.
        """

        class Forgetful(FakeTranslator):
            async def translate(self, texts, source, target):
                return answer or texts[1:]

        with pytest.raises(TranslationError, match="did not translate everything"):
            translated(store, Forgetful())
        assert translated(store).title == "giB sedit"

    def test_leaves_what_has_no_words(self, store):
        """
        A scene that shows nothing more keeps showing nothing more.
        """
        plain = attrs.evolve(SCRIPT, scenes=(Scene(0, "", "One."),), subtitle="")

        assert Scene(0, "", "enO.") == translated(store, script=plain).scenes[0]
