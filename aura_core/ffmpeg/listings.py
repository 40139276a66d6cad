"""What FFmpeg lists: ``-encoders``, ``-decoders``, ``-filters`` and ``-hwaccels``, read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from aura_core.model.ffmpeg import Decoder, Encoder, Filter


__all__ = ["decoders_in", "encoders_in", "filters_in", "methods_in"]

_KINDS: Final = {"V": "video", "A": "audio", "S": "subtitle"}
# Flags are letters or dots; how many there are, and which, changes with the version.
_CODER: Final = re.compile(r"^ ([VAS])[A-Z.]{3,9} (\S+)\s+(.*)$")
_FILTER: Final = re.compile(r"^ [A-Z.]{2,6} (\S+)\s+(\S+->\S+)\s+(.*)$")
_CODEC: Final = re.compile(r" ?\(codec (\S+)\)$")
_HARDWARE: Final = re.compile(r"_(?:nvenc|amf|qsv|videotoolbox|vaapi|vulkan|v4l2m2m|mf|omx|mediacodec|rkmpp|d3d12va)$")


def encoders_in(listing: str) -> Iterator[Encoder]:
    """Read what ``-encoders`` lists, nothing of which needs to work."""
    for kind, name, description in _coders(listing):
        codec = _CODEC.search(description)
        yield Encoder(
            name,
            kind,
            codec[1] if codec else name,
            _CODEC.sub("", description),
            hardware_accelerated=_HARDWARE.search(name) is not None,
        )


def decoders_in(listing: str) -> Iterator[Decoder]:
    """Read what ``-decoders`` lists."""
    for kind, name, description in _coders(listing):
        yield Decoder(name, kind, _CODEC.sub("", description))


def _coders(listing: str) -> Iterator[tuple[str, str, str]]:
    # Above the line is the legend, in the same form.
    for line in listing.partition(" ------\n")[2].splitlines():
        if found := _CODER.match(line):
            yield _KINDS[found[1]], found[2], found[3]


def filters_in(listing: str) -> Iterator[Filter]:
    """Read what ``-filters`` lists."""
    for line in listing.splitlines():
        if found := _FILTER.match(line):
            yield Filter(*found.groups())


def methods_in(listing: str) -> Iterator[str]:
    """Read what ``-hwaccels`` lists."""
    return (line.strip() for line in listing.splitlines()[1:] if line.strip())
