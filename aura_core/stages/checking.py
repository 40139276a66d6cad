"""
What can be found wrong before any work is done.
"""

from __future__ import annotations

from functools import cache

from aura_core.errors import EncoderNotFoundError, InvalidInputError, Issue, RenderError
from aura_core.ffmpeg import command
from aura_core.ffmpeg.binary import FFmpeg
from aura_core.ffmpeg.encoding import Encoding
from aura_core.ffmpeg.process import run
from aura_core.model.order import Order
from aura_core.timing import FrameRate


__all__ = ["check_order"]


async def check_order(order: Order, encoding: Encoding, rate: FrameRate, ffmpeg: FFmpeg) -> None:
    """
    Make sure that what *order* names is there and can be used.

    Raises:
        InvalidInputError: a file is not there.

        EncoderNotFoundError: FFmpeg has no usable encoder for it.
    """
    issues = []
    if order.music and not order.music.path.is_file():
        issues.append(Issue("$.music.path", f"There is no music file {order.music.path}."))
    if order.visuals.folder and not order.visuals.folder.is_dir():
        issues.append(Issue("$.visuals.folder", f"There is no folder {order.visuals.folder}."))
    if issues:
        raise InvalidInputError(issues)
    await _try_encoder(encoding, rate, ffmpeg)


async def _try_encoder(encoding: Encoding, rate: FrameRate, ffmpeg: FFmpeg) -> None:
    if encoding in _usable(ffmpeg):
        return
    try:
        await run(command.trial(ffmpeg, encoding, rate))
    except RenderError as error:
        raise EncoderNotFoundError(
            f"FFmpeg {ffmpeg.version} cannot use its encoder {encoding.encoder}: {error}",
            remedy="Choose another codec, or another FFmpeg with AURA_FFMPEG_PATH.",
        ) from error
    _usable(ffmpeg).add(encoding)


@cache
def _usable(ffmpeg: FFmpeg) -> set[Encoding]:
    """Return the encodings that *ffmpeg* has been seen to use; a trial costs 0.1 s."""
    return set()
