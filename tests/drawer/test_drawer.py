import signal
import subprocess
import sys
import textwrap

import attrs
import pytest
import sqlalchemy as sa

from aura_core.drawer import Drawer, opened
from aura_core.drawer import drawer as room
from aura_core.drawer.tables import PAST, SCHEMA, VALUES
from aura_core.errors import ConflictError, NotFoundError, StaleError, TooLargeError
from aura_core.jobs import tables as jobs_tables
from aura_core.settings import Settings
from tests.drawer.conftest import Note


NOWHERE = "00000000-0000-0000-0000-000000000000"


def said(text):
    return lambda note: attrs.evolve(note, text=text)


class TestPut:
    def test_is_found_as_it_was_put(self, notes):
        """
        A value comes back whole, as its first version.
        """
        kept = notes.put(Note("The Moon pulls. 月"), note="Begun.")

        assert kept == notes.find(kept.id)
        assert (1, "Begun.", kept.changed) == (kept.version, kept.note, kept.created)

    def test_gives_ids_that_say_nothing(self, notes):
        """
        The same value twice is two values.
        """
        assert notes.put(Note("a")).id != notes.put(Note("a")).id

    def test_refuses_what_is_too_large(self, notes, monkeypatch):
        """
        What is more than is kept is refused, new or changed, and leaves nothing.
        """
        monkeypatch.setattr(room, "LARGEST", 40)
        kept = notes.put(Note("short"))

        with pytest.raises(TooLargeError, match="at most 40"):
            notes.put(Note("x" * 40))
        with pytest.raises(TooLargeError):
            notes.change(kept.id, said("x" * 40))
        assert (1, (kept,)) == (notes.listed().total, notes.listed().items)

    def test_refuses_too_many(self, notes, database, monkeypatch):
        """
        There is room for so many of a kind, and other kinds have theirs.
        """
        monkeypatch.setattr(room, "MOST", 2)
        for _ in range(2):
            notes.put(Note("a"))

        with pytest.raises(ConflictError, match="2 values"):
            notes.put(Note("a"))
        assert 1 == Drawer(database, "other", Note).put(Note("a")).version


class TestFind:
    @pytest.mark.parametrize("key", [NOWHERE, "", "../x", "x\x00", "\ud800", "a" * 5000])
    def test_refuses_what_nobody_put(self, notes, key):
        """
        Whatever is asked for that is no id of this kind is not found.
        """
        with pytest.raises(NotFoundError, match="There is no note"):
            notes.find(key)

    def test_knows_its_kind_only(self, notes, database):
        """
        An id of another kind is none of this one, for nobody who asks.
        """
        kept, others = notes.put(Note("a")), Drawer(database, "other", Note)

        for ask in (others.find, others.versions, others.remove, lambda key: others.change(key, said("b"))):
            with pytest.raises(NotFoundError):
                ask(kept.id)

    @pytest.mark.parametrize("version", [-1, 0, 2, 10**30])
    def test_refuses_versions_that_never_were(self, notes, version):
        """
        A version that is not kept is not found, whatever its number.
        """
        with pytest.raises(NotFoundError, match="no version"):
            notes.find(notes.put(Note("a")).id, version)

    def test_says_what_another_version_kept(self, notes, database):
        """
        A value that this program cannot read is said to be one, not to be missing.
        """
        kept = notes.put(Note("a"))
        with database.writing() as connection:
            connection.execute(sa.update(VALUES).values(value='{"text": {}}'))

        with pytest.raises(ConflictError, match="another version of this program"):
            notes.find(kept.id)


