"""
What the world does for us.

Each port is a Protocol; an implementation inherits nothing.
``name`` and ``version`` identify an implementation in content keys.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, runtime_checkable

from aura_core.model.footage import Footage, FootageRequest
from aura_core.model.music import Composition, MarkRequest, MusicRequest, Recording
from aura_core.model.narration import Speech
from aura_core.model.order import Order
from aura_core.model.revision import Revision
from aura_core.model.script import Script
from aura_core.model.stock import StockFound, StockSearch, StockTerms
from aura_core.model.visuals import Asset, PictureKind, PictureRequest
from aura_core.model.voice import Voice, VoiceSpec


__all__ = [
    "FootageSource",
    "ImageSource",
    "MusicLibrary",
    "MusicSource",
    "Report",
    "ScriptReviser",
    "ScriptWriter",
    "SpeechSynthesizer",
    "StockLibrary",
    "Translator",
    "quiet",
]


class Report(Protocol):
    """
    Hears how far a step has come.
    """

    def __call__(self, done: float, message: str = "", item: int | None = None, items: int | None = None) -> None:
        """
        Hear that the share *done*, 0 to 1, of the step is done.
        """


def quiet(done: float, message: str = "", item: int | None = None, items: int | None = None) -> None:
    """Hear how far a step has come, and tell nobody."""


class ScriptWriter(Protocol):
    """
    Writes the script.
    """

    @property
    def name(self) -> str:
        """What it is called in settings and warnings."""

    @property
    def version(self) -> str:
        """Changes whenever the same request could give another result."""

    async def write(self, order: Order, words_per_minute: float, report: Report = quiet) -> Script:
        """
        Write the script that *order* asks for.

        Args:
            words_per_minute: The pace of the voice that will speak it, its pauses included.

            report: Hears how far it is; who is done at once need not tell.

        Raises:
            ScriptError: there is nothing that could be said.
        """


@runtime_checkable
class ScriptReviser(Protocol):
    """
    Works on a script that is there already; a writer may be one, too.
    """

    async def revise(self, script: Script, revision: Revision, order: Order, words_per_minute: float) -> Script:
        """
        Return *script* with the scenes of *revision* revised, and the others as they were.

        Args:
            order: What the script was written for.

            words_per_minute: The pace of the voice that will speak it, its pauses included.

        Raises:
            ScriptError: it has nothing to say that would be better, longer or other.
        """


class Translator(Protocol):
    """
    Says in one language what was written in another.
    """

    @property
    def name(self) -> str:
        """What it is called in settings and warnings."""

    @property
    def version(self) -> str:
        """Changes whenever the same request could give another result."""

    async def translate(self, texts: tuple[str, ...], source: str, target: str) -> tuple[str, ...]:
        """
        Translate *texts*, which belong to one script and follow one another.

        Args:
            texts: None is empty; paragraphs are parted by blank lines, and stay so.

            source: The language of *texts*, a BCP 47 tag.

            target: The language wanted, likewise.

        Returns:
            As many texts, in the same order, none empty.

        Raises:
            TranslationError: the languages are not among those that it knows, or it failed.
        """


class SpeechSynthesizer(Protocol):
    """
    Speaks texts.
    """

    @property
    def name(self) -> str:
        """What it is called in settings and warnings."""

    @property
    def version(self) -> str:
        """Changes whenever the same request could give another result."""

    @property
    def repeatable(self) -> bool:
        """Whether asking twice costs nothing, so that a film's length may be met by asking again."""

    async def voices(self) -> tuple[Voice, ...]:
        """
        Return the voices there are, by language and name.
        """

    async def words_per_minute(self, voice: VoiceSpec, language: str) -> float:
        """
        Return the pace at which *voice* speaks *language*, its pauses included.
        """

    async def synthesize(self, text: str, voice: VoiceSpec, language: str, target: Path) -> Speech:
        """
        Speak *text* into the WAV file *target*.

        Args:
            text: Plain sentences; paragraphs are parted by blank lines.

            language: A BCP 47 tag.

        Returns:
            The recording, and when each word of *text* is heard.

        Raises:
            SpeechError: the voice does not exist, or the synthesizer failed. Silence is never passed off as speech.
        """


class ImageSource(Protocol):
    """
    Makes or finds pictures.
    """

    @property
    def name(self) -> str:
        """What it is called in settings and warnings."""

    @property
    def version(self) -> str:
        """Changes whenever the same request could give another result."""

    async def illustrate(self, request: PictureRequest, target: Path) -> Asset:
        """
        Write a picture for *request* to *target*, a PNG file of exactly the size asked for.

        Raises:
            VisualError: there is no picture.

            MissingGlyphsError: the picture needs characters that no font at hand has.
        """

    def points(self, request: PictureRequest) -> tuple[str, ...]:
        """
        Return the points that the picture of *request* shows one after another; empty when it shows everything at once.
        """


class FootageSource(Protocol):
    """
    Finds pictures and clips that others took, or paints some.
    """

    @property
    def name(self) -> str:
        """What it is called in settings and warnings."""

    @property
    def version(self) -> str:
        """Changes whenever the same request could give another result."""

    async def find(self, request: FootageRequest) -> tuple[Footage, ...]:
        """
        Return what there is for *request*, the best first; nothing when nothing matches.

        What is yet to be painted costs nothing here.

        Raises:
            ProviderError: it could not be asked.
        """

    async def fetch(self, footage: Footage, request: FootageRequest, target: Path) -> None:
        """
        Write *footage*, which was found for *request*, to *target*, whole or not at all.

        Raises:
            ProviderError: it could not be had.
        """


@runtime_checkable
class StockLibrary(Protocol):
    """
    Has pictures and clips that one can look through; a source of footage may be one, too.
    """

    @property
    def kinds(self) -> tuple[PictureKind, ...]:
        """What it has."""

    @property
    def terms(self) -> StockTerms:
        """On what terms it gives what it has."""

    async def browse(self, search: StockSearch) -> StockFound:
        """
        Return a page of what there is for *search*, in the library's order; one kind of *kinds* at a time.

        Raises:
            ProviderError: it could not be asked.
        """


class MusicSource(Protocol):
    """
    Composes music, and the sounds that go with it.
    """

    @property
    def name(self) -> str:
        """What it is called in settings and warnings."""

    @property
    def version(self) -> str:
        """Changes whenever the same request could give another result."""

    async def compose(self, request: MusicRequest, target: Path) -> Composition:
        """
        Write a piece for *request* to *target*, a stereo WAV file of exactly the duration asked for, at 48 kHz.

        It has a beginning and an end of its own, begins and ends in silence, and does not repeat itself audibly.
        """

    async def mark(self, request: MarkRequest, target: Path) -> Composition:
        """
        Write a short sound that marks a new section to the WAV file *target*; at most two seconds, silent at its ends.
        """


@runtime_checkable
class MusicLibrary(Protocol):
    """
    Has music that others played.
    """

    @property
    def name(self) -> str:
        """What it is called in settings and warnings."""

    @property
    def version(self) -> str:
        """Changes whenever the same request could give another result."""

    async def find(self, request: MusicRequest) -> tuple[Recording, ...]:
        """
        Return what there is for *request*, the best first; nothing when there is nothing.

        Raises:
            ProviderError: it could not be asked.
        """

    async def fetch(self, recording: Recording, target: Path) -> None:
        """
        Write *recording* to *target*, whole or not at all.

        Raises:
            ProviderError: it could not be had.
        """
