"""Who can be asked, told to those who show it: by the rosters that films are cast by, and nobody is asked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from aura_core.casting.cast import Rosters
from aura_core.casting.parts import Part
from aura_core.casting.roster import Availability
from aura_core.model.health.finding import Report, Verdict
from aura_core.model.profiles import ProviderProfileDto
from aura_core.model.provider import Provider
from aura_core.model.provider_status import (
    AutoConfiguration,
    CategoryHealth,
    OfflineProvider,
    OfflineProvidersStatus,
    ProviderAvailability,
    ProviderAvailabilityReport,
    ProviderPresence,
    SystemProviderStatus,
)
from aura_core.model.providers import provider_named
from aura_core.settings import Acceleration, Settings
from aura_core.setup.preflight import preflight
from aura_core.setup.profiles import recommended


__all__ = ["auto_configuration", "availability_report", "offline_provider", "offline_status", "provider_status"]

_CATEGORIES: Final = {Part.SCRIPT: "LLM", Part.SPEECH: "TTS", Part.PICTURES: "Images", Part.MUSIC: "Music"}
_FEATURES: Final = {Part.SCRIPT: "Scripts", Part.SPEECH: "Voices", Part.PICTURES: "Pictures", Part.MUSIC: "Music"}
_STAGES: Final = {"Script": "Scripts", "TTS": "Voices", "Visuals": "Pictures"}

_WORKER_MB: Final = 260
_FILM_MB: Final = 512
"""What a film takes besides its workers, MiB; see docs/benchmarks.md."""


def provider_status(settings: Settings, profile: ProviderProfileDto, rosters: Rosters) -> SystemProviderStatus:
    """Say who could be asked while *settings* and *profile* are in force."""
    found = tuple(one for one in rosters.availability() if one.built)
    able = tuple(one for one in found if one.available)
    stages = preflight(profile, rosters, Report((), datetime.now(UTC)), "").stages
    degraded = tuple(_STAGES[one.stage] for one in stages if one.status == "fail")
    parts = {one.part for one in able}
    needed = parts >= {Part.SCRIPT, Part.SPEECH, Part.PICTURES}
    missing = f"{profile.name} has nobody for: {', '.join(degraded)}." if degraded else "Films can be made."
    return SystemProviderStatus(
        is_offline_mode=settings.offline,
        providers=tuple(map(_presence, found)),
        online_providers_count=sum(not one.provider.local for one in able),
        offline_providers_count=sum(one.provider.local for one in able),
        available_features=tuple(_FEATURES[part] for part in Part if part in parts),
        degraded_features=degraded,
        last_updated=datetime.now(UTC),
        message=missing,
        overall_health="Red" if not needed else "Yellow" if degraded else "Green",
        category_health=tuple(_category(part, found) for part in Part),
        ollama_active=any(one.provider.id == "ollama" for one in able),
        has_any_llm=Part.SCRIPT in parts,
        has_any_tts=Part.SPEECH in parts,
        has_any_image_provider=Part.PICTURES in parts,
    )


def _presence(found: Availability) -> ProviderPresence:
    provider = found.provider
    return ProviderPresence(
        *(provider.name, _CATEGORIES[found.part], found.available, not provider.local, provider.tier.value),
        features=(_FEATURES[found.part],),
        message=_told(found),
    )


def _told(found: Availability) -> str:
    if found.available:
        return f"{found.provider.name} can be asked."
    return f"{found.provider.name} cannot be asked: {found.lacks[0].reason}. {found.lacks[0].remedy}"


def _category(part: Part, found: tuple[Availability, ...]) -> CategoryHealth:
    of_it = [one for one in found if one.part is part]
    able = tuple(one.provider.name for one in of_it if one.available)
    message = f"{', '.join(able)} can {part.verb}." if able else f"Nobody can {part.verb}."
    return CategoryHealth(_CATEGORIES[part], part is not Part.MUSIC, len(of_it), len(able), able, message)


def offline_provider(provider: Provider, rosters: Rosters) -> OfflineProvider:
    """Say whether *provider*, who works on machines of one's own, could be asked."""
    found = next(one for one in rosters.availability() if one.provider is provider)
    return OfflineProvider(
        *(provider.name, found.available, _told(found), None),
        details={"baseUrl": provider.api.address} if provider.api.address else {},
        recommendations=tuple(lack.remedy for lack in found.lacks),
        installation_guide_url=None,
    )


def offline_status(rosters: Rosters) -> OfflineProvidersStatus:
    """Say who of those on machines of one's own could be asked."""
    parts = {one.part for one in rosters.availability() if one.available and one.provider.local}
    piper, mimic3, ollama, diffusion, windows = (
        offline_provider(provider_named(name), rosters)
        for name in ("piper", "mimic3", "ollama", "stablediffusion", "windows")
    )
    tts, llm, image = (part in parts for part in (Part.SPEECH, Part.SCRIPT, Part.PICTURES))
    return OfflineProvidersStatus(
        *(piper, mimic3, ollama, diffusion, windows, datetime.now(UTC)),
        *(tts, llm, image, tts and llm and image),
    )


def availability_report(settings: Settings, rosters: Rosters, report: Report) -> ProviderAvailabilityReport:
    """Say who could be asked, in short."""
    found = {one.provider.id: one for one in rosters.availability() if one.built}
    able = {name for name, one in found.items() if one.available}
    database = report.find("database")
    return ProviderAvailabilityReport(
        *(True, datetime.now(UTC)),
        tuple(
            ProviderAvailability(
                *(one.provider.name, _CATEGORIES[one.part], one.available, one.available),
                status="Available" if one.available else "Unavailable",
                latency=None,
                error_message=None if one.available else _told(one),
            )
            for one in found.values()
        ),
        ollama_available="ollama" in able,
        stable_diffusion_available="stablediffusion" in able,
        database_available=database is not None and database.verdict is not Verdict.FAIL,
        network_connected=not settings.offline,
    )


def auto_configuration(settings: Settings, rosters: Rosters) -> AutoConfiguration:
    """Say what suits this machine."""
    hardware = settings.acceleration is not Acceleration.SOFTWARE
    return AutoConfiguration(
        *(True, settings.workers, settings.workers * _WORKER_MB + _FILM_MB, "High", hardware),
        hardware_acceleration_method=settings.acceleration.value if hardware else None,
        enable_local_providers=True,
        recommended_tier=recommended(rosters)[0].tier,
        configured_providers=tuple(one.provider.name for one in rosters.availability() if one.available),
    )
