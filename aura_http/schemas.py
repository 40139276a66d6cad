"""
JSON schemas of our values as :mod:`aura_core.wire` spells them; no framework is involved.

What the wire also understands (numbers for durations, other spellings of words) is left out: a schema shows one way.
"""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, TypeAlias, Union, get_args, get_origin

import attrs

from aura_core import wire
from aura_core.model.render import QualityLevel
from aura_core.timing import FrameRate
from aura_core.wire.objects import Member, members


__all__ = ["NAMES", "Components", "component_name", "named", "schema_of"]

Components: TypeAlias = dict[type[Any], dict[str, Any]]
"""The schemas of classes that other schemas refer to."""

NAMES: Final[Mapping[str, str]] = {
    "ArtifactFile": "ArtifactInfo",
    "BudgetCheck": "BudgetCheckDto",
    "CostBreakdownItem": "CostBreakdownItemDto",
    "GenerationCostEstimate": "GenerationCostEstimateDto",
    "GenerationCostEstimateRequest": "GenerationCostEstimateRequestDto",
    "ConversionChange": "ConversionChangeDto",
    "ConversionConfig": "ConversionConfigDto",
    "ConversionMetrics": "ConversionMetricsDto",
    "ConversionResult": "ConversionResultDto",
    "SectionConversion": "SectionConversionDto",
    "DocumentComplexity": "DocumentComplexityDto",
    "DocumentMetadata": "DocumentMetadataDto",
    "DocumentSection": "DocumentSectionDto",
    "DocumentStructure": "DocumentStructureDto",
    "Emphasis": "EmphasisSpanDto",
    "FittingStats": "DurationFittingStatsDto",
    "Heartbeat": "HeartbeatEventDto",
    "JobLog": "JobLogEventDto",
    "JobRequest": "CreateJobRequest",
    "Line": "LineDto",
    "GeneratedAsset": "GeneratedAssetDto",
    "Marker": "TimingMarkerDto",
    "Problem": "ErrorModel",
    "ProjectExport": "ProjectExportDto",
    "ProsodyAdjustments": "ProsodyAdjustmentsDto",
    "WizardProjectDetails": "WizardProjectDetailsDto",
    "WizardProjectListItem": "WizardProjectListItemDto",
    "ProviderSelection": "ProviderSelectionDto",
    "RecommendationConstraints": "ConstraintsDto",
    "RecommendationsRequest": "RecommendationsRequestDto",
    "ScenePreview": "SceneDto",
    "SceneShown": "SceneDirectionDto",
    "ScriptMetadata": "ScriptMetadataDto",
    "ScriptScene": "ScriptSceneDto",
    "ScriptVersion": "ScriptVersionDto",
    "SsmlConstraints": "ProviderSSMLConstraintsDto",
    "SsmlPlan": "SSMLPlanningResultDto",
    "SsmlPlanRequest": "SSMLPlanningRequestDto",
    "SsmlRepair": "SSMLRepairResultDto",
    "SsmlRequest": "SSMLValidationRequestDto",
    "SsmlSegment": "SSMLSegmentResultDto",
    "SsmlSuggestion": "SSMLRepairSuggestionDto",
    "SsmlValidation": "SSMLValidationResultDto",
    "SsmlVoice": "VoiceSpecDto",
    "StepProgress": "ProgressEventDto",
    "WriterInfo": "ProviderInfoDto",
}
"""The contract's names of our classes, where they differ."""

_SCALARS: Final[Mapping[Any, Mapping[str, Any]]] = {
    Any: {},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Fraction: {
        "type": "string",
        "pattern": r"^-?[0-9]{2,}:[0-5][0-9]:[0-5][0-9](\.[0-9]{1,7})?$",
        "examples": ["00:01:30"],
    },
    FrameRate: {"type": "string", "pattern": "^[0-9]+(/[0-9]+)?$", "examples": ["30000/1001"]},
    QualityLevel: {"type": "integer"},
    Path: {"type": "string"},
    datetime: {"type": "string", "format": "date-time"},
    type(None): {"type": "null"},
}
_BOUNDS: Final = {">=": "minimum", "<=": "maximum", ">": "exclusiveMinimum", "<": "exclusiveMaximum"}
_DESCRIBED: Final = re.compile(r"^(\w+): (.+?)(?=\n\n|\n\w+: |\Z)", re.MULTILINE | re.DOTALL)


