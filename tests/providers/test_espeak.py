"""
espeak-ng: what it says, who says it, and what happens to its process.
"""

import asyncio
import os
import select
import shutil
import wave
from array import array
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import espeakng_loader
import pytest

from aura_core.errors import OutputError, SpeechError
from aura_core.model.enums import PauseStyle
from aura_core.model.voice import VoiceSpec
from aura_core.providers.voices import espeak, espeak_process, espeak_worker
from aura_core.providers.voices.espeak import EspeakSynthesizer


HOME = Path(espeakng_loader.get_library_path()).parent

TEXT = "The Moon pulls at the sea. Twice a day it rises."


def _speak(text, target, voice=None, language="en", synthesizer=None):
    speaker = synthesizer or EspeakSynthesizer()
    return asyncio.run(speaker.synthesize(text, voice or VoiceSpec(), language, target))


def _samples(path):
    with wave.open(str(path)) as recording:
        return array("h", recording.readframes(recording.getnframes())), recording.getframerate()


def _rests(path, at_least=0.1):
    """Find the silences of a recording, in seconds; a clause of espeak-ng's own ends in far less."""
    samples, rate = _samples(path)
    loud = [index for index, sample in enumerate(samples) if abs(sample) > 33]
    return [(after - before) / rate for before, after in pairwise(loud) if after - before > at_least * rate]


