"""What film a request means."""

from __future__ import annotations

from typing import Final

import attrs

from aura_core.errors import InvalidInputError
from aura_core.model.brief import Brief
from aura_core.model.order import CaptionSpec, Order, VisualSpec
from aura_core.model.render import QualityLevel, RenderSpec
from aura_core.model.request import JobRequest, PinnedRequest
from aura_core.model.settings import UserSettings
from aura_core.model.settings.export import ExportSettings
from aura_core.model.voice import VoiceSpec
from aura_core.ordering.defaults import owners_artifacts
from aura_core.ordering.parts import parts_of
from aura_core.ordering.presets import QUALITIES
from aura_core.ordering.refusals import Refusal, known_word, refusals_of
from aura_core.outbound.addresses import Reach


__all__ = ["order_of", "spoken"]

_LANGUAGES: Final = {"english": "en-US"}
"""The original's wizard sends the name of the language that it is always set to."""

_VOICES: Final = {"en-us-standard-a": "default"}
"""The original's clients send this name, without a choice, for whatever voice there is."""


def order_of(
    request: JobRequest, reach: Reach = Reach.ANYWHERE, *, offline: bool = False, owner: ExportSettings | None = None
) -> Order:
    """
    Say what film *request* means; files that it names are looked for later.

    Args:
        reach: Where its callback may lead.

        offline: Whether nothing may be asked of another machine.

        owner: Knows where films can be sent; without, what the request says of that is not looked at.

    Raises:
        InvalidInputError: with everything that is wrong.
    """
    parts = parts_of(request)
    refusals = [*refusals_of(request, reach, offline=offline, owner=owner), *parts.refusals]
    if refusals or parts.brief is None:
        raise _refused(refusals)
    # An edition in words of its own has no other's.
    written = request.written if isinstance(request, PinnedRequest) and request.script_id else None
    quality = QUALITIES[known_word(request.options.quality)]
    return Order(
        brief=spoken(parts.brief),
        plan_spec=parts.plan_spec,
        voice_spec=_voiced(parts.voice_spec),
        render_spec=request.render_spec or RenderSpec(quality_level=QualityLevel(quality)),
        provider_selection=request.provider_selection,
        image_provider=known_word(request.image_provider) if request.image_provider else None,
        script=parts.script,
        written=written,
        arrangement=request.arrangement if isinstance(request, PinnedRequest) else None,
        pictures=request.chosen if isinstance(request, PinnedRequest) else (),
        captions=request.captions or CaptionSpec(),
        music=request.music,
        sound_marks=request.sound_marks,
        visuals=VisualSpec(
            theme=request.theme,
            appearance=request.appearance,
            brand_kit=request.brand_kit,
            director=request.director_preset,
            clip_fit=request.clip_fit,
            clip_sound=request.clip_sound,
        ),
        fit_duration=parts.fit_duration,
        artifacts=owners_artifacts(UserSettings()) if request.artifacts is None else request.artifacts,
        watermark=request.watermark if request.watermark and request.watermark.enabled else None,
        loudness=request.loudness,
        seed=request.seed,
    )


def _refused(refusals: list[Refusal]) -> InvalidInputError:
    remedies = dict.fromkeys(remedy for _, remedy in refusals)
    return InvalidInputError([issue for issue, _ in refusals], remedy=" ".join(remedies))


def spoken(brief: Brief) -> Brief:
    """Return *brief* with the tag of its language where clients give a name."""
    return attrs.evolve(brief, language=_LANGUAGES.get(known_word(brief.language), brief.language))


def _voiced(voice: VoiceSpec) -> VoiceSpec:
    return attrs.evolve(voice, voice_name=_VOICES.get(known_word(voice.voice_name), voice.voice_name))
