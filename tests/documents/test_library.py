"""Documents that are kept, searched, and rested upon."""

import asyncio
import io
import zipfile
from fractions import Fraction

import attrs
import pytest

from aura_core import Order, open_services, plan
from aura_core.documents import BlockKind, read_document
from aura_core.errors import InvalidInputError, NotFoundError, TooLargeError
from aura_core.library import Library, grounded, opened_library
from aura_core.library import library as shelves
from aura_core.library.tables import SCHEMA
from aura_core.model.brief import Brief, PlanSpec, RagConfiguration
from aura_core.providers.writers.grounding import passages_for
from aura_core.settings import Settings


ASKS = RagConfiguration(enabled=True)
TIDES = b"# Tides\n\nThe Moon pulls at the sea. Twice a day the water rises at every coast of the island of Skarn.\n"
BEES = b"# Bees\n\nBees dance to say where flowers are. A hive in winter hums all day to keep itself warm.\n"


@pytest.fixture
def library(empty_database, tmp_path):
    """Give an empty library in a database of each kind."""
    empty_database.prepare(SCHEMA)
    return Library(empty_database, tmp_path / "library")


@pytest.fixture
def full(library):
    for name, text in (("tides.md", TIDES), ("bees.md", BEES)):
        library.add(name, io.BytesIO(text), searched=True)
    return library


class TestKeeping:
    def test_is_for_good_until_it_is_forgotten(self, library, empty_database, tmp_path):
        """
        A document is there with its file, whoever opens the library next, once however often it is added; then not.
        """
        kept = library.add("tides.md", io.BytesIO(TIDES))
        again = library.add("other.md", io.BytesIO(TIDES), searched=True)
        found = Library(empty_database, tmp_path / "library").find(kept.id)

        assert (kept.id, 0, 1) == (again.id, kept.passages, again.passages)
        assert again == found
        assert TIDES == found.path.read_bytes()
        assert ("tides.md", "md", "Tides", "en", 21) == tuple(
            getattr(found.metadata, name)
            for name in ("original_file_name", "format", "title", "detected_language", "word_count")
        )

        library.remove(kept.id)

        assert not found.path.exists()
        assert ((), 0) == library.listed()
        assert () == library.search("the tides")
        for forgotten in (kept.id, "none", "\0"):
            with pytest.raises(NotFoundError):
                library.find(forgotten)

    @pytest.mark.parametrize(
        ("name", "data", "why"),
        [
            ("x.exe", b"MZ", "of no kind that is read"),
            ("x", b"words", "of no kind that is read"),
            ("x.md", b" \n", "no text"),
            ("x.pdf", b"%PDF-1.7 no more", "cannot be read"),
            ("x.docx", b"no archive", "cannot be read"),
            ("x.txt", b"\0\1\2\xff", "cannot be read"),
        ],
    )
    def test_refuses_what_nobody_could_read(self, library, tmp_path, name, data, why):
        """
        What is no document is refused by name, and leaves nothing behind.
        """
        with pytest.raises(InvalidInputError, match=why) as refused:
            library.add(name, io.BytesIO(data))

        assert ["$.file"] == [issue.path for issue in refused.value.issues]
        assert refused.value.remedy
        assert [] == [*(tmp_path / "library").glob("*")]

    def test_refuses_bombs(self, library, monkeypatch):
        """
        What is too large, or unpacks to be, is refused before it is unpacked.
        """
        packed = io.BytesIO()
        with (
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
            archive.open("word/document.xml", "w") as to,
        ):
            for _ in range(401):
                to.write(bytes(1024 * 1024))
        packed.seek(0)

        with pytest.raises(InvalidInputError, match="unpacks to more than"):
            library.add("bomb.docx", packed)

        monkeypatch.setattr(shelves, "LONGEST", 100)
        with pytest.raises(TooLargeError):
            library.add("long.txt", io.BytesIO(b"words " * 100))

    def test_takes_no_entities(self, library):
        """
        XML that unfolds to more and more is not unfolded.
        """
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        xml = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l9;</x>'
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("[Content_Types].xml", xml)
        packed.seek(0)

        with pytest.raises(InvalidInputError):
            library.add("laughs.docx", packed)

    def test_shows_nothing_of_this_machine(self, library, tmp_path):
        """
        A picture outside of the document's own folder is none.
        """
        (tmp_path / "private.png").write_bytes(b"png")
        page = f'<p>Words that are said.</p><img src="../../private.png"><img src="file://{tmp_path}/private.png">'
        kept = library.add("page.html", io.BytesIO(page.encode()))

        assert [BlockKind.PARAGRAPH] == [block.kind for block in read_document(kept.path, lambda _: None).blocks]


