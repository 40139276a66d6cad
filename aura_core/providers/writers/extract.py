"""
A script made of what sources say, and of nothing else.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import attrs
from PIL import Image

from aura_core.documents import Document
from aura_core.errors import ScriptError
from aura_core.model.brief import PlanSpec, RagConfiguration
from aura_core.model.enums import Layout
from aura_core.model.order import Order
from aura_core.model.revision import Revision, RevisionKind
from aura_core.model.script import Scene, Script
from aura_core.ports import Report, quiet
from aura_core.providers.writers.budget import Choice, choose
from aura_core.providers.writers.lacks import warned
from aura_core.providers.writers.manuscript import Line, Passage
from aura_core.providers.writers.readability import grade_of
from aura_core.providers.writers.resourcing import resourced
from aura_core.providers.writers.resting import documents_of, rules_of
from aura_core.providers.writers.revising import by_rules
from aura_core.providers.writers.scenes import open_and_close, scene_seconds, scenes_of, timed
from aura_core.providers.writers.sentences import count_words
from aura_core.providers.writers.statements import Statement, normalised, statements_of
from aura_core.providers.writers.text import cleaned, spoken
from aura_core.providers.writers.weighing import Weights, likeness, tokens_of, weigh
from aura_core.store import Store, digest


__all__ = ["ExtractWriter"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SMALLEST: Final = 240
"""Pixels; a smaller picture inside of a document is an ornament."""

_PLENTY: Final = 1.4
"""How much more than will be said leaves something to choose."""

_FEWEST: Final = 12
"""Statements to choose from, where there are so many, for a length to be met by them."""

_ONE_PICTURE: Final = 45
"""Words over a table, a program or a picture; about 18 s."""

_ROUNDS: Final = 4

_BRIEF: Final = 100
"""Words of a film that has no time to say where its words come from; its last slide does."""

_RELEVANCE: Final = 0.8
"""What a statement's likeness to the topic is worth; all else together is worth about as much."""

_SLACK: Final = 0.03
"""The share of a film's length that the voice and its pauses make up for unheard, so that it need not cost good words."""

_HEDGED: Final = _words(
    "may might could perhaps possibly probably presumably seems seem appears apparently likely unlikely roughly maybe "
    "vielleicht möglicherweise vermutlich wohl peut-être probablement quizás probablemente"
)


@attrs.frozen
class _Phrases:
    """
    What an opening and a closing say around titles.

    Attributes:
        parts: Before the parts of the film.

        between: Between two of them, and between two sources.

        last: Before the last of them.

        was: Around the title, at the end.

        sources: Before the names of the sources.

        named: Where the only source is called like the film.

        heading: Over the sources.

        lowers: Whether headings lose their capital within a sentence.
    """

    parts: str
    between: str
    last: str
    was: str
    sources: str
    named: str
    heading: str
    lowers: bool = True


_PHRASES: Final[Mapping[str, _Phrases]] = {
    "en": _Phrases(
        "We look at ",
        ", at ",
        ", and at ",
        "This was “{}”.",
        "Everything in it comes from {}.",
        "Everything in it comes from the source that is named here.",
        "Sources",
    ),
    "de": _Phrases(
        "Es geht um: ",
        "; ",
        "; und: ",
        "Das war „{}“.",
        "Alles darin stammt aus: {}.",
        "Alles darin stammt aus der genannten Quelle.",
        "Quellen",
        lowers=False,
    ),
    "fr": _Phrases(
        "Nous verrons : ",
        ", ",
        ", et ",
        "C'était « {} ».",
        "Tout ce qui est dit vient de : {}.",
        "Tout ce qui est dit vient de la source citée.",
        "Sources",
    ),
    "es": _Phrases(
        "Veremos: ",
        ", ",
        ", y ",
        "Esto fue «{}».",
        "Todo lo dicho procede de: {}.",
        "Todo lo dicho procede de la fuente citada.",
        "Fuentes",
    ),
    "it": _Phrases(
        "Vedremo: ",
        ", ",
        ", e ",
        "Questo era «{}».",
        "Tutto ciò che è detto proviene da: {}.",
        "Tutto ciò che è detto proviene dalla fonte citata.",
        "Fonti",
    ),
    "pt": _Phrases(
        "Vamos ver: ",
        ", ",
        ", e ",
        "Foi «{}».",
        "Tudo o que foi dito vem de: {}.",
        "Tudo o que foi dito vem da fonte citada.",
        "Fontes",
    ),
    "ar": _Phrases(
        "نتحدث عن: ",
        "، وعن: ",
        "، وعن: ",
        "كان هذا «{}».",
        "كل ما قيل مأخوذ من: {}.",
        "كل ما قيل مأخوذ من المصدر المذكور.",
        "المصادر",
        lowers=False,
    ),
}
"""By language; in others only the titles are said."""


