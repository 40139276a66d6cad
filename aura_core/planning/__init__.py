"""
What is recommended for a film before it is made; ``docs/planning.md`` has the rules.

Rule 1: whatever an order says other than its defaults is decided; only the rest is recommended.

Rule 2: what is recommended is what an order can say, and the order that comes with it says it; whatever else is told
(scenes, shots, reading level) is measured on the script that this order has.

Rule 3: the same order is recommended the same, without a network; only where a language model is chosen to write, it is
asked how the film is told, and named.
"""

from aura_core.planning.asking import plan_of, plan_order, reply_to, request_for
from aura_core.planning.planner import recommend


__all__ = ["plan_of", "plan_order", "recommend", "reply_to", "request_for"]
