"""
A server that takes files: WebDAV, as RFC 4918 has it, with partial updates as http://sabre.io/dav/http-patch/ has them
(read in 2026); or one that only puts.
"""

from urllib.parse import unquote, urlsplit

from aura_core.testing.stub import Answer, Stub


USER, PASSWORD = "ann", "pässword"
PROOF = "Basic YW5uOnDDpHNzd29yZA=="
TOKEN = "t0ken-of-the-receiver"


class Server(Stub):
    """
    A server whose folder is ``/dav``.

    Attributes:
        files: What is there, by path.

        folders: Folders that are there.

        pieces: Whether it knows partial updates.

        plain: Whether it knows nothing but PUT.
    """

    def __init__(self):
        methods = ("OPTIONS", "HEAD", "PUT", "PATCH", "MOVE", "DELETE", "MKCOL")
        super().__init__({(method, "/dav/*"): self._answered for method in methods})
        self.files = {}
        self.folders = {"/dav"}
        self.pieces = True
        self.plain = False

    def _answered(self, asked):
        if asked.headers.get("authorization") not in {PROOF, f"Bearer {TOKEN}"}:
            return Answer(status=401)
        if self.plain and asked.method != "PUT":
            return Answer(status=405)
        return getattr(self, f"_{asked.method.lower()}")(asked)

    def _options(self, asked):
        return Answer(headers={"DAV": "1, 3, sabredav-partialupdate" if self.pieces else "1"})

    def _head(self, asked):
        return Answer(self.files[asked.path]) if asked.path in self.files else Answer(status=404)

    def _put(self, asked):
        if not self.plain and asked.path.rpartition("/")[0] not in self.folders:
            return Answer(status=409)
        if "if-none-match" in asked.headers and asked.path in self.files:
            return Answer(status=412)
        self.files[asked.path] = asked.body
        return Answer(status=201)

    def _patch(self, asked):
        assert asked.headers["content-type"] == "application/x-sabredav-partialupdate"
        first, last = map(int, asked.headers["x-update-range"].removeprefix("bytes=").split("-"))
        assert last - first + 1 == len(asked.body)
        before = self.files[asked.path]
        self.files[asked.path] = before[:first] + asked.body + before[last + 1 :]
        return Answer(status=204)

    def _move(self, asked):
        target = unquote(urlsplit(asked.headers["destination"]).path)
        if target in self.files and asked.headers["overwrite"] == "F":
            return Answer(status=412)
        self.files[target] = self.files.pop(asked.path)
        return Answer(status=201)

    def _delete(self, asked):
        return Answer(status=204 if self.files.pop(asked.path, None) is not None else 404)

    def _mkcol(self, asked):
        if asked.path in self.folders:
            return Answer(status=405)
        if asked.path.rpartition("/")[0] not in self.folders:
            return Answer(status=409)
        self.folders.add(asked.path)
        return Answer(status=201)
