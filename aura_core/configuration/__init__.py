"""
What the owner of the machine has decided: the document on disk, its forms, and what is in force.

::

    document = SettingsFile(settings.data).read().settings
    settings = in_force(settings, document)
    allowed = access(settings, document, Keys(settings).all())

Whoever begins something that takes a while asks at that moment, and keeps the answer for as long as it takes.
"""

from aura_core.configuration.access import access, access_for
from aura_core.configuration.file import Reading, SettingsFile
from aura_core.configuration.force import effective, following, in_force


__all__ = ["Reading", "SettingsFile", "access", "access_for", "effective", "following", "in_force"]
