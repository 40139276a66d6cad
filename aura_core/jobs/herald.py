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
from aura_core.jobs.rounds import Rounds
from aura_core.outbound.addresses import is_own_machine
from aura_core.settings import Settings


__all__ = ["Herald"]

_TRIES: Final = 8

_HELD_S: Final = 30.0
"""How long what offline mode holds back is left alone."""

_AT_ONCE: Final = 8
"""Receivers that are told at a time."""


class Herald:
    """
    Tells, until it was heard or tried often enough; nobody who does not answer keeps the others waiting.
    """

    def __init__(self, deliveries: Deliveries, settings: Settings) -> None:
        self._deliveries = deliveries
        self._settings = settings
        self._rounds = Rounds(deliveries.take, self._tell, _AT_ONCE)

    def call(self) -> None:
        """Look now, from any thread: a job has ended."""
        self._rounds.call()

    async def run(self) -> None:
        """Tell of the ends of jobs, for ever."""
        await self._rounds.run()

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
