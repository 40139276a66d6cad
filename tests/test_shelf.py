"""Finished films where their owner wants to find them."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.errors import DiskFullError, OutputError
from aura_core.model.artifact import Artifact, ArtifactFile
from aura_core.model.render import Resolution
from aura_core.model.settings.export import NamingPatternSettings
from aura_core.shelf import Film, name_of, put, spelled
from aura_core.testing.strategies import values


MADE = datetime(2026, 3, 7, 15, 4, 9, 120_000)  # noqa: DTZ001 - the owner's own time
FILM = Film("How tides work", MADE, "YouTube1080p", Resolution(1920, 1080), Fraction(61))
PLAIN = NamingPatternSettings()


def named(pattern, number=0, film=FILM, **others):
    return name_of(film, NamingPatternSettings(pattern=pattern, **others), number)


@pytest.fixture
def artifact(tmp_path):
    """Make a film with captions and a picture beside it."""
    folder = tmp_path / "job"
    folder.mkdir()
    files = []
    for name in ("video.mp4", "video.srt", "video.thumbnail.jpg"):
        (folder / name).write_text(name)
        files.append(ArtifactFile(name, folder / name, "x/y", 9))
    return Artifact(files[0], tuple(files[1:]), Fraction(61), 1830, "digest")


class TestName:
    @pytest.mark.parametrize(
        ("pattern", "expected"),
        [
            ("{project}_{date}_{time}", "How_tides_work_2026-03-07_150409"),
            ("{preset}-{resolution}-{duration}", "YouTube1080p-1920x1080-61s"),
            ("{counter} {project}", "001_How_tides_work"),
        ],
    )
    def test_says_what_the_pattern_asks_for(self, pattern, expected):
        """
        Every token stands for its part of the film.
        """
        assert expected == named(pattern)

    def test_is_another_for_every_number(self):
        """
        A counter counts from where it is told; without one, a number is added from the second film on.
        """
        assert ["010", "011"] == [named("{counter}", number, counter_start=10) for number in (0, 1)]
        assert ["How_tides_work", "How_tides_work_2"] == [named("{project}", number) for number in (0, 1)]
        assert "7" == named("{counter}", counter_start=7, counter_digits=1)

    def test_is_as_its_owner_likes_it(self):
        """
        Prefix and suffix, blanks and case are the owner's choice.
        """
        likes = {"custom_prefix": "Aura ", "custom_suffix": " END", "replace_spaces": False, "force_lowercase": True}

        assert "aura how tides work end" == named("{project}", **likes)

    def test_is_one_of_a_file(self):
        """
        What no file can be called is replaced, whatever the film is about.
        """
        film = attrs.evolve(FILM, project='a/b\\c:d*e?"<f>|\n.')

        assert "a_b_c_d_e___f___" == named("{project}", film=film)
        assert "_CON" == named("{project}", film=attrs.evolve(FILM, project="CON"))
        assert "film" == named("{project}", film=attrs.evolve(FILM, project=".."))

    def test_keeps_signs_that_its_owner_wants_to_keep(self):
        """
        What only some systems refuse in a name stays where the owner says so; what would lead elsewhere never does.
        """
        film = attrs.evolve(FILM, project="a/b: why?")

        assert "a_b:_why?" == named("{project}", film=film, sanitize_filenames=False)

    @given(project=st.text(max_size=500), pattern=values(NamingPatternSettings), number=st.integers(0, 5))
    def test_never_leads_elsewhere(self, project, pattern, number):
        """
        Whatever the film and the pattern, the name is one step, not hidden, and short enough.
        """
        name = name_of(attrs.evolve(FILM, project=project), pattern, number)

        assert os.path.basename(name) == name  # noqa: PTH119
        assert name not in {"", ".", ".."}
        assert not name.startswith(".")
        assert "\0" not in name
        assert len(name.encode()) <= 200


class TestSpelled:
    @pytest.mark.parametrize(
        ("pattern", "expected"),
        [
            ("yyyy-MM-dd", "2026-03-07"),
            ("yy.M.d", "26.3.7"),
            ("HHmmss", "150409"),
            ("h:mm tt", "3:04 PM"),
            ("dddd d. MMMM", "Saturday 7. March"),
            ("ddd MMM", "Sat Mar"),
            ("ss.fff", "09.120"),
            ("'day' d", "day 7"),
            ("", ""),
        ],
    )
    def test_is_as_dot_net_spells_it(self, pattern, expected):
        """
        The letters mean what the original's clients mean by them.
        """
        assert expected == spelled(MADE, pattern)


class TestPut:
    def test_takes_the_film_and_what_is_beside_it(self, artifact, tmp_path):
        """
        Everything is there under one name; what was made stays where it is.
        """
        there = put(artifact, FILM, tmp_path / "films" / "new", PLAIN)

        assert "How_tides_work_2026-03-07_150409.mp4" == there.name
        assert {there.name, f"{there.stem}.srt", f"{there.stem}.thumbnail.jpg"} == {
            path.name for path in there.parent.iterdir()
        }
        assert all(file.path.exists() for file in (artifact.video, *artifact.files))

    def test_never_takes_the_place_of_another(self, artifact, tmp_path):
        """
        Of films of one name, each has a place of its own, also when they come at once.
        """
        with ThreadPoolExecutor(4) as pool:
            places = list(pool.map(lambda _: put(artifact, FILM, tmp_path / "films", PLAIN), range(8)))

        assert 8 == len(set(places))
        assert {place.stem.rpartition("_")[2] for place in places} == {"150409", *map(str, range(2, 9))}

    def test_does_without_hard_links(self, artifact, tmp_path, monkeypatch):
        """
        Where a file system has no hard links, nothing is lost either.
        """

        def refuse(*_):
            raise PermissionError(1, "no links here")

        monkeypatch.setattr("aura_core.shelf.os.link", refuse)
        first, second = (put(artifact, FILM, tmp_path / "films", PLAIN) for _ in range(2))

        assert "video.mp4" == first.read_text() == second.read_text()
        assert first != second

    def test_leaves_nothing_half(self, artifact, tmp_path, monkeypatch):
        """
        A disk that is full, or a folder that is none, is said, and nothing is left of the film.
        """

        def full(*_):
            raise OSError(28, os.strerror(28))

        (tmp_path / "file").touch()
        with pytest.raises(OutputError):
            put(artifact, FILM, tmp_path / "file", PLAIN)
        monkeypatch.setattr("aura_core.shelf.shutil.copyfile", full)
        with pytest.raises(DiskFullError):
            put(artifact, FILM, tmp_path / "films", PLAIN)

        assert [] == list((tmp_path / "films").iterdir())
        assert re.match("video", artifact.video.path.name)
