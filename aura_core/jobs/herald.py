"""Telling whoever asked for it how a job ended."""

from __future__ import annotations

import asyncio
import json
from typing import Final

from aura_core import webhooks
from aura_core.errors import NotFoundError, WebhookError
from aura_core.jobs.ledger import Ledger
from aura_core.settings import Settings


__all__ = ["deliver"]

_TRIES: Final = 8


async def deliver(ledger: Ledger, settings: Settings, job_id: str, seq: int, attempt: int) -> float | None:
    """
    Tell for the nth time how a job ended.

    Args:
        seq: The number of the event that ended it; a job that was tried again has several.

        attempt: Counted from 1.

    Returns:
        The seconds until the next time, if there is to be one.
    """
    try:
        record = await asyncio.to_thread(ledger.find, job_id)
    except NotFoundError:
        return None
    url = record.request.callback_url
    last = (await asyncio.to_thread(ledger.told, job_id, seq - 1))[0]
    assert url
    body = {"id": f"{job_id}.{last.seq}", "event": last.name, "jobId": job_id, "data": json.loads(last.data)}
    delivery = webhooks.Delivery(f"{job_id}.{last.seq}", url, last.name, json.dumps(body).encode())
    try:
        await webhooks.deliver(delivery, secret=settings.webhook_secret, allow_private=settings.webhooks_private)
    except WebhookError as error:
        if error.retryable and attempt < _TRIES:
            return webhooks.backoff_s(attempt - 1)
    await asyncio.to_thread(ledger.deliver, job_id, seq)
    return None
