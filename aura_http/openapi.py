"""
The API described: ``/schema/openapi.json`` (OpenAPI 3.1) and a page at ``/schema`` that shows it without any network.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from importlib.metadata import version
from typing import Any, Final

from litestar import Litestar, Request, Response, Router, get
from litestar.enums import MediaType
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import OpenAPIRenderPlugin
from litestar.response import Redirect
from litestar.routes import HTTPRoute
from litestar.typing import FieldDefinition

from aura_core import wire
from aura_core.model.problems import Problem
from aura_http.dto import holds_values
from aura_http.problems import MEDIA_TYPE
from aura_http.schemas import Components, component_name, named, schema_of
from aura_http.uploads import FORM


__all__ = ["described", "document", "lead_home"]

_PARAMETER: Final = re.compile(r"\{(\w+)\}")

_LAST_EVENT: Final = (
    {
        "name": "lastEventId",
        "in": "query",
        "required": False,
        "description": "The id of the last event that was seen; what came after it is sent. Of this and the header the larger counts.",
        "schema": {"type": "string", "pattern": "^[0-9]{1,18}$"},
    },
    {
        "name": "Last-Event-ID",
        "in": "header",
        "required": False,
        "description": "The same, as browsers send it when they come again.",
        "schema": {"type": "string", "pattern": "^[0-9]{1,18}$"},
    },
)

_ALWAYS: Final = (401, 403, 429, 500, 503)
"""How any request may be refused: whoever asks is not known, may not, or not so often, nobody foresaw it, or the database is away."""

_FILE: Final = {"schema": {"type": "string", "format": "binary"}}

_REFERENCE: Final = {"$ref": "#/components/responses/Problem"}


def described() -> OpenAPIConfig:
    """Return what makes Litestar serve the description below ``/schema``."""
    return OpenAPIConfig(
        title="Aura",
        version=version("aura-video"),
        description="Turns a brief into a finished, narrated, captioned video.",
        use_handler_docstrings=True,
        render_plugins=[_Page(path="/"), _Document(path="/openapi.json", media_type=MediaType.JSON)],
        openapi_router=Router(
            # It tells nothing that is not in the source; what is tried from it shows the token.
            "/schema",
            route_handlers=[],
            include_in_schema=False,
            after_request=_guarded,
            opt={"anonymous": True},
        ),
    )


@get("/", include_in_schema=False, anonymous=True)
async def lead_home() -> Redirect:
    """Lead whoever opens the server's own address in a browser to the page."""
    return Redirect("/schema")


def document(app: Litestar) -> dict[str, Any]:
    """
    Describe *app* as an OpenAPI 3.1 document.

    Litestar knows the operations and their parameters; bodies, answers and problems are described as the wire has them.
    """
    found: dict[str, Any] = app.openapi_schema.to_schema()
    found["paths"] = {_camelled(path): item for path, item in found["paths"].items()}
    components: Components = {}
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for method, (handler, _) in route.route_handler_map.items():
                item = found["paths"].get(_camelled(route.path_format or "/"), {})
                if method.lower() in item:
                    _complete(item[method.lower()], handler, components)
    problem = {"description": "What went wrong, and what to do about it.", "content": {}}
    problem["content"] = {MEDIA_TYPE: {"schema": schema_of(Problem, components)}}
    made = found.setdefault("components", {})
    made["schemas"] = {**made.get("schemas", {}), **named(components)}
    made.setdefault("responses", {})["Problem"] = problem
    return found


class _Document(OpenAPIRenderPlugin):
    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        return wire.dumps(document(request.app), indent=2).encode()


class _Page(OpenAPIRenderPlugin):
    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        return _page()


async def _guarded(answer: Response[Any]) -> Response[Any]:
    """Let the page run what it brings and nothing else; what Litestar has for unknown addresses becomes a problem."""
    if answer.status_code == NotFoundException.status_code:
        raise NotFoundException
    if answer.media_type == MediaType.HTML:
        answer.headers["content-security-policy"] = _policy_of(_page())
    return answer


@lru_cache(maxsize=1)
def _page() -> bytes:
    return resources.files("aura_http").joinpath("schema.html").read_bytes()


