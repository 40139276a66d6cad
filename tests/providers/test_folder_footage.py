"""Pictures and clips in a folder of the user's own."""

import asyncio
import json
import struct
from fractions import Fraction

import attrs
import pytest
from PIL import Image

from aura_core import Settings, create_video
from aura_core.configuration.access import access
from aura_core.configuration.file import SettingsFile
from aura_core.errors import ProviderError
from aura_core.makers import rosters_for
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import CaptionMode
from aura_core.model.events import Warned
from aura_core.model.footage import FootageRequest
from aura_core.model.order import CaptionSpec, Order, ProviderSelection
from aura_core.model.render import RenderSpec, Resolution
from aura_core.model.settings import UserSettings
from aura_core.model.settings.films import FileLocationsSettings
from aura_core.outbound.calls import CallLog
from aura_core.providers.footage.folder import FolderFootage
from aura_core.store import Store
from aura_core.verdicts import Verdict
from tests.stubs import library


WIDE, UPRIGHT = Resolution(320, 180), Resolution(180, 320)
REQUEST = FootageRequest("waves", "The sea rises and falls.", WIDE, 5.0)


def picture(path, size=(640, 360), **exif):
    """Write a plain picture that says *exif* of itself."""
    path.parent.mkdir(parents=True, exist_ok=True)
    taken = Image.new("RGB", size, (30, len(path.name) * 5, 120))
    tags = taken.getexif()
    for tag, value in exif.items():
        tags[{"artist": 0x013B, "copyright": 0x8298, "description": 0x010E, "turn": 0x0112}[tag]] = value
    taken.save(path, exif=tags)
    return path


