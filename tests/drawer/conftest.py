"""What tests of the drawer stand on."""

import attrs
import pytest

from aura_core.drawer import Drawer
from aura_core.drawer.tables import SCHEMA


@attrs.frozen
class Note:
    """A toy that is kept."""

    text: str
    number: int = 0


@pytest.fixture
def database(empty_database):
    """A database of each kind, ready for drawers."""
    empty_database.prepare(SCHEMA)
    return empty_database


@pytest.fixture
def notes(database):
    return Drawer(database, "note", Note)
