"""FFmpeg's command lines as values: nothing is run here."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

from aura_core.ffmpeg.binary import FFmpeg
from aura_core.ffmpeg.encoding import Encoding
from aura_core.model.render import Resolution
from aura_core.model.visuals import Playback
from aura_core.timing import FrameRate, Seconds


__all__ = [
    "caption_states",
    "count_packets",
    "decode_at",
    "decode_sound",
    "encode_frames",
    "encode_sound",
    "encode_stems",
    "first_picture",
    "glimpse_end",
    "join",
    "measure_loudness",
    "measure_mix",
    "read_frames",
    "seconds",
    "thumbnail",
    "trial",
]

_AS_FILMED: Final = Playback()

_QUIET: Final = ("-hide_banner", "-loglevel", "error", "-nostdin", "-y")
_REPRODUCIBLE: Final = ("-fflags", "+bitexact", "-map_metadata", "-1")

_AGAIN: Final = ("-stream_loop", "-1")
_TAGS: Final = ("-color_range", "tv", "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709")
"""Goes *before* ``-i``: as output options they make FFmpeg 9 convert what is already right."""


def seconds(value: Seconds) -> str:
    """Spell *value* as FFmpeg reads it, to the microsecond."""
    return f"{float(value):.6f}"


def _raw(size: Resolution, rate: FrameRate | int) -> tuple[str, ...]:
    return (
        *("-f", "rawvideo", "-pixel_format", "yuv420p"),
        *("-video_size", f"{size.width}x{size.height}", "-framerate", str(rate)),
    )


def encode_frames(
    ffmpeg: FFmpeg,
    encoding: Encoding,
    size: Resolution,
    rate: FrameRate,
    count: int,
    target: Path,
    *,
    filmed: bool,
) -> list[str]:
    """Encode *count* raw frames from stdin into the segment *target*."""
    return [
        *(str(ffmpeg.path), *_QUIET, "-threads", "1", "-filter_threads", "1"),
        *(*_raw(size, rate), *_TAGS, "-thread_queue_size", "2", "-i", "pipe:0"),
        *("-frames:v", str(count), "-an", *encoding.video, *(encoding.moving if filmed else ())),
        *(*_REPRODUCIBLE, "-video_track_timescale", str(encoding.timescale), str(target)),
    ]


def read_frames(
    ffmpeg: FFmpeg,
    source: Path,
    size: Resolution,
    rate: FrameRate,
    first: int,
    count: int,
    playback: Playback = _AS_FILMED,
) -> list[str]:
    """
    Write *count* raw frames of the film *source*, played as *playback* says, from frame *first* to stdout.

    The picture covers the frame; what is transparent is black.
    """
    slowed = "" if playback.pace == 1 else f"setpts=PTS/{playback.pace},"
    held = "" if playback.again else "tpad=stop=-1:stop_mode=clone,"
    again = _AGAIN if playback.again else _from(playback.begins)
    cover = (
        f"{slowed}fps={rate},scale={size.width}:{size.height}:force_original_aspect_ratio=increase:flags=bicubic"
        ":out_color_matrix=bt709:out_range=tv,"
        f"crop={size.width}:{size.height},format=yuva420p,premultiply=inplace=1,format=yuv420p,setsar=1,"
        f"{held}trim=start_frame={first}:end_frame={first + count},setpts=PTS-STARTPTS"
    )
    return [
        *(str(ffmpeg.path), *_QUIET, "-protocol_whitelist", "file,pipe", *again, "-i", f"file:{source}"),
        *("-map", "0:v:0", "-vf", cover, "-frames:v", str(count), "-f", "rawvideo", "pipe:1"),
    ]


def _from(moment: Seconds) -> tuple[str, ...]:
    """Leave out of an input what lies before *moment*."""
    return ("-ss", seconds(moment)) if moment else ()


def caption_states(ffmpeg: FFmpeg, script: Path, fonts: Path, size: Resolution, top: int, count: int) -> list[str]:
    """
    Draw the *count* pictures of the ASS file *script*, one a second: half of them over a dark ground, half over a light.

    What lies below line *top* goes to stdout as yuv420p.
    """

    def ground(luma: int, chroma: int) -> str:
        return (
            f"color=c=black:s={size.width}x{size.height}:r=1:d={count // 2},format=yuv420p,"
            f"lutyuv=y={luma}:u={chroma}:v={chroma},"
            "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
        )

    ass = f"ass=filename={_in_filter(script)}:fontsdir={_in_filter(fonts)}"
    crop = f"crop={size.width}:{size.height - top}:0:{top}"
    graph = f"{ground(16, 16)}[dark];{ground(235, 240)}[light];[dark][light]concat=n=2,{ass},{crop}"
    return [
        *(str(ffmpeg.path), *_QUIET, "-filter_complex_threads", "1", "-filter_complex", graph),
        *("-frames:v", str(count), "-f", "rawvideo", "pipe:1"),
    ]


def _in_filter(path: Path) -> str:
    r"""
    Quote *path* for an option of a filter in a graph.

    Two levels, as FFmpeg's documentation "Notes on filtergraph escaping" has it: the option's value (``\``, ``'``,
    ``:``), then the graph's (``\``, ``'``, ``[``, ``]``, ``,``, ``;``).
    """
    value = str(path)
    for special in "\\':":
        value = value.replace(special, f"\\{special}")
    for special in "\\'[],;":
        value = value.replace(special, f"\\{special}")
    return value


def join(
    ffmpeg: FFmpeg,
    encoding: Encoding,
    pictures: Path,
    sound: Path,
    captions: Path | None,
    chapters: Path,
    language: str,
    target: Path,
) -> list[str]:
    """
    Join encoded segments and the sound into the film *target*, encoding nothing.

    Args:
        pictures: An ffconcat list.

        captions: An SRT file that becomes a stream of the film.

        chapters: Title and chapters as FFMETADATA.
    """
    soft = {"mp4": "mov_text", "mov": "mov_text", "mkv": "subrip", "webm": "webvtt"}[encoding.container]
    inputs = [
        "-f",
        "concat",
        "-safe",
        "0",
        "-i",
        str(pictures),
        "-i",
        str(sound),
        "-f",
        "ffmetadata",
        "-i",
        str(chapters),
    ]
    maps = ["-map", "0:v:0", "-map", "1:a:0", "-map_metadata", "2", "-map_chapters", "2"]
    streams = ["-c", "copy", "-metadata:s:v:0", f"language={language}", "-metadata:s:a:0", f"language={language}"]
    if captions:
        inputs += ["-f", "srt", "-i", str(captions)]
        maps += ["-map", "3:s:0"]
        streams += ["-c:s", soft, "-metadata:s:s:0", f"language={language}"]
    mp4 = ["-movflags", "+faststart", "-video_track_timescale", str(encoding.timescale)]
    return [
        *(str(ffmpeg.path), *_QUIET, *inputs, *maps, *streams, "-fflags", "+bitexact"),
        *(mp4 if encoding.container in {"mp4", "mov"} else []),
        str(target),
    ]


def encode_sound(ffmpeg: FFmpeg, encoding: Encoding, inputs: Sequence[str], graph: str, target: Path) -> list[str]:
    """Encode what *graph* makes of *inputs*, its output ``[out]``, into *target*."""
    return [
        *(str(ffmpeg.path), *_QUIET, "-protocol_whitelist", "file,pipe", *inputs, "-filter_complex", graph),
        *("-map", "[out]", *encoding.audio, "-ar", "48000", *_REPRODUCIBLE, str(target)),
    ]


def encode_stems(ffmpeg: FFmpeg, inputs: Sequence[str], graph: str, targets: Sequence[tuple[str, Path]]) -> list[str]:
    """Write outputs of what *graph* makes of *inputs*, by their labels, to WAV files of 24 bits."""
    outputs = [
        part
        for label, target in targets
        for part in ("-map", f"[{label}]", "-c:a", "pcm_s24le", "-ar", "48000", *_REPRODUCIBLE, str(target))
    ]
    return [
        *(str(ffmpeg.path), *_QUIET, "-protocol_whitelist", "file,pipe", *inputs, "-filter_complex", graph),
        *outputs,
    ]


def decode_sound(
    ffmpeg: FFmpeg,
    source: Path,
    length: Seconds,
    target: Path,
    *,
    again: bool = False,
    begins: Seconds = Fraction(0),
) -> list[str]:
    """
    Write at most *length* of the sound of *source* to *target*: samples alone, 16-bit, stereo, 48 kHz.

    Args:
        again: Whether it begins again when it is over.

        begins: Seconds of the file that are left out before.
    """
    return [
        *(str(ffmpeg.path), *_QUIET, "-protocol_whitelist", "file,pipe", *(_AGAIN if again else _from(begins))),
        *("-i", f"file:{source}", "-map", "0:a:0"),
        *("-t", seconds(length), "-ac", "2", "-ar", "48000", "-f", "s16le", str(target)),
    ]


_MEASURE: Final = "ebur128=metadata=1:framelog=verbose,ametadata=mode=print:key=lavfi.r128.I:file=-"


def measure_loudness(ffmpeg: FFmpeg, source: Path, chain: str) -> list[str]:
    """Write the loudness of *source* after the filters *chain* to stdout, as ``lavfi.r128.I=…`` lines, the last final."""
    return [
        *(str(ffmpeg.path), *_QUIET, "-protocol_whitelist", "file,pipe", "-i", f"file:{source}"),
        *("-map", "0:a:0", "-af", f"{chain},{_MEASURE}", "-f", "null", "-"),
    ]


def measure_mix(ffmpeg: FFmpeg, inputs: Sequence[str], graph: str) -> list[str]:
    """Write the loudness of what *graph* makes of *inputs*, its output ``[out]``, as :func:`measure_loudness` does."""
    return [
        *(str(ffmpeg.path), *_QUIET, "-protocol_whitelist", "file,pipe", *inputs, "-filter_complex"),
        *(f"{graph};[out]{_MEASURE}[measured]", "-map", "[measured]", "-f", "null", "-"),
    ]


def decode_at(ffmpeg: FFmpeg, film: Path, moments: Sequence[Seconds]) -> list[str]:
    """
    Decode the last key frame of *film* before each of *moments*; an error in any ends FFmpeg with another code than 0.
    """
    source = f"file:{film}"
    inputs = [
        part
        for moment in moments
        for part in ("-threads", "1", "-noaccurate_seek", "-ss", seconds(moment), "-i", source)
    ]
    outputs = [f"-map {index}:v:0 -frames:v 1 -f null -".split() for index in range(len(moments))]
    return [str(ffmpeg.path), *_QUIET, "-xerror", *inputs, *(part for output in outputs for part in output)]


def count_packets(ffmpeg: FFmpeg, film: Path) -> list[str]:
    """
    Write a line for every packet of *film* to stdout; those of the picture begin with ``0,``.

    A packet that is damaged ends FFmpeg with another code than 0.
    """
    source = ("-xerror", "-i", f"file:{film}", "-map", "0:v:0", "-map", "0:a:0")
    return [str(ffmpeg.path), *_QUIET, *source, "-c", "copy", "-f", "framecrc", "pipe:1"]


def first_picture(ffmpeg: FFmpeg, source: Path, width: int, height: int) -> list[str]:
    """Write the first picture of the film *source* to stdout, grey and small, if there is any that can be decoded."""
    return [
        *(str(ffmpeg.path), *_QUIET, "-protocol_whitelist", "file,pipe", "-i", f"file:{source}", "-map", "0:v:0"),
        *("-frames:v", "1", "-vf", f"scale={width}:{height},format=gray", "-f", "rawvideo", "pipe:1"),
    ]


def glimpse_end(ffmpeg: FFmpeg, film: Path, width: int, height: int) -> list[str]:
    """Write the luma of the last second of *film* to stdout, as it was coded, in small."""
    return [
        *(str(ffmpeg.path), *_QUIET, "-xerror", "-sseof", "-1", "-i", f"file:{film}", "-map", "0:v:0"),
        # Converted to grey, saturated pictures change by a tenth: FFmpeg takes the weights of another standard for it.
        *("-vf", f"format=yuv420p,extractplanes=y,scale={width}:{height}:flags=area", "-f", "rawvideo", "pipe:1"),
    ]


def thumbnail(ffmpeg: FFmpeg, film: Path, target: Path) -> list[str]:
    """Write an early picture of *film*, at most 1280 pixels along its longer side, to the JPEG *target*."""
    small = "scale='if(gt(iw,ih),min(1280,iw),-2)':'if(gt(iw,ih),-2,min(1280,ih))'"
    return [
        *(str(ffmpeg.path), *_QUIET, "-i", f"file:{film}", "-frames:v", "1", "-vf", small, "-q:v", "3"),
        *(*_REPRODUCIBLE, "-update", "1", f"file:{target}"),
    ]


def trial(ffmpeg: FFmpeg, encoding: Encoding, rate: FrameRate) -> list[str]:
    """Encode one small frame: only this tells whether an encoder that is listed can be used."""
    return [
        *(str(ffmpeg.path), *_QUIET, "-f", "lavfi", "-i", f"color=black:s=256x144:r={rate}:d=1"),
        *("-frames:v", "1", "-pix_fmt", "yuv420p", *encoding.video, "-f", "null", "-"),
    ]
