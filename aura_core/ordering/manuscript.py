"""
Own words as the one text that the writer of own words reads.

Rule: what a client sends as a scene's words is plain text; nothing in it is taken for markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import punctuation
from textwrap import shorten
from typing import Final
from urllib.parse import quote

from aura_core.model.request import SceneRequest


__all__ = ["manuscript_of", "plain", "says_something", "topic_in"]

_LONGEST: Final = 80
"""Characters of a topic that is taken from the words themselves."""

# CommonMark §2.4: any ASCII punctuation may be escaped, and then is nothing but itself.
_MARKUP: Final = re.compile(f"[{re.escape(punctuation)}]")
_EMPHASIS: Final = re.compile(r"[*`~]+")
_BLANK_LINES: Final = re.compile(r"\n\s*\n")


def says_something(text: str) -> bool:
    """Tell whether *text* holds anything that can be said: a letter or a digit."""
    return any(character.isalnum() for character in text)


def topic_in(text: str) -> str | None:
    """Return the first line of *text* that says something, shortened and without the commoner marks of Markdown."""
    for line in text.splitlines():
        words = _EMPHASIS.sub("", line).strip(" \t#>_-+=")
        if says_something(words):
            short = shorten(words, _LONGEST, placeholder="…")
            return short if says_something(short) else words[:_LONGEST]
    return None


def manuscript_of(scenes: Sequence[SceneRequest]) -> str:
    """
    Write *scenes* as Markdown: a heading, an aside, a picture, words; a rule begins a scene without a heading.
    """
    # Without any heading each paragraph would be a scene of its own.
    gap = "\n\n" if any(says_something(scene.heading) for scene in scenes) else "\n"
    blocks = (block for place, scene in enumerate(scenes) for block in _blocks(scene, gap, first=place == 0))
    return "\n\n".join(blocks) + "\n"


def _blocks(scene: SceneRequest, gap: str, *, first: bool) -> Iterator[str]:
    if says_something(scene.heading):
        yield f"## {plain(scene.heading)}"
    elif not first:
        yield "***"
    if aside := "; ".join(_aside(scene)):
        yield f"<!-- {aside} -->"
    if scene.path_or_url:
        yield f"![](<{_target(scene.path_or_url)}>)"
    yield gap.join(plain(paragraph) for paragraph in _BLANK_LINES.split(scene.script) if paragraph.strip())


def _aside(scene: SceneRequest) -> Iterator[str]:
    if scene.transition:
        yield f"transition: {scene.transition.value}"
    if scene.motion:
        yield f"motion: {scene.motion.value}"
    # Nothing of it may part members or end the comment.
    prompt = re.sub(r"[;<>-]", " ", scene.visual_prompt or "").split()
    if prompt:
        yield f"visual: {' '.join(prompt)}"


def plain(text: str) -> str:
    """Return *text* such that Markdown takes nothing in it for markup."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def _target(path_or_url: str) -> str:
    """Escape *path_or_url* such that it comes out of Markdown as it went in; what is no text at all has no name to keep."""
    if "://" in path_or_url:
        return quote(path_or_url, safe="%/:?#[]@!$'()*+,;=~", errors="replace").replace("*", r"\*")
    # Slashes too: a path with two in front would be taken for the name of a host.
    return quote(path_or_url, safe="", errors="replace")
