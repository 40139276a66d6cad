"""
What went wrong on the way out, told apart.

The libraries below say it by the class of an exception, by its cause, or only by its words; here it becomes a verdict.
"""

from __future__ import annotations

import contextlib
import errno
import json
import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from typing import Any, Final

from aura_core.errors import BudgetError, OfflineError, ProviderError
from aura_core.model.provider import Provider
from aura_core.redaction import REDACTOR
from aura_core.verdicts import Verdict


__all__ = ["UnreachedError", "failure", "refusal_in", "translated", "verdict_of_status"]

_LONGEST: Final = 300
"""Characters of a provider's own words that are passed on."""


class UnreachedError(Exception):
    """
    A request that was not answered, or not as it should be; turned into an error of ours by whoever made the request.

    Attributes:
        verdict: Which it was.

        reason: What happened, as the rest of a sentence; without secrets.

        retry_after: Seconds after which the other side wants to be asked again; ``None`` where it does not say.

        remedy: What to do about it, where more is known than the verdict says.
    """

    def __init__(
        self, verdict: Verdict, reason: str, retry_after: float | None = None, *, remedy: str | None = None
    ) -> None:
        super().__init__(reason)
        self.remedy = remedy
        self.verdict = verdict
        self.reason = reason
        self.retry_after = retry_after


def failure(provider: Provider, stage: str, error: UnreachedError) -> ProviderError:
    """Say *error* of *provider* as an error of ours."""
    kinds = {Verdict.OFFLINE: OfflineError, Verdict.BUDGET: BudgetError}
    return kinds.get(error.verdict, ProviderError)(
        f"{provider.name}: {error.reason}.",
        provider=provider.id,
        remedy=error.remedy or _remedy(provider, error.verdict),
        verdict=error.verdict,
        stage=stage,
        retry_after=error.retry_after,
    )


def _remedy(provider: Provider, verdict: Verdict) -> str:
    if verdict is Verdict.UNAUTHORIZED and provider.key_page:
        return f"Make a new key at {provider.key_page} and give it with `aura keys set {provider.id}`."
    if verdict is Verdict.REFUSED and provider.local:
        return f"Start {provider.name}, or correct its address in the settings."
    return verdict.meaning.remedy


@contextlib.contextmanager
def translated(*, proxied: bool = False) -> Iterator[None]:
    """
    Tell apart what goes wrong inside the block.

    Args:
        proxied: Whether a proxy stands between, which is then what was not reached.

    Raises:
        UnreachedError: instead of whatever httpx raises.
    """
    import httpx  # noqa: PLC0415 - loaded when something is sent

    try:
        yield
    except httpx.ProxyError as error:
        raise UnreachedError(Verdict.PROXY, f"the proxy refused ({_worded(error)})") from error
    except httpx.ConnectTimeout as error:
        verdict = Verdict.PROXY if proxied else Verdict.TIMEOUT
        raise UnreachedError(verdict, "no connection could be made in time") from error
    except httpx.TimeoutException as error:
        raise UnreachedError(Verdict.TIMEOUT, "no answer came in time") from error
    except httpx.ConnectError as error:
        raise _unconnected(error, proxied=proxied) from error
    except httpx.RemoteProtocolError as error:
        raise _broken(error) from error
    except (httpx.DecodingError, httpx.LocalProtocolError) as error:
        raise UnreachedError(Verdict.BAD_SCHEMA, f"the answer cannot be read ({_worded(error)})") from error
    except httpx.TransportError as error:
        raise UnreachedError(Verdict.RESET, f"the connection was lost ({_worded(error)})") from error


def _unconnected(error: Exception, *, proxied: bool) -> UnreachedError:
    causes = tuple(_causes(error))
    if proxied:
        return UnreachedError(Verdict.PROXY, "the proxy was not reached")
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        found = next(cause for cause in causes if isinstance(cause, ssl.SSLError))
        return UnreachedError(Verdict.TLS, f"no encrypted connection could be made ({_worded(found)})")
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return UnreachedError(Verdict.DNS, "its name has no address")
    if any(getattr(cause, "errno", None) in _LOST for cause in causes):
        return UnreachedError(Verdict.RESET, "the connection was lost before anything was said")
    return UnreachedError(Verdict.REFUSED, "nobody listens there")


_LOST: Final = frozenset({errno.ECONNRESET, errno.EPIPE, errno.ECONNABORTED})


def _broken(error: Exception) -> UnreachedError:
    """Tell an answer that ends too early from a connection that ends without one."""
    words = str(error)
    if "complete message body" in words or "incomplete chunked read" in words:
        return UnreachedError(Verdict.TRUNCATED, "the answer ended before it was complete")
    return UnreachedError(Verdict.RESET, f"the connection ended without an answer ({_worded(error)})")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Give *error* and whatever it came from, groups included."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for inner in error.exceptions:
                yield from _causes(inner)
        error = error.__cause__ or error.__context__


def _worded(error: BaseException) -> str:
    return REDACTOR.text(str(error) or type(error).__name__)[:_LONGEST]


