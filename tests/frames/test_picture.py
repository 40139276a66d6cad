import warnings
from io import BytesIO
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from aura_core.errors import VisualError
from aura_core.frames import decoding
from aura_core.frames.colour import flattened
from aura_core.frames.decoding import MAX_PIXELS, decode
from aura_core.frames.picture import load


# Y, U, V by the formulas of ITU-R BT.709 §3.2, §3.3 and §4.6, worked out by hand.
COLOURS = {
    "black": (16, 128, 128),
    "white": (235, 128, 128),
    "red": (63, 102, 240),
    "lime": (173, 42, 26),
    "blue": (32, 240, 118),
    "yellow": (219, 16, 138),
    "gray": (126, 128, 128),
}
QUARTERS = ("red", "lime", "blue", "white")


def quartered(width=64, height=48, mode="RGB"):
    """Make an image whose quarters are red, lime, blue and white, from the upper left in reading order."""
    image = Image.new("RGB", (width, height))
    for name, (y, x) in zip(QUARTERS, product((0, 1), (0, 1)), strict=True):
        image.paste(name, (x * width // 2, y * height // 2, (x + 1) * width // 2, (y + 1) * height // 2))
    return image.convert(mode)


def corners(frame):
    """Name the colours of the quarters of *frame* in reading order."""
    seen = []
    for y, x in product((1, 3), (1, 3)):
        colour = [int(plane[plane.shape[0] * y // 4, plane.shape[1] * x // 4]) for plane in frame.planes]
        seen.append(min(COLOURS, key=lambda name: np.abs(np.subtract(COLOURS[name], colour)).max()))
    return tuple(seen)


def encoded(image, kind, **options):
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def shown(path):
    """Return the picture at *path* as a frame, None if it is refused."""
    try:
        return load(path, 64, 36)
    except VisualError:
        return None


def detailed():
    pixels = np.random.default_rng(1).integers(0, 256, (30, 44, 3), np.uint8)
    return Image.fromarray(pixels).resize((66, 45), Image.Resampling.BICUBIC)


FILES = {
    "JPEG": encoded(detailed(), "JPEG"),
    "progressive JPEG": encoded(detailed(), "JPEG", progressive=True),
    "PNG": encoded(detailed(), "PNG"),
    "palette PNG": encoded(detailed().quantize(16), "PNG", transparency=3),
    "WebP": encoded(detailed(), "WEBP"),
    "AVIF": encoded(detailed(), "AVIF"),
    "GIF": encoded(detailed(), "GIF"),
    "BMP": encoded(detailed(), "BMP"),
    "TIFF": encoded(detailed(), "TIFF"),
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture(scope="session")
def saved(folder):
    """Give a function that saves an image and says where."""

    def save(image, kind="PNG", **options):
        path = folder / f"picture.{kind.lower()}"
        path.write_bytes(encoded(image, kind, **options))
        return path

    return save


class TestColours:
    @pytest.mark.parametrize("name", COLOURS)
    def test_are_those_of_bt709(self, saved, name):
        """
        Known colours become the values that the standard gives them, in the limited range.
        """
        frame = load(saved(Image.new("RGB", (8, 6), name)), 8, 6)

        assert [{value} for value in COLOURS[name]] == [set(plane.ravel().tolist()) for plane in frame.planes]

    def test_are_exact_for_every_pixel(self, saved):
        """
        Luma is rounded once, and a chroma sample is the mean of its four pixels, to one code value.
        """
        pixels = np.random.default_rng(0).integers(0, 256, (48, 64, 3), np.uint8)
        frame = load(saved(Image.fromarray(pixels)), 64, 48)
        red, green, blue = np.moveaxis(pixels / 255, 2, 0)
        grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        exact = (
            16 + 219 * grey,
            128 + 224 * (blue - grey) / 1.8556,
            128 + 224 * (red - grey) / 1.5748,
        )
        chroma = [plane.reshape(24, 2, 32, 2).mean(axis=(1, 3)) for plane in exact[1:]]

        assert np.abs(exact[0] - frame.planes[0]).max() <= 0.501
        assert all(np.abs(a - b).max() <= 1 for a, b in zip(chroma, frame.planes[1:], strict=True))

    @pytest.mark.parametrize(
        ("mode", "kind"), [("RGB", "PNG"), ("RGBA", "PNG"), ("P", "PNG"), ("RGBX", "TIFF"), ("CMYK", "JPEG")]
    )
    def test_survive_every_mode(self, saved, mode, kind):
        """
        However a file keeps its colours, they are seen.
        """
        assert QUARTERS == corners(load(saved(quartered(mode=mode), kind), 64, 48))

    def test_survive_lab(self, saved):
        """
        Colours that are kept as lightness and two axes are seen.
        """
        spaces = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        image = ImageCms.profileToProfile(quartered(), *spaces, outputMode="LAB")

        assert QUARTERS == corners(load(saved(image, "TIFF"), 64, 48))

    @pytest.mark.parametrize("mode", ["YCbCr", "HSV", "RGBa", "PA"])
    def test_survive_modes_that_few_files_have(self, mode):
        """
        Every way in which Pillow keeps colours is understood.
        """
        image = quartered(mode="P" if mode == "PA" else "RGBA" if mode == "RGBa" else "RGB").convert(mode)
        pixels, profile = flattened(image)

        assert ("RGB", None) == (pixels.mode, profile)
        assert np.abs(np.asarray(quartered()).astype(int) - np.asarray(pixels)).max() <= 1

    @pytest.mark.parametrize(
        "pixels",
        [
            np.array([[0, 65535], [65535, 0]], np.uint16),
            np.array([[0, 65535], [70000, -5]], np.int32),
            np.array([[0, 1], [7, np.nan]], np.float32),
            np.array([[0, 1], [1e38, -1e38]], np.float32),
            np.array([[False, True], [True, False]]),
        ],
        ids=["16 bits", "32 bits", "floats", "huge floats", "one bit"],
    )
    def test_of_deep_greys_keep_black_and_white(self, saved, pixels):
        """
        Greys of more than 8 bits, or less, span from black to white.
        """
        image = Image.fromarray(np.kron(pixels, np.ones((4, 4), pixels.dtype)))
        luma = load(saved(image, "TIFF"), 8, 8).planes[0]

        assert [16, 235, 235, 16] == [luma[0, 0], luma[0, 7], luma[7, 0], luma[7, 7]]

    def test_follow_the_profile(self, saved):
        """
        A file whose profile means other colours than sRGB is shown in those that it means.
        """
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        swapped = srgb.replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ").replace(b"----", b"gXYZ")
        other = swapped.replace("sRGB".encode("utf-16-be"), "else".encode("utf-16-be"))
        meant = {None: "red", srgb: "red", other: "lime", b"not a profile": "red"}
        image = Image.new("RGB", (16, 16), "red")

        assert list(meant.values()) == [
            corners(load(saved(image, "PNG", icc_profile=profile), 8, 8))[0] for profile in meant
        ]

    def test_ignore_a_profile_for_other_pixels(self, saved):
        """
        A profile that cannot belong to the pixels says nothing about them.
        """
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()

        assert QUARTERS == corners(load(saved(quartered(), "PNG", icc_profile=lab), 64, 48))


class TestTransparency:
    @pytest.mark.parametrize(("ink", "ground"), [("black", "white"), ("blue", "white"), ("yellow", "black")])
    def test_lets_nothing_disappear(self, saved, ink, ground):
        """
        What is transparent becomes white under dark ink and black under light ink.
        """
        image = Image.new("RGBA", (16, 16), (0, 0, 0, 0))
        image.paste(ink, (0, 0, 8, 8))

        assert (ink, ground, ground, ground) == corners(load(saved(image), 16, 16))

    def test_is_mixed_in_proportion(self, saved):
        """
        Half of a light colour over black is half as light.
        """
        luma = load(saved(Image.new("RGBA", (8, 8), (255, 255, 255, 128))), 8, 8).planes[0]

        assert {126} == set(luma.ravel().tolist())

    def test_of_everything_is_black(self, saved):
        """
        An image of nothing is nothing, and no error.
        """
        assert ("black",) * 4 == corners(load(saved(Image.new("RGBA", (8, 8), (9, 9, 9, 0))), 8, 8))

    @pytest.mark.parametrize("mode", ["P", "RGB", "L"])
    def test_may_be_one_colour(self, saved, mode):
        """
        A colour that a PNG calls transparent is, whatever the mode.
        """
        image = Image.new(mode, (16, 16), 0)
        image.paste(255 if mode != "RGB" else (255, 255, 255), (0, 0, 8, 8))
        if mode == "P":
            image.putpalette([7, 7, 7] + [0, 0, 0] * 254 + [255, 255, 255])
        hidden = {"P": 0, "RGB": (0, 0, 0), "L": 0}[mode]

        assert ("white", "black", "black", "black") == corners(load(saved(image, transparency=hidden), 16, 16))


class TestSize:
    def test_is_not_touched_when_it_fits(self, saved, monkeypatch):
        """
        A picture of exactly the frame's size is not resampled: text on slides stays sharp.
        """
        monkeypatch.setattr(Image.Image, "resize", None)
        board = Image.fromarray((np.indices((48, 64)).sum(axis=0) % 2 * 255).astype(np.uint8))

        assert [16, 235, 16, 235] == load(saved(board), 64, 48).planes[0][0, :4].tolist()

    @given(st.tuples(st.integers(1, 300), st.integers(1, 300)), st.floats(1, 2))
    def test_covers_the_frame(self, saved, size, zoom):
        """
        Whatever its shape, a picture covers the frame at its largest zoom, is hardly larger on one side, keeps its
        proportions, and is at most about four frames long.
        """
        frame = load(saved(Image.new("L", size)), 64, 36, zoom)
        width, height = 64 * zoom, 36 * zoom

        assert frame.width >= width - 1e-3
        assert frame.height >= height - 1e-3
        assert min(frame.width - width, frame.height - height) < 2
        assert frame.width <= 4.2 * width + 60
        assert frame.height <= 4.2 * height + 60

    def test_keeps_what_lies_outside_the_frame(self, saved):
        """
        A tall picture in a wide frame is kept from top to bottom, for moves to reach.
        """
        frame = load(saved(quartered(60, 120)), 64, 36)

        assert (64, 128) == (frame.width, frame.height)
        assert QUARTERS == corners(frame)

    def test_of_a_ribbon_is_its_middle(self, saved):
        """
        Of 30,000 × 100 pixels the middle is shown.
        """
        image = Image.new("RGB", (30_000, 100), "red")
        image.paste("blue", (14_900, 0, 15_100, 100))
        frame = load(saved(image), 192, 108)

        assert (768, 108) == (frame.width, frame.height)
        assert [63, 32, 63] == frame.planes[0][50, [2, 384, 765]].tolist()

    @pytest.mark.parametrize(
        ("width", "decoded"), [(9, 50), (55, 50), (57, 100), (111, 100), (113, 200), (222, 200), (225, 400), (900, 400)]
    )
    @pytest.mark.parametrize("orientation", [1, 6])
    def test_of_a_jpeg_is_not_decoded_for_nothing(self, saved, width, decoded, orientation):
        """
        A JPEG is decoded at the smallest size that is at least nine tenths of what is needed.
        """
        exif = Image.Exif()
        exif[0x0112] = orientation
        path = saved(quartered(400, 400), "JPEG", exif=exif)

        assert (decoded, decoded) == decode(path, lambda _: (width, width // 2)).pixels.size

    @pytest.mark.parametrize("kind", ["JPEG", "PNG"])
    def test_may_be_very_different(self, saved, kind):
        """
        Large pictures made small and small ones made large show the same thing.
        """
        for size in ((1600, 1200), (8, 6)):
            assert QUARTERS == corners(load(saved(quartered(*size), kind), 64, 48))


class TestOrientation:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_is_upright(self, saved, kind, orientation):
        """
        However the camera was held, the picture stands upright: the EXIF orientation is applied, once.
        """
        undo = [None, *(Image.Transpose(number) for number in (0, 3, 1, 5, 2, 6, 4))][orientation - 1]
        upright = quartered(128, 96)
        lying = upright if undo is None else upright.transpose(undo)
        exif = Image.Exif()
        exif[0x0112] = orientation
        frame = load(saved(lying, kind, exif=exif), 64, 48)

        assert (64, 48) == (frame.width, frame.height)
        assert QUARTERS == corners(frame)

    @pytest.mark.parametrize("orientation", [0, 9, 65535])
    def test_that_means_nothing_turns_nothing(self, saved, orientation):
        """
        Values that EXIF does not know leave the picture as it is.
        """
        exif = Image.Exif()
        exif[0x0112] = orientation

        assert QUARTERS == corners(load(saved(quartered(), "PNG", exif=exif), 64, 48))


class TestBadFiles:
    @given(st.sampled_from(sorted(FILES)), st.floats(0, 1, exclude_max=True))
    def test_that_are_cut_short_show_all_or_nothing(self, folder, kind, part):
        """
        What was cut off is refused, or was not part of the picture; half a picture is never shown.
        """
        data, path = FILES[kind], folder / "cut"
        path.write_bytes(data)
        whole = load(path, 64, 36)
        path.write_bytes(data[: int(len(data) * part)])
        frame = shown(path)

        assert frame is None or np.array_equal(whole.buffer, frame.buffer)

    @given(
        st.sampled_from(sorted(FILES)),
        st.lists(st.tuples(st.integers(0, 400) | st.integers(0, 9000), st.integers(0, 255)), min_size=1, max_size=9),
    )
    def test_that_are_damaged_raise_nothing_else(self, folder, kind, changes):
        """
        Whatever bytes are wrong, the answer is a frame or our error.
        """
        data, path = bytearray(FILES[kind]), folder / "damaged"
        for position, value in changes:
            data[position % len(data)] = value
        path.write_bytes(data)
        frame = shown(path)

        assert frame is None or (frame.width >= 64 and frame.height >= 36)

    @given(st.binary(max_size=200))
    def test_that_are_no_pictures_are_refused(self, folder, data):
        """
        Arbitrary bytes are refused with a remedy.
        """
        path = folder / "bytes"
        path.write_bytes(data)

        with pytest.raises(VisualError) as caught:
            load(path, 64, 36)
        assert "pictures" == caught.value.provider

    @pytest.mark.parametrize("name", ["missing.png", ".", "nul\0.png", "n" * 300])
    def test_that_are_no_files_are_refused(self, folder, name):
        """
        A path with no file to read is refused by name.
        """
        with pytest.raises(VisualError) as caught:
            load(folder / name, 64, 36)
        assert "picture" in str(caught.value)
        assert caught.value.remedy

    def test_that_are_giants_are_refused_unread(self, folder):
        """
        A few bytes that claim to be more pixels than memory holds are refused before they are unpacked.
        """
        path = folder / "giant"
        path.write_bytes(b"P5 100000 100000 255\n")

        with pytest.raises(VisualError, match="178 million pixels"):
            load(path, 64, 36)

    def test_that_are_giants_are_refused_whatever_pillow_allows(self, folder, monkeypatch):
        """
        The limit is ours: it holds where a program has lifted Pillow's.
        """
        monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
        path = folder / "giant"
        path.write_bytes(b"P5 13378 13378 255\n")
        assert MAX_PIXELS < 13378**2

        with pytest.raises(VisualError, match="178 million pixels"):
            load(path, 64, 36)

    def test_are_not_run(self, folder):
        """
        PostScript, which Pillow would hand to another program, is refused.
        """
        path = folder / "page.eps"
        path.write_bytes(encoded(quartered(), "EPS"))

        with pytest.raises(VisualError, match="not a picture of a kind"):
            load(path, 64, 36)


class TestWarnings:
    def test_stay_inside(self, saved, monkeypatch):
        """
        What Pillow warns of is an error or nothing to the user, and the program's own warnings still come through.
        """
        monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 3000)  # 64 × 48 pixels are now worth a warning
        path = saved(quartered())
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            load(path, 64, 48)
            warnings.warn("mine", stacklevel=1)

        assert ["mine"] == [str(warning.message) for warning in caught]

    def test_of_others_are_restored_by_the_last(self):
        """
        While one thread still reads, another that ends does not bring Pillow's warnings back; the last one does.
        """
        before = list(warnings.filters)
        quiet = decoding._quiet
        with quiet:
            with quiet:
                pass
            assert before != warnings.filters
        assert before == warnings.filters


class TestAnimations:
    @pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
    def test_show_their_first_picture(self, saved, kind):
        """
        Of moving pictures in an image file the first is shown.
        """
        later = Image.new("RGB", (64, 48), "black")
        path = saved(quartered(), kind, save_all=True, append_images=[later], duration=100)

        assert QUARTERS == corners(load(path, 64, 48))
