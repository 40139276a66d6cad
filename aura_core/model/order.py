"""A film as it is ordered: everything that decides what comes out."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs

from aura_core.model.arrangement import Arrangement
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.captions import SubtitleFont
from aura_core.model.enums import (
    ArtifactKind,
    CaptionGuideline,
    CaptionLook,
    CaptionMode,
    ClipFit,
    ClipSound,
    DirectorPreset,
    Mood,
    SlideTheme,
    ThemeMode,
)
from aura_core.model.pictures import ChosenPicture
from aura_core.model.render import RenderSpec
from aura_core.model.script import Script
from aura_core.model.visuals import BrandKit
from aura_core.model.voice import VoiceSpec
from aura_core.model.watermark import WatermarkSettings


__all__ = ["CaptionSpec", "MusicSpec", "Order", "ProviderSelection", "VisualSpec"]


@attrs.frozen
class ProviderSelection:
    """
    Who does what; ``None`` leaves the choice to the settings.
    """

    script: str | None = None
    tts: str | None = None
    visuals: str | None = None
    upload: str | None = None


@attrs.frozen
class CaptionSpec:
    """
    How the words are shown.

    Attributes:
        style: How burned captions look.

        highlight: Whether the style ``Highlight`` highlights the spoken word; without that it is ``Plain``.

        guideline: ``None`` chooses by the shape of the frame: ``Netflix`` when it lies, else ``Social``.

        font: What they are set in, and where they stand; ``None`` leaves all of it to the film.
    """

    mode: CaptionMode = CaptionMode.SOFT
    style: CaptionLook = CaptionLook.HIGHLIGHT
    highlight: bool = True
    guideline: CaptionGuideline | None = None
    font: SubtitleFont | None = None

    @property
    def look(self) -> CaptionLook:
        """How burned captions look."""
        return CaptionLook.PLAIN if self.style is CaptionLook.HIGHLIGHT and not self.highlight else self.style

    @property
    def room(self) -> bool:
        """Whether pictures are to leave room for captions; those of a player bring a ground of their own."""
        return self.mode is CaptionMode.BURN


@attrs.frozen
class MusicSpec:
    """
    What plays under the voice.

    Attributes:
        path: A file that FFmpeg can decode, looped when shorter than the film; or a folder of such, of which the one
            that fits is taken. ``None`` leaves it to *provider*.

        mood: Of what is composed or taken; ``None`` lets the tone of the brief decide.

        provider: Who composes or has music, a name or a tier; ``None`` has it composed here.

        volume_db: Louder or softer than usual, in dB.

        duck_db: How much softer it is while somebody speaks, in dB.
    """

    path: Path | None = None
    mood: Mood | None = None
    volume_db: float = attrs.field(default=0.0, validator=[attrs.validators.ge(-24.0), attrs.validators.le(6.0)])
    duck_db: float = attrs.field(default=10.0, validator=[attrs.validators.ge(0.0), attrs.validators.le(40.0)])
    provider: str | None = None


_CAPTION_FILES: Final = frozenset(
    {ArtifactKind.SRT, ArtifactKind.VTT, ArtifactKind.ASS, ArtifactKind.SDH, ArtifactKind.WORDS}
)
"""What is made of captions beside a film, whether or not they are seen in it."""

_percent = attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(0), attrs.validators.le(100)))


@attrs.frozen
class VisualSpec:
    """
    What is seen.

    Attributes:
        folder: The user's own pictures and clips, one a scene in order of name; scenes beyond get slides.

        b_roll: The share of scenes, in percent, that pictures of the folder may fill, spread over the film; ``None``
            gives every scene one while there are any.

        theme: How slides look; ``None`` goes by the plan's style.

        appearance: Whether their ground is dark or light; ``Auto`` leaves it to the theme.

        director: The manner of moves and transitions; ``None`` and Custom leave it to the pacing.

        clip_fit: What becomes of a clip that is shorter than its scene.

        clip_sound: What becomes of a clip's own sound.
    """

    folder: Path | None = None
    b_roll: int | None = attrs.field(default=None, validator=_percent)
    theme: SlideTheme | None = None
    appearance: ThemeMode = ThemeMode.AUTO
    brand_kit: BrandKit | None = None
    director: DirectorPreset | None = None
    clip_fit: ClipFit = ClipFit.AUTO
    clip_sound: ClipSound = ClipSound.MUTE


@attrs.frozen
class Order:
    """
    A film as it is ordered.

    Attributes:
        script: The user's own words as plain text or Markdown; ``None`` asks the writer for them.

        sound_marks: Whether a short sound marks where a section begins.

        written: A script that is there already, and spoken as it is; nobody writes it anew.

        arrangement: A film that somebody has laid out; it is rendered as it stands.

        pictures: What scenes show that would show something else by themselves.

        script_language: What the script is in where the film speaks another language, a BCP 47 tag; it is translated.

        folder: What relative paths of pictures in the script count from; ``None`` is the working folder.

        fit_duration: Whether the film's length is brought to the plan's; ``None`` does so unless the words are given.

        artifacts: What is made beside the film.

        watermark: A sign in a corner of the film.

        loudness: Integrated loudness of the narration, LUFS.

        seed: Chooses among equals wherever there is a choice.
    """

    brief: Brief
    plan_spec: PlanSpec = PlanSpec()
    voice_spec: VoiceSpec = VoiceSpec()
    render_spec: RenderSpec = RenderSpec()
    provider_selection: ProviderSelection = ProviderSelection()
    image_provider: str | None = None
    script: str | None = None
    written: Script | None = None
    arrangement: Arrangement | None = None
    pictures: tuple[ChosenPicture, ...] = ()
    script_language: str | None = None
    captions: CaptionSpec = CaptionSpec()
    music: MusicSpec | None = None
    sound_marks: bool = False
    visuals: VisualSpec = VisualSpec()
    folder: Path | None = None
    fit_duration: bool | None = None
    artifacts: tuple[ArtifactKind, ...] = ()
    watermark: WatermarkSettings | None = None
    loudness: float = attrs.field(default=-14.0, validator=[attrs.validators.ge(-31.0), attrs.validators.le(-9.0)])
    seed: int = 0

    @property
    def has_words(self) -> bool:
        """Whether what is said is given."""
        return self.script is not None or self.written is not None or self.arrangement is not None

    @property
    def has_cues(self) -> bool:
        """Whether captions are made: to be seen with the film, or for a file that is asked for."""
        return self.captions.mode is not CaptionMode.NONE or not _CAPTION_FILES.isdisjoint(self.artifacts)

    @property
    def fits_duration(self) -> bool:
        """Whether the film's length is to be brought to the plan's."""
        return not self.has_words if self.fit_duration is None else self.fit_duration
