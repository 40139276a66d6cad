"""
What a person sees of a film before it is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aura_core.model.planning import Planned, PlannerRecommendations
from aura_core.timing import Seconds
from aura_core.words import counted


__all__ = ["show_plan"]

_GLIMPSE: Final = 40
"""Characters of what is said that are shown of a scene without a heading."""


def show_plan(planned: Planned, who: str) -> None:
    """
    Print scenes and recommendations to stdout: with colours on a terminal, as plain text in a pipe.

    Args:
        who: A line about who would do the work.
    """
    console = Console(highlight=False)
    script, words = planned.script, [len(scene.script.split()) for scene in planned.script.scenes]
    console.print(Text(script.title, style="bold"))
    if script.subtitle:
        console.print(Text(script.subtitle, style="dim"))
    console.print()
    for scene, count in zip(script.scenes, words, strict=True):
        line = Text(
            f"{scene.index + 1:3}  {_mark(scene.start)}  {float(scene.duration):5.1f} s  {counted(count, 'word'):>10}  "
        )
        told = shorten(scene.script, _GLIMPSE, placeholder=" …")
        line.append(scene.heading, style="bold") if scene.heading else line.append(told, style="dim")
        console.print(line, soft_wrap=True)
    total = script.scenes[-1].start + script.scenes[-1].duration
    console.print(
        f"\n{counted(len(words), 'scene')}, {counted(sum(words), 'word')}, about {float(total):.0f} s", soft_wrap=True
    )
    console.print(Text(who, style="dim"), soft_wrap=True)
    _show_recommendations(planned.recommendations, console)


def _show_recommendations(found: PlannerRecommendations, console: Console) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for label, text in _rows(found):
        table.add_row(label, Text(text))
    console.print(Text(f"\nRecommended, keeping {round(100 * found.quality_score)} % of the rules\n", style="bold"))
    console.print(Padding(table, (0, 0, 0, 2)))
    reasons = Table.grid(padding=(0, 1))
    judged = [judgement.told for judgement in found.judgements]
    for line in (found.explainability_notes or "").splitlines():
        if line not in judged:
            reasons.add_row("•", Text(line, overflow="fold"))
    for judgement in found.judgements:
        mark = Text("✓", style="green") if judgement.kept else Text("✗", style="yellow")
        reasons.add_row(mark, Text(judgement.told, overflow="fold"))
    console.print(Text("\nWhy\n", style="bold"))
    console.print(Padding(reasons, (0, 0, 0, 2)))
    console.print("\nWith --recommended, `aura create` makes the film so.")


def _rows(found: PlannerRecommendations) -> Iterator[tuple[str, str]]:
    voice, music, captions = found.voice, found.music, found.captions
    yield "Scenes", f"{found.scene_count}, {_counted(found.shots_per_scene, 'picture')} each"
    yield (
        "On screen",
        f"{_counted(found.overlay_density, 'text')} a minute, your own pictures {found.b_roll_percentage:g} % of the time",
    )
    yield "Words", f"reading level {found.reading_level}" if found.reading_level else "reading level not measured"
    speed = "at its usual speed" if voice.rate == 1 else f"at {voice.rate:g} of its usual speed"
    pitch = f", {voice.pitch:+g} semitones" if voice.pitch else ""
    yield "Voice", f"{voice.style}, {speed}{pitch}, {voice.pause.value.lower()} pauses"
    yield "Music", f"{music.mood.value.lower()}: {music.genre}. {music.tempo}. {music.intensity_curve}."
    marked = ", the spoken word in colour" if captions.highlight_keywords else ""
    yield (
        "Captions",
        f"{captions.mode.value.lower()}, {captions.style.value.lower()}, {captions.font_size.lower()}{marked}",
    )
    yield "Title", found.seo.title
    yield "Description", found.seo.description
    yield "Tags", ", ".join(found.seo.tags)
    yield "Thumbnail", found.thumbnail_prompt


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _mark(moment: Seconds) -> str:
    return f"{int(moment) // 60}:{int(moment) % 60:02}"
