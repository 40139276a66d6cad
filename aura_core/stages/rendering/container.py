"""What goes into the film's file besides pictures and sound."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aura_core.model.timeline import Timeline
from aura_core.timing import FrameRate


__all__ = ["concat_list", "iso_language", "metadata"]


def concat_list(files: Sequence[tuple[Path, int]], rate: FrameRate, container: str) -> str:
    """
    List *files* with their frames for FFmpeg's concat demuxer.

    Left to itself it decodes a key frame of every file that it opens, 1.4 s for a minute in 1080p, to learn what only
    an encoder would have to know.
    A list of decoders that has none keeps it from that, and the film is the same; not so in Matroska, where only a
    decoder knows in which order frames are decoded.
    """
    known = ["option codec_whitelist none"] if container in {"mp4", "mov"} else []
    entries = ["ffconcat version 1.0"]
    for path, frames in files:
        quoted = str(path).replace("'", "'\\''")
        entries += [f"file 'file:{quoted}'", f"duration {float(frames / rate):.9f}", *known]
    return "\n".join(entries) + "\n"


def metadata(timeline: Timeline) -> str:
    """
    Spell title, description, tags and chapters as FFMETADATA.

    Source: FFmpeg's documentation, "Metadata", which says what to escape.
    """
    about = {"title": timeline.title, "description": timeline.description, "keywords": ", ".join(timeline.tags)}
    lines = [";FFMETADATA1", *(f"{name}={_escaped(text)}" for name, text in about.items() if text)]
    for chapter in timeline.chapters:
        start, end = (round(moment * 1000) for moment in (chapter.span.start, chapter.span.end))
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={start}", f"END={end}", f"title={_escaped(chapter.title)}"]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    flat = " ".join(text.split())
    return "".join(f"\\{character}" if character in "\\=;#" else character for character in flat)


def iso_language(tag: str) -> str:
    """Return the three-letter code that containers want for a BCP 47 *tag*; ``und`` for one that nobody knows."""
    # Its tables take 30 ms to load, which a film that is only looked up does not need.
    from langcodes import Language  # noqa: PLC0415
    from langcodes.tag_parser import LanguageTagError  # noqa: PLC0415

    try:
        return Language.get(tag).to_alpha3()
    except (LanguageTagError, LookupError):
        return "und"