def component_name(cls: type[Any]) -> str:
    """Return the name of *cls* in the contract."""
    return NAMES.get(cls.__name__, cls.__name__)


def named(components: Components) -> dict[str, dict[str, Any]]:
    """
    Return the schemas by their classes' names, sorted.

    Raises:
        ValueError: two classes have the same name.
    """
    by_name = {component_name(cls): schema for cls, schema in components.items()}
    if len(by_name) < len(components):
        names = [component_name(cls) for cls in components]
        raise ValueError(f"Two classes are called {next(name for name in names if names.count(name) > 1)}.")
    return dict(sorted(by_name.items()))


def schema_of(kind: Any, components: Components) -> dict[str, Any]:
    """
    Return the schema of a type.

    Args:
        components: Gets the schemas that the returned one refers to.

    Raises:
        TypeError: the wire has no spelling for the type.
    """
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    origin, parts = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _union([schema_of(part, components) for part in parts])
    if origin and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(parts[1], components)}
    if origin and issubclass(origin, Collection):
        return {"type": "array", "items": schema_of(parts[0], components)}
    if isinstance(kind, type) and issubclass(kind, Mapping):
        return {"type": "object"}
    if isinstance(kind, type) and (issubclass(kind, Enum) or attrs.has(kind)):
        return _reference(kind, components)
    raise TypeError(f"No schema for {kind!r}.")


def _union(schemas: list[dict[str, Any]]) -> dict[str, Any]:
    first, *others = schemas
    if others == [{"type": "null"}] and isinstance(first.get("type"), str):
        return {**first, "type": [first["type"], "null"]}
    return {"anyOf": schemas}


def _reference(cls: type[Any], components: Components) -> dict[str, Any]:
    if cls not in components:
        # Its place is taken first, so that a class may refer to itself.
        components[cls] = {}
        components[cls].update(_words(cls) if issubclass(cls, Enum) else _object(cls, components))
    return {"$ref": f"#/components/schemas/{component_name(cls)}"}


def _words(cls: type[Enum]) -> dict[str, Any]:
    return {"type": "string", "description": _summary(cls), "enum": [member.value for member in cls]}


def _object(cls: type[Any], components: Components) -> dict[str, Any]:
    described = dict(_descriptions(cls))
    known = members(cls)
    properties = {}
    for member in known:
        schema = schema_of(member.attribute.type, components) | dict(_bounds(member.attribute.validator))
        if most := member.attribute.metadata.get("most"):
            schema["maxItems"] = most
        if text := described.get(member.attribute.name):
            schema["description"] = text
        if _has_plain_default(member):
            schema["default"] = wire.unstructure(member.attribute.default)
        properties[member.name] = schema
    required = [member.name for member in known if not member.has_default]
    schema = {"type": "object", "description": _summary(cls), "properties": properties}
    return schema | ({"required": required} if required else {})


def _has_plain_default(member: Member) -> bool:
    default = member.attribute.default
    return default is not attrs.NOTHING and not isinstance(default, attrs.Factory)  # type: ignore[arg-type]


def _bounds(validator: Any) -> Iterator[tuple[str, Any]]:
    """Read the bounds out of attrs' own validators."""
    for part in getattr(validator, "_validators", (validator,)):
        inner = getattr(part, "validator", part)
        relation, bound = getattr(inner, "compare_op", None), getattr(inner, "bound", None)
        if relation in _BOUNDS and isinstance(bound, int | float):
            yield _BOUNDS[relation], bound


def _summary(cls: type[Any]) -> str:
    return _text(inspect.cleandoc(cls.__doc__ or "").split("\n\n")[0])


def _descriptions(cls: type[Any]) -> Iterator[tuple[str, str]]:
    """Read what the docstring says of each attribute."""
    _, _, section = inspect.cleandoc(cls.__doc__ or "").partition("Attributes:\n")
    for name, text in _DESCRIBED.findall(inspect.cleandoc(section)):
        yield name, _text(text)


def _text(marked: str) -> str:
    """Take the markup out of a docstring's sentence."""
    plain = re.sub(r":\w+:`[~.\w]*?(\w+)`", r"\1", marked)
    return " ".join(plain.replace("``", "").replace("*", "").split())
