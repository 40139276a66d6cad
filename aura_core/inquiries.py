"""
Whether a provider works: it is asked something that costs nothing, with what is in force.

Rule 1: nothing is paid for, pulled or begun. Whoever can be asked nothing for free is not tested, and that is said.

Rule 2: an inquiry counts for nothing: neither its failure opens a breaker, nor is there room for one call less.

Rule 3: a key that is kept goes to the address that is in force, and nowhere else: who names an address names the key.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import quote

import attrs

from aura_core.configuration import access_for, effective
from aura_core.errors import ProviderError
from aura_core.keys.testing import KeyState, KeyTest
from aura_core.model.access import Access
from aura_core.model.inquiry import Inquiry
from aura_core.model.policy import BreakerRule, Limits, Policy
from aura_core.model.provider import Account, Lack, Provider
from aura_core.model.providers import PROVIDERS
from aura_core.outbound.allowance import Allowance
from aura_core.outbound.answers import Reader
from aura_core.outbound.call import Call
from aura_core.outbound.calls import CallLog, Past, Planned
from aura_core.outbound.channel import Channel, Outbound
from aura_core.outbound.charge import Charge
from aura_core.settings import Settings
from aura_core.verdicts import Verdict
from aura_core.words import counted


if TYPE_CHECKING:
    from aura_core.ports import SpeechSynthesizer


__all__ = ["Inquiries", "Question", "key_test", "told"]

T = TypeVar("T")

_SECONDS: Final = 5.0
"""All that an inquiry may take."""

_ONCE: Final = Limits(a_minute=0, an_hour=0, a_day=0, at_once=0, attempts=1, seconds=_SECONDS)

_NOBODY: Final[Mapping[str, Account]] = MappingProxyType({})

_AS_IT_IS: Final = Account()

_BUILT_IN: Final = frozenset({"rulebased", "espeak", "slides", "composer"})
"""Who is a part of this program, so that nobody has to be asked."""

_LISTS_ALL: Final = frozenset({"ollama", "lmstudio", "vllm"})
"""Servers of one's own whose list of models is all that they can be asked for."""

_TELLS_OF_EACH: Final = frozenset({"openai", "anthropic", "gemini"})
"""Who tells of a model by its name, for nothing, also where it is an alias that no list has."""

_UNSENT: Final = {
    *(Verdict.NOT_CONFIGURED, Verdict.KEY_FORMAT, Verdict.OFFLINE, Verdict.PRIVATE_ADDRESS),
}
"""Verdicts for which nothing leaves this machine."""

_STATES: Final = {
    Verdict.UNAUTHORIZED: KeyState.INVALID,
    Verdict.KEY_FORMAT: KeyState.INVALID,
    Verdict.TIMEOUT: KeyState.TIMED_OUT,
}
"""What says something of a key; the rest says something else, and leaves it untested."""


class _Unnoted(CallLog):
    """Notes nothing, and lets everything through."""

    def __init__(self) -> None:
        """Open no file."""

    def begin(self, planned: Planned, judge: Callable[[Past], float]) -> tuple[int, float]:
        """Let it through."""
        return 1, 0.0

    def end(self, number: int, charge: Charge) -> None:
        """Note nothing."""

    def fail(self, number: int, verdict: Verdict | None, retry_after: float | None = None) -> None:
        """Note nothing."""

    def withdraw(self, number: int) -> None:
        """Note nothing."""

    def allow(self, provider: str, allowance: Allowance) -> None:
        """Note nothing."""


class _Heard(Channel):
    """The way to a provider, that knows what was asked last."""

    call = ""

    async def ask(self, call: Call, read: Reader[T], charge: Callable[[T], Charge] = lambda _: Charge()) -> T:
        """Ask, and remember what."""
        self.call = f"{call.method} {call.path or '/'}"
        return await super().ask(call, read, charge)


