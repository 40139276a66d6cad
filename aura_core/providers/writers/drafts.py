"""
What an outline may say, in order, before its length decides what it does say.

Rule 1: opening, sections, closing; what a section begins with is always said, so that it makes sense.

Rule 2: the tone greets, takes leave and throws in asides; the goal promises and sends off; the sections are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from random import Random
from typing import Final

import attrs

from aura_core.model.brief import Brief
from aura_core.providers.writers.corpus import Beat, Section, phrases
from aura_core.providers.writers.sentences import count_words
from aura_core.providers.writers.topics import Form, Topic


__all__ = ["Candidate", "Draft", "drafts_for"]

_BRIEF: Final = 70
"""Words of a film that has only short questions between its opening and its closing."""

_MODEST: Final = 110
"""Words of a film that has time to say what it is."""

_CORE_SHARE: Final = 0.6
"""How much of the body the beginnings of its sections may take, so that each goes on for a while."""

_TONES: Final[Mapping[str, tuple[str, ...]]] = {
    "friendly": ("friend", "warm", "casual", "convers", "relax", "welcom", "chat", "kind"),
    "professional": ("profess", "formal", "corporate", "serious", "authorit", "business", "academic"),
    "playful": ("playful", "humor", "humour", "fun", "witty", "light", "quirky"),
    "dramatic": ("drama", "cinematic", "epic", "intens", "myster", "suspens", "emotion"),
    "inspiring": ("inspir", "motivat", "uplift", "hope", "energ", "enthus", "passion"),
}

_GOALS: Final[Mapping[str, tuple[str, ...]]] = {
    "inform": ("inform",),
    "educate": ("educat", "teach", "learn", "train"),
    "explain": ("expla", "understand", "clarif"),
    "persuade": ("persua", "convinc", "sell", "promot", "market"),
    "entertain": ("entertain", "amus"),
    "demonstrate": ("demonstr", "show", "tutorial"),
    "inspire": ("inspir", "motivat"),
}

_EVERYBODY: Final = frozenset(
    ("", "all", "any", "anybody", "anyone", "everybody", "everyone", "general", "general audience", "general public")
)

_PLURALS: Final = ("s", "children", "men", "people", "women", "team", "staff")

_LAST_HEADINGS: Final = ("Your turn", "What next?", "From here on", "Where to go now")


@attrs.frozen
class Candidate:
    """
    Something that may be said.

    Attributes:
        worth: How much it is wanted, about 1.

        needed: Whether it is said in any case.
    """

    beat: Beat
    worth: float = 1.0
    needed: bool = False

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
    tone = _named(brief.tone, _TONES)
    goal = _named(brief.goal or "", _GOALS)
    opening = Draft(topic.title, tuple(_opening(topic, tone, goal, brief.audience or "", words, rng)))
    closing = Draft(rng.choice(_LAST_HEADINGS), tuple(_closing(topic.form, tone, goal, words, rng)))
    left = words - _core(opening) - _core(closing)
    body = _short_body(topic.form, rng) if words < _BRIEF else _body(topic, left, sections, rng)
    drafts = (opening, *_with_asides(body, tone, rng), closing)
    return tuple(_worded(draft, topic.slots, formal=tone == "professional") for draft in drafts)


def _named(said: str, names: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the name whose beginnings one of the words *said* has, the first word first."""
    for word in said.lower().replace("/", " ").replace(",", " ").split():
        for name, beginnings in names.items():
            if word.startswith(beginnings):
                return name
    return None


def _pool(collection: str, name: str | None) -> tuple[Beat, ...]:
    return next((section.beats for section in phrases(collection) if section.heading == name), ())


def _one(collection: str, name: str | None, rng: Random, *, worth: float = 1.0, needed: bool) -> Iterator[Candidate]:
    if pool := _pool(collection, name):
        yield Candidate(rng.choice(pool), worth, needed)


def _opening(
    topic: Topic, tone: str | None, goal: str | None, audience: str, words: int, rng: Random
) -> Iterator[Candidate]:
    title = Candidate(Beat(_escaped(_as_sentence(topic))), needed=True)
    if title.words <= 0.4 * words:
        yield title
    yield from _one("opening", tone, rng, worth=1.3, needed=words >= _BRIEF)
    yield from _one("opening", topic.form.value, rng, worth=1.2, needed=words >= _BRIEF)
    if named := _audience(audience, rng):
        yield Candidate(Beat(_escaped(named)), 1.5, needed=words >= _BRIEF)
    yield from _one("opening", "frame", rng, needed=words >= _MODEST)
    yield from _one("opening", goal, rng, worth=1.1, needed=words >= _MODEST and goal != "inform")


def _closing(form: Form, tone: str | None, goal: str | None, words: int, rng: Random) -> Iterator[Candidate]:
    yield from _one("closing", form.value, rng, worth=1.1, needed=words >= _BRIEF)
    yield from _one("closing", goal, rng, needed=words >= _MODEST)
    yield from _one("closing", tone or "neutral", rng, needed=True)


