"""
The user's own words as a script.
"""

import asyncio
import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.errors import InvalidInputError, ScriptError
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import Density, Layout, MotionKind, Pacing, TransitionKind
from aura_core.model.order import Order
from aura_core.model.script import Listing, Table
from aura_core.providers.writers.own import OwnScriptWriter


TIDES = Path(__file__).parents[2] / "docs" / "examples" / "tides.md"

SOUP = (
    *("# ", "## ", "- ", "1. ", "> ", "| a | b |\n|---|---|\n", "```\n", "---\n", "===\n", "    ", "\n", "\n\n"),
    *("**", "_", "`", "~~", "[a](b)", "![c](d e.png)", "![", "](", "[^1]", "[^1]: ", "<b>", "<div>\n", "<!-- x -->"),
    *("word", "Sea. ", "e.g. ", "🎉", "https://a.b/c_d", "1986. ", "\\", "\0", "\u200b", "— ", "海。"),
)

TIDE_TABLE = Table(("Moon", "Tide"), (("full", "spring"), ("half", "neap")))

words = st.lists(st.sampled_from(("sea", "moon", "tide", "very", "5", "it's")), max_size=8)
sentences = words.map(lambda words: " ".join(("The", *words)) + ".")
texts = st.lists(st.lists(sentences, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=6).map("\n\n".join)
counts = st.none() | st.integers(1, 12)


def written(text, pace=150.0, language="en-US", **plan):
    order = Order(Brief("The topic", language=language), PlanSpec(**plan), script=text)
    return asyncio.run(OwnScriptWriter().write(order, pace))


def said(script):
    return " ".join(scene.script for scene in script.scenes)


def sentences_of(count, words=6):
    return " ".join(f"{' '.join(['word'] * (words - 1)).capitalize()} {number}." for number in range(count))


class TestAsides:
    def test_are_about_what_follows(self):
        """
        A comment begins a scene and says how its picture moves and gives way; the words are not touched.
        """
        text = (
            "# Film\n\n## Part\n\nFirst words here.\n\n<!-- Transition: wipeleft; motion: hold -->\n\nThen other words."
        )
        first, then = written(text).scenes

        assert (None, None) == (first.transition, first.motion)
        assert (TransitionKind.WIPE_LEFT, MotionKind.HOLD) == (then.transition, then.motion)
        assert "First words here. Then other words." == f"{first.script} {then.script}"

    def test_give_way_once(self):
        """
        Where what follows is several scenes, the last of them gives way so, and all of them move so.
        """
        text = f"# Film\n\n## Part\n\n<!-- transition: zoom; motion: hold -->\n\n{sentences_of(24)}"
        scenes = written(text).scenes

        assert len(scenes) > 1
        assert [None] * (len(scenes) - 1) + [TransitionKind.ZOOM] == [scene.transition for scene in scenes]
        assert {MotionKind.HOLD} == {scene.motion for scene in scenes}

    def test_hide_no_picture(self):
        """
        Where two passages have to share a scene, the one's picture is seen and the other's aside is heeded.
        """
        text = "# Film\n\n<!-- motion: hold -->\n\nFirst words here.\n\n![](tide.png)\n\nThen other words."
        (scene,) = written(text, target_scene_count=1).scenes

        assert ("tide.png", MotionKind.HOLD) == (scene.path_or_url, scene.motion)

    def test_that_are_not_ours_are_nobodys_business(self):
        """
        Any other comment changes nothing.
        """
        assert written("Words one.\n\n<!-- to do: transition -->\n\nWords two.") == written("Words one.\n\nWords two.")

    def test_must_be_known(self):
        """
        A transition that does not exist is named, with those that do.
        """
        with pytest.raises(InvalidInputError, match="Explode") as refused:
            written("<!-- transition: Explode -->\n\nWords.")
        assert "WipeLeft" in refused.value.remedy


class TestWords:
    @given(text=texts, least=counts, most=counts, target=counts, density=st.sampled_from(Density))
    def test_are_all_said_and_none_is_added(self, text, least, most, target, density):
        """
        Whatever is planned, plain text is said as it stands.
        """
        script = written(text, min_scene_count=least, max_scene_count=most, target_scene_count=target, density=density)

        assert text.split() == said(script).split()

    @given(text=st.lists(st.sampled_from(SOUP), max_size=25).map("".join), target=counts)
    def test_come_out_of_any_markup(self, text, target):
        """
        However broken the Markdown is, scenes say something, or the error names the remedy.
        """
        try:
            script = written(text, target_scene_count=target)
        except InvalidInputError as error:
            assert error.remedy  # noqa: PT017 - either may be
        else:
            assert all(any(map(str.isalnum, scene.script)) for scene in script.scenes)

    @pytest.mark.parametrize(
        ("plain", "marked"),
        [
            ("Bold, slanted and both.", "**Bold**, *slanted* and ***both***."),
            ("A link and code.", "A [link](https://example.com/a_b) and `code`."),
            ("See example.com.", "See https://www.example.com/path?q=1."),
            ("See (example.com)!", "See (<https://example.com/a>)!"),
            ("Ask C# or x * y.", "Ask C# or x * y."),
            ("A note.", "A note[^1]."),
            ("We are done.", "We are ~~not~~ done 🎉👩‍🚀."),
            ("Line one line two.", "Line one\nline two."),
            ("Never closed.", "**Never closed."),
            ("Tea & cake.", "Tea &amp; <b>cake</b>."),
            ("Indented.", "    Indented."),
            ("One. Two.", "One.\n---\nTwo."),
            ("A sentence.", "A sentence.\n-----------"),
            ("1986. What a year.", "1986. What a year."),
            ("3. 2. 1. Go!", "3.\n2.\n1.\n\nGo!"),
            ("Shopping: buy milk.", "Shopping:\n- [ ] buy milk"),
            ("Words.", "---\ntitle: Hidden\ntags: a\n---\nWords."),
            ("é", "e\u0301"),
            ("Nothing here.", "Noth\0ing\x07 here."),
        ],
    )
    def test_are_freed_of_markup(self, plain, marked):
        """
        What is said is what a reader would read aloud.
        """
        assert plain.split() == said(written(marked)).split()


class TestScenes:
    @given(text=texts, target=st.integers(1, 12))
    def test_are_as_many_as_asked_for(self, text, target):
        """
        The target is met as long as there are sentences enough, else there is a warning.
        """
        possible = text.count(".")
        script = written(text, target_scene_count=target)

        assert min(target, possible) == len(script.scenes)
        assert (target > possible) == bool(script.warnings)

    @pytest.mark.parametrize(("plan", "count"), [({"min_scene_count": 4}, 4), ({"max_scene_count": 2}, 2)])
    def test_keep_to_the_limits(self, plan, count):
        """
        Three paragraphs become more or fewer scenes when the plan says so.
        """
        text = "\n\n".join([sentences_of(3)] * 3)

        assert 3 == len(written(text).scenes)
        assert count == len(written(text, **plan).scenes)

    @pytest.mark.parametrize(
        ("seconds", "plan"),
        [
            (20, {"density": Density.SPARSE}),
            (12, {"density": Density.BALANCED}),
            (8, {"density": Density.DENSE}),
            (15, {"pacing": Pacing.CHILL}),
            (Fraction(48, 5), {"pacing": Pacing.FAST}),
        ],
    )
    def test_last_as_long_as_density_and_pacing_ask(self, seconds, plan):
        """
        A long text is cut into scenes of about that length, of which none is much shorter than the others.
        """
        scenes = written(sentences_of(103), **plan).scenes

        assert round(103 * 6 * 60 / 150 / seconds) == len(scenes)
        assert min(scene.duration for scene in scenes) >= seconds * 2 / 3

    def test_begin_at_headings(self):
        """
        The first-level heading is the title; what is cut off a long section keeps the section's heading.
        """
        script = written(f"# The *sea*\n\nHello there.\n\n## Up\n\n{sentences_of(10)}\n\n### Down\n\nIt falls.")

        assert "The sea" == script.title
        assert ["", "Up", "Up", "Down"] == [scene.heading for scene in script.scenes]

    def test_take_several_titles_for_headings(self):
        """
        First-level headings with text under each are sections, and the topic is the title.
        """
        script = written("# One\n\nFirst.\n\n# Two\n\nSecond.")

        assert "The topic" == script.title
        assert ["One", "Two"] == [scene.heading for scene in script.scenes]

    def test_are_the_paragraphs_of_plain_text(self):
        """
        Without headings every paragraph is a scene, unless it is too short to be looked at.
        """
        long = sentences_of(3)
        scenes = written(f"{long}\n\n{long}\n\nShort.").scenes

        assert [long, f"{long}\n\nShort."] == [scene.script for scene in scenes]

    def test_say_a_heading_that_stands_alone(self):
        """
        A section without text says its heading, as does a text that is only a title.
        """
        assert ["Part one.", "It begins."] == [
            scene.script for scene in written("## Part one\n\n### Start\n\nIt begins.").scenes
        ]
        assert "Hello" == said(written("# Hello"))

    def test_show_the_points_of_a_list(self):
        """
        Points are shown briefly and said in full, each as a sentence.
        """
        text = "## Why\n\nTwo reasons:\n\n- **The Moon**\n- The Sun: it pulls about half as strongly as the nearer Moon does"
        scene = written(f"Hello there, all of you.\n\n{text}\n\n## End\n\nBye.").scenes[1]

        assert ("The Moon", "The Sun") == scene.bullets
        assert Layout.BULLETS is scene.layout
        assert scene.script.split("\n\n") == [
            "Two reasons:",
            "The Moon. The Sun: it pulls about half as strongly as the nearer Moon does.",
        ]

    def test_keep_a_short_list_together(self):
        """
        A list that one slide holds is not spread over two scenes while there is something else to cut.
        """
        text = f"## A\n\n- one two three four\n- five six seven eight\n- nine ten eleven\n\n## B\n\n{sentences_of(3)}"
        scenes = written(text, target_scene_count=4).scenes

        assert [3, 0, 0, 0] == [len(scene.bullets) for scene in scenes]

    def test_are_cut_beside_a_list_rather_than_within(self):
        """
        The cut moves from the middle of a section to the end of its list.
        """
        text = f"## A\n\n- one two three four\n- five six seven eight\n- nine ten eleven twelve\n\n{sentences_of(1)}"
        scenes = written(text, target_scene_count=2).scenes

        assert [3, 0] == [len(scene.bullets) for scene in scenes]

    @pytest.mark.parametrize(
        ("shown", "expected"),
        [
            ("| Moon | Tide |\n|---|---|\n| full | spring |\n| half | *neap* |", (TIDE_TABLE, None)),
            ("```python\nprint(1)\n```", (None, Listing("print(1)", "python"))),
        ],
    )
    def test_show_tables_and_programs(self, shown, expected):
        """
        What is to be seen belongs to the announcement before it and the paragraph after it, or else to what stands before
        it, and is seen for some seconds; the text is said and nothing more.
        """
        around = written(f"## A\n\nBefore.\n\nLook here:\n\n{shown}\n\nAfter it.\n\nLater.\n\n## B\n\nEnd.").scenes
        behind = written(f"## A\n\nBefore.\n\n{shown}\n\n## B\n\nEnd.").scenes

        assert ["Before.", "Look here:\n\nAfter it.", "Later.", "End."] == [scene.script for scene in around]
        assert ["Before.", "End."] == [scene.script for scene in behind]
        assert expected == (around[1].table, around[1].listing) == (behind[0].table, behind[0].listing)
        assert [False, True, False, False] == [scene.duration >= 5 for scene in around]
        assert not any(scene.table or scene.listing for scene in (around[0], *around[2:], behind[1]))

    def test_read_tables_that_nobody_tells_of(self):
        """
        A table by itself is said row by row while it is shown; one without rows or columns is text.
        """
        alone = written("| Moon | Tide |\n|---|---|\n| full | spring |\n| half | neap |").scenes[0]
        text = written("| Moon |\n|---|\n| full |").scenes[0]

        assert ("Moon, Tide.\n\nfull: spring. half: neap.", (), TIDE_TABLE) == (
            alone.script,
            alone.bullets,
            alone.table,
        )
        assert ("Moon.\n\nfull.", None) == (text.script, text.table)

    def test_say_what_each_value_of_a_row_is(self):
        """
        Where rows have several values each is said with its name, and a bare number with what it counts.
        """
        numbers = "| Cups | Coffee | Water |\n|---|---|---|\n| 1 | 15 g | 250 ml |\n| 2 | | 500 ml |\n| many | | |"

        assert ["Cups 1: Coffee 15 g, Water 250 ml.", "Cups 2: Water 500 ml.", "many."] == re.split(
            r"(?<=\.)\s+", written(numbers).scenes[0].script
        )

    def test_number_what_is_numbered(self):
        """
        Numbered points are steps, apart from other points, and begin with the sentence that announces them.
        """
        points, steps = written("## A\n\n- One\n- Two\n\nThen do:\n\n1. Three\n2. Four\n\n## B\n\nEnd.").scenes[:2]

        assert (Layout.BULLETS, ("One", "Two")) == (points.layout, points.bullets)
        assert (Layout.STEPS, ("Three", "Four")) == (steps.layout, steps.bullets)
        assert "Then do:\n\nThree. Four." == steps.script

    def test_set_quotations_apart(self):
        """
        A block quote is a scene laid out as one, and its source stays outside the quotation marks.
        """
        text = "Before it.\n\n> The sea is all. Really.\n> — Jules Verne\n\nAfter it."
        scene, german, french = (written(text, language=tag).scenes[1] for tag in ("en-US", "de-AT", "fr"))

        assert Layout.QUOTE is scene.layout
        assert "“The sea is all. Really.” — Jules Verne" == scene.script
        assert "„The sea is all. Really.“ — Jules Verne" == german.script
        assert "«\u00a0The sea is all. Really.\u00a0» — Jules Verne" == french.script

    @pytest.mark.parametrize(
        ("path", "target"),
        [
            ("my photo.png", "my photo.png"),
            ("my%20photo.png", "my photo.png"),
            ("file:///tmp/a.png", "/tmp/a.png"),
            ("https://a.b/c.png", "https://a.b/c.png"),
        ],
    )
    def test_take_the_pictures_beside_them(self, path, target):
        """
        A picture belongs to the text after it, or to the text before it when nothing follows.
        """
        for text in (f"## A\n\n![The *view*]({path})\n\nLook.", f"## A\n\nLook.\n\n![The *view*]({path})"):
            scene = written(text).scenes[0]

            assert (target, "The view", "Look.") == (scene.path_or_url, scene.caption, scene.script)

    def test_keep_their_picture_when_another_follows(self):
        """
        A text has one picture; the next one has a scene of its own, in which its caption is said. Each is seen for 3 s.
        """
        scenes = written("## A\n\n![One](1.png)\n\nLook.\n\n![Two](2.png)").scenes

        assert [("1.png", "Look."), ("2.png", "Two.")] == [(scene.path_or_url, scene.script) for scene in scenes]
        assert [3, 3] == [scene.duration for scene in scenes]

    def test_open_and_close_the_film(self):
        """
        The first scene looks like a title and the last like a closing, unless they have something else to show.
        """
        assert [Layout.TITLE, None, Layout.CLOSING] == [
            scene.layout for scene in written("## A\n\nOne.\n\n## B\n\nTwo.\n\n## C\n\nThree.").scenes
        ]
        assert Layout.BULLETS is written("- One\n- Two").scenes[0].layout

    def test_follow_one_another_in_time(self):
        """
        Planned times come from the pace, without gaps.
        """
        scenes = written("## A\n\none two three.\n\n## B\n\nfour five.", pace=60).scenes

        assert [(0, 3), (3, 2)] == [(scene.start, scene.duration) for scene in scenes]


class TestWarnings:
    @pytest.mark.parametrize(
        ("named", "text"),
        [
            ("code", "- One\n- Two\n\n```\nprint()\n```"),
            ("HTML", "<table><tr><td>x</td></tr></table>"),
            ("footnotes", "[^1]: A note."),
            ("front matter", "---\ntitle: x\n---"),
        ],
    )
    def test_name_what_is_not_said(self, named, text):
        """
        What cannot be said is left out, but not in silence.
        """
        before, after = ("", "Words.") if named == "front matter" else ("Words.\n\n", "")
        script = written(f"{before}{text}\n\n{after}")

        assert ("Words.\n\nOne. Two." if named == "code" else "Words.") == said(script)
        assert (f"The script holds parts that are neither spoken nor shown: {named}.",) == script.warnings

    def test_are_none_for_comments_and_for_length(self):
        """
        A comment is meant to stay unsaid, and the user's own words last as long as they last.
        """
        assert () == written("Words. <!-- not me -->\n\n<!-- nor me -->", target_duration=Fraction(600)).warnings


class TestRefusals:
    @pytest.mark.parametrize(
        "text", ["", " \n\t", "# \n---\n**", "```\ncode\n```", "<div></div>", "...", "🎉", "![](a.png)", "\0"]
    )
    def test_name_a_script_without_words(self, text):
        """
        Where nothing can be said there is no film.
        """
        with pytest.raises(InvalidInputError, match="nothing that could be spoken"):
            written(text)

    @pytest.mark.parametrize(
        ("problem", "text"),
        [
            ("binary", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9),
            ("binary", "Hello \ufffd\ufffd\ufffd\ufffd\ufffd"),
            ("binary", "".join(f"{letter}\0" for letter in "Hello")),
            ("surrogates", "Hello \ud83c there"),
            ("minutes", "word " * 40_000),
        ],
    )
    def test_say_what_is_wrong(self, problem, text):
        """
        What is no text, or too much of it, is refused with the place, the problem and a remedy.
        """
        with pytest.raises(InvalidInputError, match=problem) as refusal:
            written(text)

        assert "$.script" == refusal.value.issues[0].path
        assert refusal.value.remedy

    def test_name_a_missing_script(self):
        """
        Without a script of the user's own this writer has nothing to do.
        """
        with pytest.raises(ScriptError, match="no script"):
            written(None)

    def test_stop_at_nothing_else(self):
        """
        One word is enough, and seventeen thousand without any punctuation are not too many.
        """
        assert "Hello" == said(written("Hello"))
        assert 17_000 == len(said(written("word " * 17_000)).split())


class TestExample:
    def test_is_a_minute_of_film(self):
        """
        The example of the README has a title, headed sections, one list, and lasts 60 to 75 s.
        """
        script = written(TIDES.read_text(encoding="utf-8"))

        assert "How tides work" == script.title
        assert 6 == len({scene.heading for scene in script.scenes if scene.heading})
        assert 1 == sum(bool(scene.bullets) for scene in script.scenes)
        assert 60 <= script.scenes[-1].start + script.scenes[-1].duration <= 75
        assert () == script.warnings
