"""
Our sources of music keep the promises of the port.
"""

from aura_core.providers.music.generated import GeneratedMusic
from aura_core.testing.music import MusicSourceSuite


class TestGeneratedMusic(MusicSourceSuite):
    source = GeneratedMusic()
