"""What tests of scripts stand on."""

from fractions import Fraction

import pytest

from aura_core.drawer import Drawer, opened
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.order import Order
from aura_core.model.script import Scene, Script
from aura_core.model.scripts import KeptScript
from aura_core.providers.writers.scenes import timed
from aura_core.scripts import Scripts
from aura_core.settings import Settings


def kept_of(*scenes):
    """Return a script of *scenes*, each a scene or what is said."""
    made = [scene if isinstance(scene, Scene) else Scene(0, "", scene) for scene in scenes]
    return KeptScript(
        Script("Tides", "en", timed(made, 120)), Order(Brief("Tides", language="en"), PlanSpec(Fraction(30))), 120.0
    )


@pytest.fixture(scope="session")
def kept():
    """Give what makes scripts that are kept."""
    return kept_of


@pytest.fixture
def drawer(tmp_path):
    with opened(Settings(data=tmp_path)) as database:
        yield Drawer(database, "script", KeptScript)


@pytest.fixture
def scripts(drawer, tmp_path):
    return Scripts(drawer, Settings(data=tmp_path))
