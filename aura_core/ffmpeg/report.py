"""What was found where FFmpeg may be, in the words of the API."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import attrs

from aura_core.errors import FFmpegNotFoundError, FFmpegPathError, NotFFmpegError
from aura_core.ffmpeg.binary import OWNERS, Candidate, FFmpeg, Source, candidates, forget
from aura_core.ffmpeg.restoring import install_hint
from aura_core.ffmpeg.version import MINIMUM, is_new_enough
from aura_core.model.ffmpeg import (
    FFmpegCheckCandidate,
    FfmpegConfigDiagnostics,
    FFmpegDetectResponse,
    FFmpegDirectCheckOverall,
    FFmpegDirectCheckResponse,
    FFmpegInstallSuccessResponse,
    FFmpegPathValidationResponse,
    FFmpegRescanResponse,
    FFmpegStatusInfo,
    FFmpegStatusResponse,
    HardwareAcceleration,
)


__all__ = [
    "Survey",
    "check_of",
    "configured_of",
    "detection_of",
    "info_of",
    "installation_of",
    "path_of",
    "rescan_of",
    "status_of",
    "survey",
]

_MODES: Final = {
    Source.CONFIGURED: "custom",
    Source.ENVIRONMENT: "custom",
    Source.BUNDLED: "local",
    Source.PATH: "system",
    Source.COMMON: "system",
}


@attrs.frozen
class Survey:
    """
    Where FFmpeg was looked for.

    Attributes:
        looked: Every place in order, the last the one that counts, unless all places were to be looked at.

        verdict: The place that counts: of what works, the first; or the first of all, to say what is wrong with it.
    """

    looked: tuple[Candidate, ...]
    verdict: Candidate | None

    @property
    def ffmpeg(self) -> FFmpeg | None:
        """The FFmpeg that is used."""
        return self.verdict.ffmpeg if self.verdict else None

    def require(self) -> FFmpeg:
        """
        Return the FFmpeg that is used.

        Raises:
            FFmpegError: there is none; why not, the place says that counts.
        """
        if self.verdict and self.verdict.ffmpeg:
            return self.verdict.ffmpeg
        if self.verdict and self.verdict.error:
            raise self.verdict.error
        raise FFmpegNotFoundError("There is no FFmpeg.", remedy=install_hint())

    @property
    def remedies(self) -> tuple[str, ...]:
        """What to do when there is none, as sentences."""
        if self.ffmpeg:
            return ()
        error = self.verdict.error if self.verdict else None
        return (*((error.remedy,) if error else ()), install_hint())


def survey(chosen: Path | None = None, named: str | None = None, *, every: bool = False, anew: bool = False) -> Survey:
    """
    Look for FFmpeg as :func:`~aura_core.ffmpeg.binary.locate` does, and remember where.

    Args:
        every: Whether to look at the places after the one that counts, too.

        anew: Whether to ask programs that have not changed again.
    """
    if anew:
        forget()
    looked: list[Candidate] = []
    verdict = None
    for candidate in candidates(chosen, named):
        looked.append(candidate)
        if verdict is None and (candidate.ffmpeg or (candidate.error and candidate.source in OWNERS)):
            verdict = candidate
        if verdict and not every:
            break
    return Survey(tuple(looked), verdict or next((one for one in looked if one.error), None))


def status_of(found: Survey, correlation_id: str) -> FFmpegStatusResponse:
    """Say which FFmpeg is used."""
    verdict = found.verdict
    error = verdict.error if verdict and not verdict.ffmpeg else None
    missing = None if found.ffmpeg or error else FFmpegNotFoundError("There is no FFmpeg.", remedy=install_hint())
    error = error or missing
    return FFmpegStatusResponse(
        installed=_exists(verdict),
        valid=found.ffmpeg is not None,
        source=verdict.source.value if verdict else None,
        version=_version(verdict),
        path=str(verdict.path) if verdict and verdict.path else None,
        mode=_MODES[verdict.source] if verdict and _exists(verdict) else "none",
        error=str(error) if error else None,
        error_code=error.code if error else None,
        error_message=str(error) if error else None,
        last_validated_at=verdict.answer.at if verdict and verdict.answer else None,
        last_validation_result=_result(verdict),
        correlation_id=correlation_id,
    )


def info_of(found: Survey, acceleration: HardwareAcceleration, correlation_id: str) -> FFmpegStatusInfo:
    """Say which FFmpeg is used, where it was looked for, and which hardware it encodes with."""
    status = status_of(found, correlation_id)
    return FFmpegStatusInfo(
        installed=status.installed,
        valid=status.valid,
        version=status.version,
        path=status.path,
        source=status.source or "None",
        mode=status.mode,
        error=status.error,
        error_code=status.error_code,
        error_message=status.error_message,
        attempted_paths=_paths(found.looked),
        how_to_fix=found.remedies,
        version_meets_requirement=status.version is not None and is_new_enough(status.version),
        minimum_version=MINIMUM,
        hardware_acceleration=acceleration,
        last_validated_at=status.last_validated_at,
        last_validation_result=status.last_validation_result,
        correlation_id=correlation_id,
    )


def configured_of(found: Survey, correlation_id: str) -> FfmpegConfigDiagnostics:
    """Say which FFmpeg the settings come to, and who named it."""
    status = status_of(found, correlation_id)
    return FfmpegConfigDiagnostics(
        correlation_id=correlation_id,
        timestamp=datetime.now(UTC),
        available=True,
        mode=status.mode,
        path=status.path,
        is_valid=status.valid,
        source=status.source or "None",
        last_validated_at=status.last_validated_at,
        validation_result=status.last_validation_result,
        error_message=status.error,
    )


def detection_of(found: Survey, correlation_id: str) -> FFmpegDetectResponse:
    """Say what came of looking."""
    status = status_of(found, correlation_id)
    return FFmpegDetectResponse(
        *(status.valid, status.installed, status.valid, status.version, status.path, status.source or "None"),
        mode=status.mode,
        message=_message(found, status),
        attempted_paths=_paths(found.looked),
        detail=status.error,
        how_to_fix=found.remedies or None,
        correlation_id=correlation_id,
    )


def rescan_of(found: Survey, correlation_id: str) -> FFmpegRescanResponse:
    """Say what came of asking every FFmpeg anew."""
    status = status_of(found, correlation_id)
    return FFmpegRescanResponse(
        *(status.valid, status.installed, status.version, status.path, status.source, status.valid, status.error),
        _message(found, status),
        correlation_id,
    )


def path_of(found: Survey, correlation_id: str) -> FFmpegPathValidationResponse:
    """Say which FFmpeg is used from now on."""
    status = status_of(found, correlation_id)
    return FFmpegPathValidationResponse(
        *(status.valid, _message(found, status), status.installed, status.valid, status.path, status.version),
        source=status.source or "None",
        mode=status.mode,
        correlation_id=correlation_id,
        attempted_paths=_paths(found.looked),
    )


def installation_of(ffmpeg: FFmpeg, correlation_id: str) -> FFmpegInstallSuccessResponse:
    """Say that the FFmpeg of the installation works."""
    return FFmpegInstallSuccessResponse(
        *(True, f"FFmpeg {ffmpeg.version} works.", str(ffmpeg.path), ffmpeg.version, datetime.now(UTC)),
        _MODES[Source.BUNDLED],
        correlation_id,
    )


def check_of(found: Survey, correlation_id: str) -> FFmpegDirectCheckResponse:
    """Say what is at each place."""
    status = status_of(found, correlation_id)
    return FFmpegDirectCheckResponse(
        tuple(map(_checked, found.looked)),
        FFmpegDirectCheckOverall(
            *(status.installed, status.valid, status.source, status.path if status.valid else None, status.version)
        ),
        correlation_id,
    )


def _checked(candidate: Candidate) -> FFmpegCheckCandidate:
    answer = candidate.answer
    return FFmpegCheckCandidate(
        label=candidate.source.value,
        path=str(candidate.path) if candidate.path else None,
        exists=_exists(candidate),
        execution_attempted=answer is not None,
        exit_code=answer.exit_code if answer else None,
        timed_out=answer is not None and answer.exit_code is None,
        raw_version_output=answer.said if answer else None,
        version_parsed=_version(candidate),
        valid=candidate.ffmpeg is not None,
        error=str(candidate.error) if candidate.error else None,
    )


def _exists(candidate: Candidate | None) -> bool:
    if candidate is None or candidate.path is None:
        return False
    missing = isinstance(candidate.error, FFmpegNotFoundError | FFmpegPathError)
    return not missing or isinstance(candidate.error, NotFFmpegError)


def _version(candidate: Candidate | None) -> str | None:
    return (candidate.answer.version or None) if candidate and candidate.answer else None


def _result(verdict: Candidate | None) -> str:
    if not _exists(verdict) or verdict is None:
        return "notfound"
    if verdict.ffmpeg:
        return "ok"
    failed = verdict.answer is not None and verdict.answer.exit_code != 0
    return "executionerror" if failed else "invalidbinary"


def _paths(looked: Sequence[Candidate]) -> tuple[str, ...]:
    return tuple(str(one.path) for one in looked if one.path)


def _message(found: Survey, status: FFmpegStatusResponse) -> str:
    if found.ffmpeg:
        return f"FFmpeg {found.ffmpeg.version} works."
    return " ".join([status.error or "", *found.remedies])
