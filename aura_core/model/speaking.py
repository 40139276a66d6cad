"""Speech by itself: what is asked of voices, and what they answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

import attrs

from aura_core.model.enums import PauseStyle


__all__ = [
    "AudioReply",
    "AudioRequest",
    "AzureVoice",
    "AzureVoiceCapabilities",
    "Line",
    "NarrationReply",
    "PreviewRequest",
    "RegenerateAudioRequest",
    "SceneAudio",
    "SpeakerInfo",
    "SpeakerStanding",
    "SpeakerStandings",
    "SpeakersReply",
    "SpeechReply",
    "SpeechRequest",
    "SpokenLine",
    "SpokenWord",
    "TtsRequest",
    "VoiceShown",
    "VoicesReply",
]

_Check: TypeAlias = Callable[[Any, Any, Any], None]

_MOST_LINES: Final = 200
_LONGEST_LINE: Final = 5_000
_LONGEST_TEXT: Final = 10_000
_LONGEST_SAMPLE: Final = 500
_NAME: Final[_Check] = attrs.validators.max_len(200)
_RATE: Final = [attrs.validators.ge(0.5), attrs.validators.le(2.0)]
_PITCH: Final = [attrs.validators.ge(-20.0), attrs.validators.le(20.0)]
_LINES: Final[list[_Check]] = [attrs.validators.min_len(1), attrs.validators.max_len(_MOST_LINES)]


@attrs.frozen
class Line:
    """
    A line of a script, with its time.

    Attributes:
        start_seconds: From the start of the film; the voice decides where it speaks anew.

        duration_seconds: Likewise.
    """

    scene_index: int = 0
    text: str = attrs.field(default="", validator=attrs.validators.max_len(_LONGEST_LINE))
    start_seconds: float = attrs.field(default=0.0, validator=[attrs.validators.ge(0.0), attrs.validators.le(86_400.0)])
    duration_seconds: float = attrs.field(
        default=0.0, validator=[attrs.validators.ge(0.0), attrs.validators.le(86_400.0)]
    )


@attrs.frozen
class PreviewRequest:
    """
    A few words, to hear a voice.

    Attributes:
        provider: Who speaks, by name or tier; empty leaves it to the owner.

        sample_text: Empty takes a sentence of ours in the voice's language.

        speed: Times the voice's usual speed.

        pitch: Semitones above the voice's usual pitch.

        language: A BCP 47 tag; ``None`` is that of the voice.

        allow_fallback: Whether who is there may stand in for *provider*.
    """

    provider: str = attrs.field(default="", validator=_NAME)
    voice: str = attrs.field(default="default", validator=_NAME)
    sample_text: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.max_len(_LONGEST_SAMPLE))
    )
    speed: float = attrs.field(default=1.0, validator=_RATE)
    pitch: float = attrs.field(default=0.0, validator=_PITCH)
    pause_style: PauseStyle = PauseStyle.NATURAL
    language: str | None = attrs.field(default=None, validator=attrs.validators.optional(_NAME))
    allow_fallback: bool = False


@attrs.frozen
class SpeechRequest:
    """
    A text to be spoken; for the rest see :class:`PreviewRequest`.
    """

    text: str = attrs.field(validator=[attrs.validators.min_len(1), attrs.validators.max_len(_LONGEST_TEXT)])
    provider: str = attrs.field(default="", validator=_NAME)
    voice: str = attrs.field(default="default", validator=_NAME)
    speed: float = attrs.field(default=1.0, validator=_RATE)
    pitch: float = attrs.field(default=0.0, validator=_PITCH)
    pause_style: PauseStyle = PauseStyle.NATURAL
    language: str | None = attrs.field(default=None, validator=attrs.validators.optional(_NAME))
    allow_fallback: bool = False


@attrs.frozen
class TtsRequest:
    """
    Lines to be spoken one after another, as one recording; for the rest see :class:`PreviewRequest`.
    """

    lines: tuple[Line, ...] = attrs.field(validator=_LINES)
    voice_name: str = attrs.field(default="default", validator=_NAME)
    rate: float = attrs.field(default=1.0, validator=_RATE)
    pitch: float = attrs.field(default=0.0, validator=_PITCH)
    pause_style: PauseStyle = PauseStyle.NATURAL
    provider: str = attrs.field(default="", validator=_NAME)
    language: str | None = attrs.field(default=None, validator=attrs.validators.optional(_NAME))
    allow_fallback: bool = False


@attrs.frozen
class AudioRequest:
    """
    Scenes to be spoken, one recording each; for the rest see :class:`PreviewRequest`.
    """

    scenes: tuple[Line, ...] = attrs.field(validator=_LINES)
    provider: str = attrs.field(default="", validator=_NAME)
    voice_name: str = attrs.field(default="default", validator=_NAME)
    rate: float = attrs.field(default=1.0, validator=_RATE)
    pitch: float = attrs.field(default=0.0, validator=_PITCH)
    pause_style: PauseStyle = PauseStyle.NATURAL
    language: str | None = attrs.field(default=None, validator=attrs.validators.optional(_NAME))
    allow_fallback: bool = False


@attrs.frozen
class RegenerateAudioRequest:
    """
    A scene to be spoken again; for the rest see :class:`PreviewRequest`.
    """

    text: str = attrs.field(validator=[attrs.validators.min_len(1), attrs.validators.max_len(_LONGEST_LINE)])
    scene_index: int = 0
    provider: str = attrs.field(default="", validator=_NAME)
    voice_name: str = attrs.field(default="default", validator=_NAME)
    rate: float = attrs.field(default=1.0, validator=_RATE)
    pitch: float = attrs.field(default=0.0, validator=_PITCH)
    pause_style: PauseStyle = PauseStyle.NATURAL
    language: str | None = attrs.field(default=None, validator=attrs.validators.optional(_NAME))
    allow_fallback: bool = False


@attrs.frozen
class SpeakerInfo:
    """
    Somebody who speaks.

    Attributes:
        type: Cloud, Cloud-Free, Local or System.

        tier: Pro or Free.

        is_available: Whether they could be asked, as far as that is known without asking.
    """

    id: str
    name: str
    type: str
    tier: str
    requires_api_key: bool
    supports_offline: bool
    is_available: bool
    description: str


@attrs.frozen
class SpeakersReply:
    """
    Everybody who speaks, those who are available first.
    """

    success: bool
    providers: tuple[SpeakerInfo, ...]
    total_count: int
    correlation_id: str


@attrs.frozen
class SpeakerStanding:
    """
    Whether somebody speaks here now.

    Attributes:
        voice_count: ``None`` where only asking them over the network would tell.

        error: What they lack.
    """

    id: str
    name: str
    is_available: bool
    tier: str
    requires_api_key: bool
    supports_offline: bool
    voice_count: int | None = None
    error: str | None = None
    how_to_fix: str | None = None


@attrs.frozen
class SpeakerStandings:
    """
    Whether they speak here now.
    """

    success: bool
    providers: tuple[SpeakerStanding, ...]
    correlation_id: str


@attrs.frozen
class VoiceShown:
    """
    A voice, by every name under which clients look for it.

    Attributes:
        name: What requests select it by, as are *id* and *voice_id*.

        language: A BCP 47 tag, as is *locale*.
    """

    id: str
    name: str
    voice_id: str
    voice_name: str
    language: str
    locale: str
    gender: str
    provider: str


@attrs.frozen
class VoicesReply:
    """
    The voices there are.

    Attributes:
        provider: Whose they are.

        requested_provider: Who was asked for; empty for nobody.

        notice: Why they are another's than was asked for.
    """

    success: bool
    provider: str
    voices: tuple[VoiceShown, ...]
    count: int
    correlation_id: str
    requested_provider: str = ""
    notice: str | None = None


@attrs.frozen
class AzureVoice:
    """
    A voice of Azure Speech, as it describes it.

    Attributes:
        id: What requests select it by, as they do by *name*.

        locale: A BCP 47 tag.

        available_styles: In which it can speak at Azure; requests here take none, nor roles.

        supported_features: What requests here can ask of it.
    """

    id: str
    name: str
    locale: str
    gender: str
    voice_type: str
    available_styles: tuple[str, ...]
    available_roles: tuple[str, ...]
    supported_features: tuple[str, ...]
    description: str | None
    local_name: str | None


@attrs.frozen
class AzureVoiceCapabilities:
    """
    What a voice of Azure Speech can do; see :class:`AzureVoice`.

    Attributes:
        style_descriptions: By style; Azure describes none.
    """

    voice_id: str
    name: str
    locale: str
    gender: str
    voice_type: str
    available_styles: tuple[str, ...]
    available_roles: tuple[str, ...]
    style_descriptions: Mapping[str, str]
    supported_features: tuple[str, ...]


@attrs.frozen
class SpokenWord:
    """
    When a word is heard, in seconds of its recording.
    """

    text: str
    start_seconds: float
    duration_seconds: float


@attrs.frozen
class SpeechReply:
    """
    A text as it was spoken.

    Attributes:
        audio_path: Where this server has the WAV file, as a path of it; *audio_url* says the same.

        provider: Who spoke, by id.

        voice: Who was asked for.

        notice: Why another spoke than was asked for.
    """

    success: bool
    audio_path: str
    audio_url: str
    duration_seconds: float
    text: str
    provider: str
    voice: str
    language: str
    words: tuple[SpokenWord, ...]
    correlation_id: str
    notice: str | None = None


@attrs.frozen
class SpokenLine:
    """
    A line as it was spoken.

    Attributes:
        start_seconds: From the start of the recording of all.

        duration_seconds: With the silence around it.

        audio_path: The line by itself.
    """

    scene_index: int
    text: str
    start_seconds: float
    duration_seconds: float
    audio_path: str


@attrs.frozen
class NarrationReply:
    """
    Lines as they were spoken, laid out as they are in a film; see :class:`SpeechReply`.
    """

    success: bool
    audio_path: str
    audio_url: str
    duration_seconds: float
    lines: tuple[SpokenLine, ...]
    provider: str
    voice: str
    language: str
    correlation_id: str
    notice: str | None = None


@attrs.frozen
class SceneAudio:
    """
    A scene as it was spoken; see :class:`SpeechReply`.
    """

    success: bool
    scene_index: int
    audio_path: str
    audio_url: str
    duration: float
    provider: str
    correlation_id: str
    notice: str | None = None


@attrs.frozen
class AudioReply:
    """
    Scenes as they were spoken; none of them is there unless all are.
    """

    success: bool
    results: tuple[SceneAudio, ...]
    total_scenes: int
    successful_scenes: int
    failed_scenes: int
    total_duration: float
    correlation_id: str
