"""
What every provider that is asked over the network promises, whatever it does.

Describe the service once, as a :class:`Service`, and give it to a subclass::

    class TestMyService(ServiceSuite):
        service = SERVICE

Every way to fail then ends in the right error, with the provider's name and without its key.
"""

from __future__ import annotations

import asyncio
import contextlib
import traceback
from collections.abc import Callable, Coroutine, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Final, Generic, TypeVar

import attrs
import pytest

from aura_core.errors import BudgetError, OfflineError, ProviderError
from aura_core.model.policy import Limits, Policy
from aura_core.model.provider import Account, Provider
from aura_core.outbound.calls import CallLog
from aura_core.outbound.channel import Channel, Outbound
from aura_core.store import Store
from aura_core.testing.stub import Asked, Fault, Route, Stub
from aura_core.verdicts import Verdict


__all__ = ["QUICK", "Service", "ServiceSuite", "Used"]

P = TypeVar("P")

QUICK: Final = Limits(a_minute=0, an_hour=0, a_day=0, at_once=8, patience_s=0.05, attempts=1, first_wait_s=0.001)
"""Limits under which nothing is waited for longer than a test would."""

_IMPATIENT: Final = attrs.evolve(QUICK, seconds=0.3)
"""Those for services that do not answer; any other would have to hurry on a busy machine."""

_FREE: Final = Limits(a_minute=0, an_hour=0, a_day=0, at_once=0)

_SLOW: Final = frozenset({Fault.TIMEOUT, Fault.TRICKLE})

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_AS_USUAL: Final[Mapping[Fault, Verdict]] = MappingProxyType({})


@attrs.frozen
class Service(Generic[P]):
    """
    A provider as it is put to the test.

    Attributes:
        provider: Out of the catalogue.

        key: One that looks like a real one.

        routes: What its API answers when all is well, by method and path.

        open: Makes our implementation.

        use: Has it do what it is for; into a folder.

        refusal: Makes the body of an error in the service's own words; best one that repeats the key.

        path: Of the API, after the host.

        account: What else is known of it besides key and address.

        faulty: Paths that fail begin so.

        otherwise: What has to be made of faults that cannot show as they usually do.
    """

    provider: Provider
    key: str
    routes: Mapping[tuple[str, str], Route]
    open: Callable[[Channel], P]
    use: Callable[[P, Path], Coroutine[Any, Any, Any]]
    refusal: Callable[[int, Asked], Any]
    path: str = ""
    account: Account = Account()
    faulty: str = ""
    otherwise: Mapping[Fault, Verdict] = _AS_USUAL

    @contextlib.contextmanager
    def used(self, folder: Path, fault: Fault | None = None, **policy: Any) -> Iterator[Used[P]]:
        """Give our implementation and the service that it asks, for as long as the block lasts."""
        limits = _IMPATIENT if fault in _SLOW else QUICK
        with Stub(self.routes, self.refusal) as stub:
            stub.faulty, stub.fault = self.faulty, fault
            yield Used(self, stub, folder, attrs.evolve(Policy(private=True, usual=limits, together=_FREE), **policy))


class Used(Generic[P]):
    """
    A provider in use.

    Attributes:
        stub: The service that it asks.

        calls: What was asked, as it was noted.

        port: Our implementation.
    """

    def __init__(self, service: Service[P], stub: Stub, folder: Path, policy: Policy) -> None:
        self.service = service
        self.stub = stub
        self.folder = folder / "made"
        self.folder.mkdir(exist_ok=True)
        self.calls = CallLog(folder / "calls.db")
        self.store = Store(folder / "store", 2**30)
        account = attrs.evolve(service.account, key=service.key, address=f"{stub.url}{service.path}")
        outbound = Outbound(policy, self.calls, self.store, run="film")
        self.port = service.open(outbound.channel(service.provider, account, "stage"))

    def use(self) -> Any:
        """Have the provider do what it is for."""
        return asyncio.run(self.service.use(self.port, self.folder))

    def failed(self) -> ProviderError:
        """Have it fail, and return what was raised."""
        with pytest.raises(ProviderError) as caught:
            self.use()
        return caught.value


class ServiceSuite:
    """
    The promises as tests.

    Attributes:
        service: What is put to the test.
    """

    service: ClassVar[Service[Any]]

    def test_does_what_it_is_for(self, tmp_path: Path) -> None:
        """
        All being well, it works, with a key that the catalogue takes, and every call is noted.
        """
        with self.service.used(tmp_path) as used:
            used.use()

            assert used.stub.asked
            records = used.calls.records()

        assert {(self.service.provider.id, None)} == {(record.provider, record.verdict) for record in records}

    @pytest.mark.parametrize("fault", Fault)
    def test_says_what_went_wrong(self, tmp_path: Path, fault: Fault, caplog: pytest.LogCaptureFixture) -> None:
        """
        Whatever the service does instead, there is the verdict for it, with the names of provider and step.

        Neither the error nor what it came from, nor what is noted or kept or left lying, has the key in it.
        """
        with self.service.used(tmp_path, fault) as used:
            error = used.failed()

        assert self.service.otherwise.get(fault, fault.verdict) is error.verdict
        assert (self.service.provider.id, "stage") == (error.provider, error.stage)
        assert self.service.provider.name in str(error)
        assert error.remedy
        told = [str(error), error.remedy, repr(error), "".join(traceback.format_exception(error)), caplog.text]
        assert not any(self.service.key in text for text in told)
        for path in filter(Path.is_file, tmp_path.rglob("*")):
            assert self.service.key.encode() not in path.read_bytes()

    @pytest.mark.parametrize("fault", Fault)
    def test_leaves_nothing_half_done(self, tmp_path: Path, fault: Fault) -> None:
        """
        Where something failed there is no file; and when the service is well again, so is everything.
        """
        with self.service.used(tmp_path, fault) as used:
            used.failed()

            assert list(used.folder.iterdir()) == []
        with self.service.used(tmp_path) as used:
            used.use()

    def test_sends_nothing_in_offline_mode(self, tmp_path: Path) -> None:
        """
        In offline mode only who is on this very machine is asked.
        """
        with self.service.used(tmp_path, offline=True) as used:
            if self.service.provider.local:
                used.use()
                return
            error = used.failed()

            assert isinstance(error, OfflineError)
            assert used.stub.asked == []

    def test_keeps_within_its_budget(self, tmp_path: Path) -> None:
        """
        Where something costs money, and nothing may be spent, it is not asked for.
        """
        with self.service.used(tmp_path, dollars_a_run=1e-9) as used:
            with contextlib.suppress(BudgetError):
                used.use()
            spent = sum(record.charge.dollars or 0 for record in used.calls.records())

        assert spent == 0

    def test_pays_once(self, tmp_path: Path) -> None:
        """
        Asked for the same again, it asks the service for nothing that has to be paid for.
        """
        with self.service.used(tmp_path) as used:
            used.use()
            paid = [record for record in used.calls.records() if record.charge.dollars]
            for path in used.folder.iterdir():
                path.unlink()
            used.use()
            again = [record for record in used.calls.records() if record.charge.dollars]

        assert len(paid) == len(again)
