"""
Our writers keep the promises of the port.
"""

from fractions import Fraction
from typing import ClassVar

import pytest

from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import Density
from aura_core.model.order import Order
from aura_core.providers.writers.outline import OutlineWriter
from aura_core.providers.writers.own import OwnScriptWriter
from aura_core.testing.services import Service
from aura_core.testing.writers import ScriptWriterSuite
from tests.stubs import chat, claude, gemini, ollama


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


class AskedSuite(ScriptWriterSuite):
    """Those of a writer that is asked over the network."""

    service: ClassVar[Service]
    examples = 10

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _asked(cls, tmp_path_factory):
        with cls.service.used(tmp_path_factory.mktemp("writer")) as used:
            cls.writer = used.port
            yield


class TestChatWriter(AskedSuite):
    service = chat.OPENAI


class TestClaudeWriter(AskedSuite):
    service = claude.SERVICE


class TestGeminiWriter(AskedSuite):
    service = gemini.SERVICE


class TestOllamaWriter(AskedSuite):
    service = ollama.SERVICE