class ExtractWriter:
    """
    Chooses from sources what belongs to the topic, and says it in their words and in their order.

    What counts is how much a statement shares with the topic, how central it is to the sources, whether a section
    begins with it, whether there is something to see, and that nothing is said twice; no section gets all.
    """

    name = "sources"
    version = "2"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def write(self, order: Order, words_per_minute: float, report: Report = quiet) -> Script:
        """
        Write a script from the sources of ``order.brief``, as long as the plan asks.

        Raises:
            InvalidInputError: a source cannot be read.

            ScriptError: there is nothing in them that could be said.
        """
        documents = documents_of(order, self._keep)
        brief, plan = order.brief, order.plan_spec
        title = spoken(cleaned(brief.topic, "$.brief.topic")).strip() or documents[0].title
        rag = rules_of(brief)
        budget = round(plan.target_duration * words_per_minute / 60)
        cited = rag is None or rag.include_citations
        closing = _closing(title, documents, brief.language, cited=cited, brief=budget < _BRIEF)
        statements = statements_of(documents)
        said = _chosen(statements, order, title, rag, budget - count_words(closing.script))
        said = _with_what_is_seen(said, statements)
        opening = _opening(title, said, brief.language)
        passages = [opening, *_passages(said[_says_title(title, said) :])]
        body = scenes_of(passages, _without_one(plan), words_per_minute)
        scenes = open_and_close(timed([*body, closing], words_per_minute))
        if rag and not rag.include_citations:
            scenes = tuple(attrs.evolve(scene, citations=None) for scene in scenes)
        return warned(Script(title, brief.language, scenes, _subtitle(documents, title)), order)

    async def revise(self, script: Script, revision: Revision, order: Order, words_per_minute: float) -> Script:
        """
        Say of scenes what else their sources say in the same places, or revise by the rules.

        Raises:
            InvalidInputError: a source cannot be read.

            ScriptError: the sources say nothing else there, or no rule would change anything.
        """
        if revision.kind in {RevisionKind.SHORTEN, RevisionKind.ENHANCE}:
            return by_rules(script, revision, self.name, words_per_minute)
        return resourced(script, revision, statements_of(documents_of(order, self._keep)), words_per_minute, self.name)

    def _keep(self, data: bytes) -> Path | None:
        """Keep a picture that was inside of a document, if it is one and large enough."""
        try:
            with Image.open(io.BytesIO(data)) as picture:
                if min(picture.size) < _SMALLEST:
                    return None
                key = digest("figure", 1, data)
                if self._store.find(key, ".png") is None:
                    with self._store.writing(key, ".png") as target:
                        picture.convert("RGB").save(target, "PNG")
        except (OSError, ValueError, Image.DecompressionBombError):
            # A drawing in a format that only its program knows.
            return None
        return self._store.path(key, ".png")


def _without_one(plan: PlanSpec) -> PlanSpec:
    """Return *plan* for the scenes before the closing."""

    def fewer(count: int | None) -> int | None:
        return count and max(1, count - 1)

    return attrs.evolve(
        plan,
        target_scene_count=fewer(plan.target_scene_count),
        min_scene_count=fewer(plan.min_scene_count),
        max_scene_count=fewer(plan.max_scene_count),
    )


def _subtitle(documents: Sequence[Document], title: str) -> str:
    titles = [document.title for document in documents if document.title.casefold() != title.casefold()]
    return titles[0] if len(titles) == 1 and len(documents) == 1 else ""


def _phrases(language: str) -> _Phrases | None:
    return _PHRASES.get(language.split("-", maxsplit=1)[0].lower())


