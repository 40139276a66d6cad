"""
What cannot be ordered.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aura_core.casting.parts import Part, names_somebody
from aura_core.errors import InvalidInputError, Issue, OfflineError
from aura_core.ffmpeg.encoding import kind_of
from aura_core.model.brief import PlanSpec
from aura_core.model.render import RenderSpec
from aura_core.model.request import JobRequest, PinnedRequest, SceneRequest
from aura_core.model.settings.export import ExportSettings
from aura_core.ordering.manuscript import says_something
from aura_core.ordering.presets import PRESETS, QUALITIES
from aura_core.outbound.addresses import Reach, flaw_of, is_own_machine
from aura_core.uploading.choosing import means_nothing
from aura_core.verdicts import Verdict


__all__ = ["Refusal", "known_word", "refusals_of"]

Refusal = tuple[Issue, str]
"""What is wrong, and what to do about it."""

_TIERS: Final = "Free, Pro, ProIfAvailable, Local"
_PRIORITIES: Final = range(1, 11)
_SHOWN: Final = 80


def known_word(word: str) -> str:
    """Return *word* as tables have it: neither case nor blanks around it matter."""
    return word.strip().lower()


def refusals_of(
    request: JobRequest, reach: Reach, *, offline: bool = False, owner: ExportSettings | None = None
) -> Iterator[Refusal]:
    """
    Say everything that is wrong with *request* besides what its parts refuse themselves.

    Args:
        reach: Where callbacks may lead.

        offline: Whether nothing may be asked of another machine.

        owner: Knows where films can be sent; without, nothing is said of that.
    """
    yield from _of_preset(request.preset)
    yield from _of_words(request)
    yield from _of_kept(request)
    for place, scene in enumerate(request.scenes):
        yield from _of_scene(scene, f"$.scenes[{place}]")
    yield from _of_providers(request)
    yield from _of_pictures(request)
    yield from _of_plan(request.plan_spec)
    yield from _of_file(request.render_spec)
    upload = request.provider_selection.upload
    if owner is not None and means_nothing(owner, upload):
        message = f"No upload destination {_quoted(upload or '')} is enabled."
        remedy = "Leave it out, say Off, or name one of export.uploadDestinations in the settings."
        yield Issue("$.providerSelection.upload", message, "E303"), remedy
    if known_word(request.options.quality) not in QUALITIES:
        words = ", ".join(QUALITIES)
        message = f"There is no quality {_quoted(request.options.quality)}."
        yield Issue("$.options.quality", message), f"Choose a quality: {words}."
    if request.priority not in _PRIORITIES:
        message = f"A priority of {request.priority} is outside 1 to 10."
        yield Issue("$.priority", message), "Choose a priority from 1, the first to go, to 10."
    yield from _of_callback(request.callback_url, reach, offline=offline)


def _of_preset(preset: str | None) -> Iterator[Refusal]:
    if preset is not None and known_word(preset) not in PRESETS:
        yield Issue("$.preset", f"There is no preset {_quoted(preset)}."), f"Choose a preset: {', '.join(PRESETS)}."


def _of_words(request: JobRequest) -> Iterator[Refusal]:
    if request.script is not None and request.scenes:
        message = "The words of the film are given twice, as a script and as scenes."
        yield Issue("$.scenes", message), "Leave out either script or scenes."
    if request.script is not None and not says_something(request.script):
        message = "The script holds nothing that could be spoken."
        yield Issue("$.script", message), "Write at least one word, or leave the script out."


def _of_kept(request: JobRequest) -> Iterator[Refusal]:
    if request.script_id is None:
        if request.script_version is not None:
            yield Issue("$.scriptVersion", "There is no script that this is a version of."), "Give its scriptId, too."
        return
    if request.script is not None or request.scenes:
        message = "The words of the film are given twice, as a script and by the id of one."
        yield Issue("$.scriptId", message), "Leave out either scriptId or script and scenes."
    elif isinstance(request, PinnedRequest) and request.written is None:
        version = "" if request.script_version is None else f" in version {request.script_version}"
        message = f"There is no script {_quoted(request.script_id)}{version}."
        yield Issue("$.scriptId", message), "Look for it in the list of scripts."


def _of_scene(scene: SceneRequest, path: str) -> Iterator[Refusal]:
    if not says_something(scene.script):
        yield Issue(f"{path}.script", "The scene holds nothing that could be spoken."), "Give every scene words."
    if scene.path_or_url is not None and not _can_be_a_name(scene.path_or_url):
        message = "No file can have the name of this picture."
        yield Issue(f"{path}.pathOrUrl", message), "Name a picture or clip on this machine, or leave it out."


def _can_be_a_name(path: str) -> bool:
    try:
        return "\0" not in path and bool(path.encode())
    except UnicodeEncodeError:
        return False


def _of_providers(request: JobRequest) -> Iterator[Refusal]:
    chosen = request.provider_selection
    for part, word, path in (
        (Part.SCRIPT, chosen.script, "$.providerSelection.script"),
        (Part.SPEECH, chosen.tts, "$.providerSelection.tts"),
        (Part.PICTURES, chosen.visuals, "$.providerSelection.visuals"),
        (Part.PICTURES, request.image_provider, "$.imageProvider"),
        (Part.MUSIC, request.music.provider if request.music else None, "$.music.provider"),
    ):
        if word is not None and not names_somebody(part, word):
            message = f"There is no provider {_quoted(word)} to {part.verb}."
            remedy = f"Leave it out, or choose whom `aura providers` lists to {part.verb}, or a tier: {_TIERS}."
            yield Issue(path, message, "E303"), remedy


def _of_pictures(request: JobRequest) -> Iterator[Refusal]:
    kept = request if isinstance(request, PinnedRequest) else None
    written = kept.written.scenes if kept and kept.written else ()
    count, seen = len(request.scenes) or len(written), set[int]()
    for place, one in enumerate(request.pictures):
        path = f"$.pictures[{place}].sceneIndex"
        if count and one.scene_index >= count:
            message = f"There is no scene {one.scene_index}: the film has {count}, counted from 0."
            yield Issue(path, message), "Choose pictures for scenes that are there."
        elif one.scene_index in seen:
            message = f"There are two pictures for scene {one.scene_index}."
            yield Issue(path, message), "Choose one picture a scene."
        seen.add(one.scene_index)
    for picture in kept.chosen if kept else ():
        if picture.path is None:
            message = f"There is no such picture for scene {picture.scene_index}, or no longer."
            remedy = "Name a picture of this server by its address, /api/media/…; have one made that is gone."
            yield Issue(picture.where, message), remedy


def _of_plan(spec: PlanSpec | None) -> Iterator[Refusal]:
    least, most = (spec.min_scene_count, spec.max_scene_count) if spec else (None, None)
    if least and most and least > most:
        message = f"At least {least} scenes are more than at most {most}."
        yield Issue("$.planSpec.minSceneCount", message, "E304"), "Ask for fewer scenes at least, or for more at most."


def _of_file(spec: RenderSpec | None) -> Iterator[Refusal]:
    if spec is None:
        return
    try:
        kind_of(spec)
    except InvalidInputError as error:
        yield from ((issue, error.remedy) for issue in error.issues)


def _of_callback(url: str | None, reach: Reach, *, offline: bool) -> Iterator[Refusal]:
    if url is None:
        return
    flaw = flaw_of(url, reach)
    if flaw is None:
        if offline and not is_own_machine(url):
            message = f"{_quoted(url)} cannot be called back: offline mode is on."
            yield (
                Issue("$.callbackUrl", message, OfflineError.code),
                "Turn offline mode off, or leave out the callback.",
            )
        return
    if flaw.verdict is Verdict.PRIVATE_ADDRESS:
        remedy = "Give a callback URL of a public host, or let the server's owner set AURA_WEBHOOKS_PRIVATE=1."
    else:
        remedy = "Give a callback URL that begins with http:// or https://."
    yield Issue("$.callbackUrl", f"{_quoted(url)} cannot be called back. {flaw.reason}"), remedy


def _quoted(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