class Inquiries:
    """
    Asks providers whether they work.

    Args:
        started: What this process was started with; the owner's document and keys are read at every inquiry.
    """

    def __init__(self, started: Settings) -> None:
        self._started = started

    async def ask(self, provider: Provider, given: Account = _AS_IT_IS, question: Question | None = None) -> Inquiry:
        """
        Ask *provider* whether what is in force for it works.

        Args:
            given: What is to be tried instead; what it leaves empty is as it is in force. Where it says where to ask,
                by address or region, nothing that is in force goes there.

            question: What to ask instead of what it is usually asked; must cost nothing, too.

        Raises:
            VaultError: the vault cannot be opened.

            OutputError: the owner's document must not be read.
        """
        allowed = await self._allowed()
        if given.address or (given.get("region") and "region" in provider.needs):
            return await self._asked(provider, given, allowed.policy, question)
        account = await asyncio.to_thread(allowed.accounts.get, provider.id, Account())
        tried = attrs.evolve(
            account,
            key=given.key or account.key,
            model=given.model or account.model,
            more={**account.more, **given.more},
        )
        return await self._asked(provider, tried, allowed.policy, question)

    async def models(self, provider: Provider, given: Account = _AS_IT_IS) -> tuple[Inquiry, tuple[str, ...]]:
        """
        Ask *provider* which language models it has; none where it is not there, or has none.

        Raises:
            VaultError: the vault cannot be opened.

            OutputError: the owner's document must not be read.
        """
        found: list[str] = []

        async def listed(channel: Channel) -> str:
            from aura_core.makers import WRITERS  # noqa: PLC0415 - everybody is taken in

            found.extend(await WRITERS[provider.id](channel).model.models())
            return f"it has {counted(len(found), 'model')}"

        writes = provider.id in await asyncio.to_thread(_writers)
        came = await self.ask(provider, given, listed if writes else None)
        return came, tuple(found)

    async def ask_all(self, *providers: Provider, given: Mapping[str, Account] = _NOBODY) -> tuple[Inquiry, ...]:
        """
        Ask *providers*, or all that are built, at once.

        Args:
            given: What is to be tried instead of what is in force, by id.

        Raises:
            VaultError: the vault cannot be opened.

            OutputError: the owner's document must not be read.
        """
        asked = providers or await asyncio.to_thread(_built)
        return tuple(await asyncio.gather(*(self.ask(one, given.get(one.id, _AS_IT_IS)) for one in asked)))

    async def test(self, provider: Provider, key: str) -> KeyTest:
        """Ask *provider* whether it knows *key*, at the address that is in force."""
        return key_test(await self.ask(provider, Account(key)))

    async def _allowed(self) -> Access:
        def read() -> Access:
            return access_for(effective(self._started))

        return await asyncio.to_thread(read)

    async def _asked(self, provider: Provider, account: Account, policy: Policy, question: Question | None) -> Inquiry:
        if provider.id in _BUILT_IN:
            return Inquiry(provider, None, f"{provider.name} is part of this program.")
        # Everybody who is built is taken in by the first inquiry, which takes a second.
        question = question or await asyncio.to_thread(_question, provider)
        if question is None:
            return _unasked(provider, await asyncio.to_thread(_built))
        lacks = tuple(provider.lacks(account))
        if lack := await asyncio.to_thread(_lack, provider) or next(iter(lacks), None):
            return Inquiry(provider, lack.verdict, f"{provider.name}: {lack.reason}.", lack.remedy, lacks=lacks)
        policy = attrs.evolve(policy, limits={}, usual=_ONCE, together=_ONCE, breaker=BreakerRule(failures=0))
        return await _inquired(provider, account, policy, question)


async def _inquired(provider: Provider, account: Account, policy: Policy, question: Question) -> Inquiry:
    began, channel = time.monotonic(), None
    try:
        channel = _Heard(Outbound(policy, _Unnoted()), provider, account, "inquiry")
        async with asyncio.timeout(_SECONDS):
            said = await question(channel)
        verdict, message, remedy = None, f"{provider.name} works: {said}.", ""
    except ProviderError as error:
        verdict, message, remedy = error.verdict or Verdict.NOT_CONFIGURED, str(error), error.remedy
    except TimeoutError:
        meaning = Verdict.TIMEOUT.meaning
        verdict, message = Verdict.TIMEOUT, f"{provider.name}: no answer came within {_SECONDS:g} s."
        remedy = meaning.remedy
    return Inquiry(
        provider,
        verdict,
        message,
        remedy,
        call=channel.call if channel and verdict not in _UNSENT else "",
        address=channel.address if channel else "",
        elapsed_ms=round(1000 * (time.monotonic() - began)),
    )


