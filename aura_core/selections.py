"""
Pictures chosen for the scenes of scripts: candidates, and what a scene shows by somebody's choice.

Rule: what was accepted is the scene's own picture, kept in the album, so that its film shows it; there is no second place
where a choice is kept.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator
from typing import Final

import attrs

from aura_core.album import Album, label_of
from aura_core.directing.seeking import searches
from aura_core.drawer.keeping import Kept
from aura_core.errors import InvalidInputError, NotFoundError
from aura_core.model.enums import Aspect
from aura_core.model.pictures import MEDIA
from aura_core.model.script_requests import UpdateSceneRequest
from aura_core.model.scripts import KeptScript
from aura_core.model.selection import (
    AcceptCandidateRequest,
    Candidate,
    GetCandidatesRequest,
    GetCandidatesResponse,
    ImageSelectionConfig,
    LicensingSummary,
    RegenerateCandidatesRequest,
    SceneVisualSelection,
)
from aura_core.pictures.asking import Made, Wish, chain_of, owner_of, size_of
from aura_core.pictures.picking import candidate, candidates
from aura_core.scripts import Scripts
from aura_core.settings import Settings
from aura_core.wiring import open_services
from aura_core.words import counted


__all__ = ["Selections"]

_SEEDS: Final = 10_000


class Selections:
    """
    What was chosen for the scenes of *scripts*.

    Every method waits, may be called from any thread, and raises :class:`~aura_core.errors.DatabaseError` when the
    database cannot be reached. Scenes are counted from 0.
    """

    def __init__(self, scripts: Scripts, album: Album, settings: Settings) -> None:
        self._scripts = scripts
        self._album = album
        self._settings = settings

    def candidates(self, asked: GetCandidatesRequest, request_id: str = "") -> GetCandidatesResponse:
        """
        Have pictures made or found to choose from for a scene that is described.

        Raises:
            InvalidInputError: nothing is described, or nobody has the name of the provider.

            ProviderError: they cannot be asked, or failed.
        """
        wish = _described(asked, owner_of(self._settings).general.language)
        config = asked.config or ImageSelectionConfig()
        return self._weighed(wish, asked.provider, config, asked.narrative_keywords, asked.scene_index, request_id)

    def regenerate(self, asked: RegenerateCandidatesRequest, request_id: str = "") -> GetCandidatesResponse:
        """
        Have other pictures made or found to choose from for a scene of a script.

        Raises:
            NotFoundError: there is no such script, or no such scene.

            ProviderError: whoever illustrates cannot be asked, or failed.
        """
        return self._anew(asked.job_id, asked.scene_index, asked, request_id)

    def _anew(
        self, script_id: str, index: int, asked: RegenerateCandidatesRequest, request_id: str = ""
    ) -> GetCandidatesResponse:
        kept = self._scripts.find(script_id)
        wish, word = self._of_scene(kept, index)
        keywords: tuple[str, ...] = ()
        if asked.refined_prompt:
            refined = _described(asked.refined_prompt, kept.value.script.language)
            wish = attrs.evolve(wish, words=refined.words, sought=refined.sought, style=refined.style)
            word, keywords = asked.refined_prompt.provider or word, asked.refined_prompt.narrative_keywords
        config = asked.config or (asked.refined_prompt and asked.refined_prompt.config) or ImageSelectionConfig()
        wish = attrs.evolve(wish, seed=secrets.randbelow(_SEEDS))
        return self._weighed(wish, word, config, keywords, index, request_id)

    def _weighed(
        self,
        wish: Wish,
        word: str,
        config: ImageSelectionConfig,
        keywords: tuple[str, ...],
        index: int,
        request_id: str,
    ) -> GetCandidatesResponse:
        services = open_services(self._settings)
        chain = chain_of(word, owner_of(self._settings), services)
        return GetCandidatesResponse(request_id, candidates(wish, chain, services, config, keywords, index))

    def selections(self, script_id: str) -> tuple[SceneVisualSelection, ...]:
        """
        Say what every scene of a script shows that shows something by somebody's choice.

        Raises:
            NotFoundError: there is no such script.
        """
        kept = self._scripts.find(script_id)
        return tuple(self._told(kept, place) for place in self._chosen(kept))

    def selection(self, script_id: str, index: int) -> SceneVisualSelection:
        """
        Say what a scene of a script shows by somebody's choice.

        Raises:
            NotFoundError: there is no such script, no such scene, or it shows nothing by a choice.
        """
        kept = self._scripts.find(script_id)
        self._of_scene(kept, index)
        if index not in self._chosen(kept):
            raise NotFoundError(f"No picture was chosen for scene {index}.", remedy="Accept a candidate first.")
        return self._told(kept, index)

    def accept(self, script_id: str, index: int, asked: AcceptCandidateRequest) -> SceneVisualSelection:
        """
        Let a scene of a script show a candidate.

        Raises:
            NotFoundError: there is no such script, or no such scene.

            InvalidInputError: no candidate is named, or there is no such picture.
        """
        member = "candidate" if asked.candidate else "newCandidate"
        named = asked.candidate or asked.new_candidate
        if named is None or not named.image_url.startswith(MEDIA):
            raise InvalidInputError.of(
                f"$.{member}.imageUrl" if named else "$.candidate",
                "No picture of this server is named.",
                remedy="Name one by its address, /api/media/….",
            )
        try:
            kept = self._scripts.edit(script_id, index + 1, UpdateSceneRequest(path_or_url=named.image_url))
        except InvalidInputError as error:
            issues = [attrs.evolve(issue, path=f"$.{member}.imageUrl") for issue in error.issues]
            raise InvalidInputError(issues, remedy=error.remedy) from error
        return attrs.evolve(self._told(kept, index), selected_by=asked.user_id)

    def withdraw(
        self, script_id: str, index: int, *, state: str = "Pending", reason: str | None = None, by: str | None = None
    ) -> SceneVisualSelection:
        """
        Let a scene of a script show nothing by a choice.

        Raises:
            NotFoundError: there is no such script, or no such scene.
        """
        kept = self._scripts.edit(script_id, index + 1, UpdateSceneRequest(path_or_url=""))
        told = self._told(kept, index)
        return attrs.evolve(told, state=state, rejection_reason=reason, selected_by=by)

    def again(self, script_id: str, index: int, asked: RegenerateCandidatesRequest) -> SceneVisualSelection:
        """
        Have other candidates for a scene of a script; what it shows stays until one is accepted.

        Raises:
            NotFoundError: there is no such script, or no such scene.

            ProviderError: whoever illustrates cannot be asked, or failed.
        """
        found = self._anew(script_id, index, asked).result
        told = self._told(self._scripts.find(script_id), index)
        return attrs.evolve(told, candidates=found.candidates, selected_by=asked.user_id)

    def licensing(self, script_id: str) -> LicensingSummary:
        """
        Say on what terms the film of a script may be used, by the pictures that were chosen for it.

        Raises:
            NotFoundError: there is no such script.
        """
        kept = self._scripts.find(script_id)
        chosen = [self._told(kept, place).selected_candidate for place in self._chosen(kept)]
        terms = [one.licensing for one in chosen if one and one.licensing]
        types = Counter(one.license_type for one in terms)
        sources = Counter(one.source_platform or "Own" for one in terms)
        return LicensingSummary(
            total_scenes=len(kept.value.script.scenes),
            scenes_with_selection=len(chosen),
            commercial_use_allowed=all(one.commercial_use_allowed for one in terms),
            requires_attribution=any(one.attribution_required for one in terms),
            license_types=tuple({"licenseType": name, "count": count} for name, count in types.items()),
            sources=tuple({"source": name, "count": count} for name, count in sources.items()),
            warnings=tuple(_doubts(types, sum(one is None for one in chosen))),
        )

    def _of_scene(self, kept: Kept[KeptScript], index: int) -> tuple[Wish, str]:
        """Return what a scene asks for, and of whom."""
        script, order = kept.value.script, kept.value.order
        if not 0 <= index < len(script.scenes):
            raise NotFoundError(
                f"There is no scene {index}; the script has {len(script.scenes)}.", remedy="Count from 0."
            )
        scene = script.scenes[index]
        sought = searches(script.scenes, script.title, script.language)[index]
        words = scene.visual_prompt or scene.heading or script.title
        style, size = order.plan_spec.style, size_of(order.brief.aspect)
        wish = Wish(words, sought or (words,), scene.script, size, style, style, script.language, subject=script.title)
        return wish, order.image_provider or order.provider_selection.visuals or ""

    def _chosen(self, kept: Kept[KeptScript]) -> list[int]:
        scenes = kept.value.script.scenes
        return [place for place, scene in enumerate(scenes) if (scene.path_or_url or "").startswith(MEDIA)]

    def _told(self, kept: Kept[KeptScript], index: int) -> SceneVisualSelection:
        shown = self._shown(kept, index)
        return SceneVisualSelection(
            id=f"{kept.id}-{index}",
            job_id=kept.id,
            scene_index=index,
            selected_candidate=shown,
            candidates=(shown,) if shown else (),
            state="Accepted" if index in self._chosen(kept) else "Pending",
            selected_at=kept.changed,
        )

    def _shown(self, kept: Kept[KeptScript], index: int) -> Candidate | None:
        """Weigh the picture that a scene shows; ``None`` where it shows none, or that is gone."""
        address = kept.value.script.scenes[index].path_or_url or ""
        path = self._album.find(address.removeprefix(MEDIA)) if address.startswith(MEDIA) else None
        label = label_of(path) if path else None
        if path is None or label is None:
            return None
        wish, _ = self._of_scene(kept, index)
        keywords = tuple(dict.fromkeys(wish.sought[0].lower().split()))
        return candidate(Made(path, label, stands_in=False), wish, ImageSelectionConfig(), keywords)


def _described(asked: GetCandidatesRequest, language: str) -> Wish:
    words = ", ".join(
        filter(None, (asked.subject.strip() or asked.detailed_description.strip(), asked.framing.strip()))
    )
    if not any(map(str.isalnum, words)):
        raise InvalidInputError.of(
            "$.detailedDescription", "Nothing is described that could be seen.", remedy="Say what is to be seen."
        )
    seed = 0 if asked.use_cache else secrets.randbelow(_SEEDS)
    sought = tuple(dict.fromkeys(filter(None, (asked.subject.strip(), words))))
    style = asked.style or "Cinematic"
    size = size_of(Aspect.WIDESCREEN)
    return Wish(words, sought, asked.detailed_description, size, style, style, language, seed)


def _doubts(types: Counter[str], gone: int) -> Iterator[str]:
    if unknown := types["Unknown"]:
        yield f"Of {counted(unknown, 'picture')} nobody knows the terms."
    if gone:
        yield f"No longer here: {counted(gone, 'picture')}."
