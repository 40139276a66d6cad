"""A film once more, as another kind of file."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from aura_core.model.enums import Aspect
from aura_core.model.render import RenderSpec, Resolution
from aura_core.model.request import JobRequest
from aura_core.ordering.editions import restated
from aura_core.ordering.orders import order_of


__all__ = ["exported"]

_SHAPES: Final = {
    Aspect.WIDESCREEN: Fraction(16, 9),
    Aspect.SQUARE: Fraction(1),
    Aspect.PORTRAIT: Fraction(4, 5),
    Aspect.VERTICAL: Fraction(9, 16),
}


def exported(request: JobRequest, spec: RenderSpec) -> JobRequest:
    """
    Return the request for the film of *request* as the kind of file that *spec* says; its pictures are made for that shape.

    Nobody is called back: whoever asked for the film did not ask for this.
    """
    order = order_of(request)
    shaped = attrs.evolve(order, brief=attrs.evolve(order.brief, aspect=_shape(spec.res)), render_spec=spec)
    return attrs.evolve(restated(request, shaped), callback_url=None)


def _shape(size: Resolution) -> Aspect:
    """Return the shape that comes nearest to *size*."""
    ratio = Fraction(size.width, size.height)
    return min(_SHAPES, key=lambda shape: max(ratio / _SHAPES[shape], _SHAPES[shape] / ratio))
