"""
What an outline may say, in order, before its length decides what it does say.

Rule 1: opening, sections, closing; what a section begins with is always said, so that it makes sense.

Rule 2: the tone greets, takes leave and throws in asides; the goal promises and sends off; the sections are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, repeat, zip_longest
from random import Random
from typing import Final

import attrs

from aura_core.model.brief import Brief
from aura_core.providers.writers.corpus import Beat, Phrasebook, Section
from aura_core.providers.writers.manner import address, goal_of, tone_of
from aura_core.providers.writers.sentences import count_words
from aura_core.providers.writers.topics import Form, Topic


__all__ = ["Candidate", "Draft", "drafts_for"]

_BRIEF: Final = 70
"""Words of a film that has only short questions between its opening and its closing."""

_MODEST: Final = 110
"""Words of a film that has time to say what it is."""

_LONG: Final = 300
"""Words of a film that has so much to choose from that its length is met in any case."""

_TITLE_SHARE: Final = 0.4
"""How much of a film its title may take to be said; a longer one is only shown."""

_OPENING_SHARE: Final = 0.25
"""How much of a film its opening may take."""

_CORE_SHARE: Final = 0.85
"""How much of the body the beginnings of its sections may take, so that there is something left to choose."""

_ENOUGH: Final = 1.02
"""How much more than will be said leaves something to choose."""

_WORTHS: Final = (1.0, 1.3, 0.9, 0.8, 0.7)
"""What the beats of a section are worth, so that all sections go on for a second one before any has a third."""

_USUAL: Final = 2
"""The level of sections that are worth their place in any film."""

_LAST_HEADINGS: Final = ("Your turn", "What next?", "From here on", "Where to go now")


@attrs.frozen
class Candidate:
    """
    Something that may be said.

    Attributes:
        worth: How much it is wanted, about 1.

        needed: Whether it is said in any case.

        aside: Whether it is only a remark on what was said before it.
    """

    beat: Beat
    worth: float = 1.0
    needed: bool = False
    aside: bool = False

    @property
    def words(self) -> int:
        """How many words it takes."""
        return sum(count_words(text) for text in (self.beat.text, *self.beat.points))


@attrs.frozen
class Draft:
    """
    A section and all it may say.
    """

    heading: str
    candidates: tuple[Candidate, ...]


def drafts_for(topic: Topic, brief: Brief, words: int, sections: int, rng: Random) -> tuple[Draft, ...]:
    """
    Return the opening, at most *sections* sections as far as they hold enough, and the closing.

    Args:
        topic: What it is about.

        brief: For whom, to what end, in what tone.

        words: How many words the film should have.

        sections: How many there may be besides opening and closing.

        rng: Chooses among equals.
    """
    return _Drafting(topic, brief, words, rng).drafts(sections)


class _Drafting:
    """
    What all parts of one outline go by.
    """

    def __init__(self, topic: Topic, brief: Brief, words: int, rng: Random) -> None:
        self._topic = topic
        self._audience = brief.audience or ""
        self._tone = tone_of(brief)
        self._goal = goal_of(brief)
        self._words = words
        self._rng = rng
        self._book = Phrasebook(topic.slots, formal=self._tone == "professional")

    def drafts(self, sections: int) -> tuple[Draft, ...]:
        """Return all that may be said."""
        share = max(_OPENING_SHARE, 1 / (sections + 2))
        opening = Draft(self._topic.title, _within(list(self._opening()), share * self._words))
        closing = Draft(self._rng.choice(_LAST_HEADINGS), tuple(self._closing()))
        if self._words < _BRIEF:
            body = [self._short_body()]
        else:
            body = self._body(self._words - _core(opening) - _core(closing), sections)
        return (opening, *self._with_asides(body), closing)

    def _opening(self) -> Iterator[Candidate]:
        brief, modest = self._words >= _BRIEF, self._words >= _MODEST
        title = Candidate(Beat(_as_sentence(self._topic)), needed=True)
        titled = [title] if title.words <= _TITLE_SHARE * self._words else []
        greeting = list(self._one("opening", self._tone, 1.3, needed=brief))
        yield from (*greeting, *titled) if self._tone == "friendly" else (*titled, *greeting)
        yield from self._one("opening", self._topic.form.value, 1.2, needed=brief)
        if named := address(self._audience, self._rng):
            yield Candidate(Beat(named), 1.5, needed=brief)
        yield from self._one("opening", "frame", 1.0, needed=modest)
        yield from self._one("opening", self._goal, 1.1, needed=modest)

    def _closing(self) -> Iterator[Candidate]:
        yield from self._one("closing", self._topic.form.value, 1.1, needed=self._words >= _BRIEF)
        yield from self._one("closing", self._goal, 1.0, needed=self._words >= _MODEST)
        yield from self._one("closing", self._tone or "neutral", 1.0, needed=True)

    def _one(self, collection: str, heading: str | None, worth: float, *, needed: bool) -> Iterator[Candidate]:
        if beats := self._book.beats(collection, heading):
            yield Candidate(self._rng.choice(beats), worth, needed)

    def _short_body(self) -> Draft:
        form = self._topic.form.value
        own = next(section for section in self._book.sections("short") if section.heading.startswith(form))
        beats = (*own.beats, *self._rng.sample(self._book.beats("short", "any"), 4))
        candidates = tuple(Candidate(beat, 1 + 0.3 * self._rng.random()) for beat in beats)
        return Draft(own.heading.partition(": ")[2], candidates)

    def _body(self, words: int, most: int) -> list[Draft]:
        before, own, after = (self._book.sections(name) for name in ("before", self._topic.form.value, "after"))
        everything = [self._draft(section) for section in (*before, *own, *after)]
        chosen: set[int] = set()
        full = core = 0
        for place in _by_need(before, own, after, self._rng):
            core += _core(everything[place])
            if full > _ENOUGH * words and (len(chosen) >= most or core > _CORE_SHARE * words):
                break
            chosen.add(place)
            full += _full(everything[place])
        return [everything[place] for place in sorted(chosen)]

    def _draft(self, section: Section) -> Draft:
        worths = chain(_WORTHS, repeat(_WORTHS[-1]))
        return Draft(
            section.heading,
            tuple(
                Candidate(beat, worth + 0.15 * self._rng.random(), needed=place == 0)
                for place, (beat, worth) in enumerate(zip(section.beats, worths, strict=False))
            ),
        )

    def _with_asides(self, body: Sequence[Draft]) -> Iterator[Draft]:
        """Give every second section a remark in the film's tone, and a short film's last one some that fill gaps."""
        asides = list(self._book.beats("asides", self._tone)) if self._words >= _BRIEF else []
        self._rng.shuffle(asides)
        for place, draft in enumerate(body):
            remarks = [Candidate(asides.pop(), 1.4, aside=True)] if asides and place % 2 == 0 else []
            if place == len(body) - 1 and self._words < _LONG:
                remarks += [Candidate(beat, 0.2, aside=True) for beat in self._book.beats("short", "filler")]
            yield attrs.evolve(draft, candidates=(*draft.candidates, *remarks))


def _within(candidates: Sequence[Candidate], words: float) -> tuple[Candidate, ...]:
    """Leave out the last of *candidates* that go beyond *words*, but not the first two."""
    sums = accumulate(candidate.words for candidate in candidates)
    return tuple(
        one for place, (one, end) in enumerate(zip(candidates, sums, strict=True)) if place < 2 or end <= words
    )


def _as_sentence(topic: Topic) -> str:
    if topic.title.endswith((".", "!", "?", "…", "。", "！", "？")):
        return topic.title
    asks = topic.form is Form.QUESTION or topic.slots["subject"] == "this question"
    return f"{topic.title}{'?' if asks else '.'}"


def _by_need(before: Sequence[Section], own: Sequence[Section], after: Sequence[Section], rng: Random) -> Iterator[int]:
    """
    Yield the places of all sections in the film, the most needed first: the topic's own, then the others.

    Of the topic's own, the second is one with a list, so that there is more to be seen than sentences.
    """
    everything = list(enumerate((*before, *own, *after)))
    mine, others = everything[len(before) : len(before) + len(own)], everything[: len(before)]
    others += everything[len(before) + len(own) :]
    usual = [place for place, section in mine if section.level == _USUAL]
    yield usual[0]
    listing = {place for place, section in mine if any(beat.points for beat in section.beats)}
    yield from sorted(rng.sample(usual[1:], len(usual) - 1), key=lambda place: place not in listing)
    yield from (place for place, section in others if section.level == _USUAL)
    rare = [[place for place, section in part if section.level != _USUAL] for part in (mine, others)]
    shuffled = [rng.sample(places, len(places)) for places in rare]
    yield from (place for pair in zip_longest(*shuffled) for place in pair if place is not None)


def _core(draft: Draft) -> int:
    return sum(candidate.words for candidate in draft.candidates if candidate.needed)


def _full(draft: Draft) -> int:
    return sum(candidate.words for candidate in draft.candidates)