def captioned(path, **said):
    """Write a picture that says by IPTC (IIM 4.2) what it shows, as picture desks do."""
    fields = {"keywords": 25, "author": 80, "license": 116}
    sets = b"".join(
        struct.pack(">BBBH", 0x1C, 2, fields[name], len(text.encode())) + text.encode() for name, text in said.items()
    )
    block = b"Photoshop 3.0\0" + b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(sets)) + sets + b"\0" * (len(sets) % 2)
    taken = library.picture()
    path.write_bytes(taken[:2] + struct.pack(">HH", 0xFFED, len(block) + 2) + block + taken[2:])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder whose files say in several ways what they show, with some that show nothing."""
    folder = tmp_path_factory.mktemp("stock")
    picture(folder / "sea" / "waves at dusk.jpg", artist="Jane", copyright="CC BY 4.0", description="Dusk")
    picture(folder / "sea" / "tallWaves.png", (360, 640))
    picture(folder / "DSC_0001.jpg", description="A lighthouse over cliffs")
    picture(folder / "turned-lighthouse.jpg", (360, 640), turn=6)
    picture(folder / "über den Wolken.jpg")
    picture(folder / ".hidden" / "waves.jpg")
    captioned(folder / "P1.jpg", keywords="Zürich harbour", author="José", license="CC0")
    (folder / "river.mp4").write_bytes(library.clip())
    (folder / "notes about waves.txt").write_text("no picture")
    (folder / "broken waves.jpg").write_text("no picture either")
    (folder / "playlist waves.mp4").write_text("#EXTM3U\n#EXTINF:1,\n/etc/passwd\n")
    outside = picture(tmp_path_factory.mktemp("elsewhere") / "waves.jpg")
    (folder / "linked waves.jpg").symlink_to(outside)
    (folder / "linked").symlink_to(outside.parent)
    return folder


def found(folder, **more):
    return [one.title for one in asyncio.run(FolderFootage(folder).find(attrs.evolve(REQUEST, **more)))]


class TestFolderFootage:
    @pytest.mark.parametrize(
        ("words", "titles"),
        [
            ("Waves", ["Dusk", "tallWaves"]),
            ("the tall wave", ["tallWaves"]),
            ("a river in the mountains", ["river"]),
            ("Lighthouses", ["A lighthouse over cliffs", "turned-lighthouse"]),
            ("Wolken über dem Land", ["über den Wolken"]),
            ("a bicycle", []),
        ],
    )
    def test_finds_what_is_called_so(self, folder, words, titles):
        """
        Names of files and folders and their tags are searched, whatever their grammar; first comes what has most of
        the words. What is no picture, hidden, or linked from elsewhere is none.
        """
        assert titles == found(folder, words=words, language="de" if "Land" in words else "en")

    def test_takes_what_lies_as_the_frame_does(self, folder):
        """
        Upright films have upright pictures first.
        """
        assert ["tallWaves", "Dusk"] == found(folder, size=UPRIGHT)

    def test_knows_copies(self, folder, tmp_path):
        """
        A copy under another name is the same picture, which is not seen twice while others are left.
        """
        for name in ("waves.jpg", "copied waves.jpg"):
            (tmp_path / name).write_bytes((folder / "sea" / "waves at dusk.jpg").read_bytes())
        picture(tmp_path / "other waves.jpg", (1280, 720))
        ids = [one.id for one in asyncio.run(FolderFootage(tmp_path).find(REQUEST))]

        assert (3, 2) == (len(ids), len(set(ids)))

    def test_says_what_cannot_be_read(self, folder, tmp_path):
        """
        A folder that is not there, or has nothing to show, is an error that ends every search of the film.
        """
        (tmp_path / "song.mp3").write_text("music")
        for empty, reason in ((tmp_path / "nowhere", "cannot be read"), (tmp_path, "no pictures or clips")):
            with pytest.raises(ProviderError, match=reason) as caught:
                found(empty)

            assert Verdict.NOT_CONFIGURED is caught.value.verdict

    def test_gives_what_it_has_found(self, folder, tmp_path):
        """
        What is fetched is the file, whole; what was replaced by a link out of the folder is not.
        """
        source = FolderFootage(folder)
        dusk = asyncio.run(source.find(REQUEST))[0]
        asyncio.run(source.fetch(dusk, REQUEST, tmp_path / "dusk.jpg"))

        assert (folder / "sea" / "waves at dusk.jpg").read_bytes() == (tmp_path / "dusk.jpg").read_bytes()
        for gone in ("linked waves.jpg", "linked/waves.jpg", "nowhere.jpg"):
            with pytest.raises(ProviderError):
                asyncio.run(
                    source.fetch(attrs.evolve(dusk, address=str(folder / gone)), REQUEST, tmp_path / "gone.jpg")
                )
        assert [tmp_path / "dusk.jpg"] == list(tmp_path.iterdir())

    def test_keeps_whom_it_is_owed_to(self, folder):
        """
        Author and licence are what the file says, by Exif or IPTC.
        """
        source = FolderFootage(folder)
        dusk, harbour = (
            asyncio.run(source.find(attrs.evolve(REQUEST, words=words)))[0] for words in ("dusk", "harbours of Zürich")
        )

        assert ("Jane", "CC BY 4.0") == (dusk.attribution, dusk.license)
        assert ("José", "CC0") == (harbour.attribution, harbour.license)

    @pytest.mark.parametrize("tier", ["Free", "StockOrLocal", "Local", "localstock"])
    def test_is_chosen_by_a_tier(self, folder, tmp_path, tier):
        """
        The owner's media library comes before slides, where there is one.
        """
        document = UserSettings(file_locations=FileLocationsSettings(media_library_location=str(folder)))
        rosters = rosters_for(
            access(Settings(), document, {}), CallLog(tmp_path / "calls.db"), Store(tmp_path / "store", 2**30)
        )
        members = [one.id for one in rosters.illustrators.chain(tier, None).members]

        assert ["localstock", *(["slides"] if tier != "localstock" else [])] == members


class TestFilm:
    def test_shows_it_and_says_whose_it_is(self, folder, tmp_path):
        """
        The owner's pictures are shown and credited by their tags; of a tier, slides show the rest.
        """
        settings = Settings(data=tmp_path / "data")
        document = UserSettings(file_locations=FileLocationsSettings(media_library_location=str(folder)))
        SettingsFile(settings.data).change(lambda _: document)
        told = []
        order = Order(
            Brief("Tides"),
            PlanSpec(Fraction(4)),
            render_spec=RenderSpec(Resolution(128, 72), fps=5),
            script="# Tides\n\nThe sea.\n\n## Waves at dusk\n\nThey come in.\n\n## Bicycles\n\nThey do not swim.\n\n## End\n\nGood night.",
            provider_selection=ProviderSelection(visuals="Free"),
            captions=CaptionSpec(CaptionMode.NONE),
        )
        create_video(order, tmp_path / "film.mp4", settings=settings, listener=told.append)
        owed = json.loads((tmp_path / "film.credits.json").read_text("utf-8"))
        stood_in = [(one.provider, one.stand_in) for one in told if isinstance(one, Warned) and one.stand_in]

        assert [("Dusk", "Jane", "CC BY 4.0")] == [(one["work"], one["author"], one["license"]) for one in owed]
        assert ("localstock", "slides") in stood_in
