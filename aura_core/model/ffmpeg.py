"""What the API answers about FFmpeg."""

from __future__ import annotations

from datetime import datetime

import attrs


__all__ = [
    "Decoder",
    "Encoder",
    "FFmpegCapabilities",
    "FFmpegCheckCandidate",
    "FFmpegDetectResponse",
    "FFmpegDirectCheckOverall",
    "FFmpegDirectCheckResponse",
    "FFmpegInstallRequest",
    "FFmpegInstallSuccessResponse",
    "FFmpegPathRequest",
    "FFmpegPathValidationResponse",
    "FFmpegRescanResponse",
    "FFmpegStatusInfo",
    "FFmpegStatusResponse",
    "FfmpegConfigDiagnostics",
    "Filter",
    "HardwareAcceleration",
]


@attrs.frozen
class Encoder:
    """
    An encoder that FFmpeg lists.

    Attributes:
        kind: video, audio or subtitle.

        codec: What it makes, such as ``h264``.

        usable: Whether it encoded a frame on this machine; ``None`` when it was not tried, for films have no use for it.

        reason: The last that FFmpeg said, if it is not usable.
    """

    name: str
    kind: str
    codec: str
    description: str
    hardware_accelerated: bool
    usable: bool | None = None
    reason: str | None = None


@attrs.frozen
class Decoder:
    """A decoder that FFmpeg lists; its kind is video, audio or subtitle."""

    name: str
    kind: str
    description: str


@attrs.frozen
class Filter:
    """
    A filter that FFmpeg lists.

    Attributes:
        pads: What goes in and what comes out, such as ``VV->V``.
    """

    name: str
    pads: str
    description: str


@attrs.frozen
class HardwareAcceleration:
    """
    Which hardware really encodes on this machine.

    Attributes:
        available_encoders: The encoders of hardware that encoded a frame.
    """

    nvenc_supported: bool = False
    amf_supported: bool = False
    quick_sync_supported: bool = False
    video_toolbox_supported: bool = False
    available_encoders: tuple[str, ...] = ()


@attrs.frozen
class FFmpegCapabilities:
    """
    What an FFmpeg can do on this machine.

    Attributes:
        identity: Digest of its version and configuration.

        missing: Encoders and filters that films need and that it does not list.

        hardware_accelerations: What it lists for decoding and filtering.

        hardware_acceleration: What was seen to encode.

        probed_at: When that was found out; it is kept until the program changes.

        duration_ms: How long that took.
    """

    path: str
    version: str
    identity: str
    encoders: tuple[Encoder, ...]
    decoders: tuple[Decoder, ...]
    filters: tuple[Filter, ...]
    missing: tuple[str, ...]
    hardware_accelerations: tuple[str, ...]
    hardware_acceleration: HardwareAcceleration
    probed_at: datetime
    duration_ms: int


@attrs.frozen
class FFmpegStatusResponse:
    """
    Which FFmpeg is used, and whether it works.

    Attributes:
        installed: Whether there is any.

        valid: Whether it can be used.

        source: Configured, Environment, Bundled, PATH or Common Directory.

        mode: none, system, local (the one that belongs to the installation) or custom.

        last_validation_result: ok, notfound, invalidbinary or executionerror.
    """

    installed: bool
    valid: bool
    source: str | None
    version: str | None
    path: str | None
    mode: str
    error: str | None
    error_code: str | None
    error_message: str | None
    last_validated_at: datetime | None
    last_validation_result: str | None
    correlation_id: str


@attrs.frozen
class FFmpegStatusInfo:
    """
    The same with what it can do.

    Attributes:
        attempted_paths: Where it was looked for.

        how_to_fix: Sentences.
    """

    installed: bool
    valid: bool
    version: str | None
    path: str | None
    source: str
    mode: str
    error: str | None
    error_code: str | None
    error_message: str | None
    attempted_paths: tuple[str, ...]
    how_to_fix: tuple[str, ...]
    version_meets_requirement: bool
    minimum_version: str | None
    hardware_acceleration: HardwareAcceleration
    last_validated_at: datetime | None
    last_validation_result: str | None
    correlation_id: str


@attrs.frozen
class FfmpegConfigDiagnostics:
    """
    Which FFmpeg the settings come to.

    Attributes:
        available: Whether that could be found out.

        source: Who named it.
    """

    correlation_id: str
    timestamp: datetime
    available: bool
    mode: str
    path: str | None
    is_valid: bool
    source: str
    last_validated_at: datetime | None
    validation_result: str | None
    error_message: str | None


@attrs.frozen
class FFmpegDetectResponse:
    """
    What came of looking for FFmpeg.

    Attributes:
        attempted_paths: Where it was looked for.

        how_to_fix: Sentences.
    """

    success: bool
    installed: bool
    valid: bool
    version: str | None
    path: str | None
    source: str
    mode: str
    message: str
    attempted_paths: tuple[str, ...] | None
    detail: str | None
    how_to_fix: tuple[str, ...] | None
    correlation_id: str


@attrs.frozen
class FFmpegRescanResponse:
    """What came of asking every FFmpeg anew."""

    success: bool
    installed: bool
    version: str | None
    path: str | None
    source: str | None
    valid: bool
    error: str | None
    message: str
    correlation_id: str


@attrs.frozen
class FFmpegPathRequest:
    """
    Which FFmpeg is to be used.

    Attributes:
        path: The program, its folder, or the folder above its ``bin``, from the root on.
    """

    path: str


@attrs.frozen
class FFmpegPathValidationResponse:
    """The FFmpeg that is used from now on."""

    success: bool
    message: str
    installed: bool
    valid: bool
    path: str | None
    version: str | None
    source: str
    mode: str
    correlation_id: str
    title: str | None = None
    detail: str | None = None
    error_code: str | None = None
    how_to_fix: tuple[str, ...] | None = None
    attempted_paths: tuple[str, ...] | None = None


@attrs.frozen
class FFmpegInstallRequest:
    """
    Which FFmpeg is to be restored.

    Attributes:
        version: None other than the one that belongs to the installation can be had.
    """

    version: str | None = None


@attrs.frozen
class FFmpegInstallSuccessResponse:
    """The FFmpeg of the installation works."""

    success: bool
    message: str
    path: str
    version: str | None
    installed_at: datetime
    mode: str | None
    correlation_id: str


@attrs.frozen
class FFmpegCheckCandidate:
    """
    A place where FFmpeg may be, and what was found there.

    Attributes:
        label: Who says that it may be there.

        timed_out: Whether it was killed for not answering.
    """

    label: str
    path: str | None
    exists: bool
    execution_attempted: bool
    exit_code: int | None
    timed_out: bool
    raw_version_output: str | None
    version_parsed: str | None
    valid: bool
    error: str | None


@attrs.frozen
class FFmpegDirectCheckOverall:
    """The place that counts."""

    installed: bool
    valid: bool
    source: str | None
    chosen_path: str | None
    version: str | None


@attrs.frozen
class FFmpegDirectCheckResponse:
    """Every place where FFmpeg may be."""

    candidates: tuple[FFmpegCheckCandidate, ...]
    overall: FFmpegDirectCheckOverall
    correlation_id: str
