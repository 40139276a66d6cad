"""
The way to one provider, for one step of one film.

A provider's module says what is asked and what is made of the answer; everything else happens here, the same for all:
whether it may be asked at all, when, over which way, with which key, how often, and what went wrong.

Rule 1: a call that may have been paid for is not made again by itself. What is tried again is what only reads, and what
was certainly not done: nobody was reached, or the provider said that it did not do it.

Rule 2: an answer that is paid for is kept as soon as it is whole and understood, under what it was asked for; the same
call is a look-up from then on, also in offline mode, without a key, or beyond a budget.
"""

from __future__ import annotations

import asyncio
import contextlib
import email.utils
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import quote, urlencode, urljoin, urlsplit

import attrs

from aura_core.disk import disk_errors, published
from aura_core.errors import ProviderError
from aura_core.model.policy import Limits, Policy
from aura_core.model.provider import Account, Provider
from aura_core.outbound.addresses import Reach, is_own_machine
from aura_core.outbound.admission import seconds_to_wait
from aura_core.outbound.allowance import allowance_in
from aura_core.outbound.answers import Body, Reader, as_json
from aura_core.outbound.call import FREE, Call
from aura_core.outbound.calls import CallLog, Planned
from aura_core.outbound.charge import Charge
from aura_core.outbound.connecting import Request, Route, opened, ready
from aura_core.outbound.endpoints import repaired
from aura_core.outbound.failures import UnreachedError, failure, refusal_in
from aura_core.outbound.kept import copied, reread
from aura_core.outbound.media import Media, as_file
from aura_core.outbound.websocket import WebSocket, handshake
from aura_core.redaction import REDACTOR
from aura_core.store import Store, digest
from aura_core.verdicts import Verdict


if TYPE_CHECKING:
    import httpx


__all__ = ["Channel", "Outbound", "try_again_silently"]

T = TypeVar("T")

_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})

_HOPS: Final = 5
"""Redirects in a row that are followed; browsers follow 20, services need one or two."""

_DOWNLOAD_S: Final = 600.0

_REFUSAL_BYTES: Final = 64 * 1024

_AGAIN: Final = frozenset({Verdict.DNS, Verdict.REFUSED, Verdict.PROXY, Verdict.RATE_LIMITED, Verdict.SERVER_ERROR})
"""What passes, and says that nothing was done."""

_AGAIN_IF_HARMLESS: Final = frozenset({Verdict.TIMEOUT, Verdict.RESET, Verdict.TRUNCATED})
"""What passes, but may have been done."""

_UNLIMITED: Final = Limits(a_minute=0, an_hour=0, a_day=0, at_once=0)


def _free(_: Any) -> Charge:
    return FREE


class Outbound:
    """
    The way out for one film, or for whatever else is asked for.

    Attributes:
        run: What calls are made for: the id of a job, where there is one.
    """

    def __init__(self, policy: Policy, calls: CallLog, store: Store | None = None, *, run: str = "") -> None:
        self.policy = policy
        self.calls = calls
        self.store = store
        self.run = run or uuid.uuid4().hex
        self._gates: dict[tuple[asyncio.AbstractEventLoop, str], asyncio.Semaphore] = {}

    def channel(self, provider: Provider, account: Account, stage: str) -> Channel:
        """
        Return the way to *provider*.

        Raises:
            ProviderError: its address is none.
        """
        return Channel(self, provider, account, stage)

    def gate(self, provider: Provider) -> asyncio.Semaphore:
        """Return what lets so many calls to *provider* through at once."""
        # A semaphore belongs to one event loop, and programs may run several, one after the other.
        self._gates = {place: gate for place, gate in self._gates.items() if not place[0].is_closed()}
        allowed = (self.policy.limits_of(provider.id).at_once, provider.at_once)
        at_once = min((number for number in allowed if number), default=1000)
        return self._gates.setdefault((asyncio.get_running_loop(), provider.id), asyncio.Semaphore(at_once))


def try_again_silently() -> None:
    """Have this process print nothing when something is asked once more: by itself that goes to stdout."""
    from stamina.instrumentation import set_on_retry_hooks  # noqa: PLC0415 - loaded when something is sent

    set_on_retry_hooks(())


