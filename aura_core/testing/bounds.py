"""What the validators of a field let through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs


__all__ = ["Bounds"]

# attrs keeps these classes to itself, but what they hold is the only place that says what a field accepts.
_NUMBER: Final[Any] = type(attrs.validators.ge(0))
_LENGTH: Final[Any] = type(attrs.validators.min_len(0))
_OPTIONAL: Final[Any] = type(attrs.validators.optional(attrs.validators.ge(0)))
_ALL: Final[Any] = type(attrs.validators.and_(attrs.validators.ge(0)))


@attrs.frozen
class Bounds:
    """
    What the validators of a field let through.

    Attributes:
        least: The smallest number, if there is one.

        most: The largest.

        length: The fewest items.
    """

    least: Any = None
    most: Any = None
    length: int = 0

    @classmethod
    def of(cls, validator: Any) -> Bounds:
        """Read them from a field's *validator*, which may be ``None``."""
        bounds = cls()
        for part in _parts(validator):
            if isinstance(part, _LENGTH):
                bounds = attrs.evolve(bounds, length=part.min_length)
            elif isinstance(part, _NUMBER) and part.compare_op == ">=":
                bounds = attrs.evolve(bounds, least=part.bound)
            elif isinstance(part, _NUMBER) and part.compare_op == "<=":
                bounds = attrs.evolve(bounds, most=part.bound)
        return bounds

    def within(self, least: Any, most: Any) -> tuple[Any, Any]:
        """Return the smallest and the largest number, *least* and *most* where there is none."""
        return least if self.least is None else self.least, most if self.most is None else self.most


def _parts(validator: Any) -> Iterator[Any]:
    if isinstance(validator, _OPTIONAL):
        yield from _parts(validator.validator)
    elif isinstance(validator, _ALL):
        for part in validator._validators:  # noqa: SLF001
            yield from _parts(part)
    else:
        yield validator
