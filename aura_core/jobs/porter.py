"""
Sending films that are done where their owner wants them.

Rule: whatever becomes of a shipment, the job stays done.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

import attrs

from aura_core.configuration import SettingsFile, in_force
from aura_core.errors import AuraError, ConflictError, DatabaseError, NotFoundError, UploadError
from aura_core.jobs import life
from aura_core.jobs.ledger import Ledger
from aura_core.jobs.rounds import Rounds
from aura_core.jobs.shipments import GoneError, Shipments, Taken, settled
from aura_core.model.settings.export import UploadDestination
from aura_core.model.shipments import Shipment, ShipmentState
from aura_core.settings import Settings
from aura_core.uploading.choosing import destination_of, is_held_back
from aura_core.uploading.destination import Destination, Parcel
from aura_core.uploading.packing import packed
from aura_core.webhooks import backoff_s


__all__ = ["Porter"]

_AT_ONCE: Final = 4
"""Shipments at a time: more would only share the line, and fewer would wait for servers that are silent."""

_RENEW_S: Final = 20.0
"""How often somebody says that he is still at a shipment."""

_TELL_S: Final = 1.0
"""Between two reports of how far a shipment is, where no more than that has changed."""

_HELD_S: Final = 30.0
"""How long what offline mode holds back is left alone."""

_LONGEST_S: Final = 3600.0
"""The longest that a destination may ask to be left alone."""


_ONLINE: Final = "Turn offline mode off in the settings."


@attrs.frozen
class _Way:
    """Everything that a shipment takes."""

    settings: UploadDestination
    destination: Destination
    parcel: Parcel
    held_back: bool


class Porter:
    """
    Sends, until it has arrived or was tried often enough; nothing that waits keeps the rest waiting.
    """

    def __init__(self, shipments: Shipments, ledger: Ledger, settings: Settings) -> None:
        self._shipments = shipments
        self._ledger = ledger
        self._settings = settings
        self._rounds = Rounds(shipments.take, self._carry, _AT_ONCE)

    def call(self) -> None:
        """Look now, from any thread: there is something to send."""
        self._rounds.call()

    async def run(self) -> None:
        """Send what is to be sent, for ever."""
        await self._rounds.run()

    async def _carry(self, taken: Taken) -> None:
        notes = _Notes(taken, self._shipments)
        retries = UploadDestination().max_retries
        # What cannot be kept while the database is away is gone on with when it is back.
        with contextlib.suppress(DatabaseError, GoneError):
            try:
                way = await asyncio.to_thread(self._way, taken)
                retries = way.settings.max_retries
                if way.held_back:
                    await self._hold(notes)
                    return
                if taken.shipment.tries > retries + 1:
                    raise _silent(way.settings)
                notes.change(bytes_total=way.parcel.size)
                async with self._held(taken):
                    address = await way.destination.send(way.parcel, notes)
            except DatabaseError:
                raise
            except AuraError as error:
                await self._failed(notes, error, retries)
            else:
                await self._arrived(notes, address)

    def _way(self, taken: Taken) -> _Way:
        owner = SettingsFile(self._settings.data).read().settings
        wanted = taken.shipment.destination
        found = next((one for one in owner.export.upload_destinations if one.id == wanted), None)
        if found is None:
            raise NotFoundError(
                f"There is no upload destination {wanted} any more.", remedy="Send the film to another one."
            )
        if not found.enabled:
            raise ConflictError(
                f"The upload destination {found.name or wanted} is not enabled any more.",
                remedy="Enable it in the settings, and send the film again.",
            )
        settings = in_force(self._settings, owner)
        destination = destination_of(found, settings)
        parcel = packed(self._ledger.find(taken.job_id).job, owner.export)
        return _Way(found, destination, parcel, is_held_back(destination, settings))

    @contextlib.asynccontextmanager
    async def _held(self, taken: Taken) -> AsyncIterator[None]:
        """Say now and then, as long as the block lasts, that somebody is at the shipment; end it when it is his no more."""
        at_it = asyncio.current_task()
        assert at_it

        async def renew() -> None:
            while True:
                await asyncio.sleep(_RENEW_S)
                try:
                    with contextlib.suppress(DatabaseError):
                        await asyncio.to_thread(self._shipments.renew, taken, time.time())
                except GoneError:
                    at_it.cancel()

        renewing = asyncio.create_task(renew())
        try:
            yield
        finally:
            renewing.cancel()

    async def _hold(self, notes: _Notes) -> None:
        """Leave it until offline mode is off; that is no try."""
        until = time.time() + _HELD_S
        notes.change(tries=notes.shipment.tries - 1, error="Offline mode is on.", remedy=_ONLINE)
        await self._postpone(notes, until)

    async def _failed(self, notes: _Notes, error: AuraError, retries: int) -> None:
        notes.change(error=str(error), remedy=error.remedy)
        if error.retryable and notes.shipment.tries <= retries:
            asked = error.retry_after or 0.0 if isinstance(error, UploadError) else 0.0
            await self._postpone(notes, time.time() + max(backoff_s(notes.shipment.tries - 1), min(asked, _LONGEST_S)))
            return
        notes.change(state=ShipmentState.FAILED)
        line = f"The film is done, but was not sent to {_called(notes)}. {error} {error.remedy}"
        await self._settle(notes, line, warning=True)

    async def _arrived(self, notes: _Notes, address: str) -> None:
        total = notes.shipment.bytes_total
        notes.change(state=ShipmentState.SENT, address=address, bytes_sent=total, error=None, remedy=None)
        await self._settle(notes, f"The film was sent to {_called(notes)}; it is at {address}.", warning=False)

    async def _postpone(self, notes: _Notes, until: float) -> None:
        notes.change(state=ShipmentState.WAITING, next_try_at=datetime.fromtimestamp(until, UTC))
        await asyncio.to_thread(self._shipments.postpone, notes.taken, until)

    async def _settle(self, notes: _Notes, line: str, *, warning: bool) -> None:
        """Keep what became of a shipment, and put a *line* of it to the job's log, both or neither."""
        now = datetime.now(UTC)
        notes.change(ended_at=now)
        noted, settle = partial(life.noted, at=now, line=line, warning=warning), partial(settled, one=notes.taken)
        # Of a job that is gone there is nothing to be kept.
        with contextlib.suppress(NotFoundError):
            await asyncio.to_thread(partial(self._ledger.change, also=settle), notes.taken.job_id, noted)


