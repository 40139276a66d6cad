"""Whose a file is, as far as it says."""

from __future__ import annotations

import attrs


__all__ = ["Signature"]


@attrs.frozen
class Signature:
    """
    What a media file says of itself; whatever it does not say is empty.

    Attributes:
        license: Its copyright or terms of use.

        words: What music says that it sounds like, its mood, its genre, a comment; what a picture says that it shows.

        tempo: Of music, beats a minute; 0 where it does not say.

        seconds: Of sound.
    """

    title: str = ""
    author: str = ""
    license: str = ""
    words: str = ""
    tempo: float = 0.0
    seconds: float = 0.0
