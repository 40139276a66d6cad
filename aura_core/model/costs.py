"""What films may cost, said before they are made."""

from __future__ import annotations

from typing import Any

import attrs


__all__ = ["BudgetCheck", "CostBreakdownItem", "GenerationCostEstimate", "GenerationCostEstimateRequest"]

_name: Any = attrs.validators.max_len(100)


@attrs.frozen
class GenerationCostEstimateRequest:
    """
    A film whose cost is asked for; the contract calls it GenerationCostEstimateRequestDto.

    Attributes:
        estimated_script_length: Characters that are written and spoken; a minute has about 900.

        scene_count: Pictures.

        llm_provider: Who writes, by name or tier; empty leaves it to the settings, as for *tts_provider*.

        llm_model: What they write with; empty for what is in force.

        image_provider: Who illustrates; without one, slides are shown.
    """

    estimated_script_length: int = attrs.field(
        default=900, validator=attrs.validators.and_(attrs.validators.ge(0), attrs.validators.le(1_000_000))
    )
    scene_count: int = attrs.field(
        default=5, validator=attrs.validators.and_(attrs.validators.ge(0), attrs.validators.le(1000))
    )
    llm_provider: str = attrs.field(default="", validator=_name)
    llm_model: str = attrs.field(default="", validator=_name)
    tts_provider: str = attrs.field(default="", validator=_name)
    image_provider: str | None = attrs.field(default=None, validator=attrs.validators.optional(_name))


@attrs.frozen
class CostBreakdownItem:
    """
    What one step may cost; the contract calls it CostBreakdownItemDto.

    Attributes:
        provider: As people know them.

        cost: US dollars; 0 where the price is not known.

        units: How many of *unit_type* are paid for.

        is_price_known: Whether *cost* says anything.

        note: By which price it was reckoned, or why it could not be.
    """

    name: str
    provider: str
    cost: float
    is_free: bool
    units: int
    unit_type: str
    is_price_known: bool
    note: str


@attrs.frozen
class BudgetCheck:
    """
    Whether there is money left; the contract calls it BudgetCheckDto.

    Attributes:
        should_block: Whether calls would be refused.

        warnings: Which budget, as sentences.

        current_monthly_cost: What was spent since the first of the month, US dollars.
    """

    is_within_budget: bool
    should_block: bool
    warnings: tuple[str, ...]
    current_monthly_cost: float
    estimated_new_total: float


@attrs.frozen
class GenerationCostEstimate:
    """
    What a film may cost; the contract calls it GenerationCostEstimateDto.

    Attributes:
        total_cost: Of what is known, US dollars.

        is_free_generation: Whether nobody is paid.

        confidence: ``high`` when nobody is paid, ``medium`` when all prices are known, ``low`` when one is not.
    """

    llm_cost: float
    tts_cost: float
    image_cost: float
    total_cost: float
    currency: str
    breakdown: tuple[CostBreakdownItem, ...]
    is_free_generation: bool
    confidence: str
    budget_check: BudgetCheck | None
