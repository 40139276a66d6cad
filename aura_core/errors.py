"""
Every error that is raised on purpose.

::

    AuraError
    ├── InvalidInputError        what was asked for cannot be done; lists every issue
    ├── NotFoundError            there is no such thing
    ├── ConflictError            it is not in a state in which that can be done
    ├── NotBuiltError            it is not built yet
    ├── NoScreenError            this machine has nothing to show it on
    ├── StaleError               it has changed since it was read
    ├── BusyError                others are at it all the time
    ├── VaultError               the keys cannot be opened
    ├── IdempotencyError         the key was used for another request
    ├── QueueFullError           too many jobs wait already
    ├── TooLargeError            it is more than is kept
    ├── DatabaseError            the database cannot be used
    ├── MissingGlyphsError       no font at hand can show these characters
    ├── OutputError              the result cannot be written where it was asked for
    │   └── DiskFullError        there is no room left
    ├── ProviderError            a provider failed, see its verdict
    │   ├── OfflineError         … because nothing may leave this machine
    │   ├── BudgetError          … because it could cost too much
    │   ├── ScriptError          … to write
    │   ├── SpeechError          … to speak
    │   ├── TranslationError     … to translate, or nobody does
    │   └── VisualError          … to illustrate
    ├── FFmpegError              FFmpeg is not what we need it to be
    │   ├── FFmpegNotFoundError  there is none
    │   ├── FFmpegNotReadyError  a film is wanted at once, and it cannot make one
    │   ├── FFmpegPathError      a path that was given cannot be FFmpeg's
    │   │   └── NotFFmpegError   what is there is not FFmpeg's
    │   ├── InstallError         the FFmpeg that belongs to the installation could not be restored
    │   ├── EncoderNotFoundError it has no usable encoder of that kind
    │   └── RenderError          it ran, and failed
    ├── WebhookError             a webhook was not delivered
    ├── UploadError              a film was not uploaded
    └── IntegrityError           the finished film is not what it should be, and was not handed out

Each says in one sentence what is wrong (``str(error)``) and in another what to do (``error.remedy``).
``code`` is the number in ``docs/errors/README.md``, ``step_code`` the word that a job's step carries,
``retryable`` whether the same request may succeed later with nothing changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import attrs

from aura_core.verdicts import Verdict


__all__ = [
    "AuraError",
    "BudgetError",
    "BusyError",
    "ConflictError",
    "DatabaseError",
    "DiskFullError",
    "EncoderNotFoundError",
    "FFmpegError",
    "FFmpegNotFoundError",
    "FFmpegNotReadyError",
    "FFmpegPathError",
    "IdempotencyError",
    "InstallError",
    "IntegrityError",
    "InvalidInputError",
    "Issue",
    "MissingGlyphsError",
    "NoScreenError",
    "NotBuiltError",
    "NotFFmpegError",
    "NotFoundError",
    "OfflineError",
    "OutputError",
    "ProviderError",
    "QueueFullError",
    "RenderError",
    "ScriptError",
    "SpeechError",
    "StaleError",
    "TooLargeError",
    "TranslationError",
    "UploadError",
    "VaultError",
    "VisualError",
    "WebhookError",
]


_WORDED: Final = 20
"""Issues that are told in a message; all are in ``issues``."""


class AuraError(Exception):
    """
    The root; never raised itself.

    Attributes:
        remedy: What the user can do about it, as a sentence.
    """

    code: str = "E999"
    title: str = "Unexpected Error"
    retryable: bool = False

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy

    @property
    def step_code(self) -> str:
        """The textual code of a job step, as the API documents it."""
        return "UnknownError"


@attrs.frozen
class Issue:
    """
    One thing that is wrong with what was asked.

    Attributes:
        path: Where, as a JSON path such as ``$.planSpec.pacing``; empty when it is no document.

        message: What is wrong, as a sentence.

        code: The error code, such as ``E303`` for a word that an enum does not know.
    """

    path: str
    message: str
    code: str = "E400"


class InvalidInputError(AuraError):
    """
    What was asked for cannot be done.

    Attributes:
        code: That of its issues where they have one in common, such as ``E303``.

        issues: Everything that is wrong, not only the first.
    """

    code = "E400"
    title = "Validation Error"

    def __init__(self, issues: Sequence[Issue], *, remedy: str = "Correct the values named and try again.") -> None:
        self.issues = tuple(issues)
        codes = {issue.code for issue in self.issues}
        if len(codes) == 1:
            (self.code,) = codes
        more = [f"and {len(self.issues) - _WORDED} more"] if len(self.issues) > _WORDED else []
        super().__init__("; ".join([*map(_worded, self.issues[:_WORDED]), *more]), remedy=remedy)

    @classmethod
    def of(cls, path: str, message: str, *, code: str = "E400", remedy: str) -> InvalidInputError:
        """Make the error of a single issue."""
        return cls([Issue(path, message, code)], remedy=remedy)

    @property
    def step_code(self) -> str:
        """``InvalidInput`` and the field."""
        return f"InvalidInput:{self.issues[0].path.removeprefix('$.')}"


def _worded(issue: Issue) -> str:
    return f"{issue.message} ({issue.path})" if issue.path else issue.message


class NotFoundError(AuraError):
    """There is no such thing."""

    code = "E404"
    title = "Not Found"


class ConflictError(AuraError):
    """
    It is not in a state in which that can be done.

    Attributes:
        details: Any JSON that says more; ``None`` where the message says all.
    """

    code = "E409"
    title = "Conflict"

    def __init__(self, message: str, *, remedy: str, details: Any = None) -> None:
        super().__init__(message, remedy=remedy)
        self.details = details


class NotBuiltError(AuraError):
    """It is part of the API, and not built yet."""

    code = "E501"
    title = "Not Built Yet"


class NoScreenError(AuraError):
    """This machine has no screen that something could be shown on."""

    code = "E501-NO_SCREEN"
    title = "No Screen"


class StaleError(AuraError):
    """It has changed since it was read, and what was asked for was asked of what it was then."""

    code = "E412"
    title = "Changed Meanwhile"


class BusyError(AuraError):
    """Others are at it all the time; the same request may succeed in a moment."""

    code = "E503-BUSY"
    title = "Busy"
    retryable = True


class VaultError(AuraError):
    """The keys cannot be opened: what they were sealed with is not here, or something was changed."""

    code = "E503-VAULT"
    title = "Keys Not Available"


class IdempotencyError(AuraError):
    """The idempotency key was used for another request."""

    code = "E422"
    title = "Idempotency Key Reused"


class QueueFullError(AuraError):
    """
    Too many jobs wait already.

    Attributes:
        retry_after: Seconds after which there may be room.
    """

    code = "E429"
    title = "Queue Full"
    retryable = True

    def __init__(self, message: str, *, remedy: str, retry_after: int) -> None:
        super().__init__(message, remedy=remedy)
        self.retry_after = retry_after


class TooLargeError(AuraError):
    """It is more than is kept of one thing."""

    code = "E413-VALUE"
    title = "Too Large"


class DatabaseError(AuraError):
    """The database cannot be used; the same request may succeed when it is back."""

    code = "E503"
    title = "Database Not Available"
    retryable = True


class MissingGlyphsError(AuraError):
    """
    No font at hand can show these characters.

    Attributes:
        characters: The characters, each once, in order of appearance.
    """

    code = "E306-MISSING_GLYPHS"
    title = "Characters Without a Font"

    def __init__(self, message: str, *, characters: str, remedy: str) -> None:
        super().__init__(message, remedy=remedy)
        self.characters = characters


class OutputError(AuraError):
    """The result cannot be written where it was asked for."""

    code = "E003-OUTPUT_NOT_WRITABLE"
    title = "Output Not Writable"

    @property
    def step_code(self) -> str:
        """As the API documents it."""
        return "OutputDirectoryNotWritable"


class DiskFullError(OutputError):
    """There is no room left; the same request succeeds once there is."""

    code = "E003-LOW_DISK_SPACE"
    title = "Disk Full"
    retryable = True

    @property
    def step_code(self) -> str:
        """As the API documents it."""
        return "OutOfDiskSpace"


class ProviderError(AuraError):
    """
    A provider failed.

    Attributes:
        provider: Its name.

        stage: The step that it was asked in, as it is on the wire; ``None`` outside of a film.

        verdict: Why; ``None`` where the provider is no service that was asked. It decides ``code``, ``title`` and
            ``retryable``.

        refused: Whether what it was asked for is at fault, such as a voice that it does not have.

        retry_after: Seconds after which asking again may help; ``None`` when nobody knows.
    """

    code = "E305"
    title = "Provider Failed"
    verdict: Verdict | None = None

    def __init__(
        self,
        message: str,
        *,
        provider: str,
        remedy: str,
        refused: bool = False,
        verdict: Verdict | None = None,
        stage: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, remedy=remedy)
        self.provider = provider
        self.refused = refused
        self.stage = stage
        self.retry_after = retry_after
        if verdict is not None:
            self.verdict = verdict
            self.code = verdict.meaning.code
            self.title = verdict.meaning.title
            self.retryable = verdict.meaning.retryable

    @property
    def step_code(self) -> str:
        """The word of the verdict."""
        return self.verdict.meaning.step_code if self.verdict else super().step_code


class OfflineError(ProviderError):
    """Offline mode is on, and this would leave the machine."""

    code = Verdict.OFFLINE.meaning.code
    title = Verdict.OFFLINE.meaning.title
    verdict = Verdict.OFFLINE


class BudgetError(ProviderError):
    """It could cost more than is left of a budget, so it was not asked for."""

    code = Verdict.BUDGET.meaning.code
    title = Verdict.BUDGET.meaning.title
    verdict = Verdict.BUDGET


class ScriptError(ProviderError):
    """No script could be written."""

    code = "E300"
    title = "Script Generation Failed"


class SpeechError(ProviderError):
    """The script could not be spoken."""

    code = "E200"
    title = "Speech Synthesis Failed"


class TranslationError(ProviderError):
    """The script could not be translated, or there is nobody to translate it."""

    code = "E305-TRANSLATION"
    title = "Translation Not Available"


class VisualError(ProviderError):
    """A scene could not be illustrated."""

    code = "E401-VISUALS"
    title = "Visuals Failed"


class FFmpegError(AuraError):
    """FFmpeg is not what we need it to be."""

    code = "E302-FFMPEG_VALIDATION"
    title = "FFmpeg Not Usable"


class FFmpegNotFoundError(FFmpegError):
    """There is no FFmpeg."""

    code = "E302-FFMPEG_NOT_FOUND"
    title = "FFmpeg Not Found"

    @property
    def step_code(self) -> str:
        """As the API documents it."""
        return "FFmpegNotFound"


class FFmpegNotReadyError(FFmpegError):
    """A film is wanted at once, and FFmpeg cannot make one as things are."""

    code = "E302-FFMPEG_NOT_READY"
    title = "FFmpeg Not Ready"


class FFmpegPathError(FFmpegError):
    """A path that was given cannot be FFmpeg's."""

    code = "E345"
    title = "Invalid Path"


