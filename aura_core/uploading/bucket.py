"""
A bucket of S3, or of whoever speaks like it, such as MinIO, Ceph, R2, B2, Wasabi and Spaces.

https://docs.aws.amazon.com/AmazonS3/latest/API/ (read in 2026).
Without ``host`` it is Amazon's, at the bucket's own host name; another ``host`` is asked for the bucket by its path, unless the bucket's name begins it.
"""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from aura_core.errors import UploadError
from aura_core.model.settings.export import UploadDestination
from aura_core.outbound.connecting import Request
from aura_core.outbound.endpoints import repaired
from aura_core.settings import Settings
from aura_core.uploading.carrying import Progress, TakenError, carried
from aura_core.uploading.destination import Item, Notes, Parcel, refused
from aura_core.uploading.line import Line, Reply, piece_of
from aura_core.uploading.signing import Credentials, encoded, signed


__all__ = ["BucketDestination"]

_MIB: Final = 1024**2

_PART: Final = 8 * _MIB
"""Bytes that are sent in one go: what a broken line costs at most, and how much memory it takes. Amazon asks for 5 MiB."""

_MOST_PARTS: Final = 10_000

_UPLOAD: Final = "part"
"""What is remembered of a file that is sent in parts."""

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

_NEW: Final = {"If-None-Match": "*"}
"""Refuses to write over anything."""