def _policy_of(page: bytes) -> str:
    """Name the script and the style of *page* by their digests (CSP Level 3 §2.3.1), so that no others run."""
    allowed = {
        tag: " ".join(
            f"'sha256-{_digest(text)}'" for text in re.findall(rb"<%s>(.*?)</%s>" % (tag, tag), page, re.DOTALL)
        )
        for tag in (b"script", b"style")
    }
    return (
        f"default-src 'none'; script-src {allowed[b'script']}; style-src {allowed[b'style']}; connect-src 'self'; "
        "img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def _digest(text: bytes) -> str:
    return base64.b64encode(hashlib.sha256(text).digest()).decode()


def _camelled(path: str) -> str:
    """Spell the names of the path's parameters as everything else on the wire."""
    return _PARAMETER.sub(lambda found: f"{{{wire.camel(found[1])}}}", path)


def _complete(operation: dict[str, Any], handler: HTTPRouteHandler, components: Components) -> None:
    operation["summary"] = operation.get("description", "").partition("\n")[0].rstrip(".")
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path":
            parameter["name"] = wire.camel(parameter["name"])
    _ask(operation, handler, components)
    _answer(operation["responses"], handler, components)
    if handler.opt.get("streams") and "GET" in handler.http_methods:
        operation["parameters"] = [*operation.get("parameters", []), *_LAST_EVENT]
    for status in {*map(str, _refusals(operation, handler)), *filter("400".__le__, operation["responses"])}:
        operation["responses"][status] = _REFERENCE
    if handler.opt.get("unready"):
        operation["responses"]["503"] = _unready(operation["responses"])
    operation["responses"] = dict(sorted(operation["responses"].items()))
    operation["responses"]["default"] = _REFERENCE


def _unready(responses: dict[str, Any]) -> dict[str, Any]:
    """Describe what says the same as a success while films cannot be made (route option ``unready``)."""
    problem = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{component_name(Problem)}"}}}
    return {
        "description": "The same, while films cannot be made.",
        "content": {**responses["200"]["content"], **problem},
    }


def _refusals(operation: dict[str, Any], handler: HTTPRouteHandler) -> Iterator[int]:
    """Say with which statuses an operation may be refused; its own reasons are its route option ``refuses``."""
    yield from _ALWAYS
    yield from handler.opt.get("refuses", ())
    places = {field["in"] for field in operation.get("parameters", [])}
    if places & {"query", "header"}:
        yield 400
    if "path" in places:
        yield 404
    if "requestBody" in operation:
        yield from (400, 413, 415)
    if handler.opt.get("serves"):
        yield from (412, 416)


def _ask(operation: dict[str, Any], handler: HTTPRouteHandler, components: Components) -> None:
    if fields := handler.opt.get("uploads"):
        operation["requestBody"] = {"required": True, "content": {FORM: {"schema": _form(fields)}}}
    body = handler.parsed_data_field
    asked = handler.opt.get("asks")
    if body is not None and (asked or holds_values(body)):
        content: dict[str, Any] = {"schema": schema_of(asked or body.annotation, components)}
        if example := handler.opt.get("example"):
            content["example"] = example
        operation["requestBody"] = {
            "required": not body.is_optional,
            "content": {MediaType.JSON.value: content},
        }


def _form(fields: Mapping[str, str]) -> dict[str, Any]:
    """Describe a form with a file, the first of *fields*, and what may be said of it."""
    file, *words = fields
    texts = {name: {"type": "string", "description": fields[name]} for name in words}
    binary = {"type": "string", "format": "binary", "description": fields[file]}
    return {"type": "object", "properties": {file: binary, **texts}, "required": [file]}


def _answer(responses: dict[str, Any], handler: HTTPRouteHandler, components: Components) -> None:
    """
    Describe what comes when it goes well.

    That is a value, a file (route option ``serves``), either of them (``serves_too``), text of another kind (``sends``) or events (``streams``).
    A value may have an entity tag (``tagged``), and a place (``locates``).
    """
    success = responses[str(handler.status_code)]
    answer = _inside(handler.parsed_return_field)
    if kinds := handler.opt.get("serves"):
        success["content"] = dict.fromkeys(kinds, _FILE)
        responses["206"] = {**success, "description": "The part that was asked for by Range."}
        responses["304"] = {"description": "The file is still as the client has it."}
    elif sent := handler.opt.get("sends"):
        kinds = (sent,) if isinstance(sent, str) else sent
        success["content"] = {kind: {"schema": {"type": "string"}} for kind in kinds}
    elif names := handler.opt.get("streams"):
        success["content"] = {"text/event-stream": {"schema": _event(names)}}
        if "GET" in handler.http_methods:
            responses["204"] = {"description": "The job has ended and the client has seen all; it need not come again."}
    elif holds_values(answer):
        success["content"] = {MediaType.JSON.value: {"schema": schema_of(answer.annotation, components)}}
        # Which of them comes, the query says.
        success["content"] |= dict.fromkeys(handler.opt.get("serves_too", ()), _FILE)
    if handler.opt.get("tagged"):
        success["headers"] = {"ETag": {"description": "Which version it is.", "schema": {"type": "string"}}}
        if "GET" in handler.http_methods:
            responses["304"] = {"description": "It is still as the client has it."}
    if handler.opt.get("locates"):
        success["headers"] = {"Location": {"description": "Where the job is.", "schema": {"type": "string"}}}


def _event(names: Collection[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "description": "An event; its data is JSON.",
        "properties": {
            "id": {
                "type": "string",
                "description": "Its number in the job's log; a heartbeat and a snapshot have none.",
            },
            "event": {"type": "string", "enum": [*names, "heartbeat"]},
            "data": {"type": "string"},
        },
        "required": ["event", "data"],
    }


def _inside(field: FieldDefinition) -> FieldDefinition:
    """Return what a response carries."""
    return field.inner_types[0] if field.is_subclass_of(Response) and field.inner_types else field
