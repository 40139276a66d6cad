import subprocess
from pathlib import Path

import font_source_sans_pro
import imageio_ffmpeg
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.frames import blend
from aura_core.frames.blend import Overlay, crossfade
from aura_core.frames.buffer import Frame


seeds = st.integers(0, 999)
STYLES = (
    "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, "
    "Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, "
    "MarginV, Encoding\n"
    "Style: Outlined,Source Sans Pro,30,&H0020A0F0,&H0,&H30400020,&H80000000,-1,0,0,0,100,100,0,0,1,2,1,2,10,10,9,1\n"
    "Style: Boxed,Source Sans Pro,30,&H00FFFFFF,&H0,&H60000000,&H60000000,0,0,0,0,100,100,0,0,3,4,0,2,10,10,9,1\n"
)


@pytest.fixture(params=["compiled", "vectorised"], autouse=True)
def kernels(request, monkeypatch):
    """Do everything with both."""
    module = pytest.importorskip(f"aura_core.frames.{request.param}", reason="numba is an extra")
    monkeypatch.setattr(blend, "kernels", lambda: module)


@pytest.fixture
def drawn_by_libass(tmp_path):
    """Give a function that draws a caption over a frame with FFmpeg's ass filter."""

    def draw(frame, style):
        (tmp_path / "caption.ass").write_text(
            "[Script Info]\nScriptType: v4.00+\nPlayResX: 320\nPlayResY: 180\nYCbCr Matrix: None\n"
            f"[V4+ Styles]\n{STYLES}[Events]\n"
            "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
            f"Dialogue: 0,0:00:00.00,0:00:09.00,{style},,0,0,0,,The tide {{\\c&HFF00FF&}}turns {{\\blur2}}twice\n"
        )
        raw = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{frame.width}x{frame.height}"]
        tags = ["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv"]
        drawing = ["-vf", f"ass=caption.ass:fontsdir={Path(font_source_sans_pro.font_directory).as_posix()}"]
        return Frame(
            frame.width,
            frame.height,
            subprocess.run(
                [
                    imageio_ffmpeg.get_ffmpeg_exe(),
                    "-v",
                    "error",
                    *raw,
                    *tags,
                    "-i",
                    "-",
                    *drawing,
                    "-f",
                    "rawvideo",
                    "-",
                ],
                input=frame.buffer.tobytes(),
                stdout=subprocess.PIPE,
                cwd=tmp_path,
                check=True,
            ).stdout,
        )

    return draw


def plain(width, height, *colour):
    frame = Frame(width, height)
    for plane, value in zip(frame.planes, colour, strict=True):
        plane.fill(value)
    return frame


def backgrounds(width, height):
    """What Overlay.between wants to have been drawn over."""
    return plain(width, height, 16, 16, 16), plain(width, height, 235, 240, 240)


def composed(colour, alpha, ground):
    """Return *colour*, opaque by *alpha* (0 to 1), over *ground*; what libass does, but for its own roundings."""
    frame = Frame(ground.width, ground.height)
    for plane, paint, cover, below in zip(frame.planes, colour.planes, alpha, ground.planes, strict=True):
        plane[...] = np.rint(paint * cover + below * (1 - cover))
    return frame


class TestCrossfade:
    @given(seeds)
    def test_begins_with_one_and_ends_with_the_other(self, noise, seed):
        """
        At its ends a crossfade is one of the frames, byte for byte.
        """
        a, b, out = noise(64, 36, seed=seed), noise(64, 36, seed=seed + 1), Frame(64, 36)
        crossfade(a, b, 0.0, out)
        assert np.array_equal(a.buffer, out.buffer)

        crossfade(a, b, 1.0, out)
        assert np.array_equal(b.buffer, out.buffer)

    @given(seeds, st.floats(0, 1))
    def test_of_a_frame_with_itself_is_that_frame(self, noise, seed, weight):
        """
        What both frames share stays as it is throughout.
        """
        a, out = noise(64, 36, seed=seed), Frame(64, 36)
        crossfade(a, a, weight, out)

        assert np.array_equal(a.buffer, out.buffer)

    @given(seeds, st.integers(0, 256))
    def test_is_the_same_from_the_other_side(self, noise, seed, step):
        """
        The same mixture is reached from both sides, but for what lies halfway between two values.
        """
        a, b = noise(64, 36, seed=seed), noise(64, 36, seed=seed + 1)
        there, back = Frame(64, 36), Frame(64, 36)
        crossfade(a, b, step / 256, there)
        crossfade(b, a, 1 - step / 256, back)

        assert np.array_equal(there.buffer, back.buffer)

    @given(seeds, st.floats(0, 1))
    def test_is_the_rounded_mixture(self, noise, seed, weight):
        """
        Every value is the mixture, to the nearest and to the resolution of the weight.
        """
        a, b, out = noise(64, 36, seed=seed), noise(64, 36, seed=seed + 1), Frame(64, 36)
        crossfade(a, b, weight, out)
        exact = a.buffer + (b.buffer.astype(float) - a.buffer) * weight

        assert np.abs(exact - out.buffer).max() <= 1

    @given(seeds, st.lists(st.floats(0, 1), min_size=2).map(sorted))
    def test_goes_one_way(self, noise, seed, weights):
        """
        From step to step no value moves away from where it is going.
        """
        a, b, out = noise(64, 36, seed=seed), noise(64, 36, seed=seed + 1), Frame(64, 36)
        left = np.full(a.buffer.size, 255)
        for weight in weights:
            crossfade(a, b, weight, out)
            still = np.abs(b.buffer.astype(int) - out.buffer)
            assert (still <= left).all()
            left = still

    def test_may_replace_one_of_the_two(self, noise):
        """
        The result may be written over either frame.
        """
        expected = Frame(64, 36)
        crossfade(noise(64, 36), noise(64, 36, seed=1), 0.3, expected)
        for target in (0, 1):
            pair = noise(64, 36), noise(64, 36, seed=1)
            crossfade(*pair, 0.3, pair[target])

            assert np.array_equal(expected.buffer, pair[target].buffer)

    @pytest.mark.parametrize("weight", [-0.01, 1.01, float("nan")])
    def test_stays_between(self, noise, weight):
        """
        There is nothing before the one frame and after the other.
        """
        with pytest.raises(ValueError, match="between 0 and 1"):
            crossfade(noise(4, 4), noise(4, 4), weight, Frame(4, 4))


