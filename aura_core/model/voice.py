"""Who speaks, and how."""

from __future__ import annotations

import attrs

from aura_core.model.enums import PauseStyle


__all__ = ["Voice", "VoiceSpec"]


@attrs.frozen
class Voice:
    """
    A voice that a synthesizer has.

    Attributes:
        name: What :attr:`VoiceSpec.voice_name` selects it by.

        language: A BCP 47 tag.
    """

    name: str
    language: str
    gender: str | None = None
    provider: str = ""


@attrs.frozen
class VoiceSpec:
    """
    Who speaks, and how.

    Attributes:
        voice_name: A voice's name, or ``default`` for the language's first.

        rate: Times the voice's usual speed, 0.5 to 2.

        pitch: Semitones above the voice's usual pitch, -20 to 20.
    """

    voice_name: str = "default"
    rate: float = attrs.field(default=1.0, validator=[attrs.validators.ge(0.5), attrs.validators.le(2.0)])
    pitch: float = attrs.field(default=0.0, validator=[attrs.validators.ge(-20), attrs.validators.le(20)])
    pause: PauseStyle = PauseStyle.NATURAL
