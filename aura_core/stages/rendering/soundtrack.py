"""
The sound of the film: the voice at its loudness, and music that makes room for it.

Every level is set by measuring and a fixed gain, never by a running one, so nothing pumps: the voice alone is brought
to its loudness, the music below it by a curve that knows when somebody speaks, and a limiter touches only peaks.
"""

from __future__ import annotations

import math
import tempfile
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from aura_core.errors import InvalidInputError, SpeechError
from aura_core.ffmpeg import command
from aura_core.ffmpeg.binary import FFmpeg
from aura_core.ffmpeg.encoding import Encoding
from aura_core.ffmpeg.process import run
from aura_core.model.timeline import MusicTrack, Timeline
from aura_core.stages.rendering.ambience import write_ambience
from aura_core.store import Store, digest
from aura_core.timing import Seconds, TimeRange


__all__ = ["sound_of", "soundtrack"]

_VERSION: Final = 2

_CEILING: Final = 10 ** (-2.0 / 20)
"""The limiter knows sample peaks only: 0.5 dB are kept for what lies between them, and 0.5 dB for AAC's overshoot."""

_VOICE: Final = "aresample=48000,highpass=f=60"

_BOTH_SIDES: Final = "pan=stereo|c0=c0|c1=c0"
_TWICE: Final = 10 * math.log10(2)
"""LU that the same sound from two channels is louder than from one (ITU-R BS.1770 adds their powers)."""
_STEREO: Final = "aresample=48000,aformat=channel_layouts=stereo"

_SILENT: Final = -70.0
"""LUFS; what is not louder is not counted (EBU R 128), and nothing is counted of less than 0.4 s."""

_CLOSE_ENOUGH: Final = 0.2
"""LU between the loudness asked for and the one reached at the first try, beyond which there is a second."""


def sound_of(timeline: Timeline, encoding: Encoding, ffmpeg: FFmpeg, store: Store) -> Path:
    """
    Say where in *store* the film's sound lies, or will.
    """
    speech = timeline.speech if timeline.music or timeline.ambience else None
    heard = (timeline.narration, timeline.music, timeline.ambience, speech)
    key = digest("sound", _VERSION, heard, timeline.duration, timeline.loudness, encoding.audio, ffmpeg.identity)
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
        voice = Path(scratch) / "voice.wav"
        _assemble(timeline, voice)
        gain = await _gain(ffmpeg, voice, timeline.loudness)
        graph = [f"[0:a]{_VOICE},volume={gain:.3f}dB,{_limited()},{_BOTH_SIDES}[voice]"]
        inputs = ["-i", str(voice)]
        tracks = ["voice"]
        if timeline.music:
            tracks.append("music")
            level, more = await _music(ffmpeg, timeline, timeline.music, Path(scratch))
            inputs += more
            graph.append(_music_graph(timeline, level))
        if timeline.ambience:
            tracks.append("ambience")
            ambience = Path(scratch) / "ambience.wav"
            await write_ambience(ffmpeg, timeline, ambience)
            graph.append(f"[{inputs.count('-i')}:a]{_STEREO}[ambience]")
            inputs += ["-i", str(ambience)]
        if len(tracks) > 1:
            labels = "".join(f"[{track}]" for track in tracks)
            graph.append(f"{labels}amix=inputs={len(tracks)}:duration=longest:normalize=0,{_limited()}[mix]")
        length = command.seconds(timeline.duration)
        graph.append(f"[{'mix' if len(tracks) > 1 else 'voice'}]apad,atrim=end={length},asetpts=PTS-STARTPTS[out]")
        with store.writing(key, suffix) as target:
            argv = command.encode_sound(ffmpeg, encoding, inputs, ";".join(graph), target)
            await run(argv)


def _limited() -> str:
    return f"alimiter=limit={_CEILING:.4f}:attack=2:release=60:level=disabled:latency=1"


async def _gain(ffmpeg: FFmpeg, voice: Path, loudness: float) -> float:
    """
    Find the gain in dB at which the limited voice is as loud as asked, in LUFS.
    """
    gain = loudness - _TWICE - await _loudness(ffmpeg, voice, _VOICE)
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
    return loudness - _TWICE - await _loudness(ffmpeg, voice, f"{_VOICE},volume={gain:.3f}dB,{_limited()}")


async def _loudness(ffmpeg: FFmpeg, source: Path, chain: str) -> float:
    """Measure the integrated loudness of *source* after *chain*, in LUFS (EBU R 128)."""
    output = await run(command.measure_loudness(ffmpeg, source, chain))
    values = [line.partition(b"=")[2] for line in output.splitlines() if line.startswith(b"lavfi.r128.I=")]
    return float(values[-1]) if values else _SILENT