def _closing(title: str, documents: Sequence[Document], language: str, *, cited: bool, brief: bool) -> Scene:
    """Take leave, and name the sources, which a *brief* closing only shows."""
    words = _phrases(language)
    said = words.was.format(title.rstrip(".")) if words else f"{title}."
    if not cited:
        return Scene(0, "", said, layout=Layout.CLOSING)
    titles = list(dict.fromkeys(document.title for document in documents))
    if words and not brief:
        # The slide lists all the sources; no more than three are said.
        named = words.named if titles == [title] else words.sources.format(_listed(titles[:3], words))
        said = f"{said} {named}"
    shown = (f"{one.title} ({one.name})" if one.title != one.name else one.title for one in documents)
    return Scene(0, words.heading if words else "", said, bullets=tuple(shown), layout=Layout.CREDITS)


def _listed(names: Sequence[str], words: _Phrases) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{words.between.join(names[:-1])}{words.last}{names[-1]}"


def _opening(title: str, said: Sequence[Statement], language: str) -> Passage:
    """
    Say the title, and what is to come when there are parts of it.

    Where the sources begin with the title as a sentence, what they say first is the opening.
    """
    lines = [Line(title if title[-1] in ".?!" else f"{title}.", opens=True)]
    if _says_title(title, said):
        lines = list(said[0].lines)
    headings = list(dict.fromkeys(one.heading for one in said if one.heading))
    if (words := _phrases(language)) and len(headings) >= 2:
        named = [_lowered(name) if words.lowers else name for name in headings[:3]]
        lines.append(Line(f"{words.parts}{_listed(named, words)}."))
    return Passage("", tuple(lines), layout=Layout.TITLE)


def _lowered(heading: str) -> str:
    """Return *heading* as it reads within a sentence; a name keeps its capital."""
    first, _, rest = heading.partition(" ")
    common = first[1:].islower() or len(first) == 1
    return heading if not common or rest.istitle() else f"{first.lower()} {rest}".strip()


def _says_title(title: str, said: Sequence[Statement]) -> bool:
    """Say whether the first of what is *said* begins with the title, and shows nothing of its own."""
    return bool(said) and said[0].shown.plain and normalised(said[0].lines[0].text) == normalised(title)


def _with_what_is_seen(said: Sequence[Statement], statements: Sequence[Statement]) -> list[Statement]:
    """Let what belongs to a statement that is not said be seen with another one of its section."""
    seen = {one.section for one in said if not one.shown.plain}
    found = list(said)
    for one in statements:
        shown = one.shown.table or one.shown.picture or one.shown.listing
        if not shown or one.section in seen:
            continue
        places = [place for place, said_one in enumerate(found) if said_one.section == one.section]
        spare = [place for place in places if not any(line.bullet for line in found[place].lines)]
        if spare:
            found[spare[-1]] = attrs.evolve(found[spare[-1]], shown=one.shown)
            seen.add(one.section)
    return found


def _passages(said: Sequence[Statement]) -> list[Passage]:
    """Put together what stands under one heading, over at most one thing that is to be seen."""
    found: list[Passage] = []
    section = -1
    for one in said:
        passage = attrs.evolve(one.shown, lines=one.lines)
        if found and one.section == section and _share(found[-1], passage):
            shown = passage if found[-1].plain else found[-1]
            # They are said in one breath: a blank line would be a long pause.
            going_on = (attrs.evolve(passage.lines[0], opens=False), *passage.lines[1:])
            found[-1] = attrs.evolve(shown, lines=found[-1].lines + going_on)
        else:
            found.append(passage)
        section = one.section
    return found


def _share(first: Passage, second: Passage) -> bool:
    """Say whether two passages are heard over the same picture."""
    if first.plain and second.plain:
        return True
    words = sum(count_words(line.text) for line in (*first.lines, *second.lines))
    pointed = any(line.bullet for line in (*first.lines, *second.lines))
    one_shows = first.plain != second.plain and not (first.layout or second.layout)
    return one_shows and not pointed and words <= _ONE_PICTURE


def _chosen(
    statements: Sequence[Statement], order: Order, title: str, rag: RagConfiguration | None, budget: int
) -> list[Statement]:
    """Return what is said, in order, in about *budget* words with the opening."""
    question = f"{title}. {order.brief.goal or ''}"
    easy = _easy(statements, order.plan_spec.max_reading_level, order.brief.language, budget)
    ranked = _ranked(_allowed(easy, question, rag), question, order.plan_spec, rag, budget)
    if not ranked:
        raise ScriptError(
            "Nothing in the sources can be said in this film.",
            provider=ExtractWriter.name,
            remedy="Give sources with whole sentences, or lower ragConfiguration.minimumScore.",
            refused=True,
        )
    worths = [Choice(one.words, one.words * (2 - 1.7 * rank / len(ranked))) for rank, one in enumerate(ranked)]
    slack = round(_SLACK * budget)
    opening, said = 0, list[Statement]()
    # What the opening says depends on what is said after it.
    for _ in range(_ROUNDS):
        found = choose(worths, max(1, budget - opening), slack) or {0}
        said = sorted((ranked[place] for place in found), key=lambda one: (one.section, one.place))
        needed = sum(count_words(line.text) for line in _opening(title, said, order.brief.language).lines)
        if _says_title(title, said):
            needed -= said[0].words
        if needed == opening:
            break
        opening = needed
    return said


