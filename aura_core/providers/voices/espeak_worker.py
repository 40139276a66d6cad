"""
espeak-ng in a process of its own: one request in, frames out, end.

A script, not a module of the library: it runs as ``python -I -S espeak_worker.py`` and needs the standard library
alone, so that it starts in milliseconds and no code of espeak-ng, which is under the GPL, enters the program that asks.
It does not live longer than one request, because what espeak-ng says depends on what it said before.

The request is one JSON object on standard input, up to its end::

    {"library": "…/libespeak-ng.so", "voice": "gmw/en-US+f3", "rate": 165, "pitch": 50, "texts": ["…"]}

With ``"voice": null`` the voices are listed and nothing is spoken.
It must be started in the folder that holds ``espeak-ng-data``: espeak-ng keeps that path in a buffer of 160 bytes and
dies when the path is longer, so it is given ``.``.

The answer is a row of frames, each a four-byte length (big-endian), that many bytes of JSON and then as many bytes
of audio as the JSON's ``bytes`` says. The first tells the sample rate and espeak-ng's version, then follows one for
each text (mono, 16-bit, the machine's byte order) or the one with the voices; a frame with ``error`` ends the answer early.
"""

from __future__ import annotations

import ctypes
import json
import os
import struct
import sys
from typing import Any, BinaryIO, Final


__all__ = ["main"]

# speak_lib.h, espeak-ng 1.52
_AUDIO_OUTPUT_SYNCHRONOUS: Final = 2
_INITIALIZE_DONT_EXIT: Final = 0x8000
_CHARS_UTF8: Final = 1  # and neither SSML (0x10) nor [[phonemes]] (0x100): text is text
_POSITION_CHARACTER: Final = 1
_RATE: Final = 1
_PITCH: Final = 3
_EVENT_WORD: Final = 1
_VARIANTS: Final = b"variant"


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


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class _Recorder:
    """What espeak-ng hands to its callback, until it is taken away."""

    def __init__(self) -> None:
        self._audio = bytearray()
        self._words: list[tuple[int, int, int]] = []

    def __call__(self, samples: Any, count: int, events: Any) -> int:
        if samples and count:
            self._audio += ctypes.string_at(samples, count * 2)
        index = 0
        while (event := events[index]).type:
            if event.type == _EVENT_WORD:
                self._words.append((event.text_position - 1, event.length, event.sample))
            index += 1
        return 0

    def taken(self) -> tuple[bytes, list[tuple[int, int, int]]]:
        audio, words = bytes(self._audio), self._words
        self._audio, self._words = bytearray(), []
        return audio, words


def main() -> int:
    """Answer the request on standard input."""
    # What a library prints must not fall among the frames.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    request = json.loads(sys.stdin.buffer.read())
    with answer:
        espeak = _loaded(request["library"])
        sample_rate = espeak.espeak_Initialize(_AUDIO_OUTPUT_SYNCHRONOUS, 0, b".", _INITIALIZE_DONT_EXIT)
        if sample_rate <= 0:
            _send(answer, {"error": "espeak-ng did not find its data"})
            return 1
        _send(answer, {"sample_rate": sample_rate, "version": espeak.espeak_Info(None).decode()})
        if request["voice"] is None:
            _send(answer, {"voices": _listed(espeak, None), "variants": _listed(espeak, _VARIANTS)})
            return 0
        return _speak(espeak, request, answer)


def _loaded(library: str) -> Any:
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
    return espeak


def _speak(espeak: Any, request: dict[str, Any], answer: BinaryIO) -> int:
    recorder = _Recorder()
    callback = _Callback(recorder)
    espeak.espeak_SetSynthCallback(callback)
    if espeak.espeak_SetVoiceByName(request["voice"].encode()):
        _send(answer, {"error": f"espeak-ng did not accept the voice {request['voice']}"})
        return 1
    espeak.espeak_SetParameter(_RATE, request["rate"], 0)
    espeak.espeak_SetParameter(_PITCH, request["pitch"], 0)
    for text in request["texts"]:
        encoded = text.encode()
        if espeak.espeak_Synth(encoded, len(encoded) + 1, 0, _POSITION_CHARACTER, 0, _CHARS_UTF8, None, None):
            _send(answer, {"error": "espeak-ng gave up on a sentence"})
            return 1
        audio, words = recorder.taken()
        _send(answer, {"words": words}, audio)
    return 0


def _listed(espeak: Any, kind: bytes | None) -> list[dict[str, Any]]:
    wanted = ctypes.create_string_buffer(kind + b"\0") if kind else None
    like = _Voice(languages=ctypes.addressof(wanted)) if wanted else None
    voices = espeak.espeak_ListVoices(ctypes.byref(like) if like else None)
    listed: list[dict[str, Any]] = []
    while voices[len(listed)]:
        voice = voices[len(listed)].contents
        listed.append(
            {
                "name": voice.name.decode(),
                "identifier": voice.identifier.decode(),
                "languages": _languages(voice.languages),
                "gender": voice.gender,
            }
        )
    return listed


def _languages(address: int) -> list[tuple[int, str]]:
    """Read espeak-ng's list: a priority (a byte), a tag and a NUL each, and a zero byte at the end."""
    languages = []
    while priority := ctypes.string_at(address, 1)[0]:
        tag = ctypes.string_at(address + 1)
        languages.append((priority, tag.decode()))
        address += len(tag) + 2
    return languages


def _send(answer: BinaryIO, header: dict[str, Any], audio: bytes = b"") -> None:
    packed = json.dumps({**header, "bytes": len(audio)}).encode()
    answer.write(struct.pack(">I", len(packed)) + packed)
    answer.write(audio)
    answer.flush()


if __name__ == "__main__":
    sys.exit(main())
