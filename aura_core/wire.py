"""
Values as JSON and back.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import cattrs
from cattrs.gen import make_dict_unstructure_fn, override


__all__ = ["camel", "clock", "converter"]


def camel(name: str) -> str:
    """Spell a Python *name* as it is on the wire."""
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)


def clock(value: Fraction) -> str:
    """Spell a duration in seconds as ``hh:mm:ss[.fffffff]``."""
    ticks = round(abs(value) * 10_000_000)
    whole, fraction = divmod(ticks, 10_000_000)
    text = f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
    return ("-" if value < 0 else "") + text + (f".{fraction:07}" if fraction else "")


converter = cattrs.Converter()
converter.register_unstructure_hook(Fraction, clock)
converter.register_unstructure_hook(Enum, lambda member: member.value)
converter.register_unstructure_hook(Path, str)


@converter.register_unstructure_hook_factory(attrs.has)
def _in_camel_case(cls: type) -> Callable[[Any], dict[str, Any]]:
    names = {field.name: override(rename=camel(field.name)) for field in attrs.fields(cls)}
    return make_dict_unstructure_fn(cls, converter, **names)
