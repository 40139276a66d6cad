from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from aura_core.frames.buffer import Frame
from aura_core.frames.camera import Camera
from aura_core.model.visuals import Framing, Motion


framings = st.builds(Framing, zoom=st.floats(1, 4), x=st.floats(0, 1), y=st.floats(0, 1))
MOVES = {
    "in": Motion(Framing(1.0), Framing(1.15)),
    "out": Motion(Framing(1.15, 0.5, 0.2), Framing(1.0, 0.5, 0.8)),
    "in and across": Motion(Framing(1.0, 0.2, 0.3), Framing(1.15, 0.8, 0.6)),
    "across": Motion(Framing(1.1, 0.0, 0.5), Framing(1.1, 1.0, 0.5)),
    "hardly": Motion(Framing(1.0), Framing(1.02)),
}


def drawn(camera, index):
    frame = Frame.blank(camera.width, camera.height)
    camera.draw(index, frame)
    return frame


def ramps(width, height):
    """Make a picture whose luma says where in it a pixel lies: halves of columns, or of rows."""
    across, down = Frame.blank(width, height), Frame.blank(width, height)
    across.planes[0][...] = np.arange(width) / 2
    down.planes[0][...] = np.arange(height)[:, None] / 2
    return across, down


def shift_between(a, b):
    """
    Return how far (down, right) what *a* shows has moved in *b*, in pixels.

    A shift is a slope of the phase of the cross-power spectrum; it is fitted where there is power, at low frequencies.
    """
    window = np.hanning(a.shape[0])[:, None] * np.hanning(a.shape[1])
    one, other = (np.fft.fft2((plane - plane.mean()) * window) for plane in (a.astype(float), b.astype(float)))
    cross = one * other.conj()
    down, right = np.meshgrid(*(np.fft.fftfreq(size) for size in a.shape), indexing="ij")
    low = (np.hypot(down, right) < 0.15) & (np.hypot(down, right) > 0.004)
    weight = np.sqrt(np.abs(cross[low]))
    slopes = np.stack([down[low] * weight, right[low] * weight], axis=1)
    return np.linalg.lstsq(slopes, np.angle(cross[low]) / (2 * np.pi) * weight, rcond=None)[0]


