"""
Documents that are kept, each a file in a folder of its own, and a row that says what it is.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

import attrs
import sqlalchemy as sa

from aura_core.database import Database
from aura_core.disk import disk_errors
from aura_core.documents import KINDS, Document
from aura_core.drawer import opened
from aura_core.errors import ConflictError, InvalidInputError, NotFoundError, TooLargeError
from aura_core.library.index import put, search
from aura_core.library.tables import DOCUMENTS, PASSAGES, SCHEMA
from aura_core.model.brief import SourcePassage
from aura_core.model.documents import DocumentMetadata, DocumentStructure, LibraryStatistics, PassageFound
from aura_core.settings import Settings
from aura_core.wire import dumps, loads


__all__ = ["LARGEST", "LONGEST", "MOST", "KeptDocument", "Library", "opened_library"]

LARGEST: Final = 50_000_000
LONGEST: Final = 5_000_000
"""Bytes of a document with pictures, and of one that is all text; the Bible has four million letters."""

_PACKED: Final = frozenset({".pdf", ".docx"})

MOST: Final = 10_000
"""Documents."""

_CHUNK: Final = 1024 * 1024

_ID: Final = re.compile(r"[0-9a-f-]{36}")


@attrs.frozen
class KeptDocument:
    """
    A document that is kept.

    Attributes:
        path: Where its file is.

        passages: Into how many it was cut to be searched; 0 where it is not searched.
    """

    id: str
    path: Path
    metadata: DocumentMetadata
    passages: int


@contextmanager
def opened_library(settings: Settings) -> Iterator[Library]:
    """
    Give the documents that *settings* have kept.

    Raises:
        DatabaseError: they cannot be reached.
    """
    with opened(settings) as database:
        database.prepare(SCHEMA)
        yield Library(database, settings.data / "library")


class Library:
    """
    The documents of a *database*, with their files in *folder*.

    Every method waits, may be called from any thread, and raises :class:`~aura_core.errors.DatabaseError` when the
    database cannot be reached.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def add(self, name: str, file: IO[bytes], *, searched: bool = False) -> KeptDocument:
        """
        Keep a document; one whose bytes are kept already is the one that is there.

        Args:
            name: Of the file; its ending says of which kind it is.

            searched: Whether it is cut into passages that are found by their words; once it is, it stays so.

        Raises:
            InvalidInputError: it is of no kind that is read, damaged, locked, or holds no text.

            TooLargeError: it is more than is kept.

            ConflictError: too many are kept already.
        """
        return self.take(name, file, searched=searched)[0]

    def take(self, name: str, file: IO[bytes], *, searched: bool = False) -> tuple[KeptDocument, Document | None]:
        """
        Do what :meth:`add` does, and return what was read as well; ``None`` of a document that is there already.

        Raises:
            AuraError: as there.
        """
        if Path(name).name != name:
            raise _refused("The name of the document leads elsewhere.", "Leave out its folders.")
        kind = Path(name).suffix.lower()
        if kind not in KINDS:
            raise _refused(
                f"{name} is of no kind that is read.", f"Send a file that ends in {', '.join(sorted(KINDS))}."
            )
        # What reads documents takes in much that a server does without until there is one.
        from aura_core.library.looking import metadata_of, passages_of, read  # noqa: PLC0415

        with self._written(name, file) as (path, digest):
            kept = self._known(digest)
            if kept is None:
                document = read(path)
                passages = passages_of(document) if searched else ()
                return self._put(path, digest, metadata_of(document, path), passages), document
        return (self._search_too(kept) if searched and not kept.passages else kept), None

    def find(self, document_id: str) -> KeptDocument:
        """
        Return a document.

        Raises:
            NotFoundError: there is none.
        """
        with self._database.reading() as connection:
            return self._kept(_row(connection, document_id))

    def listed(
        self, limit: int = 50, offset: int = 0, *, searched: bool = False
    ) -> tuple[tuple[KeptDocument, ...], int]:
        """
        Return documents, the newest first, and how many there are.

        Args:
            searched: Only those that are searched.
        """
        fits = DOCUMENTS.c.passages > 0 if searched else sa.true()
        chosen = sa.select(DOCUMENTS).where(fits).order_by(DOCUMENTS.c.number.desc()).limit(limit).offset(offset)
        with self._database.reading() as connection:
            rows = connection.execute(chosen).all()
            total = connection.execute(sa.select(sa.func.count()).select_from(DOCUMENTS).where(fits)).scalar() or 0
        return tuple(map(self._kept, rows)), total

    def structure(self, document_id: str) -> DocumentStructure:
        """
        Look at a document again, and say how it is made up.

        Raises:
            NotFoundError: there is none, or its file is gone.
        """
        from aura_core.library.looking import read, structure_of  # noqa: PLC0415

        kept = self.find(document_id)
        if not kept.path.is_file():
            raise NotFoundError(f"The file of the document {document_id} is gone.", remedy="Import it again.")
        return structure_of(read(kept.path), kept.metadata.detected_language)

    def remove(self, document_id: str) -> None:
        """
        Forget a document with its file and its passages; scripts that were made of it stay.

        Raises:
            NotFoundError: there is none.
        """
        with self._database.writing() as connection:
            _row(connection, document_id)
            connection.execute(sa.delete(DOCUMENTS).where(DOCUMENTS.c.id == document_id))
        shutil.rmtree(self._folder / document_id, ignore_errors=True)

    def search(
        self, query: str, most: int = 5, *, minimum: float = 0.0, language: str = "en"
    ) -> tuple[PassageFound, ...]:
        """
        Return passages about *query*, the best first.

        Args:
            minimum: How good a passage has to be, as a share of the best.

            language: Of the query, a BCP 47 tag; its commonest words do not count.
        """
        with self._database.reading() as connection:
            hits = search(connection, query, language)
            best = [hit for hit in hits if hit.score >= minimum * hits[0].score][:most]
            joined = sa.join(PASSAGES, DOCUMENTS, PASSAGES.c.document_id == DOCUMENTS.c.id)
            columns = (*PASSAGES.c, DOCUMENTS.c.name, DOCUMENTS.c.metadata)
            chosen = sa.select(*columns).select_from(joined).where(PASSAGES.c.number.in_([hit.number for hit in best]))
            rows = {row.number: row for row in connection.execute(chosen)}
        return tuple(_found(rows[hit.number], hit.score) for hit in best)

    def statistics(self, correlation_id: str = "") -> LibraryStatistics:
        """Say how much is kept."""
        columns = (
            sa.func.count(),
            sa.func.sum(sa.case((DOCUMENTS.c.passages > 0, 1), else_=0)),
            sa.func.sum(DOCUMENTS.c.passages),
            sa.func.sum(DOCUMENTS.c.size),
        )
        with self._database.reading() as connection:
            counts = connection.execute(sa.select(*columns)).one()
            newest = connection.execute(sa.select(DOCUMENTS).order_by(DOCUMENTS.c.number.desc()).limit(1)).first()
        updated = self._kept(newest).metadata.imported_at if newest else None
        documents, searched, passages, size = (int(count or 0) for count in counts)
        return LibraryStatistics(documents, searched, passages, size, updated, correlation_id)

    @contextmanager
    def _written(self, name: str, file: IO[bytes]) -> Iterator[tuple[Path, str]]:
        """Give what *file* holds as a file in a folder of its own, which is gone at the end unless it was renamed."""
        most = LARGEST if Path(name).suffix.lower() in _PACKED else LONGEST
        folder = self._folder / f".{uuid.uuid4().hex}"
        digest, size = hashlib.sha256(), 0
        try:
            with disk_errors(self._folder):
                folder.mkdir(mode=0o700, parents=True)
                with (folder / name).open("wb") as target:
                    while chunk := file.read(_CHUNK):
                        size += len(chunk)
                        if size > most:
                            raise TooLargeError(
                                f"{name} is larger than {most:,} bytes.",
                                remedy="Send the part of it that films are to be about.",
                            )
                        digest.update(chunk)
                        target.write(chunk)
            yield folder / name, digest.hexdigest()
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _known(self, digest: str) -> KeptDocument | None:
        with self._database.reading() as connection:
            row = connection.execute(sa.select(DOCUMENTS).where(DOCUMENTS.c.digest == digest)).first()
        return self._kept(row) if row else None

    def _put(
        self, path: Path, digest: str, metadata: DocumentMetadata, passages: tuple[SourcePassage, ...]
    ) -> KeptDocument:
        key = str(uuid.uuid4())
        with self._database.writing() as connection:
            if (connection.execute(sa.select(sa.func.count()).select_from(DOCUMENTS)).scalar() or 0) >= MOST:
                raise ConflictError(f"{MOST:,} documents are kept already.", remedy="Delete some that nobody needs.")
            values = {"id": key, "digest": digest, "name": path.name, "size": metadata.file_size_bytes}
            about = {"passages": len(passages), "metadata": dumps(metadata)}
            connection.execute(sa.insert(DOCUMENTS).values(**values, **about))
            put(connection, key, passages)
            with disk_errors(self._folder):
                path.parent.rename(self._folder / key)
        return self.find(key)

    def _search_too(self, kept: KeptDocument) -> KeptDocument:
        """Have a document searched that was kept without."""
        from aura_core.library.looking import passages_of, read  # noqa: PLC0415

        passages = passages_of(read(kept.path))
        with self._database.writing() as connection:
            if not _row(connection, kept.id).passages:
                changed = sa.update(DOCUMENTS).where(DOCUMENTS.c.id == kept.id).values(passages=len(passages))
                connection.execute(changed)
                put(connection, kept.id, passages)
        return self.find(kept.id)

    def _kept(self, row: Any) -> KeptDocument:
        return KeptDocument(
            row.id, self._folder / row.id / row.name, loads(row.metadata, DocumentMetadata), row.passages
        )


def _row(connection: sa.Connection, document_id: str) -> Any:
    chosen = sa.select(DOCUMENTS).where(DOCUMENTS.c.id == document_id)
    row = connection.execute(chosen).first() if _ID.fullmatch(document_id) else None
    if row is None:
        raise NotFoundError(f"There is no document {document_id}.", remedy="Look for it in the list of documents.")
    return row


def _refused(message: str, remedy: str) -> InvalidInputError:
    return InvalidInputError.of("$.file", message, remedy=remedy)


def _found(row: Any, score: float) -> PassageFound:
    title = loads(row.metadata, DocumentMetadata).title or row.name
    return PassageFound(
        row.document_id, row.name, title, row.section, row.page, row.position, row.text, round(score, 4)
    )