class TestChange:
    def test_keeps_what_was(self, notes):
        """
        Every change is a version, and those before it stay as they were.
        """
        first = notes.put(Note("a"))
        second = notes.change(first.id, said("b"), note="Better.")

        assert (second, first) == notes.versions(first.id)
        assert (second, first) == (notes.find(first.id), notes.find(first.id, 1))
        assert (2, "b", "Better.") == (second.version, second.value.text, second.note)
        assert first.created == second.created <= second.changed

    def test_of_nothing_is_none(self, notes):
        """
        A change that leaves everything as it is makes no version.
        """
        kept = notes.put(Note("a"))

        assert kept == notes.change(kept.id, said("a"))
        assert (kept,) == notes.versions(kept.id)

    def test_is_refused_when_another_version_was_meant(self, notes):
        """
        Who means a version that was is refused, and nothing is changed, reverted or forgotten.
        """
        kept = notes.put(Note("a"))
        notes.change(kept.id, said("b"), expected={1})

        with pytest.raises(StaleError, match="version 2"):
            notes.change(kept.id, said("c"), expected={1})
        with pytest.raises(StaleError):
            notes.revert(kept.id, 1, expected={1})
        with pytest.raises(StaleError):
            notes.remove(kept.id, expected={1, 3})
        assert "b" == notes.find(kept.id).value.text

    def test_that_fails_leaves_all_as_it_was(self, notes):
        """
        A change that goes wrong in the middle is none.
        """
        kept = notes.put(Note("a"))

        with pytest.raises(ZeroDivisionError):
            notes.change(kept.id, lambda note: attrs.evolve(note, number=1 // note.number))
        assert kept == notes.find(kept.id)

    def test_forgets_the_oldest(self, notes, monkeypatch):
        """
        So many versions are kept, and the present one besides.
        """
        monkeypatch.setattr(room, "VERSIONS", 2)
        kept = notes.put(Note("0"))
        for number in range(1, 6):
            notes.change(kept.id, said(str(number)))

        assert ["5", "4", "3"] == [one.value.text for one in notes.versions(kept.id)]
        with pytest.raises(NotFoundError):
            notes.find(kept.id, 3)

    def test_forgets_what_weighs_too_much(self, notes, monkeypatch):
        """
        Versions that weigh too much together are forgotten from the oldest on.
        """
        monkeypatch.setattr(room, "WEIGHT", 300)
        kept = notes.put(Note("0"))
        for number in range(1, 6):
            notes.change(kept.id, said(f"{number}" * 100))

        assert [6, 5, 4] == [one.version for one in notes.versions(kept.id)]


class TestRevert:
    def test_is_a_change(self, notes):
        """
        What was comes back as a new version, so that it can be taken back, too.
        """
        kept = notes.put(Note("a"))
        notes.change(kept.id, said("b"))
        reverted = notes.revert(kept.id, 1)

        assert (3, "a") == (reverted.version, reverted.value.text)
        assert ["a", "b", "a"] == [one.value.text for one in notes.versions(kept.id)]


class TestListed:
    def test_begins_with_what_was_changed_last(self, notes):
        """
        Pages follow one another without gaps, the last change first.
        """
        kept = [notes.put(Note(str(number))) for number in range(5)]
        notes.change(kept[1].id, said("again"))
        shown = [one.value.text for start in (0, 2, 4) for one in notes.listed(2, start).items]

        assert ["again", "4", "3", "2", "0"] == shown
        assert (5, ()) == (notes.listed(2, 9).total, notes.listed(2, 9).items)


class TestRemove:
    def test_forgets_all_versions(self, notes, database):
        """
        What is removed is gone, with everything that it was.
        """
        kept = notes.put(Note("a"))
        notes.change(kept.id, said("b"))
        notes.remove(kept.id, expected={2})

        with pytest.raises(NotFoundError):
            notes.find(kept.id)
        with database.reading() as connection:
            assert [] == connection.execute(sa.select(PAST)).all()


ADDING = textwrap.dedent("""
    import sys, attrs
    sys.path.insert(0, sys.argv[4])
    from pathlib import Path
    from aura_core.database import Database, url_for
    from aura_core.drawer import Drawer
    from tests.drawer.conftest import Note

    notes = Drawer(Database(url_for(sys.argv[1], Path("."))), "note", Note)
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(int(sys.argv[3])):
        notes.change(sys.argv[2], lambda note: attrs.evolve(note, number=note.number + 1))
        print("done", flush=True)
""")


@pytest.fixture
def adding(database, pytestconfig):
    """Start processes that add to a note, one after the other, and end them after the test."""
    running = []

    def start(key, times):
        url = database.url.render_as_string(hide_password=False)
        arguments = [sys.executable, "-c", ADDING, url, key, str(times), str(pytestconfig.rootpath)]
        process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert "ready\n" == process.stdout.readline()
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


class TestProcesses:
    def test_change_one_after_the_other(self, notes, adding):
        """
        Two processes that change the same value at once both do so, and nothing is lost.
        """
        kept = notes.put(Note("a"))
        both = [adding(kept.id, 20) for _ in range(2)]
        for process in both:
            process.stdin.write("\n")
            process.stdin.flush()
        for process in both:
            assert 0 == process.wait(60)

        assert (40, 41) == (notes.find(kept.id).value.number, notes.find(kept.id).version)
        assert list(range(40, -1, -1)) == [one.value.number for one in notes.versions(kept.id)]

    def test_that_are_killed_leave_whole_values(self, notes, adding):
        """
        What a process had done when it was killed is there, and its value can be changed further.
        """
        kept = notes.put(Note("a"))
        process = adding(kept.id, 10_000)
        process.stdin.write("\n")
        process.stdin.flush()
        done = sum(1 for _ in zip(range(5), process.stdout, strict=False))
        process.send_signal(signal.SIGKILL)
        process.wait(60)
        found = notes.find(kept.id)

        assert found.value.number >= done == 5
        assert found.value.number + 1 == found.version
        assert found.version + 1 == notes.change(kept.id, said("on")).version


class TestOpened:
    def test_needs_nothing_but_a_folder(self, tmp_path):
        """
        What was kept is there when the database is opened again, without jobs and without a server.
        """
        settings = Settings(data=tmp_path / "new" / "data")
        with opened(settings) as database:
            kept = Drawer(database, "note", Note).put(Note("a"))
        with opened(settings) as database:
            assert kept == Drawer(database, "note", Note).find(kept.id)
        assert ["jobs.sqlite"] == [path.name for path in settings.data.iterdir()]

    def test_lies_beside_the_jobs(self, database):
        """
        The tables of the jobs are made in the same database, in any order.
        """
        kept = Drawer(database, "note", Note).put(Note("a"))
        database.prepare(jobs_tables.SCHEMA)
        database.prepare(SCHEMA)

        assert kept == Drawer(database, "note", Note).find(kept.id)
