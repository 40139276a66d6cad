"""Pictures with the detail of photographs, made of 1/f noise, relief and hard edges; the same on every machine."""

from pathlib import Path

import numpy as np
from PIL import Image


def make(folder: Path, count: int = 6, size: tuple[int, int] = (3840, 2160)) -> Path:
    """Write *count* JPEGs to *folder*, unless they are there."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        target = folder / f"photo-{index}.jpg"
        if not target.exists():
            Image.fromarray(_picture(index, *size)).save(target, quality=90)
    return folder


def _picture(seed: int, width: int, height: int) -> np.ndarray:
    """Return one picture, (height, width, 3) uint8. Falling slopes make soft pictures, shallow ones busy pictures."""
    random = np.random.default_rng(seed)
    slope = (1.6, 2.0, 1.8, 2.4, 1.7, 2.2)[seed % 6]
    relief = _noise(random, width, height, slope)
    light = np.gradient(relief, axis=1) * 60
    shade = np.clip(0.55 + 0.25 * relief + light, 0, 1)
    hue = _noise(random, width, height, 2.8)
    base = random.uniform(0.3, 1.0, 3)
    other = random.uniform(0.0, 0.7, 3)
    mix = np.clip(0.5 + 0.5 * hue, 0, 1)[..., None]
    picture = shade[..., None] * (base * mix + other * (1 - mix))
    rows, columns = np.mgrid[0:height, 0:width]
    for _ in range(5):
        x, y, radius = random.uniform(0, width), random.uniform(0, height), random.uniform(0.05, 0.16) * height
        disc = np.clip(radius - np.hypot(columns - x, rows - y), 0, 1)[..., None]
        picture = picture * (1 - disc) + disc * random.uniform(0.1, 0.9, 3) * (0.6 + 0.4 * shade[..., None])
    return (np.clip(picture, 0, 1) * 255).astype(np.uint8)


def _noise(random: np.random.Generator, width: int, height: int, slope: float) -> np.ndarray:
    frequency = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None, :])
    frequency[0, 0] = 1
    spectrum = np.fft.rfft2(random.standard_normal((height, width))) / frequency ** (slope / 2 + 0.5)
    field = np.fft.irfft2(spectrum, s=(height, width))
    return (field - field.mean()) / (2.5 * field.std())
