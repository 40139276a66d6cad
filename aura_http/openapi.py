"""
The API described: ``/schema/openapi.json`` (OpenAPI 3.1) and a page at ``/schema`` that shows it without any network.
"""

from __future__ import annotations

from importlib import resources
from importlib.metadata import version
from typing import Any, Final

from litestar import Litestar, Request, Response, Router
from litestar.enums import MediaType
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import OpenAPIRenderPlugin
from litestar.routes import HTTPRoute
from litestar.typing import FieldDefinition

from aura_core import wire
from aura_core.model.problems import Problem
from aura_http.dto import holds_values
from aura_http.problems import MEDIA_TYPE
from aura_http.schemas import Components, named, schema_of


__all__ = ["described", "document"]

_REFERENCE: Final = {"$ref": "#/components/responses/Problem"}


def described() -> OpenAPIConfig:
    """Return what makes Litestar serve the description below ``/schema``."""
    return OpenAPIConfig(
        title="Aura",
        version=version("aura-video"),
        description="Turns a brief into a finished, narrated, captioned video.",
        use_handler_docstrings=True,
        render_plugins=[_Page(path="/"), _Document(path="/openapi.json", media_type=MediaType.JSON)],
        openapi_router=Router("/schema", route_handlers=[], include_in_schema=False, after_request=_refuse_strangers),
    )


def document(app: Litestar) -> dict[str, Any]:
    """
    Describe *app* as an OpenAPI 3.1 document.

    Litestar knows the operations and their parameters; bodies, answers and problems are described as the wire has them.
    """
    found: dict[str, Any] = app.openapi_schema.to_schema()
    components: Components = {}
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for method, (handler, _) in route.route_handler_map.items():
                item = found["paths"].get(route.path_format or "/", {})
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
        return resources.files("aura_http").joinpath("schema.html").read_bytes()


async def _refuse_strangers(answer: Response[Any]) -> Response[Any]:
    """Turn the page that Litestar has for unknown addresses below ``/schema`` into a problem like any other."""
    if answer.status_code == NotFoundException.status_code:
        raise NotFoundException
    return answer


def _complete(operation: dict[str, Any], handler: HTTPRouteHandler, components: Components) -> None:
    body = handler.parsed_data_field
    if body is not None and holds_values(body):
        operation["requestBody"] = {
            "required": not body.is_optional,
            "content": {MediaType.JSON.value: {"schema": schema_of(body.annotation, components)}},
        }
    answer = _inside(handler.parsed_return_field)
    responses = operation["responses"]
    if holds_values(answer):
        success = responses[str(handler.status_code)]
        success["content"] = {MediaType.JSON.value: {"schema": schema_of(answer.annotation, components)}}
    for status in responses:
        if status >= "400":
            responses[status] = _REFERENCE
    if any(field["in"] == "path" for field in operation.get("parameters", [])):
        responses["404"] = _REFERENCE
    responses["default"] = _REFERENCE


def _inside(field: FieldDefinition) -> FieldDefinition:
    """Return what a response carries."""
    return field.inner_types[0] if field.is_subclass_of(Response) and field.inner_types else field
