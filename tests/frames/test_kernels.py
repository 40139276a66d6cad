import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from aura_core.frames import kernels, vectorised
from aura_core.frames.buffer import Frame
from aura_core.frames.camera import Camera
from aura_core.model.visuals import Framing, Motion


framings = st.builds(Framing, zoom=st.floats(1, 4), x=st.floats(0, 1), y=st.floats(0, 1))


@pytest.fixture(scope="module")
def compiled():
    return pytest.importorskip("aura_core.frames.compiled", reason="numba is an extra")


@st.composite
def samplings(draw):
    """A plane, and rising rows and columns in it with their weights."""
    height, width = draw(st.integers(2, 200)), draw(st.integers(2, 200))
    plane = np.random.default_rng(draw(st.integers(0, 99))).integers(0, 256, (width, height), np.uint8)

    def taps(size):
        index = st.lists(st.integers(0, size - 2), min_size=1, max_size=200).map(sorted)
        chosen = np.array(draw(index), np.intp)
        return chosen, draw(npst.arrays(np.uint16, len(chosen), elements=st.integers(0, 256)))

    return plane, *taps(width), *taps(height)


class TestResample:
    @given(samplings())
    def test_is_the_rounded_bilinear_sample(self, sampling):
        """
        Columns are blended first, then rows, each rounded to the nearest.
        """
        turned, columns, column_weights, rows, row_weights = sampling
        out = np.empty((len(rows), len(columns)), np.uint8)
        vectorised.resample(*sampling, out)
        plane = turned.T.astype(int)
        wide = (plane[:, columns] * (256 - column_weights) + plane[:, columns + 1] * column_weights + 128) // 256
        shares = row_weights[:, None].astype(int)

        assert np.array_equal((wide[rows] * (256 - shares) + wide[rows + 1] * shares + 128) // 256, out)

    @given(samplings())
    def test_is_the_same_compiled(self, compiled, sampling):
        """
        Compiled and not, every byte is the same.
        """
        outs = [np.empty((len(sampling[3]), len(sampling[1])), np.uint8) for _ in range(2)]
        vectorised.resample(*sampling, outs[0])
        compiled.resample(*sampling, outs[1])

        assert np.array_equal(*outs)


class TestMix:
    @given(st.integers(1, 20_000), st.integers(0, 256), st.integers(0, 2))
    def test_is_the_same_compiled(self, compiled, size, weight, target):
        """
        Compiled and not, every byte is the same, even where the result replaces one of the two.
        """
        results = []
        for kind in (vectorised, compiled):
            a, b, c = np.random.default_rng(size).integers(0, 256, (3, size), np.uint8)
            out = (a, b, c)[target]
            expected = (a.astype(int) * (256 - weight) + b.astype(int) * weight + 128) // 256
            kind.mix(a, b, weight, out)
            results.append((expected, out))

        assert all(np.array_equal(expected, out) for expected, out in results)


class TestLay:
    @given(st.integers(1, 40), st.integers(1, 90))
    def test_is_the_same_compiled(self, compiled, height, width):
        """
        Compiled and not, every byte is the same, also on a piece of a larger plane.
        """
        random = np.random.default_rng(height * width)
        keep = random.integers(0, 257, (height, width), np.uint16)
        add = (random.random((height, width)) * (65536 - 255.0 * keep)).astype(np.uint16)
        planes = [np.full((60, 100), 77, np.uint8) for _ in range(2)]
        for kind, plane in zip((vectorised, compiled), planes, strict=True):
            kind.lay(add, keep, plane[5 : 5 + height, 3 : 3 + width])

        assert np.array_equal((add + keep * 77) >> 8, planes[0][5 : 5 + height, 3 : 3 + width])
        assert np.array_equal(*planes)


class TestKernels:
    @given(framings, framings, st.integers(0, 4))
    def test_draw_the_same_frames(self, compiled, noise, start, end, index):
        """
        A whole move gives the same frames with numba and without.
        """
        drawn = []
        for kind in (vectorised, compiled):
            camera = Camera(noise(150, 100), 96, 54, Motion(start, end), 5)
            camera._kernels = kind
            frame = Frame.blank(96, 54)
            camera.draw(index, frame)
            drawn.append(frame.buffer)

        assert np.array_equal(*drawn)

    def test_are_compiled_where_numba_is(self, compiled):
        """
        Where numba is installed it is used.
        """
        assert "numba" == kernels.kernels().name

    def test_work_without_numba(self, monkeypatch):
        """
        Where numba is not installed, or refuses the numpy that is, numpy does the work.
        """
        monkeypatch.setitem(sys.modules, "numba", None)
        monkeypatch.delitem(sys.modules, "aura_core.frames.compiled", raising=False)

        assert "numpy" == kernels.kernels.__wrapped__().name

    def test_work_with_nowhere_to_keep_them(self, compiled):
        """
        Compiled code that cannot be kept on disk is compiled again each time.
        """
        names = {}
        exec("def double(value):\n    return 2 * value", names)

        assert 14 == compiled._compiled(names["double"])(7)

    def test_are_not_loaded_before_they_are_needed(self):
        """
        Importing numba takes half a second: whoever draws no moves does not pay for it.
        """
        code = "import sys; import aura_core.frames.camera, aura_core.frames.blend; print('numba' in sys.modules)"

        assert (
            "False"
            == subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
        )
