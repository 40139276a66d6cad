"""
How a film is offered to those who look for it.
"""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.describing import described, upload_of
from aura_core.model.enums import Layout
from aura_core.model.script import Citation, Scene, Script
from aura_core.model.timeline import Chapter
from aura_core.model.upload import Credit
from aura_core.timing import TimeRange


TIDES = Script(
    "How tides work",
    "en-US",
    (
        Scene(0, "", "How tides work. In this film: the moon pulls and a second bulge."),
        Scene(1, "The moon pulls", "Twice a day the sea climbs the beach. The moon pulls the sea towards it."),
        Scene(2, "A second bulge", "On the far side, the sea is left behind by the Earth, and makes a second bulge."),
    ),
)
CITED = Script("T", "de", (Scene(0, "", "Ja.", citations=(Citation(1, "a.md", "Das A"), Citation(2, "b.md", "b.md"))),))

scripts = st.builds(
    Script,
    st.text(min_size=1, max_size=150),
    st.sampled_from(["en-US", "de", "ar", "ja", "xx"]),
    st.lists(st.builds(Scene, st.just(0), st.text(max_size=150), st.text(min_size=1, max_size=300)), min_size=1).map(
        tuple
    ),
)


class TestDescribed:
    def test_speaks_in_the_words_of_the_film(self):
        """
        The description begins with the first sentences that say more than the title and the headings.
        """
        about = described(TIDES)

        assert "How tides work" == about.title
        assert about.description.startswith("Twice a day the sea climbs the beach. The moon pulls the sea")
        assert "How tides work" == about.tags[0]
        assert "sea" in about.tags

    def test_does_not_take_its_credits_for_its_subject(self):
        """
        The scene that names sources says nothing of what the film is about.
        """
        closing = Scene(3, "Sources", "Sources. Sources. Sources.", layout=Layout.CREDITS)

        assert described(TIDES).tags == described(attrs.evolve(TIDES, scenes=(*TIDES.scenes, closing))).tags

    @given(scripts)
    def test_is_what_platforms_take(self, script):
        """
        No title, description or tags are longer than allowed, and none has a sign that is refused.
        """
        about = described(script)
        upload = upload_of(about, script, (), Fraction(1))

        assert len(about.title) <= 100
        assert len(upload.description.encode()) <= 5000
        assert sum(len(tag) + 2 * (" " in tag) for tag in about.tags) + max(0, len(about.tags) - 1) <= 500
        assert len(set(map(str.casefold, about.tags))) == len(about.tags)
        assert not set("<>") & set(about.title + upload.description + "".join(about.tags))


class TestUpload:
    def test_lists_chapters_sources_and_credits(self):
        """
        Each list has its name in the language of the film.
        """
        chapters = [Chapter(f"<{n}>", TimeRange(Fraction(12 * n), Fraction(12))) for n in range(3)]
        owed = (Credit("Sea", "Jane Doe", "CC BY 4.0"), Credit("b.jpg", "", "© J. Roe"))
        upload = upload_of(described(CITED), CITED, chapters, Fraction(36), owed)

        assert (
            "Ja.\n\nIn diesem Film:\n00:00 ‹0›\n00:12 ‹1›\n00:24 ‹2›\n\nQuellen:\nDas A (a.md)\nb.md\n\n"
            "Nachweise:\n“Sea”, Jane Doe, CC BY 4.0\n“b.jpg”, © J. Roe"
        ) == upload.description
        assert ("Das A (a.md)", "b.md") == upload.sources

    def test_is_text_to_be_pasted(self):
        """
        Title, description and tags, with a line between them.
        """
        upload = upload_of(described(TIDES), TIDES, (), Fraction(20))

        assert f"{upload.title}\n\n{upload.description}\n\n{', '.join(upload.tags)}\n" == upload.text

    @pytest.mark.parametrize("count", [1, 400])
    def test_leaves_out_what_does_not_fit(self, count):
        """
        A list that would make the description too long is left out whole, and stays in the value.
        """
        owed = tuple(Credit(f"picture-{n}.jpg", "Jane Doe") for n in range(count))
        upload = upload_of(described(TIDES), TIDES, (), Fraction(20), owed)

        assert owed == upload.credits
        assert (count == 1) == ("picture-0.jpg" in upload.description)
