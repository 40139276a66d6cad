"""
S3, as https://docs.aws.amazon.com/AmazonS3/latest/API/ has it (read in 2026), and the like.
"""

import hashlib
from datetime import UTC, datetime

from aura_core.testing.stub import Answer, Stub
from aura_core.uploading.signing import Credentials, encoded, signed


CREDENTIALS = Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "eu-central-1")
BUCKET = "films"


def _xml(root, inner, status=200):
    return Answer(f"<?xml version='1.0'?><{root}>{inner}</{root}>".encode(), status, "application/xml")


def refused(code, status):
    return _xml("Error", f"<Code>{code}</Code><Message>It is &lt;{code}&gt;.</Message>", status)


class Bucket(Stub):
    """
    A service with one bucket.

    Attributes:
        objects: What is in it, by key.

        uploads: Parts of what is not whole yet, by the upload's id and their number.

        page: How many parts a list of them has.

        conditional: Whether it knows ``If-None-Match``.
    """

    def __init__(self):
        methods = ("HEAD", "GET", "PUT", "POST", "DELETE")
        super().__init__({(method, f"/{BUCKET}/*"): self._answered for method in methods})
        self.objects = {}
        self.uploads = {}
        self.page = 2
        self.conditional = True

    def _answered(self, asked):
        if refusal := _unsigned(asked):
            return refusal
        if not self.conditional and "if-none-match" in asked.headers:
            return refused("NotImplemented", 501)
        key = asked.path.removeprefix(f"/{BUCKET}/")
        return (
            self._about_parts(asked, key) if {"uploads", "uploadId"} & asked.query.keys() else self._whole(asked, key)
        )

    def _about_parts(self, asked, key):
        if "uploads" in asked.query:
            self.uploads[f"u{len(self.uploads)}"] = {}
            return _xml("Result", f"<UploadId>u{len(self.uploads) - 1}</UploadId>")
        if asked.query["uploadId"] not in self.uploads:
            return refused("NoSuchUpload", 404)
        if asked.method == "PUT":
            self.uploads[asked.query["uploadId"]][int(asked.query["partNumber"])] = asked.body
            return Answer(headers={"ETag": _tag(asked.body)})
        if asked.method == "DELETE":
            del self.uploads[asked.query["uploadId"]]
            return Answer(status=204)
        return self._listed(asked) if asked.method == "GET" else self._completed(asked, key)

    def _whole(self, asked, key):
        if asked.method == "HEAD":
            return Answer(self.objects[key]) if key in self.objects else Answer(status=404)
        if asked.method == "PUT":
            return self._put(asked, key, asked.body)
        self.objects.pop(key, None)
        return Answer(status=204)

    def _put(self, asked, key, body):
        if key in self.objects and "if-none-match" in asked.headers:
            return refused("PreconditionFailed", 412)
        self.objects[key] = body
        return _xml("Result", "")

    def _listed(self, asked):
        parts = sorted(self.uploads[asked.query["uploadId"]].items())
        left = [(number, body) for number, body in parts if number > int(asked.query["part-number-marker"])]
        shown = left[: self.page]
        more = "true" if len(left) > len(shown) else "false"
        told = "".join(
            f"<Part><PartNumber>{number}</PartNumber><ETag>{_tag(body).replace(chr(34), '&quot;')}</ETag>"
            f"<Size>{len(body)}</Size></Part>"
            for number, body in shown
        )
        last = shown[-1][0] if shown else 0
        return _xml("R", f"<IsTruncated>{more}</IsTruncated><NextPartNumberMarker>{last}</NextPartNumberMarker>{told}")

    def _completed(self, asked, key):
        parts = sorted(self.uploads[asked.query["uploadId"]].items())
        if not all(_tag(body).strip('"').encode() in asked.body for _, body in parts):
            return refused("InvalidPart", 400)
        answer = self._put(asked, key, b"".join(body for _, body in parts))
        if answer.status == 200:
            del self.uploads[asked.query["uploadId"]]
        return answer


def _tag(body):
    return f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'


def _unsigned(asked):
    """Refuse what is not signed by who may, over what was sent."""
    names = asked.headers["authorization"].partition("SignedHeaders=")[2].partition(",")[0].split(";")
    at = datetime.strptime(asked.headers["x-amz-date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    own = {name: asked.headers[name] for name in names if name != "host" and not name.startswith("x-amz-")}
    path = encoded(asked.path, safe="/")
    expected = signed(asked.method, asked.headers["host"], path, asked.query, own, asked.body, CREDENTIALS, at)
    if hashlib.sha256(asked.body).hexdigest() != asked.headers["x-amz-content-sha256"]:
        return refused("XAmzContentSHA256Mismatch", 400)
    return (
        None if expected["Authorization"] == asked.headers["authorization"] else refused("SignatureDoesNotMatch", 403)
    )
