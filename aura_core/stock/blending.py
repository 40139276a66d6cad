"""
What to search for, and what to have painted.

Rule 1: what somebody could have photographed is searched for, which costs nothing and is true.

Rule 2: what no camera has seen is painted: what is imagined, long gone, yet to come, too small, or an idea; and every
scene of a film whose style is drawn.

Rule 3: nothing is painted beyond the budget; what is left over is searched for, or shown as a slide.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from aura_core.casting.roster import Roster
from aura_core.model.prices import asks_nothing, picture_price
from aura_core.model.provider import Account, Provider, ProviderKind
from aura_core.model.stock import BlendSetRecommendation, BlendSetRequest, SourceRecommendation
from aura_core.ports import FootageSource
from aura_core.settings import Settings
from aura_core.wiring import open_services
from aura_core.words import counted, terms


__all__ = ["blended"]

_UNSEEN: Final = {
    "imagined": "dragon unicorn wizard magic magical fantasy fairytale mythical alien monster surreal dream dreamlike ghost",
    "yet to come": "futuristic future sci-fi cyberpunk utopia dystopia spaceship starship robot android hologram",
    "long gone": "dinosaur prehistoric medieval ancient mammoth neanderthal viking pharaoh gladiator",
    "an idea": "abstract concept conceptual metaphor metaphorical symbolic allegory visualisation visualization",
    "too small or too large to be seen": "atom molecule quantum neuron dna microscopic galaxy nebula wormhole",
}
"""Words of what no camera has seen, by why."""

_DRAWN: Final = "watercolor watercolour illustration illustrated cartoon anime comic animated animation playful painted"
"""Words of styles that are drawn."""

_REASONS: Final = {stem: why for why, words in _UNSEEN.items() for stem in terms(words)}
_STYLES: Final = frozenset(terms(_DRAWN))

_MOST: Final = 0.10
"""Dollars that a picture is reckoned with whose price nobody knows."""


@attrs.frozen
class _Hands:
    """
    Who is there to illustrate.

    Attributes:
        stock: Whom to search; ``None`` for nobody.

        painter: Who paints; ``None`` for nobody.

        price: US dollars that a painted picture costs.
    """

    stock: Provider | None
    painter: Provider | None
    price: float


def blended(asked: BlendSetRequest, settings: Settings) -> BlendSetRecommendation:
    """Recommend a source for each scene; nobody is asked."""
    hands = _hands(asked, open_services(settings).rosters.illustrators)
    affordable = len(asked.scene_descriptions)
    if hands.price:
        affordable = int(asked.budget / hands.price + 1e-9)
    drawn = bool(_STYLES & set(terms(asked.video_style)))
    scenes: dict[str, SourceRecommendation] = {}
    painted = 0
    for place, description in enumerate(asked.scene_descriptions):
        why = "its film is drawn" if drawn else _unseen(description)
        one = _recommended(why, hands, left=affordable - painted)
        painted += one.use_generative
        scenes[str(place)] = one
    return BlendSetRecommendation(
        scene_recommendations=scenes,
        strategy=_strategy(scenes),
        reasoning=_told(scenes, hands, asked),
        estimated_cost=round(painted * hands.price, 4),
        narrative_coverage_score=round(
            sum(one.use_stock or one.use_generative for one in scenes.values()) / len(scenes), 3
        ),
    )


def _hands(asked: BlendSetRequest, roster: Roster[FootageSource | None]) -> _Hands:
    able = [one.provider for one in roster.told() if one.available and one.provider is not roster.part.built_in]
    found = [one for one in able if ProviderKind.STOCK in one.kinds]
    # The user's own pictures come after libraries, as they do in a tier.
    stock = min(found, key=lambda one: one.local, default=None) if asked.allow_stock else None
    painters = [one for one in able if one not in found] if asked.allow_generative else []
    painter = min(painters, key=lambda one: _price(one, roster), default=None)
    return _Hands(stock, painter, _price(painter, roster) if painter else 0.0)


def _price(painter: Provider, roster: Roster[FootageSource | None]) -> float:
    if asks_nothing(painter):
        return 0.0
    model = roster.accounts.get(painter.id, Account()).model or painter.model
    price = picture_price(painter.id, model)
    return _MOST if price is None else price


def _unseen(description: str) -> str:
    """Say why no camera has seen what is described; empty where one may have."""
    return next((f"it is {_REASONS[term]}" for term in terms(description) if term in _REASONS), "")


def _recommended(why: str, hands: _Hands, *, left: int) -> SourceRecommendation:
    paints = hands.painter is not None and left > 0
    if paints and hands.painter and (why or hands.stock is None):
        reason = f"It is painted, for {why}." if why else "It is painted, for there is no library to search."
        return SourceRecommendation(False, True, hands.painter.id, reason, 0.8 if why else 0.6)
    if hands.stock:
        if why:
            reason = f"It is searched for although {why}, for nobody paints it within the budget."
            return SourceRecommendation(True, False, hands.stock.id, reason, 0.3)
        return SourceRecommendation(True, False, hands.stock.id, "Somebody may well have photographed it.", 0.7)
    return SourceRecommendation(False, False, "slides", "A slide shows it, for nobody has or paints a picture.", 1.0)


def _strategy(scenes: Mapping[str, SourceRecommendation]) -> str:
    stock, painted = any(one.use_stock for one in scenes.values()), any(one.use_generative for one in scenes.values())
    if stock and painted:
        return "Mixed"
    if painted:
        return "GenerativeOnly"
    return "StockOnly" if stock else "SlidesOnly"


def _told(scenes: Mapping[str, SourceRecommendation], hands: _Hands, asked: BlendSetRequest) -> str:
    painted = sum(one.use_generative for one in scenes.values())
    stock = sum(one.use_stock for one in scenes.values())
    who = [
        f"{stock} searched for at {hands.stock.name}" if stock and hands.stock else "",
        f"{painted} painted by {hands.painter.name}" if painted and hands.painter else "",
        f"{len(scenes) - stock - painted} shown as slides" if stock + painted < len(scenes) else "",
    ]
    told = f"Of {counted(len(scenes), 'scene')}, {', '.join(filter(None, who))}"
    limit = ""
    if hands.price and painted == int(asked.budget / hands.price + 1e-9) and painted < len(scenes):
        limit = f" The budget is enough for {counted(painted, 'painted picture')}."
    return f"{told}.{limit}"
