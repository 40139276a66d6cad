import numpy as np
import pytest
from PIL import Image

from aura_core.frames.buffer import Frame


@pytest.fixture(scope="session")
def texture():
    """Give a function that makes a frame with detail of every size, the same each time."""
    return _texture


def _texture(width, height):
    random = np.random.default_rng(5)
    frame = Frame(width, height)
    for plane in frame.planes:
        total = np.zeros(plane.shape, np.float32)
        for size in (2, 4, 8, 16, 32):
            noise = random.normal(0, 1, (plane.shape[0] // size + 2, plane.shape[1] // size + 2)).astype(np.float32)
            total += np.asarray(Image.fromarray(noise).resize(plane.shape[::-1], Image.Resampling.BICUBIC)) * size**0.5
        plane[...] = np.clip(total / total.std() * 40 + 126, 16, 235)
    return frame


@pytest.fixture(scope="session")
def noise():
    """Give a function that makes a frame of random bytes from *low* to *high*, the same each time."""

    def make(width, height, *, seed=0, low=0, high=255):
        size = width * height * 3 // 2
        return Frame(width, height, np.random.default_rng(seed).integers(low, high + 1, size, np.uint8))

    return make
