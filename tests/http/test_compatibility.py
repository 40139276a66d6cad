"""How the API stands to the original's, as a page says it."""

import importlib.util
from collections import Counter
from pathlib import Path

import pytest


DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def compatibility():
    spec = importlib.util.spec_from_file_location("compatibility", DOCS / "compatibility.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestPage:
    def test_is_current(self, compatibility):
        """
        The page says what the routes are now; ``make types`` writes it anew.
        """
        assert compatibility.page() == (DOCS / "api" / "compatibility.md").read_text(encoding="utf-8")

    def test_has_a_standing_and_a_reason_for_each(self, compatibility):
        """
        Every endpoint is listed once, has one of four standings, and a reason where it is different or not here.
        """
        here = compatibility.routes()
        entries = [compatibility.entry(line, why, here) for _, why, lines in compatibility.read() for line in lines]

        assert [] == [address for address, times in Counter(entry[0].lower() for entry in entries).items() if times > 1]
        assert {standing for _, standing, _ in entries} <= set(compatibility.STANDINGS)
        assert all(why for _, standing, why in entries if standing in {"different", "not here"})

    def test_compares_as_the_original_does(self, compatibility):
        """
        Neither case nor the names of parameters tell endpoints apart; what is in brackets is several.
        """
        assert compatibility.flat("GET /api/Jobs/:id") == compatibility.flat("GET /api/jobs/:job")
        assert ["GET /a/b", "GET /a/c"] == list(compatibility.expanded("GET /a/[b,c]"))
        assert ("GET /nowhere", "not here", "none") == compatibility.entry("GET /nowhere | same", "none", {})
        assert ("GET /a", "superset", "") == compatibility.entry("GET /a | | if absent", "", {"get /a": ""})
