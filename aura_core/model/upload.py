"""The film as it is offered to those who look for it."""

from __future__ import annotations

import attrs

from aura_core.model.timeline import Chapter


__all__ = ["Credit", "SeoRecommendations", "Upload"]


@attrs.frozen
class SeoRecommendations:
    """
    How people find the film.

    Attributes:
        title: At most 100 characters.

        description: What it is about, in the film's own words.

        tags: The most telling first.
    """

    title: str
    description: str
    tags: tuple[str, ...]


@attrs.frozen
class Credit:
    """
    Whom a picture, a clip or music is owed to.

    Attributes:
        work: The title that the work bears, else the name of its file.

        author: Who made it; empty where only a licence is known.

        license: The terms, in its owner's words; empty where nobody said any.
    """

    work: str
    author: str = ""
    license: str = ""


@attrs.frozen
class Upload:
    """
    What a platform asks for besides the film.

    Attributes:
        title: At most 100 characters.

        description: With the chapters, the sources and whom anything is owed to; at most 5000 bytes.

        tags: The most telling first.

        language: A BCP 47 tag.

        chapters: At least three, the first at 0 and each 10 s long or more; else none.

        sources: Documents that the film is made from.
    """

    title: str
    description: str
    tags: tuple[str, ...]
    language: str
    chapters: tuple[Chapter, ...] = ()
    sources: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()

    @property
    def text(self) -> str:
        """Title, description and tags as plain text, to be pasted."""
        return "\n\n".join(filter(None, (self.title, self.description, ", ".join(self.tags)))) + "\n"
