"""Films over SSH, to a server on 127.0.0.1."""

import asyncio
import contextlib

import attrs
import pytest

from aura_core.errors import UploadError
from aura_core.model.enums import UploadDestinationType
from aura_core.model.settings.export import UploadDestination
from aura_core.settings import Settings
from aura_core.uploading import sftp
from aura_core.uploading.sftp import SFTPDestination


asyncssh = pytest.importorskip("asyncssh", reason="the extra sftp is not installed")

KIB = 1024
USER, PASSWORD = "ann", "pässword"


class _Users(asyncssh.SSHServer):
    def password_auth_supported(self):
        return True

    def validate_password(self, username, password):
        return (username, password) == (USER, PASSWORD)


@pytest.fixture(scope="module")
def key():
    return asyncssh.generate_private_key("ssh-ed25519")


class Server:
    """
    A server whose root is a folder.

    Attributes:
        breaks: After how many writes the line breaks; ``None`` for never.
    """

    def __init__(self, root, key, data):
        self.root, self._key, self.settings = root, key, Settings(data=data, uploads_private=True)
        self.breaks = None
        self.written = []

    @contextlib.asynccontextmanager
    async def running(self):
        server = self

        class Files(asyncssh.SFTPServer):
            def __init__(self, channel):
                super().__init__(channel, chroot=str(server.root).encode())

            def write(self, file_obj, offset, data):
                if server.breaks == len(server.written):
                    server.breaks = None
                    self.channel.get_connection().abort()
                    raise asyncssh.SFTPConnectionLost("broken")
                server.written.append((offset, len(data)))
                return super().write(file_obj, offset, data)

        listening = await asyncssh.listen(
            "127.0.0.1", 0, server_host_keys=[self._key], server_factory=_Users, sftp_factory=Files
        )
        async with listening:
            yield listening.get_port()

    def known(self, port):
        self.settings.data.mkdir(exist_ok=True)
        line = f"[127.0.0.1]:{port} {self._key.export_public_key().decode()}"
        (self.settings.data / "known_hosts").write_text(line)

    def use(self, work, *, known=True, **others):
        """Have *work* done with a destination on this server."""

        async def scenario():
            async with asyncio.timeout(60), self.running() as port:
                if known:
                    self.known(port)
                given = UploadDestination(
                    type=UploadDestinationType.SFTP,
                    host="127.0.0.1",
                    port=port,
                    username=USER,
                    password=PASSWORD,
                    remote_path="/a/b",
                )
                return await work(SFTPDestination(attrs.evolve(given, **others), self.settings))

        return asyncio.run(scenario())

    def names(self):
        return sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_file())


@pytest.fixture
def server(tmp_path, key, monkeypatch):
    monkeypatch.setattr(sftp, "_PIECE", KIB)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "root").mkdir()
    return Server(tmp_path / "root", key, tmp_path / "data")


def sending(parcel, notes):
    return lambda destination: destination.send(parcel, notes)


class TestSFTP:
    def test_has_the_film_and_what_lies_beside_it(self, server, parcel, notes):
        """
        Everything is there to the byte, in folders that are made if need be, and nothing else is.
        """
        sent = parcel(4 * KIB + 5, "Ebbe & Flut")
        where = server.use(sending(sent, notes))

        assert ["a/b/Ebbe & Flut.mp4", "a/b/Ebbe & Flut.vtt"] == server.names()
        assert sent.film.path.read_bytes() == (server.root / "a/b/Ebbe & Flut.mp4").read_bytes()
        assert where.endswith("/a/b/Ebbe & Flut.mp4")

    def test_goes_on_where_the_line_broke(self, server, parcel, notes):
        """
        What the server took for good is not sent again; what it has beyond that is written over.
        """
        sent = parcel(5 * KIB)
        server.breaks = 4
        with pytest.raises(UploadError) as caught:
            server.use(sending(sent, notes))
        with (server.root / "a/b/.Tides.mp4.aura-partial").open("ab") as file:
            file.write(b"torn")
        server.written.clear()
        server.use(sending(sent, notes))

        assert caught.value.retryable
        assert [3 * KIB, 4 * KIB] == [offset for offset, _ in server.written]
        assert sent.film.path.read_bytes() == (server.root / "a/b/Tides.mp4").read_bytes()
        assert ["a/b/Tides.mp4", "a/b/Tides.vtt"] == server.names()

    def test_leaves_a_name_that_was_taken_meanwhile(self, server, parcel, notes):
        """
        Whoever was quicker keeps the name, and the next try takes another.
        """
        sent = parcel(100)
        notes.memory = {"stem": "Tides"}
        (server.root / "a/b").mkdir(parents=True)
        (server.root / "a/b/Tides.mp4").write_bytes(b"quicker")
        with pytest.raises(UploadError, match="took that name"):
            server.use(sending(sent, notes))
        server.use(sending(sent, notes))

        assert b"quicker" == (server.root / "a/b/Tides.mp4").read_bytes()
        assert "a/b/Tides 2.mp4" in server.names()

    def test_speaks_to_nobody_whose_key_is_not_written_down(self, server):
        """
        An unknown server, or one with another key, gets no password; the line that lets it in is said.
        """
        with pytest.raises(UploadError, match="SHA256:") as unknown:
            server.use(lambda destination: destination.look(), known=False)
        line = unknown.value.remedy.partition(": ")[2]
        other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
        (server.settings.data).mkdir()
        (server.settings.data / "known_hosts").write_text(f"127.0.0.1 {other}")
        with pytest.raises(UploadError, match="SHA256:"):
            server.use(lambda destination: destination.look(), known=False)

        async def asked(destination):
            (server.settings.data / "known_hosts").write_text(line.replace(line.split()[0], "127.0.0.1"))
            return await destination.look()

        assert "can be written to" in server.use(asked, known=False)
        assert [] == server.names()

    @pytest.mark.parametrize(
        ("wrong", "words", "passes"),
        [
            ({"password": "another"}, "let us in", False),
            ({"username": ""}, "not set up", False),
            ({"host": ""}, "not set up", False),
            ({"port": 1}, "nobody listens", True),
            ({"host": "169.254.169.254"}, "clouds", False),
            ({"host": "no such host"}, "no address", True),
        ],
    )
    def test_says_what_is_wrong(self, server, wrong, words, passes):
        """
        Each refusal says whether waiting helps.
        """
        with pytest.raises(UploadError, match=words) as caught:
            server.use(lambda destination: destination.look(), **wrong)

        assert passes is caught.value.retryable
        assert PASSWORD not in f"{caught.value} {caught.value.remedy}"

    def test_says_that_it_must_not_be_written_to(self, server, parcel, notes):
        """
        A folder that is a file is refused.
        """
        (server.root / "a").write_text("a file")
        with pytest.raises(UploadError):
            server.use(sending(parcel(), notes))

    def test_leads_where_it_may(self, server):
        """
        Private addresses are not connected to unless that is allowed.
        """
        server.settings = attrs.evolve(server.settings, uploads_private=False)
        with pytest.raises(UploadError, match="no public address") as caught:
            server.use(lambda destination: destination.look())

        assert "AURA_UPLOADS_PRIVATE" in caught.value.remedy
