"""
Timelines as clients send them, and the films they mean.

Rule: what is not rendered is refused, not left aside: somebody has seen it in an editor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from aura_core.configuration.forms import unknown_members
from aura_core.errors import InvalidInputError, Issue
from aura_core.model.arrangement import Arrangement
from aura_core.model.brief import Brief
from aura_core.model.enums import TransitionKind
from aura_core.model.order import MusicSpec
from aura_core.model.render import RenderSpec
from aura_core.model.renders import EditableTimeline, RenderRequest
from aura_core.model.request import JobRequest, PinnedRequest
from aura_core.ordering.exporting import shape_of
from aura_core.ordering.manuscript import says_something
from aura_core.wire import loads, structure


__all__ = ["arrangement_in", "named_in", "read_render", "request_of_timeline"]

_NEUTRAL: Final[Mapping[str, tuple[Any, ...]]] = {
    "opacity": (None, 1),
    "zindex": (None, 0),
    "effects": (None, {}, []),
    "volume": (None, 1),
    "trimstart": (None, 0, "00:00:00"),
    "position": (
        None,
        {"x": 0, "y": 0, "width": 1, "height": 1},
        {"x": 0, "y": 0, "width": 100, "height": 100},
    ),
}
"""Members of other editors, in lower case, and what may be said there because it changes nothing."""

_VALUES: Final = 20_000

_CUT: Final = TransitionKind.CUT


def read_render(data: Any) -> RenderRequest:
    """
    Make a request of JSON, its timeline read.

    Raises:
        InvalidInputError: with everything that is wrong, by its path; what nothing here renders is wrong, too.
    """
    given = {str(name).lower(): value for name, value in data.items()} if isinstance(data, Mapping) else data
    text, own = (given.get("timelinejson"), given.get("timeline")) if isinstance(given, Mapping) else (None, None)
    if not isinstance(text, str) or own is not None:
        request = structure(data, RenderRequest)
        if (text is None) == (own is None):
            raise InvalidInputError.of(
                "$.timeline", "Give the timeline, once.", remedy="Send it as timeline, or as text in timelineJson."
            )
        _read(own, "$.timeline")
        return request
    others = {name: value for name, value in data.items() if str(name).lower() != "timelinejson"}
    request = structure(others, RenderRequest)
    return attrs.evolve(request, timeline_json=text, timeline=_read(_parsed(text), "$.timelineJson"))


def _parsed(text: str) -> Any:
    try:
        return loads(text, Any, values=_VALUES)
    except InvalidInputError as error:
        raise _moved(error, "$.timelineJson") from error


def _read(data: Any, path: str) -> EditableTimeline:
    """Read a timeline at *path*; whatever nobody knows is refused with the rest."""
    plain = _plain(data)
    issues = [
        Issue(f"{path}{place.removeprefix('$')}", "Nothing here renders this: leave it out.")
        for place, _ in unknown_members(plain, EditableTimeline)
    ]
    try:
        timeline = structure(plain, EditableTimeline)
    except InvalidInputError as error:
        raise InvalidInputError([*issues, *_moved(error, path).issues], remedy=error.remedy) from error
    issues += [attrs.evolve(issue, path=f"{path}{issue.path}") for issue in _flaws(timeline)]
    if issues:
        raise InvalidInputError(issues)
    return timeline


def _plain(data: Any) -> Any:
    """Return *data* without what changes nothing."""
    if isinstance(data, list):
        return [_plain(item) for item in data]
    if not isinstance(data, Mapping):
        return data
    return {
        name: _plain(value)
        for name, value in data.items()
        if not (str(name).lower() in _NEUTRAL and value in _NEUTRAL[str(name).lower()])
    }


def _moved(error: InvalidInputError, path: str) -> InvalidInputError:
    issues = [attrs.evolve(issue, path=f"{path}{issue.path.removeprefix('$')}") for issue in error.issues]
    return InvalidInputError(issues, remedy=error.remedy)


def _flaws(timeline: EditableTimeline) -> Iterator[Issue]:
    if not says_something(timeline.title):
        yield Issue(".title", "The title holds nothing that could be read.")
    if timeline.music is not None and timeline.background_music_path is not None:
        yield Issue(".backgroundMusicPath", "The music is given twice: leave out either music or this.")
    for place, scene in enumerate(timeline.scenes):
        *others, last = scene.visual_assets
        for number, asset in enumerate(others):
            if asset.duration is None:
                message = "Only the last picture of a scene may leave open for how long it is seen."
                yield Issue(f".scenes[{place}].visualAssets[{number}].duration", message)
        if last.transition_duration is not None or last.transition_type is not _CUT:
            message = "How a scene gives way to the next, the scene says: leave it out at its last picture."
            yield Issue(f".scenes[{place}].visualAssets[{len(others)}].transitionType", message)


def arrangement_in(timeline: EditableTimeline) -> Arrangement:
    """Return the scenes of *timeline*, without what lies over all of it."""
    return Arrangement(**{field.name: getattr(timeline, field.name) for field in attrs.fields(Arrangement)})


def named_in(request: JobRequest) -> Iterator[tuple[str, Path]]:
    """Give the recordings, pictures, clips and music that the timeline of *request* names, each with where it says so."""
    if not isinstance(request, PinnedRequest) or request.arrangement is None:
        return
    for place, scene in enumerate(request.arrangement.scenes):
        path = f"$.timeline.scenes[{place}]"
        if scene.narration_audio_path is not None:
            yield f"{path}.narrationAudioPath", Path(scene.narration_audio_path)
        for number, asset in enumerate(scene.visual_assets):
            yield f"{path}.visualAssets[{number}].filePath", Path(asset.file_path)
    if request.music is not None and request.music.path is not None:
        yield "$.timeline.music.path", request.music.path


def request_of_timeline(timeline: EditableTimeline, spec: RenderSpec) -> PinnedRequest:
    """Say what film *timeline* means, its files all at their places, as the kind of file that *spec* says."""
    music = timeline.music
    if timeline.background_music_path is not None:
        music = structure({"path": timeline.background_music_path}, MusicSpec)
    return PinnedRequest(
        brief=Brief(timeline.title, language=timeline.language, aspect=shape_of(spec.res)),
        voice_spec=timeline.voice_spec,
        render_spec=spec,
        captions=timeline.captions,
        music=music,
        sound_marks=timeline.sound_marks,
        artifacts=timeline.artifacts,
        watermark=timeline.watermark,
        loudness=timeline.loudness,
        seed=timeline.seed,
        arrangement=arrangement_in(timeline),
    )
