"""The tables of what is kept."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa


__all__ = ["PAST", "SCHEMA", "VALUES"]

SCHEMA: Final = sa.MetaData()

VALUES: Final = sa.Table(
    "aura_values",
    SCHEMA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("id", sa.String(64), nullable=False, unique=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("created", sa.BigInteger, nullable=False),
    sa.Column("changed", sa.BigInteger, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    sa.Index("ix_aura_values_kind_changed", "kind", "changed"),
    sqlite_autoincrement=True,
)
"""What is kept, as it is now; moments are microseconds since 1970."""

PAST: Final = sa.Table(
    "aura_past_values",
    SCHEMA,
    sa.Column("value_id", sa.String(64), sa.ForeignKey("aura_values.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("changed", sa.BigInteger, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
)
"""As it was before; ``size`` in characters."""
