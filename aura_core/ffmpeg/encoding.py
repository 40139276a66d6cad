"""
How pictures and sound become streams.

Rule: all segments of a film are encoded with settings of one family, so that they join without being encoded again.
"""

from __future__ import annotations

from typing import Final

import attrs

from aura_core.errors import InvalidInputError, Issue
from aura_core.ffmpeg.accelerated import FAMILIES, Means, options_for
from aura_core.model.render import RenderSpec
from aura_core.settings import Acceleration
from aura_core.timing import FrameRate


__all__ = ["CODECS", "CONTAINERS", "Encoding", "encoding_for", "encodings_for", "kind_of"]

CONTAINERS: Final = {
    "mp4": ("H264", "H265", "AV1"),
    "mov": ("H264", "H265", "ProRes"),
    "mkv": ("H264", "H265", "VP9", "AV1", "ProRes"),
    "webm": ("VP9", "AV1"),
}
"""Which codecs each container takes."""

CODECS: Final = {
    "h264": "H264",
    "libx264": "H264",
    "avc": "H264",
    "h265": "H265",
    "hevc": "H265",
    "libx265": "H265",
    "vp9": "VP9",
    "libvpx-vp9": "VP9",
    "av1": "AV1",
    "libsvtav1": "AV1",
    "prores": "ProRes",
    "prores_ks": "ProRes",
    "prores422hq": "ProRes",
}
"""Spellings of the codecs, in lower case."""

_SHOWN: Final = 40
"""Characters of what is none."""


@attrs.frozen
class Encoding:
    """
    How pictures and sound become streams.

    Attributes:
        codec: As :data:`CODECS` spells it.

        encoder: FFmpeg's name of what makes the picture.

        video: FFmpeg's options for the picture.

        moving: Options besides, for pictures that were filmed.

        audio: FFmpeg's options for the sound.

        timescale: Ticks a second in files that have such a thing.
    """

    codec: str
    encoder: str
    container: str
    video: tuple[str, ...]
    moving: tuple[str, ...]
    audio: tuple[str, ...]
    timescale: int

    @property
    def accelerated(self) -> bool:
        """Whether hardware encodes the picture."""
        return self.encoder.endswith(tuple(f"_{family.value}" for family in FAMILIES))

    @property
    def suffix(self) -> str:
        """The ending of the film's file name."""
        return f".{self.container}"


def kind_of(spec: RenderSpec) -> tuple[str, str]:
    """
    Return the container and the codec that *spec* asks for, as :data:`CONTAINERS` spells them.

    Raises:
        InvalidInputError: there is no such codec or container, or the one does not take the other.
    """
    container = spec.container.strip().lower().removeprefix(".")
    codec = CODECS.get(spec.codec.strip().lower().replace(".", "").replace(" ", ""))
    issues = []
    if container not in CONTAINERS:
        issues.append(Issue("$.renderSpec.container", f"There is no container {spec.container[:_SHOWN]!r} here."))
    if codec is None:
        issues.append(Issue("$.renderSpec.codec", f"There is no codec {spec.codec[:_SHOWN]!r} here."))
    if not issues and codec not in CONTAINERS[container]:
        issues.append(Issue("$.renderSpec.codec", f"{container} does not take {codec}."))
    if issues or codec is None:
        pairs = "; ".join(f"{name}: {', '.join(codecs)}" for name, codecs in CONTAINERS.items())
        raise InvalidInputError(issues, remedy=f"Choose one of {pairs}.")
    return container, codec


def encodings_for(
    spec: RenderSpec, rate: FrameRate, by: Acceleration, gpu: str = "auto", effort: str = "balanced"
) -> tuple[Encoding, ...]:
    """
    Return the ways of making the streams that *spec* asks for, the one that is wanted first, software last.

    A film is made in one of them as a whole: two encoders' pictures do not join.

    Args:
        gpu: Which graphics processor encodes, where there is a choice.

        effort: How much time hardware takes over a picture.

    Raises:
        InvalidInputError: there is no such codec or container, or the one does not take the other.
    """
    software = encoding_for(spec, rate)
    families = FAMILIES if by is Acceleration.AUTO else (by,)
    means = [Means(family, gpu, effort) for family in families if family in FAMILIES]
    made = [options_for(software.codec, spec, _gop(rate), one) for one in means]
    accelerated = [
        attrs.evolve(software, encoder=encoder, video=("-c:v", encoder, *options), moving=())
        for encoder, options in filter(None, made)
    ]
    return (*accelerated, software)


