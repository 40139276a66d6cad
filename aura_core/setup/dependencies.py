"""
What the server stands on, looked at, put right and named, one by one.

Rule: only the FFmpeg that belongs to the installation is ever put in place; of everything else it is said which command
does it, for a server that installs programs is a server that others install programs with.
"""

from __future__ import annotations

import asyncio
from typing import Final

import attrs

from aura_core.configuration.configuration import Configuration
from aura_core.configuration.programs import choose_ffmpeg
from aura_core.errors import AuraError, FFmpegError, InvalidInputError, NotBuiltError
from aura_core.ffmpeg import capabilities
from aura_core.ffmpeg.binary import locate
from aura_core.ffmpeg.report import survey
from aura_core.ffmpeg.restoring import restore
from aura_core.ffmpeg.vetting import vet
from aura_core.health import Health
from aura_core.model.health.dependencies import (
    DependencyAnswer,
    DependencyPathCheck,
    InstallAllResponse,
    NotInstalled,
    answer_of,
    found_in,
    listed,
    named_of,
)
from aura_core.model.health.finding import Finding, Verdict


__all__ = ["attach", "check_path", "detect", "install", "install_all", "verify"]

_FFMPEG: Final = "ffmpeg_present"
_ENCODER: Final = "libx264"

_SERVERS: Final = {
    "ollama": "ollamaUrl",
    "stablediffusion": "stableDiffusionUrl",
    "stablediffusionwebui": "stableDiffusionUrl",
    "sdwebui": "stableDiffusionUrl",
}
"""Servers of one's own: what clients call them, and the setting that says where they are."""


def detect(health: Health, name: str, correlation_id: str) -> DependencyAnswer:
    """
    Look at a dependency now.

    Raises:
        NotFoundError: there is no such dependency.
    """
    return answer_of(health.look(found_in(health.report(), name).id), correlation_id)


def verify(configuration: Configuration, health: Health, name: str, correlation_id: str) -> DependencyAnswer:
    """
    Look at a dependency now, and let FFmpeg encode a frame.

    Raises:
        NotFoundError: there is no such dependency.
    """
    finding = health.look(found_in(health.report(), name).id)
    tried = _encodes(configuration) if finding.id == _FFMPEG and finding.verdict is not Verdict.FAIL else None
    return answer_of(finding, correlation_id, smoke_test_passed=tried)


def _encodes(configuration: Configuration) -> bool:
    settings = configuration.in_force()
    try:
        able = capabilities.probe(locate(settings.ffmpeg, settings.ffmpeg_named))
    except FFmpegError:
        return False
    return any(one.name == _ENCODER and one.usable for one in able.encoders)


async def install(configuration: Configuration, health: Health, name: str, correlation_id: str) -> DependencyAnswer:
    """
    Bring the FFmpeg of the installation back, if it does not work.

    Raises:
        NotFoundError: there is no such dependency.

        NotBuiltError: it is another one that is missing; the error says what installs it.

        FFmpegError: it could not be brought back.

        OfflineError: it would have to be fetched, and offline mode is on.
    """
    finding = found_in(health.report(), name)
    if finding.id == _FFMPEG:
        settings = await asyncio.to_thread(configuration.in_force)
        await restore(offline=settings.offline)
    finding = await asyncio.to_thread(health.look, finding.id)
    if finding.verdict is Verdict.FAIL and finding.id != _FFMPEG:
        raise NotBuiltError(f"{finding.name} is not installed from here. {finding.message}", remedy=_remedy(finding))
    return answer_of(finding, correlation_id)


def _remedy(finding: Finding) -> str:
    return finding.remedy or "Install aura-video again, with its dependencies."


async def install_all(configuration: Configuration, health: Health, correlation_id: str) -> InstallAllResponse:
    """Bring back what can be, and say of all else that is missing what does it."""
    installed, failed = [], []
    for finding in listed(health.report()):
        if finding.verdict is not Verdict.FAIL:
            continue
        try:
            installed.append((await install(configuration, health, finding.id, correlation_id)).id)
        except AuraError as error:
            failed.append(NotInstalled(finding.id.removesuffix("_present"), str(error), error.remedy))
    return InstallAllResponse(not failed, tuple(installed), tuple(failed), correlation_id)


def attach(configuration: Configuration, health: Health, name: str, path: str, correlation_id: str) -> DependencyAnswer:
    """
    Use what is at *path* from now on; a server of one's own is not asked before it is needed.

    Raises:
        NotFoundError: there is no such dependency.

        InvalidInputError: a server's address is none.

        FFmpegError: what is there is not an FFmpeg that works.

        NotBuiltError: it is used wherever it was installed, and cannot be named.
    """
    if member := _SERVERS.get(_flat(name)):
        try:
            configuration.patch({"advanced": {member: path.strip()}})
        except InvalidInputError as error:
            issues = [attrs.evolve(issue, path="$.path") for issue in error.issues]
            raise InvalidInputError(issues, remedy=error.remedy) from error
        return named_of(name, path.strip(), correlation_id)
    finding = found_in(health.report(), name)
    if finding.id != _FFMPEG:
        raise NotBuiltError(
            f"{finding.name} is used where it was installed; it cannot be named.",
            remedy="Install it beside aura-video, and look again.",
        )
    choose_ffmpeg(configuration, path)
    return answer_of(health.look(finding.id), correlation_id)


def check_path(health: Health, name: str, path: str, correlation_id: str) -> DependencyPathCheck:
    """
    Say whether a dependency is at *path*; nothing changes.

    Raises:
        NotFoundError: there is no such dependency.

        NotBuiltError: nobody could say.
    """
    if found_in(health.report(), name).id != _FFMPEG:
        raise NotBuiltError("Only FFmpeg can be at a path.", remedy="Look at it with detect instead.")
    try:
        found = survey(named=str(vet(path))).require()
    except FFmpegError as error:
        return DependencyPathCheck(False, str(error), error.remedy, None, None, correlation_id)
    return DependencyPathCheck(True, None, None, str(found.path), found.version, correlation_id)


def _flat(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))