def _assemble(timeline: Timeline, target: Path) -> None:
    """
    Put the recordings where they belong into one WAV file, silence between them.
    """
    rates = {_rate(clip.source) for clip in timeline.narration}
    if len(rates) != 1:
        raise SpeechError(
            f"The recordings have different sample rates: {', '.join(map(str, sorted(rates)))} Hz.",
            provider="narration",
            remedy="Use one voice for the whole film.",
        )
    rate = rates.pop()
    with wave.open(str(target), "wb") as track:
        track.setnchannels(1)
        track.setsampwidth(2)
        track.setframerate(rate)
        for clip in timeline.narration:
            _silence(track, round(clip.span.start * rate) - track.tell())
            with wave.open(str(clip.source), "rb") as take:
                track.writeframes(take.readframes(take.getnframes()))
        _silence(track, round(timeline.duration * rate) - track.tell())


def _silence(track: wave.Wave_write, samples: int) -> None:
    if samples > 0:
        track.writeframes(bytes(2 * samples))


def _rate(source: Path) -> int:
    with wave.open(str(source), "rb") as take:
        return take.getframerate()


async def _music(ffmpeg: FFmpeg, timeline: Timeline, music: MusicTrack, folder: Path) -> tuple[float, list[str]]:
    """Return the gain in dB that the music gets where nobody speaks, and FFmpeg's inputs for it and its curve."""
    loud = await _loudness(ffmpeg, music.source, f"{_STEREO},atrim=end=300")
    if loud <= _SILENT:
        # Or of a length to which loudness is not defined; as it will be looped, so it is measured.
        loud = await _loudness(ffmpeg, music.source, f"{_STEREO},aloop=loop=-1:size=48000,atrim=end=3")
    if loud <= _SILENT:
        raise InvalidInputError.of(
            "$.music.path", f"There is nothing to be heard in {music.source.name}.", remedy="Choose another music file."
        )
    curve = folder / "curve.wav"
    _write_curve(curve, _ducking(timeline, music))
    level = timeline.loudness - music.gap_lu - loud
    return level, ["-stream_loop", "-1", "-i", f"file:{music.source}", "-i", str(curve)]


def _music_graph(timeline: Timeline, level: float) -> str:
    end = float(timeline.duration)
    return (
        f"[1:a]aresample=48000,aformat=sample_fmts=fltp:channel_layouts=stereo,volume={level:.3f}dB,atrim=end={end:.6f}[bed];"
        "[2:a]aresample=48000,pan=stereo|c0=c0|c1=c0,aformat=sample_fmts=fltp:channel_layouts=stereo[curve];"
        f"[bed][curve]amultiply,afade=t=in:d=0.8,afade=t=out:st={max(0.0, end - 2.5):.6f}:d={min(2.5, end):.6f}[music]"
    )


_CURVE_RATE: Final = 1000
_FALL: Final = 0.3
_RISE: Final = 0.6
_BRIDGED: Final = 1.0
"""Seconds: pauses shorter than this do not bring the music back, which would only breathe."""


def _ducking(timeline: Timeline, music: MusicTrack) -> NDArray[np.float64]:
    """Return how the music is turned down over the film, (samples,) float64 at 1 kHz, 1 where nobody speaks."""
    moments = np.arange(round(timeline.duration * _CURVE_RATE) + _CURVE_RATE, dtype=np.float64) / _CURVE_RATE
    depth = np.zeros_like(moments)
    for span in _bridged(timeline.speech):
        start, end = float(span.start), float(span.end)
        ramp = np.minimum((moments - (start - _FALL)) / _FALL, ((end + _RISE) - moments) / _RISE)
        depth = np.maximum(depth, np.clip(ramp, 0, 1))
    return 10 ** (-depth * music.duck_db / 20)


def _bridged(speech: Sequence[TimeRange]) -> list[TimeRange]:
    spans: list[TimeRange] = []
    for span in speech:
        if spans and span.start - spans[-1].end < _BRIDGED:
            spans[-1] = TimeRange(spans[-1].start, Seconds(span.end - spans[-1].start))
        else:
            spans.append(span)
    return spans


def _write_curve(target: Path, curve: NDArray[np.float64]) -> None:
    """Write *curve*, 0 to 1, as 16-bit WAV."""
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_CURVE_RATE)
        file.writeframes(np.rint(curve * 32767).astype("<i2").tobytes())
