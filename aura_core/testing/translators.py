"""
What every translator promises.

Give the translator to a subclass and let pytest find it::

    class TestMyTranslator(TranslatorSuite):
        translator = MyTranslator()
"""

from __future__ import annotations

import asyncio
from typing import ClassVar

from aura_core.ports import Translator


__all__ = ["TranslatorSuite"]


class TranslatorSuite:
    """
    The promises as tests.

    Attributes:
        translator: What is put to the test.

        languages: From which it is asked to translate, and to which.
    """

    translator: ClassVar[Translator]
    languages: ClassVar[tuple[str, str]] = ("en-US", "de-DE")

    texts: ClassVar[tuple[str, ...]] = (
        "How tides work",
        "Twice a day, the sea climbs the beach.\n\nTwice a day, it slips away again.",
        "Sun and Moon in line: big spring tides",
        "16 m",
    )

    def test_says_who_it_is(self) -> None:
        """
        Name and version are there to tell results apart.
        """
        assert self.translator.name
        assert self.translator.version

    def test_translates_each(self) -> None:
        """
        There are as many texts as before, none empty, and something has changed.
        """
        found = self._translated(self.texts)

        assert len(found) == len(self.texts)
        assert all(text.strip() for text in found)
        assert found != self.texts

    def test_keeps_paragraphs(self) -> None:
        """
        What blank lines part stays parted.
        """
        assert [text.count("\n\n") for text in self.texts] == [
            text.count("\n\n") for text in self._translated(self.texts)
        ]

    def test_translates_nothing_to_nothing(self) -> None:
        """
        No texts are no error.
        """
        assert self._translated(()) == ()

    def _translated(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        return asyncio.run(self.translator.translate(texts, *self.languages))
