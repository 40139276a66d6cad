"""Telling whoever asked for it how a job ended."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from typing import Final

import attrs

from aura_core import webhooks
from aura_core.configuration import effective
from aura_core.errors import AuraError, DatabaseError, WebhookError
from aura_core.jobs.deliveries import Deliveries, Due
from aura_core.outbound.addresses import is_own_machine
from aura_core.settings import Settings


__all__ = ["Herald"]

_TRIES: Final = 8

_HELD_S: Final = 30.0
"""How long what offline mode holds back is left alone."""

_AT_ONCE: Final = 8
"""Receivers that are told at a time."""

_LOOK_S: Final = 5.0
"""How often is looked for what is due; the shortest wait between two tries."""


class Herald:
    """
    Tells, until it was heard or tried often enough; nobody who does not answer keeps the others waiting.
    """

    def __init__(self, deliveries: Deliveries, settings: Settings) -> None:
        self._deliveries = deliveries
        self._settings = settings
        self._called = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._telling: set[asyncio.Task[None]] = set()

    def call(self) -> None:
        """Look now, from any thread: a job has ended."""
        if self._loop is not None:
            # A loop that is closed tells nobody any more.
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._called.set)

    async def run(self) -> None:
        """Tell of the ends of jobs, for ever."""
        self._loop = asyncio.get_running_loop()
        try:
            while True:
                with contextlib.suppress(DatabaseError):
                    await self._begin_telling()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_LOOK_S):
                        await self._called.wait()
                self._called.clear()
        finally:
            for task in self._telling:
                task.cancel()

    async def _begin_telling(self) -> None:
        free = _AT_ONCE - len(self._telling)
        for one in await asyncio.to_thread(self._deliveries.take, time.time(), free) if free else ():
            task = asyncio.create_task(self._tell(one))
            self._telling.add(task)
            task.add_done_callback(self._told)

    def _told(self, task: asyncio.Task[None]) -> None:
        self._telling.discard(task)
        # There may be more than were told at once.
        self._called.set()

    def _is_held_back(self, url: str) -> bool:
        try:
            return effective(self._settings).offline and not is_own_machine(url)
        except AuraError:
            # The owner's document must not be read, and may say that nothing leaves this machine.
            return True

    async def _tell(self, one: Due) -> None:
        body = {"id": one.id, "event": one.event, "jobId": one.job_id, "data": json.loads(one.data)}
        delivery = webhooks.Delivery(one.id, one.url, one.event, json.dumps(body).encode())
        secret, private = self._settings.webhook_secret, self._settings.webhooks_private
        # What cannot be kept while the database is away is told once more when it is back.
        with contextlib.suppress(DatabaseError):
            if await asyncio.to_thread(self._is_held_back, one.url):
                # That is no try: once offline mode is off, there are as many as ever.
                untried = attrs.evolve(one, tries=one.tries - 1)
                await asyncio.to_thread(self._deliveries.postpone, untried, time.time() + _HELD_S)
                return
            try:
                await webhooks.deliver(delivery, secret=secret, allow_private=private)
            except WebhookError as error:
                if error.retryable and one.tries + 1 < _TRIES:
                    until = time.time() + webhooks.backoff_s(one.tries)
                    await asyncio.to_thread(self._deliveries.postpone, one, until)
                    return
            await asyncio.to_thread(self._deliveries.settle, one)