class TestCamera:
    def test_passes_a_still_picture_through(self, noise):
        """
        A picture of the frame's size under a camera that does not move comes out byte for byte.
        """
        picture = noise(96, 54)

        assert np.array_equal(picture.buffer, drawn(Camera(picture, 96, 54, Motion(), 3), 1).buffer)

    @given(st.floats(0, 1), st.floats(0, 1))
    def test_reaches_every_whole_position(self, noise, x, y):
        """
        With as many pixels as the frame has, a framing that falls on whole pixels is a cut, edges included.
        """
        picture = noise(96 + 64, 54 + 36)
        left, top = 2 * round(x * 32), 2 * round(y * 18)
        framing = Framing(zoom=160 / 96, x=left / 64, y=top / 36)
        frame = drawn(Camera(picture, 96, 54, Motion(framing, framing), 1), 0)

        assert np.array_equal(picture.planes[0][top : top + 54, left : left + 96], frame.planes[0])
        assert np.array_equal(picture.planes[1][top // 2 : top // 2 + 27, left // 2 : left // 2 + 48], frame.planes[1])

    @given(framings, framings)
    def test_starts_and_ends_as_asked(self, noise, start, end):
        """
        The first and the last frame of a move are what cameras held still at its ends show.
        """
        picture = noise(150, 100)
        camera = Camera(picture, 96, 54, Motion(start, end), 7)
        ends = [Camera(picture, 96, 54, Motion(framing, framing), 1) for framing in (start, end)]

        assert np.array_equal(drawn(ends[0], 0).buffer, drawn(camera, 0).buffer)
        assert np.abs(drawn(ends[1], 0).buffer.astype(int) - drawn(camera, 6).buffer).max() <= 1

    def test_shows_what_the_framing_says(self):
        """
        Zoomed in twice on the right, a frame shows the right half of what covers it, in the middle of its height.
        """
        across, down = ramps(192, 108)
        framing = Framing(zoom=2.0, x=1.0, y=0.5)
        columns, rows = (
            drawn(Camera(picture, 96, 54, Motion(framing, framing), 1), 0).planes[0].astype(float)
            for picture in (across, down)
        )

        assert np.allclose(np.arange(96, 192) / 2, columns[0], atol=0.6)
        assert np.allclose(np.arange(27, 81) / 2, rows[:, 0], atol=0.6)

    def test_shows_the_middle_of_what_is_longer(self):
        """
        A picture that is longer than the frame is framed by its short side, and *x* reaches both of its edges.
        """
        across, _ = ramps(400, 54)
        seen = [
            drawn(Camera(across, 96, 54, Motion(Framing(x=x), Framing(x=x)), 1), 0).planes[0][0, 0] for x in (0, 0.5, 1)
        ]

        assert [0, (400 - 96) // 4, (400 - 96) // 2] == seen

    @given(framings, framings)
    def test_moves_one_way(self, start, end):
        """
        The edges of what is seen never turn back, and never leave the picture.
        """
        camera = Camera(Frame.blank(150, 100), 96, 54, Motion(start, end), 30)
        seen = np.array([camera._seen(index) for index in range(30)])
        steps = np.diff(seen, axis=0)

        assert ((steps >= -1e-9).all(axis=0) | (steps <= 1e-9).all(axis=0)).all()
        assert (seen[:, :2] >= -1e-9).all()
        assert (seen[:, 0] + 96 * seen[:, 2] <= 150 + 1e-9).all()
        assert (seen[:, 1] + 54 * seen[:, 2] <= 100 + 1e-9).all()

    @given(framings, framings)
    def test_moves_at_constant_speed(self, start, end):
        """
        On the screen every step but those at either end is the same: as far, and growing by the same factor.
        """
        camera = Camera(Frame.blank(150, 100), 96, 54, Motion(start, end), 20)
        left, top, scale = np.array([camera._seen(index) for index in range(20)]).T
        steps = np.array([np.diff(left) / scale[:-1], np.diff(top) / scale[:-1], scale[1:] / scale[:-1]])

        assert np.allclose(steps[:, 9:10], steps[:, 2:-2], atol=1e-6)

    def test_starts_and_stops_gently(self):
        """
        A move gathers speed in its first tenth and loses it in its last.
        """
        camera = Camera(Frame.blank(150, 54), 96, 54, Motion(Framing(x=0), Framing(x=1)), 101)
        steps = np.diff([camera._seen(index)[0] for index in range(101)])

        assert (np.diff(steps[:10]) > 0).all()
        assert (np.diff(steps[-10:]) < 0).all()
        assert steps[0] < steps[50] / 5

    @pytest.mark.parametrize("move", MOVES)
    def test_does_not_tremble(self, texture, move):
        """
        What a viewer sees move deviates from an even move by at most 0.02 pixels rms.
        """
        picture = texture(1104, 622)
        camera = Camera(picture, 960, 540, MOVES[move], 300)
        frames = [drawn(camera, index).planes[0][142:398, 352:608].copy() for index in range(100, 140)]
        shifts = np.array([shift_between(a, b) for a, b in pairwise(frames)])
        time = np.arange(len(shifts))
        trembling = [values - np.polyval(np.polyfit(time, values, 2), time) for values in shifts.T]

        assert np.sqrt(np.mean(np.square(trembling))) <= 0.02

    def test_trembling_would_be_seen(self, texture):
        """
        The measure above sees moves by whole pixels.
        """
        plane = texture(1104, 622).planes[0]
        frames = [plane[142:398, 352 + round(i * 0.3) : 608 + round(i * 0.3)] for i in range(40)]
        shifts = np.array([shift_between(a, b) for a, b in pairwise(frames)])

        assert np.isclose(-0.3, shifts[:, 1].mean(), atol=0.02)
        assert shifts[:, 1].std() > 0.3

    @pytest.mark.parametrize("plane", [0, 1, 2])
    @pytest.mark.parametrize("index", [0, 4, 10])
    def test_agrees_with_another_resampler(self, texture, index, plane):
        """
        What Pillow samples at the same fractional places is the same to the roundings.
        """
        picture = texture(220, 124)
        camera = Camera(picture, 192, 108, Motion(Framing(1.0, 0.2, 0.3), Framing(2.5, 0.8, 0.6)), 11)
        left, top, scale = camera._seen(index)
        part = 2 if plane else 1
        matrix = (scale, 0, left / part, 0, scale, top / part)
        expected = Image.fromarray(picture.planes[plane]).transform(
            (192 // part, 108 // part), Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR
        )
        difference = np.asarray(expected).astype(int)[1:-1, 1:-1] - drawn(camera, index).planes[plane][1:-1, 1:-1]

        assert np.abs(difference).max() <= 2

    @given(framings, framings, st.tuples(st.integers(2, 80), st.integers(2, 80)))
    def test_never_reads_past_the_picture(self, start, end, size):
        """
        Both neighbours of every sample lie in the picture, whatever its shape.
        """
        reads = []

        class Watcher:
            name = "watcher"

            def resample(self, turned, columns, _, rows, __, out):
                reads.append((columns, turned.shape[0]))
                reads.append((rows, turned.shape[1]))

        camera = Camera(Frame.blank(2 * size[0], 2 * size[1]), 96, 54, Motion(start, end), 3)
        camera._kernels = Watcher()
        for index in range(3):
            drawn(camera, index)

        assert 18 == len(reads)
        assert all(index.min() >= 0 and index.max() + 1 < length for index, length in reads)

    def test_serves_several_threads(self, noise):
        """
        Threads that share a camera get the frames that one alone gets.
        """
        camera = Camera(noise(300, 200), 192, 108, Motion(Framing(1), Framing(1.5)), 24)
        alone = [drawn(camera, index).buffer for index in range(24)]
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda index: drawn(camera, index).buffer, range(24)))

        assert all(map(np.array_equal, alone, together))

    @pytest.mark.parametrize("index", [-1, 3])
    def test_has_no_frames_outside_the_move(self, index):
        """
        Frames before the first and after the last do not exist.
        """
        with pytest.raises(IndexError, match="3 frames has no frame"):
            drawn(Camera(Frame.blank(96, 54), 96, 54, Motion(), 3), index)

    def test_needs_a_frame(self):
        """
        A move of no frames is refused.
        """
        with pytest.raises(ValueError, match="0 frames"):
            Camera(Frame.blank(96, 54), 96, 54, Motion(), 0)
