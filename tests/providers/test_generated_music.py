"""
What the band plays is what is written down.
"""

import asyncio
import tracemalloc
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.model.enums import Mood, Pacing
from aura_core.model.music import MusicRequest, mood_for
from aura_core.providers.music.arranging import arranged, tonic_of
from aura_core.providers.music.generated import GeneratedMusic
from aura_core.providers.music.harmony import Chord, chord_on, hertz, voiced
from aura_core.providers.music.moods import MANNERS, PACES
from aura_core.providers.music.piece import Part
from aura_core.testing.music import music_requests, read_music


RATE = 48000


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """Give a function that composes half a minute of a mood, mixed to one channel."""
    folder = tmp_path_factory.mktemp("music")
    source, made = GeneratedMusic(), {}

    def played(mood):
        if mood not in made:
            target = folder / f"{mood.value}.wav"
            asyncio.run(source.compose(MusicRequest(mood, Pacing.CONVERSATIONAL, Fraction(24), seed=5), target))
            made[mood] = read_music(target).mean(axis=1)
        return made[mood]

    return played


def _spectrum(sound):
    """Return the power of *sound* and its frequencies."""
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    return power, np.fft.rfftfreq(len(sound), 1 / RATE)


def _power_at(sound, pitch):
    """Return how much of *sound* lies within a third of a semitone of *pitch*."""
    power, frequencies = _spectrum(sound)
    near = np.abs(12 * np.log2(np.maximum(frequencies, 1) / hertz(pitch))) < 1 / 3
    return power[near].sum()


def _brightness(sound):
    """Return the centre of the amplitudes, in Hz."""
    power, frequencies = _spectrum(sound)
    return float((frequencies * np.sqrt(power)).sum() / np.sqrt(power).sum())


class TestHarmony:
    def test_stacks_thirds_of_the_mode(self):
        """
        The second degree of D major is E minor.
        """
        assert Chord(40, (4, 7, 11)) == chord_on(2, (0, 2, 4, 5, 7, 9, 11), 2, (0, 2, 4))

    @given(st.sampled_from(Mood), st.integers(0, 11), st.lists(st.integers(1, 7), min_size=2, max_size=12))
    def test_leads_voices_gently(self, mood, tonic, degrees):
        """
        Whatever follows what, no tone is left out and no voice leaps further than a sixth.
        """
        manner = MANNERS[mood]
        chords = [chord_on(degree, manner.mode, tonic, manner.colour) for degree in degrees]
        voicings = voiced(chords)

        assert [set(chord.tones) for chord in chords] == [{pitch % 12 for pitch in voicing} for voicing in voicings]
        assert all(
            abs(new - old) <= 9 for one, other in pairwise(voicings) for old, new in zip(one, other, strict=True)
        )

    @pytest.mark.parametrize("mood", Mood)
    def test_moves_little_in_the_written_progressions(self, mood):
        """
        In the progressions of each mood a voice moves by three semitones on average, or less.
        """
        manner = MANNERS[mood]
        for progression in manner.progressions:
            voicings = voiced([chord_on(degree, manner.mode, 0, manner.colour) for degree in [*progression, 1]])
            moves = [abs(b - a) for one, other in pairwise(voicings) for a, b in zip(one, other, strict=True)]

            assert sum(moves) / len(moves) <= 3


class TestPiece:
    @given(music_requests(longest=900))
    def test_has_whole_bars(self, request):
        """
        Bars fill the film exactly; the last ones are the tonic, and the tempo gives way by less than a tenth.
        """
        piece, manner = arranged(request), MANNERS[request.mood]
        bars = piece.duration / piece.bar
        wanted = manner.tempo * PACES[request.pacing]

        assert bars == pytest.approx(round(bars))
        assert piece.home / piece.bar == pytest.approx(round(piece.home / piece.bar))
        assert piece.tonic in {pitch % 12 for pitch in piece.chords[-1]}
        if bars >= 6:
            assert abs(piece.tempo / wanted - 1) < 0.1

    @given(music_requests(longest=900))
    def test_stays_within_the_film(self, request):
        """
        Nobody plays before the film or after it.
        """
        piece = arranged(request)

        assert all(0 <= note.start < piece.duration for note in piece.notes)
        assert {Part.PAD, Part.BASS} <= {note.part for note in piece.notes}

    def test_begins_and_ends_at_home(self):
        """
        The first chord of a film and its last are the tonic, and the bass has its root.
        """
        for mood in Mood:
            piece = arranged(MusicRequest(mood, duration=Fraction(60), seed=9))
            last = [note.pitch % 12 for note in piece.notes if note.part is Part.BASS and note.start >= piece.home]

            assert [piece.tonic] == last
            assert tonic_of(9) == piece.tonic
            assert set(piece.chords[0]) == {piece.chords[0][0], *piece.chords[0]}
            assert {pitch % 12 for pitch in piece.chords[0]} == {pitch % 12 for pitch in piece.chords[-1]}

    def test_is_faster_in_a_faster_film(self):
        """
        The tempo follows the pacing.
        """
        tempi = [arranged(MusicRequest(Mood.WARM, pacing, Fraction(120))).tempo for pacing in Pacing]

        assert sorted(tempi) == tempi
        assert tempi[2] > 1.2 * tempi[0]


