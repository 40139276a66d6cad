"""
Which characters can be shown.
"""

import gc
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core import fonts
from aura_core.errors import InvalidInputError, MissingGlyphsError
from aura_core.fonts import BUNDLED_FAMILIES, Fonts


BUNDLED = Fonts(packs=())


class TestCoverage:
    def test_takes_for_granted_only_what_the_fonts_have(self):
        """
        Every character that is answered without a look at the fonts is in both the regular and the bold weight.
        """
        for weight in ("Regular", "Bold"):
            has = set().union(*(fonts._coverage(path) for path in BUNDLED.files if path.stem.endswith(f"-{weight}")))
            wanted = {ord(character) for character in fonts._ALWAYS_COVERED if fonts.is_drawn(character)}

            assert set() == wanted - has

    @pytest.mark.parametrize(
        "text",
        [
            "Ebbe & Flut — “für alle”",
            "Příliš žluťoučký kůň",
            "Łódź, Iași, Türkçe, ẞ",
            "Πλημμυρίδα",
            "Прилив и отлив",
            "Thủy triều lên xuống",
            "71 % of 1.5 m², 20 °C, ½, €5",
        ],
    )
    def test_knows_the_languages_of_europe_and_vietnamese(self, text):
        """
        Latin with all its accents, Greek, Cyrillic and Vietnamese need no further font.
        """
        assert not BUNDLED.missing(text)

    @given(st.text())
    def test_misses_each_character_once_and_in_order(self, text):
        """
        What is missing is a subsequence of the text without repetition, and missing whatever it stands beside.
        """
        missing = BUNDLED.missing(text)

        assert sorted(set(missing), key=text.index) == list(missing)
        assert missing == BUNDLED.missing(missing)

    @given(st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zs", "Zl", "Zp"]) | st.sampled_from("\ufe0f\ufe0e")))
    def test_never_misses_what_is_not_drawn(self, text):
        """
        Spaces, controls, joiners and variation selectors need no glyph.
        """
        assert not BUNDLED.missing(text)

    def test_misses_pictographs(self):
        """
        Emoji are characters like others; it is for slides and captions to leave them out.
        """
        assert "🌊" == BUNDLED.missing("a 🌊 b 🌊")


class TestRequire:
    def test_names_each_character_and_the_way_out(self):
        """
        The message names characters by number and name, the remedy the variable that names a folder.
        """
        with pytest.raises(MissingGlyphsError) as caught:
            BUNDLED.require("The 潮 of the 海", what="The title")

        assert "潮海" == caught.value.characters
        assert str(caught.value).startswith("The title needs characters")
        assert f"潮 (U+6F6E {unicodedata.name('潮')})" in str(caught.value)
        assert "AURA_FONT_PATH" in caught.value.remedy
        assert "CJK" in caught.value.remedy

    def test_stays_readable_when_much_is_missing(self):
        """
        Of many missing characters the first are named and the rest counted.
        """
        with pytest.raises(MissingGlyphsError, match=r"and 88 more\.$"):
            BUNDLED.require("".join(map(chr, range(0x4E00, 0x4E00 + 100))))


class TestFolders:
    def test_add_to_what_is_covered(self, tmp_path, made_font):
        """
        A font in a folder of the user's, however deep, makes its characters available.
        """
        (tmp_path / "deep").mkdir()
        made_font(tmp_path / "deep" / "made.otf", "潮海")
        own = Fonts([tmp_path], packs=())

        assert "" == own.missing("潮海")
        assert (*BUNDLED_FAMILIES, "Made Here") == own.families

    def test_change_the_fingerprint(self, tmp_path, made_font):
        """
        With other fonts, results are other results.
        """
        made_font(tmp_path / "made.otf", "潮")

        assert BUNDLED.fingerprint == Fonts(packs=()).fingerprint
        assert BUNDLED.fingerprint != Fonts([tmp_path], packs=()).fingerprint

    def test_have_to_be_there(self, tmp_path):
        """
        A folder that is not there is named together with the variable it comes from.
        """
        with pytest.raises(InvalidInputError, match="nowhere") as caught:
            _ = Fonts([tmp_path / "nowhere"]).files

        assert "AURA_FONT_PATH" in caught.value.remedy

    @pytest.mark.parametrize("content", [b"", b"not a font", (BUNDLED.files[0]).read_bytes()[:3000]])
    def test_may_not_hold_broken_fonts(self, tmp_path, content):
        """
        A font file that cannot be read is named, not skipped.
        """
        (tmp_path / "broken.otf").write_bytes(content)

        with pytest.raises(InvalidInputError, match=r"broken\.otf"):
            Fonts([tmp_path], packs=()).missing("潮")

    def test_may_hold_other_files(self, tmp_path):
        """
        What is no font by its name is left alone.
        """
        (tmp_path / "OFL.txt").write_text("licence")

        assert BUNDLED.files == Fonts([tmp_path], packs=()).files


class TestGathering:
    def test_holds_one_kind_of_each_face(self):
        """
        No face is there twice, so that the order of a folder decides nothing.
        """
        faces = [(face.family, face.style, face.weight) for face in BUNDLED.typesetting.fonts()]

        assert len(set(faces)) == len(faces)
        assert {*BUNDLED_FAMILIES, "Manrope", "Source Serif Pro", "DejaVu Sans Mono"} <= {
            family for family, _, _ in faces
        }

    def test_happens_once_for_many_threads(self):
        """
        Threads that come at the same time get the same folder, complete.
        """
        own = Fonts()
        with ThreadPoolExecutor(8) as threads:
            folders = list(threads.map(lambda _: (own.folder, len(list(own.folder.iterdir()))), range(16)))

        assert {(own.folder, len(own.files))} == set(folders)

    def test_leaves_nothing_behind(self):
        """
        The folder goes when the fonts go.
        """
        own = Fonts()
        folder = own.folder
        del own
        gc.collect()

        assert not folder.exists()
