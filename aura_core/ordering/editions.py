"""
Which films several shapes and languages of one script are.

Rule 1: languages come first, each in every shape, in the order in which they were asked for.

Rule 2: a frame size lies where a shape is asked for by name; the shape then turns it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from aura_core.errors import InvalidInputError, Issue
from aura_core.model.edition import Edition, Version
from aura_core.model.enums import Aspect
from aura_core.model.order import Order
from aura_core.model.render import RenderSpec, Resolution
from aura_core.model.request import EditionsRequest, JobRequest
from aura_core.model.voice import VoiceSpec
from aura_core.ordering import order_of


__all__ = ["editions_of", "primary", "requests_of", "restated"]

_NAMES: Final = {
    Aspect.WIDESCREEN: "16x9",
    Aspect.VERTICAL: "9x16",
    Aspect.SQUARE: "1x1",
    Aspect.PORTRAIT: "4x5",
}


def editions_of(order: Order, aspects: Sequence[Aspect] = (), versions: Sequence[Version] = ()) -> tuple[Edition, ...]:
    """
    Return the films that *order* means in these shapes and languages.

    Args:
        aspects: None leaves the order's.

        versions: None leaves the order's language. Where one has no words of its own, those of the order are translated,
            unless both are in one language, such as ``en-US`` and ``en-GB``.

    Raises:
        InvalidInputError: a shape or a language is asked for twice.
    """
    _refuse_twice([aspect.value for aspect in aspects], [version.language for version in versions])
    told = [_told(order, version) for version in versions] or [order]
    return tuple(
        Edition(".".join(_names(one, len(versions), aspect, len(aspects))), _shaped(one, aspect))
        for one in told
        for aspect in aspects or (None,)
    )


def requests_of(asked: EditionsRequest) -> tuple[tuple[str, JobRequest], ...]:
    """
    Return the jobs that *asked* means, each with its edition's name.

    Raises:
        InvalidInputError: with everything that is wrong; also where words would have to be translated.
    """
    try:
        order = order_of(asked.request)
    except InvalidInputError as error:
        issues = [attrs.evolve(issue, path=f"$.request{issue.path.removeprefix('$')}") for issue in error.issues]
        raise InvalidInputError(issues, remedy=error.remedy) from error
    versions = [Version(one.language, one.script, voice_name=one.voice_name) for one in asked.versions]
    _refuse_translation(order, versions)
    return tuple((one.name, restated(asked.request, one.order)) for one in editions_of(order, asked.aspects, versions))


def _refuse_translation(order: Order, versions: Sequence[Version]) -> None:
    issues = [
        Issue(f"$.versions[{at}].script", f"Nobody translates from {order.brief.language} to {version.language} here.")
        for at, version in enumerate(versions)
        if _told(order, version).script_language
    ]
    if issues:
        raise InvalidInputError(issues, remedy="Give a script in each language.")


def restated(request: JobRequest, order: Order) -> JobRequest:
    """Return what *request* says, all of it said by the parts of *order*."""
    kept = order.written is not None
    return attrs.evolve(
        request,
        script_id=request.script_id if kept else None,
        script_version=request.script_version if kept else None,
        brief=order.brief,
        plan_spec=order.plan_spec,
        voice_spec=order.voice_spec,
        render_spec=order.render_spec,
        script=order.script,
        fit_duration=order.fit_duration,
        preset=None,
        inputs=None,
        scenes=(),
    )


def primary(language: str) -> str:
    """Return the language of the tag *language*, without its script, region or variant."""
    return language.replace("_", "-").partition("-")[0].lower()


def _refuse_twice(aspects: Sequence[str], languages: Sequence[str]) -> None:
    lowered = [language.lower() for language in languages]
    issues = [
        *(Issue(f"$.aspects[{at}]", f"The shape {aspects[at]} is asked for twice.") for at in _repeated(aspects)),
        *(
            Issue(f"$.versions[{at}].language", f"The language {languages[at]} is asked for twice.")
            for at in _repeated(lowered)
        ),
    ]
    if issues:
        raise InvalidInputError(issues, remedy="Ask for each shape and each language once.")


def _repeated(words: Sequence[str]) -> Iterator[int]:
    return (at for at, word in enumerate(words) if word in words[:at])


def _told(order: Order, version: Version) -> Order:
    """Return *order* in the language of *version*, in its words."""
    own = version.script is not None
    written_in = None if own or primary(version.language) == primary(order.brief.language) else order.brief.language
    return attrs.evolve(
        order,
        brief=attrs.evolve(order.brief, language=version.language),
        script=version.script if own else order.script,
        written=None if own else order.written,
        script_language=written_in,
        folder=version.folder or order.folder,
        voice_spec=attrs.evolve(order.voice_spec, voice_name=_voice(version)),
    )


def _voice(version: Version) -> str:
    """Return who speaks *version*; an empty name is no name, and refused where it is looked up."""
    return VoiceSpec().voice_name if version.voice_name is None else version.voice_name


def _shaped(order: Order, aspect: Aspect | None) -> Order:
    if aspect is None:
        return order
    return attrs.evolve(order, brief=attrs.evolve(order.brief, aspect=aspect), render_spec=_lying(order.render_spec))


def _lying(spec: RenderSpec) -> RenderSpec:
    short, long = sorted((spec.res.width, spec.res.height))
    return attrs.evolve(spec, res=Resolution(long, short))


def _names(order: Order, languages: int, aspect: Aspect | None, aspects: int) -> Iterator[str]:
    if languages > 1:
        yield order.brief.language
    if aspect and aspects > 1:
        yield _NAMES[aspect]
