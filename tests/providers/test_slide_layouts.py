"""
What stands on a slide, and how it is laid out.
"""

import re
import unicodedata
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.model.enums import Layout
from aura_core.model.render import Resolution
from aura_core.model.script import Scene
from aura_core.model.visuals import PictureRequest
from aura_core.providers.images.layouts import layout_for, slide_for
from aura_core.providers.images.wording import MOST_WORDS
from aura_core.providers.images.words import plain
from aura_core.testing.images import picture_requests


PLAIN = "The Moon pulls the water towards itself. The Earth turns beneath it."


def request_for(index=1, scenes=9, seed=0, **members):
    scene = Scene(index, **{"heading": "The pull of the Moon", "script": PLAIN} | members)
    return PictureRequest(scene, scenes, "How tides work", "Twice a day", Resolution(1920, 1080), seed=seed)


@st.composite
def long_requests(draw):
    words = st.text("abcdefgh", min_size=1, max_size=12)
    sentence = st.lists(words, min_size=1, max_size=40).map(lambda parts: " ".join(parts).capitalize() + ".")
    text = st.lists(sentence, max_size=6).map(" ".join)
    request = draw(picture_requests())
    scene = attrs.evolve(
        request.scene,
        heading=draw(text),
        script=draw(text),
        bullets=tuple(draw(st.lists(text, max_size=9))),
        caption=draw(st.none() | text),
        path_or_url=draw(st.none() | st.just("photo.jpg")),
    )
    return attrs.evolve(request, scene=scene, title=draw(text), subtitle=draw(text))


class TestLayout:
    @pytest.mark.parametrize(
        ("members", "layout"),
        [
            ({"index": 0}, Layout.TITLE),
            ({"index": 8}, Layout.CLOSING),
            ({"index": 0, "scenes": 1}, Layout.TITLE),
            ({"bullets": ("The Moon", "The Sun")}, Layout.BULLETS),
            ({"script": "Three things count: the Moon, the Sun and the coast."}, Layout.BULLETS),
            ({"script": "Water covers 71 % of the Earth."}, Layout.FIGURE),
            ({"script": "“Time and tide wait for no man,” wrote Chaucer."}, Layout.QUOTE),
            ({"path_or_url": "sea.jpg"}, Layout.IMAGE),
            ({"index": 0, "path_or_url": "sea.jpg"}, Layout.IMAGE),
            ({"heading": ""}, Layout.STATEMENT),
            ({"path_or_url": "https://example.org/sea.jpg", "heading": ""}, Layout.STATEMENT),
        ],
    )
    def test_follows_the_content(self, members, layout):
        """
        Place, points, numbers, quotations and pictures decide.
        """
        assert layout == layout_for(request_for(**members))

    @pytest.mark.parametrize("layout", [Layout.TITLE, Layout.SECTION, Layout.STATEMENT, Layout.QUOTE, Layout.CLOSING])
    def test_follows_the_wish_of_the_scene(self, layout):
        """
        A layout that the scene asks for wins over its place and content.
        """
        for index in range(9):
            assert layout == layout_for(request_for(index=index, bullets=("One", "Two"), layout=layout))

    @pytest.mark.parametrize("layout", [Layout.IMAGE, Layout.BULLETS, Layout.FIGURE])
    def test_refuses_a_wish_without_content(self, layout):
        """
        A picture slide without a picture, and points and figures that are not there, cannot be had.
        """
        assert layout is not layout_for(request_for(layout=layout))

    @given(st.integers(1, 6), st.integers())
    def test_takes_turns(self, index, seed):
        """
        Neighbours whose content leaves a choice differ in layout; all neighbours differ in their look.
        """
        one, following = (slide_for(request_for(index=index + step, seed=seed)) for step in (0, 1))

        assert {Layout.STATEMENT, Layout.SECTION} == {one.layout, following.layout}
        assert one.variant != following.variant

    @given(st.integers(0, 8), st.integers(0, 8), st.integers())
    def test_keeps_the_colours_of_a_film(self, one, other, seed):
        """
        All slides of a film have the same colours; another seed gives others.
        """
        first, second = (slide_for(request_for(index=index, seed=seed)).colours for index in (one, other))

        assert first == second
        assert first != slide_for(request_for(index=one, seed=seed + 1)).colours


