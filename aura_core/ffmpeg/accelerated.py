"""
Encoders that are made of silicon.

They are fast and make other bytes on every machine, so nobody gets them who did not ask.
No pictures are predicted from later ones, and every group of pictures is closed: what several processes encoded joins
without a gap, whatever the driver thinks of it.
"""

from __future__ import annotations

from typing import Final

import attrs

from aura_core.model.render import RenderSpec
from aura_core.model.settings.hardware import EFFORTS
from aura_core.settings import Acceleration


__all__ = ["AT_ONCE", "FAMILIES", "Means", "options_for"]

FAMILIES: Final = (Acceleration.NVENC, Acceleration.AMF, Acceleration.QSV, Acceleration.VIDEOTOOLBOX)
"""In the order in which they are tried."""

AT_ONCE: Final = 3
"""Encoders of a kind that are used at a time: GeForce drivers before 2023 opened no more."""

_NAMES: Final = {"H264": "h264", "H265": "hevc", "AV1": "av1"}

_QUALITIES: Final = {"H264": (33.0, 15.0), "H265": (36.0, 15.0), "AV1": (42.0, 16.0)}
"""The quantizer at quality 0, and by how much it is lower at 100; an eye sees little difference to the software's."""

_WORDS: Final = {
    Acceleration.NVENC: ("p1", "p2", "p4", "p6", "p7"),
    Acceleration.AMF: ("speed", "speed", "balanced", "quality", "quality"),
    Acceleration.QSV: ("veryfast", "faster", "medium", "slow", "veryslow"),
}
"""What each calls the efforts; Apple's knows none."""


@attrs.frozen
class Means:
    """
    The hardware to encode with.

    Attributes:
        gpu: The number of NVIDIA's processor to use; the others' encoders leave no choice.

        effort: How much time it takes over a picture.
    """

    family: Acceleration
    gpu: str = "auto"
    effort: str = "balanced"

    @property
    def word(self) -> str:
        """What the family calls the effort."""
        return _WORDS[self.family][EFFORTS.index(self.effort)]


def options_for(codec: str, spec: RenderSpec, gop: int, means: Means) -> tuple[str, tuple[str, ...]] | None:
    """Name the encoder for *codec* and its options; ``None`` when there is none."""
    family, gpu = means.family, means.gpu
    name = _NAMES.get(codec)
    if name is None or (codec == "AV1" and family is Acceleration.VIDEOTOOLBOX):
        return None
    common = ("-g", str(gop), "-bf", "0", *_profile(codec))
    chosen = ("-gpu", gpu) if family is Acceleration.NVENC and gpu.isdecimal() else ()
    return f"{name}_{family.value}", (*_quality(codec, spec, means), *common, *chosen)


def _profile(codec: str) -> tuple[str, ...]:
    return {"H264": ("-profile:v", "high"), "H265": ("-tag:v", "hvc1")}.get(codec, ())


def _quality(codec: str, spec: RenderSpec, means: Means) -> tuple[str, ...]:
    worst, better = _QUALITIES[codec]
    quantizer = round(worst - better * spec.quality_level / 100)
    most = ("-maxrate", f"{spec.video_bitrate_k * 3 // 2}k", "-bufsize", f"{spec.video_bitrate_k * 2}k")
    match means.family:
        case Acceleration.NVENC:
            # A constant quality is variable bit rate with a target for the quantizer and none for the rate.
            return ("-preset", means.word, "-tune", "hq", "-rc", "vbr", "-cq", str(quantizer), "-b:v", "0", *most)
        case Acceleration.AMF:
            # AV1 counts quantizers to 255.
            scaled = str(quantizer * 5 if codec == "AV1" else quantizer)
            return ("-usage", "transcoding", "-quality", means.word, "-rc", "cqp", "-qp_i", scaled, "-qp_p", scaled)
        case Acceleration.QSV:
            return ("-preset", means.word, "-global_quality", str(quantizer))
        case _:
            # Only Apple's own processors know a constant quality.
            return ("-b:v", f"{spec.video_bitrate_k}k", "-realtime", "0", "-allow_sw", "0")
