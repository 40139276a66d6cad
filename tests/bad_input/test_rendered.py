"""
Awkward input that makes a film all the same: names and words full of what FFmpeg, libass and Typst would read as
commands, odd pictures, odd clips, odd music. The films are real, and small.
"""

import json
import os
import subprocess
import wave

import pytest
from PIL import Image
from pymediainfo import MediaInfo

from aura_core.model.enums import ArtifactKind


pytestmark = pytest.mark.render

NASTY = 'it\'s 100%d: \\a, {b} [c]; "d" = #e $f @g *h & <i> `j` é潮🌊'
HALF = os.fsdecode(b"half \xff\xfe")

SCRIPT = """\
# It's a\\\\b 100% #1 {x} [y] "q"; , $ @ * : = 🌊

## H'ead: \\\\N {\\\\b1} % # [z]; = @ $m$ *e*

It's 5:30; \\\\N {\\\\pos(0,0)} 100% of "all" [things], $5 @home #tag = x\\\\y `code` & more.

## Second;=#\\\\

- a: 'b'
- c; [d]
"""


def _probed(path):
    """Return the general track and the number of each other track."""
    # Opened here, for MediaInfo takes no names that are not UTF-8.
    with path.open("rb") as file:
        found = MediaInfo.parse(file)
    return found.general_tracks[0], (len(found.video_tracks), len(found.audio_tracks), len(found.text_tracks))


@pytest.fixture
def pictures(machine):
    """A folder for pictures and clips."""
    folder = machine.root / "pictures"
    folder.mkdir()
    return folder


@pytest.fixture
def encode(ffmpeg):
    """Give a function that has FFmpeg write a file."""

    def encode(path, *arguments):
        argv = [str(ffmpeg.path), "-y", "-v", "error", *map(str, arguments), f"file:{path}"]
        subprocess.run(argv, check=True)

    return encode


MOVING = ("-f", "lavfi", "-i", "testsrc=s=96x64:r=5:d=1")
TONE = ("-f", "lavfi", "-i", "sine=d=1")


class TestNames:
    @pytest.mark.parametrize("captions", ["burn", "soft"])
    def test_may_hold_anything(self, create, script, machine, pictures, made_font, captions):
        """
        Neither words nor names of scripts, pictures, fonts, films and folders become commands for anybody.
        """
        name = NASTY.replace("/", "")
        Image.new("RGB", (90, 60), "teal").save(pictures / f"{name}.png")
        fonts = machine.root / name.replace(":", "")
        fonts.mkdir()
        made_font(fonts / f"{name}.otf", "潮汐")
        own = script(f"{SCRIPT}\n\n潮汐.\n\nAgain.", f"{name}.md")
        settings = {"AURA_DATA_PATH": str(machine.data / name), "AURA_FONT_PATH": str(fonts)}
        arguments = ("--script", own, "--images", str(pictures), "--captions", captions, "--with", "all")
        said, made = create(*arguments, output=f"{name}/{name}.mp4", settings=settings)
        general, tracks = _probed(machine.films / name / f"{name}.mp4")

        assert (0, []) == (said.code, said.told)
        # The film itself, and two files of what goes up with it.
        assert len(ArtifactKind) + 2 == len(made)
        assert said.out.splitlines() == [f"{name}/{file.name}" for file in _in_order(said, machine.films / name)]
        assert 'It\'s a\\b 100% #1 {x} [y] "q"; , $ @ * : =' == general.title
        assert (1, 1, int(captions == "soft")) == tracks

    def test_may_be_in_another_encoding(self, create, script, machine, pictures):
        """
        Files and folders that were named in another encoding than UTF-8 are found and made.
        """
        Image.new("RGB", (90, 60), "teal").save(pictures / f"{HALF}.png")
        own = script("![](<picture.png>)\n\nTides.", f"{HALF}.md")
        Image.new("RGB", (90, 60), "red").save(machine.root / "picture.png")
        settings = {"AURA_DATA_PATH": str(machine.data / HALF)}
        said, made = create("--script", own, "--with", "all", "--json", output=f"{HALF}.mp4", settings=settings)
        last = json.loads(said.out.splitlines()[-1])

        assert (0, []) == (said.code, said.told)
        assert f"{HALF}.mp4" in made
        assert f"{HALF}.mp4" == last["artifact"]["video"]["name"]

    @pytest.mark.parametrize("output", ["http://example.org/film.mp4", "-x.mp4"])
    def test_are_never_addresses(self, create, script, output):
        """
        What FFmpeg would take for a protocol or an option is a file.
        """
        said, made = create("--script", script("Tides."), "--with", "thumbnail", output=output)

        assert (0, []) == (said.code, said.told)
        assert 2 == len(made)

    def test_may_be_relative_and_begin_like_an_address(self, create, script):
        """
        A folder for results may be relative, and called like a protocol.
        """
        said, _ = create("--script", script("Tides."), "--captions", "burn", settings={"AURA_DATA_PATH": "pipe:/data"})

        assert (0, []) == (said.code, said.told)


