"""
The pictures of a server, by their addresses: those in its store, and those that are kept for good.
"""

from __future__ import annotations

import contextlib
import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any, Final

import attrs
import sqlalchemy as sa

from aura_core.album.labels import label_beside, label_of
from aura_core.album.showing import SHOWN
from aura_core.album.tables import PICTURES, TAGS
from aura_core.database import Database
from aura_core.disk import disk_errors, share
from aura_core.errors import ConflictError, InvalidInputError, NotFoundError, TooLargeError
from aura_core.model.pictures import MEDIA, ChosenPicture, Label
from aura_core.model.provider import ProviderKind
from aura_core.model.providers import PROVIDERS
from aura_core.model.visuals import PictureKind
from aura_core.outbound.media import PICTURES as MEDIA_PICTURES
from aura_core.outbound.media import VIDEOS
from aura_core.settings import Settings
from aura_core.store import Store, digest
from aura_core.wire import dumps, loads


__all__ = ["MOST", "Album", "Kept", "Wanted", "found_at", "gone"]

MOST: Final = 10_000
"""Pictures that are sent and kept."""

_VERSION: Final = 1
_CHUNK: Final = 1024 * 1024
_MOST_TAGS: Final = 50
_LONGEST_TAG: Final = 64
_SORTS: Final = {"added": "added", "changed": "changed", "title": "title", "size": "size"}
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

_NAME: Final = re.compile(r"([0-9a-f]{40})(\.(?:png|jpe?g|webp|gif|avif|mp4|mov|m4v|mkv|webm))")


@attrs.frozen
class Kept:
    """
    A picture or clip that is kept.

    Attributes:
        name: The last part of its address.

        kind: Image or video.

        source: Where it is from, in the words of clients.

        seconds: Of a clip.

        tags: In lower case, by the alphabet.
    """

    id: str
    name: str
    kind: PictureKind
    source: str
    title: str
    label: Label
    size: int
    seconds: float
    added: datetime
    changed: datetime
    tags: tuple[str, ...]


@attrs.frozen
class Wanted:
    """
    Which of the pictures that are kept are wanted; what is left out is any.

    Attributes:
        words: All of which are in title, tags or owner.

        tags: All of which it has.

        sort: ``added``, ``changed``, ``title`` or ``size``.
    """

    words: str = ""
    kind: PictureKind | None = None
    source: str = ""
    tags: tuple[str, ...] = ()
    sort: str = "added"
    descending: bool = True


