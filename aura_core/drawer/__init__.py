"""
Values that last: kept in a database, each in versions.

::

    with opened(Settings.from_environment()) as database:
        notes = Drawer(database, "note", Note)
        kept = notes.put(Note("The Moon pulls."))
        notes.change(kept.id, lambda note: attrs.evolve(note, text="The Moon pulls at the sea."))

It needs neither a server nor the jobs, and lies in the same database as these.
"""

from aura_core.drawer.drawer import Drawer, opened
from aura_core.drawer.keeping import Kept, Page


__all__ = ["Drawer", "Kept", "Page", "opened"]