class Channel:
    """
    The way to one provider.

    Attributes:
        provider: Whom it leads to.

        account: What its owner has told us of it.

        address: Its base URL, repaired; empty where it is a program on this machine.
    """

    def __init__(self, outbound: Outbound, provider: Provider, account: Account, stage: str) -> None:
        self.provider = provider
        self.account = account
        self.stage = stage
        self._outbound = outbound
        self._answered: list[str] = []
        # Whatever is said of the provider from now on, by anybody, may have the key in it.
        REDACTOR.know(account.key)
        try:
            address = account.address or provider.address_for(account)
            # A program on this machine has none.
            self.address = repaired(address, provider.api) if address or not provider.local else ""
        except ValueError as error:
            reason = f"its address is none. {str(error).removesuffix('.')}"
            raise self._error(UnreachedError(Verdict.NOT_CONFIGURED, reason)) from error

    @property
    def model(self) -> str:
        """What is asked there: what its owner says, else what is usual; may be empty."""
        return self.account.model or self.provider.model

    def failed(self, verdict: Verdict, reason: str, *, remedy: str | None = None) -> ProviderError:
        """Make the error that says why the provider did not do its part; *reason* is the rest of a sentence."""
        return self._error(UnreachedError(verdict, reason, remedy=remedy))

    async def json(self, call: Call, answer: type[T], charge: Callable[[T], Charge] = _free) -> T:
        """
        Ask, and make an *answer* of the JSON that comes back; see :meth:`ask`.
        """
        return await self.ask(call, as_json(answer), charge)

    async def ask(self, call: Call, read: Reader[T], charge: Callable[[T], Charge] = _free) -> T:
        """
        Ask the provider.

        Args:
            read: Makes something of the answer; it may be asked again, with another answer.

            charge: Says what the answer cost.

        Raises:
            ProviderError: it did not answer, or not as it documents.
        """
        store = self._outbound.store if call.kept else None
        key = digest("answer", *self._identity(call)) if store else ""
        self._answered += [key] if store else []
        if store and (known := store.find(key, ".answer")):
            return await self._reread(known, read, call)
        return await self._tried(call, partial(self._once, call, read, charge, key, store))

    async def talk(self, call: Call, talk: Callable[[WebSocket], Awaitable[T]]) -> T:
        """
        Hold a conversation over a WebSocket.

        Args:
            call: What asks for it.

            talk: Says and hears what there is; it may be begun again, over another connection.

        Raises:
            ProviderError: there was none, or not as the provider documents.
        """
        asked = handshake()
        call = attrs.evolve(call, headers={**call.headers, **asked}, takes=())

        async def once() -> T:
            async with self.admitted(call.model, call.expected), self._opened(call) as response:
                return await talk(WebSocket(response, asked, call.largest, call.read_s))

        return await self._tried(call, once)

    async def made(self, call: Call, target: Path, make: Callable[[Path], Awaitable[Charge]]) -> None:
        """
        Have a file made by several exchanges (:meth:`exchange`) that count, cost and are kept as one call.

        Args:
            call: What the file is made by; *make* sends it. All of it may take as long as this call.

            target: Where the file goes, whole or not at all.

            make: Writes the file to where it is told, and says what it cost.

        Raises:
            ProviderError: it was not made.
        """
        store = self._outbound.store if call.kept else None
        key = digest("made", *self._identity(call)) if store else ""
        if store is None or store.find(key, ".made") is None:
            most = self._outbound.policy.limits_of(self.provider.id).seconds
            async with self.admitted(call.model, call.expected) as note:
                with store.writing(key, ".made") if store else contextlib.nullcontext(target) as path:
                    try:
                        async with asyncio.timeout(min(call.total_s, most) if most else call.total_s):
                            charge = await make(path)
                    except TimeoutError as error:
                        raise UnreachedError(Verdict.TIMEOUT, "it was not done in time") from error
                note(charge)
        if store:
            with disk_errors(target.parent), published(target) as file:
                file.write(await asyncio.to_thread(store.path(key, ".made").read_bytes))

    async def exchange(self, call: Call, read: Reader[T]) -> T:
        """
        Ask within a block of :meth:`admitted` or in the middle of :meth:`made`; by itself it counts for nothing.

        Raises:
            UnreachedError: the provider did not answer, or not as it documents.
        """

        async def once() -> T:
            async with self._opened(call) as response:
                return await read(Body(response.aiter_bytes(), _type(response), response.headers, call.largest))

        return await self._tried(call, once)

    async def _tried(self, call: Call, once: Callable[[], Awaitable[T]]) -> T:
        """Do *once* what *call* says, and again where that can help and does no harm."""
        import stamina  # noqa: PLC0415 - loaded when something is sent

        limits = self._outbound.policy.limits_of(self.provider.id)
        tries = stamina.retry_context(
            on=partial(self._again, call),
            attempts=max(1, limits.attempts),
            timeout=None,
            wait_initial=limits.first_wait_s,
            wait_max=30 * limits.first_wait_s,
            wait_jitter=limits.first_wait_s,
            wait_exp_base=limits.growth,
        )
        async for attempt in tries:
            with attempt:
                return await once()
        raise AssertionError("the last try returns or raises")

    def forget(self, count: int) -> None:
        """Forget the last *count* answers that were kept: they were whole, and of no use; who asks again gets others."""
        if store := self._outbound.store:
            for key in self._answered[-count:]:
                store.forget(key, ".answer")

    async def download(self, url: str, media: Media, target: Path) -> None:
        """
        Write the file at *url* to *target*, whole or not at all.

        Raises:
            ProviderError: it could not be had, or is something else than *media*.
        """
        call = Call("GET", url, takes=media.types, largest=media.largest, total_s=_DOWNLOAD_S)
        await self.ask(call, as_file(media, target))

    def _identity(self, call: Call) -> tuple[Any, ...]:
        """Return what decides an answer; a key does not, nor does where a proxy stands."""
        asked = (call.method, call.path, dict(call.query), call.json, dict(call.form or {}), dict(call.headers))
        more = [call.text] if call.text is not None else []
        return (self.provider.id, self.address, *asked, *more, *([("variant", call.variant)] if call.variant else []))

    async def _reread(self, known: Path, read: Reader[T], call: Call) -> T:
        try:
            return await read(await reread(known, call.largest))
        except UnreachedError as error:
            raise self._error(error) from error

    def _again(self, call: Call, error: Exception) -> bool | float:
        """Say whether to ask again after *error*, or after how many seconds."""
        if not isinstance(error, ProviderError | UnreachedError):
            return False
        harmless = call.method in _READING if call.harmless is None else call.harmless
        if error.verdict not in (_AGAIN | _AGAIN_IF_HARMLESS if harmless else _AGAIN):
            return False
        if error.retry_after is None:
            return True
        patience = self._outbound.policy.limits_of(self.provider.id).patience_s
        return error.retry_after if error.retry_after <= patience else False

    async def _once(
        self, call: Call, read: Reader[T], charge: Callable[[T], Charge], key: str, store: Store | None
    ) -> T:
        async with self.admitted(call.model, call.expected) as note:
            with store.writing(key, ".answer") if store else contextlib.nullcontext() as target:
                async with self._opened(call) as response:
                    pieces = response.aiter_bytes()
                    chunks = copied(pieces, _type(response), target) if target else pieces
                    value = await read(Body(chunks, _type(response), response.headers, call.largest))
            note(charge(value))
        return value

    @contextlib.asynccontextmanager
    async def admitted(self, model: str = "", expected: Charge = FREE) -> AsyncIterator[Callable[[Charge], None]]:
        """
        Wait until the provider may be asked; what happens in the block is noted as one call.

        Those who speak to a provider through its own library do so inside the block.

        Returns:
            What is told what the call cost.

        Raises:
            ProviderError: it may not be asked; or the block raised :class:`UnreachedError`, which is worded here.
        """
        outbound, charges = self._outbound, [expected]
        planned = Planned(outbound.run, self.stage, self.provider.id, model, expected)
        try:
            self._refuse_what_cannot_be()
            async with outbound.gate(self.provider):
                number = await self._begun(planned)
                try:
                    yield charges.append
                except UnreachedError as error:
                    await asyncio.to_thread(outbound.calls.fail, number, error.verdict, error.retry_after)
                    raise
                except BaseException:
                    outbound.calls.fail(number, None)
                    raise
                await asyncio.to_thread(outbound.calls.end, number, charges[-1])
        except UnreachedError as error:
            raise self._error(error) from error

    async def _begun(self, planned: Planned) -> int:
        policy, waited = self._outbound.policy, 0.0
        if not self.address:
            # Limits are for those who are asked over the network.
            policy = attrs.evolve(policy, limits={}, usual=_UNLIMITED, together=_UNLIMITED)
        patience = policy.limits_of(self.provider.id).patience_s
        while True:
            noting = asyncio.ensure_future(
                asyncio.to_thread(self._outbound.calls.begin, planned, partial(seconds_to_wait, policy=policy))
            )
            try:
                number, wait = await asyncio.shield(noting)
            except asyncio.CancelledError:
                # The thread goes on, and what it notes would be under way with nobody to end it.
                await asyncio.wait([noting])
                if noting.exception() is None:
                    self._outbound.calls.withdraw(noting.result()[0])
                raise
            if number:
                return number
            waited += wait
            if waited > patience:
                raise UnreachedError(Verdict.RATE_LIMITED, f"there was no room for {patience:g} s", wait)
            await asyncio.sleep(wait)

    def _refuse_what_cannot_be(self) -> None:
        """Refuse what needs no look at the past: offline mode, and what is not configured."""
        if self._outbound.policy.offline and not (
            self.provider.local and (not self.address or is_own_machine(self.address))
        ):
            raise UnreachedError(Verdict.OFFLINE, "offline mode is on, and it is not on this machine")
        for lack in self.provider.lacks(self.account):
            raise UnreachedError(lack.verdict, lack.reason, remedy=lack.remedy)

    @contextlib.asynccontextmanager
    async def _opened(self, call: Call) -> AsyncIterator[httpx.Response]:
        """Send *call* and give an answer that is well and of a type that is understood."""
        request = self._request(call)
        await ready()
        most = self._outbound.policy.limits_of(self.provider.id).seconds
        deadline = time.monotonic() + (min(call.total_s, most) if most else call.total_s)
        for hop in range(_HOPS + 1):
            route = self._route(request.url, call, deadline - time.monotonic())
            async with opened(request, route) as response:
                if not response.has_redirect_location:
                    await self._hear(request, response)
                    await _check(response, call)
                    yield response
                    return
                request = self._redirected(request, response.headers["location"], hop)

    async def _hear(self, request: Request, response: httpx.Response) -> None:
        """Note what the provider itself says of how often it may still be asked."""
        allowance = allowance_in(response.headers, time.time())
        if allowance and _origin(request.url) == _origin(self.address):
            await asyncio.to_thread(self._outbound.calls.allow, self.provider.id, allowance)

    def _request(self, call: Call) -> Request:
        url = call.path if "://" in call.path else f"{self.address}/{call.path.lstrip('/')}"
        ours = _origin(url) == _origin(self.address)
        query = dict(call.query)
        accepted = ", ".join(f"{one}*" if one.endswith("/") else one for one in call.takes)
        headers = {"Accept": accepted or "*/*", **call.headers}
        api, key = self.provider.api, self.account.key
        if ours:
            headers |= api.headers
            if key and api.key_header:
                headers[api.key_header] = api.key_form.format(key=key)
            if key and api.key_query:
                query[api.key_query] = key
        content, type_ = call.encoded
        if type_:
            headers["Content-Type"] = type_
        mark = "&" if "?" in url else "?"
        return Request(
            call.method, f"{url}{mark}{urlencode(query, quote_via=quote)}" if query else url, headers, content
        )

    def _redirected(self, request: Request, location: str, hop: int) -> Request:
        """Follow what leads elsewhere on the same host, or carries no key and only reads."""
        url = urljoin(request.url, location)
        before, after = _origin(request.url), _origin(url)
        keyless = before != _origin(self.address) and not (before[0] == "https" and after[0] == "http")
        if hop == _HOPS or request.method not in _READING or not (before == after or keyless):
            host = urlsplit(url).hostname or "nowhere"
            raise UnreachedError(Verdict.REDIRECTED, f"it leads to {host}, which is not followed")
        return attrs.evolve(request, url=url)

    def _route(self, url: str, call: Call, left_s: float) -> Route:
        policy = self._outbound.policy
        reach = Reach.ANYWHERE if self.provider.local or policy.private else Reach.PUBLIC
        proxy = self.account.proxy or (None if is_own_machine(url) else policy.proxies.proxy_for(url))
        return Route(Reach.MACHINE if policy.offline else reach, proxy, read_s=call.read_s, total_s=max(left_s, 0.001))

    def _error(self, error: UnreachedError) -> ProviderError:
        return failure(self.provider, self.stage, error)


