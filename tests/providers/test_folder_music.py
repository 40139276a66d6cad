"""Music in a folder of the user's own."""

import asyncio
import json
import shutil
import subprocess
from fractions import Fraction

import attrs
import pytest

from aura_core import Settings, open_services
from aura_core.errors import InvalidInputError, ProviderError
from aura_core.ffmpeg.binary import locate
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import ArtifactKind, Mood, Pacing
from aura_core.model.music import MusicRequest, moods_in
from aura_core.model.order import MusicSpec, Order
from aura_core.model.render import RenderSpec, Resolution
from aura_core.pipeline import produce
from aura_core.providers.music.folder import FolderMusic


REQUEST = MusicRequest(Mood.CALM, Pacing.CONVERSATIONAL, Fraction(20))


def tone(path, seconds=20, **tags):
    """Write a tone with *tags*."""
    path.parent.mkdir(parents=True, exist_ok=True)
    said = [word for name, value in tags.items() for word in ("-metadata", f"{name}={value}")]
    source = f"sine=440:duration={seconds}:sample_rate=8000"
    subprocess.run(
        [locate().path, "-loglevel", "error", "-f", "lavfi", "-i", source, *said, path], check=True, timeout=60
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder in which the files say of themselves what they sound like, each in its own way."""
    folder = tmp_path_factory.mktemp("music")
    tone(folder / "tagged.mp3", title="Sea", artist="Jane", copyright="CC BY 4.0", genre="Ambient", TBPM=63)
    tone(folder / "calm" / "short.mp3", 2)
    tone(folder / "upbeat_ukulele.ogg")
    tone(folder / "nothing said.flac")
    tone(folder / "warm" / "one.mp3", 25)
    tone(folder / "warm" / "two.mp3", 25)
    (folder / "notes.txt").write_text("no music")
    (folder / "broken.mp3").write_text("no music either")
    return folder


def found(folder, **more):
    return asyncio.run(FolderMusic(folder).find(attrs.evolve(REQUEST, **more)))


class TestFolderMusic:
    def test_takes_what_fits(self, folder):
        """
        First comes what has the mood and is long enough, then what has the mood; what is no music is passed over.
        """
        names = [one.title for one in found(folder)]

        assert ["Sea", "short"] == names[:2]
        assert {"upbeat_ukulele", "nothing said", "one", "two"} == set(names[2:])

    def test_knows_moods_by_name(self, folder):
        """
        Names of files and folders say what tags do not.
        """
        assert "upbeat_ukulele" == found(folder, mood=Mood.BRIGHT)[0].title

    def test_keeps_whom_it_is_owed_to(self, folder):
        """
        Author, licence and tempo are what the file says.
        """
        sea = found(folder)[0]

        assert ("Jane", "CC BY 4.0", 63.0) == (sea.author, sea.license, sea.tempo)

    def test_lets_the_seed_choose_among_equals(self, folder):
        """
        Another seed may take another; the same takes the same.
        """
        first, other, again = (found(folder, mood=Mood.WARM, seed=seed)[0].title for seed in (0, 1, 2))

        assert {"one", "two"} == {first, other}
        assert first == again

    def test_says_what_cannot_be_read(self, tmp_path):
        """
        A folder that is not there is an error, not silence.
        """
        with pytest.raises(ProviderError, match="cannot be read"):
            found(tmp_path / "nowhere")

    def test_gives_what_it_has_found(self, folder, tmp_path):
        """
        What is fetched is the file, whole; what is gone by then is an error.
        """
        library, sea = FolderMusic(folder), found(folder)[0]
        asyncio.run(library.fetch(sea, tmp_path / "sea.mp3"))

        assert (folder / "tagged.mp3").read_bytes() == (tmp_path / "sea.mp3").read_bytes()
        with pytest.raises(ProviderError):
            asyncio.run(library.fetch(attrs.evolve(sea, address=str(folder / "gone.mp3")), tmp_path / "gone.mp3"))


class TestMoods:
    @pytest.mark.parametrize(
        ("words", "moods"),
        [
            ("Calm ambient piano", (Mood.CALM, Mood.WARM)),
            ("ROCK", (Mood.DRIVING,)),
            ("take 7", ()),
        ],
    )
    def test_are_in_words(self, words, moods):
        """
        Moods and genres are known by their words, each once.
        """
        assert moods == moods_in(words)


class TestFilm:
    """A film with music of a folder."""

    ORDER = Order(
        Brief("Tides"),
        PlanSpec(Fraction(3)),
        render_spec=RenderSpec(Resolution(128, 72), fps=5),
        script="The sea falls.",
    )

    def test_plays_it_and_says_whose_it_is(self, folder, tmp_path):
        """
        A folder that the order names has the music; it is credited, and its stem is heard.
        """
        shutil.copytree(folder, tmp_path / "music")
        order = attrs.evolve(
            self.ORDER, music=MusicSpec(tmp_path / "music", Mood.CALM), artifacts=(ArtifactKind.STEMS,)
        )
        made = self._made(order, tmp_path)

        (owed,) = (file for file in made.files if file.name.endswith(".credits.json"))

        assert [("Sea", "Jane")] == [(one["work"], one["author"]) for one in json.loads(owed.path.read_text())]
        assert [file for file in made.files if file.name.endswith(".music.wav")]

    def test_needs_a_folder_with_music(self, tmp_path):
        """
        An empty folder is refused before anything is made, and so is music of one's own that somebody else is to have.
        """
        (tmp_path / "empty").mkdir()
        order = attrs.evolve(self.ORDER, music=MusicSpec(tmp_path / "empty", provider="localmusic"))
        with pytest.raises(InvalidInputError) as caught:
            self._made(order, tmp_path)

        assert {"$.music.path", "$.music.provider"} == {issue.path for issue in caught.value.issues}

    def test_names_what_the_owner_has_not_told(self, tmp_path):
        """
        Local music without a media library is an error that says what is missing.
        """
        order = attrs.evolve(self.ORDER, music=MusicSpec(provider="localmusic"))
        with pytest.raises(ProviderError, match="its folder is not given"):
            self._made(order, tmp_path)

    def _made(self, order, tmp_path):
        services = open_services(attrs.evolve(Settings(), data=tmp_path / "data"))
        return asyncio.run(produce(order, tmp_path / "film.mp4", services))