class TestSpeech:
    def test_is_22_khz_and_exactly_as_long_as_told(self, tmp_path):
        """
        The duration is counted in samples.
        """
        speech = _speak(TEXT, tmp_path / "a.wav")
        samples, rate = _samples(speech.audio)

        assert rate == 22050
        assert abs(Fraction(len(samples), rate) - speech.duration) < Fraction(1, 10_000_000)

    @pytest.mark.parametrize(
        ("style", "between_sentences", "between_paragraphs"),
        [
            (PauseStyle.SHORT, 0.175, 0.35),
            (PauseStyle.NATURAL, 0.35, 0.7),
            (PauseStyle.LONG, 0.56, 1.12),
            (PauseStyle.DRAMATIC, 0.84, 1.68),
        ],
    )
    def test_rests_between_sentences_and_longer_between_paragraphs(
        self, style, between_sentences, between_paragraphs, tmp_path
    ):
        """
        The silences are as long as the pause style says, and there is none before the first word or after the last.
        """
        _speak("We go now. You go too.\n\nThey all go.", tmp_path / "a.wav", VoiceSpec(pause=style))
        samples, rate = _samples(tmp_path / "a.wav")

        assert pytest.approx([between_sentences, between_paragraphs], abs=0.02) == _rests(tmp_path / "a.wav")
        assert any(abs(sample) > 33 for sample in samples[: rate // 50])
        assert any(abs(sample) > 33 for sample in samples[-rate // 50 :])

    @pytest.mark.parametrize(
        ("style", "rest"),
        [
            (PauseStyle.SHORT, 0.175),
            (PauseStyle.NATURAL, 0.35),
            (PauseStyle.LONG, 0.56),
            (PauseStyle.DRAMATIC, 0.84),
        ],
    )
    def test_knows_every_rest_by_its_words(self, style, rest, tmp_path):
        """
        Between the last word of each sentence and the first of the next lies the rest of the pause style, nowhere else.
        """
        speech = _speak(
            "We go now. You go too! Who goes then? They all go.", tmp_path / "a.wav", VoiceSpec(pause=style)
        )
        ends = [index for index, word in enumerate(speech.words[:-1]) if word.text[-1] in ".!?"]
        gaps = [float(after.span.start - before.span.end) for before, after in pairwise(speech.words)]

        assert pytest.approx([rest] * 3, abs=0.01) == [gaps[index] for index in ends]
        assert max(gap for index, gap in enumerate(gaps) if index not in ends) < 0.1

    def test_rests_for_the_longest_stop_between_two_words(self, tmp_path):
        """
        An emoji that is passed over does not cut the rest before it short.
        """
        _speak("We go now.\n\n😀. They go too.", tmp_path / "a.wav")

        assert pytest.approx([0.7], abs=0.02) == _rests(tmp_path / "a.wav")

    def test_says_when_each_word_begins_to_the_sample(self, tmp_path):
        """
        A word after a rest begins when the rest ends, and the word before it ends when it begins.
        """
        speech = _speak(TEXT, tmp_path / "a.wav")
        sea, twice = speech.words[5:7]

        assert ("sea.", "Twice") == (sea.text, twice.text)
        assert twice.span.start - sea.span.end == pytest.approx(0.35, abs=0.001)

    def test_splits_scripts_without_spaces(self, tmp_path):
        """
        Chinese is timed by character, so that it can be highlighted.
        """
        speech = _speak("你好，世界。我们走。", tmp_path / "a.wav", language="zh")

        assert ["你", "好，", "世", "界。", "我", "们", "走。"] == [word.text for word in speech.words]

    @pytest.mark.parametrize(
        "tagged", ["<speak>hello</speak>", "hello <break time='20s'/>", "[[h@]] hello", "\x0120v hello"]
    )
    def test_takes_markup_for_text(self, tagged, tmp_path):
        """
        SSML and espeak-ng's own commands are read out, not carried out.
        """
        plain, speech = (_speak(text, tmp_path / "a.wav") for text in ("hello", tagged))

        assert tagged.split() == [word.text for word in speech.words]
        assert 1.5 * plain.duration < speech.duration < 8

    @pytest.mark.parametrize(
        "text", ["hello 😀 world", "hello **world**", "hello `world`", "# hello world", "hello\0 wor\x07ld"]
    )
    def test_passes_over_what_nobody_says(self, text, tmp_path):
        """
        Emoji, Markdown's marks and control characters are not read out.
        """
        _speak(text, tmp_path / "a.wav")
        _speak("hello world", tmp_path / "plain.wav")
        with_marks, plain = (len(_samples(tmp_path / name)[0]) for name in ("a.wav", "plain.wav"))

        assert with_marks == pytest.approx(plain, rel=0.03)

    def test_speaks_long_scripts(self, tmp_path):
        """
        A thousand words without a full stop are spoken, every one.
        """
        text = "again and " * 600
        speech = _speak(text, tmp_path / "a.wav")

        assert len(speech.words) == 1200
        assert speech.duration > 240

    def test_is_the_same_from_another_synthesizer(self, tmp_path):
        """
        What was said before leaves no trace, not even in another order.
        """
        first, second = EspeakSynthesizer(), EspeakSynthesizer()
        _speak("Something else entirely.", tmp_path / "other.wav", synthesizer=second)
        _speak(TEXT, tmp_path / "a.wav", synthesizer=first)
        _speak(TEXT, tmp_path / "b.wav", synthesizer=second)

        assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()

    def test_works_from_a_folder_with_a_long_path(self, tmp_path):
        """
        espeak-ng dies of a data path over 150 characters; the environment's may be longer.
        """
        home = tmp_path / ("long" * 40)
        shutil.copytree(HOME, home, copy_function=os.symlink)
        synthesizer = EspeakSynthesizer(home=home)

        assert _speak(TEXT, tmp_path / "a.wav", synthesizer=synthesizer).words

    def test_refuses_a_folder_that_does_not_exist(self, tmp_path):
        """
        A target that cannot be written is an error of ours.
        """
        with pytest.raises(OutputError):
            _speak(TEXT, tmp_path / "missing" / "a.wav")


class TestVoices:
    def test_are_espeaks_own(self):
        """
        There are more than a hundred, with BCP 47 tags, men and women.
        """
        voices = {voice.name: voice for voice in asyncio.run(EspeakSynthesizer().voices())}

        assert len(voices) >= 100
        assert "en-US" == voices["en-us"].language
        assert "en-GB-scotland" == voices["en-gb-scotland"].language
        assert {"male", "female"} == {voice.gender for voice in voices.values()}
        assert {"espeak"} == {voice.provider for voice in voices.values()}

    @pytest.mark.parametrize(
        ("language", "name"),
        [
            ("en", "en-us"),
            ("en-US", "en-us"),
            ("en-GB", "en-gb"),
            ("en-AU", "en-us"),
            ("de-AT", "de"),
            ("fr-CA", "fr-fr"),
            ("pt-BR", "pt-br"),
            ("zh", "cmn"),
            ("zh-Hant-HK", "yue"),
            ("zh_CN", "cmn"),
            ("no", "nb"),
        ],
    )
    def test_default_is_the_best_for_the_language(self, language, name, tmp_path):
        """
        The tag decides, then the language alone.
        """
        _speak("1 2 3", tmp_path / "default.wav", language=language)
        _speak("1 2 3", tmp_path / "named.wav", VoiceSpec(name), language=language)

        assert (tmp_path / "named.wav").read_bytes() == (tmp_path / "default.wav").read_bytes()

    @pytest.mark.parametrize("language", ["tlh-XX", "", "-", "ὀ"])
    def test_unknown_language_is_refused_with_those_there_are(self, language, tmp_path):
        """
        The remedy names the languages.
        """
        with pytest.raises(SpeechError) as caught:
            _speak(TEXT, tmp_path / "a.wav", language=language)

        assert " de, " in caught.value.remedy

    @pytest.mark.parametrize(("name", "near"), [("en-uss", "en-us"), ("EN-UK", "en-us"), ("en-us+f33", "en-us+f3")])
    def test_unknown_voice_is_refused_with_its_neighbours(self, name, near, tmp_path):
        """
        The remedy names voices that are spelt alike.
        """
        with pytest.raises(SpeechError) as caught:
            _speak(TEXT, tmp_path / "a.wav", VoiceSpec(name))

        assert near in caught.value.remedy

    def test_women_speak_higher(self, tmp_path):
        """
        A variant of the same voice sounds different.
        """
        crossings = {}
        for name in ("en-us", "en-us+f5"):
            _speak("Aah, ooh, aah.", tmp_path / "a.wav", VoiceSpec(name))
            samples, _ = _samples(tmp_path / "a.wav")
            crossings[name] = sum(a < 0 <= b for a, b in pairwise(samples)) / len(samples)

        assert crossings["en-us+f5"] > crossings["en-us"]

    def test_speak_at_a_narrators_pace(self):
        """
        The usual voice says 150 to 170 words a minute, its rests included.
        """
        assert 150 < asyncio.run(EspeakSynthesizer().words_per_minute(VoiceSpec(), "en")) < 170

    def test_pace_follows_the_rate_to_its_ends(self):
        """
        Half and twice the rate are half and twice the words, within a tenth and what clipping takes.
        """
        synthesizer = EspeakSynthesizer()
        slow, usual, fast = (
            asyncio.run(synthesizer.words_per_minute(VoiceSpec(rate=rate), "en")) for rate in (0.5, 1.0, 2.0)
        )

        assert pytest.approx(usual / 2, rel=0.1) == slow
        assert pytest.approx(usual * 2, rel=0.1) == fast


def _worker(tmp_path, program):
    """Write a worker that lists the voices as the real one does, and then does as *program* says."""
    worker = tmp_path / "worker.py"
    worker.write_text(
        f"""
import os, runpy, signal, struct, subprocess, sys
if len(sys.argv) == 2:
    runpy.run_path({espeak_worker.__file__!r}, run_name="__main__")
    sys.exit()
sys.stdin.buffer.read()
out = sys.stdout.buffer
{program}
""",
        encoding="utf-8",
    )
    return EspeakSynthesizer(worker=worker)


class TestProcess:
    @pytest.mark.parametrize(
        ("program", "said"),
        [
            ("out.write(struct.pack('>I', 22050)); out.flush(); os.kill(os.getpid(), signal.SIGKILL)", "-9"),
            ("out.write(struct.pack('>III', 22050, 0, 999) + b'part'); out.flush(); os.abort()", "-6"),
            ("sys.exit('espeak-ng did not find its data.')", "did not find its data"),
            ("raise ValueError('broken')", "broken"),
            ("", "exit code 0"),
            ("out.write(struct.pack('>IIIIII', 22050, 0, 2, 9000, 0, 0)); sys.exit(3)", "exit code 3"),
        ],
    )
    def test_that_breaks_off_is_an_error(self, program, said, tmp_path):
        """
        A crash, a refusal and an answer too short are told, with a remedy, and leave no file.
        """
        out = tmp_path / "out"
        out.mkdir()
        with pytest.raises(SpeechError) as caught:
            _speak(TEXT, out / "a.wav", synthesizer=_worker(tmp_path, program))

        assert said in str(caught.value)
        assert "espeakng-loader" in caught.value.remedy
        assert [] == list(out.iterdir())

    @pytest.mark.parametrize("samples", [b"", bytes(8000)])
    def test_that_is_silent_is_an_error(self, samples, tmp_path):
        """
        No audio, and audio in which nothing is heard, are no speech.
        """
        answer = (22050).to_bytes(4, "big") + ((0).to_bytes(4, "big") + len(samples).to_bytes(4, "big") + samples) * 2
        out = tmp_path / "out"
        out.mkdir()
        with pytest.raises(SpeechError):
            _speak(TEXT, out / "a.wav", synthesizer=_worker(tmp_path, f"out.write({answer!r})"))

        assert [] == list(out.iterdir())

    def test_that_stands_still_is_ended(self, tmp_path, monkeypatch):
        """
        It has its time, and then it is an error.
        """
        synthesizer = _worker(tmp_path, "out.write(struct.pack('>I', 22050)); out.flush(); signal.pause()")
        asyncio.run(synthesizer.voices())
        monkeypatch.setattr(espeak_process, "_TIMEOUT_S", 0.05)
        with pytest.raises(SpeechError, match="not done"):
            _speak(TEXT, tmp_path / "a.wav", synthesizer=synthesizer)

        assert not (tmp_path / "a.wav").exists()

    def test_that_is_missing_is_an_error(self, tmp_path):
        """
        A broken installation is told with its remedy.
        """
        with pytest.raises(SpeechError, match="broke off") as caught:
            _speak(TEXT, tmp_path / "a.wav", synthesizer=EspeakSynthesizer(home=tmp_path))

        assert "espeakng-loader" in caught.value.remedy

    @pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux to watch a process that is not a child")
    def test_that_is_cancelled_is_gone_with_its_children(self, tmp_path):
        """
        Cancelling ends the whole process group and leaves no file.
        """
        pids, out = tmp_path / "pids", tmp_path / "out"
        os.mkfifo(pids)
        out.mkdir()
        synthesizer = _worker(
            tmp_path,
            f"""
child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
signal.signal(signal.SIGTERM, signal.SIG_IGN)
out.write(struct.pack('>I', 22050)); out.flush()
open({str(pids)!r}, "w").write(f"{{os.getpid()}} {{child.pid}}")
signal.pause()
""",
        )

        async def cancelled():
            await synthesizer.voices()
            speaking = asyncio.create_task(synthesizer.synthesize(TEXT, VoiceSpec(), "en", out / "a.wav"))
            watched = [os.pidfd_open(int(pid)) for pid in (await asyncio.to_thread(pids.read_text)).split()]
            speaking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await speaking
            return watched

        for process in asyncio.run(cancelled()):
            # It has been killed; this waits until it is dead, and not for ever.
            assert [process] == select.select([process], [], [], 10)[0]
            os.close(process)
        assert [] == list(out.iterdir())


class TestVersion:
    def test_names_the_wheel_and_our_own_rules(self):
        """
        Whatever changes what is heard changes the version.
        """
        assert espeakng_loader.__name__.replace("_", "-") in EspeakSynthesizer().version
        assert EspeakSynthesizer().version.endswith(f"+{espeak._READING}")
