"""The tables of documents and of the words in them."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa


__all__ = ["DOCUMENTS", "PASSAGES", "SCHEMA", "WORDS"]

SCHEMA: Final = sa.MetaData()

DOCUMENTS: Final = sa.Table(
    "aura_documents",
    SCHEMA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.String(36), nullable=False, unique=True),
    sa.Column("digest", sa.String(64), nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("passages", sa.Integer, nullable=False),
    sa.Column("metadata", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)
"""Documents; ``passages`` is 0 where they are not searched, ``digest`` is of the bytes of the file."""

PASSAGES: Final = sa.Table(
    "aura_passages",
    SCHEMA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column(
        "document_id", sa.String(36), sa.ForeignKey("aura_documents.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("section", sa.Text, nullable=False),
    sa.Column("page", sa.Integer),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("length", sa.Integer, nullable=False),
    sqlite_autoincrement=True,
)
"""Passages; ``length`` in words that count."""

WORDS: Final = sa.Table(
    "aura_passage_words",
    SCHEMA,
    sa.Column("word", sa.String(64), primary_key=True),
    sa.Column(
        "passage", sa.Integer, sa.ForeignKey("aura_passages.number", ondelete="CASCADE"), primary_key=True, index=True
    ),
    sa.Column("often", sa.Integer, nullable=False),
)
"""How often a word is said in a passage; an index, to be looked up by word."""
