"""
What is answered when a request fails, RFC 9457; no other module knows the HTTP status of an error.

Rule 1: every answer that refuses is a problem, whoever refuses: a handler, the library, Litestar, or the guard.

Rule 2: what was not foreseen is said to nobody but the log; the correlation id leads there.
"""

from __future__ import annotations

import math
import re
import uuid
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

import attrs
import structlog
from litestar import Request, Response
from litestar.exceptions import ClientException, HTTPException, ValidationException
from litestar.params import ParameterKwarg
from litestar.types import Receive, Scope, Send

from aura_core import errors, wire
from aura_core.errors import AuraError, ConflictError, InvalidInputError, Issue, ProviderError, QueueFullError
from aura_core.model.problems import Problem
from aura_core.redaction import REDACTOR
from aura_core.verdicts import Verdict
from aura_core.words import counted


__all__ = [
    "ECHOES",
    "ERRORS_PAGE",
    "MEDIA_TYPE",
    "STATUSES",
    "VERDICTS",
    "Echo",
    "UnsupportedMediaTypeError",
    "problem_of",
    "respond",
    "send_problem",
    "unattributed",
]

log = structlog.get_logger()

AnyRequest = Request[Any, Any, Any]

ERRORS_PAGE: Final = "https://github.com/Coffee285/aura-video-studio/blob/main/docs/errors/README.md"
MEDIA_TYPE: Final = "application/problem+json"

STATUSES: Final[Mapping[type[AuraError], int]] = {
    AuraError: 500,
    InvalidInputError: 400,
    errors.NotFoundError: 404,
    errors.ConflictError: 409,
    errors.StaleError: 412,
    errors.NotBuiltError: 501,
    errors.NoScreenError: 501,
    errors.BusyError: 503,
    errors.VaultError: 503,
    errors.IdempotencyError: 422,
    errors.QueueFullError: 429,
    errors.TooLargeError: 413,
    errors.DatabaseError: 503,
    errors.WebhookError: 502,
    errors.UploadError: 502,
    # The request is well formed and every value is allowed; it is this text that cannot be shown (RFC 9110 §15.5.21).
    errors.MissingGlyphsError: 422,
    errors.OutputError: 500,
    errors.DiskFullError: 507,
    # The server did its part, and what it asked in turn did not.
    errors.ProviderError: 502,
    # Its owner forbids it; the original's contract says 403 too.
    errors.OfflineError: 403,
    errors.BudgetError: 403,
    errors.ScriptError: 502,
    errors.SpeechError: 502,
    errors.TranslationError: 502,
    errors.VisualError: 502,
    # The machine lacks a tool; the request is fine once it has it.
    errors.FFmpegError: 503,
    errors.FFmpegNotFoundError: 503,
    # As the original has it, whose client asks again and again where the answer is 503.
    errors.FFmpegNotReadyError: 409,
    errors.EncoderNotFoundError: 503,
    errors.FFmpegPathError: 400,
    errors.NotFFmpegError: 400,
    errors.InstallError: 503,
    errors.RenderError: 500,
    errors.IntegrityError: 500,
}
"""The status of each error; a provider's refusal of what it was asked for is 422 instead, and see below."""

VERDICTS: Final[Mapping[Verdict, int]] = {
    Verdict.NOT_BUILT: 501,
    # The request is fine; it is this server that is not set up for it.
    Verdict.NOT_CONFIGURED: 409,
    Verdict.KEY_FORMAT: 409,
    Verdict.TIMEOUT: 504,
    # Whoever asks is not the one who asks too much, so no 429.
    Verdict.RATE_LIMITED: 503,
    Verdict.BREAKER_OPEN: 503,
}
"""The status of what became of asking a provider, where it is none of the above."""


@attrs.frozen
class Echo:
    """
    What a status means that HTTP itself gives.

    Attributes:
        meaning: A sentence.

        remedy: What to do about it, as a sentence.
    """

    meaning: str
    remedy: str
    retryable: bool = False


