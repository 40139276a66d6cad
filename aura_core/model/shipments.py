"""Films on their way to where their owner wants them sent."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Final

import attrs

from aura_core.model.enums import UploadDestinationType


__all__ = ["DestinationLogin", "LoginState", "Shipment", "ShipmentList", "ShipmentRequest", "ShipmentState"]

_MOST: Final = 100
"""Destinations that one request names."""

_count = attrs.validators.ge(0)


class ShipmentState(Enum):
    """How a shipment is."""

    WAITING = "Waiting"
    SENDING = "Sending"
    SENT = "Sent"
    FAILED = "Failed"
    CANCELED = "Canceled"


@attrs.frozen
class Shipment:
    """
    A film, with what lies beside it, on its way to an upload destination.

    Attributes:
        destination: Id of the upload destination in the settings.

        name: What its owner calls it.

        tries: How often it was tried since it last got further.

        bytes_sent: Of *bytes_total*, which is 0 before the first try.

        address: Where the film is once it is sent: a path, or a URL.

        error: Why the last try failed, as a sentence.

        remedy: What to do about that, as a sentence.

        next_try_at: When it is tried again at the earliest; ``None`` when it is not.
    """

    destination: str
    name: str
    type: UploadDestinationType
    state: ShipmentState = ShipmentState.WAITING
    tries: int = attrs.field(default=0, validator=_count)
    bytes_sent: int = attrs.field(default=0, validator=_count)
    bytes_total: int = attrs.field(default=0, validator=_count)
    address: str | None = None
    error: str | None = None
    remedy: str | None = None
    next_try_at: datetime | None = None
    asked_at: datetime | None = None
    ended_at: datetime | None = None


@attrs.frozen
class ShipmentList:
    """Where a job's film is sent, in the order in which that was asked for."""

    job_id: str
    uploads: tuple[Shipment, ...]


@attrs.frozen
class ShipmentRequest:
    """
    Where a film is to be sent.

    Attributes:
        destinations: Ids or names of upload destinations; all that are enabled where none is named.
    """

    destinations: tuple[str, ...] = attrs.field(default=(), validator=attrs.validators.max_len(_MOST))


class LoginState(Enum):
    """How a login at an upload destination stands."""

    LOGGED_OUT = "LoggedOut"
    PENDING = "Pending"
    LOGGED_IN = "LoggedIn"
    DENIED = "Denied"
    EXPIRED = "Expired"


@attrs.frozen
class DestinationLogin:
    """
    A login at an upload destination.

    Attributes:
        user_code: What its owner types at *verification_url*, while it is pending.

        expires_in: Seconds for which the code is good.

        interval: Seconds after which it is worth asking again.
    """

    state: LoginState
    user_code: str | None = None
    verification_url: str | None = None
    expires_in: int | None = None
    interval: int | None = None