def _as_sentence(topic: Topic) -> str:
    if topic.title.endswith((".", "!", "?", "…", "。", "！", "？")):
        return topic.title
    asks = topic.form is Form.QUESTION or topic.slots["subject"] == "this question"
    return f"{topic.title}{'?' if asks else '.'}"


def _audience(audience: str, rng: Random) -> str:
    """Return a sentence that names *audience*; none when it is everybody, or no phrase that can be said."""
    name = " ".join(audience.split()).rstrip(" .")
    if name.lower().removeprefix("the ") in _EVERYBODY or len(name.split()) > 6 or "," in name:
        return ""
    name = name[0].upper() + name[1:]
    plain = (f"Who is it for? {name}.", f"{name}, this one is for you.")
    return rng.choice(plain) if name.lower().endswith(_PLURALS) else plain[0]


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _short_body(form: Form, rng: Random) -> list[Draft]:
    own = next(section for section in phrases("short") if section.heading.startswith(form.value))
    beats = (*own.beats, *rng.sample(_pool("short", "any"), 4))
    candidates = tuple(Candidate(beat, 1 + 0.3 * rng.random()) for beat in beats)
    return [Draft(own.heading.partition(": ")[2], candidates)]


def _body(topic: Topic, words: int, most: int, rng: Random) -> list[Draft]:
    before, own, after = (phrases(name) for name in ("before", topic.form.value, "after"))
    everything = [_draft(section, rng) for section in (*before, *own, *after)]
    chosen: set[int] = set()
    for place in _by_need(len(before), own, after, rng):
        enough = sum(_full(everything[at]) for at in chosen) > 1.2 * words
        crowded = sum(_core(everything[at]) for at in chosen) + _core(everything[place]) > _CORE_SHARE * words
        if enough and (crowded or len(chosen) >= most):
            break
        chosen.add(place)
    return [everything[place] for place in sorted(chosen)]


def _by_need(first: int, own: Sequence[Section], after: Sequence[Section], rng: Random) -> list[int]:
    """Return the places of all sections, the most needed first; *first* is how many come before *own*."""
    mine = [(first + at, section.level) for at, section in enumerate(own)]
    others = [(at, 2 if at == 0 else 3) for at in range(first)]
    others += [(first + len(own) + at, section.level) for at, section in enumerate(after)]
    rare_own, rare = ([at for at, level in places if level == 3] for places in (mine, others))
    rng.shuffle(rare_own)
    rng.shuffle(rare)
    usual = [at for places in (mine, others) for at, level in places if level == 2]
    return usual + [at for pair in zip_longest(rare_own, rare) for at in pair if at is not None]


def _draft(section: Section, rng: Random) -> Draft:
    return Draft(
        section.heading,
        tuple(
            Candidate(beat, 1 - 0.1 * place + 0.15 * rng.random(), needed=place == 0)
            for place, beat in enumerate(section.beats)
        ),
    )


def _with_asides(body: Sequence[Draft], tone: str | None, rng: Random) -> Iterator[Draft]:
    """Give every second section something that the tone has to say."""
    asides = list(_pool("asides", tone))
    rng.shuffle(asides)
    for place, draft in enumerate(body):
        if asides and place % 2 == 0:
            yield attrs.evolve(draft, candidates=(*draft.candidates, Candidate(asides.pop(), 1.4)))
        else:
            yield draft


def _core(draft: Draft) -> int:
    return sum(candidate.words for candidate in draft.candidates if candidate.needed)


def _full(draft: Draft) -> int:
    return sum(candidate.words for candidate in draft.candidates)


_CONTRACTED: Final = {
    "n't": " not",
    "'re": " are",
    "'ve": " have",
    "'ll": " will",
    "'d": " would",
}

_WHOLE: Final = {
    "can't": "cannot",
    "won't": "will not",
    "let's": "let us",
    "it's": "it is",
    "that's": "that is",
    "what's": "what is",
    "there's": "there is",
    "who'd": "who would",
}


def _worded(draft: Draft, slots: Mapping[str, str], *, formal: bool) -> Draft:
    spell = _spelled_out if formal else str
    candidates = (
        attrs.evolve(
            candidate,
            beat=Beat(spell(candidate.beat.text), tuple(spell(point) for point in candidate.beat.points)).filled(slots),
        )
        for candidate in draft.candidates
    )
    return attrs.evolve(draft, candidates=tuple(candidates))


def _spelled_out(text: str) -> str:
    """Return *text* without contractions."""
    return " ".join(_whole(word) for word in text.split())


def _whole(word: str) -> str:
    bare = word.rstrip(".,;:!?")
    if bare.lower() in _WHOLE:
        whole = _WHOLE[bare.lower()]
        return (whole[0].upper() + whole[1:] if word[0].isupper() else whole) + word[len(bare) :]
    for short, long in _CONTRACTED.items():
        if bare.lower().endswith(short):
            return bare[: -len(short)] + long + word[len(bare) :]
    return word
