"""
What every writer of scripts promises.

Give the writer to a subclass and let pytest find it::

    class TestMyWriter(ScriptWriterSuite):
        writer = MyWriter()
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, Final

from hypothesis import given
from hypothesis import strategies as st

from aura_core.errors import AuraError
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import Density
from aura_core.model.order import Order
from aura_core.model.script import Script
from aura_core.ports import ScriptWriter
from aura_core.testing import strategies
from aura_core.testing.searching import searched


__all__ = ["ScriptWriterSuite"]

_PACE: Final = 150.0

_MARKUP: Final = ("**", "__", "~~", "`", "##", "![", "](")


class ScriptWriterSuite:
    """
    The promises as tests.

    The properties are functions of each writer's own: Hypothesis refuses a method that several classes share.

    Attributes:
        writer: What is put to the test; asked from several event loops, one after the other.

        orders: What it has to be able to write.

        examples: At most so many of any order, for a writer that takes its time; ``None`` as many as the profile has.
    """

    writer: ClassVar[ScriptWriter]
    orders: ClassVar[tuple[Order, ...]] = (
        Order(Brief("How tides work")),
        Order(Brief("Photosynthesis", tone="Friendly"), PlanSpec(target_duration=Fraction(20))),
        Order(Brief("Why the sky is blue"), PlanSpec(target_duration=Fraction(180), density=Density.DENSE), seed=7),
    )

    examples: ClassVar[int | None] = None

    def test_says_who_it_is(self) -> None:
        """
        Name and version are there to tell results apart.
        """
        assert self.writer.name
        assert self.writer.version

    def test_writes_what_is_ordered(self) -> None:
        """
        The script speaks the language of the order, has a title, and all its scenes say something, one after another.
        """
        for order in self.orders:
            script = self._write(order)

            assert order.brief.language == script.language
            _check(script)

    def test_leaves_no_markup_to_be_read_aloud(self) -> None:
        """
        What is said and shown is plain text.
        """
        for order in self.orders:
            leftovers = [word for word in _shown(self._write(order)) if word == "#" or any(m in word for m in _MARKUP)]

            assert not leftovers

    def test_writes_the_same_again(self) -> None:
        """
        The same order gives the same script.
        """
        for order in self.orders:
            assert self._write(order) == self._write(order)

    def test_writes_several_at_once(self) -> None:
        """
        Scripts that are written at the same time are those that are written one after the other.
        """

        async def all_at_once() -> list[Script]:
            return await asyncio.gather(*(self.writer.write(order, _PACE) for order in self.orders))

        assert [self._write(order) for order in self.orders] == asyncio.run(all_at_once())

    def test_can_be_cancelled(self) -> None:
        """
        A cancelled writer stops or is done, and writes as before when it is asked again.
        """
        order = self.orders[0]

        async def cancelled_once() -> Script:
            task = asyncio.ensure_future(self.writer.write(order, _PACE))
            await asyncio.sleep(0)
            task.cancel()
            await asyncio.wait([task])
            return await self.writer.write(order, _PACE)

        assert self._write(order) == asyncio.run(cancelled_once())

    def test_takes_any_order(self) -> None:
        """
        Whatever is ordered, there is a script or an error that says what to do.
        """

        @searched(self.examples)
        @given(order=strategies.orders(), pace=st.floats(60, 400))
        def holds(order: Order, pace: float) -> None:
            _check_answer(self.writer, order, pace)

        holds()

    def test_takes_any_words(self) -> None:
        """
        Whatever the topic is, whatever the user's own script, the same holds.
        """

        @searched(self.examples)
        @given(topic=strategies.topics(), script=st.none() | st.text())
        def holds(topic: str, script: str | None) -> None:
            _check_answer(self.writer, Order(Brief(topic), script=script), _PACE)

        holds()

    def _write(self, order: Order) -> Script:
        return asyncio.run(self.writer.write(order, _PACE))


def _check_answer(writer: ScriptWriter, order: Order, pace: float) -> None:
    try:
        script = asyncio.run(writer.write(order, pace))
    except AuraError as error:
        assert error.remedy  # noqa: PT017 - any of our errors will do, and none as well
    else:
        _check(script)


def _check(script: Script) -> None:
    scenes = script.scenes
    assert script.title.strip()
    assert [scene.index for scene in scenes] == list(range(len(scenes)))
    assert all(_says_something(scene.script) for scene in scenes)
    assert all(_says_something(bullet) for scene in scenes for bullet in scene.bullets)
    assert all(scene.duration > 0 for scene in scenes)
    assert scenes[0].start == 0
    assert all(one.start + one.duration == following.start for one, following in pairwise(scenes))


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _shown(script: Script) -> Iterable[str]:
    for scene in script.scenes:
        for text in (scene.heading, scene.script, *scene.bullets):
            yield from text.split()
