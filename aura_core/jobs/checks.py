"""Whether jobs can be kept, for health to look at."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from aura_core.database import Database
from aura_core.errors import DatabaseError
from aura_core.health.checks import Check, Observation
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
    return Check(
        *("database", "Database", Category.SYSTEM, lambda: _look(database)),
        required=True,
        tags=frozenset({"ready", "db", "infrastructure"}),
        period_s=_SOON_S,
        patience_s=_QUICK_S,
        actions=(_HELP,),
    )


def _look(database: Database) -> Observation:
    url, file = database.url, database.file
    if file and not file.exists():
        raise DatabaseError(
            f"The database of the jobs is gone from {file}.",
            remedy="Put it back, or restart the server, which begins a new one.",
        )
    with database.reading() as connection:
        connection.execute(sa.select(JOBS.c.number).limit(1)).all()
    provider = "SQLite" if url.get_backend_name() == "sqlite" else "PostgreSQL"
    source = str(file) if file else f"{url.host or 'localhost'}/{url.database}"
    return Observation(
        f"{provider} answers.", {"connection_available": True, "provider": provider, "data_source": source}
    )
