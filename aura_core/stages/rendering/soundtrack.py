"""
The sound of the film: the voice at its loudness, and music that makes room for it.

Every level is set by measuring and a fixed gain, never by a running one, so nothing pumps: the voice alone is brought
to its loudness, the music below it by a curve that knows when somebody speaks, and a limiter touches only peaks.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import attrs

from aura_core.errors import InvalidInputError
from aura_core.ffmpeg import command
from aura_core.ffmpeg.binary import FFmpeg
from aura_core.ffmpeg.encoding import Encoding
from aura_core.ffmpeg.process import run
from aura_core.model.timeline import MusicTrack, Timeline
from aura_core.stages.rendering.ambience import write_ambience
from aura_core.stages.rendering.ducking import write_curve
from aura_core.stages.rendering.levels import SILENT, integrated_in, loudness_of
from aura_core.stages.rendering.looping import fit_music
from aura_core.stages.rendering.tracks import write_marks, write_voice
from aura_core.store import Store, digest


__all__ = ["sound_of", "soundtrack", "stems"]

_VERSION: Final = 2

_CEILING: Final = 10 ** (-2.0 / 20)
"""The limiter knows sample peaks only: 0.5 dB are kept for what lies between them, and 0.5 dB for AAC's overshoot."""

_LIMITED: Final = f"alimiter=limit={_CEILING:.4f}:attack=2:release=60:level=disabled:latency=1"

_VOICE: Final = "aresample=48000,highpass=f=60"

_BOTH_SIDES: Final = "pan=stereo|c0=c0|c1=c0"
_TWICE: Final = 10 * math.log10(2)
"""LU that the same sound from two channels is louder than from one (ITU-R BS.1770 adds their powers)."""
_STEREO: Final = "aresample=48000,aformat=sample_fmts=fltp:channel_layouts=stereo"

_CLOSE_ENOUGH: Final = 0.2
"""LU between the loudness asked for and the one reached at the first try, beyond which there is a second."""

_NEAR: Final = 0.1
_MOST: Final = 0.4
"""LU by which the whole is moved for the film to be as loud as asked: less is not worth it, more would be heard."""


@attrs.frozen
class _Desk:
    """
    What is mixed.

    Attributes:
        inputs: FFmpeg's, as options.

        strips: A chain of filters for each track, by its name.

        trim: dB by which all are moved at last.
    """

    inputs: tuple[str, ...]
    strips: Mapping[str, str]
    trim: float = 0.0

    @property
    def tracks(self) -> str:
        """The graph from the inputs to a label for each track, which is its name."""
        trimmed = f",volume={self.trim:.3f}dB" if self.trim else ""
        return ";".join(f"{strip}{trimmed}[{name}]" for name, strip in self.strips.items())

    def mixed(self, end: str) -> str:
        """Return the graph from the inputs to ``[out]``, with the chain *end* at last."""
        labels = "".join(f"[{name}]" for name in self.strips)
        if len(self.strips) == 1:
            # The voice alone is limited already.
            return f"{self.tracks};{labels}{end}[out]"
        together = f"amix=inputs={len(self.strips)}:duration=longest:normalize=0"
        return f"{self.tracks};{labels}{together},{_LIMITED},{end}[out]"


def sound_of(timeline: Timeline, encoding: Encoding, ffmpeg: FFmpeg, store: Store) -> Path:
    """
    Say where in *store* the film's sound lies, or will.
    """
    key = digest("sound", _VERSION, _heard(timeline), encoding.audio, ffmpeg.identity)
    pcm = "pcm_s16le" in encoding.audio
    return store.path(key, ".mka" if encoding.container in {"webm", "mkv"} else ".mov" if pcm else ".m4a")


async def soundtrack(timeline: Timeline, encoding: Encoding, ffmpeg: FFmpeg, store: Store, sound: Path) -> None:
    """
    Make the film's *sound*, exactly as long as its frames, unless the store has it.
    """
    key, suffix = sound.stem, sound.suffix
    if store.find(key, suffix):
        return
    with tempfile.TemporaryDirectory(prefix="aura-") as scratch:
        desk = await _desk(timeline, ffmpeg, Path(scratch))
        graph = desk.mixed(_exactly(timeline))
        with store.writing(key, suffix) as target:
            await run(command.encode_sound(ffmpeg, encoding, desk.inputs, graph, target))


async def stems(timeline: Timeline, ffmpeg: FFmpeg, store: Store) -> Mapping[str, Path]:
    """
    Make the tracks of the film's sound one by one, as they are mixed, before the limiter; their sum is the mix.

    Returns:
        WAV files in *store* by name: voice, music, marks, ambience; only those that the film has.
    """
    others = {"music": timeline.music, "marks": timeline.marks, "ambience": timeline.ambience}
    names = ["voice", *(name for name, track in others.items() if track)]
    keys = {name: digest("stem", name, _VERSION, _heard(timeline), ffmpeg.identity) for name in names}
    if not all(store.find(key, ".wav") for key in keys.values()):
        with tempfile.TemporaryDirectory(prefix="aura-") as scratch, ExitStack() as stack:
            desk = await _desk(timeline, ffmpeg, Path(scratch))
            ends = (f"[{name}]{_exactly(timeline)}[{name}s]" for name in names)
            graph = ";".join([desk.tracks, *ends])
            outputs = [(f"{name}s", stack.enter_context(store.writing(key, ".wav"))) for name, key in keys.items()]
            await run(command.encode_stems(ffmpeg, desk.inputs, graph, outputs))
    return {name: store.path(key, ".wav") for name, key in keys.items()}