async def _check(response: httpx.Response, call: Call) -> None:
    """
    Make sure that *response* is well, and of a type that is understood.

    Raises:
        UnreachedError: it is not.
    """
    if response.status_code >= 300:
        body = b""
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > _REFUSAL_BYTES:
                break
        verdict, words = refusal_in(response.status_code, body)
        said = f"it answered {response.status_code}" + (f" ({words.removesuffix('.')})" if words else "")
        raise UnreachedError(verdict, said, _retry_after(response.headers.get("retry-after")))
    type_ = _type(response)
    if (
        type_
        and call.takes
        and not any(type_ == one or (one.endswith("/") and type_.startswith(one)) for one in call.takes)
    ):
        raise UnreachedError(Verdict.WRONG_TYPE, f"it answered with {type_}, not with {' or '.join(call.takes)}")


def _type(response: httpx.Response) -> str:
    type_, _, _ = str(response.headers.get("content-type", "")).partition(";")
    type_ = type_.strip().lower()
    return "application/json" if type_.endswith("+json") else type_


def _retry_after(text: str | None) -> float | None:
    """Read ``Retry-After``, seconds or a date (RFC 9110 §10.2.3); ``None`` when it is neither."""
    if not text:
        return None
    if text.strip().isdecimal():
        return float(text)
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, moment.timestamp() - time.time())


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)
