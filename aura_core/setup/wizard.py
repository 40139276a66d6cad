"""
How far the wizard has got: ``settings/wizard.json`` in the data folder.

Rule 1: it appears whole or not at all, and changes under a lock, from what it is at that moment.

Rule 2: what a client leaves out stays as it was, whichever of its two shapes it sends.

Rule 3: no key is ever written into it.

Rule 4: what cannot be read is set aside under a telling name when something else is written, and reported until then.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import attrs

from aura_core.disk import alone_in, disk_errors, publish
from aura_core.errors import InvalidInputError
from aura_core.model.setup import (
    WizardCompleteRequest,
    WizardProgressRequest,
    WizardRecord,
    WizardResetRequest,
    WizardSaved,
    WizardStatus,
)
from aura_core.setup.discretion import without_keys
from aura_core.wire import dumps, loads


__all__ = ["LARGEST", "Wizard"]

LARGEST: Final = 256 * 1024
"""Characters of JSON that a wizard may have kept."""


class Wizard:
    """The wizard's record in the data folder *data*; any number of processes may have it open."""

    def __init__(self, data: Path) -> None:
        self._path = data.absolute() / "settings" / "wizard.json"

    def status(self) -> WizardStatus:
        """
        Say how far the wizard has got.

        Raises:
            OutputError: its record is there and must not be read.
        """
        record, notice = self._read()
        return WizardStatus(
            *(record.completed, record.current_step, record.state or None),
            can_resume=not record.completed and record.current_step > 0,
            last_updated=record.last_updated,
            completed_at=record.completed_at,
            version=record.version,
            selected_tier=record.selected_tier,
            notice=notice,
        )

    def save(self, request: WizardProgressRequest, correlation_id: str) -> WizardSaved:
        """
        Keep how far the wizard has got.

        Raises:
            InvalidInputError: its state is no object, or too large.
        """
        step = request.last_step if request.current_step is None else request.current_step
        states = [part for part in (_object(request.wizard_state, "$.wizardState"), request.state) if part is not None]
        self._change(lambda record: _gone_on(record, step, states, request.selected_tier))
        return WizardSaved(True, "The wizard can go on from here.", correlation_id)

    def complete(self, request: WizardCompleteRequest, correlation_id: str) -> WizardSaved:
        """
        Keep that the wizard is done.

        Raises:
            InvalidInputError: its state is too large.
        """
        states = [] if request.final_state is None else [request.final_state]

        def done(record: WizardRecord) -> WizardRecord:
            # The shape without a final step counts screens otherwise, and must not overwrite what is right.
            step = request.final_step if request.final_step is not None else record.current_step or request.last_step
            record = _gone_on(record, step, states, request.selected_tier)
            return _completed(record, request.version)

        self._change(done)
        return WizardSaved(True, "The wizard is done.", correlation_id)

    def finish(self) -> None:
        """Keep that the first run is done, whatever the wizard says of itself."""
        self._change(lambda record: _completed(record, None))

    def reset(self, request: WizardResetRequest, correlation_id: str) -> WizardSaved:
        """Have the wizard begin anew."""
        kept = request.preserve_data

        def begun(record: WizardRecord) -> WizardRecord:
            return WizardRecord(state=record.state, selected_tier=record.selected_tier) if kept else WizardRecord()

        self._change(begun)
        message = "The wizard begins anew" + (", with what it knows." if kept else ".")
        return WizardSaved(True, message, correlation_id)

    def _read(self) -> tuple[WizardRecord, str | None]:
        with disk_errors(self._path.parent):
            try:
                data = self._path.read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return WizardRecord(), None
        try:
            return loads(data, WizardRecord), None
        except InvalidInputError as error:
            return WizardRecord(), f"{self._path} cannot be read, and counts as nothing: {error.issues[0].message}"

    def _change(self, change: Callable[[WizardRecord], WizardRecord]) -> None:
        with alone_in(self._path.parent):
            record, notice = self._read()
            text = _written(change(record))
            if len(text) > LARGEST:
                raise InvalidInputError.of(
                    "$.state", f"It is more than {LARGEST // 1024} KiB.", remedy="Keep less of the wizard's state."
                )
            if notice:
                aside = f"wizard.unreadable-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:6]}.json"
                with disk_errors(self._path.parent):
                    self._path.replace(self._path.with_name(aside))
            publish(self._path, text.encode() + b"\n")


def _written(record: WizardRecord) -> str:
    try:
        return dumps(attrs.evolve(record, last_updated=datetime.now(UTC)), indent=2)
    except RecursionError as error:
        raise _too_deep() from error


def _too_deep() -> InvalidInputError:
    return InvalidInputError.of("$.state", "It is nested too deeply.", remedy="Keep less of the wizard's state.")


def _gone_on(record: WizardRecord, step: int | None, states: list[Mapping[str, Any]], tier: str | None) -> WizardRecord:
    state = dict(record.state)
    try:
        for part in states:
            state |= without_keys(part)
    except RecursionError as error:
        raise _too_deep() from error
    return attrs.evolve(
        record,
        current_step=record.current_step if step is None else step,
        state=state,
        selected_tier=record.selected_tier if tier is None else without_keys(tier),
    )


def _completed(record: WizardRecord, version: str | None) -> WizardRecord:
    said = record.version if version is None else without_keys(version)
    return attrs.evolve(record, completed=True, completed_at=record.completed_at or datetime.now(UTC), version=said)


def _object(state: Any, path: str) -> Mapping[str, Any] | None:
    """Return a state that came as text or as itself."""
    if isinstance(state, str):
        try:
            state = loads(state, Any) if state.strip() else None
        except InvalidInputError as error:
            issues = [attrs.evolve(issue, path=path) for issue in error.issues]
            raise InvalidInputError(issues, remedy=error.remedy) from error
    if state is None or isinstance(state, Mapping):
        return state
    raise InvalidInputError.of(path, "It is no JSON object.", remedy="Send an object, as itself or as text.")