def encoding_for(spec: RenderSpec, rate: FrameRate) -> Encoding:
    """
    Choose the streams that *spec* asks for, encoded by software.

    Raises:
        InvalidInputError: there is no such codec or container, or the one does not take the other.
    """
    container, codec = kind_of(spec)
    encoder, video, moving = _video(codec, spec, gop=_gop(rate))
    return Encoding(
        codec=codec,
        encoder=encoder,
        container=container,
        video=("-c:v", encoder, *video, *_bounds(codec, spec)),
        moving=moving,
        audio=_audio(container, codec, spec),
        timescale=rate.numerator * 512,
    )


def _gop(rate: FrameRate) -> int:
    """Return the frames of two seconds."""
    return max(1, round(2 * rate))


def _video(codec: str, spec: RenderSpec, gop: int) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Name the encoder of *codec*, its options, and its options besides for filmed pictures."""
    cut = 40 if spec.enable_scene_cut else 0
    options: tuple[str, ...]
    quality = spec.quality_level / 100
    match codec:
        case "H264":
            # 1.56 times as fast as plain veryfast for 6 % more bits at the same VMAF, measured on slow moves over
            # photographs; filmed pictures get veryfast's own search. weightp=0 in both keeps the headers equal.
            still = "subme=1:me=dia:b-adapt=0:partitions=none"
            common = f"stitchable=1:weightp=0:keyint={gop}:scenecut={cut}:open-gop=0"
            options = ("-preset", "veryfast", "-profile:v", "high", "-crf", f"{32 - 16 * quality:g}", "-threads", "1")
            return "libx264", (*options, "-x264-params", f"{common}:{still}"), ("-x264-params", common)
        case "H265":
            params = f"keyint={gop}:scenecut={cut}:open-gop=0:pools=none:frame-threads=1:log-level=error"
            options = ("-preset", "fast", "-crf", f"{34 - 16 * quality:g}", "-tag:v", "hvc1", "-x265-params", params)
            return "libx265", options, ()
        case "VP9":
            options = ("-crf", f"{45 - 20 * quality:g}", "-g", str(gop), "-deadline", "realtime", "-cpu-used", "6")
            return "libvpx-vp9", (*options, "-row-mt", "0", "-threads", "1", "-auto-alt-ref", "0"), ()
        case "AV1":
            options = ("-preset", "9", "-crf", f"{48 - 20 * quality:g}", "-g", str(gop))
            return "libsvtav1", (*options, "-svtav1-params", "lp=1"), ()
        case _:
            return "prores_ks", ("-profile:v", "3", "-vendor", "apl0", "-pix_fmt", "yuv422p10le"), ()


def _bounds(codec: str, spec: RenderSpec) -> tuple[str, ...]:
    """Cap the bit rate where the encoder can: never over 1.5 times what was asked for, averaged over 1.3 seconds."""
    if codec in {"H264", "H265"}:
        return ("-maxrate", f"{spec.video_bitrate_k * 3 // 2}k", "-bufsize", f"{spec.video_bitrate_k * 2}k")
    if codec == "VP9":
        return ("-b:v", f"{spec.video_bitrate_k}k")
    return ()


def _audio(container: str, codec: str, spec: RenderSpec) -> tuple[str, ...]:
    if codec == "ProRes":
        return ("-c:a", "pcm_s16le")
    if container == "webm":
        return ("-c:a", "libopus", "-b:a", f"{min(spec.audio_bitrate_k, 510)}k")
    # The fast coder, and no search for what both channels share, take 1 s a minute instead of 3; at these rates there
    # are bits enough for speech.
    return ("-c:a", "aac", "-b:a", f"{min(spec.audio_bitrate_k, 512)}k", "-aac_coder", "fast", "-aac_ms", "0")
