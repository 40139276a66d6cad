"""
The store: whole entries, no races, room made where nobody is at work.
"""

import errno
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aura_core.errors import DiskFullError, NotFoundError, OutputError
from aura_core.model.render import RenderSpec, Resolution
from aura_core.store import Store, digest


KEY = digest("a key")
OTHER_KEY = digest("another key")

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.fractions(),
    lambda values: st.lists(values, max_size=4) | st.dictionaries(st.text(), values, max_size=4),
    max_leaves=10,
)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store", limit=10_000)


def _put(store, key, size=1000, age=0):
    """Write an entry that was last used *age* seconds ago."""
    with store.writing(key, ".bin") as target:
        target.write_bytes(bytes(size))
    path = store.path(key, ".bin")
    used = path.stat().st_mtime - age
    os.utime(path, (used, used))
    return path


def _fail_to_put(store, key, error):
    """Write half an entry, then fail."""
    with store.writing(key, ".bin") as target:
        target.write_bytes(b"half")
        raise error


def _files(store):
    return sorted(path for path in store.root.rglob("*") if path.is_file())


@contextmanager
def _elsewhere(store, what):
    """Run *what* with the store in another process; give it while it waits for a line on stdin."""
    program = f"""if True:
        import sys
        from pathlib import Path
        from aura_core.store import Store, digest
        store = Store(Path(sys.argv[1]), 0)
        {what}
    """
    with subprocess.Popen(
        [sys.executable, "-c", program, str(store.root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert "ready\n" == process.stdout.readline()
        yield process
        process.stdin.close()


_HELD_RUN = """
        with store.run():
            print("ready", flush=True)
            sys.stdin.readline()
"""
_HALF_WRITTEN = f"""
        with store.run(), store.writing("{KEY}", ".bin") as target:
            target.write_bytes(bytes(1000))
            print("ready", flush=True)
            sys.stdin.readline()
"""


class TestPublication:
    def test_shows_what_was_written(self, store):
        """
        An entry is found under its key, and nothing lies beside it.
        """
        with store.writing(KEY, ".bin") as target:
            target.write_bytes(b"whole")

        assert b"whole" == store.find(KEY, ".bin").read_bytes()
        assert [store.path(KEY, ".bin")] == _files(store)

    def test_does_not_happen_before_the_block_ends(self, store):
        """
        Nobody sees an entry while it is being written.
        """
        with store.writing(KEY, ".bin") as target:
            target.write_bytes(b"half")
            assert store.find(KEY, ".bin") is None

    def test_keeps_the_suffix_of_the_name_that_is_written_to(self, store):
        """
        FFmpeg chooses the container by the end of the name.
        """
        with store.writing(KEY, ".mp4") as target:
            target.touch()
            assert ".mp4" == target.suffix

    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, OSError])
    def test_leaves_nothing_when_the_block_fails(self, store, error):
        """
        An exception leaves neither an entry nor a temporary, and comes out as it was.
        """
        with pytest.raises(error):
            _fail_to_put(store, KEY, error)

        assert [] == _files(store)

    def test_leaves_what_there_was_when_the_block_fails(self, store):
        """
        Failing to write an entry again does not lose it.
        """
        _put(store, KEY, size=7)
        with pytest.raises(ValueError):
            _fail_to_put(store, KEY, ValueError)

        assert 7 == store.find(KEY, ".bin").stat().st_size

    def test_explains_a_full_disk(self, store):
        """
        No room is an error of ours, even when it is the writer that finds out.
        """
        with pytest.raises(DiskFullError):
            _fail_to_put(store, KEY, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))

        assert [] == _files(store)

    def test_is_won_by_all_threads_that_race(self, store):
        """
        Many threads may write the same entry at once: each succeeds, and one whole result is there.
        """
        together = threading.Barrier(8)

        def write(number):
            with store.writing(KEY, ".bin") as target:
                target.write_bytes(bytes([number]) * 100_000)
                together.wait()

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(write, range(8)))

        content = store.find(KEY, ".bin").read_bytes()
        assert content in {bytes([number]) * 100_000 for number in range(8)}
        assert [store.path(KEY, ".bin")] == _files(store)

    def test_is_won_by_two_processes_that_race(self, store):
        """
        While another process writes the entry, this one may; both end well.
        """
        with _elsewhere(store, _HALF_WRITTEN) as other:
            with store.writing(KEY, ".bin") as target:
                target.write_bytes(b"ours")
            assert b"ours" == store.find(KEY, ".bin").read_bytes()
            other.stdin.write("\n")
            other.stdin.flush()
            assert 0 == other.wait()

    def test_needs_a_folder_that_can_be_written(self, tmp_path):
        """
        A file where the store should be is an error of ours.
        """
        (tmp_path / "store").write_text("not a folder")
        with (
            pytest.raises(OutputError, match="cannot be written"),
            Store(tmp_path / "store", 0).writing(KEY, ".bin"),
        ):
            pass


