"""
Order to script.
"""

from __future__ import annotations

from aura_core.model.order import Order
from aura_core.model.script import Script
from aura_core.ports import ScriptWriter, SpeechSynthesizer


__all__ = ["write"]


async def write(order: Order, writer: ScriptWriter, synthesizer: SpeechSynthesizer) -> Script:
    """
    Have *writer* write for the pace at which *synthesizer* will speak.

    Raises:
        ScriptError: there is nothing that could be said.
    """
    pace = await synthesizer.words_per_minute(order.voice_spec, order.brief.language)
    return await writer.write(order, pace)
