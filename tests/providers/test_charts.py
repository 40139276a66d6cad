"""Tables as charts, and what else a slide shows."""

import asyncio

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.model.enums import Layout, SlideTheme
from aura_core.model.render import Resolution
from aura_core.model.script import Listing, Quotation, Scene, Table
from aura_core.model.visuals import PictureRequest
from aura_core.providers.images.charts import ChartKind, chart_of, number_in
from aura_core.providers.images.exhibits import dated, layout_of_table
from aura_core.providers.images.layouts import layout_for
from aura_core.providers.images.palettes import theme_for, themes
from aura_core.providers.images.slides import SlideImages


WIDE = Resolution(640, 360)
SOURCE = SlideImages()


def table(*rows, header=("Market", "Visitors"), caption=""):
    return Table(header, rows, caption)


def request_for(**members):
    return PictureRequest(Scene(**{"index": 1, "heading": "H", "script": "Words.", **members}), 9, "Title", "", WIDE)


class TestNumbers:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("12", (12.0, "")),
            ("11,400", (11400.0, "")),
            ("1.234.567", (1234567.0, "")),
            ("1 234", (1234.0, "")),
            ("46 %", (46.0, "%")),
            ("3,5", (3.5, "")),
            ("€ 3.50", (3.5, "")),
            ("−4 °C", (-4.0, "°C")),
            ("1,234.5 km", (1234.5, "km")),
            ("350 s", (350.0, "s")),
            ("", None),
            ("many", None),
            ("12 to 14", None),
            ("2024-05-01", None),
        ],
    )
    def test_are_read_as_people_write_them(self, text, number):
        """
        Thousands, decimals, signs, currencies and units are told apart.
        """
        assert number == number_in(text)

    @given(st.text(max_size=30))
    def test_never_break(self, text):
        """
        Whatever stands in a cell, it is a number or it is none.
        """
        found = number_in(text)

        assert found is None or isinstance(found[0], float)


class TestCharts:
    def test_have_the_kind_that_their_numbers_call_for(self):
        """
        Years make a line, shares of a whole a donut, few short names columns, long names bars.
        """
        years = table(*((str(year), str(year % 7)) for year in range(2018, 2026)))
        shares = table(("Fruit", "60 %"), ("Bread", "30 %"), ("Fish", "10 %"))
        few = table(("North", "60"), ("South", "30"), ("West", "70"))
        long = table(("A hall costs four times the rent", "60"), ("Customers like the open air", "30"))

        assert [ChartKind.LINE, ChartKind.DONUT, ChartKind.COLUMNS, ChartKind.BARS] == [
            chart_of(one).kind for one in (years, shares, few, long)
        ]
        assert ChartKind.BARS is chart_of(few, tall=True).kind

    def test_show_what_stands_in_the_table(self):
        """
        Values are written as they were, and bars are as long as they say.
        """
        chart = chart_of(table(("Harbour", "11,400"), ("Station", "5,700")))

        assert ("11,400", "5,700") == chart.written
        assert (1.0, 0.5) == chart.shares
        assert 0 == chart.highlight

    def test_are_not_made_of_what_cannot_be_drawn(self):
        """
        Words, mixed units, negative values and a single row stay a table.
        """
        for rows in (
            [("A", "many"), ("B", "few")],
            [("A", "3 km"), ("B", "4 s")],
            [("A", "-3"), ("B", "4")],
            [("A", "3")],
        ):
            assert None is chart_of(table(*rows))

    def test_give_way_to_comparisons(self):
        """
        Two things side by side are compared, anything else is shown as it is.
        """
        compared = table(("Rent", "low", "high"), ("Season", "summer", "year"), header=("", "Open", "Hall"))
        plain = table(("a", "b"), ("c", "d"))

        assert Layout.COMPARISON is layout_of_table(compared)
        assert Layout.TABLE is layout_of_table(plain)


class TestLayouts:
    def test_follow_what_there_is_to_show(self):
        """
        A table, a program, a quotation and dates have layouts of their own, unless the scene asks for another.
        """
        numbers = table(("A", "1"), ("B", "2"))

        assert Layout.CHART is layout_for(request_for(table=numbers))
        assert Layout.TABLE is layout_for(request_for(table=numbers, layout=Layout.TABLE))
        assert Layout.CODE is layout_for(request_for(listing=Listing("a = b", "python")))
        assert Layout.QUOTE is layout_for(request_for(quotation=Quotation("Time and tide wait for no man")))
        assert Layout.TIMELINE is layout_for(request_for(bullets=("1838: Oil", "1931: Electric light")))
        assert Layout.BULLETS is layout_for(request_for(bullets=("Oil", "Electric light")))

    @pytest.mark.parametrize(
        ("point", "parts"),
        [
            ("1931: Electric light", ("1931", "Electric light")),
            ("In 1931 the light became electric", ("1931", "The light became electric")),
            ("May 1904 – many ships", ("May 1904", "Many ships")),
            ("9:30 coffee", ("9:30", "Coffee")),
            ("Electric light", None),
        ],
    )
    def test_know_dates(self, point, parts):
        """
        A point that begins with a date is the date and what happened.
        """
        assert parts == dated(point)


class TestRevealing:
    @pytest.mark.parametrize("layout", [Layout.BULLETS, Layout.STEPS, Layout.CYCLE, Layout.TIMELINE])
    def test_shows_one_point_more_each_time(self, layout, tmp_path):
        """
        The slides of one scene differ by what has been added; what is there stays where it is.
        """
        request = request_for(bullets=("1838: Oil", "1904: Ships", "1931: Light"), layout=layout)
        points = SOURCE.points(request)
        looks = []
        for revealed in (*range(len(points) + 1), None):
            target = tmp_path / f"{revealed}.png"
            asyncio.run(SOURCE.illustrate(attrs.evolve(request, revealed=revealed), target))
            looks.append(target.read_bytes())

        assert 3 == len(points)
        assert looks[-1] == looks[-2]
        assert 4 == len(set(looks))

    def test_is_for_lists_and_charts_that_grow(self):
        """
        Bars, columns and lines grow place by place; a whole and its parts, and other slides, are shown at once.
        """
        assert ("A", "B") == SOURCE.points(request_for(table=table(("A", "1"), ("B", "2"))))
        assert () == SOURCE.points(request_for(table=table(("A", "40 %"), ("B", "60 %"))))
        assert () == SOURCE.points(request_for(table=Table(("", "A"), (("One", "big"), ("Two", "small")))))
        assert () == SOURCE.points(request_for(layout=Layout.STATEMENT))


class TestThemes:
    def test_are_found_by_name_or_by_style(self):
        """
        A theme is asked for by its name, or goes with the plan's style; each name has one.
        """
        assert "paper" == theme_for(SlideTheme.PAPER, "Modern").name
        assert "midnight" == theme_for(None, "Cinematic").name
        assert "modern" == theme_for(None, "anything else").name
        assert set(themes()) == {theme.value.lower() for theme in SlideTheme}
