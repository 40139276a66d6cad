"""
Film to artifact: what was made goes where it was asked for, whole or not at all.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType
from typing import Final

import attrs

from aura_core.captions import as_json, ass, srt, vtt
from aura_core.captions.sdh import described
from aura_core.captions.style import Style, style_for
from aura_core.disk import disk_errors
from aura_core.errors import OutputError
from aura_core.faces import CaptionFonts
from aura_core.ffmpeg import command
from aura_core.ffmpeg.binary import FFmpeg
from aura_core.ffmpeg.process import run
from aura_core.fonts import Fonts
from aura_core.model.artifact import Artifact, ArtifactFile
from aura_core.model.enums import ArtifactKind, CaptionMode
from aura_core.model.narration import Narration
from aura_core.model.order import Order
from aura_core.model.script import Script
from aura_core.model.timeline import Timeline
from aura_core.model.upload import Credit, Upload
from aura_core.wire import clock, dumps


__all__ = ["named", "publish", "writable"]

_VIDEO_TYPES: Final = {
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".mkv": "video/x-matroska",
    ".webm": "video/webm",
}

_OTHERS: Final = frozenset(
    """
    .3gp .aac .aif .asf .avi .avif .bmp .flac .flv .gif .heic .jpeg .jpg .json .m2ts .m4a .m4v .md .mp3 .mpeg .mpg
    .mts .ogg .ogv .opus .pdf .png .srt .svg .tif .tiff .ts .txt .vtt .wav .webp .wma .wmv
    """.split()  # noqa: SIM905 - endings read best as endings
)
"""Endings that promise something else than a film of ours; any other, such as ``.v2``, belongs to the name."""


def named(output: Path, name: str) -> Path:
    """Return *output* with *name* before its ending, as ``tides.9x16.mp4``; as it is where there is no name."""
    if not name:
        return output
    ending = output.suffix if output.suffix.lower() in _VIDEO_TYPES.keys() | _OTHERS else ""
    return output.with_name(f"{output.name.removesuffix(ending)}.{name}{ending}")


def writable(output: Path, suffix: str) -> Path:
    """
    Return where the film will be, before any work is done for it.

    Raises:
        OutputError: it cannot be put there.
    """
    remedy = "Choose a file name in a folder that you may write to."
    with disk_errors(output.parent):
        if "\0" in str(output):
            raise OutputError("The name of the film has a NUL character in it.", remedy=remedy)
        _no_other_thing(output, remedy)
        named = output.suffix.lower() in _VIDEO_TYPES.keys() | _OTHERS
        target = output if named else output.with_name(output.name + suffix)
        if target.suffix.lower() != suffix:
            raise OutputError(
                f"The film is a {suffix} file, but {target.name} says otherwise.",
                remedy=f"Name it *{suffix}, or ask for another container.",
            )
        _no_other_thing(target, remedy)
        target.parent.mkdir(parents=True, exist_ok=True)
        # A name that is too long is refused here, not when the film is done.
        target.exists()
        with _beside(target) as probe:
            probe.touch()
            probe.unlink()
    return target


def _no_other_thing(path: Path, remedy: str) -> None:
    """Make sure that what lies at *path*, if anything, is a file that may be replaced."""
    if path.is_dir():
        raise OutputError(f"{path} is a folder.", remedy=remedy)
    if path.exists() and not path.is_file():
        raise OutputError(f"{path} is a device or a pipe, not a file.", remedy=remedy)
    if path.parent.exists() and not path.parent.is_dir():
        raise OutputError(f"{path.parent} cannot be written: it is no folder.", remedy=remedy)


async def publish(
    film: Path,
    target: Path,
    order: Order,
    script: Script,
    narration: Narration,
    timeline: Timeline,
    ffmpeg: FFmpeg,
    fonts: Fonts,
    stems: Mapping[str, Path] = MappingProxyType({}),
    upload: Upload | None = None,
    owed: Sequence[Credit] = (),
) -> Artifact:
    """
    Put *film* to *target*, and what *order* wants besides next to it under the same name.

    Args:
        stems: The tracks of its sound, by name.

        upload: What goes up with it; only an order for that needs it.

        owed: Whom pictures and clips of others are owed to; they lie beside every film that has some.

    Raises:
        OutputError: the folder of *target* cannot be written.
    """
    texts: Mapping[str, Callable[[], str]] = {
        ".srt": lambda: srt.dumps(timeline.cues),
        ".vtt": lambda: vtt.dumps(timeline.cues, timeline.language, font=timeline.caption_font),
        ".ass": lambda: ass.dumps(timeline.cues, _style(timeline, fonts)),
        ".sdh.srt": lambda: srt.dumps(
            described(timeline.cues, timeline.duration, timeline.language, music=timeline.music is not None)
        ),
        ".words.json": lambda: as_json.dumps(timeline.cues, [take.span for take in narration.takes]),
        ".transcript.txt": lambda: _transcript(script),
        ".chapters.txt": lambda: _chapters(timeline),
        ".timeline.json": lambda: dumps(timeline),
        ".script.json": lambda: dumps(attrs.evolve(script, scenes=tuple(take.scene for take in narration.takes))),
        ".upload.json": lambda: dumps(upload, indent=2),
        ".credits.json": lambda: dumps(tuple(owed), indent=2),
        ".upload.txt": lambda: upload.text if upload else "",
    }
    with disk_errors(target.parent), ExitStack() as stack:
        video = stack.enter_context(_beside(target))
        shutil.copyfile(film, video)
        made = []
        # Where a film of that name owed somebody, this one says that it does not.
        credited = bool(owed) or target.with_name(f"{target.stem}{_CREDITS[0]}").is_file()
        for ending, media_type in (*_wanted(order), *([_CREDITS] if credited else [])):
            path = target.with_name(f"{target.stem}{ending}")
            temporary = stack.enter_context(_beside(path))
            if ending in texts:
                temporary.write_text(texts[ending](), encoding="utf-8")
            else:
                await run(command.thumbnail(ffmpeg, film, temporary))
            made.append((temporary, path, media_type))
        for name, stem in stems.items():
            path = target.with_name(f"{target.stem}.{name}.wav")
            temporary = stack.enter_context(_beside(path))
            shutil.copyfile(stem, temporary)
            made.append((temporary, path, "audio/wav"))
        # Nothing appears before everything is made.
        for temporary, path, _ in made:
            temporary.replace(path)
        video.replace(target)
    files = tuple(_described(path, media_type) for _, path, media_type in made)
    with target.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Artifact(
        video=_described(target, _VIDEO_TYPES[target.suffix.lower()]),
        files=files,
        duration=timeline.duration,
        frame_count=timeline.frame_count,
        digest=digest,
        warnings=(*script.warnings, *narration.warnings),
    )


_KINDS: Final[Mapping[ArtifactKind, Sequence[tuple[str, str]]]] = {
    ArtifactKind.SRT: [(".srt", "application/x-subrip")],
    ArtifactKind.VTT: [(".vtt", "text/vtt")],
    ArtifactKind.ASS: [(".ass", "text/x-ssa")],
    ArtifactKind.SDH: [(".sdh.srt", "application/x-subrip")],
    ArtifactKind.WORDS: [(".words.json", "application/json")],
    ArtifactKind.TRANSCRIPT: [(".transcript.txt", "text/plain")],
    ArtifactKind.CHAPTERS: [(".chapters.txt", "text/plain")],
    ArtifactKind.THUMBNAIL: [(".jpg", "image/jpeg")],
    ArtifactKind.TIMELINE: [(".timeline.json", "application/json")],
    ArtifactKind.SCRIPT: [(".script.json", "application/json")],
    ArtifactKind.UPLOAD: [(".upload.json", "application/json"), (".upload.txt", "text/plain")],
}
"""Endings and media types of each kind; those of stems go by their names."""

_CREDITS: Final = (".credits.json", "application/json")


def _wanted(order: Order) -> Iterator[tuple[str, str]]:
    """Give what is made beside the film, each once; its stems are not made here."""
    sidecar = (ArtifactKind.SRT, ArtifactKind.VTT) if order.captions.mode is CaptionMode.SIDECAR else ()
    for kind in dict.fromkeys((*order.artifacts, *sidecar)):
        yield from _KINDS.get(kind, ())


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give a name in the folder of *target* that is gone afterwards."""
    temporary = target.with_name(f".{uuid.uuid4().hex}{target.suffix}")
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _described(path: Path, media_type: str) -> ArtifactFile:
    return ArtifactFile(path.name, path, media_type, path.stat().st_size)


def _style(timeline: Timeline, fonts: Fonts) -> Style:
    chosen = CaptionFonts.of(timeline, fonts)
    return style_for(timeline.size, chosen.family, timeline.caption_look, timeline.caption_font, chosen.others)


def _transcript(script: Script) -> str:
    paragraphs = [script.title]
    heading = ""
    for scene in script.scenes:
        if scene.heading and scene.heading != heading:
            paragraphs.append(scene.heading)
        heading = scene.heading
        paragraphs.append(scene.script)
    return "\n\n".join(paragraphs) + "\n"


def _chapters(timeline: Timeline) -> str:
    """List the chapters as YouTube reads them from a description: ``00:00 Title``."""
    return "".join(f"{clock(chapter.span.start)[:8]} {chapter.title}\n" for chapter in timeline.chapters)