def _in_order(said, folder):
    return [folder / line.rpartition("/")[2] for line in said.out.splitlines()]


class TestScripts:
    def test_of_one_word_are_filmed(self, create, script):
        """
        A word is enough for a film.
        """
        said, made = create("--script", script("Tides."))

        assert (0, ["film.mp4"]) == (said.code, made)

    def test_of_odd_characters_are_filmed(self, create, script):
        """
        Control characters, emoji, a word wider than the frame, marks upon marks and changes of direction can be told.
        """
        odd = (
            "\ufeffTides\0 rise.\r\rThe\x01 moon pulls.",
            "🌊 Tides 🌙 rise. 😀\n\n😀😀\n\n👩\u200d👩\u200d👧 Done.",
            f"Tides {'x' * 100} rise.",
            "Te\u0301\u0300\u0308\u0301s\u200b t\u202eides\u2066 \u00adfall.",
        )
        said, made = create("--script", script("\n\n---\n\n".join(odd)), "--captions", "burn")

        assert (0, ["film.mp4"]) == (said.code, made)

    def test_need_fonts_for_what_is_shown_alone(self, create, script):
        """
        Captions that stand beside the picture need no font of ours; burned into it they do, and each is named.
        """
        amharic = ("--script", script("ሰላም ነው።"), "--language", "am")
        soft, made = create(*amharic, "--captions", "soft")
        burned, _ = create(*amharic, "--captions", "burn", output="burned.mp4")

        assert (0, ["film.mp4"]) == (soft.code, made)
        assert (2, ["E306-MISSING_GLYPHS"]) == (burned.code, burned.told)
        assert "ሰ (U+1230" in burned.err
        assert "AURA_FONT_PATH" in burned.remedy

    def test_may_name_pictures_of_the_network(self, create, script):
        """
        A picture with an address is not fetched, which is said, brackets and all.
        """
        said, made = create("--script", script("![](http://[/bold]example.org/a.png)\n\nTides."))

        assert (0, ["film.mp4"]) == (said.code, made)
        assert "Note: Pictures are not fetched from the network" in said.err


class TestPictures:
    def test_of_any_kind_are_shown(self, create, script, pictures):
        """
        Tiny, long, tall, animated, CMYK, 16-bit, turned and transparent pictures all make a scene.
        """
        noise = Image.effect_noise((90, 60), 80)
        turned = Image.Exif()
        turned[274] = 6
        Image.new("RGB", (1, 1), "red").save(pictures / "a.png")
        Image.new("1", (30_000, 9)).save(pictures / "b.png")
        Image.new("L", (2, 30_000)).save(pictures / "c.png")
        noise.save(pictures / "d.gif", save_all=True, append_images=[noise.rotate(90)] * 2)
        noise.convert("CMYK").save(pictures / "e.jpg")
        Image.new("I;16", (30, 20), 30_000).save(pictures / "f.png")
        noise.save(pictures / "g.jpg", exif=turned)
        noise.convert("RGBA").resize((91, 61)).save(pictures / "h.webp")
        noise.convert("LA").save(pictures / "i.png")
        own = script("\n\n---\n\n".join(f"# {name}\n\nTides rise." for name in "abcdefghi"))
        said, made = create("--script", own, "--images", str(pictures), "--with", "timeline")

        assert (0, []) == (said.code, said.told)
        assert ["film.mp4", "film.timeline.json"] == made

    @pytest.mark.parametrize("kind", ["truncated.jpg", "truncated.png", "text.png", "empty.jpg", "huge.png"])
    def test_that_are_none_are_refused(self, ask, script, pictures, kind):
        """
        What is damaged, no picture or too large to be opened is the request's fault, and half a picture is never shown.
        """
        name, _, _ = kind.partition(".")
        path = pictures / kind
        if name == "truncated":
            Image.effect_noise((300, 200), 80).save(path)
            path.write_bytes(path.read_bytes()[:2000])
        elif name == "huge":
            Image.new("1", (1, 1)).save(path)
            data = path.read_bytes()
            path.write_bytes(data[:16] + (30_000).to_bytes(4, "big") * 2 + data[24:])
        else:
            path.write_text(name if name == "text" else "")
        said = ask("create", "--script", script("Tides."), "--images", str(pictures), "-o", "film.mp4")

        assert (2, ["E400"]) == (said.code, said.told)
        assert kind in said.err

    def test_on_a_slide_that_are_none_are_refused(self, create, script, machine):
        """
        The same holds for a picture with words beside it.
        """
        (machine.root / "picture.png").write_text("no picture")
        said, made = create("--script", script("![Words beside it](picture.png)\n\nTides."))

        assert (2, []) == (said.code, made)
        assert "picture.png" in said.err

    def test_that_are_missing_are_asked_for(self, ask, script, pictures):
        """
        A folder without pictures says which endings it might have had.
        """
        (pictures / "film.png").mkdir()
        (pictures / "notes.txt").touch()
        said = ask("create", "--script", script("Tides."), "--images", str(pictures), "-o", "film.mp4")

        assert (2, ["E400"]) == (said.code, said.told)
        assert ".mp4" in said.remedy


