"""Documents of several kinds, read into the same few blocks."""

from aura_core.documents.document import Block, BlockKind, Document
from aura_core.documents.reading import KINDS, read_document


__all__ = ["KINDS", "Block", "BlockKind", "Document", "read_document"]
