"""
Composed music, marks, and the tracks of the sound one by one.
"""

from itertools import pairwise

import attrs
import numpy as np
import pytest

from aura_core.model.enums import ArtifactKind, Mood, PauseStyle
from aura_core.model.order import MusicSpec, VisualSpec
from aura_core.model.render import RenderSpec, Resolution
from aura_core.model.voice import VoiceSpec


pytestmark = pytest.mark.render

RATE = 48000
BED = MusicSpec(mood=Mood.WARM)


@pytest.fixture(scope="module")
def scored(order):
    """Four short scenes with long pauses between, music, marks and stems; its sound is not compressed."""
    return attrs.evolve(
        order,
        script="\n\n".join(["one two three four five six"] * 4),
        voice_spec=VoiceSpec(pause=PauseStyle.DRAMATIC),
        render_spec=RenderSpec(Resolution(64, 64), fps=5, container="mov", codec="ProRes"),
        visuals=VisualSpec(),
        music=BED,
        sound_marks=True,
        artifacts=(ArtifactKind.TIMELINE, ArtifactKind.STEMS),
    )


@pytest.fixture(scope="module")
def film(make, scored):
    """The film of *scored*."""
    return make(scored)


@pytest.fixture(scope="module")
def plain(make, scored):
    """The same film with nothing but the voice."""
    return make(attrs.evolve(scored, music=None, sound_marks=False))


@pytest.fixture(scope="module")
def even(make, scored):
    """The same film, but its music makes no room."""
    return make(attrs.evolve(scored, music=attrs.evolve(BED, duck_db=0.0)))


def _stem(read, film, name):
    """Return a track of *film*, (samples, 2)."""
    (file,) = (file.path for file in film.artifact.files if file.name.endswith(f".{name}.wav"))
    return _both(read, file)


def _both(read, path):
    raw = read("-i", path, "-map", "0:a:0", "-ar", RATE, "-f", "f32le", "-")
    return np.frombuffer(raw, "<f4").reshape(-1, 2)


def _decibels(sound):
    return 20 * np.log10(np.sqrt(np.mean(sound**2)) + 1e-9)


def _part(sound, start, end):
    return sound[round(float(start) * RATE) : round(float(end) * RATE)]


