"""
espeak-ng in a process of its own: one request in, the answer out, end.

A script, not a module of the library: it runs as ``python -I -S espeak_worker.py`` and no code of espeak-ng, which is
under the GPL, enters the program that asks.
It does not live longer than one request, because what espeak-ng says depends on what it said before.
It must be started in the folder that holds ``espeak-ng-data``: espeak-ng keeps that path in a buffer of 160 bytes and
dies when the path is longer, so it is given ``.``.

``espeak_worker.py LIBRARY VOICE RATE GAP PITCH`` speaks the texts on standard input, each closed by a NUL (UTF-8).
First comes the sample rate, a big-endian ``I``; then for each text a frame: ``II``, the numbers of words and of bytes;
for each word ``III``, the index of its first character in the text, its length and its first sample; and the audio
(mono, 16-bit, the machine's byte order).

``espeak_worker.py LIBRARY VOICE`` says how such texts are pronounced instead: for each an ``I``, the number of bytes,
and as many of UTF-8, the International Phonetic Alphabet with ``^`` inside of what is one sound.

``espeak_worker.py LIBRARY`` lists the voices instead, a line each, parted by tabs: what espeak-ng calls it, and each
language tag it answers to with a space and a priority (lower is better).
What begins with ``!v/`` is a variant: a way for every voice to sound.

What goes wrong is said in the last line of standard error, and the exit code is not 0.
"""

from __future__ import annotations

# And neither `typing` nor `json`, which would double the time until the first word (36 ms instead of 19, Python 3.11).
import ctypes
import os
import struct
import sys
from io import BufferedWriter


__all__ = ["main"]

# speak_lib.h, espeak-ng 1.52
_AUDIO_OUTPUT_SYNCHRONOUS = 2
_INITIALIZE_DONT_EXIT = 0x8000
_CHARS_UTF8 = 1  # and neither SSML (0x10) nor [[phonemes]] (0x100): text is text
_POSITION_CHARACTER = 1
_RATE = 1
_PITCH = 3
_WORD_GAP = 7
_EVENT_WORD = 1
_PHONEMES_TIED_IPA = ord("^") << 8 | 0x80 | 0x02
_VARIANTS = b"variant"


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


class _Voice(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("padding", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


class _Recorder:
    """What espeak-ng hands to its callback, until it is taken away."""

    def __init__(self) -> None:
        self._audio = bytearray()
        self._words: list[int] = []

    def __call__(self, samples: int | None, count: int, events: ctypes._Pointer[_Event]) -> int:
        if samples and count:
            self._audio += ctypes.string_at(samples, count * 2)
        index = 0
        while (event := events[index]).type:
            if event.type == _EVENT_WORD and event.text_position > 0:
                self._words += (event.text_position - 1, event.length, event.sample)
            index += 1
        return 0

    def taken(self) -> bytes:
        """Return it as a frame."""
        count = len(self._words)
        frame = struct.pack(f">II{count}I", count // 3, len(self._audio), *self._words) + self._audio
        self._audio.clear()
        self._words.clear()
        return frame


def main(library: str, *request: str) -> None:
    """Answer the request."""
    # What the library prints must not fall into the answer.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    espeak = _loaded(library)
    sample_rate = espeak.espeak_Initialize(_AUDIO_OUTPUT_SYNCHRONOUS, 0, b".", _INITIALIZE_DONT_EXIT)
    if sample_rate <= 0:
        sys.exit("espeak-ng did not find its data.")
    with answer:
        if len(request) == 1:
            _pronounce(espeak, *request, answer=answer)
        elif request:
            answer.write(struct.pack(">I", sample_rate))
            _speak(espeak, *request, answer=answer)
        else:
            _list(espeak, None, answer)
            _list(espeak, _VARIANTS, answer)


def _loaded(library: str) -> ctypes.CDLL:
    espeak = ctypes.CDLL(library)
    espeak.espeak_Initialize.argtypes = (ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int)
    espeak.espeak_Info.argtypes = (ctypes.c_void_p,)
    espeak.espeak_Info.restype = ctypes.c_char_p
    espeak.espeak_SetVoiceByName.argtypes = (ctypes.c_char_p,)
    espeak.espeak_ListVoices.argtypes = (ctypes.c_void_p,)
    espeak.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
    espeak.espeak_Synth.argtypes = (
        ctypes.c_char_p,
        ctypes.c_size_t,
        ctypes.c_uint,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.c_uint,
        ctypes.c_void_p,
        ctypes.c_void_p,
    )
    espeak.espeak_TextToPhonemes.argtypes = (ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int)
    espeak.espeak_TextToPhonemes.restype = ctypes.c_char_p
    return espeak


def _speak(espeak: ctypes.CDLL, voice: str, rate: str, gap: str, pitch: str, *, answer: BufferedWriter) -> None:
    recorder = _Recorder()
    callback = _Callback(recorder)
    espeak.espeak_SetSynthCallback(callback)
    _choose(espeak, voice)
    espeak.espeak_SetParameter(_RATE, int(rate), 0)
    espeak.espeak_SetParameter(_WORD_GAP, int(gap), 0)
    espeak.espeak_SetParameter(_PITCH, int(pitch), 0)
    for text in sys.stdin.buffer.read().split(b"\0")[:-1]:
        if espeak.espeak_Synth(text, len(text) + 1, 0, _POSITION_CHARACTER, 0, _CHARS_UTF8, None, None):
            sys.exit("espeak-ng gave up on a sentence.")
        answer.write(recorder.taken())


def _choose(espeak: ctypes.CDLL, voice: str) -> None:
    if espeak.espeak_SetVoiceByName(voice.encode()):
        sys.exit(f"espeak-ng did not accept the voice {voice}.")


def _pronounce(espeak: ctypes.CDLL, voice: str, *, answer: BufferedWriter) -> None:
    _choose(espeak, voice)
    for text in sys.stdin.buffer.read().split(b"\0")[:-1]:
        left = ctypes.c_char_p(text)
        clauses = []
        # A clause at a time; nothing is left when the pointer is none.
        while left.value is not None:
            clauses.append(espeak.espeak_TextToPhonemes(ctypes.byref(left), _CHARS_UTF8, _PHONEMES_TIED_IPA) or b"")
        said = b" ".join(clauses)
        answer.write(struct.pack(">I", len(said)) + said)


def _list(espeak: ctypes.CDLL, kind: bytes | None, answer: BufferedWriter) -> None:
    wanted = ctypes.create_string_buffer(kind) if kind else None
    like = _Voice(languages=ctypes.addressof(wanted)) if wanted else None
    voices = espeak.espeak_ListVoices(ctypes.byref(like) if like else None)
    index = 0
    while voices[index]:
        voice = voices[index].contents
        line = [voice.identifier, *_languages(voice.languages)]
        answer.write(b"\t".join(line) + b"\n")
        index += 1


def _languages(address: int) -> list[bytes]:
    """Read espeak-ng's list, as lines have it: a priority (a byte), a tag and a NUL each, and a zero byte at the end."""
    languages = []
    while priority := ctypes.string_at(address, 1)[0]:
        tag = ctypes.string_at(address + 1)
        languages.append((priority, tag))
        address += len(tag) + 2
    return [b"%s %d" % (tag, priority) for priority, tag in languages]


if __name__ == "__main__":
    main(*sys.argv[1:])