class _Notes:
    """What is remembered of a shipment, in the database; see :class:`aura_core.uploading.destination.Notes`."""

    def __init__(self, taken: Taken, shipments: Shipments) -> None:
        self.taken = taken
        self._shipments = shipments
        self._told = 0.0

    @property
    def shipment(self) -> Shipment:
        return self.taken.shipment

    @property
    def memory(self) -> Mapping[str, Any]:
        return self.taken.memory

    async def keep(self, **members: Any) -> None:
        memory = {name: value for name, value in {**self.memory, **members}.items() if value is not None}
        self.taken = attrs.evolve(self.taken, memory=memory)
        await asyncio.to_thread(self._shipments.keep, self.taken)

    async def moved(self, sent: int, *, safely: bool = False) -> None:
        self.change(bytes_sent=sent)
        if safely and sent > self.memory.get(_FURTHEST, 0):
            # Who gets further is not to be given up, however often the line breaks on the way.
            self.change(tries=1)
            await self.keep(**{_FURTHEST: sent})
        elif time.monotonic() - self._told >= _TELL_S:
            self._told = time.monotonic()
            await asyncio.to_thread(self._shipments.keep, self.taken)

    def change(self, **changes: Any) -> None:
        """Change the shipment; kept when something else is."""
        self.taken = attrs.evolve(self.taken, shipment=attrs.evolve(self.shipment, **changes))


_FURTHEST: Final = "furthest"
"""What is remembered of every shipment: how many bytes had arrived for good at most."""


def _called(notes: _Notes) -> str:
    return notes.shipment.name or notes.shipment.destination


def _silent(destination: UploadDestination) -> UploadError:
    return UploadError(
        f"Whoever was to send the film to {destination.name or destination.id} died, each time that it was tried.",
        remedy="Look into the server's log, and send the film again.",
    )