class TestStems:
    def test_are_there_by_name(self, film, plain):
        """
        Each track of the film has its file, and there is none for what the film has not.
        """
        stems = {"film.voice.wav", "film.music.wav", "film.marks.wav"}

        assert stems == {file.name for file in film.artifact.files if file.type == "audio/wav"}
        assert {"film.voice.wav"} == {file.name for file in plain.artifact.files if file.type == "audio/wav"}

    def test_add_up_to_the_film(self, film, read):
        """
        Their sum is the film's sound, to the last bits, wherever the limiter has nothing to do.
        """
        stems = [_stem(read, film, name) for name in ("voice", "music", "marks")]
        mix, whole = sum(stems), _both(read, film.path)
        count = min(len(mix), len(whole))
        # The limiter holds back for a while after a peak.
        peaks = np.flatnonzero(np.abs(mix).max(axis=1) > 0.79)
        free = np.ones(count, bool)
        for peak in peaks:
            free[max(0, peak - 500) : peak + RATE // 2] = False

        assert 1 == len({len(stem) for stem in stems})
        assert abs(len(mix) - len(whole)) <= 1
        assert free.mean() > 0.5
        assert np.abs(mix[:count] - whole[:count])[free].max() <= 3 / 32768


class TestComposedMusic:
    def test_makes_room_for_the_voice(self, film, even, read):
        """
        Under speech the music is 8 dB and more lower than it would be; in the pauses it is as it is, within a second.
        """
        ducked, whole = _stem(read, film, "music"), _stem(read, even, "music")
        speech = film.timeline.speech

        for span in speech:
            under = _part(ducked, span.start, span.end), _part(whole, span.start, span.end)
            assert _decibels(under[0]) <= _decibels(under[1]) - 8
        for one, other in pairwise(speech):
            back = float(one.end) + 0.65, float(other.start) - 0.35
            assert back[1] > back[0]
            assert _decibels(_part(ducked, *back)) == pytest.approx(_decibels(_part(whole, *back)), abs=0.5)

    def test_keeps_the_film_as_loud(self, film, plain, read):
        """
        The film is as loud as was asked for, with music and without, and never peaks.
        """
        (loud, peak), (without, _) = read.loudness(film.path), read.loudness(plain.path)

        assert abs(-14 - loud) <= 0.3
        assert abs(-14 - without) <= 0.3
        assert peak <= -1

    def test_leaves_the_voice_alone(self, film, plain, read):
        """
        The voice is the same, but for a level of less than half a unit, whatever is heard besides.
        """
        voice, alone = _stem(read, film, "voice"), _stem(read, plain, "voice")
        level = np.sqrt(np.mean(voice**2) / np.mean(alone**2))

        assert abs(20 * np.log10(level)) <= 0.5
        assert np.abs(voice - level * alone).max() < 1e-5

    def test_ends_with_the_film(self, film, read):
        """
        The piece is heard to the last half second, and is gone at the last sample, without a fade that was laid over it.
        """
        music = _stem(read, film, "music")
        end = len(music) / RATE

        assert film.timeline.music.fitted
        assert _decibels(_part(music, end - 1.5, end - 1)) > -60
        assert np.abs(music[-10:]).max() < 1e-4

    def test_is_louder_when_asked(self, make, scored, read):
        """
        The volume of the music moves by what was asked for, and the voice hardly at all.
        """
        small = attrs.evolve(scored, script="one two three\n\nfour five six", sound_marks=False)
        usual = make(small)
        soft = make(attrs.evolve(small, music=attrs.evolve(BED, volume_db=-6.0)))
        (music, softer), (voice, same) = (
            [_decibels(_stem(read, film, name)) for film in (usual, soft)] for name in ("music", "voice")
        )

        assert (music - voice) - (softer - same) == pytest.approx(6, abs=0.05)
        assert voice == pytest.approx(same, abs=0.4)

    def test_is_the_same_film_again(self, make, scored, film):
        """
        Music, marks and stems are the same bytes when the film is made anew.
        """
        again = make(scored)

        assert film.artifact.digest == again.artifact.digest
        assert [file.path.read_bytes() for file in film.artifact.files if file.type == "audio/wav"] == [
            file.path.read_bytes() for file in again.artifact.files if file.type == "audio/wav"
        ]


class TestMarks:
    def test_are_heard_between_sections(self, film, read):
        """
        There is a mark between any two chapters, after the last word of the one and before the first of the other.
        """
        marks, timeline = _stem(read, film, "marks"), film.timeline

        assert len(timeline.chapters) - 1 == len(timeline.marks)
        for mark, (one, other), chapter in zip(
            timeline.marks, pairwise(timeline.speech), timeline.chapters[1:], strict=True
        ):
            assert one.end < mark.span.start < chapter.span.start < mark.span.end == other.start
            assert _decibels(_part(marks, mark.span.start, mark.span.start + 0.4)) > -40

    def test_hide_no_word(self, film, read):
        """
        Where somebody speaks, a mark is 30 dB below the voice or softer.
        """
        marks, voice = _stem(read, film, "marks"), _stem(read, film, "voice")

        for span in film.timeline.speech:
            first = span.start, span.start + 0.25
            assert _decibels(_part(marks, *first)) < _decibels(_part(voice, *first)) - 30

    def test_are_well_below_the_voice(self, film, read):
        """
        At its loudest a mark is softer than the voice, and louder than the music.
        """
        marks, voice, music = (_stem(read, film, name) for name in ("marks", "voice", "music"))
        span = film.timeline.marks[0].span
        struck = span.start, span.start + 0.4
        spoken = film.timeline.speech[0]
        loud = _decibels(_part(voice, spoken.start, spoken.end))

        assert _decibels(_part(music, *struck)) < _decibels(_part(marks, *struck)) < loud - 6