def _heard(timeline: Timeline) -> tuple[object, ...]:
    """Return what of *timeline* decides its sound."""
    speech = timeline.speech if timeline.music or timeline.ambience else None
    sounds = timeline.narration, timeline.music, speech, timeline.marks, timeline.ambience
    return *sounds, timeline.duration, timeline.loudness


async def _desk(timeline: Timeline, ffmpeg: FFmpeg, folder: Path) -> _Desk:
    """Lay the tracks out in *folder*, and find their levels."""
    voice = folder / "voice.wav"
    write_voice(timeline, voice)
    gain = await _gain(ffmpeg, voice, timeline.loudness)
    inputs = ["-i", str(voice)]
    strips = {"voice": f"[0:a]{_VOICE},volume={gain:.3f}dB,{_LIMITED},{_BOTH_SIDES}"}
    if timeline.music:
        level, more = await _music(ffmpeg, timeline, timeline.music, folder)
        inputs += more
        strips["music"] = _music_strip(timeline, timeline.music, level)
    if timeline.marks:
        marks = folder / "marks.wav"
        write_marks(timeline, marks)
        strips["marks"] = f"[{inputs.count('-i')}:a]{_STEREO}"
        inputs += ["-i", str(marks)]
    if timeline.ambience:
        ambience = folder / "ambience.wav"
        await write_ambience(timeline, ffmpeg, ambience)
        strips["ambience"] = f"[{inputs.count('-i')}:a]{_STEREO}"
        inputs += ["-i", str(ambience)]
    return await _trimmed(_Desk(tuple(inputs), strips), timeline, ffmpeg)


async def _trimmed(desk: _Desk, timeline: Timeline, ffmpeg: FFmpeg) -> _Desk:
    """
    Bring the whole to its loudness: pauses that are full of music count, and the film is a little softer with them.
    """
    if len(desk.strips) == 1:
        return desk
    output = await run(command.measure_mix(ffmpeg, desk.inputs, desk.mixed(_exactly(timeline))))
    short = timeline.loudness - integrated_in(output)
    return attrs.evolve(desk, trim=min(_MOST, max(-_MOST, short)) if abs(short) > _NEAR else 0.0)


def _exactly(timeline: Timeline) -> str:
    """Cut to the film's length, or add silence up to it."""
    return f"apad,atrim=end={command.seconds(timeline.duration)},asetpts=PTS-STARTPTS"


async def _gain(ffmpeg: FFmpeg, voice: Path, loudness: float) -> float:
    """
    Find the gain in dB at which the limited voice is as loud as asked, in LUFS.
    """
    gain = loudness - _TWICE - await loudness_of(ffmpeg, voice, _VOICE)
    short = await _short_of(loudness, gain, ffmpeg, voice)
    if abs(short) <= _CLOSE_ENOUGH:
        return gain
    # The limiter takes back about half of what is added; two measurements tell how much it really is.
    further = gain + 2 * short
    still_short = await _short_of(loudness, further, ffmpeg, voice)
    slope = (short - still_short) / (further - gain)
    return further + still_short / max(slope, 0.2)


async def _short_of(loudness: float, gain: float, ffmpeg: FFmpeg, voice: Path) -> float:
    """Measure by how many LU the limited voice is quieter than *loudness* with *gain* dB."""
    return loudness - _TWICE - await loudness_of(ffmpeg, voice, f"{_VOICE},volume={gain:.3f}dB,{_LIMITED}")


async def _music(ffmpeg: FFmpeg, timeline: Timeline, music: MusicTrack, folder: Path) -> tuple[float, list[str]]:
    """Return the gain in dB that the music gets where nobody speaks, and FFmpeg's inputs for it and its curve."""
    bed, curve = music.source, folder / "curve.wav"
    if not music.fitted:
        bed = folder / "music.wav"
        if not await fit_music(ffmpeg, music.source, timeline.duration, bed):
            raise _unheard(music)
    loud = await loudness_of(ffmpeg, bed, f"{_STEREO},atrim=end=300")
    if loud <= SILENT:
        raise _unheard(music)
    write_curve(timeline, music, curve)
    return timeline.loudness - music.gap_lu - loud, ["-i", f"file:{bed}", "-i", str(curve)]


def _unheard(music: MusicTrack) -> InvalidInputError:
    return InvalidInputError.of(
        "$.music.path", f"There is nothing to be heard in {music.source.name}.", remedy="Choose another music file."
    )


def _music_strip(timeline: Timeline, music: MusicTrack, level: float) -> str:
    end = float(timeline.duration)
    faded = "" if music.fitted else f",afade=t=in:d=0.8,afade=t=out:st={max(0.0, end - 2.5):.6f}:d={min(2.5, end):.6f}"
    return (
        f"[1:a]{_STEREO},volume={level:.3f}dB,atrim=end={end:.6f}[bed];"
        "[2:a]aresample=48000,pan=stereo|c0=c0|c1=c0,aformat=sample_fmts=fltp:channel_layouts=stereo[curve];"
        f"[bed][curve]amultiply{faded}"
    )
