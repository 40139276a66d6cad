"""What cattrs is told of our types."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, Union, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from aura_core.model.enums import PauseStyle
from aura_core.model.events import Event
from aura_core.model.render import QualityLevel, Resolution
from aura_core.timing import FrameRate
from aura_core.wire import choices, events, objects, scalars
from aura_core.wire.composites import anything, array, dictionary
from aura_core.wire.refusal import RefusedError, got
from aura_core.wire.spelling import clock, moment, size_in


__all__ = ["make_converter"]

_Reader = Callable[[Any], Any]

_READERS: Final[dict[Any, _Reader]] = {
    str: scalars.text,
    bool: scalars.flag,
    int: scalars.whole,
    float: scalars.number,
    Fraction: scalars.seconds,
    # While it was an alias of Fraction, the reader of durations served both.
    FrameRate: scalars.frame_rate,
    QualityLevel: scalars.quality,
    Path: scalars.path,
    datetime: scalars.date_time,
}


def make_converter() -> Converter:
    """
    Return a converter that writes and reads all our types.
    """
    converter = Converter()
    _teach_writing(converter)
    _teach_reading(converter)
    return converter


def _teach_writing(converter: Converter) -> None:
    converter.register_unstructure_hook(Fraction, clock)
    converter.register_unstructure_hook(FrameRate, str)
    converter.register_unstructure_hook(Enum, lambda member: member.value)
    converter.register_unstructure_hook(Path, str)
    converter.register_unstructure_hook(datetime, moment)

    def in_camel_case(cls: type[Any]) -> Callable[[Any], dict[str, Any]]:
        names: dict[str, Any] = {member.attribute.name: override(rename=member.name) for member in objects.members(cls)}
        return make_dict_unstructure_fn(cls, converter, **names)

    converter.register_unstructure_hook_factory(attrs.has, in_camel_case)


def _teach_reading(converter: Converter) -> None:
    def reader_of(kind: Any) -> _Reader:
        hook = converter.get_structure_hook(kind)
        return lambda value: hook(value, kind)

    def teach(applies: Callable[[Any], bool], make: Callable[[Any], _Reader]) -> None:
        converter.register_structure_hook_factory(applies, lambda kind: _of_value(make(kind)))

    def read_array(kind: Any) -> _Reader:
        read = reader_of(get_args(kind)[0])
        return lambda value: tuple(array(value, read))

    def read_dictionary(kind: Any) -> _Reader:
        read = reader_of(get_args(kind)[1])
        return lambda value: dictionary(value, read)

    def read_optional(kind: Any) -> _Reader:
        (inner,) = (part for part in get_args(kind) if part is not type(None))
        read = reader_of(inner)
        return lambda value: None if value is None else read(value)

    for kind, read in _READERS.items():
        converter.register_structure_hook(kind, _of_value(read))
    # cattrs asks the last taught first.
    teach(_is_enum, choices.reader)
    teach(attrs.has, lambda cls: objects.reader(cls, reader_of))
    teach(lambda kind: kind is Resolution, lambda cls: _size(objects.reader(cls, reader_of)))
    teach(lambda kind: kind is PauseStyle, lambda cls: _pause(choices.reader(cls)))
    teach(_is_optional, read_optional)
    teach(lambda kind: kind == Event, lambda _: events.reader(converter.structure))
    teach(lambda kind: get_origin(kind) is tuple, read_array)
    teach(lambda kind: get_origin(kind) is Mapping, read_dictionary)
    teach(lambda kind: kind is Any, lambda _: anything)


def _of_value(read: _Reader) -> Callable[[Any, Any], Any]:
    return lambda value, _: read(value)


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _is_optional(kind: Any) -> bool:
    args = get_args(kind)
    return get_origin(kind) in {Union, types.UnionType} and len(args) == 2 and type(None) in args


def _size(read: _Reader) -> _Reader:
    """Read a frame size also from ``1920x1080`` or ``1080p``."""

    def read_size(value: Any) -> Any:
        if not isinstance(value, str):
            return read(value)
        size = size_in(value)
        if size is None:
            raise RefusedError.of(f"Expected a frame size such as 1080p, 4k or 1920x1080, got {got(value)}.")
        try:
            return read({"width": size[0], "height": size[1]})
        except RefusedError as refused:
            raise RefusedError.of(" ".join(issue.message for issue in refused.issues)) from refused

    return read_size


def _pause(read: _Reader) -> _Reader:
    """Read a pause style; older clients send seconds, which meant nothing and are read as natural."""

    def read_pause(value: Any) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return PauseStyle.NATURAL
        return read(value)

    return read_pause