def _easy(statements: Sequence[Statement], most: int | None, language: str, budget: int) -> Sequence[Statement]:
    """Leave out what takes more than the school grade *most*, the hardest first, while enough is left to be said."""
    if most is None:
        return statements
    grades = [grade_of(one.text, language) for one in statements]
    kept, words = set[int](), 0
    for place in sorted(range(len(statements)), key=lambda place: (grades[place], place)):
        if grades[place] > most and words >= budget:
            break
        kept.add(place)
        words += statements[place].words
    return [one for place, one in enumerate(statements) if place in kept]


def _allowed(statements: Sequence[Statement], question: str, rag: RagConfiguration | None) -> list[Statement]:
    """Leave out what the configuration rules out."""
    if rag is None:
        return list(statements)
    weights, asked = weigh([one.text for one in statements], question)
    scores = [likeness(one, asked) for one in weights]
    order = sorted(range(len(statements)), key=lambda place: (-scores[place], place))
    kept, tokens = set[int](), 0.0
    for rank, place in enumerate(order):
        tokens += tokens_of(statements[place].text)
        hedged = rag.tighten_claims and _is_hedged(statements[place].text)
        if tokens <= rag.max_context_tokens and 1 - rank / len(order) >= rag.minimum_score and not hedged:
            kept.add(place)
    return [one for place, one in enumerate(statements) if place in kept]


def _is_hedged(text: str) -> bool:
    return text.endswith("?") or not _HEDGED.isdisjoint(text.casefold().replace(",", " ").replace(".", " ").split())


def _ranked(
    statements: Sequence[Statement], question: str, plan: PlanSpec, rag: RagConfiguration | None, budget: int
) -> list[Statement]:
    """Rank statements by what each adds to those before it, until there is enough to choose from."""
    weights, asked = weigh([f"{one.heading} {one.text}" for one in statements], question)
    worth = _own_worth(statements, weights, asked)
    sections = max(1, round(plan.target_duration / scene_seconds(plan)) - 2)
    a_section = rag.top_k if rag else len(statements)
    alike = [0.0] * len(statements)
    taken: Counter[int] = Counter()
    left = set(range(len(statements)))
    ranked: list[Statement] = []
    words = 0
    while left and (words < _PLENTY * budget or len(ranked) < _FEWEST):
        open_to = [
            place
            for place in left
            if taken[statements[place].section] < a_section
            and (statements[place].section in taken or len(taken) < sections)
        ]
        if not open_to:
            if len(taken) == len({one.section for one in statements}):
                break
            # What these sections say is not enough.
            sections = len(taken) + 1
            continue
        best = max(
            open_to,
            key=lambda place: (worth[place] - 0.6 * alike[place] - 0.1 * taken[statements[place].section], -place),
        )
        left.remove(best)
        taken[statements[best].section] += 1
        ranked.append(statements[best])
        words += statements[best].words
        for place in left:
            alike[place] = max(alike[place], likeness(weights[place], weights[best]))
    return ranked


def _own_worth(statements: Sequence[Statement], weights: Sequence[Weights], asked: Weights) -> list[float]:
    """Return what each statement is worth by itself, about 0 to 1."""
    middle: Counter[str] = Counter()
    for one in weights:
        middle.update(one)
    relevance = _scaled([likeness(one, asked) for one in weights])
    central = _scaled([likeness(one, middle) for one in weights])
    return [
        _RELEVANCE * relevance[place]
        + 0.25 * central[place]
        + 0.2 / (1 + one.place)
        + (0.25 if not one.shown.plain else 0.0)
        - (0.2 if one.text.endswith("?") else 0.0)
        for place, one in enumerate(statements)
    ]


def _scaled(scores: Sequence[float]) -> list[float]:
    most = max(scores, default=0.0)
    return [score / most if most else 0.0 for score in scores]