class TestOverlay:
    @given(seeds, st.floats(0, 1), st.floats(0, 1))
    def test_is_what_was_drawn(self, noise, seed, low, high):
        """
        Whatever is drawn with whatever opacity, laying it over a frame is drawing it there, to one code value.
        """
        random = np.random.default_rng(seed)
        paint, ground = noise(32, 18, seed=seed), noise(32, 18, seed=seed + 1)
        alpha = [random.uniform(min(low, high), max(low, high), plane.shape) for plane in paint.planes]
        overlay = Overlay.between(*(composed(paint, alpha, background) for background in backgrounds(32, 18)))
        expected = composed(paint, alpha, ground)
        overlay.draw(ground)

        assert np.abs(expected.buffer.astype(int) - ground.buffer).max() <= 1

    @given(seeds)
    def test_is_exact_over_its_backgrounds(self, noise, seed):
        """
        Over the two backgrounds it gives back the two pictures that it was made from.
        """
        paint, alpha = noise(32, 18, seed=seed, low=16, high=235), noise(32, 18, seed=seed + 1)
        cover = [plane / 255 for plane in alpha.planes]
        pictures = [composed(paint, cover, background) for background in backgrounds(32, 18)]
        grounds = backgrounds(32, 18)
        for ground, picture in zip(grounds, pictures, strict=True):
            Overlay.between(*pictures).draw(ground)

            assert np.array_equal(picture.buffer, ground.buffer)

    def test_of_what_nobody_can_draw_does_not_wrap_around(self):
        """
        Pictures that are darker or lighter than any paint makes them do not turn black to white or white to black.
        """
        for dark, light, ground in ((0, 219, 0), (36, 255, 255)):
            frame = plain(8, 8, ground, ground, ground)
            Overlay.between(plain(8, 8, dark, dark, dark), plain(8, 8, light, light, light)).draw(frame)

            assert {ground} == set(frame.buffer.tolist())

    @pytest.mark.parametrize("style", ["Outlined", "Boxed"])
    def test_is_what_libass_draws(self, drawn_by_libass, noise, style):
        """
        A caption laid over a frame is the caption drawn there by FFmpeg.

        Where shadow, outline and letter overlap, libass rounds three times: a few pixels in 10,000 then differ by two.
        """
        overlay = Overlay.between(*(drawn_by_libass(background, style) for background in backgrounds(320, 180)))
        ground = noise(320, 180)
        expected = drawn_by_libass(ground, style)
        before = ground.buffer.copy()
        overlay.draw(ground)
        difference = np.abs(expected.buffer.astype(int) - ground.buffer)

        assert (expected.buffer != before).mean() > 0.02
        assert difference.max() <= 2
        assert (difference > 1).mean() < 5e-4

    def test_covers_no_more_than_it_must(self):
        """
        The box is the smallest with even sides around what is seen in any plane.
        """
        pictures = backgrounds(64, 36)
        for picture in pictures:
            picture.planes[0][7, 9] = 100
            picture.planes[2][8:10, 20] = 128
        overlay = Overlay.between(*pictures, y0=100)

        assert (8, 106, 34, 14) == (overlay.x, overlay.y, overlay.width, overlay.height)

    def test_leaves_the_rest_alone(self, noise):
        """
        Nothing outside the box changes, and what is opaque inside replaces what was there.
        """
        pictures = backgrounds(64, 36)
        for picture in pictures:
            picture.planes[0][10:12, 20:24] = 99
        before, after = noise(96, 108), noise(96, 108)
        Overlay.between(*pictures, y0=50).draw(after)
        before.planes[0][60:62, 20:24] = 99

        assert np.array_equal(before.buffer, after.buffer)

    def test_of_nothing_changes_nothing(self, noise):
        """
        A state in which no caption is shown is an overlay like any other.
        """
        frame = noise(64, 36)
        overlay = Overlay.between(*backgrounds(64, 36))
        overlay.draw(frame)

        assert 0 == overlay.width
        assert np.array_equal(noise(64, 36).buffer, frame.buffer)
