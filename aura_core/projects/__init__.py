"""Projects: what a client's wizard has got to, or its editor has on its table, with the files that belong to it."""

from aura_core.projects.editing import EditorProjects
from aura_core.projects.projects import Projects


__all__ = ["EditorProjects", "Projects"]
