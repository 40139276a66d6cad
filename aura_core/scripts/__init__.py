"""
Scripts that are kept and worked on, scene by scene, before there is a film of them.

::

    with opened(settings) as database:
        scripts = Scripts(Drawer(database, "script", KeptScript), settings)
        kept = scripts.generate(GenerateScriptRequest("How tides work"))
        scripts.edit(kept.id, 2, UpdateSceneRequest(narration="The Moon pulls at the water."))

Rule 1: whoever changes a script may say which version is meant, see :mod:`aura_core.drawer`.

Rule 2: nobody waits for a writer while a script is held: it is read, worked on, and put back if it is still the same.
"""

from aura_core.scripts.scripts import Scripts


__all__ = ["Scripts"]
