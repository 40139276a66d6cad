"""
Words with and without their grammar.
"""

import ast
import re
from pathlib import Path

import pytest

from aura_core.words import counted


SOURCES = Path(__file__).parents[1]


class TestCounted:
    @pytest.mark.parametrize(
        ("count", "told"), [(0, "0 scenes"), (1, "1 scene"), (2, "2 scenes"), (1200, "1,200 scenes")]
    )
    def test_one_is_no_plural(self, count, told):
        """
        A count and its noun agree.
        """
        assert told == counted(count, "scene")

    def test_no_message_hedges(self):
        """
        No text says ``scene(s)``.
        """
        hedged = [
            (path.name, node.value)
            for folder in ("aura_core", "aura_http")
            for path in (SOURCES / folder).rglob("*.py")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.search(r"[a-z]\(s\)(?![*+?])", node.value)
        ]

        assert hedged == []