class NotFFmpegError(FFmpegPathError):
    """What is at a path that was given is not FFmpeg's; it was not run."""

    code = "E346"
    title = "Invalid FFmpeg Path"


class InstallError(FFmpegError):
    """The FFmpeg that belongs to the installation could not be restored."""

    code = "E343"
    title = "FFmpeg Not Installed"


class EncoderNotFoundError(FFmpegError):
    """FFmpeg has no usable encoder of that kind."""

    code = "E305-ENCODER_NOT_FOUND"
    title = "Encoder Not Usable"


class RenderError(FFmpegError):
    """
    FFmpeg ran, and failed.

    Attributes:
        argv: The command line.

        exit_code: Negative when a signal ended it.

        log: The end of what it said.
    """

    code = "E304-FFMPEG_RUNTIME"
    title = "Render Failed"
    retryable = True

    def __init__(self, message: str, *, argv: Sequence[str], exit_code: int, log: str, remedy: str) -> None:
        super().__init__(message, remedy=remedy)
        self.argv = tuple(argv)
        self.exit_code = exit_code
        self.log = log

    @property
    def step_code(self) -> str:
        """As the API documents it."""
        return f"FFmpegFailedExitCode:{self.exit_code}"


class WebhookError(AuraError):
    """
    A webhook was not delivered.

    Attributes:
        retryable: Whether the receiver may take it later; so for each error, not for the class.

        status: What the receiver answered; ``None`` when it was not reached.
    """

    code = "E305-WEBHOOK"
    title = "Webhook Not Delivered"

    def __init__(self, message: str, *, remedy: str, retryable: bool = False, status: int | None = None) -> None:
        super().__init__(message, remedy=remedy)
        self.retryable = retryable
        self.status = status


class UploadError(AuraError):
    """
    A film was not uploaded, or not whole; it is done all the same.

    Attributes:
        retryable: Whether the destination may take it later; so for each error, not for the class.

        retry_after: Seconds after which the destination wants to be asked again; ``None`` where it does not say.
    """

    code = "E305-UPLOAD"
    title = "Film Not Uploaded"

    def __init__(self, message: str, *, remedy: str, retryable: bool = False, retry_after: float | None = None) -> None:
        super().__init__(message, remedy=remedy)
        self.retryable = retryable
        self.retry_after = retry_after


class IntegrityError(AuraError):
    """The finished film is not what it should be, and was not handed out."""

    code = "E304-INTEGRITY"
    title = "Film Failed Its Check"
    retryable = True
