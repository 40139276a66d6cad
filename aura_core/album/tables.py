"""The tables of the pictures that are kept."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa


__all__ = ["PICTURES", "SCHEMA", "TAGS"]

SCHEMA: Final = sa.MetaData()

PICTURES: Final = sa.Table(
    "aura_pictures",
    SCHEMA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.String(40), nullable=False, unique=True),
    sa.Column("suffix", sa.String(8), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("source", sa.String(64), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("seconds", sa.Float, nullable=False),
    sa.Column("added", sa.BigInteger, nullable=False),
    sa.Column("changed", sa.BigInteger, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)
"""
Pictures and clips; moments are microseconds since 1970.

``words`` is what they are found by, in lower case; ``seconds`` is of clips.
"""

TAGS: Final = sa.Table(
    "aura_picture_tags",
    SCHEMA,
    sa.Column("tag", sa.String(64), primary_key=True),
    sa.Column(
        "picture", sa.String(40), sa.ForeignKey("aura_pictures.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
)
"""What pictures are tagged with, in lower case; an index, to be looked up by tag."""
