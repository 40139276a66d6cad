"""
Every value that is on the wire, beside the type of the contract that it stands for.

``dtos.json`` is the part of the contract that exists here, as data.
"""

import json
import types
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import attrs
import pytest

from aura_core.model import (
    assets,
    conversion,
    costs,
    documents,
    enums,
    exporting,
    exports,
    keys,
    models,
    previews,
    projects,
    provider_forms,
    provider_lists,
    renders,
    script_requests,
    scripts,
    selection,
    speaking,
    ssml,
    stock,
    subtitles,
    watermark,
)
from aura_core.model.artifact import ArtifactFile
from aura_core.model.brief import (
    Brief,
    LlmParameters,
    PlanSpec,
    PromptModifiers,
    RagConfiguration,
    ScriptRefinementConfig,
)
from aura_core.model.captions import SubtitleFont
from aura_core.model.directions import DirectorDecisionsResponse, PreviewDirectorRequest, ScenePreview, SceneShown
from aura_core.model.events import Heartbeat, JobLog, StepProgress
from aura_core.model.ffmpeg import (
    FFmpegCheckCandidate,
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
from aura_core.model.hardware import GpuInfo, HardwareOverrides, SystemProfile
from aura_core.model.health.details import HealthCheckDetail, HealthDetailsResponse, HealthSummaryResponse
from aura_core.model.health.finding import RemediationAction
from aura_core.model.health.probes import HealthCheckResponse, SubCheckResult
from aura_core.model.health.server import DatabaseHealth, FfmpegHealth, ProvidersSummary, SystemHealthResponse
from aura_core.model.job import GenerationProgress, Job, JobArtifact, JobFailure, JobOutput, JobStep, JobStepError
from aura_core.model.order import ProviderSelection
from aura_core.model.planning import (
    CaptionStyle,
    MusicRecommendations,
    PlannerRecommendations,
    PlanRequest,
    RecommendationConstraints,
    RecommendationsRequest,
    VoiceRecommendations,
)
from aura_core.model.problems import Problem
from aura_core.model.profiles import (
    ApplyProfileRequest,
    ProfileRecommendationDto,
    ProfileValidationResultDto,
    ProviderProfileDto,
    ProviderTestResultDto,
    SetActiveProfileRequest,
    TestProviderRequest,
)
from aura_core.model.render import QualityLevel, RenderSpec, Resolution
from aura_core.model.request import JobRequest, VideoGenerationOptions, VideoGenerationRequest
from aura_core.model.script import Citation, Scene, ScriptLine
from aura_core.model.settings import application, document, export, films, hardware, limits, providers, replies
from aura_core.model.setup import ApiKeyConfigDto, SaveSetupApiKeysRequest, SaveSetupApiKeysResponse
from aura_core.model.upload import SeoRecommendations
from aura_core.model.visuals import Asset
from aura_core.model.voice import VoiceSpec
from aura_core.wire import unstructure
from aura_core.wire.objects import members


CONTRACT = json.loads(Path(__file__).with_name("dtos.json").read_text(encoding="utf-8"))

SETTINGS = {
    name: getattr(module, name)
    for module in (
        *(application, document, export, films, hardware, keys, limits, providers, replies, watermark),
        *(projects, script_requests, scripts),
    )
    for name in module.__all__
    if name in CONTRACT
}

CLASSES = SETTINGS | {
    "GeneratedAssetDto": projects.GeneratedAsset,
    "ProjectExportDto": projects.ProjectExport,
    "WizardProjectDetailsDto": projects.WizardProjectDetails,
    "WizardProjectListItemDto": projects.WizardProjectListItem,
    "GeneralSettingsDto": application.GeneralSettings,
    "ProviderPathsRequest": replies.ProviderPathsDto,
    "ApiKeyConfigDto": ApiKeyConfigDto,
    "ArtifactInfo": ArtifactFile,
    "ApplyProfileRequest": ApplyProfileRequest,
    "ProfileRecommendationDto": ProfileRecommendationDto,
    "ProfileValidationResultDto": ProfileValidationResultDto,
    "ProviderProfileDto": ProviderProfileDto,
    "ProviderTestResultDto": ProviderTestResultDto,
    "SetActiveProfileRequest": SetActiveProfileRequest,
    "TestProviderRequest": TestProviderRequest,
    "Asset": Asset,
    "Brief": Brief,
    "BriefDto": Brief,
    "CaptionStyle": CaptionStyle,
    "CitationDto": Citation,
    "Citation": Citation,
    "ConstraintsDto": RecommendationConstraints,
    "CreateJobRequest": JobRequest,
    "DatabaseHealth": DatabaseHealth,
    "DirectorDecisionsResponse": DirectorDecisionsResponse,
    "ErrorModel": Problem,
    "FFmpegCheckCandidate": FFmpegCheckCandidate,
    "FFmpegDetectResponse": FFmpegDetectResponse,
    "FFmpegDirectCheckOverall": FFmpegDirectCheckOverall,
    "FFmpegDirectCheckResponse": FFmpegDirectCheckResponse,
    "FFmpegInstallSuccessResponse": FFmpegInstallSuccessResponse,
    "FFmpegPathValidationResponse": FFmpegPathValidationResponse,
    "FFmpegRescanResponse": FFmpegRescanResponse,
    "FFmpegStatusInfo": FFmpegStatusInfo,
    "FFmpegStatusResponse": FFmpegStatusResponse,
    "FfmpegHealth": FfmpegHealth,
    "GenerationProgress": GenerationProgress,
    "GpuInfo": GpuInfo,
    "HardwareAcceleration": HardwareAcceleration,
    "HardwareOverrides": HardwareOverrides,
    "HealthCheckDetail": HealthCheckDetail,
    "HealthCheckResponse": HealthCheckResponse,
    "HealthDetailsResponse": HealthDetailsResponse,
    "HealthSummaryResponse": HealthSummaryResponse,
    "HeartbeatEventDto": Heartbeat,
    "Job": Job,
    "JobArtifact": JobArtifact,
    "JobFailure": JobFailure,
    "JobLogEventDto": JobLog,
    "JobOutput": JobOutput,
    "JobStep": JobStep,
    "JobStepError": JobStepError,
    "LlmParameters": LlmParameters,
    "LlmParametersDto": LlmParameters,
    "MusicRecommendations": MusicRecommendations,
    "PlanRequest": PlanRequest,
    "PlanSpec": PlanSpec,
    "PlannerRecommendations": PlannerRecommendations,
    "PreviewDirectorRequest": PreviewDirectorRequest,
    "ProgressEventDto": StepProgress,
    "PromptModifiers": PromptModifiers,
    "PromptModifiersDto": PromptModifiers,
    "ProvidersSummary": ProvidersSummary,
    "RemediationAction": RemediationAction,
    "SubCheckResult": SubCheckResult,
    "SystemHealthResponse": SystemHealthResponse,
    "ProviderInfoDto": scripts.WriterInfo,
    "ProviderSelectionDto": ProviderSelection,
    "RagConfiguration": RagConfiguration,
    "RagConfigurationDto": RagConfiguration,
    "RecommendationConstraints": RecommendationConstraints,
    "RecommendationsRequestDto": RecommendationsRequest,
    "RenderSpec": RenderSpec,
    "Resolution": Resolution,
    "SaveSetupApiKeysRequest": SaveSetupApiKeysRequest,
    "SaveSetupApiKeysResponse": SaveSetupApiKeysResponse,
    "Scene": Scene,
    "SceneDirectionDto": SceneShown,
    "SceneDto": ScenePreview,
    "ScriptLine": ScriptLine,
    "ScriptMetadataDto": scripts.ScriptMetadata,
    "ScriptRefinementConfig": ScriptRefinementConfig,
    "ScriptRefinementConfigDto": ScriptRefinementConfig,
    "ScriptSceneDto": scripts.ScriptScene,
    "ScriptVersionDto": scripts.ScriptVersion,
    "SeoRecommendations": SeoRecommendations,
    "SubtitleFontConfigDto": SubtitleFont,
    "SystemProfile": SystemProfile,
    "VideoGenerationOptions": VideoGenerationOptions,
    "VideoGenerationRequest": VideoGenerationRequest,
    "VoiceRecommendations": VoiceRecommendations,
    "VoiceSpec": VoiceSpec,
}
"""Our class for each type of the contract, and for those that the contract only mentions."""

CLASSES |= {
    "GetCandidatesRequest": selection.GetCandidatesRequest,
    "GetCandidatesResponse": selection.GetCandidatesResponse,
    "ImageCandidateDto": selection.Candidate,
    "ImageSelectionConfigDto": selection.ImageSelectionConfig,
    "ImageSelectionResultDto": selection.ImageSelectionResult,
    "RegenerateCandidatesRequest": selection.RegenerateCandidatesRequest,
}

CLASSES |= {
    "CaptionsRequest": subtitles.CaptionsRequest,
    "GenerateWaveformRequest": exporting.GenerateWaveformRequest,
    "WaveformDataResponse": exporting.WaveformDataResponse,
    "GenerateProxyRequest": previews.GenerateProxyRequest,
    "GetThumbnailRequest": previews.GetThumbnailRequest,
    "ProxyCacheStatsResponse": previews.ProxyCacheStatsResponse,
    "ProxyMediaResponse": previews.ProxyMediaResponse,
    "ThumbnailResponse": previews.ThumbnailResponse,
    "ComposeRequest": renders.ComposeRequest,
    "RenderJobDto": renders.RenderJob,
    "RenderRequest": renders.RenderRequest,
    "RenderSettingsDto": exports.RenderSettings,
    "AzureVoiceCapabilitiesDto": speaking.AzureVoiceCapabilities,
    "AzureVoiceDto": speaking.AzureVoice,
    "LineDto": speaking.Line,
    "TtsRequest": speaking.TtsRequest,
}

CLASSES |= {
    name: getattr(module, name)
    for module in (assets, models, provider_forms, provider_lists)
    for name in module.__all__
    if name in CONTRACT
}

CLASSES |= {
    "DurationFittingStatsDto": ssml.FittingStats,
    "EmphasisSpanDto": ssml.Emphasis,
    "ProsodyAdjustmentsDto": ssml.ProsodyAdjustments,
    "ProviderSSMLConstraintsDto": ssml.SsmlConstraints,
    "SSMLPlanningRequestDto": ssml.SsmlPlanRequest,
    "SSMLPlanningResultDto": ssml.SsmlPlan,
    "SSMLRepairRequestDto": ssml.SsmlRequest,
    "SSMLRepairResultDto": ssml.SsmlRepair,
    "SSMLRepairSuggestionDto": ssml.SsmlSuggestion,
    "SSMLSegmentResultDto": ssml.SsmlSegment,
    "SSMLValidationRequestDto": ssml.SsmlRequest,
    "SSMLValidationResultDto": ssml.SsmlValidation,
    "TimingMarkerDto": ssml.Marker,
    "VoiceSpecDto": ssml.SsmlVoice,
}

CLASSES |= {
    "BlendSetRecommendationDto": stock.BlendSetRecommendation,
    "BlendSetRequestDto": stock.BlendSetRequest,
    "LicensingInfoDto": stock.LicensingInfo,
    "QueryCompositionRequestDto": stock.QueryCompositionRequest,
    "QueryCompositionResultDto": stock.QueryCompositionResult,
    "ProviderValidationDto": stock.LibraryValidation,
    "RateLimitStatusDto": stock.RateLimitStatusDto,
    "SourceRecommendationDto": stock.SourceRecommendation,
    "StockMediaResultDto": stock.StockMediaResult,
    "StockMediaSearchRequestDto": stock.StockMediaSearchRequest,
    "StockMediaSearchResponseDto": stock.StockMediaSearchResponse,
}

CLASSES |= {
    "BudgetCheckDto": costs.BudgetCheck,
    "CostBreakdownItemDto": costs.CostBreakdownItem,
    "GenerationCostEstimateDto": costs.GenerationCostEstimate,
    "GenerationCostEstimateRequestDto": costs.GenerationCostEstimateRequest,
    "ConversionChangeDto": conversion.ConversionChange,
    "ConversionConfigDto": conversion.ConversionConfig,
    "ConversionMetricsDto": conversion.ConversionMetrics,
    "ConversionResultDto": conversion.ConversionResult,
    "ConvertDocumentRequest": conversion.ConvertDocumentRequest,
    "SectionConversionDto": conversion.SectionConversion,
    "DocumentComplexityDto": documents.DocumentComplexity,
    "DocumentImportResponse": documents.DocumentImportResponse,
    "DocumentMetadataDto": documents.DocumentMetadata,
    "DocumentSectionDto": documents.DocumentSection,
    "DocumentStructureDto": documents.DocumentStructure,
}

ENUMS = {name: getattr(enums, name.removesuffix("Dto")) for name, entry in CONTRACT.items() if "enum" in entry}

SCALARS = {
    str: "string",
    Path: "string",
    int: "integer",
    QualityLevel: "integer",
    float: "number",
    bool: "boolean",
    datetime: "date-time",
    Fraction: "duration",
    Any: "any",
}

DEMANDED = object()
"""What stands for the default of a member that must be given."""

DOCUMENTED = "the default that the original documents, see its reference §4, where its code demands the member"
OMITTED = "may be left out, for inputs, a preset or the documented defaults to stand for it"
OURS = "what a request can say here beyond the original's code"
SLIDES = "what a scene shows, which the original decides elsewhere"
READERS = "a name under which one of the original's clients looks for it"
CORE = "one class serves both declarations of the contract, and this is the one with more members"
WORD = "a word that is known, where the original takes any and falls back in silence"
FONT = "may be left out, and is then what suits the film"
ONE_DOCUMENT = "one document, where the original keeps this in a file of its own"
SPELLED = "ffmpegPath, as the original's client has it; fFmpegPath is read as well"
KNOWN = "a constant here, computed by the original from another file"
ANSWER = "an answer always says it, so it has no default"
SENT = "the original sends it beside what its type declares"
PLANNED = "what an order can be told, where the original's words lead nowhere"
SEALED = "secrets travel under a passphrase, where the original only sets a flag"
ANSWER = "an answer without conflicts has none of each kind"
SECTION = "the section as the document has it, of which the original exports six members"
DEMANDS = "demanded, where the original takes an empty text and refuses it later"
OPAQUE = "any text that was given as an id; what is none is not found"
LEFT = "may be left out; what it means then is said, or it is refused by name"
VERSIONED = "which version is meant, so that nobody overwrites what another has changed"
EDITED = "what whoever edits a script has to see besides"
MOMENT = "an answer always says it, and stands on its own while nothing has happened yet"
UNTOLD = "nothing where no limit is known, for which the original says 0"
UNPRICED = "what a sum of costs means: what is missing in it, and how much may be spent"
RFC = "RFC 9457, and what the original's clients read of other bodies"

TIMELINE = "as an object or as text, where the original takes text alone"
PARTLY = "may be left out, and is then as the preset or the film has it"

DIFFERENCES = {
    ("GetCandidatesRequest", "provider", "added"): OURS,
    ("GetCandidatesResponse", "requestId", "default"): ANSWER,
    ("GetCandidatesResponse", "result", "default"): ANSWER,
    ("ImageCandidateDto", "imageUrl", "default"): ANSWER,
    ("ImageCandidateDto", "reasoning", "default"): ANSWER,
    ("ImageCandidateDto", "source", "default"): ANSWER,
    ("ImageCandidateDto", "thumbnailUrl", "added"): OURS,
    ("ImageSelectionResultDto", "candidates", "default"): ANSWER,
    ("ImageSelectionResultDto", "narrativeKeywords", "default"): ANSWER,
    ("AssetGenerateRequest", "provider", "added"): OURS,
    ("AssetSearchRequest", "aspect", "added"): OURS,
    ("AssetSearchRequest", "count", "default"): LEFT,
    ("AssetSearchRequest", "provider", "default"): LEFT,
    ("QuotaStatusResponse", "limit", "default"): UNTOLD,
    ("QuotaStatusResponse", "limit", "nullable"): UNTOLD,
    ("QuotaStatusResponse", "remaining", "default"): UNTOLD,
    ("QuotaStatusResponse", "remaining", "nullable"): UNTOLD,
    ("AudioQualityDto", "channels", "default"): LEFT,
    ("AudioQualityDto", "codec", "default"): LEFT,
    ("AudioQualityDto", "sampleRate", "default"): LEFT,
    ("ProviderConfigDto", "enabled", "default"): LEFT,
    ("ProviderConfigDto", "type", "default"): LEFT,
    ("ProviderPreferencesDto", "activeProfile", "default"): LEFT,
    ("ProviderPreferencesDto", "activeProfile", "nullable"): LEFT,
    ("ProviderPreferencesDto", "alwaysUseDefault", "default"): LEFT,
    ("ProviderPreferencesDto", "alwaysUseDefault", "nullable"): LEFT,
    ("ProviderPreferencesDto", "assistanceLevel", "default"): LEFT,
    ("ProviderPreferencesDto", "assistanceLevel", "nullable"): LEFT,
    ("ProviderPreferencesDto", "enableAutoFallback", "default"): LEFT,
    ("ProviderPreferencesDto", "enableAutoFallback", "nullable"): LEFT,
    ("ProviderPreferencesDto", "enableCostTracking", "default"): LEFT,
    ("ProviderPreferencesDto", "enableCostTracking", "nullable"): LEFT,
    ("ProviderPreferencesDto", "enableHealthMonitoring", "default"): LEFT,
    ("ProviderPreferencesDto", "enableHealthMonitoring", "nullable"): LEFT,
    ("ProviderPreferencesDto", "enableLearning", "default"): LEFT,
    ("ProviderPreferencesDto", "enableLearning", "nullable"): LEFT,
    ("ProviderPreferencesDto", "enableProfiles", "default"): LEFT,
    ("ProviderPreferencesDto", "enableProfiles", "nullable"): LEFT,
    ("ProviderPreferencesDto", "enableRecommendations", "default"): LEFT,
    ("ProviderPreferencesDto", "enableRecommendations", "nullable"): LEFT,
    ("ProviderPreferencesDto", "hardBudgetLimit", "default"): LEFT,
    ("ProviderPreferencesDto", "hardBudgetLimit", "nullable"): LEFT,
    ("QualityConfigDto", "subtitles", "type"): ONE_DOCUMENT,
    ("VideoQualityDto", "bitratePreset", "default"): LEFT,
    ("VideoQualityDto", "resolution", "default"): LEFT,
    ("ProviderConfiguration", "comfyUI", "added"): OURS,
    ("ProviderConfiguration", "enableAutoFallback", "added"): OURS,
    ("ProviderConfiguration", "excludedProviders", "added"): OURS,
    ("ProviderConfiguration", "pinnedProvider", "added"): OURS,
    ("ProviderConfiguration", "replicate", "added"): OURS,
    ("UploadDestination", "privacyStatus", "added"): OURS,
    ("GlobalRateLimitSettings", "maxCostPerFilm", "added"): OURS,
    ("AvailableModelDto", "isDefault", "added"): EDITED,
    ("CostTrackingSummaryDto", "monthlyBudget", "added"): UNPRICED,
    ("CostTrackingSummaryDto", "unpricedCalls", "added"): UNPRICED,
    ("ProviderStatsDto", "unpricedRequests", "added"): UNPRICED,
    **{
        ("RenderSettingsDto", member, kind): PARTLY
        for member in (
            *("width", "height", "fps", "codec", "container", "qualityLevel", "videoBitrateK", "audioBitrateK"),
            "enableSceneCut",
        )
        for kind in ("default", "nullable")
    },
    **{
        (name, member, kind): TIMELINE
        for name in ("ComposeRequest", "RenderRequest")
        for member, kind in (("timelineJson", "default"), ("timelineJson", "nullable"), ("timeline", "added"))
    },
    ("RenderRequest", "presetName", "default"): PARTLY,
    ("RenderRequest", "presetName", "nullable"): PARTLY,
    ("RenderJobDto", "correlationId", "added"): READERS,
    ("RenderJobDto", "downloadUrl", "added"): READERS,
    ("RenderJobDto", "jobId", "added"): READERS,
    ("ThumbnailResponse", "url", "added"): READERS,
    ("ClearGeneratedContentRequest", "keepScript", "default"): LEFT,
    ("DuplicateProjectRequest", "newName", "default"): LEFT,
    ("ProjectImportRequest", "projectJson", "default"): LEFT,
    ("SaveWizardProjectRequest", "id", "type"): OPAQUE,
    ("SaveWizardProjectRequest", "jobId", "added"): OURS,
    ("SaveWizardProjectRequest", "name", "default"): LEFT,
    ("SaveWizardProjectRequest", "scriptId", "added"): OURS,
    ("SaveWizardProjectRequest", "version", "added"): VERSIONED,
    ("SaveWizardProjectResponse", "id", "type"): OPAQUE,
    ("SaveWizardProjectResponse", "version", "added"): VERSIONED,
    ("WizardProjectDetailsDto", "createdAt", "default"): LEFT,
    ("WizardProjectDetailsDto", "generatedAssets", "default"): LEFT,
    ("WizardProjectDetailsDto", "id", "type"): OPAQUE,
    ("WizardProjectDetailsDto", "scriptId", "added"): OURS,
    ("WizardProjectDetailsDto", "status", "default"): LEFT,
    ("WizardProjectDetailsDto", "updatedAt", "default"): LEFT,
    ("WizardProjectDetailsDto", "version", "added"): VERSIONED,
    ("WizardProjectListItemDto", "id", "type"): OPAQUE,
    ("CreateJobRequest", "pictures", "added"): OURS,
    ("CreateJobRequest", "scriptId", "added"): OURS,
    ("CreateJobRequest", "scriptVersion", "added"): OURS,
    ("GenerateScriptRequest", "aspect", "default"): WORD,
    ("GenerateScriptRequest", "aspect", "type"): WORD,
    ("GenerateScriptRequest", "density", "type"): WORD,
    ("GenerateScriptRequest", "script", "added"): OURS,
    ("GenerateScriptRequest", "seed", "added"): OURS,
    ("GenerateScriptRequest", "sources", "added"): OURS,
    ("GenerateScriptResponse", "createdAt", "added"): EDITED,
    ("GenerateScriptResponse", "language", "added"): EDITED,
    ("GenerateScriptResponse", "notes", "added"): EDITED,
    ("GenerateScriptResponse", "subtitle", "added"): EDITED,
    ("GenerateScriptResponse", "topic", "added"): EDITED,
    ("GenerateScriptResponse", "updatedAt", "added"): EDITED,
    ("GenerateScriptResponse", "version", "added"): EDITED,
    ("GenerateScriptResponse", "versionId", "added"): EDITED,
    ("GenerateScriptResponse", "warnings", "added"): EDITED,
    ("MergeScenesRequest", "version", "added"): VERSIONED,
    ("ProviderInfoDto", "id", "added"): EDITED,
    ("ProviderInfoDto", "reasons", "added"): EDITED,
    ("RegenerateSceneRequest", "modelOverride", "added"): OURS,
    ("RegenerateSceneRequest", "preferredProvider", "added"): OURS,
    ("RegenerateSceneRequest", "version", "added"): VERSIONED,
    ("RegenerateScriptRequest", "version", "added"): VERSIONED,
    ("ReorderScenesRequest", "version", "added"): VERSIONED,
    ("RevertToVersionRequest", "version", "added"): VERSIONED,
    ("Scene", "leastDuration", "added"): SLIDES,
    ("SceneModificationResponse", "script", "added"): EDITED,
    ("ScriptEnhancementRequest", "modelOverride", "added"): OURS,
    ("ScriptEnhancementRequest", "preferredProvider", "added"): OURS,
    ("ScriptEnhancementRequest", "version", "added"): VERSIONED,
    ("ScriptMetadataDto", "isFallback", "added"): EDITED,
    ("ScriptMetadataDto", "generatedAt", "default"): MOMENT,
    ("ScriptRequest", "audience", "default"): DOCUMENTED,
    ("ScriptRequest", "audience", "nullable"): DOCUMENTED,
    ("ScriptRequest", "density", "default"): DOCUMENTED,
    ("ScriptRequest", "goal", "default"): DOCUMENTED,
    ("ScriptRequest", "goal", "nullable"): DOCUMENTED,
    ("ScriptRequest", "language", "default"): DOCUMENTED,
    ("ScriptRequest", "pacing", "default"): DOCUMENTED,
    ("ScriptRequest", "style", "default"): DOCUMENTED,
    ("ScriptRequest", "targetDurationMinutes", "default"): DOCUMENTED,
    ("ScriptRequest", "tone", "default"): DOCUMENTED,
    ("ScriptSceneDto", "bullets", "added"): EDITED,
    ("ScriptSceneDto", "citations", "added"): EDITED,
    ("ScriptSceneDto", "heading", "added"): EDITED,
    ("ScriptSceneDto", "layout", "added"): EDITED,
    ("ScriptSceneDto", "leastDurationSeconds", "added"): EDITED,
    ("ScriptSceneDto", "motion", "added"): EDITED,
    ("ScriptSceneDto", "pathOrUrl", "added"): EDITED,
    ("ScriptVersionDto", "createdAt", "default"): MOMENT,
    ("SplitSceneRequest", "version", "added"): VERSIONED,
    ("UpdateSceneRequest", "heading", "added"): OURS,
    ("UpdateSceneRequest", "motion", "added"): OURS,
    ("UpdateSceneRequest", "pathOrUrl", "added"): OURS,
    ("UpdateSceneRequest", "transition", "added"): OURS,
    ("UpdateSceneRequest", "version", "added"): VERSIONED,
    ("VideoGenerationRequest", "pictures", "added"): OURS,
    ("VideoGenerationRequest", "scriptId", "added"): OURS,
    ("VideoGenerationRequest", "scriptVersion", "added"): OURS,
    ("ExportSettingsRequest", "passphrase", "added"): SEALED,
    ("ExportSettingsResponse", "secrets", "added"): SEALED,
    ("GeneralSettingsDto", "autosaveEnabled", "default"): SECTION,
    ("GeneralSettingsDto", "autosaveIntervalSeconds", "default"): SECTION,
    ("GeneralSettingsDto", "checkForUpdatesOnStartup", "added"): SECTION,
    ("GeneralSettingsDto", "defaultProjectSaveLocation", "default"): SECTION,
    ("GeneralSettingsDto", "language", "default"): SECTION,
    ("GeneralSettingsDto", "locale", "added"): SECTION,
    ("GeneralSettingsDto", "startupBehavior", "added"): SECTION,
    ("GeneralSettingsDto", "theme", "default"): SECTION,
    ("GeneralSettingsDto", "theme", "type"): SECTION,
    ("ImportConflictSummary", "apiKeys", "default"): ANSWER,
    ("ImportConflictSummary", "generalSettings", "default"): ANSWER,
    ("ImportConflictSummary", "other", "added"): "the original compares five settings, this one all",
    ("ImportConflictSummary", "providerPaths", "default"): ANSWER,
    ("ImportSettingsRequest", "passphrase", "added"): SEALED,
    ("ImportSettingsRequest", "secrets", "added"): SEALED,
    (
        "ImportSettingsRequest",
        "settings",
        "type",
    ): "any document of ours or the original's, which is looked at member by member",
    ("ProviderPathsDto", "fFmpegPath", "missing"): SPELLED,
    ("ProviderPathsDto", "fFprobePath", "missing"): SPELLED,
    ("ProviderPathsDto", "ffmpegPath", "added"): SPELLED,
    ("ProviderPathsDto", "ffprobePath", "added"): SPELLED,
    ("RevalidateKeyRequest", "provider", "default"): DEMANDS,
    ("RotateApiKeyRequest", "newApiKey", "default"): DEMANDS,
    ("RotateApiKeyRequest", "provider", "default"): DEMANDS,
    ("SetApiKeyRequest", "apiKey", "default"): DEMANDS,
    ("SetApiKeyRequest", "provider", "default"): DEMANDS,
    ("SetOllamaModelRequest", "model", "default"): DEMANDS,
    ("TestApiKeyRequest", "provider", "default"): DEMANDS,
    ("UserSettings", "client", "added"): ONE_DOCUMENT,
    ("AdvancedSettings", "diskCriticalGB", "added"): "constants in the original",
    ("AdvancedSettings", "diskWarningGB", "added"): "constants in the original",
    ("AdvancedSettings", "ollamaUrl", "added"): "the original has it too; the extract lost it",
    ("AdvancedSettings", "stableDiffusionUrl", "default"): KNOWN,
    ("Brief", "audience", "default"): DOCUMENTED,
    ("Brief", "audienceProfile", "missing"): "audience profiles are a feature of their own, which does not exist yet",
    ("Brief", "goal", "default"): DOCUMENTED,
    ("Brief", "language", "default"): DOCUMENTED,
    ("Brief", "sources", "added"): OURS,
    ("Brief", "tone", "default"): DOCUMENTED,
    ("BriefDto", "aspect", "default"): DOCUMENTED,
    ("BriefDto", "aspect", "type"): "a word that is known, where the original takes any and renders 16:9",
    ("BriefDto", "audience", "default"): DOCUMENTED,
    ("BriefDto", "goal", "default"): DOCUMENTED,
    ("BriefDto", "language", "default"): DOCUMENTED,
    ("BriefDto", "sources", "added"): OURS,
    ("BriefDto", "tone", "default"): DOCUMENTED,
    ("CaptionStyle", "guideline", "added"): PLANNED,
    ("CaptionStyle", "mode", "added"): PLANNED,
    ("CaptionStyle", "style", "added"): PLANNED,
    ("CaptionsRequest", "fontConfig", "added"): OURS,
    ("CaptionsRequest", "format", "type"): WORD,
    ("CaptionsRequest", "guideline", "added"): OURS,
    ("CaptionsRequest", "language", "added"): OURS,
    ("CaptionsRequest", "resolution", "added"): OURS,
    ("CaptionsRequest", "style", "added"): OURS,
    ("CreateJobRequest", "appearance", "added"): OURS,
    ("CreateJobRequest", "artifacts", "added"): OURS,
    ("CreateJobRequest", "brandKit", "added"): OURS,
    ("CreateJobRequest", "brief", "default"): OMITTED,
    ("CreateJobRequest", "brief", "nullable"): OMITTED,
    ("CreateJobRequest", "callbackUrl", "added"): OURS,
    ("CreateJobRequest", "captions", "added"): OURS,
    ("CreateJobRequest", "clipFit", "added"): OURS,
    ("CreateJobRequest", "clipSound", "added"): OURS,
    ("CreateJobRequest", "directorPreset", "added"): OURS,
    ("CreateJobRequest", "fitDuration", "added"): OURS,
    ("CreateJobRequest", "inputs", "added"): OURS,
    ("CreateJobRequest", "isQuickDemo", "added"): OURS,
    ("CreateJobRequest", "loudness", "added"): OURS,
    ("CreateJobRequest", "music", "added"): OURS,
    ("CreateJobRequest", "options", "added"): OURS,
    ("CreateJobRequest", "planSpec", "default"): OMITTED,
    ("CreateJobRequest", "planSpec", "nullable"): OMITTED,
    ("CreateJobRequest", "preset", "added"): OURS,
    ("CreateJobRequest", "priority", "added"): OURS,
    ("CreateJobRequest", "providerSelection", "added"): OURS,
    ("CreateJobRequest", "renderSpec", "default"): OMITTED,
    ("CreateJobRequest", "renderSpec", "nullable"): OMITTED,
    ("CreateJobRequest", "scenes", "added"): OURS,
    ("CreateJobRequest", "script", "added"): OURS,
    ("CreateJobRequest", "seed", "added"): OURS,
    ("CreateJobRequest", "soundMarks", "added"): OURS,
    ("CreateJobRequest", "theme", "added"): OURS,
    ("CreateJobRequest", "voiceSpec", "default"): OMITTED,
    ("CreateJobRequest", "voiceSpec", "nullable"): OMITTED,
    ("CreateJobRequest", "watermark", "added"): OURS,
    ("ErrorModel", "errors", "added"): RFC,
    ("ErrorModel", "field", "added"): RFC,
    ("ErrorModel", "howToFix", "added"): RFC,
    ("ErrorModel", "instance", "added"): RFC,
    ("ErrorModel", "provider", "added"): RFC,
    ("ErrorModel", "retryable", "added"): RFC,
    ("ErrorModel", "stage", "added"): RFC,
    ("ErrorModel", "suggestedActions", "added"): RFC,
    ("ErrorModel", "title", "added"): "the original has it too; the extract lost it",
    ("ErrorModel", "type", "default"): "our page of errors, not the original's",
    ("FFmpegStatusInfo", "attemptedPaths", "default"): ANSWER,
    ("FFmpegStatusInfo", "correlationId", "added"): SENT,
    ("FFmpegStatusInfo", "hardwareAcceleration", "default"): ANSWER,
    ("FFmpegStatusInfo", "howToFix", "added"): "what to do, as every refusal here says it",
    ("FFmpegStatusInfo", "lastValidatedAt", "added"): SENT,
    ("FFmpegStatusInfo", "lastValidationResult", "added"): SENT,
    ("FFmpegStatusInfo", "mode", "added"): SENT,
    ("FFmpegStatusInfo", "source", "default"): ANSWER,
    ("HealthCheckResponse", "checks", "type"): "each check with everything that any of the clients reads of one",
    ("HealthCheckResponse", "duration", "added"): READERS,
    ("HealthCheckResponse", "environment", "added"): READERS,
    ("HealthCheckResponse", "ready", "added"): READERS,
    ("HealthCheckResponse", "timestamp", "added"): READERS,
    ("HealthCheckResponse", "version", "added"): READERS,
    (
        "Job",
        "agentPerformance",
        "type",
    ): "any object: its type is not in the contract, and nothing here measures agents",
    ("ExportSettings", "generateSubtitles", "default"): "films here have their captions beside them unless told not to",
    ("FileLocationsSettings", "fFmpegPath", "missing"): SPELLED,
    ("FileLocationsSettings", "fFprobePath", "missing"): SPELLED,
    ("FileLocationsSettings", "ffmpegPath", "added"): SPELLED,
    ("FileLocationsSettings", "ffprobePath", "added"): SPELLED,
    ("HardwarePerformanceSettings", "customEncoderSettings", "added"): ONE_DOCUMENT,
    ("HardwarePerformanceSettings", "encodingPreset", "added"): ONE_DOCUMENT,
    ("HardwarePerformanceSettings", "useGpuForImageGeneration", "added"): ONE_DOCUMENT,
    ("HardwarePerformanceSettings", "maxCacheSizeMB", "default"): "the 10 GiB that the store always had here",
    ("HardwarePerformanceSettings", "maxConcurrentJobs", "added"): ONE_DOCUMENT,
    ("HardwarePerformanceSettings", "preferredEncoder", "default"): "the same bytes everywhere, unless somebody asks",
    ("Job", "attempt", "added"): "a retry keeps the job's id, and is counted",
    ("Job", "priority", "added"): "the queue's order is the job's own affair here",
    ("LlmParametersDto", "responseFormat", "added"): CORE,
    ("OllamaProviderSettings", "baseUrl", "default"): KNOWN,
    ("OllamaProviderSettings", "model", "added"): "the original has it too; the extract lost it",
    ("LineDto", "text", "default"): "a line without words is refused by name, beside all others that are wrong",
    ("MusicRecommendations", "mood", "added"): PLANNED,
    ("PlanRequest", "density", "default"): DOCUMENTED,
    ("PlanRequest", "pacing", "default"): DOCUMENTED,
    ("PlanRequest", "style", "default"): DOCUMENTED,
    ("PlanRequest", "targetDurationMinutes", "default"): DOCUMENTED,
    ("PlannerRecommendations", "judgements", "added"): PLANNED,
    ("PlanSpec", "density", "default"): DOCUMENTED,
    (
        "PlanSpec",
        "maxReadingLevel",
        "added",
    ): "the planner's constraint, which the original forgets once it has recommended",
    ("PlanSpec", "pacing", "default"): DOCUMENTED,
    ("PlanSpec", "style", "default"): DOCUMENTED,
    ("PlanSpec", "targetDuration", "default"): DOCUMENTED,
    ("ProgressEventDto", "elapsedTime", "added"): READERS,
    ("ProgressEventDto", "estimatedTimeRemaining", "added"): READERS,
    ("ProgressEventDto", "progressPct", "added"): READERS,
    ("ProgressEventDto", "stagePercent", "added"): READERS,
    ("ProgressEventDto", "step", "added"): READERS,
    ("ProgressEventDto", "warnings", "default"): "none, where the original demands a list",
    ("RagConfigurationDto", "enableLlmQueryExpansion", "added"): CORE,
    ("RecommendationsRequestDto", "providerSelection", "added"): OURS,
    ("RecommendationsRequestDto", "script", "added"): OURS,
    ("RecommendationsRequestDto", "seed", "added"): OURS,
    ("RecommendationsRequestDto", "sources", "added"): OURS,
    ("RecommendationsRequestDto", "targetDurationMinutes", "default"): DOCUMENTED,
    ("RenderSpec", "audioBitrateK", "default"): DOCUMENTED,
    ("RenderSpec", "container", "default"): DOCUMENTED,
    ("RenderSpec", "res", "default"): DOCUMENTED,
    ("RenderSpec", "videoBitrateK", "default"): DOCUMENTED,
    ("SSMLPlanningRequestDto", "targetDurations", "default"): "a line that is not there has its own time",
    ("Scene", "bullets", "added"): SLIDES,
    ("Scene", "caption", "added"): SLIDES,
    ("Scene", "layout", "added"): SLIDES,
    ("Scene", "listing", "added"): SLIDES,
    ("Scene", "motion", "added"): SLIDES,
    ("Scene", "pathOrUrl", "added"): SLIDES,
    ("Scene", "quotation", "added"): SLIDES,
    ("Scene", "table", "added"): SLIDES,
    ("Scene", "transition", "added"): SLIDES,
    ("Scene", "visualPrompt", "added"): SLIDES,
    ("SceneDirectionDto", "inTransition", "type"): WORD,
    ("SceneDirectionDto", "motion", "type"): WORD,
    ("SceneDirectionDto", "outTransition", "type"): WORD,
    ("StableDiffusionProviderSettings", "baseUrl", "default"): KNOWN,
    ("StableDiffusionProviderSettings", "timeoutSeconds", "added"): "the original has it too; the extract lost it",
    ("SubtitleFontConfigDto", "alignment", "default"): FONT,
    ("SubtitleFontConfigDto", "alignment", "type"): WORD,
    ("SubtitleFontConfigDto", "fontFamily", "default"): FONT,
    ("SubtitleFontConfigDto", "fontFamily", "nullable"): FONT,
    ("SubtitleFontConfigDto", "fontSize", "default"): FONT,
    ("SubtitleFontConfigDto", "fontSize", "nullable"): FONT,
    ("SubtitleFontConfigDto", "outlineColor", "default"): FONT,
    ("SubtitleFontConfigDto", "outlineColor", "nullable"): FONT,
    ("SubtitleFontConfigDto", "outlineWidth", "default"): FONT,
    ("SubtitleFontConfigDto", "outlineWidth", "nullable"): FONT,
    ("SubtitleFontConfigDto", "primaryColor", "default"): FONT,
    ("SubtitleFontConfigDto", "primaryColor", "nullable"): FONT,
    ("TtsRequest", "allowFallback", "added"): OURS,
    ("TtsRequest", "language", "added"): OURS,
    ("TtsRequest", "provider", "added"): OURS,
    ("TtsRequest", "rate", "default"): DOCUMENTED,
    ("TtsRequest", "voiceName", "default"): DOCUMENTED,
    ("UserSettings", "captions", "added"): OURS,
    ("UserSettings", "hardware", "added"): ONE_DOCUMENT,
    ("UserSettings", "lastUpdated", "default"): "1970 for a document that was never saved, the same each time",
    ("UserSettings", "llm", "added"): ONE_DOCUMENT,
    ("UserSettings", "profile", "added"): ONE_DOCUMENT,
    ("UserSettings", "providers", "added"): ONE_DOCUMENT,
    ("VideoDefaultsSettings", "defaultContainer", "added"): OURS,
    ("VideoGenerationOptions", "aspect", "type"): WORD,
    ("VideoGenerationOptions", "density", "type"): WORD,
    ("VideoGenerationOptions", "pacing", "type"): WORD,
    ("VoiceRecommendations", "pause", "added"): PLANNED,
    ("VoiceSpec", "rate", "default"): DOCUMENTED,
    ("VoiceSpec", "voiceName", "default"): DOCUMENTED,
}
"""Type, member and what differs on purpose: why."""

GUESSED = "guessed by the original; nothing here measures it"
UNREAD = "no reader tells it"

DIFFERENCES |= {
    **{
        ("ConversionConfigDto", member, "default"): LEFT
        for member in (
            *(
                "addTransitions",
                "aggressivenessLevel",
                "enableAudienceRetargeting",
                "enableVisualSuggestions",
                "preset",
            ),
            *("targetDurationMinutes", "wordsPerMinute"),
        )
    },
    **{("BlendSetRequestDto", member, "default"): LEFT for member in ("videoGoal", "videoStyle")},
    **{
        ("QueryCompositionRequestDto", member, "default"): LEFT
        for member in ("keywords", "mediaType", "targetProvider")
    },
    ("QueryCompositionRequestDto", "language", "added"): OURS,
    ("RateLimitStatusDto", "toldBy", "added"): "a limit that was told is not one that is documented",
    ("StockMediaSearchRequestDto", "language", "added"): OURS,
    ("StockMediaSearchRequestDto", "providers", "default"): LEFT,
    ("StockMediaSearchResponseDto", "notices", "added"): "who failed is told beside what the others have",
    ("CostBreakdownItemDto", "isPriceKnown", "added"): "a price that nobody knows is not the same as none",
    ("CostBreakdownItemDto", "note", "added"): "by which price it was reckoned",
    **{
        ("GenerationCostEstimateRequestDto", member, "default"): LEFT
        for member in ("estimatedScriptLength", "llmModel", "llmProvider", "sceneCount", "ttsProvider")
    },
    ("ConversionMetricsDto", "overallConfidenceScore", "missing"): GUESSED,
    ("ConversionResultDto", "correlationId", "added"): OURS,
    ("ConversionResultDto", "script", "added"): OURS,
    ("ConversionResultDto", "scriptId", "added"): OURS,
    ("ConvertDocumentRequest", "config", "default"): LEFT,
    ("ConvertDocumentRequest", "importResult", "default"): "an id does as well",
    ("ConvertDocumentRequest", "importResult", "type"): "of what an import answered only the id is read",
    **{
        ("ConvertDocumentRequest", member, "added"): OURS
        for member in ("audience", "documentId", "language", "preferredProvider", "topic")
    },
    **{
        ("SectionConversionDto", member, "missing"): GUESSED
        for member in ("changeHighlights", "confidenceScore", "reasoning", "requiresManualReview")
    },
    ("Brief", "passages", "added"): OURS,
    ("BriefDto", "passages", "added"): OURS,
    ("DocumentComplexityDto", "abstractionLevel", "missing"): GUESSED,
    ("DocumentImportResponse", "correlationId", "added"): OURS,
    ("DocumentImportResponse", "documentId", "added"): OURS,
    ("DocumentImportResponse", "inferredAudience", "missing"): GUESSED,
    ("DocumentImportResponse", "metadata", "nullable"): "what cannot be read is a problem, not half an answer",
    ("DocumentImportResponse", "metadata", "default"): ANSWER,
    ("DocumentImportResponse", "passageCount", "added"): OURS,
    ("DocumentImportResponse", "structure", "default"): ANSWER,
    ("DocumentImportResponse", "structure", "nullable"): "what cannot be read is a problem, not half an answer",
    ("DocumentMetadataDto", "author", "missing"): UNREAD,
    ("DocumentMetadataDto", "pageCount", "added"): OURS,
    ("DocumentMetadataDto", "readingTimeSeconds", "added"): OURS,
    ("DocumentStructureDto", "tone", "missing"): GUESSED,
}


def our_type(kind):
    """Say what *kind* is in the contract's terms; an object or enum is its class."""
    if get_origin(kind) in {Union, types.UnionType}:
        (kind,) = (part for part in get_args(kind) if part is not type(None))
    if get_origin(kind) is tuple:
        return ("array", our_type(get_args(kind)[0]))
    if get_origin(kind) is Mapping:
        return ("map", our_type(get_args(kind)[1]))
    return SCALARS.get(kind, kind)


def their_type(kind):
    """Say what *kind* is, with our class for a type that has one."""
    if isinstance(kind, dict):
        ((shape, inner),) = kind.items()
        return (shape, their_type(inner))
    return CLASSES.get(kind) or ENUMS.get(kind) or kind


def our_default(member):
    """Say what is taken for a member that is left out, as JSON; ``computed`` when it depends on the moment."""
    default = member.attribute.default
    if default is attrs.NOTHING:
        return None if member.nullable else DEMANDED
    return "computed" if isinstance(default, attrs.Factory) else unstructure(default)


def their_default(field):
    """Say what the original takes for a member that is left out, as JSON."""
    if "default_note" in field:
        return "computed"
    if field.get("default") == {"new": True}:
        kind = field["type"]
        return unstructure(CLASSES[kind]()) if isinstance(kind, str) else {} if "map" in kind else []
    if "default" in field or field.get("nullable"):
        return field.get("default")
    if str(field["type"]) in ENUMS:
        return CONTRACT[field["type"]]["enum"][0]
    # Where nothing is declared, the original demands objects and strings, and takes zero for the rest in silence.
    return {"integer": 0, "number": 0, "boolean": False, "duration": "00:00:00"}.get(str(field["type"]), DEMANDED)


def same_default(ours, field):
    """Say whether defaults agree; to demand what the original takes zero for in silence is no disagreement."""
    silent = not field.get("nullable") and not field.keys() & {"default", "default_note"}
    return ours == their_default(field) or (silent and ours is DEMANDED)


def disagreements(name):
    """Name each difference between the type *name* of the contract and our class: which member, in what."""
    ours = {member.name: member for member in members(CLASSES[name])}
    theirs = CONTRACT[name]["fields"]
    for missing in theirs.keys() - ours.keys():
        yield name, missing, "missing"
    for added in ours.keys() - theirs.keys():
        yield name, added, "added"
    for common in ours.keys() & theirs.keys():
        member, field = ours[common], theirs[common]
        if our_type(member.attribute.type) != their_type(field["type"]):
            yield name, common, "type"
        if member.nullable != (field.get("nullable", False) or field["type"] == "any"):
            yield name, common, "nullable"
        if not same_default(our_default(member), field):
            yield name, common, "default"


class TestTypes:
    @pytest.mark.parametrize("name", sorted(CLASSES.keys() & CONTRACT.keys()))
    def test_is_what_the_contract_says(self, name):
        """
        Each member has the contract's name, type, nullability and default, but for what differs on purpose.
        """
        expected = {difference for difference in DIFFERENCES if difference[0] == name}

        assert expected == set(disagreements(name))

    def test_nothing_is_left_unchecked(self):
        """
        Every type at hand has a class, and every difference is one of a type at hand.
        """
        types_at_hand = {name for name, entry in CONTRACT.items() if "fields" in entry}

        assert types_at_hand == CLASSES.keys() & CONTRACT.keys()
        assert types_at_hand >= {name for name, _, _ in DIFFERENCES}


OUR_WORDS = {"Aspect": ("Portrait4x5",), "UploadDestinationType": ("WebDAV", "YouTube")}
"""What enums can say here beyond the contract."""


class TestEnums:
    @pytest.mark.parametrize("name", sorted(ENUMS))
    def test_has_the_words_of_the_contract(self, name):
        """
        The words are the contract's, in its order; those that are ours come after them.
        """
        words = CONTRACT[name]["enum"]

        assert [*words, *OUR_WORDS.get(name, ())] == [member.value for member in ENUMS[name]]

    def test_are_all_there(self):
        """
        The contract has 21 enums, and each is one of ours.
        """
        assert 21 == len(ENUMS)
        assert all(issubclass(cls, Enum) for cls in ENUMS.values())
