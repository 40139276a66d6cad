"""
Passages as scenes of the right length, with their planned times.

Rule 1: scenes change where a sentence ends, and rather where a paragraph ends.

Rule 2: a scene lasts about 20 s in a sparse film, 12 s in a balanced one and 8 s in a dense one (the original's rule);
a quarter more where the film is chill, a fifth less where it is fast.

Rule 3: what belongs together by its heading, picture or quotation is parted from the rest, unless fewer scenes than
that were asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Final

import attrs

from aura_core.model.brief import PlanSpec
from aura_core.model.enums import Density, Layout, Pacing
from aura_core.model.script import Scene
from aura_core.providers.writers.asides import Aside
from aura_core.providers.writers.dividing import divide, grown, shrunk
from aura_core.providers.writers.manuscript import Line, Passage
from aura_core.providers.writers.sentences import count_words, join_sentences
from aura_core.timing import Seconds, in_ticks


__all__ = ["open_and_close", "scene_seconds", "scenes_of", "timed"]

_SCENE_SECONDS: Final = {Density.SPARSE: 20, Density.BALANCED: 12, Density.DENSE: 8}
_SLOWER: Final = {Pacing.CHILL: Fraction(5, 4), Pacing.CONVERSATIONAL: Fraction(1), Pacing.FAST: Fraction(4, 5)}

_BRIEFEST: Final = 4
"""Seconds; a shorter paragraph shares the scene of its neighbour, for nobody can look at a picture so fast."""

_SLIDE_POINTS: Final = 4
_SLIDE_STEPS: Final = 8
"""Points that stay on one slide; steps are counted, so rather more of them."""

_PARAGRAPH: Final = 0.3
_LIST: Final = -0.6
"""How far, in scenes, a cut moves to fall between paragraphs, and not to fall between the points of a list."""


def scene_seconds(plan: PlanSpec) -> Seconds:
    """
    Return how long a scene usually lasts in a film told like *plan*.
    """
    return _SCENE_SECONDS[plan.density] * _SLOWER[plan.pacing]


def _seconds_of(words: int, words_per_minute: float) -> Seconds:
    """Return how long *words* last."""
    return in_ticks(60 * words / Fraction(words_per_minute))


def timed(scenes: Sequence[Scene], words_per_minute: float) -> tuple[Scene, ...]:
    """
    Return *scenes* with their indices and planned times, one after the other.
    """
    durations = [
        max(_seconds_of(count_words(scene.script), words_per_minute), scene.least_duration) for scene in scenes
    ]
    starts = accumulate(durations, initial=Fraction(0))
    return tuple(
        attrs.evolve(scene, index=index, start=start, duration=duration)
        for index, (scene, start, duration) in enumerate(zip(scenes, starts, durations, strict=False))
    )


def open_and_close(scenes: Sequence[Scene]) -> tuple[Scene, ...]:
    """
    Let the first of *scenes* look like an opening and the last like a closing, where their content leaves the choice.
    """
    opened = [_with_layout(scene, Layout.TITLE if place == 0 else None) for place, scene in enumerate(scenes)]
    if len(opened) > 1:
        opened[-1] = _with_layout(opened[-1], Layout.CLOSING)
    return tuple(opened)


def _with_layout(scene: Scene, wanted: Layout | None) -> Scene:
    shows = scene.bullets or scene.path_or_url or scene.table or scene.listing or scene.quotation
    free = scene.layout in {None, Layout.SECTION} and not shows
    if wanted and free:
        return attrs.evolve(scene, layout=wanted)
    return attrs.evolve(scene, layout=Layout.BULLETS) if scene.bullets and scene.layout is None else scene


def scenes_of(passages: Sequence[Passage], plan: PlanSpec, words_per_minute: float) -> tuple[Scene, ...]:
    """
    Part or join *passages* to as many scenes as *plan* asks for.

    There are fewer only when there are fewer sentences.
    """
    usual_words = float(scene_seconds(plan)) * words_per_minute / 60
    joined = _without_brief_ones([_shortened(passage, 3 * usual_words) for passage in passages], words_per_minute)
    usual = [max(1, min(round(_words(passage.lines) / usual_words), _whole_parts(passage))) for passage in joined]
    wanted = _wanted(sum(usual), plan)
    if wanted < len(joined):
        joined = [_merged(joined[part.start : part.stop]) for part in divide([_words(p.lines) for p in joined], wanted)]
        usual = [1] * len(joined)
    parts = _spread(joined, usual, wanted)
    return timed(
        [scene for passage, count in zip(joined, parts, strict=True) for scene in _cut(passage, count)],
        words_per_minute,
    )


def _wanted(usual: int, plan: PlanSpec) -> int:
    if plan.target_scene_count is not None:
        return plan.target_scene_count
    return max(plan.min_scene_count or 1, min(usual, plan.max_scene_count or usual))


def _words(lines: Sequence[Line]) -> int:
    return sum(count_words(line.text) for line in lines)


def _shortened(passage: Passage, longest: float) -> Passage:
    """Part the sentences of *passage* that alone would outlast three scenes."""
    return attrs.evolve(passage, lines=tuple(part for line in passage.lines for part in _part(line, longest)))


def _part(line: Line, longest: float) -> list[Line]:
    words = line.text.split()
    count = count_words(line.text)
    if count <= longest or len(words) == 1:
        return [line]
    commas = [_PARAGRAPH if word[-1] in ",;:–—" else 0.0 for word in words]
    pieces = divide([count_words(word) for word in words], round(count / longest) + 1, commas)
    texts = [" ".join(words[piece.start : piece.stop]) for piece in pieces]
    return [attrs.evolve(line, text=texts[0]), *(Line(text) for text in texts[1:])]


def _without_brief_ones(passages: Sequence[Passage], words_per_minute: float) -> list[Passage]:
    """Let every passage too short for a scene share the next one's, or at the end the one's before."""
    least = _BRIEFEST * words_per_minute / 60
    groups: list[list[Passage]] = []
    for passage in passages:
        if groups and _alike(groups[-1][-1], passage) and sum(_words(part.lines) for part in groups[-1]) < least:
            groups[-1].append(passage)
        else:
            groups.append([passage])
    if len(groups) > 1 and _alike(groups[-2][-1], groups[-1][0]) and _words(groups[-1][-1].lines) < least:
        last = groups.pop()
        groups[-1] += last
    return [_merged(group) for group in groups]


def _alike(first: Passage, second: Passage) -> bool:
    return first.plain and second.plain and first.heading == second.heading


def _merged(passages: Sequence[Passage]) -> Passage:
    first = passages[0]
    if len(passages) == 1:
        return first
    shown = next((passage for passage in passages if passage.shows and not passage.layout), first)
    return attrs.evolve(
        shown,
        heading=next((passage.heading for passage in passages if passage.heading), ""),
        lines=tuple(line for passage in passages for line in passage.lines),
        layout=None,
        aside=next((passage.aside for passage in reversed(passages) if passage.aside != Aside()), Aside()),
    )


def _whole_parts(passage: Passage) -> int:
    """Return how many scenes *passage* can become without a list being cut that a slide can hold."""
    points = sum(1 for line in passage.lines[1:] if line.bullet)
    held = _SLIDE_STEPS if passage.layout is Layout.STEPS else _SLIDE_POINTS
    return len(passage.lines) - (points if points <= held else 0)


def _spread(passages: Sequence[Passage], usual: Sequence[int], wanted: int) -> list[int]:
    """
    Return into how many scenes each passage is cut, *wanted* in all if there are sentences enough.

    One scene after the other is added where scenes are longest, or taken away where they are shortest; short lists are
    cut only when nothing else is left.
    """
    words = [_words(passage.lines) for passage in passages]
    parts = shrunk(list(usual), words, wanted)
    parts = grown(parts, [_whole_parts(passage) for passage in passages], words, wanted)
    return grown(parts, [len(passage.lines) for passage in passages], words, wanted)


def _cut(passage: Passage, count: int) -> list[Scene]:
    lines = passage.lines
    pulls = [_pull(line, following) for line, following in pairwise(lines)]
    pieces = divide([count_words(line.text) for line in lines], count, pulls)
    scenes = [_scene(passage, lines[piece.start : piece.stop]) for piece in pieces]
    return [*scenes[:-1], attrs.evolve(scenes[-1], transition=passage.aside.transition)]


def _pull(line: Line, following: Line) -> float:
    if following.bullet:
        return _LIST
    return _PARAGRAPH if following.opens else 0.0


def _scene(passage: Passage, lines: Sequence[Line]) -> Scene:
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line.opens and paragraphs[-1]:
            paragraphs.append([])
        paragraphs[-1].append(line.text)
    return Scene(
        index=0,
        heading=passage.heading,
        script="\n\n".join(join_sentences(sentences) for sentences in paragraphs),
        bullets=tuple(line.bullet for line in lines if line.bullet),
        layout=passage.layout,
        path_or_url=passage.picture,
        caption=passage.caption,
        table=passage.table,
        listing=passage.listing,
        quotation=passage.quotation,
        citations=tuple(dict.fromkeys(line.citation for line in lines if line.citation)) or None,
        visual_prompt=passage.aside.visual,
        motion=passage.aside.motion,
    )
