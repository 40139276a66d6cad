"""What a provider is asked."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

from aura_core.outbound.charge import Charge


__all__ = ["FREE", "Call"]

FREE: Final = Charge()

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

_JSON: Final = ("application/json",)


@attrs.frozen
class Call:
    """
    What a provider is asked.

    Attributes:
        path: Below the provider's address, or a URL; at another host no key is sent, and redirects are followed.

        query: Members of the query.

        json: The body as JSON.

        form: The body as a form of several parts, instead.

        text: The body as text, instead; a header says of which type.

        takes: Media types of answers that are understood; one that ends in a slash stands for all that begin
            so; none for whatever comes.

        largest: Bytes of an answer.

        read_s: Seconds between two pieces of the answer.

        total_s: Seconds for everything.

        harmless: Whether asking twice does no harm; ``None`` as HTTP has it: reading does none.

        kept: Whether the answer is kept, so that the same is never asked, or paid for, again.

        variant: Which of several answers to the same is wanted; each is kept by itself.

        model: What is asked there, for the list of calls.

        expected: The most that it may cost.
    """

    method: str
    path: str
    query: Mapping[str, str] = _NOTHING
    json: Any = None
    form: Mapping[str, str] | None = None
    text: str | None = None
    headers: Mapping[str, str] = _NOTHING
    takes: tuple[str, ...] = _JSON
    largest: int = 16 * 1024 * 1024
    read_s: float = 60.0
    total_s: float = 120.0
    harmless: bool | None = None
    kept: bool = False
    variant: int = 0
    model: str = ""
    expected: Charge = FREE

    @property
    def encoded(self) -> tuple[bytes | None, str]:
        """The body as it is sent, and its media type; ``None`` and nothing where there is none."""
        if self.json is not None:
            return json.dumps(self.json, ensure_ascii=False).encode(), "application/json"
        if self.text is not None:
            return self.text.encode(), ""
        if self.form is None:
            return None, ""
        boundary = uuid.uuid4().hex
        parts = "".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in self.form.items()
        )
        return f"{parts}--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"
