"""
The gate, and what it lets through.
"""

import asyncio
import sys
from fractions import Fraction

import attrs
import pytest

from aura_core.errors import IntegrityError
from aura_core.ffmpeg.encoding import encoding_for
from aura_core.stages.rendering.check import check
from aura_core.stages.rendering.painting import Easel


pytestmark = pytest.mark.render


@pytest.fixture(scope="module")
def last(film, order, ffmpeg, fonts):
    """The last picture of the film, as it was drawn."""
    encoding = encoding_for(order.render_spec, film.timeline.frame_rate)
    with Easel(film.timeline, encoding, ffmpeg, fonts) as easel:
        return easel.last_picture()


@pytest.fixture
def checked(film, ffmpeg, last):
    """Give a function that checks a file as if it were the film."""
    return lambda path: asyncio.run(check(path, film.timeline, ffmpeg, last))


class TestCheck:
    def test_lets_a_good_film_through(self, film, checked):
        """
        The film that was asked for passes.
        """
        checked(film.path)

    @pytest.mark.parametrize(
        "share", [Fraction(0), Fraction(1, 100), Fraction(1, 2), Fraction(9, 10), Fraction(99, 100)]
    )
    def test_stops_what_was_cut_off(self, film, checked, tmp_path, share):
        """
        A file that ends too early never passes, however little is missing.
        """
        cut = tmp_path / "cut.mp4"
        data = film.path.read_bytes()
        cut.write_bytes(data[: int(len(data) * share)])
        with pytest.raises(IntegrityError):
            checked(cut)

    def test_stops_what_lacks_a_byte(self, film, checked, tmp_path):
        """
        A single byte at the end is enough.
        """
        cut = tmp_path / "cut.mp4"
        cut.write_bytes(film.path.read_bytes()[:-1])
        with pytest.raises(IntegrityError):
            checked(cut)

    def test_stops_what_ends_in_zeros(self, film, checked, tmp_path):
        """
        A file of the right length whose end was never written, as after a crash, does not pass.
        """
        hollow = tmp_path / "hollow.mp4"
        data = film.path.read_bytes()
        hollow.write_bytes(data[: len(data) * 9 // 10] + bytes(len(data) - len(data) * 9 // 10))
        with pytest.raises(IntegrityError):
            checked(hollow)

    @pytest.mark.parametrize(
        ("options", "says"),
        [
            (["-t", "3", "-c", "copy"], "frames instead of"),
            (["-an", "-c", "copy"], "its sound lasts 0.000 s"),
            (["-vn", "-c", "copy"], "0 pixels across"),
            (["-map", "0", "-c:a", "copy", "-s", "160x90"], "160 pixels across instead of 320"),
            (["-map", "0", "-c:a", "copy", "-r", "30"], "frames instead of"),
            (["-map", "0", "-c:v", "copy", "-af", "atrim=end=3"], "its sound lasts 3"),
            (["-c:a", "copy", "-vf", "drawbox=t=fill:color=black:enable='gte(t,5)'"], "its last picture is"),
        ],
    )
    def test_says_what_is_wrong(self, film, checked, read, tmp_path, options, says):
        """
        Too short, without sound or picture, another size or rate, or a black end: each is named.
        """
        wrong = tmp_path / "wrong.mp4"
        read("-i", film.path, "-sn", *options, wrong)
        with pytest.raises(IntegrityError, match=says):
            checked(wrong)

    def test_stops_what_is_no_film(self, checked, tmp_path):
        """
        Neither text nor nothing is a film.
        """
        for content in (b"", b"not a film" * 1000):
            path = tmp_path / "none.mp4"
            path.write_bytes(content)
            with pytest.raises(IntegrityError):
                checked(path)


class TestRender:
    @pytest.mark.parametrize("lost", [0, 2, -1])
    def test_never_publishes_a_film_that_lacks_a_piece(self, make, order, tmp_path, monkeypatch, lost):
        """
        When joining loses a piece, the film is not handed out and not kept.
        """
        # The package offers the function of that name, not the module.
        rendering = sys.modules["aura_core.stages.rendering.render"]
        whole = rendering.concat_list

        def losing(files, *about):
            files = list(files)
            del files[lost]
            return whole(files, *about)

        monkeypatch.setattr(rendering, "concat_list", losing)
        with pytest.raises(IntegrityError, match="frames instead of"):
            make(attrs.evolve(order, seed=100 + lost), tmp_path)
        monkeypatch.undo()
        films = set((tmp_path / "store").rglob("*.mp4"))
        made = make(attrs.evolve(order, seed=100 + lost), tmp_path)

        # Only the film itself had to be made again.
        assert 1 == len(set(made.store.root.rglob("*.mp4")) - films)