def _terms(text):
    return re.findall(r"\w+", unicodedata.normalize("NFC", plain(text)).casefold())


class TestWords:
    @given(picture_requests() | long_requests())
    def test_are_few_and_become_fewer(self, request):
        """
        At most 40 words stand on a slide, and each version has at most as many as the one before.
        """
        counts = [words.count for words in slide_for(request).versions]

        assert MOST_WORDS >= counts[0]
        assert counts == sorted(counts, reverse=True)

    @given(picture_requests() | long_requests())
    def test_stand_in_the_film(self, request):
        """
        Nothing is invented: every word on a slide stands in the scene or in the title.
        """
        scene = request.scene
        said = " ".join(
            (request.title, request.subtitle, scene.heading, scene.script, scene.caption or "", *scene.bullets)
        )
        shown = slide_for(request).text

        # The end of a word may be cut, if it is far too long.
        known = _terms(said)
        assert all(any(word.startswith(term) for word in known) for term in _terms(shown))

    @given(st.integers(1, 7))
    def test_are_not_the_whole_narration(self, index):
        """
        Of several sentences one is shown.
        """
        assert PLAIN not in slide_for(request_for(index=index, script=PLAIN)).text

    @pytest.mark.parametrize("between", [" ", ", ", ". ", ": ", "; ", " – ", " (", " “", '" ', " 1 ", " 100 "])
    def test_are_found_in_very_long_texts(self, between):
        """
        A scene of thousands of words, with and without pauses, is as good as any; the work grows with its length only.
        """
        script = between.join(f"word{chr(97 + number % 26)}" for number in range(5000))

        assert MOST_WORDS >= slide_for(request_for(script=script, heading=script)).versions[0].count > 0

    def test_are_never_none(self):
        """
        A scene without any words shows the title.
        """
        assert "How tides work" == slide_for(request_for(heading="", script="")).text

    def test_say_nothing_twice(self):
        """
        What only repeats what stands beside it is left out.
        """
        title = attrs.evolve(request_for(index=0, heading="How tides work"), subtitle="")

        assert "How tides work" == slide_for(title).text
        assert "Low tide" == slide_for(request_for(script="Low tide.", heading="Low tide", layout=Layout.SECTION)).text

    @pytest.mark.parametrize(
        ("script", "detail"),
        [
            ("Give both a fair hearing.", ""),
            ("Give both a fair hearing. Nobody knows like a friend.", "Nobody knows like a friend"),
            (
                "A fair hearing takes an hour, two chairs and some tea.",
                "A fair hearing takes an hour, two chairs and some tea",
            ),
        ],
    )
    def test_say_more_than_their_heading_or_nothing(self, script, detail):
        """
        Below the heading of a section stands nothing that only says it again.
        """
        slide = slide_for(request_for(script=script, heading="A fair hearing", layout=Layout.SECTION))

        assert ("A fair hearing", detail) == (slide.versions[0].main, slide.versions[0].detail)

    def test_of_a_figure_are_the_number_and_where_it_stands(self):
        """
        A figure slide has the number large, and the sentence that it comes from.
        """
        slide = slide_for(request_for(script="So it is. Water covers 71 % of the Earth."))
        words = slide.versions[0]

        assert ("71", "%", "Water covers 71 % of the Earth") == (words.number, words.unit, words.main)
        assert 0.71 == slide.share

    def test_of_a_picture_are_its_caption(self):
        """
        A picture slide has the caption, or the heading if there is none.
        """
        shown = [
            slide_for(request_for(path_or_url=str(Path("sea.jpg")), caption=caption)).versions[0].main
            for caption in ("Low water.", None)
        ]

        assert ["Low water", "The pull of the Moon"] == shown

    def test_of_many_points_are_the_first_and_short_ones(self):
        """
        Long points are shortened, and those beyond the sixth are left to the voice.
        """
        bullets = tuple(f"Point {number} with a good many words in it" for number in range(9))
        points = slide_for(request_for(bullets=bullets)).versions[0].points

        assert ("Point 0 with a good many…", "Point 1 with a good many…") == points[:2]
        assert 4 <= len(points) <= 6