def verdict_of_status(status: int) -> Verdict:
    """Say what an answer of *status*, 300 or more, means where its body says nothing else."""
    if status in _STATUSES:
        return _STATUSES[status]
    if status >= 500:
        return Verdict.SERVER_ERROR
    return Verdict.REJECTED if status >= 400 else Verdict.REDIRECTED


_STATUSES: Final = {
    401: Verdict.UNAUTHORIZED,
    402: Verdict.QUOTA,
    403: Verdict.FORBIDDEN,
    404: Verdict.MODEL_NOT_FOUND,
    407: Verdict.PROXY,
    408: Verdict.TIMEOUT,
    410: Verdict.MODEL_NOT_FOUND,
    425: Verdict.RATE_LIMITED,
    429: Verdict.RATE_LIMITED,
}

_WORDS: Final[Mapping[str, Verdict]] = {
    # OpenAI and those who speak like it
    "insufficient_quota": Verdict.QUOTA,
    "billing_hard_limit_reached": Verdict.QUOTA,
    "billing_not_active": Verdict.QUOTA,
    "invalid_api_key": Verdict.UNAUTHORIZED,
    "model_not_found": Verdict.MODEL_NOT_FOUND,
    "deploymentnotfound": Verdict.MODEL_NOT_FOUND,
    "content_policy_violation": Verdict.CONTENT_POLICY,
    "content_filter": Verdict.CONTENT_POLICY,
    "moderation_blocked": Verdict.CONTENT_POLICY,
    # Anthropic
    "authentication_error": Verdict.UNAUTHORIZED,
    "permission_error": Verdict.FORBIDDEN,
    "not_found_error": Verdict.MODEL_NOT_FOUND,
    "rate_limit_error": Verdict.RATE_LIMITED,
    "overloaded_error": Verdict.SERVER_ERROR,
    "billing_error": Verdict.QUOTA,
    # Google
    "api_key_invalid": Verdict.UNAUTHORIZED,
    "permission_denied": Verdict.FORBIDDEN,
    # ElevenLabs
    "quota_exceeded": Verdict.QUOTA,
    "voice_not_found": Verdict.MODEL_NOT_FOUND,
    "missing_permissions": Verdict.FORBIDDEN,
    "too_many_concurrent_requests": Verdict.RATE_LIMITED,
    "detected_unusual_activity": Verdict.FORBIDDEN,
    # Stability
    "content_moderation": Verdict.CONTENT_POLICY,
    "payment_required": Verdict.QUOTA,
}
"""What providers call it in the bodies of their errors, where that says more than the status."""


_PHRASES: Final[Mapping[str, Verdict]] = {
    # Unsplash, which answers 403
    "rate limit exceeded": Verdict.RATE_LIMITED,
    # Pixabay, which answers 400
    "invalid or missing api key": Verdict.UNAUTHORIZED,
}
"""What is said by those whose errors are plain text, where that says more than the status."""


def refusal_in(status: int, body: bytes) -> tuple[Verdict, str]:
    """
    Say what an answer of *status* with *body* means, and in the provider's own words what happened; maybe in none.
    """
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return _plainly(status, body.decode(errors="replace"))
    codes = [code.lower() for code in _texts_under(said, _CODES)]
    verdict = next((_WORDS[code] for code in codes if code in _WORDS), verdict_of_status(status))
    words = _of_nodes(said) or next(iter(_texts_under(said, _MESSAGES)), "")
    return verdict, REDACTOR.text(re.sub(r"\s+", " ", words).strip())[:_LONGEST]


def _of_nodes(said: Any) -> str:
    """Say what ComfyUI says of the first node of a workflow that cannot be run; its message says only that one cannot."""
    nodes = said.get("node_errors") if isinstance(said, dict) else None
    for number, node in nodes.items() if isinstance(nodes, dict) else ():
        if isinstance(node, dict) and (words := _texts_under(node, ("message", "details"))):
            return f"node {number}, {node.get('class_type', 'unknown')}: {': '.join(words[:2])}"
    return ""


def _plainly(status: int, text: str) -> tuple[Verdict, str]:
    """Say what *text*, which is no JSON, means; what is a page, or longer than a sentence or two, is not passed on."""
    verdict = next((one for phrase, one in _PHRASES.items() if phrase in text.lower()), verdict_of_status(status))
    words = REDACTOR.text(re.sub(r"\s+", " ", text).strip())
    return verdict, "" if "<" in words or len(words) > _LONGEST else words


_CODES: Final = ("code", "type", "status", "reason", "name")
_MESSAGES: Final = ("message", "error_message", "detail", "error", "errors", "title", "failure_reason")
_DEEPEST: Final = 6


def _texts_under(said: Any, names: tuple[str, ...], depth: int = 0) -> list[str]:
    """Find texts that are members of one of *names*, the outermost first; a list of texts counts as its first."""
    if depth > _DEEPEST:
        return []
    if isinstance(said, list):
        return [text for item in said[:4] for text in _texts_under(item, names, depth + 1)]
    if not isinstance(said, dict):
        return []
    found = []
    for name in names:
        member = said.get(name)
        member = member[0] if isinstance(member, list) and member and isinstance(member[0], str) else member
        if isinstance(member, str) and member:
            found.append(member)
    inner = [text for member in said.values() for text in _texts_under(member, names, depth + 1)]
    return [*found, *inner]
