"""
Words to search libraries with, for what somebody describes.

The words are those by which films look for pictures (:mod:`aura_core.directing.seeking`): what names something, without
what says nothing by itself.
"""

from __future__ import annotations

from typing import Final

from aura_core.casting.parts import Part, provider_for
from aura_core.directing.seeking import searches
from aura_core.errors import InvalidInputError
from aura_core.model.provider import ProviderKind
from aura_core.model.script import Scene
from aura_core.model.stock import QueryCompositionRequest, QueryCompositionResult
from aura_core.providers.footage.painting import UNWANTED


__all__ = ["composed"]

_FEW: Final = 3

_LONGEST: Final = 100
"""Characters of a search, which is what Pixabay takes."""


def composed(asked: QueryCompositionRequest) -> QueryCompositionResult:
    """
    Choose the words; nobody is asked.

    Raises:
        InvalidInputError: nobody has the name of the provider.
    """
    provider = provider_for(Part.PICTURES, asked.target_provider) if asked.target_provider else None
    if asked.target_provider and provider is None:
        raise InvalidInputError.of(
            "$.targetProvider",
            "Nobody of that name has pictures.",
            remedy="Name one such as Pexels, Pixabay or Unsplash.",
        )
    keywords = [one.strip() for one in asked.keywords if any(map(str.isalnum, one))]
    (found,) = searches([Scene(0, "", asked.scene_description)], "", asked.language)
    described = found or (asked.scene_description,)
    narrow = [" ".join(keywords[:_FEW]), *described] if keywords else [*described]
    looks = [f"{narrow[0]} {look.strip()}" for look in (asked.mood, asked.style) if look and look.strip()]
    broader = [keywords[0]] if keywords else []
    queries = [_shortened(one) for one in dict.fromkeys([*narrow, *looks, *broader])]
    telling = len(keywords) or (len(found[0].split()) if found else 0)
    paints = provider is not None and ProviderKind.STOCK not in provider.kinds
    return QueryCompositionResult(
        primary_query=queries[0],
        alternative_queries=tuple(queries[1:]),
        negative_filters=tuple(UNWANTED.split(", ")) if paints else (),
        reasoning=_reasoning(queries[0], keywords=bool(keywords), found=bool(found)),
        confidence=(0.2, 0.5, 0.8, 0.9)[min(telling, _FEW)],
    )


def _shortened(query: str) -> str:
    return query if len(query) <= _LONGEST else query[:_LONGEST].rpartition(" ")[0] or query[:_LONGEST]


def _reasoning(query: str, *, keywords: bool, found: bool) -> str:
    if keywords:
        return f"“{query}” are the first of the keywords; the words of the description that name something come next."
    if found:
        return f"“{query}” are the words of the description that name something; fewer of them find more."
    return "No word of the description is known to name something, so it is searched for as it is."
