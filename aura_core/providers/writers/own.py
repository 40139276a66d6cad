"""
The user's own words as a script.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

import attrs

from aura_core.errors import InvalidInputError, ScriptError
from aura_core.model.brief import LONGEST
from aura_core.model.order import Order
from aura_core.model.revision import Revision, RevisionKind
from aura_core.model.script import Scene, Script
from aura_core.ports import Report, quiet
from aura_core.providers.writers.lacks import warned
from aura_core.providers.writers.manuscript import Manuscript, read_manuscript
from aura_core.providers.writers.revising import by_rules, nothing_more, revised, said_in
from aura_core.providers.writers.scenes import open_and_close, scenes_of, timed
from aura_core.providers.writers.sentences import count_words, join_sentences, split_sentences
from aura_core.providers.writers.statements import normalised
from aura_core.providers.writers.text import cleaned


__all__ = ["OwnScriptWriter"]

_PATH: Final = "$.script"

_STUDIED: Final = Fraction(5)
"""Seconds that a table or a program is seen at least, however little is said of it."""

_SEEN: Final = Fraction(3)
"""The same of a picture."""


class OwnScriptWriter:
    """
    Takes the script that the user gives: one that was written before as it is, or plain text or Markdown.

    A first-level heading is the film's title, other headings begin scenes; without headings every paragraph does.
    Long sections are cut into scenes at ends of sentences; not a word is changed or added. Tables and programs are shown
    while what stands beside them is said.
    Comments such as ``<!-- transition: WipeLeft; motion: Hold; visual: quote -->`` are about the picture of what follows.
    """

    name = "own"
    version = "3"

    async def write(self, order: Order, words_per_minute: float, report: Report = quiet) -> Script:
        """
        Make scenes of ``order.script``, unless they are there in ``order.written``.

        Raises:
            InvalidInputError: it is empty, is no text, or would last longer than a film may.

            ScriptError: there is none.
        """
        if order.written is not None:
            return order.written
        if order.script is None:
            raise ScriptError(
                "There is no script of the user's own to read.",
                provider=self.name,
                remedy="Give one with --script FILE, or choose another script provider.",
            )
        manuscript = _read(order.script, order.brief.language)
        parted = scenes_of(manuscript.passages, order.plan_spec, words_per_minute)
        scenes = timed(list(_studied(open_and_close(parted))), words_per_minute)
        _check_length(scenes)
        title = manuscript.title or cleaned(order.brief.topic, "$.brief.topic").strip()
        script = Script(title, order.brief.language, scenes, warnings=_unspoken(manuscript))
        return warned(script, order)

    async def revise(self, script: Script, revision: Revision, order: Order, words_per_minute: float) -> Script:
        """
        Put back what was left out of the user's words, or revise by the rules.

        Raises:
            ScriptError: nothing was left out, no rule would change anything, or other words are wanted.
        """
        if revision.kind is not RevisionKind.EXPAND:
            return by_rules(script, revision, self.name, words_per_minute)
        refusal = nothing_more("Nothing of the user's own words is left to be said there.", self.name)
        if order.script is None:
            raise refusal
        original = await self.write(order, words_per_minute)

        def revise(scene: Scene, said: frozenset[str]) -> Scene | None:
            return _completed(scene, _original_of(scene, original), said, revision.factor)

        return revised(script, revision, revise, words_per_minute, refusal)


def _original_of(scene: Scene, original: Script) -> tuple[str, ...]:
    """Return the sentences that the user wrote where *scene* has its own from; none where it has none of them."""
    told = said_in([scene])
    for one in original.scenes:
        sentences = split_sentences(one.script)
        if not told.isdisjoint(map(normalised, sentences)):
            return sentences
    return ()


def _completed(scene: Scene, sentences: tuple[str, ...], said: frozenset[str], factor: float) -> Scene | None:
    """Say of *sentences* what *scene* says and, in their order, what nobody has *said*, until it has *factor* times its words."""
    told = list(split_sentences(scene.script))
    before, left = len(told), (factor - 1) * count_words(scene.script)
    place = 0
    for sentence in sentences:
        spots = [spot for spot, own in enumerate(told) if normalised(own) == normalised(sentence)]
        length = count_words(sentence)
        if spots:
            place = spots[0] + 1
        elif normalised(sentence) not in said and (len(told) == before or length <= left):
            told.insert(place, sentence)
            place, left = place + 1, left - length
    return attrs.evolve(scene, script=join_sentences(told)) if len(told) > before else None


def _studied(scenes: Sequence[Scene]) -> Iterator[Scene]:
    for scene in scenes:
        least = _STUDIED if scene.table or scene.listing else _SEEN if scene.path_or_url else scene.least_duration
        yield attrs.evolve(scene, least_duration=least)


def _read(text: str, language: str) -> Manuscript:
    manuscript = read_manuscript(cleaned(text, _PATH), language)
    if not manuscript.passages:
        raise InvalidInputError.of(
            _PATH,
            "The script holds nothing that could be spoken.",
            remedy="Write at least one word outside of code blocks and HTML.",
        )
    return manuscript


def _check_length(scenes: tuple[Scene, ...]) -> None:
    duration = scenes[-1].start + scenes[-1].duration
    if duration > LONGEST:
        raise InvalidInputError.of(
            _PATH,
            f"The script would take about {round(duration / 60)} minutes to speak; a film lasts at most {LONGEST // 60}.",
            remedy="Shorten the script, or make several films of it.",
        )


def _unspoken(manuscript: Manuscript) -> tuple[str, ...]:
    if not manuscript.unspoken:
        return ()
    return (f"The script holds parts that are neither spoken nor shown: {', '.join(manuscript.unspoken)}.",)
