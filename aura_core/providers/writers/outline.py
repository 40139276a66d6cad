"""
An honest outline for a topic about which nothing else is known.
"""

from __future__ import annotations

from aura_core.errors import ScriptError
from aura_core.model.enums import Layout
from aura_core.model.order import Order
from aura_core.model.script import Scene, Script
from aura_core.providers.writers.scenes import timed
from aura_core.providers.writers.text import cleaned


__all__ = ["OutlineWriter"]


class OutlineWriter:
    """
    Frames a topic without claiming anything about it.
    """

    name = "outline"
    version = "0"

    async def write(self, order: Order, words_per_minute: float) -> Script:
        """
        Write an outline for ``order.brief.topic``.

        Raises:
            ScriptError: another language than English is asked for.
        """
        if order.brief.language.replace("_", "-").split("-")[0].lower() not in {"en", "eng", "english"}:
            raise ScriptError(
                f"The outline writer writes English only, not {order.brief.language}.",
                provider=self.name,
                remedy="Give the script in that language with --script FILE.",
            )
        topic = " ".join(cleaned(order.brief.topic, "$.brief.topic").split())
        scenes = (
            Scene(0, topic, f"{topic}. Let us look at it together, one step at a time.", layout=Layout.TITLE),
            Scene(
                0,
                "Three questions",
                "Begin with three questions. What do we see? What lies behind it? And why does it matter?",
                bullets=("What do we see?", "What lies behind it?", "Why does it matter?"),
                layout=Layout.BULLETS,
            ),
            Scene(
                0, "Your turn", "Take one of them with you, and look for the answer yourself.", layout=Layout.CLOSING
            ),
        )
        warning = (
            "No sources were given, so this is an outline without facts; give --script FILE for a film with content."
        )
        return Script(topic, order.brief.language, timed(scenes, words_per_minute), warnings=(warning,))
