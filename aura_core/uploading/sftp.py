"""
A folder of a server that is reached by SSH (SFTP), with asyncssh, the extra ``sftp``.

Rule: a server whose key nobody has written down is not spoken to. Its key stands in ``known_hosts`` of the data folder, or
of the user that this runs as; the error that refuses it has the line to put there.
"""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator, Awaitable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from aura_core.errors import UploadError
from aura_core.model.settings.export import UploadDestination
from aura_core.outbound.addresses import Reach
from aura_core.outbound.failures import UnreachedError
from aura_core.outbound.plugging import plugged
from aura_core.settings import Settings
from aura_core.uploading.carrying import Progress, TakenError, carried
from aura_core.uploading.destination import Item, Notes, Parcel, refused
from aura_core.uploading.line import piece_of, unreached


if TYPE_CHECKING:
    import asyncssh


__all__ = ["SFTPDestination"]

T = TypeVar("T")

_PIECE: Final = 4 * 1024 * 1024
"""Bytes that are sent before the server has to have taken them all: what a broken line costs at most."""

_GROWN: Final = "grown"
"""What is remembered: which file is being sent, and how many of its bytes the server has taken for good."""

_SSH: Final = 22


class SFTPDestination:
    """
    A folder over SSH; a file grows under a name of its own there, and gets its name when it is whole.

    Without a password the keys of the user are tried that this runs as.
    """

    def __init__(self, destination: UploadDestination, settings: Settings) -> None:
        self._destination = destination
        self._settings = settings
        self._host = destination.host.strip().removeprefix("sftp://").rstrip("/")
        self._where = self._host or "The server"

    @property
    def url(self) -> str:
        """Where the server is."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"sftp://{host}:{self._destination.port}"

    async def send(self, parcel: Parcel, notes: Notes) -> str:
        """Put everything there; see :class:`aura_core.uploading.destination.Destination`."""
        async with self._opened() as place:
            return await carried(parcel, place, notes)

    async def look(self) -> str:
        """Write a small file, and delete it."""
        async with self._opened() as place:
            await place.tried()
        return f"{self._where} can be written to."

    @contextlib.asynccontextmanager
    async def _opened(self) -> AsyncIterator[_Place]:
        try:
            import asyncssh  # noqa: PLC0415 - an extra, loaded when something is sent
        except ImportError as error:
            raise refused(
                "SFTP", "asyncssh is not installed", remedy="Install the extra: pip install 'aura-video[sftp]'."
            ) from error
        if not self._host or not self._destination.username:
            raise refused("The server", "it is not set up", remedy="Set host and username of the upload destination.")
        # It tells every step of every connection.
        asyncssh.set_log_level("WARNING")
        with self._worded():
            known = await asyncio.to_thread(self._known_hosts)
            met = _met(asyncssh)
            try:
                async with (
                    await self._connected(asyncssh, known, met) as connection,
                    connection.start_sftp_client() as client,
                ):
                    yield _Place(client, self._destination, self.url)
            except asyncssh.HostKeyNotVerifiable as error:
                raise self._unknown(met.key, revoked="revoked" in str(error)) from error

    async def _connected(self, asyncssh: Any, known: bytes, met: Any) -> Any:
        one = self._destination
        reach = Reach.ANYWHERE if self._settings.uploads_private else Reach.PUBLIC
        plug = await plugged(self._host, one.port, Reach.MACHINE if self._settings.offline else reach)
        password = {"password": one.password, "client_keys": None, "agent_path": None} if one.password else {}
        try:
            return await asyncssh.connect(
                self._host,
                one.port,
                sock=plug,
                # What stands in ~/.ssh/config may run programs.
                config=None,
                known_hosts=known,
                client_factory=lambda: met,
                username=one.username,
                login_timeout=one.timeout_seconds,
                keepalive_interval=max(1, one.timeout_seconds // 3),
                **password,
            )
        except BaseException:
            plug.close()
            raise

    def _known_hosts(self) -> bytes:
        files = (self._settings.data / "known_hosts", Path("~/.ssh/known_hosts").expanduser())
        return b"\n".join(file.read_bytes() for file in files if file.is_file())

    def _unknown(self, key: Any, *, revoked: bool) -> UploadError:
        if key is None or revoked:
            return refused(self._where, "its key was revoked", remedy="Ask whoever runs it for its new key.")
        host = self._host if self._destination.port == _SSH else f"[{self._host}]:{self._destination.port}"
        line = f"{host} {key.export_public_key().decode().strip()}"
        return refused(
            self._where,
            f"nobody has written down its key, {key.get_fingerprint()}",
            remedy=f"If that is its key, add this line to {self._settings.data.absolute() / 'known_hosts'}: {line}",
        )

    @contextlib.contextmanager
    def _worded(self) -> Iterator[None]:
        import asyncssh  # noqa: PLC0415 - likewise

        try:
            yield
        except UnreachedError as error:
            raise unreached(self._where, error) from error
        except asyncssh.PermissionDenied as error:
            raise refused(
                self._where, "it does not let us in", remedy="Correct username and password of the upload destination."
            ) from error
        except asyncssh.SFTPError as error:
            raise _failed(asyncssh, self._where, error) from error
        except (asyncssh.KeyExchangeFailed, asyncssh.ProtocolError, asyncssh.KeyImportError) as error:
            raise refused(self._where, f"they do not understand one another ({error})", remedy=_LOOK) from error
        except TimeoutError as error:
            raise refused(self._where, "it was silent for too long", remedy=_WAIT, retryable=True) from error
        except (asyncssh.Error, OSError) as error:
            raise refused(self._where, f"the connection was lost ({error})", remedy=_WAIT, retryable=True) from error
        except ValueError as error:  # what is written down of hosts, a name with a NUL
            raise refused(self._where, f"it cannot be used ({error})", remedy=_LOOK) from error


_LOOK: Final = "Look into its log, and correct the upload destination in the settings."
_WAIT: Final = "See that it runs and can be reached from this machine."


class _Place:
    """The folder, while the connection lasts; see :class:`aura_core.uploading.carrying.Place`."""

    def __init__(self, client: asyncssh.SFTPClient, destination: UploadDestination, url: str) -> None:
        self._client = client
        self._silence_s = destination.timeout_seconds
        self._url = url
        parts = [part for part in destination.remote_path.split("/") if part not in {"", ".", ".."}]
        self._folder = ("/" if destination.remote_path.startswith("/") else "") + "/".join(parts)

    async def size_of(self, name: str) -> int | None:
        return await self._size(self._at(name))

    async def put(self, item: Item, name: str, progress: Progress) -> None:
        partial = self._at(f".{name}.aura-partial")
        await self._soon(self._client.makedirs(self._folder or ".", exist_ok=True))
        start = await self._grown(partial, name, progress)
        async with self._client.open(partial, "r+b" if start else "wb") as file:
            while start < item.size:
                piece = await piece_of(item.path, start, _PIECE)
                await self._soon(file.write(piece, start))
                start += len(piece)
                # Pieces arrive in any order within one write; what it took for good is all that is gone on from.
                await progress.notes.keep(**{_GROWN: {"name": name, "sent": start}})
                await progress.moved(start, safely=True)
        await self._named(partial, name)

    async def tried(self) -> None:
        """Write a small file, and delete it."""
        path = self._at(f".aura-{uuid.uuid4().hex}")
        await self._soon(self._client.makedirs(self._folder or ".", exist_ok=True))
        async with self._client.open(path, "wb") as file:
            await self._soon(file.write(b"aura"))
        await self._soon(self._client.remove(path))

    def address_of(self, name: str) -> str:
        return f"{self._url}/{self._at(name).lstrip('/')}"

    def _at(self, name: str) -> str:
        return f"{self._folder.rstrip('/')}/{name}" if self._folder else name

    async def _grown(self, partial: str, name: str, progress: Progress) -> int:
        """Say how much of the file an earlier try has sent for good."""
        known = progress.notes.memory.get(_GROWN, {})
        if known.get("name") != name:
            return 0
        return min(int(known["sent"]), await self._size(partial) or 0)

    async def _named(self, partial: str, name: str) -> None:
        import asyncssh  # noqa: PLC0415 - likewise

        try:
            await self._soon(self._client.rename(partial, self._at(name)))
        except asyncssh.SFTPError:
            # A name that is taken is a failure like any other in version 3 of the protocol.
            if await self.size_of(name) is None:
                raise
            await self._soon(self._client.remove(partial))
            raise TakenError from None

    async def _size(self, path: str) -> int | None:
        import asyncssh  # noqa: PLC0415 - likewise

        try:
            return (await self._soon(self._client.stat(path))).size or 0
        except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
            return None

    async def _soon(self, work: Awaitable[T]) -> T:
        async with asyncio.timeout(self._silence_s):
            return await work


def _met(asyncssh: Any) -> Any:
    """Return what keeps the key of a server that is not known."""

    class Met(asyncssh.SSHClient):  # type: ignore[misc]
        key = None

        def validate_host_public_key(self, host: str, addr: str, port: int, key: Any) -> bool:
            self.key = key
            return False

    return Met()


def _failed(asyncssh: Any, where: str, error: Any) -> UploadError:
    full = (asyncssh.SFTPNoSpaceOnFilesystem, asyncssh.SFTPQuotaExceeded)
    if isinstance(error, full):
        return refused(where, "no room is left", remedy="Free some space there, and send the film again.")
    if isinstance(error, asyncssh.SFTPPermissionDenied):
        return refused(where, "it must not be written to", remedy="Correct remotePath, or let the user write there.")
    # In version 3 of the protocol nearly everything is a failure; who is asked again a few times does no harm.
    return refused(where, f"it refused ({error.reason})", remedy=_LOOK, retryable=True)
