"""
Kokoro's voices, by a model that is small but real.
"""

import asyncio
import importlib.util
from pathlib import Path

import pytest

from aura_core.concurrency import together
from aura_core.errors import ProviderError
from aura_core.model.provider import Account
from aura_core.model.providers import PROVIDERS
from aura_core.model.voice import VoiceSpec
from aura_core.providers.voices import kokoro_worker
from aura_core.providers.voices.kokoro import kokoro_missing
from aura_core.providers.voices.kokoro_phonemes import VOCABULARY, pronounced
from aura_core.verdicts import Verdict
from tests.stubs import kokoro
from tests.stubs.onnx import INT32
from tests.stubs.speaking import A_CHARACTER


TEXT = "The sea rises, twice a day. It falls!"


def _spoken(synthesizer, folder, text=TEXT, **voice):
    return asyncio.run(synthesizer.synthesize(text, VoiceSpec(**voice), "en", folder / "a.wav"))


class TestPronounced:
    @pytest.mark.parametrize(
        ("text", "tongue", "phonemes"),
        [
            ("Twice a day (really) the sea rises.", "a", "twˈIs ə dˈA (ɹˈiəli) ðə sˈi ɹˈIzᵻz."),
            ("Better water, poor Joe?", "b", "bˈɛtə wˈɔːtə, pˈʊə ʤˈQ?"),
            ("Deux fois par jour, la mer monte.", "f", "dˈø fwˈa paʁ ʒˈuʁ, la mˈɛʁ mˈɔ̃t."),
            ("Due volte, ragazza.", "i", "dˈue vˈɔlte, raɡˈaʦːa."),
            ("😀", "a", ""),
        ],
    )
    def test_is_what_the_model_learned(self, text, tongue, phonemes):
        """
        Diphthongs are one sign, stops and blanks stay, and there is no sign that the model does not know.
        """
        (told,) = asyncio.run(pronounced([text], tongue))

        assert phonemes == told.phonemes
        assert set(told.phonemes) <= VOCABULARY.keys()

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("The sea rises, twice.", "ðə The|sˈi sea|ɹˈIzᵻz rises,|twˈIs twice."),
            ("I am in the sea, as of the day.", "Iəm I|ɪnðə in|sˈi sea,|æz as|ʌvðə of|dˈA day."),
            ("The sea x/y.", "ðə The"),
        ],
    )
    def test_says_where_words_are(self, text, words):
        """
        Each word has its place; of those that are said as one, the first; of a phrase with more words than are written, too.
        """
        (told,) = asyncio.run(pronounced([text], "a"))
        found = [
            (told.phonemes[place:].split()[0].strip(",."), text[index:].split()[0]) for place, index in told.places
        ]

        assert words == "|".join(map(" ".join, found))