class BucketDestination:
    """
    A bucket; a film appears there whole or not at all, in parts that are not sent twice.
    """

    def __init__(self, destination: UploadDestination, settings: Settings) -> None:
        self._destination = destination
        self._credentials = Credentials(
            destination.s3_access_key, destination.s3_secret_key, destination.s3_region.strip() or "us-east-1"
        )
        self._prefix = "/".join(part for part in destination.remote_path.split("/") if part not in {"", ".", ".."})
        self._line = Line(f"The bucket {destination.s3_bucket_name}", settings, destination.timeout_seconds)
        self._conditional = True

    @property
    def url(self) -> str:
        """Where the bucket is, without a slash at the end."""
        bucket, region = self._destination.s3_bucket_name, self._credentials.region
        if not self._destination.host.strip():
            china = ".cn" if region.startswith("cn-") else ""
            host = f"s3.{region}.amazonaws.com{china}"
            # A certificate for *.s3… covers one label only.
            return f"https://{host}/{bucket}" if "." in bucket else f"https://{bucket}.{host}"
        try:
            base = repaired(self._destination.host)
        except ValueError as error:
            raise refused(self._line.where, str(error), remedy="Correct host of the upload destination.") from error
        return base if (urlsplit(base).hostname or "").startswith(f"{bucket.lower()}.") else f"{base}/{bucket}"

    async def send(self, parcel: Parcel, notes: Notes) -> str:
        """Put everything into the bucket; see :class:`aura_core.uploading.destination.Destination`."""
        self._check()
        return await carried(parcel, self, notes)

    async def look(self) -> str:
        """Write a small object, and delete it."""
        self._check()
        name = f".aura-{uuid.uuid4().hex}"
        for method in ("PUT", "DELETE"):
            reply = await self._ask(method, name)
            if not reply.well:
                raise self._refused(reply)
        return f"{self._line.where} can be written to."

    def _check(self) -> None:
        bucket = self._destination.s3_bucket_name
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{1,253}", bucket) or ".." in bucket:
            raise refused(
                "The bucket",
                "its name is none",
                remedy="Set s3BucketName of the upload destination to the bucket's name.",
            )
        if not self._credentials.access_key or not self._credentials.secret_key:
            raise refused(
                self._line.where, "it has no keys", remedy="Set s3AccessKey and s3SecretKey of the upload destination."
            )
        if not re.fullmatch(r"[\x21-\x7e]+", self._credentials.access_key):
            raise refused(self._line.where, "its key is none", remedy="Correct s3AccessKey of the upload destination.")
        if not re.fullmatch(r"[A-Za-z0-9-]{1,40}", self._credentials.region):
            raise refused(self._line.where, "its region is none", remedy="Correct s3Region, such as us-east-1.")

    async def size_of(self, name: str) -> int | None:
        """Ask how long an object is."""
        reply = await self._ask("HEAD", name)
        if reply.status == 404:
            return None
        if not reply.well:
            raise self._refused(reply)
        return int(reply.headers.get("content-length", "0"))

    async def put(self, item: Item, name: str, progress: Progress) -> None:
        """Write an object, in parts where it is large; see :class:`aura_core.uploading.carrying.Place`."""
        if item.size <= _PART:
            reply = await self._new("PUT", name, await piece_of(item.path, 0, item.size), {"Content-Type": item.type})
            if not reply.well:
                raise self._refused(reply)
            return
        upload = await self._begun(item, name, progress.notes)
        tags = await self._there(name, upload)
        if tags is None:
            # Given up there: buckets may be told to do so with what nobody finishes.
            await progress.notes.keep(**{_UPLOAD: None})
            upload, tags = await self._begun(item, name, progress.notes), {}
        for number, (start, length) in enumerate(_parts(item.size, upload["size"]), 1):
            if tags.get(number, ("", -1))[1] != length:
                tags[number] = await self._part(item, name, upload, number, start, length)
            await progress.moved(start + length, safely=True)
        await self._complete(name, upload, tags, progress.notes)

    def address_of(self, name: str) -> str:
        """Say where an object is."""
        return f"{self.url}/{self._key(name)}"

    def _key(self, name: str) -> str:
        return encoded(f"{self._prefix}/{name}" if self._prefix else name, safe="/")

    async def _begun(self, item: Item, name: str, notes: Notes) -> dict[str, Any]:
        """Return the upload in parts that an earlier try began for this object, or begin one."""
        known: dict[str, Any] = notes.memory.get(_UPLOAD, {})
        if known.get("name") == name:
            return known
        reply = await self._ask("POST", name, {"uploads": ""}, headers={"Content-Type": item.type})
        found = _texts(reply.body, "UploadId")
        if not reply.well or not found:
            raise self._refused(reply)
        upload = {"name": name, "id": found[0], "size": max(_PART, -(-item.size // _MOST_PARTS // _MIB) * _MIB)}
        await notes.keep(**{_UPLOAD: upload})
        return upload

    async def _there(self, name: str, upload: Mapping[str, Any]) -> dict[int, tuple[str, int]] | None:
        """Return the tag and the length of every part that has arrived, by its number; ``None`` where nobody knows it."""
        found: dict[int, tuple[str, int]] = {}
        after = "0"
        while True:
            reply = await self._ask("GET", name, {"uploadId": upload["id"], "part-number-marker": after})
            if reply.status == 404 and "NoSuchUpload" in _texts(reply.body, "Code"):
                return None
            if not reply.well:
                raise self._refused(reply)
            for part in re.findall(rb"<Part>(.*?)</Part>", reply.body, re.DOTALL):
                number, tag, size = (_texts(part, member)[0] for member in ("PartNumber", "ETag", "Size"))
                found[int(number)] = (tag, int(size))
            marker = _texts(reply.body, "NextPartNumberMarker")
            if _texts(reply.body, "IsTruncated") != ["true"] or not marker or marker[0] == after:
                return found
            after = marker[0]

    async def _part(
        self, item: Item, name: str, upload: Mapping[str, Any], number: int, start: int, length: int
    ) -> tuple[str, int]:
        body = await piece_of(item.path, start, length)
        reply = await self._ask("PUT", name, {"partNumber": str(number), "uploadId": upload["id"]}, body)
        if not reply.well or "etag" not in reply.headers:
            raise self._refused(reply)
        return reply.headers["etag"], length

    async def _complete(
        self, name: str, upload: Mapping[str, Any], tags: Mapping[int, tuple[str, int]], notes: Notes
    ) -> None:
        parts = "".join(
            f"<Part><PartNumber>{number}</PartNumber><ETag>{html.escape(tag)}</ETag></Part>"
            for number, (tag, _) in sorted(tags.items())
        )
        body = f"<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>".encode()
        query = {"uploadId": upload["id"]}
        try:
            reply = await self._new("POST", name, body, {"Content-Type": "application/xml"}, query)
        except TakenError:
            # Parts that nobody puts together are paid for.
            await self._ask("DELETE", name, query)
            await notes.keep(**{_UPLOAD: None})
            raise
        # A server that has begun to answer 200 may still find that it cannot.
        if not reply.well or b"<Error>" in reply.body:
            raise self._refused(reply)

    async def _new(
        self, method: str, name: str, body: bytes, headers: Mapping[str, str], query: Mapping[str, str] = _NOTHING
    ) -> Reply:
        """
        Write what is not there yet.

        Raises:
            TakenError: something is.
        """
        if self._conditional:
            reply = await self._ask(method, name, query, body, {**headers, **_NEW})
            if reply.status == 412:
                raise TakenError
            # Who has never heard of such a condition says so; that nothing was there was seen when the name was chosen.
            self._conditional = reply.status not in {400, 501} or "NotImplemented" not in _texts(reply.body, "Code")
            if self._conditional:
                return reply
        return await self._ask(method, name, query, body, headers)

    async def _ask(
        self,
        method: str,
        name: str,
        query: Mapping[str, str] = _NOTHING,
        body: bytes = b"",
        headers: Mapping[str, str] = _NOTHING,
    ) -> Reply:
        parts = urlsplit(self.url)
        path = f"{encoded(parts.path, safe='/')}/{self._key(name)}"
        told = signed(method, parts.netloc, path, query, headers, body, self._credentials, datetime.now(UTC))
        asked = "&".join(f"{encoded(key)}={encoded(value)}" for key, value in sorted(query.items()))
        url = f"{parts.scheme}://{parts.netloc}{path}{'?' if asked else ''}{asked}"
        return await self._line.ask(Request(method, url, told, body if body or method in {"PUT", "POST"} else None))

    def _refused(self, reply: Reply) -> UploadError:
        code = next(iter(_texts(reply.body, "Code")), "")
        words = next(iter(_texts(reply.body, "Message")), "")
        region = reply.headers.get("x-amz-bucket-region", "")
        remedy = _REMEDIES.get(code, "")
        if region and region != self._credentials.region:
            remedy = f"Set s3Region of the upload destination to {region[:40]}."
        error = self._line.refused(reply, f"{code}: {words}" if code else "", remedy)
        # An error after 200 is one of theirs; an upload that is gone is begun anew.
        error.retryable |= reply.well or code in {"RequestTimeout", "NoSuchUpload"}
        return error


_REMEDIES: Final = {
    "NoSuchBucket": "Make the bucket first, or correct s3BucketName.",
    "InvalidAccessKeyId": "Correct s3AccessKey of the upload destination.",
    "SignatureDoesNotMatch": "Correct s3SecretKey of the upload destination.",
    "RequestTimeTooSkewed": "Set this machine's clock.",
    "AccessDenied": "Let the key put, get and list objects in the bucket.",
}


def _parts(size: int, part: int) -> list[tuple[int, int]]:
    """Part *size* bytes: where each part begins, and how long it is."""
    return [(start, min(part, size - start)) for start in range(0, size, part)]


def _texts(body: bytes, name: str) -> list[str]:
    """Return the texts of all elements of that *name*; answers of S3 have no others of the same name within them."""
    found = re.findall(rb"<%b>([^<]*)</%b>" % (name.encode(), name.encode()), body)
    return [html.unescape(text.decode("utf-8", "replace")) for text in found]
