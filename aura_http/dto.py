"""
Our values in requests and answers, as :mod:`aura_core.wire` spells them.

Litestar would hand attrs classes to msgspec, which knows neither our names nor our units.
With :class:`WirePlugin` every handler whose data or answer has an attrs class in it uses :class:`CattrsDTO` by itself.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Generator, Mapping
from typing import Any, Final, Generic, TypeVar

import attrs
from litestar import Response
from litestar._openapi.schema_generation import SchemaCreator
from litestar.dto import AbstractDTO
from litestar.dto.data_structures import DTOFieldDefinition
from litestar.openapi.spec import Reference, Schema
from litestar.plugins import SerializationPlugin
from litestar.types import Serializer
from litestar.typing import FieldDefinition

from aura_core import wire
from aura_core.errors import InvalidInputError
from aura_core.model.renders import ComposeRequest, RenderRequest
from aura_core.model.request import BatchRequest, JobRequest
from aura_core.ordering import read_batch, read_request
from aura_core.ordering.timelines import read_render
from aura_http.problems import UnsupportedMediaTypeError


__all__ = ["VALUES", "CattrsDTO", "WirePlugin", "WireResponse", "holds_values"]

T = TypeVar("T")

_READERS: Final[Mapping[Any, Callable[[Any], Any]]] = {
    JobRequest: read_request,
    BatchRequest: read_batch,
    ComposeRequest: read_render,
    RenderRequest: read_render,
}
"""What reads what the wire alone does not know all about."""

VALUES: Final = 20_000
"""How many a document may hold: a film of two hours has some thousands, and reading these takes under a second."""

_JSON: Final = ("", "application/json", "text/json")


class CattrsDTO(AbstractDTO[T], Generic[T]):
    """
    Reads and writes what a handler's annotation says with :mod:`aura_core.wire`: ``T``, ``T | None``, or lists of them.
    """

    def decode_bytes(self, value: bytes) -> Any:
        """
        Read a body that is not empty.

        Raises:
            InvalidInputError: with everything that is wrong.

            UnsupportedMediaTypeError: it is said to be something else than JSON.
        """
        self._refuse_other_types()
        return _read(value, self._annotation())

    def decode_builtins(self, value: dict[str, Any]) -> Any:
        """
        Read the fields of a form.

        Raises:
            InvalidInputError: with everything that is wrong.
        """
        return wire.structure(value, self._annotation())

    def data_to_encodable_type(self, data: Any) -> Any:
        """Return what a handler returned as JSON knows it, inside its response if it comes in one."""
        if isinstance(data, Response):
            data.content = wire.unstructure(data.content)
            return data
        return wire.unstructure(data)

    def _annotation(self) -> Any:
        field = self.asgi_connection.route_handler.parsed_data_field
        return field.annotation if field else self.model_type

    def _refuse_other_types(self) -> None:
        header = self.asgi_connection.headers.get("content-type", "")
        kind = header.partition(";")[0].strip().lower()
        if kind not in _JSON and not kind.endswith("+json"):
            raise UnsupportedMediaTypeError(kind)
        coding = self.asgi_connection.headers.get("content-encoding", "identity").strip().lower()
        if coding != "identity":
            raise UnsupportedMediaTypeError(f"packed with {coding}")

    @classmethod
    def create_for_field_definition(
        cls, field_definition: FieldDefinition, handler_id: str, backend_cls: Any = None
    ) -> None:
        """Make nothing: no model of Litestar's stands between the wire and our values."""

    @classmethod
    def is_supported_model_type_field(cls, field_definition: FieldDefinition) -> bool:
        """Whether an answer of this type is ours to write."""
        return holds_values(field_definition)

    @classmethod
    def create_openapi_schema(
        cls, field_definition: FieldDefinition, handler_id: str, schema_creator: SchemaCreator
    ) -> Reference | Schema:
        """Leave it to :mod:`aura_http.openapi`, which knows the wire."""
        return Schema()

    @classmethod
    def generate_field_definitions(cls, model_type: type[Any]) -> Generator[DTOFieldDefinition, None, None]:
        """Define none, see :meth:`create_for_field_definition`."""
        yield from ()

    @classmethod
    def detect_nested_field(cls, field_definition: FieldDefinition) -> bool:
        """No field is Litestar's to look into."""
        return False


_ANY: Final = CattrsDTO[Any]
"""One for all handlers: Litestar would make a class of it for each."""


class WirePlugin(SerializationPlugin):
    """
    Gives every handler with attrs classes in its data or its answer a :class:`CattrsDTO`.
    """

    def supports_type(self, field_definition: FieldDefinition) -> bool:
        """Whether it is an attrs class; Litestar asks for each part of an annotation."""
        return _is_value(field_definition)

    def create_dto_for_type(self, field_definition: FieldDefinition) -> type[AbstractDTO[Any]]:
        """Return the DTO, which reads the annotation when a request comes."""
        return _ANY


class WireResponse(Response[Any]):
    """
    An answer whose content, whatever it holds, is spelled by :mod:`aura_core.wire`, dictionaries of values included.
    """

    def render(self, content: Any, media_type: str, enc_hook: Serializer = repr) -> bytes:
        """Spell *content*; text and bytes are sent as they are."""
        if content is None or isinstance(content, str | bytes):
            return super().render(content, media_type, enc_hook)
        return wire.dumps(content).encode()


def holds_values(field: FieldDefinition) -> bool:
    """Whether an annotation is an attrs class or has one in it."""
    return field.match_predicate_recursively(_is_value)


def _is_value(field: FieldDefinition) -> bool:
    return isinstance(field.annotation, type) and attrs.has(field.annotation)


def _read(body: bytes, annotation: Any) -> Any:
    field = FieldDefinition.from_annotation(annotation)
    if not body.strip():
        if field.is_optional:
            return None
        raise InvalidInputError.of("$", "The body is empty.", remedy="Send a JSON document.")
    if field.is_non_string_collection and not field.is_mapping:
        # The wire knows arrays as tuples, and names what is wrong in every item.
        kind: Any = types.GenericAlias(tuple, (field.inner_types[0].annotation, ...))
        items: tuple[Any, ...] = wire.loads(body, kind, values=VALUES)
        return items if field.is_tuple else list(items)
    read = _READERS.get(annotation)
    return read(wire.loads(body, Any, values=VALUES)) if read else wire.loads(body, annotation, values=VALUES)
