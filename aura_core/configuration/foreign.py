"""
Documents of the original, and of older forms, as ours.

The original keeps its settings in many places: ``user-settings.json`` (our sections, in PascalCase), ``settings.json``
(everything flat, keys among it), ``hardware-settings.json``, ``provider-paths.json``, ``llm-selection.json``, and what
its export makes. Each is told by members that no other has; :func:`translated` leaves aside nothing that we have a place
for, and keeps what it does not know, for whoever reads on to name it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from aura_core.model.settings import UserSettings
from aura_core.wire.objects import members


__all__ = ["is_section", "translated"]

_Path = tuple[str, ...]

_SECTIONS: Final = frozenset(member.name.lower() for member in members(UserSettings))

_FLAT: Final[Mapping[str, _Path]] = {
    # ProviderSettings
    "openaiapikey": ("apiKeys", "openAI"),
    "anthropicapikey": ("apiKeys", "anthropic"),
    "geminiapikey": ("apiKeys", "google"),
    "elevenlabsapikey": ("apiKeys", "elevenLabs"),
    "stabilityaiapikey": ("apiKeys", "stabilityAI"),
    "pexelsapikey": ("apiKeys", "pexels"),
    "pixabayapikey": ("apiKeys", "pixabay"),
    "unsplashaccesskey": ("apiKeys", "unsplash"),
    "azureopenaiapikey": ("apiKeys", "azure"),
    "azureopenaiendpoint": ("providers", "azureOpenAI", "endpoint"),
    "ollamaurl": ("advanced", "ollamaUrl"),
    "ollamamodel": ("advanced", "ollamaModel"),
    "stablediffusionurl": ("advanced", "stableDiffusionUrl"),
    "offlineonly": ("advanced", "offlineMode"),
    "offlinemode": ("advanced", "offlineMode"),
    "ffmpegpath": ("fileLocations", "ffmpegPath"),
    "ffprobepath": ("fileLocations", "ffprobePath"),
    "outputdirectory": ("fileLocations", "outputDirectory"),
    # What the original's client keeps
    "uiscale": ("ui", "scale"),
    "compactmode": ("ui", "compactMode"),
    # hardware-settings.json
    "hardwareaccelerationenabled": ("hardware", "hardwareAccelerationEnabled"),
    "preferredencoder": ("hardware", "preferredEncoder"),
    "selectedgpuid": ("hardware", "selectedGpuId"),
    "ramallocationmb": ("hardware", "ramAllocationMB"),
    "maxrenderingthreads": ("hardware", "maxRenderingThreads"),
    "previewquality": ("hardware", "previewQuality"),
    "backgroundrenderingenabled": ("hardware", "backgroundRenderingEnabled"),
    "maxcachesizemb": ("hardware", "maxCacheSizeMB"),
    "enablegpumemorymonitoring": ("hardware", "enableGpuMemoryMonitoring"),
    "enableperformancemetrics": ("hardware", "enablePerformanceMetrics"),
    # llm-selection.json
    "provider": ("llm", "provider"),
    "modelid": ("llm", "modelId"),
}
"""Where flat members go, by their names in lower case."""


def is_section(name: str) -> bool:
    """Tell whether *name* is that of a member of our document, in any case."""
    return name.lower() in _SECTIONS


def translated(raw: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return *raw*, a document of ours or of the original's, with every member that we know in our place for it.
    """
    raw = _unwrapped(raw)
    found: dict[str, Any] = {}
    loose: dict[str, Any] = {}
    for name, value in raw.items():
        (found if is_section(name) else loose)[name] = value
    for name, value in loose.items():
        for path, moved in _moved(name.lower(), value):
            _put(found, path, moved)
        if not _moved(name.lower(), value):
            found[name] = value
    return found


def _unwrapped(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Take the settings out of an export."""
    inner = next((value for name, value in raw.items() if name.lower() == "settings"), None)
    return inner if isinstance(inner, Mapping) else raw


def _moved(name: str, value: Any) -> list[tuple[_Path, Any]]:
    """Say where a loose member goes; nowhere if nobody knows it."""
    if name in _FLAT:
        return [(_FLAT[name], value)]
    if name in _GROUPS and isinstance(value, Mapping):
        return [
            (path, inner)
            for own, member in value.items()
            for path, inner in _GROUPS[name](own, member)
            if inner is not None
        ]
    if name == "operatingmode" and isinstance(value, str):
        return [(("advanced", "offlineMode"), value.lower() == "offline")]
    return []


def _of_paths(name: str, value: Any) -> list[tuple[_Path, Any]]:
    return [(_FLAT[name.lower()], value)] if name.lower() in _FLAT else []


def _of_additional(name: str, value: Any) -> list[tuple[_Path, Any]]:
    return [((name,), value)] if name.lower() in _SECTIONS else []


_GROUPS: Final[Mapping[str, Callable[[str, Any], list[tuple[_Path, Any]]]]] = {
    "providerpaths": _of_paths,
    "additionalsettings": _of_additional,
}
"""What the original's export has beside sections, by name in lower case."""


def _put(document: dict[str, Any], path: _Path, value: Any) -> None:
    """Set a member of *document*, which is ours to change at its first level only."""
    name, *others = path
    own = next((known for known in document if known.lower() == name.lower()), name)
    if not others:
        document.setdefault(own, value)
        return
    section = document.get(own)
    section = dict(section) if isinstance(section, Mapping) else {}
    _put(section, tuple(others), value)
    document[own] = section
