"""
How a film is offered to those who look for it: title, description, tags, chapters, and whom anything is owed to.
"""

from aura_core.describing.about import described, upload_of
from aura_core.describing.credits import credits_of


__all__ = ["credits_of", "described", "upload_of"]
