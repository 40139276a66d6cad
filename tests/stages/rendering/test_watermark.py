"""A sign in a corner."""

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from aura_core.errors import InvalidInputError, MissingGlyphsError
from aura_core.fonts import Fonts
from aura_core.frames.buffer import Frame
from aura_core.frames.stamp import stamp
from aura_core.model.enums import WatermarkPosition, WatermarkType
from aura_core.model.render import Resolution
from aura_core.model.watermark import WatermarkSettings
from aura_core.stages.rendering.watermark import identity_of, watermark
from aura_core.store import digest


SIZE = Resolution(640, 360)
FONTS = Fonts()
MARK = WatermarkSettings(enabled=True, text="Aura", opacity=1.0)


@pytest.fixture
def picture(tmp_path):
    """Make an opaque white picture, twice as wide as high."""
    path = tmp_path / "logo.png"
    Image.new("RGB", (200, 100), "white").save(path)
    return WatermarkSettings(
        enabled=True, type=WatermarkType.IMAGE, image_path=str(path), opacity=1.0, scale=0.25, offset_x=0, offset_y=0
    )


def seen(mark, size=SIZE):
    """Draw *mark* over black and return where anything is seen: left, top, right, bottom."""
    frame = Frame.blank(size.width, size.height)
    watermark(mark, size, FONTS).draw(frame)
    rows, columns = np.nonzero(frame.planes[0] != 16)
    return columns.min(), rows.min(), columns.max() + 1, rows.max() + 1


class TestStamp:
    @given(alpha=st.integers(0, 255), color=st.tuples(*[st.integers(0, 255)] * 3), ground=st.integers(16, 235))
    def test_mixes_as_it_is_transparent(self, alpha, color, ground):
        """
        Every pixel is the picture's and the ground's by how transparent the picture is, to one code value.
        """
        frame = Frame.blank(8, 8)
        frame.planes[0].fill(ground)
        stamp(Image.new("RGBA", (4, 4), (*color, alpha)), 2, 2).draw(frame)
        luma = 16 + 219 / 255 * (0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2])

        assert abs(frame.planes[0][3, 3] - (luma * alpha + ground * (255 - alpha)) / 255) <= 1.5
        assert ground == frame.planes[0][0, 0]


class TestImage:
    @pytest.mark.parametrize(
        ("position", "corner"),
        [
            (WatermarkPosition.TOP_LEFT, (0, 0)),
            (WatermarkPosition.TOP_CENTER, (240, 0)),
            (WatermarkPosition.MIDDLE_RIGHT, (480, 140)),
            (WatermarkPosition.CENTER, (240, 140)),
            (WatermarkPosition.BOTTOM_LEFT, (0, 280)),
            (WatermarkPosition.BOTTOM_RIGHT, (480, 280)),
        ],
    )
    def test_stands_where_it_is_put(self, picture, position, corner):
        """
        An image is as wide as its share of the frame, keeps its shape and stands in its place.
        """
        left, top = corner

        assert (left, top, left + 160, top + 80) == seen(attrs.evolve(picture, position=position))

    def test_keeps_its_distance(self, picture):
        """
        Offsets are for a frame 1080 high, and shrink with it.
        """
        mark = attrs.evolve(picture, offset_x=60, offset_y=30, position=WatermarkPosition.TOP_LEFT)

        assert (20, 10) == seen(mark)[:2]

    @given(
        scale=st.floats(0.01, 1),
        offset=st.integers(0, 2000),
        position=st.sampled_from(WatermarkPosition),
        size=st.tuples(st.integers(32, 300), st.integers(32, 300)).map(
            lambda half: Resolution(2 * half[0], 2 * half[1])
        ),
    )
    def test_never_leaves_the_frame(self, tmp_path_factory, scale, offset, position, size):
        """
        Whatever its size and place, it is inside, and even.
        """
        path = tmp_path_factory.getbasetemp() / "tall.png"
        if not path.exists():
            Image.new("RGB", (50, 333), "white").save(path)
        mark = WatermarkSettings(
            True, WatermarkType.IMAGE, str(path), position=position, scale=scale, offset_x=offset, offset_y=offset
        )
        overlay = watermark(mark, size, FONTS)

        assert 0 <= overlay.x <= size.width - overlay.width
        assert 0 <= overlay.y <= size.height - overlay.height
        assert overlay.x % 2 == overlay.y % 2 == overlay.width % 2 == overlay.height % 2 == 0

    def test_counts_by_what_is_in_its_file(self, picture, tmp_path):
        """
        The same picture elsewhere is the same film; another in its place is not.
        """
        before = digest(identity_of(picture))
        moved = tmp_path / "moved.png"
        (tmp_path / "logo.png").rename(moved)
        elsewhere = attrs.evolve(picture, image_path=str(moved))
        same = digest(identity_of(elsewhere))
        Image.new("RGB", (200, 101), "white").save(moved)

        assert before == same
        assert before != digest(identity_of(elsewhere))

    def test_that_is_none_is_refused(self, tmp_path):
        """
        What is no picture is named.
        """
        path = tmp_path / "logo.png"
        path.write_text("no picture")
        with pytest.raises(InvalidInputError, match="can be read"):
            watermark(WatermarkSettings(True, WatermarkType.IMAGE, str(path)), SIZE, FONTS)


class TestText:
    def test_is_drawn_in_its_colour(self):
        """
        Text is as bright as its colour, and as transparent as asked for.
        """
        frame, faint = Frame.blank(640, 360), Frame.blank(640, 360)
        watermark(attrs.evolve(MARK, font_size=100, enable_shadow=False), SIZE, FONTS).draw(frame)
        watermark(attrs.evolve(MARK, font_size=100, enable_shadow=False, opacity=0.5), SIZE, FONTS).draw(faint)

        assert 235 == frame.planes[0].max()
        assert 120 <= faint.planes[0].max() <= 131

    def test_has_a_shadow_if_it_is_to(self):
        """
        On a ground of its own colour, text is seen by its shadow alone.
        """
        darkest = []
        for shadow in (True, False):
            frame = Frame.blank(640, 360)
            frame.planes[0].fill(235)
            watermark(attrs.evolve(MARK, font_size=100, enable_shadow=shadow), SIZE, FONTS).draw(frame)
            darkest.append(int(frame.planes[0].min()))

        assert darkest[0] < 200
        assert darkest[1] > 230

    def test_grows_with_the_frame(self):
        """
        The same sign takes the same share of a larger frame.
        """
        small, large = (seen(MARK, size) for size in (SIZE, Resolution(1920, 1080)))
        heights = [(bottom - top) / size for (_, top, _, bottom), size in ((small, 360), (large, 1080))]

        assert abs(heights[0] - heights[1]) < 0.01

    def test_may_be_set_in_any_family_at_hand(self):
        """
        A family that is here is used, one that is not is replaced by the first.
        """
        marks = [
            attrs.evolve(MARK, font_size=60, font_family=name) for name in ("Source Serif Pro", "Arial", "Comic Sans")
        ]
        serif, arial, comic = (seen(mark) for mark in marks)

        assert arial == comic
        assert serif != arial

    def test_that_says_nothing_is_not_there(self):
        """
        Blank text is no sign.
        """
        assert watermark(attrs.evolve(MARK, text="  "), SIZE, FONTS) is None

    def test_needs_a_font_that_has_it(self):
        """
        Characters that no font has are named.
        """
        with pytest.raises(MissingGlyphsError):
            watermark(attrs.evolve(MARK, text="\U0001f30a"), SIZE, Fonts(packs=()))