class TestClips:
    def test_of_any_kind_are_shown(self, create, script, pictures, encode):
        """
        Without sound, turned, at varying rates, transparent, in ten bits, of odd size, of one frame, or half lost:
        what can be decoded is shown.
        """
        encode(pictures / "a.mp4", *MOVING)
        encode(pictures / "b.mp4", "-display_rotation", "90", "-i", pictures / "a.mp4", "-c", "copy")
        encode(pictures / "c.mkv", *MOVING, "-vf", "select='not(eq(n,2))'", "-fps_mode", "vfr")
        encode(pictures / "d.webm", *MOVING, "-vf", "format=yuva420p,geq=lum=128:a=90", "-c:v", "libvpx-vp9")
        encode(pictures / "e.mkv", *MOVING, "-pix_fmt", "yuv444p10le", "-vf", "scale=97:65")
        encode(pictures / "f.mp4", *MOVING, "-frames:v", "1")
        encode(pictures / "g.mkv", *MOVING, "-g", "1")
        whole = (pictures / "g.mkv").read_bytes()
        (pictures / "g.mkv").write_bytes(whole[: len(whole) * 2 // 3])
        own = script("\n\n---\n\n".join(f"# {name}\n\nTides rise." for name in "abcdefg"))
        said, made = create("--script", own, "--images", str(pictures))

        assert (0, []) == (said.code, said.told)
        assert ["film.mp4"] == made

    @pytest.mark.parametrize("kind", ["empty", "text", "sound", "header", "zeroed", "still"])
    def test_without_a_picture_are_refused(self, ask, script, pictures, encode, kind):
        """
        A clip in which nothing can be decoded is refused; looping it would never end.
        """
        path = pictures / "clip.mp4"
        encode(path, *(TONE if kind == "sound" else MOVING), "-movflags", "+faststart")
        data = path.read_bytes()
        begun = data.index(b"mdat") + 4
        changed = {"empty": b"", "text": b"no clip", "header": data[:begun], "zeroed": data[:begun] + bytes(len(data))}
        path.write_bytes(changed.get(kind, data))
        if kind == "still":
            Image.new("RGB", (90, 60)).save(path, format="PNG")
        said = ask("create", "--script", script("Tides."), "--images", str(pictures), "-o", "film.mp4")

        assert (2, ["E400"]) == (said.code, said.told)
        assert "clip.mp4" in said.err


class TestMusic:
    @pytest.mark.parametrize("length", [100, 44_100 * 20])
    def test_of_any_length_is_played(self, create, script, machine, length):
        """
        Music may be a click, a tenth of a second or longer than the film.
        """
        path = machine.root / f"{NASTY}.wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, 44_100, 0, "NONE", ""))
            file.writeframes((b"\0\x20" * 50 + b"\0\xe0" * 50) * (length // 100))
        said, made = create("--script", script("Tides."), "--music", str(path))

        assert (0, []) == (said.code, said.told)
        assert ["film.mp4"] == made

    @pytest.mark.parametrize("kind", ["silent", "of no length"])
    def test_that_nobody_could_hear_is_refused(self, create, script, machine, kind):
        """
        Silence is refused as the request's fault, as is music that ends where it begins.
        """
        path = machine.root / "music.wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, 44_100, 0, "NONE", ""))
            file.writeframes(bytes(88_200 if kind == "silent" else 0))
        said, made = create("--script", script("Tides."), "--music", str(path))

        assert (2, ["E400"], []) == (said.code, said.told, made)
        assert "(--music)" in said.err

    @pytest.mark.parametrize("kind", ["text", "empty", "seen"])
    def test_that_is_none_is_refused(self, ask, script, machine, encode, kind):
        """
        A text is no music, and neither is a film without sound.
        """
        path = machine.root / "music.mp4"
        if kind == "seen":
            encode(path, *MOVING)
        else:
            path.write_text("no music" if kind == "text" else "")
        said = ask("create", "--script", script("Tides."), "--music", str(path), "-o", "film.mp4")

        assert (2, ["E400"]) == (said.code, said.told)
        assert "(--music)" in said.err


class TestStreams:
    @pytest.mark.parametrize(("container", "codec"), [("mov", "ProRes"), ("webm", "VP9"), ("mkv", "AV1")])
    def test_that_go_together_are_made(self, create, script, machine, container, codec):
        """
        Every container takes what it is said to take.
        """
        wanted = ("--container", container, "--codec", codec)
        said, made = create("--script", script("Tides."), *wanted, output=f"film.{container}")

        assert (0, [f"film.{container}"]) == (said.code, made)
        assert (1, 1, 1) == _probed(machine.films / made[0])[1]