class TestSound:
    @pytest.mark.parametrize("mood", Mood)
    def test_sounds_as_it_is_written(self, played, mood):
        """
        In every bar, the tones of its chord are heard above those that the mode has besides.
        """
        piece = arranged(MusicRequest(mood, Pacing.CONVERSATIONAL, Fraction(24), seed=5))
        for index, chord in enumerate(piece.chords[:-1]):
            begin = (index + 0.3) * piece.bar
            sound = played(mood)[round(begin * RATE) : round((begin + 0.7 * piece.bar) * RATE)]
            scale = {(piece.tonic + step) % 12 for step in MANNERS[mood].mode}
            others = [pitch for pitch in range(chord[0], chord[-1]) if pitch % 12 in scale - {p % 12 for p in chord}]

            assert min(_power_at(sound, pitch) for pitch in chord) > max(_power_at(sound, pitch) for pitch in others)

    @pytest.mark.parametrize("mood", Mood)
    def test_comes_home_and_dies_away(self, played, mood):
        """
        At the end the tonic rings, and falls by 30 dB and more into the last tenth of a second.
        """
        piece = arranged(MusicRequest(mood, Pacing.CONVERSATIONAL, Fraction(24), seed=5))
        sound = played(mood)
        ring = sound[round(piece.home * RATE) :]
        loud, left = (np.sqrt(np.mean(part**2)) for part in (ring[: RATE // 2], ring[-RATE // 10 :]))

        assert loud > 10 ** (-40 / 20)
        assert left < loud * 10 ** (-30 / 20)

    @pytest.mark.parametrize("mood", Mood)
    def test_leaves_room_for_a_voice(self, played, mood):
        """
        From 1 to 4 kHz, where speech is understood, there is less than a twentieth of its power.
        """
        power, frequencies = _spectrum(played(mood))

        assert power[(frequencies > 1000) & (frequencies < 4000)].sum() < power.sum() / 20

    def test_differs_by_mood(self, played):
        """
        Moods differ in tempo, in mode and in brightness, in the order in which they are meant to.
        """
        tempi = {mood: arranged(MusicRequest(mood, duration=Fraction(120))).tempo for mood in Mood}
        bright = {mood: _brightness(played(mood)) for mood in Mood}

        assert len({MANNERS[mood].mode for mood in Mood}) >= 4
        assert all(other - one > 5 for one, other in pairwise(sorted(tempi.values())))
        assert bright[Mood.SERIOUS] < bright[Mood.WARM] < bright[Mood.BRIGHT]
        assert bright[Mood.CALM] < bright[Mood.CURIOUS] < bright[Mood.DRIVING]

    def test_fits_any_film_in_memory(self, tmp_path):
        """
        Music for ninety seconds takes no more memory than for thirty.
        """
        peaks = []
        for seconds in (30, 90):
            tracemalloc.start()
            request = MusicRequest(Mood.CALM, duration=Fraction(seconds))
            asyncio.run(GeneratedMusic().compose(request, tmp_path / f"{seconds}.wav"))
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()

        assert peaks[1] < 1.15 * peaks[0]


class TestMood:
    @pytest.mark.parametrize(
        ("tone", "mood"),
        [
            ("Informative", Mood.CURIOUS),
            ("calm, but bold", Mood.CALM),
            ("PROFESSIONAL", Mood.WARM),
            ("Energetic", Mood.DRIVING),
            ("academic", Mood.SERIOUS),
            ("playful", Mood.BRIGHT),
            ("gruff", Mood.WARM),
            ("", Mood.WARM),
        ],
    )
    def test_follows_the_tone(self, tone, mood):
        """
        The first word of the table decides; a tone that says nothing to us is warm.
        """
        assert mood == mood_for(tone)


class TestCancelling:
    def test_lets_go_of_the_file_at_once(self, tmp_path):
        """
        Who cancels music for an hour need not wait for it, and may remove what there is of it.
        """
        target = tmp_path / "bed.wav"

        async def cancelled():
            request = MusicRequest(Mood.CALM, duration=Fraction(3600))
            composing = asyncio.create_task(GeneratedMusic().compose(request, target))
            while not target.exists():  # noqa: ASYNC110 - a thread makes it
                await asyncio.sleep(0.01)
            composing.cancel()
            with pytest.raises(asyncio.CancelledError):
                await composing
            size = target.stat().st_size
            await asyncio.sleep(0)
            return size

        assert asyncio.run(cancelled()) == target.stat().st_size < 60 * 4 * RATE
