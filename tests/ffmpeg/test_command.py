"""
FFmpeg's command lines.

What they are to be stands in ``tests/golden``, an argument a line; ``UPDATE_GOLDEN=1`` writes them anew, for review.
"""

import asyncio
import os
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from aura_core.captions import ass
from aura_core.captions.states import State
from aura_core.captions.style import style_for
from aura_core.errors import RenderError
from aura_core.ffmpeg import command, viewing
from aura_core.ffmpeg.binary import FFmpeg
from aura_core.ffmpeg.encoding import encoding_for
from aura_core.ffmpeg.process import run
from aura_core.fonts import CAPTION_FAMILY, Fonts
from aura_core.model.captions import Cue
from aura_core.model.render import RenderSpec, Resolution
from aura_core.model.visuals import Playback
from aura_core.timing import FrameRange, FrameRate, TimeRange


GOLDEN = Path(__file__).parent.parent / "golden"
FFMPEG = FFmpeg(Path("/bin/ffmpeg"), "9.0.2", "0" * 16)
RATE = FrameRate(Fraction(30))
NTSC = FrameRate(Fraction(30000, 1001))
SIZE = Resolution(1280, 720)


def _encoding(container, codec):
    return encoding_for(RenderSpec(container=container, codec=codec), RATE)


MP4 = _encoding("mp4", "H264")


def _join(encoding, captions):
    return command.join(
        *(FFMPEG, encoding, Path("/tmp/list.ffconcat"), Path("/store/sound.m4a"), captions),
        *(Path("/tmp/chapters.txt"), "deu", Path(f"/store/film{encoding.suffix}")),
    )


COMMANDS = {
    "light_copy": viewing.light_copy(FFMPEG, Path("/jobs/video.mp4"), 540, 1500, Path("/store/x.mp4")),
    "picture_at": viewing.picture_at(FFMPEG, Path("/jobs/video.mp4"), Fraction(5, 2), Resolution(320, 180)),
    "encode_frames-drawn": command.encode_frames(FFMPEG, MP4, SIZE, RATE, 48, Path("/store/x.mp4"), filmed=False),
    "encode_frames-filmed": command.encode_frames(FFMPEG, MP4, SIZE, NTSC, 48, Path("/store/x.mp4"), filmed=True),
    "encode_frames-h265": command.encode_frames(
        FFMPEG, _encoding("mkv", "H265"), SIZE, RATE, 48, Path("/store/x.mkv"), filmed=False
    ),
    "encode_frames-vp9": command.encode_frames(
        FFMPEG, _encoding("webm", "VP9"), SIZE, RATE, 48, Path("/store/x.webm"), filmed=False
    ),
    "encode_frames-av1": command.encode_frames(
        FFMPEG, _encoding("webm", "AV1"), SIZE, RATE, 48, Path("/store/x.webm"), filmed=False
    ),
    "encode_frames-prores": command.encode_frames(
        FFMPEG, _encoding("mov", "ProRes"), SIZE, RATE, 48, Path("/store/x.mov"), filmed=False
    ),
    "read_frames": command.read_frames(FFMPEG, Path("/films/a, b.mov"), SIZE, NTSC, 10, 150),
    "read_frames-slowed": command.read_frames(
        FFMPEG, Path("/films/a.mov"), SIZE, NTSC, 10, 150, Playback(0.75, loops=False)
    ),
    "read_frames-later": command.read_frames(
        FFMPEG, Path("/films/a.mov"), SIZE, RATE, 0, 30, Playback(begins=Fraction(3, 2))
    ),
    "caption_states": command.caption_states(FFMPEG, Path("/tmp/it's.ass"), Path("/fonts"), SIZE, 360, 4),
    "join": _join(MP4, None),
    "join-captions": _join(MP4, Path("/tmp/captions.srt")),
    "join-webm": _join(_encoding("webm", "VP9"), Path("/tmp/captions.srt")),
    "encode_sound": command.encode_sound(FFMPEG, MP4, ["-i", "/tmp/v.wav"], "[0:a]volume=1[out]", Path("/store/x.m4a")),
    "encode_stems": command.encode_stems(
        FFMPEG, ["-i", "/tmp/v.wav"], "[0:a]asplit[a][b]", [("a", Path("/store/a.wav")), ("b", Path("/store/b.wav"))]
    ),
    "decode_sound": command.decode_sound(FFMPEG, Path("/music/a, b.mp3"), Fraction(64), Path("/tmp/music.raw")),
    "measure_mix": command.measure_mix(FFMPEG, ["-i", "/tmp/v.wav"], "[0:a]volume=1[out]"),
    "measure_loudness": command.measure_loudness(FFMPEG, Path("/tmp/voice.wav"), "highpass=f=60"),
    "count_packets": command.count_packets(FFMPEG, Path("/store/film.mp4")),
    "decode_at": command.decode_at(FFMPEG, Path("/store/film.mp4"), [Fraction(0), Fraction(10, 3)]),
    "first_picture": command.first_picture(FFMPEG, Path("/films/a, b.mov"), 32, 18),
    "glimpse_end": command.glimpse_end(FFMPEG, Path("/store/film.mp4"), 32, 18),
    "thumbnail": command.thumbnail(FFMPEG, Path("/store/film.mp4"), Path("/films/film.jpg")),
    "trial": command.trial(FFMPEG, MP4, RATE),
}