def _unasked(provider: Provider, built: tuple[Provider, ...]) -> Inquiry:
    if provider in built:
        reason = f"{provider.name} was not tested: nothing can be asked there that costs nothing."
        return Inquiry(provider, None, reason, tested=False)
    reason = provider.ended or "nobody has built it yet"
    return Inquiry(provider, Verdict.NOT_BUILT, f"{provider.name}: {reason}.", Verdict.NOT_BUILT.meaning.remedy)


def key_test(inquiry: Inquiry) -> KeyTest:
    """Say what *inquiry* says of the key that it was made with."""
    state = KeyState.VALID if inquiry.works else KeyState.NOT_VALIDATED
    if inquiry.verdict is not None:
        state = _STATES.get(inquiry.verdict, state)
    return KeyTest(state, inquiry.told, inquiry.at, inquiry.elapsed_ms, told(inquiry))


def told(inquiry: Inquiry) -> dict[str, str]:
    """Return what is known of *inquiry* besides what it came to, as texts."""
    verdict = inquiry.verdict.value if inquiry.verdict else ""
    known = {"verdict": verdict, "remedy": inquiry.remedy, "call": inquiry.call, "address": inquiry.address}
    return {name: text for name, text in known.items() if text}


def _lack(provider: Provider) -> Lack | None:
    """Say what this machine lacks for *provider*."""
    from aura_core.makers import MISSING  # noqa: PLC0415 - everybody is taken in

    if not provider.runs_here:
        reason = "it does not run on this system"
        return Lack(f"UnsupportedOS:{sys.platform}", Verdict.NOT_CONFIGURED, reason, "Choose somebody else.")
    return next(MISSING[provider.id](), None) if provider.id in MISSING else None


Question = Callable[[Channel], Awaitable[str]]
"""Asks for something that is free, and says what came of it as the rest of a sentence."""


def _built() -> tuple[Provider, ...]:
    """List everybody who is built."""
    from aura_core.makers import COMPOSERS, ILLUSTRATORS, SPEAKERS, WRITERS  # noqa: PLC0415 - everybody is taken in

    built = {*WRITERS, *SPEAKERS, *ILLUSTRATORS, *COMPOSERS, *_BUILT_IN}
    return tuple(provider for name, provider in PROVIDERS.items() if name in built)


def _writers() -> Collection[str]:
    from aura_core.makers import WRITERS  # noqa: PLC0415 - everybody is taken in

    return WRITERS.keys()


def _question(provider: Provider) -> Question | None:
    """Return what *provider* is asked; ``None`` where nothing is free of charge."""
    from aura_core.makers import SPEAKERS, WRITERS  # noqa: PLC0415 - everybody is taken in

    if provider.id in _FREE:
        return _FREE[provider.id]
    if provider.id in WRITERS:
        writer = WRITERS[provider.id]

        async def models(channel: Channel) -> str:
            found = await writer(channel).model.models()
            await _look_for(channel, found)
            return _models_told(channel, found)

        return models
    if provider.id in SPEAKERS:
        speaker: Callable[[Channel], SpeechSynthesizer] = SPEAKERS[provider.id]

        async def voices(channel: Channel) -> str:
            found = len(await speaker(channel).voices())
            return f"it has {found} voice{'s' * (found != 1)}"

        return voices
    return None


async def _look_for(channel: Channel, models: tuple[str, ...]) -> None:
    """
    Ask for the model that is set, where it is not among *models* and its provider tells of each.

    Raises:
        ProviderError: there is none of that name.
    """
    wanted = channel.account.model.removeprefix("models/")
    if channel.provider.id not in _TELLS_OF_EACH or not wanted or wanted in models:
        return
    try:
        await channel.json(Call("GET", f"models/{quote(wanted, safe='')}"), dict[str, Any])
    except ProviderError as error:
        if error.verdict is not Verdict.MODEL_NOT_FOUND:
            raise
        remedy = f"Choose one that `aura models {channel.provider.id}` lists."
        raise channel.failed(Verdict.MODEL_NOT_FOUND, f"it has no model {wanted}", remedy=remedy) from error


