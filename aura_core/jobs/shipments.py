"""
Films on their way, kept with the jobs.

Whoever is at a shipment has it for a while, and says now and then that he still is; who dies meanwhile has it taken by
another, who goes on where it is remembered to be.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import attrs
import sqlalchemy as sa

from aura_core.database import Database
from aura_core.errors import ConflictError, NotFoundError
from aura_core.jobs.tables import SHIPMENTS
from aura_core.model.settings.export import UploadDestination
from aura_core.model.shipments import Shipment, ShipmentState
from aura_core.wire import dumps, loads


__all__ = ["GoneError", "Shipments", "Taken", "settled", "ship"]

_ENDED: Final = frozenset({ShipmentState.FAILED, ShipmentState.CANCELED})
"""How a shipment ends that may be asked for again."""

_LEASE_S: Final = 60.0
"""For how long who took a shipment has it for himself, from when he last said so."""


class GoneError(Exception):
    """A shipment is another's to go on with by now, or nobody's: its job was deleted."""


@attrs.frozen
class Taken:
    """
    A shipment that somebody is at.

    Attributes:
        holder: Who, by a name of this once.

        memory: What its destination wants remembered; JSON.
    """

    job_id: str
    holder: str
    shipment: Shipment
    memory: Mapping[str, Any]


class Shipments:
    """
    The shipments in a database.

    Every method waits for the database and may be called from any thread.
    Each raises :class:`~aura_core.errors.DatabaseError` when the database cannot be reached.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self, job_id: str) -> tuple[Shipment, ...]:
        """Return where a job's film is sent, in the order in which that was asked for."""
        chosen = sa.select(SHIPMENTS.c.shipment).where(SHIPMENTS.c.job_id == job_id).order_by(SHIPMENTS.c.number)
        with self._database.reading() as connection:
            return tuple(loads(document, Shipment) for document in connection.execute(chosen).scalars())

    def add(self, job_id: str, destinations: Sequence[UploadDestination]) -> None:
        """Have a job's film sent; where it is already, or is on its way, nothing changes."""
        with self._database.writing() as connection:
            ship(connection, job_id, destinations, datetime.now(UTC))

    def call_off(self, job_id: str, destination: str) -> None:
        """
        Send a job's film there no more; whoever is at it hears of it when he wants to keep something.

        Raises:
            NotFoundError: it was never to be sent there.

            ConflictError: it is there.
        """
        here = (SHIPMENTS.c.job_id == job_id, SHIPMENTS.c.destination == destination)
        with self._database.writing() as connection:
            found = connection.execute(sa.select(SHIPMENTS.c.shipment).where(*here).with_for_update()).scalar()
            if found is None:
                raise NotFoundError("The film is not sent there.", remedy="Look where it is sent.")
            shipment = loads(found, Shipment)
            if shipment.state is ShipmentState.SENT:
                raise ConflictError("The film is there already.", remedy="Delete it there.")
            ended = attrs.evolve(shipment, state=ShipmentState.CANCELED, next_try_at=None, ended_at=datetime.now(UTC))
            values = {"shipment": dumps(ended), "due": None, "holder": None}
            connection.execute(sa.update(SHIPMENTS).where(*here).values(**values))

    def free(self) -> None:
        """Let all that somebody was at be gone on with: who calls knows that he is dead."""
        with self._database.writing() as connection:
            held = SHIPMENTS.c.holder.is_not(None) & SHIPMENTS.c.due.is_not(None)
            connection.execute(sa.update(SHIPMENTS).where(held).values(due=0.0))

    def take(self, now: float, limit: int) -> tuple[Taken, ...]:
        """
        Return what is to be gone on with *now*, those first that wait longest, and leave it to the caller for a while.

        Args:
            now: Seconds since 1970.
        """
        if not self._any(now):
            return ()
        chosen = (
            sa.select(SHIPMENTS.c.job_id, SHIPMENTS.c.shipment, SHIPMENTS.c.memory)
            .where(SHIPMENTS.c.due <= now)
            .order_by(SHIPMENTS.c.due, SHIPMENTS.c.number)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        with self._database.writing() as connection:
            found = [
                Taken(row.job_id, uuid.uuid4().hex, _begun(loads(row.shipment, Shipment)), loads(row.memory, dict))
                for row in connection.execute(chosen)
            ]
            for one in found:
                values = {"holder": one.holder, "due": now + _LEASE_S, "shipment": dumps(one.shipment)}
                connection.execute(sa.update(SHIPMENTS).where(*_is(one)).values(**values))
        return tuple(found)

    def _any(self, now: float) -> bool:
        """Look before taking: who writes keeps others from writing."""
        with self._database.reading() as connection:
            return connection.execute(sa.select(SHIPMENTS.c.number).where(SHIPMENTS.c.due <= now)).first() is not None

    def renew(self, one: Taken, now: float) -> None:
        """
        Say that somebody is still at *one*.

        Raises:
            GoneError: it is his no more.
        """
        self._write(one, due=now + _LEASE_S)

    def keep(self, one: Taken) -> None:
        """
        Keep how far *one* is.

        Raises:
            GoneError: it is somebody else's.
        """
        self._write(one, **_whole(one))

    def postpone(self, one: Taken, until: float) -> None:
        """
        Keep how far *one* is, and have it gone on with, not before *until*, seconds since 1970.

        Raises:
            GoneError: it is somebody else's.
        """
        self._write(one, **_whole(one), due=until, holder=None)

    def _write(self, one: Taken, **values: Any) -> None:
        with self._database.writing() as connection:
            _change(connection, one, **values)


def settled(connection: sa.Connection, one: Taken) -> None:
    """
    Keep what became of *one*, which is gone on with no more, as part of a transaction.

    Raises:
        GoneError: it is somebody else's.
    """
    _change(connection, one, **_whole(one), due=None, holder=None)


def _whole(one: Taken) -> dict[str, str]:
    return {"shipment": dumps(one.shipment), "memory": dumps(one.memory)}


def _change(connection: sa.Connection, one: Taken, **values: Any) -> None:
    held = sa.update(SHIPMENTS).where(*_is(one), SHIPMENTS.c.holder == one.holder).values(**values)
    if not connection.execute(held).rowcount:
        raise GoneError


def ship(connection: sa.Connection, job_id: str, destinations: Sequence[UploadDestination], at: datetime) -> None:
    """
    Have a job's film sent to *destinations*, as part of a transaction.

    What failed or was called off is begun anew, and goes on where it was; the rest stays as it is.
    """
    known = {
        row.destination: loads(row.shipment, Shipment)
        for row in connection.execute(
            sa.select(SHIPMENTS.c.destination, SHIPMENTS.c.shipment)
            .where(SHIPMENTS.c.job_id == job_id)
            .with_for_update()
        )
    }
    for one in destinations:
        shipment = Shipment(one.id, one.name, one.type, asked_at=at)
        row = {"job_id": job_id, "destination": one.id}
        if one.id not in known:
            values = {"number": len(known), "due": 0.0, "shipment": dumps(shipment), "memory": "{}"}
            connection.execute(sa.insert(SHIPMENTS).values(**row, **values))
            known[one.id] = shipment
        elif known[one.id].state in _ENDED:
            chosen = sa.update(SHIPMENTS).where(*(SHIPMENTS.c[name] == value for name, value in row.items()))
            connection.execute(chosen.values(due=0.0, shipment=dumps(shipment)))


def _begun(shipment: Shipment) -> Shipment:
    return attrs.evolve(shipment, state=ShipmentState.SENDING, tries=shipment.tries + 1, next_try_at=None)


def _is(one: Taken) -> tuple[sa.ColumnElement[bool], ...]:
    return SHIPMENTS.c.job_id == one.job_id, SHIPMENTS.c.destination == one.shipment.destination
