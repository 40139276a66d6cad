"""
Values of others, as their JSON has them.

Unlike :mod:`aura_core.wire`, which is lenient with clients, this takes nothing for something else: what a provider says
is what it documents, or it is not understood.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar, get_args, get_origin

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, override


__all__ = ["understood"]

T = TypeVar("T")

_MOST: Final = 3
"""Things that are wrong, of which the first few tell enough."""


def understood(said: Any, cls: type[T]) -> T:
    """
    Make a *cls* of *said*, which JSON held.

    A member is called as in the class, or as its ``metadata={"wire": …}`` says; others are left aside.

    Raises:
        ValueError: something is missing or of another type, said with its path.
    """
    try:
        return _CONVERTER.structure(said, cls)
    except (cattrs.BaseValidationError, cattrs.StructureHandlerNotFoundError, TypeError, ValueError) as error:
        found = cattrs.transform_error(error, path="$", format_exception=_worded)
        raise ValueError("; ".join(found[:_MOST])) from error


def _worded(error: BaseException, _: type[Any] | None) -> str:
    if isinstance(error, KeyError):
        return f"there is no {error.args[0]}"
    return str(error)


def _exactly(*types: type[Any]) -> Callable[[Any, Any], Any]:
    def check(said: Any, cls: Any) -> Any:
        if not isinstance(said, types) or (isinstance(said, bool) and bool not in types):
            raise TypeError(f"there is {_called(said)} where {_NAMES[types[0]]} belongs")
        return cls(said)

    return check


_NAMES: Final[dict[type[Any], str]] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "an object",
    type(None): "nothing",
}


def _called(said: Any) -> str:
    return _NAMES.get(type(said), "something else")


def _is_list(cls: Any) -> bool:
    origin: Any = get_origin(cls)
    return origin is tuple


def _make_converter() -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=True)
    for cls, types in ((str, (str,)), (int, (int,)), (float, (float, int)), (bool, (bool,))):
        converter.register_structure_hook(cls, _exactly(*types))

    def of_list(cls: Any) -> Callable[[Any, Any], Any]:
        item, _ = get_args(cls)

        def structure(said: Any, _: Any) -> Any:
            if not isinstance(said, list):
                raise TypeError(f"there is {_called(said)} where a list belongs")
            return tuple(converter.structure(one, item) for one in said)

        return structure

    def of_object(cls: type[Any]) -> Callable[[Any, Any], Any]:
        named = {field.name: field.metadata["wire"] for field in attrs.fields(cls) if "wire" in field.metadata}
        overrides = {name: override(rename=wire) for name, wire in named.items()}
        structure = make_dict_structure_fn(cls, converter, **overrides)  # type: ignore[arg-type]

        def checked(said: Any, _: Any) -> Any:
            if not isinstance(said, dict):
                raise TypeError(f"there is {_called(said)} where an object belongs")
            return structure(said, cls)

        return checked

    converter.register_structure_hook_factory(_is_list, of_list)
    converter.register_structure_hook_factory(attrs.has, of_object)
    return converter


_CONVERTER: Final = _make_converter()