class TestCommands:
    @pytest.mark.parametrize("name", COMMANDS)
    def test_are_as_reviewed(self, name):
        """
        A command line changes only where somebody meant to change it.
        """
        path, argv = GOLDEN / f"{name}.txt", "\n".join(COMMANDS[name]) + "\n"
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(argv, encoding="utf-8")

        assert path.read_text(encoding="utf-8") == argv

    def test_are_all_reviewed(self):
        """
        Every command has a reviewed line, and every line a command.
        """
        functions = {name for name in (*command.__all__, *viewing.__all__) if name != "seconds"}

        assert functions == {name.partition("-")[0] for name in COMMANDS}
        assert {path.stem for path in GOLDEN.glob("*.txt")} == set(COMMANDS)

    @pytest.mark.parametrize("name", COMMANDS)
    def test_ask_nothing_of_anybody(self, name):
        """
        No command waits for a key, overwrites only on our say, and talks only of errors.
        """
        assert ["-hide_banner", "-loglevel", "error", "-nostdin", "-y"] == COMMANDS[name][1:6]


class TestFilterPaths:
    @pytest.mark.parametrize(
        "name",
        [
            "plain",
            "it's",
            "C:drive",
            "back\\slash",
            "comma, semi;colon",
            "[label]",
            "'quoted'",
            "\\'both\\'",
            "équation = 100 % 日本語 🎬",
        ],
    )
    def test_mean_the_file_they_name(self, ffmpeg, tmp_path, name):
        """
        Whatever a folder is called, the captions and fonts in it are found and drawn.
        """
        folder = tmp_path / name
        (folder / "fonts").mkdir(parents=True)
        font = next(path for path in Fonts().files if "SourceSans" in path.name and "Bold" in path.name)
        (folder / "fonts" / font.name).symlink_to(font)
        script = folder / "captions.ass"
        cue = Cue(TimeRange(Fraction(0), Fraction(1)), ("Hello",))
        states = (State(FrameRange(0, 1), 0, None),) * 2
        size = Resolution(320, 180)
        script.write_text(ass.dumps_states(states, (cue,), style_for(size, CAPTION_FAMILY)), encoding="utf-8")
        argv = command.caption_states(ffmpeg, script, folder / "fonts", size, 90, 2)

        assert _drawn(argv)

    def test_that_name_nothing_are_an_error(self, ffmpeg, tmp_path):
        """
        Captions that are not there are not passed off as drawn.
        """
        argv = command.caption_states(ffmpeg, tmp_path / "none.ass", tmp_path, Resolution(320, 180), 90, 2)

        with pytest.raises(RenderError, match="FFmpeg ended"):
            _drawn(argv)


def _drawn(argv):
    """Say whether anything was drawn over the plain grounds."""
    dark, light = np.frombuffer(asyncio.run(run(argv)), np.uint8).reshape(2, -1)
    return len(set(dark[: 320 * 90])) > 1 and len(set(light[: 320 * 90])) > 1
