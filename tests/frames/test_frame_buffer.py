import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.frames.buffer import Frame


sides = st.integers(1, 40).map(lambda half: 2 * half)


class TestFrame:
    @given(sides, sides)
    def test_is_one_piece_of_memory(self, width, height):
        """
        The planes are the buffer, in the order Y, U, V, and fill it.
        """
        frame = Frame(width, height)
        for value, plane in enumerate(frame.planes):
            plane[...] = value

        assert [(height, width), (height // 2, width // 2), (height // 2, width // 2)] == [
            plane.shape for plane in frame.planes
        ]
        assert bytes(sorted(frame.buffer.tobytes())) == bytes(memoryview(frame.buffer))
        assert width * height * 3 // 2 == frame.buffer.nbytes

    def test_blank_is_black(self):
        """
        A blank frame is black in the limited range.
        """
        assert [{16}, {128}, {128}] == [set(plane.ravel().tolist()) for plane in Frame.blank(6, 4).planes]

    def test_takes_bytes_in_place(self):
        """
        A frame over memory that was read into is that memory, not a copy.
        """
        data = bytearray(24)
        Frame(4, 4, data).planes[2][1, 1] = 7

        assert 7 == data[-1]

    @pytest.mark.parametrize("size", [(3, 4), (4, 3), (0, 4), (4, -2)])
    def test_has_even_sides(self, size):
        """
        4:2:0 sampling has no odd sizes.
        """
        with pytest.raises(ValueError, match="4:2:0"):
            Frame(*size)

    def test_has_the_size_of_its_data(self):
        """
        Too few or too many bytes are refused.
        """
        with pytest.raises(ValueError, match="24 bytes, not 25"):
            Frame(4, 4, bytes(25))

    def test_over_bytes_is_read_only(self):
        """
        Memory that cannot be written is not written.
        """
        with pytest.raises(ValueError, match="read-only"):
            np.copyto(Frame(4, 4, bytes(24)).planes[0], 1)
