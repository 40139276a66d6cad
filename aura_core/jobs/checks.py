"""Whether jobs can be kept, for health to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import sqlalchemy as sa

from aura_core.errors import DatabaseError
from aura_core.health.checks import Check, Observation
from aura_core.jobs.database import Database
from aura_core.jobs.tables import JOBS
from aura_core.model.health.finding import Category, RemediationAction


__all__ = ["database_check"]

_SOON_S: Final = 1.0
_QUICK_S: Final = 0.9

_HELP: Final = RemediationAction(
    "open_help", "See how", "How the database of the jobs is chosen.", external_url="/docs/operations.md"
)


def database_check(database: Database) -> Check:
    """Return the check of *database*, in which the jobs are kept."""
    url = database.url
    file = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
    began = _identity(file)

    def look() -> Observation:
        nonlocal began
        # The first look may come before there is a file.
        began = began or _identity(file)
        if file and (began is None or _identity(file) != began):
            # Connections that are open would go on with a file that nobody finds again.
            raise DatabaseError(
                f"The database of the jobs is gone from {file}.",
                remedy="Put it back as it was, or restart the server, which goes on with what is there.",
            )
        with database.reading() as connection:
            connection.execute(sa.select(JOBS.c.number).limit(1)).all()
        return _answered(file, url)

    return Check(
        *("database", "Database", Category.SYSTEM, look),
        required=True,
        tags=frozenset({"ready", "db", "infrastructure"}),
        period_s=_SOON_S,
        patience_s=_QUICK_S,
        actions=(_HELP,),
    )


def _identity(file: Path | None) -> tuple[int, int] | None:
    """Say which file is there, whatever becomes of its content."""
    try:
        found = file.stat() if file else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def _answered(file: Path | None, url: sa.URL) -> Observation:
    source = str(file) if file else f"{url.host or 'localhost'}/{url.database}"
    provider = "SQLite" if file else "PostgreSQL"
    return Observation(
        f"{provider} answers.", {"connection_available": True, "provider": provider, "data_source": source}
    )
