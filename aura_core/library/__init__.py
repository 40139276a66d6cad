"""
Documents that are kept: looked at, searched, made into films.

A document that is searched is cut into passages, which scripts with ``ragConfiguration`` rest on::

    settings = Settings.from_environment()
    with opened_library(settings) as library:
        with open("tides.pdf", "rb") as file:
            library.add("tides.pdf", file, searched=True)
        brief = Brief("How tides work", rag_configuration=RagConfiguration(enabled=True))
        order = Order(grounded(brief, library))

It needs neither a server nor the jobs, and is the one that these have.
"""

from aura_core.library.grounding import grounded
from aura_core.library.library import KeptDocument, Library, opened_library


__all__ = ["KeptDocument", "Library", "grounded", "opened_library"]
