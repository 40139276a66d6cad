"""Several things at a time."""

import asyncio
import threading

import pytest

from aura_core.concurrency import in_thread


class TestInThread:
    def test_is_over_when_the_thread_is(self, tmp_path):
        """
        Whoever cancels it and then removes what was being written finds nothing written afterwards.
        """
        begun, go_on = threading.Event(), threading.Event()
        target = tmp_path / "picture.png"

        def write():
            begun.set()
            go_on.wait()
            target.touch()

        async def cancelled():
            working = asyncio.create_task(in_thread(write))
            await asyncio.to_thread(begun.wait)
            working.cancel()
            asyncio.get_running_loop().call_soon(go_on.set)
            with pytest.raises(asyncio.CancelledError):
                await working
            target.unlink()

        asyncio.run(cancelled())

        assert [] == list(tmp_path.iterdir())

    def test_returns_and_raises_what_the_function_does(self):
        """
        It differs from the function in nothing else.
        """
        assert 3 == asyncio.run(in_thread(int, "11", base=2))
        with pytest.raises(ValueError, match="invalid literal"):
            asyncio.run(in_thread(int, "three"))
