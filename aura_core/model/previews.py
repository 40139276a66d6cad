"""What the API takes and answers about looking at films and clips that are there."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import attrs


__all__ = [
    "GenerateProxyRequest",
    "GetThumbnailRequest",
    "ProxyCacheStatsResponse",
    "ProxyMediaResponse",
    "ThumbnailResponse",
]

_PATH: Final[Any] = [attrs.validators.min_len(1), attrs.validators.max_len(4096)]
_SIDE: Final[Any] = [attrs.validators.ge(64), attrs.validators.le(1920)]


@attrs.frozen
class GetThumbnailRequest:
    """
    A picture of a film is wanted.

    Attributes:
        video_path: A film or a clip of this server, by its address or its path.

        timestamp: Seconds from its start.

        width: Pixels at most; the picture keeps its shape.

        height: Likewise.
    """

    video_path: str = attrs.field(validator=_PATH)
    timestamp: float = attrs.field(default=0.0, validator=[attrs.validators.ge(0.0), attrs.validators.le(86_400.0)])
    width: int = attrs.field(default=320, validator=_SIDE)
    height: int = attrs.field(default=180, validator=_SIDE)


@attrs.frozen
class ThumbnailResponse:
    """
    A picture of a film.

    Attributes:
        base64_image: A JPEG.

        url: Where this server has the same, for pages.
    """

    base64_image: str = attrs.field(metadata={"wire": "base64Image"})
    width: int
    height: int
    timestamp: float
    url: str


@attrs.frozen
class GenerateProxyRequest:
    """
    A light copy of a film or a clip is wanted, for an editor.

    Attributes:
        source_path: By its address or its path.

        quality: ``Draft``, ``Preview`` or ``High``: 360, 540 or 720 lines.

        background_generation: Whether the answer does not wait for it.

        priority: Is read and not needed: copies are made one after another, as they are asked for.

        overwrite: Likewise: a copy is found by what is in the file, and is never out of date.
    """

    source_path: str = attrs.field(validator=_PATH)
    quality: str = attrs.field(default="Preview", validator=attrs.validators.max_len(40))
    background_generation: bool = True
    priority: int = 0
    overwrite: bool = False


@attrs.frozen
class ProxyMediaResponse:
    """
    A light copy of a film or a clip.

    Attributes:
        id: By which it is asked for.

        proxy_path: Where this server has it, in parts, too; it is there once *status* is ``Completed``.

        status: Processing, Completed or Failed.

        bitrate_kbps: At most.

        progress_percent: 0 or 100.
    """

    id: str
    source_path: str
    proxy_path: str
    quality: str
    status: str
    created_at: datetime
    last_accessed_at: datetime
    file_size_bytes: int
    source_file_size_bytes: int
    width: int
    height: int
    bitrate_kbps: int
    error_message: str | None
    progress_percent: float


@attrs.frozen
class ProxyCacheStatsResponse:
    """
    How much room light copies take, of that of all results.

    Attributes:
        compression_ratio: How many times smaller than their sources they are; 0 where there are none.

        max_cache_size_bytes: Of the store, which they share with everything else that is kept.
    """

    total_proxies: int
    total_cache_size_bytes: int
    total_source_size_bytes: int
    compression_ratio: float
    max_cache_size_bytes: int
    cache_usage_percent: float
    is_over_limit: bool
