"""Films made of documents: what is said stands in them."""

import asyncio
import importlib.util
import re
from fractions import Fraction
from pathlib import Path

import attrs
import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from aura_core.documents import read_document
from aura_core.errors import InvalidInputError, ScriptError
from aura_core.model.brief import Brief, PlanSpec, RagConfiguration
from aura_core.model.enums import Layout
from aura_core.model.order import Order
from aura_core.providers.writers.extract import ExtractWriter
from aura_core.providers.writers.readability import rix
from aura_core.providers.writers.statements import normalised
from aura_core.store import Store


DOCS = Path(__file__).parents[2] / "docs"
CORPUS = Path(__file__).parents[1] / "corpus"
LANGUAGES = {"wind": "de-DE", "coffee-ar": "ar"}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    spec = importlib.util.spec_from_file_location("build", CORPUS / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.build(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def writer(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("store"), 2**30)
    with store.run():
        yield ExtractWriter(store)


def written(writer, *paths, seconds=60, topic="The whole of it", rag=None, language=None, pace=150.0):
    language = language or LANGUAGES.get(paths[0].stem, "en-US")
    brief = Brief(topic, language=language, sources=paths, rag_configuration=rag)
    return asyncio.run(writer.write(Order(brief, PlanSpec(target_duration=Fraction(seconds))), pace))


def said_of_sources(script):
    """Give what is said between opening and closing, up to each stop, normalised."""
    parts = (part for scene in script.scenes[1:-1] for part in re.split(r"(?<=[.!?؟。])\s+", scene.script))
    return [text for text in map(normalised, parts) if text]


def texts_of(*paths):
    return [normalised(text) for path in paths for text in read_document(path, lambda _: None).texts]


class TestPlan:
    @pytest.mark.parametrize("most", [3, 5])
    def test_keeps_to_the_most_scenes(self, writer, corpus, most):
        """
        A film has no more scenes than its plan allows, its closing included.
        """
        brief = Brief("The lighthouse", sources=(corpus["lighthouse"],))
        order = Order(brief, PlanSpec(Fraction(120), max_scene_count=most))

        assert len(asyncio.run(writer.write(order, 150.0)).scenes) <= most

    def test_prefers_what_is_easy(self, writer, corpus):
        """
        With a reading level, harder sentences are taken only where easier ones say too little, and that is told.
        """

        def level(most, seconds):
            brief = Brief("The lighthouse", sources=(corpus["lighthouse"],))
            plan = PlanSpec(Fraction(seconds), max_reading_level=most)
            script = asyncio.run(writer.write(Order(brief, plan), 150.0))
            body = [scene.script for scene in script.scenes[1:-1]]
            return rix(" ".join(body)), [told for told in script.warnings if "Harder" in told]

        hard, easy, scarce = level(None, 45), level(4, 45), level(1, 150)
        assert easy[0] < hard[0]
        assert ([], []) == (hard[1], easy[1])
        assert 1 == len(scarce[1])


def seconds_of(script):
    return float(script.scenes[-1].start + script.scenes[-1].duration)


NAMES = ["lighthouse", "beekeeping", "markets", "bridge", "toolkit", "seedlings", "wind", "coffee-ar", "river", "bread"]


class TestExtractWriter:
    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize("seconds", [30, 60, 120])
    def test_invents_nothing(self, writer, corpus, name, seconds):
        """
        Every sentence between opening and closing stands in the document, up to the normalisation that is written down.
        """
        said = said_of_sources(written(writer, corpus[name], seconds=seconds))
        known = texts_of(corpus[name])

        assert said
        assert [] == [text for text in said if not any(text in source for source in known)]

    @pytest.mark.parametrize("name", ["lighthouse", "beekeeping", "markets", "toolkit", "river", "seedlings", "bridge"])
    def test_lasts_as_long_as_asked(self, writer, corpus, name):
        """
        A film of a document that says enough is as long as planned, within 5 %.
        """
        script = written(writer, corpus[name])

        assert 57 <= seconds_of(script) <= 63
        assert () == script.warnings

    def test_says_when_there_is_not_enough(self, writer, corpus):
        """
        A document with too little to say makes a shorter film and a warning, not a repetition.
        """
        script = written(writer, corpus["coffee-ar"], seconds=120)
        said = said_of_sources(script)

        assert len(said) == len(set(said))
        assert "instead of 120 s" in script.warnings[0]

    @pytest.mark.parametrize("name", ["design", "tour", "benchmarks"])
    def test_takes_the_documents_of_the_project(self, writer, name):
        """
        Documents that were not written for it become scripts, too, that keep to them.
        """
        path = DOCS / f"{name}.md"
        said = said_of_sources(written(writer, path, seconds=45))
        known = texts_of(path)

        assert said
        assert [] == [text for text in said if not any(text in source for source in known)]

    def test_shows_what_the_document_shows(self, writer, corpus):
        """
        Lists, numbered steps, tables, programs and quotations are seen while something beside them is said.
        """
        shown = {
            name: written(writer, corpus[name], seconds=150).scenes
            for name in ("lighthouse", "seedlings", "markets", "toolkit")
        }

        assert any("Trim the wick and fill the lamp" in scene.bullets for scene in shown["lighthouse"])
        assert any(scene.quotation and "Marta Holm" in scene.quotation.source for scene in shown["lighthouse"])
        assert any(Layout.STEPS is scene.layout and 6 == len(scene.bullets) for scene in shown["seedlings"])
        assert any(scene.table and "Visitors a week" in scene.table.header for scene in shown["markets"])
        assert any(scene.listing and "sieve scan" in scene.listing.text for scene in shown["toolkit"])

    def test_says_where_everything_stands(self, writer, corpus):
        """
        Every scene of the body names document, section and page, and the last scene names the documents.
        """
        script = written(writer, corpus["river"], corpus["lighthouse"], seconds=90)
        cited = [citation for scene in script.scenes[1:-1] for citation in scene.citations or ()]

        assert all(scene.citations for scene in script.scenes[1:-1])
        assert {"river.pdf", "lighthouse.md"} == {citation.source for citation in cited}
        assert (
            {1, 2} >= {citation.page_number for citation in cited if citation.source == "river.pdf"} > {None} - {None}
        )
        assert any("Floods" == citation.section for citation in cited)
        assert Layout.CREDITS is script.scenes[-1].layout
        assert ("The River Alm (river.pdf)", "The lighthouse at Skarn Point (lighthouse.md)") == script.scenes[
            -1
        ].bullets

    def test_never_begins_in_the_middle(self, writer, corpus):
        """
        A sentence that points back at another comes after that one, or not at all.
        """
        text = corpus["lighthouse"].read_text(encoding="utf-8")
        for seconds in (20, 40, 60, 90):
            script = " ".join(scene.script for scene in written(writer, corpus["lighthouse"], seconds=seconds).scenes)
            for before, after in (
                ("Coal was dear", "The lens gathered light"),
                ("by its height alone.", "It stood thirty metres"),
                ("fills ninety-one volumes.", "Historians use it"),
            ):
                assert before in text
                assert after not in script or before in script or after.startswith("The lens")

    def test_follows_the_topic(self, writer, corpus):
        """
        Of a document with several subjects the one that was asked for is told.
        """
        floods = written(writer, corpus["river"], topic="Floods in the meadows", seconds=25)
        otters = written(writer, corpus["river"], topic="Otters and kingfishers on the banks", seconds=25)

        assert "flood" in " ".join(scene.script for scene in floods.scenes[1:-1])
        assert "Otters" in " ".join(scene.script for scene in otters.scenes[1:-1])

    def test_shows_pictures_from_inside_of_a_document(self, writer, tmp_path):
        """
        A picture in a file is kept and shown beside what is said of it; an ornament is not.
        """
        for name, size in (("large", 300), ("small", 20)):
            Image.new("RGB", (size, size), "teal").save(tmp_path / f"{name}.png")
        document = docx.Document()
        for name in ("large", "small"):
            document.add_heading(f"The {name} harbour", level=1)
            document.add_paragraph(f"The {name} harbour lies in the north of the island.")
            document.add_picture(str(tmp_path / f"{name}.png"))
        document.save(str(tmp_path / "harbour.docx"))
        scenes = written(writer, tmp_path / "harbour.docx", topic="Harbours").scenes
        shown = [scene.picture for scene in scenes if scene.picture]

        assert 1 == len(shown)
        with Image.open(shown[0]) as picture:
            assert (300, 300) == picture.size

    def test_does_not_say_the_title_twice(self, writer, corpus):
        """
        Where a document begins with the film's title as a sentence, that sentence is the opening.
        """
        script = written(writer, corpus["toolkit"], topic="Sieve finds duplicate photographs")
        said = " ".join(scene.script for scene in script.scenes[:-1])

        assert script.scenes[0].script.startswith("Sieve finds duplicate photographs. It looks")
        assert script.scenes[0].citations
        assert 1 == said.count("Sieve finds duplicate photographs")

    def test_names_the_parts_as_its_language_writes_them(self, writer, tmp_path):
        """
        German keeps the capitals of its nouns; a list that nothing announces is announced by its heading.
        """
        path = tmp_path / "hafen.md"
        path.write_text(
            "# Der Hafen\n\n## Schiffe im Winter\n\nIm Winter liegen zwölf Schiffe fest am Kai.\n\n## Was fehlt\n\n"
            "- Ein neuer Kran für den Kai\n- Ein zweites Lager aus Stein\n",
            encoding="utf-8",
        )
        script = written(writer, path, topic="Der Hafen", language="de")

        assert "Der Hafen. Es geht um: Schiffe im Winter; und: Was fehlt." == script.scenes[0].script
        assert script.scenes[2].script.startswith("Was fehlt. Ein neuer Kran")

    def test_is_the_same_every_time(self, writer, corpus):
        """
        The same sources and order give the same script.
        """
        assert written(writer, corpus["markets"]) == written(writer, corpus["markets"])

    @settings(max_examples=25, deadline=None)
    @given(
        paragraphs=st.lists(
            st.lists(
                st.lists(
                    st.sampled_from(
                        (
                            "the",
                            "sea",
                            "rises",
                            "slowly",
                            "it",
                            "this",
                            "(see Figure 2)",
                            "[3]",
                            "e.g.",
                            "3.5",
                            "km;",
                            "Dr.",
                        )
                    ),
                    min_size=1,
                    max_size=14,
                ).map(lambda words: " ".join(words).capitalize() + "."),
                min_size=1,
                max_size=5,
            ).map(" ".join),
            min_size=1,
            max_size=8,
        ),
        heads=st.lists(st.sampled_from(["", "# Sea\n\n", "## Moon\n\n", "- ", "1. ", "> "]), min_size=8, max_size=8),
        seconds=st.sampled_from([5, 30, 300]),
    )
    def test_keeps_to_any_document(self, writer, tmp_path_factory, paragraphs, heads, seconds):
        """
        Whatever a document is made of, what is said stands in it, or the error says that there is nothing to say.
        """
        path = tmp_path_factory.mktemp("any") / "any.md"
        path.write_text("\n\n".join(map("".join, zip(heads, paragraphs, strict=False))), encoding="utf-8")
        try:
            script = written(writer, path, seconds=seconds)
        except ScriptError:
            return
        known = " ".join(texts_of(path))

        assert [] == [text for text in said_of_sources(script) if text not in known]


class TestConfiguration:
    RAG = RagConfiguration(enabled=True, minimum_score=0.0, max_context_tokens=10_000)

    def test_limits_what_a_section_says(self, writer, corpus):
        """
        ``topK`` is how many statements a section may have.
        """
        script = written(writer, corpus["beekeeping"], rag=attrs.evolve(self.RAG, top_k=1), seconds=120)

        assert len(said_of_sources(script)) <= 4

    def test_leaves_out_what_is_far_from_the_topic(self, writer, corpus):
        """
        ``minimumScore`` 0.9 leaves the tenth that is nearest to the topic, and ``maxContextTokens`` no more than fit.
        """
        everything = said_of_sources(written(writer, corpus["river"], rag=self.RAG, seconds=120))
        nearest = attrs.evolve(self.RAG, minimum_score=0.9)
        few = attrs.evolve(self.RAG, max_context_tokens=60)

        assert len(said_of_sources(written(writer, corpus["river"], rag=nearest, seconds=120))) < len(everything) / 3
        assert len(said_of_sources(written(writer, corpus["river"], rag=few, seconds=120))) <= 4

    def test_goes_without_sources_when_asked(self, writer, corpus):
        """
        Without ``includeCitations`` there are no citations and no credits.
        """
        script = written(writer, corpus["river"], rag=attrs.evolve(self.RAG, include_citations=False))

        assert not any(scene.citations for scene in script.scenes)
        assert Layout.CREDITS not in {scene.layout for scene in script.scenes}

    def test_keeps_to_plain_claims(self, writer, tmp_path):
        """
        With ``tightenClaims`` nothing is said that the source itself only supposes.
        """
        path = tmp_path / "a.md"
        path.write_text(
            "The sea rises every day. The moon may be the reason for that. Nobody knows the end of the sea."
        )
        script = written(writer, path, rag=attrs.evolve(self.RAG, tighten_claims=True))

        assert ["the sea rises every day", "nobody knows the end of the sea"] == said_of_sources(script)

    def test_refuses_what_leaves_nothing(self, writer, tmp_path):
        """
        Where nothing can be said, the error says what to change.
        """
        path = tmp_path / "a.md"
        path.write_text("# A\n\n`x = y`")

        with pytest.raises((ScriptError, InvalidInputError)) as caught:
            written(writer, path)
        assert caught.value.remedy
