"""
Our writers keep the promises of the port.
"""

from fractions import Fraction

from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import Density
from aura_core.model.order import Order
from aura_core.providers.writers.outline import OutlineWriter
from aura_core.providers.writers.own import OwnScriptWriter
from aura_core.testing.writers import ScriptWriterSuite


class TestOutlineWriter(ScriptWriterSuite):
    writer = OutlineWriter()


class TestOwnScriptWriter(ScriptWriterSuite):
    writer = OwnScriptWriter()
    orders = (
        Order(Brief("Hello"), script="Hello"),
        Order(Brief("Plain"), script="The sea rises.\n\nThe sea falls. Twice a day."),
        Order(
            Brief("Marked"),
            PlanSpec(target_duration=Fraction(30), density=Density.DENSE),
            script="# A **title**\n\n## `One`\n\n- *a*\n- __b__\n\n> ~~no~~ yes\n\n![picture](a b.png) **open\n\n# # #",
        ),
    )
