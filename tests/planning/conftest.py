"""
Real writers, and fakes for whoever would take time.
"""

import pytest

from aura_core.ffmpeg.binary import locate
from aura_core.fonts import Fonts
from aura_core.pipeline import Services
from aura_core.providers.music.generated import GeneratedMusic
from aura_core.providers.writers.extract import ExtractWriter
from aura_core.providers.writers.outline import OutlineWriter
from aura_core.providers.writers.own import OwnScriptWriter
from aura_core.stages.rendering import Studio
from aura_core.store import Store
from aura_core.testing.fakes import FakeImages, FakeSynthesizer


class Speaker(FakeSynthesizer):
    """
    Attributes:
        voices_asked: How each text was to be spoken.
    """

    def __init__(self):
        super().__init__(150.0)
        self.voices_asked = []

    async def synthesize(self, text, voice, language, target):
        self.voices_asked.append(voice)
        return await super().synthesize(text, voice, language, target)


class Composer(GeneratedMusic):
    """
    Attributes:
        composed: What was asked for.
    """

    def __init__(self):
        super().__init__()
        self.composed = []

    async def compose(self, request, target):
        self.composed.append(request)
        return await super().compose(request, target)


@pytest.fixture
def services(tmp_path):
    """Whoever plans and makes films, counting."""
    store = Store(tmp_path / "store", 10**9)
    return Services(
        *(OutlineWriter(), OwnScriptWriter(), ExtractWriter(store), Speaker(), FakeImages(), Composer()),
        Studio(locate(), Fonts(packs=()), store, 2),
    )