class Album:
    """
    Pictures and clips that were made, fetched or sent for films.

    What is kept lies apart from the store, which forgets, under the same key; where that is possible, both share the
    disk's room. A row of *database* says what it is.

    Every method waits, may be called from any thread, and raises :class:`~aura_core.errors.DatabaseError` when the
    database cannot be reached.
    """

    def __init__(self, settings: Settings, database: Database) -> None:
        self._folder = (settings.data / "album").absolute()
        self._store = Store(settings.data / "store", settings.store_limit)
        self._database = database

    def find(self, name: str) -> Path | None:
        """Return the picture or clip with that last part of an address; ``None`` where there is none, or no longer."""
        return _picture_at(name, self._folder, self._store)

    def chosen(self, address: str, scene: int, where: str) -> ChosenPicture:
        """
        Return what a scene is to show that names a picture by its *address*.

        Args:
            where: Says so in the request, as a JSON path.
        """
        found = self.find(address.removeprefix(MEDIA)) if address.startswith(MEDIA) else None
        if found is None:
            return ChosenPicture(scene, where)
        # It will have been kept when the film is made.
        return ChosenPicture(scene, where, self._kept(found.name), label_of(found))

    def keep(self, name: str, tags: Sequence[str] = (), label: Label | None = None) -> Kept:
        """
        Keep the picture or clip with that last part of an address for good.

        Args:
            tags: It has besides those that it has already.

            label: Whose it is, where that is not known here.

        Raises:
            NotFoundError: there is none, or no longer.

            DiskFullError: no room is left.
        """
        found = self.find(name)
        kept = self._kept(name)
        if found is None:
            raise gone()
        if found != kept:
            with disk_errors(self._folder):
                kept.parent.mkdir(parents=True, exist_ok=True)
                if label_beside(found).is_file():
                    share(label_beside(found), label_beside(kept))
                try:
                    share(found, kept)
                except FileNotFoundError as error:
                    raise gone() from error
        return self._noted(kept, _signed(kept, label), tags)

    def add(self, name: str, file: IO[bytes], tags: Sequence[str] = (), label: Label | None = None) -> Kept:
        """
        Keep a picture or clip that somebody sends; one whose bytes are kept already is the one that is there.

        Args:
            name: How it is called; what is in it says of which kind it is.

            label: Whose it is, where that is not known here.

        Raises:
            InvalidInputError: it is none, or damaged.

            TooLargeError: it is more than is kept.

            ConflictError: too many are kept already.

            DiskFullError: no room is left.
        """
        # It takes in what decodes pictures, which a server does without until it is sent one.
        from aura_core.album.looking import label_for, suffix_of  # noqa: PLC0415

        with disk_errors(self._folder), self._written(name, file) as path:
            suffix = suffix_of(path, name)
            key = digest("sent", _VERSION, path)
            kept = self._kept(f"{key}{suffix}")
            if not kept.is_file():
                self._demand_room()
                seen = label_for(path, name)
                kept.parent.mkdir(parents=True, exist_ok=True)
                label_beside(kept).write_text(dumps(seen), encoding="utf-8")
                path.replace(kept)
        return self._noted(kept, _signed(kept, label), tags)

    def look(self, key: str) -> Kept:
        """
        Return what is kept under that *key*.

        Raises:
            NotFoundError: there is nothing.
        """
        with self._database.reading() as connection:
            return _told(connection, _row(connection, key))

    def listed(self, wanted: Wanted = Wanted(), limit: int = 50, offset: int = 0) -> tuple[tuple[Kept, ...], int]:
        """Return what is kept and *wanted*, and how many there are."""
        fits = sa.and_(sa.true(), *_conditions(wanted))
        by = PICTURES.c[_SORTS[wanted.sort]]
        order = (by.desc(), PICTURES.c.number.desc()) if wanted.descending else (by, PICTURES.c.number)
        chosen = sa.select(PICTURES).where(fits).order_by(*order).limit(limit).offset(offset)
        with self._database.reading() as connection:
            rows = connection.execute(chosen).all()
            total = connection.execute(sa.select(sa.func.count()).select_from(PICTURES).where(fits)).scalar() or 0
            return tuple(_told(connection, row) for row in rows), total

    def tag(self, key: str, tags: Sequence[str], *, only: bool = False) -> Kept:
        """
        Tag what is kept under that *key*.

        Args:
            only: Whether it has no other tags from now on.

        Raises:
            NotFoundError: there is nothing.

            InvalidInputError: it would have too many.
        """
        with self._database.writing() as connection:
            row = _row(connection, key)
            had = () if only else _tags(connection, key)
            _tagged(connection, row, (*had, *tags))
            return _told(connection, _row(connection, key))

    def remove(self, key: str) -> None:
        """
        Forget what is kept under that *key*; films that were made of it stay.

        Raises:
            NotFoundError: there is nothing.
        """
        with self._database.writing() as connection:
            row = _row(connection, key)
            connection.execute(sa.delete(TAGS).where(TAGS.c.picture == key))
            connection.execute(sa.delete(PICTURES).where(PICTURES.c.id == key))
        kept = self._kept(f"{key}{row.suffix}")
        for path in (kept, label_beside(kept)):
            with contextlib.suppress(OSError):
                path.unlink()

    def _noted(self, kept: Path, label: Label | None, tags: Sequence[str]) -> Kept:
        """Have a row say what the file *kept* is, and return it."""
        now, seconds = _microseconds(), 0.0 if kept.suffix in SHOWN else _seconds_of(kept)
        with self._database.writing() as connection:
            if connection.execute(sa.select(PICTURES.c.id).where(PICTURES.c.id == kept.stem)).first() is None:
                label = label or Label(0, 0)
                values = {
                    "id": kept.stem,
                    "suffix": kept.suffix,
                    "kind": (PictureKind.IMAGE if kept.suffix in SHOWN else PictureKind.VIDEO).value,
                    "source": _source_of(label.provider),
                    "title": label.title,
                    "words": "",
                    "size": kept.stat().st_size,
                    "seconds": seconds,
                    "added": now,
                    "changed": now,
                    "label": dumps(label),
                }
                connection.execute(sa.insert(PICTURES).values(**values))
            row = _row(connection, kept.stem)
            if label and row.label != dumps(label):
                row = _relabelled(connection, row, label)
            had = _tags(connection, kept.stem)
            if not row.words or {*_plain(tags)} - {*had}:
                _tagged(connection, row, (*had, *tags))
            return _told(connection, _row(connection, kept.stem))

    def _demand_room(self) -> None:
        with self._database.reading() as connection:
            if (connection.execute(sa.select(sa.func.count()).select_from(PICTURES)).scalar() or 0) >= MOST:
                raise ConflictError(f"{MOST:,} pictures are kept already.", remedy="Delete some that nobody needs.")

    @contextmanager
    def _written(self, name: str, file: IO[bytes]) -> Iterator[Path]:
        """Give what *file* holds as a file, which is gone at the end unless it was put elsewhere."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path, size, most = self._folder / f".{uuid.uuid4().hex}", 0, MEDIA_PICTURES.largest
        try:
            with path.open("wb") as target:
                while chunk := file.read(_CHUNK):
                    if not size and VIDEOS.begins_with(chunk):
                        most = VIDEOS.largest
                    size += len(chunk)
                    if size > most:
                        raise TooLargeError(f"{name} is larger than {most:,} bytes.", remedy="Send a smaller one.")
                    target.write(chunk)
            yield path
        finally:
            path.unlink(missing_ok=True)

    def _kept(self, name: str) -> Path:
        return self._folder / name[:2] / name


def _picture_at(name: str, folder: Path, store: Store) -> Path | None:
    """Return the picture or clip with that last part of an address, in *folder* or *store*; ``None`` where there is none."""
    named = _NAME.fullmatch(name)
    if named is None:
        return None
    kept = folder / name[:2] / name
    return kept if kept.is_file() else store.find(named[1], named[2])


def found_at(name: str, settings: Settings) -> Path | None:
    """Return what an :class:`Album` of *settings* finds, without the database."""
    store = Store(settings.data / "store", settings.store_limit)
    return _picture_at(name, (settings.data / "album").absolute(), store)


def _conditions(wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
    for word in wanted.words.lower().split():
        yield PICTURES.c.words.contains(word, autoescape=True)
    if wanted.kind:
        yield PICTURES.c.kind == wanted.kind.value
    if wanted.source:
        yield sa.func.lower(PICTURES.c.source) == wanted.source.lower()
    for tag in _plain(wanted.tags):
        yield PICTURES.c.id.in_(sa.select(TAGS.c.picture).where(TAGS.c.tag == tag))


def _row(connection: sa.Connection, key: str) -> Any:
    row = connection.execute(sa.select(PICTURES).where(PICTURES.c.id == key)).first()
    if row is None:
        raise NotFoundError(f"No picture {key[:60]!r} is kept.", remedy="Look for it in the list of pictures.")
    return row


def _relabelled(connection: sa.Connection, row: Any, label: Label) -> Any:
    """Let the row of a picture say whose it is, and return it."""
    told = {"label": dumps(label), "title": label.title, "source": _source_of(label.provider), "words": ""}
    connection.execute(sa.update(PICTURES).where(PICTURES.c.id == row.id).values(**told))
    return _row(connection, row.id)


def _tags(connection: sa.Connection, key: str) -> tuple[str, ...]:
    return tuple(connection.execute(sa.select(TAGS.c.tag).where(TAGS.c.picture == key).order_by(TAGS.c.tag)).scalars())


def _tagged(connection: sa.Connection, row: Any, tags: Sequence[str]) -> None:
    """Let the picture of *row* have *tags* and no others, and be found by them."""
    plain = _plain(tags)
    if len(plain) > _MOST_TAGS or any(len(tag) > _LONGEST_TAG for tag in plain):
        raise InvalidInputError.of(
            "$.tags",
            f"A picture has {_MOST_TAGS} tags at most, of {_LONGEST_TAG} characters each.",
            remedy="Leave some out, or shorten them.",
        )
    connection.execute(sa.delete(TAGS).where(TAGS.c.picture == row.id))
    if plain:
        connection.execute(sa.insert(TAGS), [{"tag": tag, "picture": row.id} for tag in plain])
    label = loads(row.label, Label)
    words = " ".join((row.title, *plain, label.attribution, label.provider, row.suffix[1:])).lower()
    changes = {"words": words, "changed": _microseconds()}
    connection.execute(sa.update(PICTURES).where(PICTURES.c.id == row.id).values(**changes))


def _plain(tags: Iterable[str]) -> list[str]:
    """Return *tags* in lower case, each once, none empty."""
    return list(dict.fromkeys(filter(None, (" ".join(tag.lower().split()) for tag in tags))))


def _told(connection: sa.Connection, row: Any) -> Kept:
    return Kept(
        id=row.id,
        name=f"{row.id}{row.suffix}",
        kind=PictureKind(row.kind),
        source=row.source,
        title=row.title,
        label=loads(row.label, Label),
        size=row.size,
        seconds=row.seconds,
        added=_EPOCH + timedelta(microseconds=row.added),
        changed=_EPOCH + timedelta(microseconds=row.changed),
        tags=_tags(connection, row.id),
    )


def _signed(kept: Path, told: Label | None) -> Label | None:
    """Return the label of the picture *kept*: its own, or as it is *told* where its own says of nobody."""
    own = label_of(kept)
    if told is None or (own and (own.provider or own.owes)):
        return own
    if own is None:
        from aura_core.album.looking import label_for  # noqa: PLC0415 - as above

        own = label_for(kept, kept.name)
    # It may come from another machine, so its words are bounded like those of a file.
    label = attrs.evolve(
        own,
        provider=told.provider[:60],
        title=told.title[:200] or own.title,
        attribution=told.attribution[:500],
        license=told.license[:200],
    )
    if label != own:
        label_beside(kept).write_text(dumps(label), encoding="utf-8")
    return label


def _source_of(provider: str) -> str:
    """Say where a picture of *provider* is from, as the original's client knows it."""
    if not provider:
        return "Uploaded"
    known = PROVIDERS.get(provider)
    if known and ProviderKind.STOCK in known.kinds:
        return f"Stock{known.name.replace(' ', '')}"
    return "Generated" if provider == "slides" else "AIGenerated"


def _seconds_of(clip: Path) -> float:
    from aura_core.album.looking import seconds_of  # noqa: PLC0415 - as above

    return seconds_of(clip)


def _microseconds() -> int:
    return (datetime.now(UTC) - _EPOCH) // timedelta(microseconds=1)


def gone() -> NotFoundError:
    """Say that there is no picture of that name."""
    return NotFoundError(
        "There is no such picture or clip, or no longer.",
        remedy="Have it made again, or the film that it was made for.",
    )
