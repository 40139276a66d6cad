"""Documents of every kind, read into blocks."""

import importlib.util
import io
import sys
import zipfile
from pathlib import Path

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter

from aura_core.documents import KINDS, BlockKind, read_document
from aura_core.errors import InvalidInputError


CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    spec = importlib.util.spec_from_file_location("build", CORPUS / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.build(tmp_path_factory.mktemp("corpus"))


def read(path, keep=lambda _: None):
    return read_document(path, keep)


def of_kind(document, kind):
    return [block for block in document.blocks if block.kind is kind]


def written(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def png(width=300, height=300):
    data = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(data, "PNG")
    return data.getvalue()


class TestReading:
    def test_reads_pages_that_close_nothing(self, tmp_path):
        """
        Paragraphs and items end where the next begins, however many there are.
        """
        page = "<h1>Tides</h1>" + "<p>It rises." * 2000 + "<ul>" + "<li>It falls." * 2000
        found = read(written(tmp_path, "a.html", page))

        assert [1, 2000, 1] == [
            len(of_kind(found, kind)) for kind in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST)
        ]
        assert 2000 == len(of_kind(found, BlockKind.LIST)[0].items)

    def test_reads_no_markdown_for_ever(self, tmp_path):
        """
        Brackets that begin nothing are words.
        """
        found = read(written(tmp_path, "a.md", "Words. " + "[^" * 300_000))

        assert of_kind(found, BlockKind.PARAGRAPH)[0].text.startswith("Words. [^[^")

    @pytest.mark.parametrize(
        ("page", "told"),
        [
            ("<table><tr><td>a" * 60, 1),
            ("<ul><li>" + "<table><tr><td>a" * 60, 1),
            ("<figure>" * 200 + "<p>a" * 200, 1),
            ("<span>" * 200 + "<b>a</b>" * 2000 + "<p>a", 1),
            ("<p>a</p>" + "<!--" * 50_000, 1),
            ("<p>a" + "<b>" * 200_000, 0),
            ("<p>a" + "<div>" * 50_000, 0),
        ],
    )
    def test_reads_no_page_for_ever(self, tmp_path, page, told):
        """
        What is nested or left open to keep a reader busy is read at once, or refused.
        """
        path = written(tmp_path, "a.html", f"<p>Words.</p>{page}")
        if told:
            assert "Words." == of_kind(read(path), BlockKind.PARAGRAPH)[0].text
        else:
            with pytest.raises(InvalidInputError, match="cannot be read"):
                read(path)

    @pytest.mark.parametrize(
        "around",
        ["<table><tr><td><ul><li>", "<ul><li><b><table><tr><td>", "<blockquote><p>a<span>", "<figure>", "<sup>"],
    )
    def test_looks_at_nothing_again_and_again(self, tmp_path, around):
        """
        What lies deep takes no more steps than what does not.
        """

        def steps(depth):
            path, calls = written(tmp_path, "a.html", f"<p>Words.</p>{around * depth}{'<img src=x>b' * 500}"), 0

            def count(*_):
                nonlocal calls
                calls += 1

            sys.setprofile(count)
            try:
                read(path)
            finally:
                sys.setprofile(None)
            return calls

        assert steps(40) < 2 * steps(5)

    def test_makes_nothing_of_marks_without_end(self, tmp_path):
        """
        Markdown with more brackets or bars than any text is words; with more lines and marks it is refused.
        """
        link, row = "[a](https://example.com/)", "|x" * 1000
        brackets = read(written(tmp_path, "a.md", f"{link}\n\n" + f"{'[' * 990} b\n\n" * 5))
        bars = read(written(tmp_path, "b.md", f"|a|b|\n|-|-|\n|c|d|\n\n{row}\n" + f"{row}\n" * 51))

        assert "a" == read(written(tmp_path, "d.md", link)).blocks[0].text
        assert link == brackets.blocks[0].text
        assert [] == of_kind(bars, BlockKind.TABLE)
        with pytest.raises(InvalidInputError, match="200,000 lines and marks"):
            read(written(tmp_path, "c.md", "a\n" * 200_001))

    def test_reads_lists_inside_of_lists(self, tmp_path):
        """
        Every item is there, in the order in which they stand.
        """
        (found,) = of_kind(read(written(tmp_path, "a.md", "- a\n  - b\n    1. c\n- d\n")), BlockKind.LIST)

        assert ("a", "b", "c", "d") == found.items

    def test_says_of_damage_what_is_known(self, tmp_path):
        """
        What a library says of its own inside is not told.
        """
        with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")

        with pytest.raises(InvalidInputError, match="cannot be read: it is damaged"):
            read(tmp_path / "a.docx")

    def test_knows_what_documents_are_called(self, corpus):
        """
        The title is what a document calls itself.
        """
        titles = {name: read(path).title for name, path in corpus.items()}

        assert "The lighthouse at Skarn Point" == titles["lighthouse"]
        assert "The rope bridge of Tarn Gorge" == titles["bridge"]
        assert "The River Alm" == titles["river"]
        assert "Bread with wild yeast" == titles["bread"]
        assert "Keeping bees on a roof" == titles["beekeeping"]

    def test_reads_every_kind_of_block(self, corpus):
        """
        Headings, lists, tables, programs and quotations are told apart, in Markdown, HTML and DOCX alike.
        """
        markets, bridge, toolkit, bread = (read(corpus[name]) for name in ("markets", "bridge", "toolkit", "bread"))

        assert ("Market", "Visitors a week", "Stalls") == of_kind(markets, BlockKind.TABLE)[0].table.header
        assert ("Harbour", "11,400", "72") == of_kind(markets, BlockKind.TABLE)[0].table.rows[0]
        assert ("", "Open air", "Hall") == of_kind(markets, BlockKind.TABLE)[-1].table.header
        assert (4, True) == (len(of_kind(bridge, BlockKind.LIST)[0].items), of_kind(bridge, BlockKind.LIST)[0].ordered)
        assert of_kind(bridge, BlockKind.QUOTE)[0].text.startswith("We do not keep the bridge.")
        assert ["console", "console", "python"] == [one.listing.language for one in of_kind(toolkit, BlockKind.CODE)]
        assert "Protein and water of three kinds of flour" == of_kind(bread, BlockKind.TABLE)[0].table.caption
        assert (4, True) == (len(of_kind(bread, BlockKind.LIST)[0].items), of_kind(bread, BlockKind.LIST)[0].ordered)
        assert of_kind(bread, BlockKind.QUOTE)

    def test_leaves_out_what_stands_around_a_page(self, corpus):
        """
        Menus, headers, footers, scripts and marks of notes are no part of what a page says.
        """
        text = " ".join(read(corpus["bridge"]).texts)

        assert not [word for word in ("Home", "local paper", "cookies", "alert", "color") if word in text]
        assert "always from grass. The work takes" in text

    def test_reads_lines_of_a_pdf_as_paragraphs(self, corpus):
        """
        Lines are joined, words put together, heads and page numbers left out, and pages known.
        """
        river = read(corpus["river"])
        text = " ".join(river.texts)

        assert "reaches the sea after 120 kilometres. Six stations measure its water every hour" in text
        assert "Norden Water Board" not in text
        assert {1, 2} == {block.page for block in river.blocks}
        assert ["The River Alm", "Water and temperature", "Floods", "Life on the banks", "What comes next"] == [
            block.text for block in of_kind(river, BlockKind.HEADING)
        ]
        assert 2 == len(of_kind(river, BlockKind.LIST)[0].items)

    def test_keeps_pictures(self, tmp_path):
        """
        Pictures beside a document and inside of it are kept with their captions; none is fetched.
        """
        (tmp_path / "sea.png").write_bytes(png())
        kept = []

        def keep(data):
            kept.append(data)
            return tmp_path / "kept.png"

        page = "<figure><img src='sea.png'><figcaption>The sea</figcaption></figure><img src='https://a.b/c.png'>"
        beside = read(written(tmp_path, "a.html", f"<p>Words.</p>{page}"))
        source = '#image("sea.png", width: 100pt)\nThe sea in summer.'
        (tmp_path / "a.typ").write_text(source)
        typst.compile(tmp_path / "a.typ", output=tmp_path / "a.pdf")
        inside = read(tmp_path / "a.pdf", keep)

        assert [("The sea", tmp_path / "sea.png")] == [(b.text, b.picture) for b in of_kind(beside, BlockKind.FIGURE)]
        assert [tmp_path / "kept.png"] == [block.picture for block in of_kind(inside, BlockKind.FIGURE)]
        assert (300, 300) == Image.open(io.BytesIO(kept[0])).size

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_knows_encodings(self, tmp_path, encoding):
        """
        A text is read as it was written, whatever system wrote it.
        """
        path = written(tmp_path, "a.txt", "Die Größe der Flügel wächst.".encode(encoding))

        assert ["Die Größe der Flügel wächst."] == [block.text for block in read(path).blocks]

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.xyz", "words"),
            ("a.pdf", b"%PDF-1.7 broken"),
            ("a.docx", b"no zip at all"),
            ("a.md", ""),
            ("a.txt", b"\x00\x01\x02\xff\xfe\x00"),
            ("a.html", "<nav>only a menu</nav>"),
        ],
    )
    def test_refuses_what_it_cannot_read(self, tmp_path, name, content):
        """
        What is no document, is broken or empty is refused by name with a remedy.
        """
        with pytest.raises(InvalidInputError) as caught:
            read(written(tmp_path, name, content))
        assert "$.brief.sources" == caught.value.issues[0].path
        assert name in str(caught.value)
        assert caught.value.remedy

    def test_refuses_what_is_not_there(self, tmp_path):
        """
        A missing file, a folder and a name that no file can have are refused alike.
        """
        (tmp_path / "folder.md").mkdir()
        for path in (tmp_path / "none.md", tmp_path / "folder.md", Path("a\0.md")):
            with pytest.raises(InvalidInputError):
                read(path)

    def test_refuses_a_locked_file(self, corpus, tmp_path):
        """
        A PDF with a password is refused as such.
        """
        locked = PdfWriter(clone_from=PdfReader(corpus["river"]))
        locked.encrypt("secret", algorithm="RC4-128")
        locked.write(tmp_path / "locked.pdf")

        with pytest.raises(InvalidInputError, match="locked with a password"):
            read(tmp_path / "locked.pdf")

    @given(content=st.binary(max_size=400) | st.text(max_size=400).map(str.encode), kind=st.sampled_from(sorted(KINDS)))
    def test_never_breaks(self, tmp_path_factory, content, kind):
        """
        Whatever bytes a file holds, it is read or refused.
        """
        path = written(tmp_path_factory.mktemp("any"), f"a{kind}", content)
        try:
            found = read(path)
        except InvalidInputError:
            return

        assert found.title
