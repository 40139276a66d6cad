"""
Keys left out of what a wizard wants to find again.

Rule 1: whatever stands under a name that says it is a secret, or under a provider's where it looks like a key, is
emptied: a wizard that shows it again shows an empty field, not somebody's key and not a word that is none.

Rule 2: text that is JSON is looked into, however often it is wrapped.

Rule 3: what is known to be a secret, or looks like a well-known provider's, is hidden wherever else it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from aura_core.errors import InvalidInputError
from aura_core.model.providers import known_provider
from aura_core.redaction import REDACTOR
from aura_core.wire import dumps, loads


__all__ = ["without_keys"]

_SECRET: Final = re.compile(r".*(keys?|tokens?|secrets?|passwords?|passwd|passphrases?|credentials?|authorization)")
_SHORTEST: Final = 12
"""Characters of what may be a key; states of one, such as ``valid``, are shorter."""


def without_keys(value: Any) -> Any:
    """Return *value*, as JSON knows it, without the keys in it."""
    if isinstance(value, Mapping):
        return {REDACTOR.text(str(name)): _member(str(name), member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [without_keys(item) for item in value]
    return _text(value) if isinstance(value, str) else value


def _member(name: str, value: Any) -> Any:
    if _SECRET.fullmatch("".join(filter(str.isalnum, name.lower()))):
        return _emptied(value)
    if isinstance(value, str) and known_provider(name) is not None and _may_be_a_key(value):
        return ""
    return without_keys(value)


def _may_be_a_key(text: str) -> bool:
    return len(text) >= _SHORTEST and not any(map(str.isspace, text.strip()))


def _text(text: str) -> str:
    if text.lstrip()[:1] in {"{", "[", '"'}:
        try:
            inner = loads(text, Any)
        except InvalidInputError:
            return REDACTOR.text(text)
        return dumps(without_keys(inner))
    return REDACTOR.text(text)


def _emptied(value: Any) -> Any:
    """Empty every text in *value*; numbers could be a key, too."""
    if isinstance(value, Mapping):
        return {REDACTOR.text(str(name)): _emptied(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [_emptied(item) for item in value]
    return value if value is None or isinstance(value, bool) else ""