class TestKokoro:
    def test_hears_words_when_the_model_tells(self, tmp_path):
        """
        The sounds of the model are as long as it says, so each word begins with its first.
        """
        told = _spoken(kokoro.synthesizer(tmp_path), tmp_path)
        (sounds, _) = asyncio.run(pronounced(["The sea rises, twice a day.", "It falls!"], "a"))

        begins = [A_CHARACTER * place for place, _ in sounds.places]
        heard = [float(word.span.start) for word in told.words[: len(begins)]]
        assert heard == pytest.approx(begins, abs=0.006)

    @pytest.mark.parametrize("rate", [1.0, 1.5])
    def test_speaks_with_older_exports(self, rate, tmp_path):
        """
        A model that tells no durations, calls its input otherwise and knows whole speeds alone speaks as fast as asked.
        """
        place = kokoro.voices(tmp_path, tells=False, tokens="tokens", speed=INT32)
        told = _spoken(kokoro.synthesizer(tmp_path, place), tmp_path, rate=rate)
        usual = _spoken(kokoro.synthesizer(tmp_path), tmp_path, rate=rate)

        assert TEXT.split() == [word.text for word in told.words]
        assert float(told.duration) == pytest.approx(float(usual.duration), rel=0.06)

    def test_speaks_longer_texts_than_the_model_takes(self, tmp_path):
        """
        What is longer than the model takes is parted between words, and nothing is lost.
        """
        text = "sea " * 150
        told = _spoken(kokoro.synthesizer(tmp_path), tmp_path, text)
        (sounds,) = asyncio.run(pronounced([text], "a"))

        assert len(sounds.phonemes) > 510
        assert float(told.duration) == pytest.approx(A_CHARACTER * len(sounds.phonemes), abs=0.2)

    def test_speaks_one_scene_at_a_time(self, tmp_path):
        """
        However many scenes wait, there is one model in memory.
        """
        worker = tmp_path / "worker.py"
        first = "from __future__ import annotations\n"
        alone = f"{first}import fcntl, os\nfcntl.flock(os.open(__file__, os.O_RDONLY), fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
        worker.write_text(Path(kokoro_worker.__file__).read_text("utf-8").replace(first, alone), encoding="utf-8")
        synthesizer = kokoro.synthesizer(tmp_path, worker=worker)

        async def all_at_once():
            await together(
                synthesizer.synthesize("The sea.", VoiceSpec(), "en", tmp_path / f"{place}.wav") for place in range(3)
            )

        asyncio.run(all_at_once())

    def test_offers_what_can_be_read(self, tmp_path):
        """
        Voices for Japanese and Chinese are not offered; a voice is asked for by name, or by what is its own in it.
        """
        synthesizer = kokoro.synthesizer(tmp_path)

        assert ["bm_george", "af_alloy", "af_heart", "ff_siwis"] == [
            voice.name for voice in asyncio.run(synthesizer.voices())
        ]
        assert _spoken(synthesizer, tmp_path, voice_name="George").words
        with pytest.raises(ProviderError, match="jf_alpha"):
            _spoken(synthesizer, tmp_path, voice_name="jf_alpha")

    @pytest.mark.parametrize(
        ("spoil", "said"),
        [
            (lambda place: (place / "kokoro-v1.0.onnx").unlink(), "there is no model"),
            (lambda place: (place / "voices-v1.0.bin").unlink(), "there are no voices"),
            (lambda place: (place / "voices-v1.0.bin").write_bytes(b"surprise"), "cannot be read"),
        ],
    )
    def test_says_what_to_fetch(self, spoil, said, tmp_path):
        """
        Where a file is not there, or is none, it is said which, and where it is to be had.
        """
        place = kokoro.voices(tmp_path)
        spoil(place)
        with pytest.raises(ProviderError, match=said) as caught:
            _spoken(kokoro.synthesizer(tmp_path, place), tmp_path)

        assert Verdict.NOT_CONFIGURED is caught.value.verdict
        assert "voices-v1.0.bin from https://" in caught.value.remedy

    def test_says_before_what_to_fetch(self):
        """
        Where nobody has said where the model is, it is said how it is had and where its place is told.
        """
        (lack,) = PROVIDERS["kokoro"].lacks(Account())

        assert lack.remedy.startswith("Fetch kokoro-v1.0.onnx and voices-v1.0.bin from https://")
        assert "KOKORO_MODEL" in lack.remedy

    def test_says_which_package(self, tmp_path, monkeypatch):
        """
        Without its package nothing is begun.
        """
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        with pytest.raises(ProviderError, match="package") as caught:
            _spoken(kokoro.synthesizer(tmp_path), tmp_path)

        assert "aura-video[kokoro]" in caught.value.remedy
        assert ["MissingPackage:onnxruntime"] == [lack.code for lack in kokoro_missing()]

    @pytest.mark.parametrize(
        ("content", "verdict", "said"),
        [
            (b"surprise", Verdict.SERVER_ERROR, "INVALID_PROTOBUF"),
            (kokoro.model(tokens="words"), Verdict.SERVER_ERROR, "none of Kokoro"),
        ],
    )
    def test_says_what_is_no_model(self, content, verdict, said, tmp_path):
        """
        A file that is no model, or the model of something else, is said to be so.
        """
        place = kokoro.voices(tmp_path)
        (place / "kokoro-v1.0.onnx").write_bytes(content)
        made = tmp_path / "made"
        made.mkdir()
        with pytest.raises(ProviderError, match=said) as caught:
            _spoken(kokoro.synthesizer(tmp_path, place), made)

        assert (verdict, "kokoro", "stage") == (caught.value.verdict, caught.value.provider, caught.value.stage)
        assert [] == list(made.iterdir())

    @pytest.mark.parametrize(
        ("program", "verdict"),
        [
            ("import time; time.sleep(600)", Verdict.TIMEOUT),
            ("print('surprise')", Verdict.BAD_SCHEMA),
            ("""print('{"paced": true, "texts": []}')""", Verdict.BAD_SCHEMA),
            ("""print('{"paced": true, "texts": [{"phonemes": "", "starts": null}]}')""", Verdict.BAD_SCHEMA),
        ],
    )
    def test_says_what_went_wrong(self, program, verdict, tmp_path):
        """
        However its process fails, there is the verdict for it.
        """
        worker = tmp_path / "worker.py"
        worker.write_text(program, encoding="utf-8")
        options = {"start_s": -3.0} if verdict is Verdict.TIMEOUT else {}
        with pytest.raises(ProviderError) as caught:
            _spoken(kokoro.synthesizer(tmp_path, worker=worker, **options), tmp_path, "The sea.")

        assert verdict is caught.value.verdict
