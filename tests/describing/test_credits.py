"""
Whom pictures, clips and music are owed to.
"""

import subprocess
from fractions import Fraction
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from aura_core.describing import credits_of
from aura_core.ffmpeg.binary import locate
from aura_core.model.brief import Brief
from aura_core.model.narration import Narration, Take
from aura_core.model.order import MusicSpec, Order
from aura_core.model.script import Scene
from aura_core.model.upload import Credit
from aura_core.model.visuals import Clip, PictureKind
from aura_core.timing import TimeRange


SPAN = TimeRange(Fraction(0), Fraction(1))


def photograph(path, artist="", terms="", title=""):
    exif = Image.Exif()
    given = {ExifTags.Base.Artist: artist, ExifTags.Base.Copyright: terms, ExifTags.Base.ImageDescription: title}
    exif.update({tag: text.encode() for tag, text in given.items() if text})
    Image.new("RGB", (8, 8)).save(path, exif=exif)
    return path


def owed(*clips, picture=None, music=None):
    scene = Scene(0, "", "Hello.", path_or_url=picture and str(picture))
    narration = Narration("T", "", "en", (Take(scene, Path("a.wav"), SPAN, Fraction(0), ()),))
    return credits_of(Order(Brief("T"), music=MusicSpec(music) if music else None), narration, clips)


class TestCredits:
    def test_are_what_photographs_say(self, tmp_path):
        """
        Artist, copyright and title of a photograph are its Exif's; without a title, the file's name stands.
        """
        named = photograph(tmp_path / "a.jpg", "Jane Doe", "CC BY 4.0", "The sea")
        plain = photograph(tmp_path / "b.jpg", terms="© J. Roe")
        clips = (Clip(named, PictureKind.IMAGE, 0, SPAN), Clip(plain, PictureKind.IMAGE, 0, SPAN))

        assert (Credit("The sea", "Jane Doe", "CC BY 4.0"), Credit("b.jpg", "", "© J. Roe")) == owed(*clips)

    def test_are_what_pictures_on_slides_say(self, tmp_path):
        """
        A picture that a slide shows counts like one that fills the frame, once.
        """
        about = PngInfo()
        about.add_text("Author", "Jane Doe")
        Image.new("RGB", (8, 8)).save(tmp_path / "a.png", pnginfo=about)
        slide = Clip(tmp_path / "slide.png", PictureKind.SLIDE, 0, SPAN)

        assert (Credit("a.png", "Jane Doe"),) == owed(slide, picture=tmp_path / "a.png")

    def test_are_what_music_and_films_say(self, tmp_path):
        """
        Tags of sound and film files are read, whatever the container calls them.
        """
        song, film = tmp_path / "song.mp3", tmp_path / "film.mp4"
        tags = ["-metadata", "title=Sea song", "-metadata", "artist=Jane Doe", "-metadata", "copyright=CC0"]
        make = [str(locate().path), "-v", "error", "-f", "lavfi"]
        subprocess.run([*make, "-i", "sine=d=1", *tags, str(song)], check=True)
        subprocess.run([*make, "-i", "testsrc2=s=64x64:d=1", *tags, str(film)], check=True)

        expected = Credit("Sea song", "Jane Doe", "CC0")
        assert (expected,) == owed(music=song)
        assert (expected,) == owed(Clip(film, PictureKind.VIDEO, 0, SPAN))

    def test_are_what_providers_say(self):
        """
        A picture that a provider found is owed to whom it says, and its file is not asked.
        """
        clip = Clip(Path("/none/a.jpg"), PictureKind.IMAGE, 0, SPAN, license="Pexels License", attribution="Jane Doe")

        assert (Credit("a", "Jane Doe", "Pexels License"),) == owed(clip)

    @pytest.mark.parametrize("content", [b"", b"no picture", b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00II*\x00broken"])
    def test_are_none_for_what_nobody_signed(self, tmp_path, content):
        """
        A photograph without a name, and a file that cannot be read, are owed to nobody.
        """
        (tmp_path / "broken.jpg").write_bytes(content)
        plain = photograph(tmp_path / "a.jpg")
        clips = [Clip(path, PictureKind.IMAGE, 0, SPAN) for path in (plain, tmp_path / "broken.jpg", tmp_path / "none")]

        assert () == owed(*clips)
