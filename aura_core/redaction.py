"""
Secrets taken out of what others may read: log lines, problems, exports.

Rule 1: what is known to be a secret is hidden wherever it stands, also as JSON and URLs spell it.

Rule 2: what looks like a secret is hidden: the keys of well-known providers, passwords in URLs, whatever follows a word
such as ``token=``.

Rule 3: a member whose name says that it is secret is hidden whatever it holds.

There is one :data:`REDACTOR`, for a secret that one part of the process knows must be hidden by all others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote, quote_plus


__all__ = ["HIDDEN", "REDACTOR", "Redactor"]

HIDDEN: Final = "[hidden]"
"""What stands for a secret."""

_SHORTEST: Final = 6
"""Characters of a secret that is hidden wherever it stands; shorter ones are parts of ordinary words."""

_SHAPES: Final = re.compile(
    r"""(?x)
      \b(?:sk|pk|rk|gsk|hf|r8|gh[pousr]|xox[abeprs])[-_][\w-]{8,}     # OpenAI, Anthropic, Stripe, Groq, GitHub, …
    | \bAIza[\w-]{10,}                                                # Google
    | \bAKIA[0-9A-Z]{12,}                                             # Amazon
    | \beyJ[\w-]{8,999}\.[\w-]{8,}\.[\w-]*                            # JSON Web Tokens
    | (?<=://)[^\s/@"']+(?=@)                                         # names and passwords in URLs
    | (?i:(?<=bearer\s)|(?<=basic\s))[\w.~+/=-]{6,}
    """
)
_NAMED: Final = re.compile(
    r"""(?ix)
    (?P<name> (?: (?:api|access|secret|private|subscription|auth|signing)[\s_-]?key | (?<![a-z])key(?=\s?=)
      | token | secret | password | passwd | passphrase ) ["']? \s? [=:] \s? ["']? )
    [^\s"'&,;<>()\[\]{}\\]+
    """
)
_HINTS: Final = (
    *("sk-", "sk_", "pk-", "pk_", "rk-", "rk_", "hf-", "hf_", "r8-", "r8_", "ghp", "gho", "ghu", "ghs", "ghr", "xox"),
    *("aiza", "akia", "eyj", "://", "bearer", "basic", "key", "token", "secret", "passw", "passphrase"),
)
"""A text without any of these has nothing of the above; looking for them costs a tenth of looking for patterns."""

_SECRET_NAME: Final = re.compile(
    r".*(?:api|access|secret|private|subscription|auth|signing)keys?"
    r"|.*(?:token|secret|password|passwd|passphrase|authorization|cookie|credentials?|secrets|passwords)"
)


class Redactor:
    """
    Takes secrets out of texts and values; any thread may use it.
    """

    def __init__(self) -> None:
        self._known: frozenset[str] = frozenset()
        self._pattern: re.Pattern[str] | None = None

    def know(self, *secrets: str) -> None:
        """Hide *secrets* from now on; those of fewer than six characters only where their place gives them away."""
        self._set(self._known | {secret for secret in secrets if len(secret) >= _SHORTEST})

    def forget(self, *secrets: str) -> None:
        """Hide *secrets* no longer, for they open nothing any more."""
        self._set(self._known - frozenset(secrets))

    def _set(self, known: frozenset[str]) -> None:
        spellings = {spelling for secret in known for spelling in _spellings(secret)}
        # The longest first: of two secrets, one may begin like the other.
        ordered = sorted(spellings, key=len, reverse=True)
        self._known = known
        self._pattern = re.compile("|".join(map(re.escape, ordered))) if ordered else None

    def text(self, text: str) -> str:
        """Return *text* with its secrets hidden."""
        if self._pattern:
            text = self._pattern.sub(HIDDEN, text)
        lowered = text.lower()
        # A loop, for it is three times as fast as any().
        for hint in _HINTS:
            if hint in lowered:
                return _NAMED.sub(rf"\g<name>{HIDDEN}", _SHAPES.sub(HIDDEN, text))
        return text

    def prose(self, text: str) -> str:
        """Return *text*, which somebody wrote to be read, with the keys in it hidden; "the secret: practice" hides none."""
        if self._pattern:
            text = self._pattern.sub(HIDDEN, text)
        return _SHAPES.sub(HIDDEN, text)

    def finds(self, text: str) -> bool:
        """Tell whether *text* holds a secret that is known, or what looks like a key wherever it stands."""
        return bool((self._pattern and self._pattern.search(text)) or _SHAPES.search(text))

    def value(self, value: Any) -> Any:
        """Return a value, as JSON knows it, with the secrets in it hidden; numbers and the like are left as they are."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {name: self._member(name, member) for name, member in value.items()}
        if isinstance(value, list | tuple):
            return [self.value(item) for item in value]
        return value

    def _member(self, name: Any, member: Any) -> Any:
        return _hidden(member) if _is_secret(str(name)) else self.value(member)


REDACTOR: Final = Redactor()
"""The one of this process."""


def _spellings(secret: str) -> tuple[str, ...]:
    as_json = (json.dumps(secret, ensure_ascii=only_ascii)[1:-1] for only_ascii in (True, False))
    return (secret, *as_json, quote(secret), quote(secret, safe=""), quote_plus(secret))


@lru_cache(maxsize=1024)
def _is_secret(name: str) -> bool:
    return bool(_SECRET_NAME.fullmatch(re.sub(r"[\s_.-]", "", name).lower()))


def _hidden(value: Any) -> Any:
    """Hide every text in *value*, whatever it says."""
    if isinstance(value, str):
        return HIDDEN if value else value
    if isinstance(value, Mapping):
        return {name: _hidden(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [_hidden(item) for item in value]
    return value
