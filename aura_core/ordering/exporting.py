"""A film once more, as another kind of file."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from aura_core.model.enums import Aspect
from aura_core.model.render import RenderSpec, Resolution, frame_size
from aura_core.model.request import JobRequest
from aura_core.ordering.editions import restated
from aura_core.ordering.orders import order_of


__all__ = ["exported", "shape_of"]

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
    shaped = attrs.evolve(order, brief=attrs.evolve(order.brief, aspect=shape_of(spec.res)), render_spec=spec)
    return attrs.evolve(restated(request, shaped), callback_url=None)


def shape_of(size: Resolution) -> Aspect:
    """Return the shape that comes nearest to *size*, of those that leave it as it is."""
    ratio = Fraction(size.width, size.height)
    fitting = [shape for shape in _SHAPES if frame_size(shape, size) == size.even]
    return min(fitting, key=lambda shape: max(ratio / _SHAPES[shape], _SHAPES[shape] / ratio))
