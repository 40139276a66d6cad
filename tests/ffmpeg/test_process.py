"""
Child processes: whatever happens to them, and to us, none is left behind.
"""

import asyncio
import errno
import os
import signal
import sys

import pytest

from aura_core.errors import DiskFullError, FFmpegNotFoundError, RenderError
from aura_core.ffmpeg.process import FrameReader, FrameSink, run


def _python(program, *arguments):
    return [sys.executable, "-c", program, *map(str, arguments)]


_FAILS = "import sys; sys.stderr.write('First.\\nLast.\\n'); sys.exit(3)"
_FULL = f"import os, sys; sys.exit('Error writing trailer: ' + os.strerror({errno.ENOSPC}))"
_EATS = "import sys; sys.stdin.buffer.read()"


def _gone(pid):
    """Say whether there is no such process any more."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.fixture
def pids(tmp_path):
    """A pipe that a child tells its process ids through; reading it waits for them."""
    fifo = tmp_path / "pids"
    os.mkfifo(fifo)
    return fifo


class TestRun:
    def test_returns_what_was_written_to_stdout(self):
        """
        What a child says on stdout is the result; what it says on stderr is not.
        """
        said = asyncio.run(run(_python("import sys; sys.stdout.write('out'); sys.stderr.write('err')")))

        assert b"out" == said

    def test_explains_a_failure(self):
        """
        Another code than 0 is an error with the command line, the code and the log.
        """
        argv = _python(_FAILS)
        with pytest.raises(RenderError, match=r"FFmpeg ended with code 3: Last\.") as caught:
            asyncio.run(run(argv))

        error = caught.value
        assert (tuple(argv), 3, "First.\nLast.") == (error.argv, error.exit_code, error.log)

    def test_names_the_signal_that_ended_the_child(self):
        """
        A killed child is told apart from one that failed.
        """
        with pytest.raises(RenderError, match="killed by signal 9") as caught:
            asyncio.run(run(_python("import os; os.kill(os.getpid(), 9)")))

        assert -9 == caught.value.exit_code

    def test_recognises_a_full_disk(self):
        """
        What FFmpeg says when the disk is full becomes an error that may not come again.
        """
        with pytest.raises(DiskFullError):
            asyncio.run(run(_python(_FULL)))

    def test_names_a_program_that_is_not_there(self):
        """
        An FFmpeg that vanished is not found, in so many words.
        """
        with pytest.raises(FFmpegNotFoundError, match="cannot be started"):
            asyncio.run(run(["/nowhere/ffmpeg"]))

    def test_keeps_only_the_end_of_a_long_log(self):
        """
        A child that complains without end does not fill the memory.
        """
        with pytest.raises(RenderError) as caught:
            asyncio.run(run(_python("import sys; sys.stderr.write('x' * 10**6 + 'END'); sys.exit(1)")))

        assert len(caught.value.log) <= 16_384
        assert caught.value.log.endswith("END")

    def test_kills_the_child_and_its_children_when_cancelled(self, pids):
        """
        A second after a cancellation neither the child nor what it started is there.
        """

        async def cancelled():
            work = asyncio.create_task(run(["sh", "-c", 'exec 9> "$0"; echo $$ >&9; sleep 15 & wait', str(pids)]))
            with await asyncio.to_thread(pids.open) as told:
                child = int(told.readline())
                work.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await asyncio.wait_for(work, 1)
                # The end of the pipe comes when nobody holds the other end any more.
                return child, await asyncio.wait_for(asyncio.to_thread(told.read), 1)

        child, rest = asyncio.run(cancelled())
        assert _gone(child)
        assert "" == rest


class TestFrameSink:
    def test_hands_over_every_byte(self, tmp_path):
        """
        What is written arrives, in order, however little the pipe takes at a time.
        """
        target = tmp_path / "frames"
        sink = FrameSink(_python("import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())", target))
        frames = [bytes([number]) * 3_000_000 for number in range(3)]
        for frame in frames:
            sink.write(memoryview(frame))
        sink.finish()
        sink.close()

        assert b"".join(frames) == target.read_bytes()

    def test_notices_a_killed_child(self):
        """
        A child that is killed while it is fed is an error that says so.
        """
        sink = FrameSink(_python(_EATS))
        sink.kill()
        with pytest.raises(RenderError, match="killed by signal 9") as caught:
            sink.write(memoryview(bytes(10**7)))
        sink.close()

        assert -signal.SIGKILL == caught.value.exit_code

    def test_notices_a_child_that_had_enough(self):
        """
        A child that ends well before all frames are written did not do what was asked.
        """
        sink = FrameSink(_python("pass"))
        with pytest.raises(RenderError, match="ended too early"):
            sink.write(memoryview(bytes(10**7)))
        sink.close()

    def test_notices_a_failure_at_the_end(self):
        """
        A child that takes all frames and then fails has failed.
        """
        sink = FrameSink(_python(f"import sys; sys.stdin.buffer.read(); {_FAILS}"))
        sink.write(memoryview(b"frame"))
        with pytest.raises(RenderError, match="code 3"):
            sink.finish()
        sink.close()

    def test_recognises_a_full_disk(self):
        """
        A full disk is told apart from other failures.
        """
        sink = FrameSink(_python(f"import sys; sys.stdin.buffer.read(); {_FULL}"))
        with pytest.raises(DiskFullError):
            sink.finish()
        sink.close()

    def test_leaves_no_child_when_closed(self, pids):
        """
        Letting go in the middle kills.
        """
        sink = FrameSink(["sh", "-c", 'echo $$ > "$0"; exec cat', str(pids)])
        child = int(pids.read_text())
        sink.close()

        assert _gone(child)

    def test_names_a_program_that_is_not_there(self):
        """
        An FFmpeg that vanished is not found, in so many words.
        """
        with pytest.raises(FFmpegNotFoundError, match="cannot be started"):
            FrameSink(["/nowhere/ffmpeg"])


class TestFrameReader:
    def test_fills_frames_one_after_another(self):
        """
        Each call gives the next frame, whole.
        """
        reader = FrameReader(_python("import sys; sys.stdout.buffer.write(b'a' * 2_000_000 + b'b' * 2_000_000)"))
        frame = bytearray(2_000_000)
        seen = []
        for _ in range(2):
            reader.read_into(memoryview(frame))
            seen.append(set(frame))
        reader.close()

        assert [{ord("a")}, {ord("b")}] == seen

    def test_notices_that_there_are_too_few_frames(self):
        """
        A film that ends before it should is an error, not a frame of leftovers.
        """
        reader = FrameReader(_python("import sys; sys.stdout.write('short')"))
        with pytest.raises(RenderError, match="ended too early"):
            reader.read_into(memoryview(bytearray(100)))
        reader.close()

    def test_explains_a_failure(self):
        """
        When the child failed, its own words are in the error.
        """
        reader = FrameReader(_python(_FAILS))
        with pytest.raises(RenderError, match=r"code 3: Last\."):
            reader.read_into(memoryview(bytearray(100)))
        reader.close()

    def test_leaves_no_child_when_closed(self, pids):
        """
        Letting go of an endless film kills the child.
        """
        reader = FrameReader(["sh", "-c", 'echo $$ > "$0"; exec cat /dev/zero', str(pids)])
        child = int(pids.read_text())
        reader.close()

        assert _gone(child)
