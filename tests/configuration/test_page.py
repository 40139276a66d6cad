"""The page that says what each member of the document does."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import get_args, get_origin

import attrs

from aura_core.model.settings import UserSettings
from aura_core.wire.objects import members


ROOT = Path(__file__).parents[2]
ROWS = re.findall(r"^\| (`.*) \| (.*) \| (.*) \|$", (ROOT / "docs" / "settings.md").read_text("utf-8"), re.MULTILINE)


def leaves(kind, path=""):
    """Name every member below *kind*: ``[]`` stands for the entries of a list, ``*`` for names."""
    if get_origin(kind) is tuple and attrs.has(get_args(kind)[0]):
        return leaves(get_args(kind)[0], f"{path}[]")
    if get_origin(kind) is Mapping and attrs.has(get_args(kind)[1]):
        return leaves(get_args(kind)[1], f"{path}.*")
    if not (isinstance(kind, type) and attrs.has(kind)):
        return [path]
    return [
        leaf for one in members(kind) for leaf in leaves(one.attribute.type, f"{path}.{one.name}" if path else one.name)
    ]


class TestTable:
    def test_tells_of_every_member_once(self):
        """
        No member of the document is left out, and none is told of that there is not.
        """
        told = [name for row in ROWS for name in re.findall(r"`([^`]*)`", row[0])]

        assert sorted(leaves(UserSettings)) == sorted(told)

    def test_names_a_test_or_a_reason(self):
        """
        Beside each stands a test that there is, or why it has no effect.
        """
        known = {
            f"{path.stem}.{name}"
            for path in (ROOT / "tests").rglob("test_*.py")
            for name in re.findall(r"^ +def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
        }
        for names, effect, shown in ROWS:
            kept = shown.startswith("stored only: ")

            assert kept or set(re.findall(r"`([^`]*)`", shown)) <= known, names
            assert kept == (effect == "nothing here"), names
            assert kept or shown.startswith("`"), names