def _models_told(channel: Channel, models: tuple[str, ...]) -> str:
    """
    Say how many *models* there are.

    Raises:
        ProviderError: the one that is set is not among them, on a server that lists all.
    """
    if channel.provider.id in _LISTS_ALL:
        wanted = channel.account.model
        if not models or (wanted and not {wanted, f"{wanted}:latest"} & set(models)):
            usual = wanted or channel.provider.model
            pull = f"Get it with `ollama pull {usual}`." if channel.provider.id == "ollama" else "Load it there."
            reason = f"it has no model {wanted}" if wanted else "it has no models"
            raise channel.failed(Verdict.MODEL_NOT_FOUND, reason, remedy=pull)
    return f"it has {counted(len(models), 'model')}"


@attrs.frozen
class _Photos:
    photos: tuple[Mapping[str, Any], ...]


@attrs.frozen
class _Hits:
    hits: tuple[Mapping[str, Any], ...]


@attrs.frozen
class _Results:
    results: tuple[Mapping[str, Any], ...]


@attrs.frozen
class _Balance:
    credits: float


@attrs.frozen
class _Checkpoint:
    title: str


@attrs.frozen
class _KeyData:
    data: Mapping[str, Any]


def _search(path: str, answer: type[Any], **query: str) -> Question:
    call = Call("GET", path, query=query)

    async def search(channel: Channel) -> str:
        await channel.json(call, answer)
        return "it searches"

    return search


async def _balance(channel: Channel) -> str:
    balance = await channel.json(Call("GET", "v1/user/balance"), _Balance)
    if balance.credits <= 0:
        raise channel.failed(Verdict.QUOTA, "the account has no credits")
    return f"the account has {balance.credits:g} credits"


async def _checkpoints(channel: Channel) -> str:
    found = await channel.json(Call("GET", "sdapi/v1/sd-models"), tuple[_Checkpoint, ...])
    if not found:
        raise channel.failed(Verdict.MODEL_NOT_FOUND, "it has no models", remedy="Put a checkpoint into its folder.")
    return f"it has {counted(len(found), 'model')}"


async def _in_folder(channel: Channel) -> str:
    from aura_core.providers.footage.folder import FolderFootage  # noqa: PLC0415 - Pillow is taken in

    def count_all() -> int:
        return len(FolderFootage(Path(channel.account.get("folder")).expanduser()).paths())

    count = await asyncio.to_thread(count_all)
    if not count:
        raise channel.failed(Verdict.NOT_CONFIGURED, "there are no pictures or clips in its folder", remedy="Add some.")
    return f"its folder has {count} picture{'s' * (count != 1)} or clip{'s' * (count != 1)}"


async def _comfyui(channel: Channel) -> str:
    from aura_core.providers.footage.comfyui import ComfyUIFootage  # noqa: PLC0415 - likewise

    found = await ComfyUIFootage(channel).checkpoints()
    if not (found or channel.account.get("workflow")):
        raise channel.failed(Verdict.MODEL_NOT_FOUND, "it has no checkpoints", remedy="Put one into its folder.")
    return f"it has {counted(len(found), 'checkpoint')}"


@attrs.frozen
class _Owner:
    username: str


async def _account_there(channel: Channel) -> str:
    owner = await channel.json(Call("GET", "account"), _Owner)
    return f"the key is one of {owner.username}"


async def _own_key(channel: Channel) -> str:
    await channel.json(Call("GET", "key"), _KeyData)
    return "it knows the key"


_FREE: Final[Mapping[str, Question]] = {
    # Its list of models is public, and says nothing of a key: https://openrouter.ai/docs/api-reference/limits.
    "openrouter": _own_key,
    # The smallest searches that they take.
    "pexels": _search("search", _Photos, query="sea", per_page="1"),
    "pixabay": _search("", _Hits, q="sea", per_page="3"),
    "unsplash": _search("search/photos", _Results, query="sea", orientation="landscape", per_page="1"),
    "freesound": _search("search/", _Results, query="sea", page_size="1", fields="id"),
    "stabilityai": _balance,
    "stablediffusion": _checkpoints,
    "replicate": _account_there,
    "comfyui": _comfyui,
    "localstock": _in_folder,
}
"""What is asked of those who are not asked for their models or voices."""
