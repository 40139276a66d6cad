"""
What the owner of the machine has decided, and can change while Aura runs: :class:`UserSettings`, one file a noun.

What a process is started with is :class:`aura_core.settings.Settings`.
"""

from aura_core.model.settings.document import UserSettings


__all__ = ["UserSettings"]