class TestSearching:
    def test_finds_what_is_about_it(self, full):
        """
        The best passage comes first, with where it stands; what shares but common words is not about it.
        """
        (tides,) = full.search("How do the tides work?")
        bees = full.search("a hive in winter")

        assert ("tides.md", "Tides", 0) == (tides.source, tides.title, tides.position)
        assert "Skarn" in tides.text
        assert 0 < tides.score <= 1
        assert ["bees.md"] == [one.source for one in bees]
        assert () == full.search("how to keep a dog")
        assert () == full.search("?!")

    @pytest.mark.parametrize("query", ["", "\0", "' OR 1=1 --", "x" * 2000, "the of and", "\ud800", "%_", "潮"])
    def test_takes_any_words(self, full, query):
        """
        Whatever is asked, what is not there is not found.
        """
        assert () == full.search(query)

    def test_knows_words_that_are_not_parted(self, library):
        """
        Where there are no spaces, pairs of letters are words.
        """
        library.add(
            "umi.md", io.BytesIO("# 潮\n\n月は海の水を引きます。潮は一日に二回満ちます。\n".encode()), searched=True
        )

        assert ["umi.md"] == [one.source for one in library.search("海の水", language="ja")]

    def test_finds_no_end_of_words(self, library):
        """
        Words without an end are kept, and are no passage.
        """
        kept = library.add("words.txt", io.BytesIO(b"word " * 20_000), searched=True)

        assert (20_000, 0) == (kept.metadata.word_count, kept.passages)

    def test_counts(self, full):
        """
        How much is kept is told, and what is not searched is not counted as such.
        """
        full.add("more.txt", io.BytesIO(b"Something else is said in here, at length."))
        told = full.statistics()

        assert (3, 2, 2) == (told.total_documents, told.searched_documents, told.total_chunks)
        assert len(TIDES) + len(BEES) < told.total_size_bytes
        assert 2 == full.listed(searched=True)[1]


class TestGrounding:
    def test_names_what_was_found(self, full):
        """
        A brief that asks for it rests on what was found; one that names its sources, or does not ask, stays as it is.
        """
        brief = Brief("How tides work", rag_configuration=ASKS)
        found = grounded(brief, full)
        others = [
            attrs.evolve(brief, rag_configuration=None),
            attrs.evolve(brief, sources=("x.md",)),
            attrs.evolve(brief, topic="Dogs"),
            found,
        ]

        assert ["tides.md"] == [one.source for one in found.passages]
        assert all(grounded(one, full) == one for one in others)

    def test_keeps_to_its_limits(self, full):
        """
        No more is taken than the configuration grants; the best in any case.
        """
        full.add("sea.md", io.BytesIO(TIDES.replace(b"Moon", b"Sun")), searched=True)
        brief = Brief("Tides", rag_configuration=attrs.evolve(ASKS, minimum_score=0.0))
        few = attrs.evolve(brief, rag_configuration=attrs.evolve(ASKS, max_context_tokens=1))
        one = attrs.evolve(brief, rag_configuration=attrs.evolve(ASKS, top_k=1))

        assert [2, 1, 1] == [len(grounded(each, full).passages) for each in (brief, few, one)]

    def test_tells_models_what_was_found(self, full):
        """
        A language model is given every passage, with where it stands.
        """
        brief = grounded(Brief("How tides work", rag_configuration=ASKS), full)
        (told,) = passages_for(Order(brief))

        assert told.text == brief.passages[0].text
        assert ("tides.md", "Tides") == (told.citation.source, told.citation.title)

    def test_makes_films_without_a_server(self, tmp_path):
        """
        A program adds documents, and has a script written that rests on them.
        """
        settings = Settings(data=tmp_path)
        with opened_library(settings) as library:
            library.add("tides.md", io.BytesIO(TIDES), searched=True)
            brief = grounded(Brief("How tides work", rag_configuration=ASKS), library)
        script = asyncio.run(plan(Order(brief, PlanSpec(Fraction(20))), open_services(settings)))

        assert "the water rises at every coast" in " ".join(scene.script for scene in script.scenes)
        assert {"tides.md"} == {one.source for scene in script.scenes for one in scene.citations or ()}
