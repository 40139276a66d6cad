"""Settings on their way to another machine and back."""

from __future__ import annotations

from typing import Annotated, Final

from litestar import get, post
from litestar.params import JSONBody, QueryParameter
from litestar.types import ControllerRouterHandler

from aura_core.configuration.transfer import exported, imported, preview
from aura_core.errors import InvalidInputError
from aura_core.model.settings.replies import (
    ExportSettingsRequest,
    ExportSettingsResponse,
    ImportSettingsRequest,
    ImportSettingsResponse,
    RedactionPreviewResponse,
)
from aura_http.routes.settings import Open
from aura_http.threads import threaded


__all__ = ["ROUTES"]

_EXPORT: Final = {"includeSecrets": False}
_IMPORT: Final = {"version": "1.0.0", "settings": {"general": {"language": "de-DE"}}, "dryRun": True}


@get("/api/settings/export", operation_id="downloadSettings", tags=["Settings"])
@threaded
def download(
    configuration: Open,
    include_secrets: Annotated[bool, QueryParameter(name="includeSecrets")] = False,  # noqa: FBT002 - a query's default
) -> ExportSettingsResponse:
    """Export the settings, without secrets."""
    if include_secrets:
        raise InvalidInputError.of(
            "includeSecrets",
            "Secrets travel under a passphrase, which has no place in an address.",
            remedy="Export them with POST.",
        )
    return exported(configuration, ExportSettingsRequest())


@post("/api/settings/export", status_code=200, operation_id="exportSettings", tags=["Settings"], example=_EXPORT)
@threaded
def export(data: JSONBody[ExportSettingsRequest], configuration: Open) -> ExportSettingsResponse:
    """Export the settings; secrets only if asked for, and then sealed by a passphrase."""
    return exported(configuration, data)


@get("/api/settings/export/preview", operation_id="previewExport", tags=["Settings"])
@threaded
def preview_export(configuration: Open) -> RedactionPreviewResponse:
    """Show which secrets an export could hold, as masks."""
    return preview(configuration)


@post(
    "/api/settings/import",
    status_code=200,
    operation_id="importSettings",
    tags=["Settings"],
    example=_IMPORT,
    refuses=(409,),
)
@threaded
def import_settings(data: JSONBody[ImportSettingsRequest], configuration: Open) -> ImportSettingsResponse:
    """Compare an export with what is here and, unless it is a dry run, take it in, whole or not at all."""
    return imported(configuration, data)


ROUTES: list[ControllerRouterHandler] = [download, export, preview_export, import_settings]