ECHOES: Final[Mapping[int, Echo]] = {
    400: Echo("The request cannot be understood.", "Correct the request and try again."),
    401: Echo("The server wants to know who asks.", "Send the credentials that the server was given."),
    403: Echo(
        "This page or program may not ask for this.", "Ask from this machine, or allow the host or origin by name."
    ),
    404: Echo("There is nothing at this address.", "Check the address; /schema lists all there are."),
    405: Echo("The address does not know this method.", "Use one of the methods in the Allow header."),
    406: Echo("There is no answer in the form asked for.", "Accept application/json."),
    408: Echo("The request took too long to arrive.", "Send it again.", retryable=True),
    409: Echo("The state of the thing does not allow it.", "Look at its state first."),
    413: Echo("The body is larger than the server takes.", "Send less at once."),
    415: Echo(
        "The body is in a form that is not read.",
        "Send JSON as application/json, and a file, where one is asked for, as multipart/form-data.",
    ),
    416: Echo("The range lies outside of the file.", "Ask for a range inside of it."),
    422: Echo("The request is understood and cannot be done.", "Correct the request and try again."),
    429: Echo("Too much is asked at once.", "Wait for the seconds in Retry-After and try again.", retryable=True),
    431: Echo("The head of the request is larger than the server takes.", "Send shorter headers, or fewer."),
    500: Echo(
        "Something went wrong that nobody foresaw.", "Look for the correlation id in the server's log.", retryable=True
    ),
    503: Echo("The server cannot answer now.", "Try again in a while.", retryable=True),
}
"""What the codes mean that are an E and a status."""

_LISTED: Final = 200
"""Issues that are told at once; whoever has more is helped by no more."""

_MISSING: Final = re.compile(r"Missing required (\w+) parameter '([^']+)'")


class UnsupportedMediaTypeError(ClientException):
    """The body is in a form that is not read."""

    status_code = 415

    def __init__(self, kind: str, wanted: str = "application/json") -> None:
        super().__init__(detail=f"The body is said to be {kind or 'nothing'}; it must be {wanted}.")


def problem_of(error: Exception, request: AnyRequest) -> Problem:
    """
    Say of *error* what whoever sent *request* needs to know, and no more.
    """
    match _unwrapped(error):
        case AuraError() as ours:
            problem = _of_ours(ours)
        case ValidationException() as refused:
            problem = _of_ours(InvalidInputError(_issues(refused, request)))
        case HTTPException(status_code=status, detail=detail) if status != 500:
            problem = _of_http(status, detail)
        case _:
            problem = _of_http(500, "")
    state = request.scope["state"]
    return attrs.evolve(
        problem,
        instance=REDACTOR.text(request.scope["path"]),
        correlation_id=state.get("correlation_id", ""),
        trace_id=state.get("trace_id"),
    )


def respond(request: AnyRequest, error: Exception) -> Response[bytes]:
    """Answer *request*, which failed with *error*; Litestar's handler of every exception."""
    problem = problem_of(error, request)
    cause = _unwrapped(error)
    if not isinstance(cause, AuraError) and problem.status == 500:
        log.error("unforeseen", exc_info=error)
    headers = dict(cause.headers or {}) if isinstance(cause, HTTPException) else {}
    if isinstance(cause, QueueFullError):
        headers["Retry-After"] = str(cause.retry_after)
    elif isinstance(cause, ProviderError) and cause.retry_after is not None:
        headers["Retry-After"] = str(math.ceil(cause.retry_after))
    elif problem.status == 429:
        headers.setdefault("Retry-After", "1")
    body = wire.dumps(problem).encode()
    return Response(body, media_type=MEDIA_TYPE, status_code=problem.status, headers=headers)


