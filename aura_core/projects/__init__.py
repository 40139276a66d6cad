"""Projects: what a client's wizard has got to, with the film that came of it."""

from aura_core.projects.projects import Projects


__all__ = ["Projects"]
