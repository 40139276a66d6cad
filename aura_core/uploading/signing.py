"""
Signatures of requests to S3: AWS Signature Version 4, with the body's digest signed.

https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Final
from urllib.parse import quote

import attrs


__all__ = ["Credentials", "encoded", "signed"]

_ALGORITHM: Final = "AWS4-HMAC-SHA256"


@attrs.frozen
class Credentials:
    """Who signs, and for where."""

    access_key: str
    secret_key: str = attrs.field(repr=False)
    region: str


def encoded(text: str, *, safe: str = "") -> str:
    """Spell *text* as it is signed: all but letters, digits and ``-._~`` as bytes of UTF-8."""
    return quote(text, safe=f"-._~{safe}")


def signed(
    method: str,
    host: str,
    path: str,
    query: Mapping[str, str],
    headers: Mapping[str, str],
    body: bytes,
    credentials: Credentials,
    at: datetime,
) -> dict[str, str]:
    """
    Return *headers* with what proves who sent the request.

    Args:
        host: With its port, where that is not the usual one.

        path: As it is sent, encoded.

        query: As it is meant, not encoded.

        at: In UTC; whoever gets it hours later refuses it.
    """
    moment, day = f"{at:%Y%m%dT%H%M%SZ}", f"{at:%Y%m%d}"
    digest = hashlib.sha256(body).hexdigest()
    sent = {**headers, "x-amz-date": moment, "x-amz-content-sha256": digest}
    lower = {name.lower(): " ".join(value.split()) for name, value in {**sent, "host": host}.items()}
    names = ";".join(sorted(lower))
    canonical = "\n".join(
        [
            method,
            path,
            "&".join(f"{encoded(name)}={encoded(value)}" for name, value in sorted(query.items())),
            *(f"{name}:{lower[name]}" for name in sorted(lower)),
            "",
            names,
            digest,
        ]
    )
    scope = f"{day}/{credentials.region}/s3/aws4_request"
    text = f"{_ALGORITHM}\n{moment}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = f"AWS4{credentials.secret_key}".encode()
    for part in (day, credentials.region, "s3", "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.digest(key, text.encode(), "sha256").hex()
    said = f"Credential={credentials.access_key}/{scope},SignedHeaders={names},Signature={signature}"
    return {**sent, "Authorization": f"{_ALGORITHM} {said}"}