async def send_problem(error: Exception, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request that failed before Litestar saw it."""
    request: AnyRequest = Request(scope, receive, send)
    answer = respond(request, error).to_asgi_response(app=None, request=request)
    await answer(scope, receive, send)


def unattributed(status: int) -> bytes:
    """Return the body of a problem with what came and was no request, so that nothing else can be said of it."""
    return wire.dumps(attrs.evolve(_of_http(status, ""), correlation_id=uuid.uuid4().hex)).encode()


def _unwrapped(error: BaseException) -> BaseException:
    """Return the one error that a group of tasks ended with; of several, the group."""
    while isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
        error = error.exceptions[0]
    return error


def _of_ours(error: AuraError) -> Problem:
    provider, stage = (error.provider, error.stage) if isinstance(error, ProviderError) else (None, None)
    issues = error.issues if isinstance(error, InvalidInputError) else ()
    members = _by_member(issues)
    return Problem(
        type=f"{ERRORS_PAGE}#{error.code}",
        title=error.title,
        status=_status_of(error),
        detail=REDACTOR.text(str(error)),
        error_code=error.code,
        field=next(iter(members)) if len(issues) == 1 and issues[0].path else None,
        errors=members or None,
        how_to_fix=(error.remedy,),
        suggested_actions=(error.remedy,),
        stage=stage,
        provider=provider,
        retryable=error.retryable,
        details=REDACTOR.value(error.details) if isinstance(error, ConflictError) else None,
    )


def _status_of(error: AuraError) -> int:
    if isinstance(error, ProviderError) and error.refused:
        return 422
    if isinstance(error, ProviderError) and error.verdict and error.verdict in VERDICTS:
        return VERDICTS[error.verdict]
    return next(STATUSES[cls] for cls in type(error).__mro__ if cls in STATUSES)


def _of_http(status: int, detail: str) -> Problem:
    title = HTTPStatus(status).phrase
    echo = ECHOES.get(status, ECHOES[400 if status < 500 else 500])
    code = f"E{status}" if status in ECHOES else f"E{400 if status < 500 else 500}"
    return Problem(
        type=f"{ERRORS_PAGE}#{code}",
        title=title,
        status=status,
        detail=echo.meaning if detail in {"", title} else REDACTOR.text(detail),
        error_code=code,
        how_to_fix=(echo.remedy,),
        suggested_actions=(echo.remedy,),
        retryable=echo.retryable,
    )


def _by_member(issues: tuple[Issue, ...]) -> dict[str, tuple[str, ...]]:
    members: dict[str, tuple[str, ...]] = {}
    for issue in issues[:_LISTED]:
        # A key may stand even where the name of a member belongs.
        path = REDACTOR.text(issue.path or "$")
        members[path] = (*members.get(path, ()), REDACTOR.text(issue.message))
    if len(issues) > _LISTED:
        members["$"] = (*members.get("$", ()), f"And {counted(len(issues) - _LISTED, 'more issue')}.")
    return members


def _issues(refused: ValidationException, request: AnyRequest) -> list[Issue]:
    """List what Litestar found wrong with parameters, or every one that it found missing."""
    if isinstance(refused.extra, list):
        parameters = request.route_handler.parsed_fn_signature.parameters
        named = {
            name: field.kwarg_definition.name
            for name, field in parameters.items()
            if isinstance(field.kwarg_definition, ParameterKwarg) and field.kwarg_definition.name
        }
        return [_issue(found, named) for found in refused.extra]
    if found := _MISSING.search(refused.detail):
        kind, first = found.groups()
        return [Issue(name, f"The {kind} parameter {name} is required.") for name in _missing(request, kind, first)]
    return [Issue("", refused.detail)]


def _issue(found: Mapping[str, str], named: Mapping[str, str]) -> Issue:
    """Say what was *found*, of a parameter by the name that clients know."""
    if found.get("key") == "data" and found.get("source") == "body":
        # The body itself: what is wrong inside of one is said by the wire.
        return Issue("$", "The request has no body; it must be a JSON document.")
    key = found.get("key", "")
    return Issue(named.get(key, key), found["message"].replace("`", "") + ".")


def _missing(request: AnyRequest, kind: str, first: str) -> list[str]:
    """Name every parameter of this *kind* that the handler needs and the request lacks; Litestar names the *first*."""
    given = {"query": request.query_params, "header": request.headers, "cookie": request.cookies}.get(kind, {})
    names = [
        field.kwarg_definition.name or name
        for name, field in request.route_handler.parsed_fn_signature.parameters.items()
        if isinstance(field.kwarg_definition, ParameterKwarg)
        and field.kwarg_definition.param_type == kind
        and field.is_required
        # Nobody sends what this server gives to its own routes, which Litestar takes for parameters, too.
        and name not in request.route_handler.dependency_name_set
    ]
    missing = [name for name in names if name not in given]
    # A parameter of a dependency is not in the handler's signature.
    return missing if first in missing else [first, *missing]
