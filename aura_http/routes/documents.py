"""Documents that are kept, and searched for what scripts may rest on."""

from __future__ import annotations

import asyncio
from typing import Final

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, SkipValidation
from litestar.types import ControllerRouterHandler

from aura_core.library import Library
from aura_core.library.telling import analysis_of, found, imported, item, listing
from aura_core.model.conversion import ConversionResult, ConvertDocumentRequest
from aura_core.model.documents import (
    DocumentImportResponse,
    DocumentList,
    DocumentListItem,
    LibraryStatistics,
    SearchReply,
    SearchRequest,
)
from aura_http.files import FileResponse, file_response
from aura_http.routes.jobs import AnyRequest, Limit, Offset, correlation_of, heads
from aura_http.routes.scripts import ASKING
from aura_http.routes.scripts import Kind as Scripts
from aura_http.threads import threaded, while_asked
from aura_http.uploads import upload_of


__all__ = ["ROUTES", "Kind"]

Kind = NamedDependency[SkipValidation[Library]]

_FORM: Final = {"file": "Markdown, text, HTML, PDF or DOCX; its name says which."}
_REFUSED: Final = (400, 409, 413, 415, 507)
_SEARCH: Final = {"query": "How tides work", "topK": 5}


@post(
    "/api/document/import",
    status_code=200,
    operation_id="importDocument",
    tags=["Documents"],
    uploads=_FORM,
    refuses=_REFUSED,
)
async def import_document(library: Kind, request: AnyRequest) -> DocumentImportResponse:
    """Keep a document, and look at it."""
    return await _imported(library, request, searched=False)


@post(
    "/api/rag/ingest",
    status_code=200,
    operation_id="ingestDocument",
    tags=["Documents"],
    uploads=_FORM,
    refuses=_REFUSED,
)
async def ingest(library: Kind, request: AnyRequest) -> DocumentImportResponse:
    """Keep a document such that scripts with ``ragConfiguration`` may rest on it."""
    return await _imported(library, request, searched=True)


async def _imported(library: Library, request: AnyRequest, *, searched: bool) -> DocumentImportResponse:
    async with upload_of(request) as upload:
        return await asyncio.to_thread(
            imported, library, upload.name, upload.file, searched=searched, correlation_id=correlation_of(request)
        )


@get("/api/documents", operation_id="listDocuments", tags=["Documents"])
@threaded
def list_documents(library: Kind, request: AnyRequest, limit: Limit = 50, offset: Offset = 0) -> DocumentList:
    """List documents, the newest first."""
    return listing(library, limit, offset, correlation_of(request))


@get("/api/rag/documents", operation_id="listSearchedDocuments", tags=["Documents"])
@threaded
def list_searched(library: Kind, request: AnyRequest, limit: Limit = 50, offset: Offset = 0) -> DocumentList:
    """List the documents that are searched, the newest first."""
    return listing(library, limit, offset, correlation_of(request), searched=True)


@get("/api/document/{document_id:str}", operation_id="getDocument", tags=["Documents"])
@threaded
def get_document(document_id: FromPath[str], library: Kind) -> DocumentListItem:
    """Return what a document is."""
    return item(library.find(document_id))


@get("/api/document/{document_id:str}/analysis", operation_id="analyseDocument", tags=["Documents"])
@threaded
def analyse(document_id: FromPath[str], library: Kind, request: AnyRequest) -> DocumentImportResponse:
    """Return how a document is made up, and how hard it is to follow."""
    return analysis_of(library, document_id, correlation_of(request))


@get(
    "/api/document/{document_id:str}/file",
    operation_id="getDocumentFile",
    tags=["Documents"],
    serves=("application/octet-stream",),
)
@threaded
def get_file(document_id: FromPath[str], library: Kind, request: AnyRequest) -> FileResponse:
    """Return the file of a document, to be saved: nothing that strangers wrote is shown as a page of this server."""
    kept = library.find(document_id)
    name = kept.metadata.original_file_name
    return file_response(
        request, kept.path, media_type="application/octet-stream", filename=name, attachment=True, tag=kept.id
    )


@delete("/api/document/{document_id:str}", operation_id="deleteDocument", tags=["Documents"])
@threaded
def delete_document(document_id: FromPath[str], library: Kind) -> None:
    """Forget a document; scripts that were made of it stay."""
    library.remove(document_id)


@delete("/api/rag/documents/{document_id:str}", operation_id="deleteSearchedDocument", tags=["Documents"])
@threaded
def delete_searched(document_id: FromPath[str], library: Kind) -> None:
    """Forget a document; the same as ``/api/document/{documentId}``."""
    library.remove(document_id)


@post(
    "/api/rag/search",
    status_code=200,
    operation_id="searchDocuments",
    tags=["Documents"],
    example=_SEARCH,
)
@threaded
def search(data: JSONBody[SearchRequest], library: Kind, request: AnyRequest) -> SearchReply:
    """Return what the documents say about something, the best first."""
    return found(library, data, correlation_of(request))


@get("/api/rag/statistics", operation_id="getLibraryStatistics", tags=["Documents"])
@threaded
def statistics(library: Kind, request: AnyRequest) -> LibraryStatistics:
    """Say how much is kept."""
    return library.statistics(correlation_of(request))


@post(
    "/api/document/convert",
    status_code=200,
    operation_id="convertDocument",
    tags=["Documents"],
    limit="script",
    example={"documentId": "0e83eb04-a017-4188-98af-527f8b24d497", "config": {"targetDurationMinutes": 1.0}},
    refuses=(404, *ASKING),
)
@while_asked
def convert(
    data: JSONBody[ConvertDocumentRequest], library: Kind, scripts: Scripts, request: AnyRequest
) -> ConversionResult:
    """Make a script of a document, and keep it."""
    from aura_core.scripts.converting import converted  # noqa: PLC0415 - it takes in all that writes

    return converted(data, library, scripts, correlation_of(request))


ROUTES: list[ControllerRouterHandler] = [
    import_document,
    ingest,
    list_documents,
    list_searched,
    get_document,
    analyse,
    get_file,
    *heads(get_file),
    delete_document,
    delete_searched,
    search,
    statistics,
    convert,
]
