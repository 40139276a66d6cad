"""
Who makes one film.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from aura_core.casting.chain import Chain
from aura_core.casting.parts import Part
from aura_core.casting.roster import Availability, Roster
from aura_core.ports import FootageSource, MusicLibrary, MusicSource, ScriptWriter, SpeechSynthesizer, Translator


__all__ = ["Cast", "Rosters"]


@attrs.frozen
class Cast:
    """
    Who makes one film.

    Attributes:
        illustrators: Who looks for pictures and clips; ``None`` among them leaves a scene to its slide.
    """

    writers: Chain[ScriptWriter]
    speakers: Chain[SpeechSynthesizer]
    illustrators: Chain[FootageSource | None]
    composers: Chain[MusicSource | MusicLibrary]


@attrs.frozen
class Rosters:
    """
    Everybody who could make a film.

    Attributes:
        translators: Those who write, where they can say in one language what was written in another.
    """

    writers: Roster[ScriptWriter] = Roster(Part.SCRIPT)
    translators: Roster[Translator | None] = Roster(Part.SCRIPT)
    speakers: Roster[SpeechSynthesizer] = Roster(Part.SPEECH)
    illustrators: Roster[FootageSource | None] = Roster(Part.PICTURES)
    composers: Roster[MusicSource | MusicLibrary] = Roster(Part.MUSIC)

    @property
    def each(self) -> tuple[Roster[Any], ...]:
        """One for each part of a film."""
        return self.writers, self.speakers, self.illustrators, self.composers

    def ready(self) -> Iterator[Availability]:
        """Give everybody who could be asked, but for who is part of this program; servers only where they are known."""
        for roster in self.each:
            for one in roster.availability():
                if one.available and one.provider is not roster.part.built_in and roster.knows_where(one.provider):
                    yield one

    def availability(self) -> tuple[Availability, ...]:
        """Say of everybody whether they could be asked, by part."""
        return tuple(one for roster in self.each for one in roster.availability())