class TestRoom:
    def test_is_made_by_evicting_what_was_not_used_for_longest(self, store):
        """
        When a run ends, the least recently used entries go until the rest is within the limit.
        """
        old = [_put(store, digest(number), size=3000, age=1000 - number) for number in range(5)]
        store.find(digest(1), ".bin")
        with store.run():
            pass

        assert sorted([old[1], old[3], old[4]]) == _files(store)

    def test_is_not_made_while_there_is_enough(self, store):
        """
        Nothing within the limit is ever evicted, however old.
        """
        path = _put(store, KEY, size=10_000, age=10**8)
        with store.run():
            pass

        assert [path] == _files(store)

    def test_spares_what_an_older_run_uses(self, tmp_path):
        """
        What was used since the oldest live run began stays, even over the limit, and also when asked again and again.
        """
        store = Store(tmp_path, limit=0)
        with _elsewhere(store, _HELD_RUN):
            used = _put(store, KEY)
            _put(store, OTHER_KEY, age=1000)
            for _ in range(3):
                with store.run():
                    pass
                assert used.exists()
                assert not store.path(OTHER_KEY, ".bin").exists()
        with store.run():
            pass

        assert [] == _files(store)

    def test_spares_what_another_run_of_this_process_uses(self, tmp_path):
        """
        Two runs in one process count like those of two.
        """
        store = Store(tmp_path, limit=0)
        with store.run():
            used = _put(store, KEY)
            with store.run():
                pass
            assert used.exists()

    def test_does_not_wait_for_dead_runs(self, tmp_path):
        """
        A run whose process was killed protects nothing, and its mark is cleared away.
        """
        store = Store(tmp_path, limit=0)
        with _elsewhere(store, _HELD_RUN) as other:
            _put(store, KEY, age=-1)
            other.kill()
            other.wait()
        path = store.path(KEY, ".bin")
        os.utime(path, (1, 1))
        with store.run():
            pass

        assert [] == _files(store)

    def test_is_cleared_of_what_dead_runs_were_writing(self, store):
        """
        A killed process leaves a temporary; the next run that ends removes it, whether or not room is short.
        """
        with _elsewhere(store, _HALF_WRITTEN) as other:
            other.kill()
            other.wait()
        kept = _put(store, OTHER_KEY, age=1000)
        assert any(path.name.startswith(f".{KEY}") for path in _files(store))
        with store.run():
            pass

        assert [kept] == _files(store)

    def test_is_not_made_of_what_live_runs_are_writing(self, tmp_path):
        """
        A temporary of a live run stays, even when there is no room.
        """
        store = Store(tmp_path, limit=0)
        with _elsewhere(store, _HALF_WRITTEN) as other:
            with store.run():
                pass
            other.stdin.write("\n")
            other.stdin.flush()
            assert 0 == other.wait()


class TestDigest:
    def test_is_forty_hexadecimal_digits(self):
        """
        A key can be a file name anywhere.
        """
        assert 40 == len(KEY)
        assert int(KEY, 16) >= 0

    @given(plain, plain)
    def test_differs_where_values_differ(self, one, other):
        """
        Equal values have equal keys, others have others.
        """
        assume(repr(one) != repr(other))

        assert digest(one) != digest(other)

    @given(st.lists(plain, min_size=2, max_size=4))
    def test_heeds_the_order(self, parts):
        """
        The same parts in another order are another key; in a list they are yet another.
        """
        assert (repr(parts) == repr(parts[::-1])) == (digest(*parts) == digest(*parts[::-1]))
        assert digest(*parts) != digest(parts)

    @given(st.text())
    def test_takes_any_text(self, text):
        """
        Emoji and all are as good as letters.
        """
        assert digest(text) == digest(str(text))
        assert digest(text) != digest(text + "\N{COMBINING ACUTE ACCENT}")

    def test_takes_file_names_of_other_encodings(self):
        """
        Half a surrogate pair, which Python makes of bytes that are not UTF-8, is no obstacle.
        """
        assert digest("\udcff") != digest("\udcfe")

    def test_tells_members_of_values_apart(self):
        """
        Every member of a value counts.
        """
        assert digest(Resolution(640, 360)) != digest(Resolution(360, 640))
        assert digest(RenderSpec()) == digest(RenderSpec())
        assert digest(RenderSpec()) != digest(RenderSpec(fps=25))

    def test_is_exact_about_fractions(self):
        """
        Nothing is rounded as it would be on the wire.
        """
        assert digest(Fraction(1, 3)) != digest(Fraction(1, 3) + Fraction(1, 10**9))

    def test_of_a_path_is_that_of_its_content(self, tmp_path):
        """
        Where a file lies and what it is called does not matter, a single byte in it does.
        """
        one, same, other = tmp_path / "one.png", tmp_path / "sub" / "same.jpg", tmp_path / "other.png"
        same.parent.mkdir()
        for path, content in ((one, b"content"), (same, b"content"), (other, b"contenT")):
            path.write_bytes(content)

        assert digest(one) == digest(same)
        assert digest(one) != digest(other)

    def test_of_a_path_changes_with_its_content(self, tmp_path):
        """
        A file that was asked for before and has changed since is read again.
        """
        path = tmp_path / "picture.png"
        path.write_bytes(b"before")
        before = digest(path)
        path.write_bytes(b"after, which is longer")

        assert before != digest(path)

    def test_of_an_entry_is_that_of_its_key(self, store):
        """
        An entry of a store is known by its key and need not be read, wherever the store lies.
        """
        path = store.path(KEY, ".png")

        assert not path.exists()
        assert digest(path) == digest(Path("/elsewhere") / path.relative_to(store.root))

    def test_of_a_path_needs_the_file(self, tmp_path):
        """
        A file that is gone is an error of ours that names it.
        """
        with pytest.raises(NotFoundError, match=r"gone\.png cannot be read"):
            digest(tmp_path / "gone.png")
