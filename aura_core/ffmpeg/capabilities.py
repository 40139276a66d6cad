"""
What an FFmpeg can do on this machine.

Rule: that an encoder is listed says nothing; what it does with a frame does.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from fractions import Fraction
from typing import Final

import attrs

from aura_core.errors import FFmpegError, FFmpegNotFoundError
from aura_core.ffmpeg import command
from aura_core.ffmpeg.accelerated import FAMILIES
from aura_core.ffmpeg.binary import FFmpeg
from aura_core.ffmpeg.encoding import CONTAINERS, Encoding, encodings_for
from aura_core.ffmpeg.listings import decoders_in, encoders_in, filters_in, methods_in
from aura_core.ffmpeg.process import attempt
from aura_core.model.ffmpeg import Encoder, FFmpegCapabilities, HardwareAcceleration
from aura_core.model.render import RenderSpec
from aura_core.settings import Acceleration
from aura_core.timing import FrameRate


__all__ = ["forget", "probe"]

_PATIENCE_S: Final = 3.0
"""How long finding out may take, whatever drivers do."""

_LISTING_S: Final = 20.0
"""How long a list may take, which only a cold disk delays."""

_HUNG_S: Final = 2.0
"""What had so long for a single frame and did not answer hangs; what had less may just have waited for its turn."""

_AT_ONCE: Final = 4
_RATE: Final = FrameRate(Fraction(30))

_FILTERS: Final = frozenset(
    {
        *("afade", "aformat", "alimiter", "ametadata", "amix", "aresample", "ass", "atrim", "color", "concat", "crop"),
        *("ebur128", "extractplanes", "format", "fps", "highpass", "lutyuv", "pan", "premultiply", "scale"),
        *("setparams", "setpts", "setsar", "tpad", "trim", "volume"),
    }
)
"""Those of which the pipeline's graphs are made."""

_probed: dict[object, FFmpegCapabilities] = {}
_probing: Final = threading.Lock()


def forget() -> None:
    """Find out anew what every FFmpeg can do: a driver may have come or gone."""
    with _probing:
        _probed.clear()


def probe(ffmpeg: FFmpeg) -> FFmpegCapabilities:
    """
    Find out what *ffmpeg* can do, once for each change of the program; blocks for some three seconds at most.

    What was not tried by then, because the machine has other things to do, is tried the next time.

    Raises:
        FFmpegError: it does not say, or is gone.
    """
    try:
        return _known(ffmpeg)
    except OSError as error:
        raise FFmpegNotFoundError(
            f"{ffmpeg.path} cannot be started: {error.strerror}.", remedy="Put it back, or name another."
        ) from error


def _known(ffmpeg: FFmpeg) -> FFmpegCapabilities:
    with _probing:
        status = ffmpeg.path.stat()
        key = (ffmpeg, status.st_size, status.st_mtime_ns, status.st_ino)
        began = time.monotonic()
        until = began + _PATIENCE_S
        found = _probed.get(key) or _listed(ffmpeg)
        encoders = {encoder.name: encoder for encoder in found.encoders}
        left = [one for one in _encodings() if one.encoder in encoders and encoders[one.encoder].usable is None]
        if left:
            encoders |= _tried(ffmpeg, left, encoders, until)
            listed = tuple(encoders.values())
            found = attrs.evolve(
                found,
                encoders=listed,
                hardware_acceleration=_acceleration(listed),
                probed_at=datetime.now(UTC),
                duration_ms=round(1000 * (time.monotonic() - began)),
            )
            _probed[key] = found
        return found


def _listed(ffmpeg: FFmpeg) -> FFmpegCapabilities:
    """Ask *ffmpeg* for everything that it lists."""

    def says(what: str) -> str:
        code, said, _ = attempt([str(ffmpeg.path), "-hide_banner", f"-{what}"], _LISTING_S)
        if code != 0:
            raise FFmpegError(
                f"{ffmpeg.path} does not say which {what} it has.", remedy="Name another FFmpeg in the settings."
            )
        return said.decode(errors="replace")

    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="aura-probe") as pool:
        encoders, decoders, filters, methods = pool.map(says, ("encoders", "decoders", "filters", "hwaccels"))
    listed, chains = tuple(encoders_in(encoders)), tuple(filters_in(filters))
    needed = {encoding.encoder for encoding in _encodings() if not encoding.accelerated} | {"aac", "libopus"}
    return FFmpegCapabilities(
        path=str(ffmpeg.path),
        version=ffmpeg.version,
        identity=ffmpeg.identity,
        encoders=listed,
        decoders=tuple(decoders_in(decoders)),
        filters=chains,
        missing=(
            *sorted(needed - {one.name for one in listed}),
            *sorted(_FILTERS - {one.name for one in chains}),
        ),
        hardware_accelerations=tuple(methods_in(methods)),
        hardware_acceleration=HardwareAcceleration(),
        probed_at=datetime.now(UTC),
        duration_ms=0,
    )


def _encodings() -> list[Encoding]:
    """List the ways in which films are encoded, each encoder once, those that matter most first."""
    container_of = {codec: container for container, codecs in CONTAINERS.items() for codec in codecs}
    found = {
        encoding.encoder: encoding
        for codec, container in container_of.items()
        for encoding in encodings_for(RenderSpec(codec=codec, container=container), _RATE, Acceleration.AUTO)
    }
    return sorted(found.values(), key=lambda encoding: encoding.codec != "H264")


def _tried(ffmpeg: FFmpeg, left: list[Encoding], listed: dict[str, Encoder], until: float) -> dict[str, Encoder]:
    """Let each of the encoders that are *left* encode a frame; where a driver has no H.264, it has nothing."""

    def answer(encoding: Encoding) -> Encoder:
        return _answer(ffmpeg, encoding, listed[encoding.encoder], until)

    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="aura-probe") as pool:
        first = {one.name: one for one in pool.map(answer, [one for one in left if one.codec == "H264"])}
        known = listed | first
        rest = [one for one in left if one.codec != "H264"]
        hopeless = {
            one.encoder: attrs.evolve(listed[one.encoder], usable=False, reason=known[sibling].reason)
            for one in rest
            if one.accelerated
            and (sibling := f"h264_{one.encoder.rpartition('_')[2]}") in known
            and known[sibling].usable is False
        }
        others = pool.map(answer, [one for one in rest if one.encoder not in hopeless])
        return first | hopeless | {one.name: one for one in others}


def _answer(ffmpeg: FFmpeg, encoding: Encoding, encoder: Encoder, until: float) -> Encoder:
    left = until - time.monotonic()
    if left <= 0:
        return encoder
    code, _, said = attempt(command.trial(ffmpeg, encoding, _RATE), left)
    if code == 0:
        return attrs.evolve(encoder, usable=True, reason=None)
    if code is None:
        return attrs.evolve(encoder, usable=False, reason="It did not answer.") if left > _HUNG_S else encoder
    # FFmpeg says the cause first, and then everything that follows from it.
    lines = said.decode(errors="replace").strip().splitlines()
    return attrs.evolve(encoder, usable=False, reason=lines[0] if lines else f"It ended with code {code}.")


def _acceleration(encoders: tuple[Encoder, ...]) -> HardwareAcceleration:
    usable = tuple(encoder.name for encoder in encoders if encoder.usable and encoder.hardware_accelerated)
    nvenc, amf, qsv, videotoolbox = (any(name.endswith(f"_{family.value}") for name in usable) for family in FAMILIES)
    return HardwareAcceleration(nvenc, amf, qsv, videotoolbox, usable)
