"""Speech by itself: who speaks, how they sound, and texts as recordings."""

from __future__ import annotations

import asyncio
from typing import Annotated, Final, cast

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.types import ControllerRouterHandler

from aura_core.jobs import Jobs
from aura_core.model.speaking import (
    AudioReply,
    AudioRequest,
    AzureVoice,
    AzureVoiceCapabilities,
    NarrationReply,
    PreviewRequest,
    RegenerateAudioRequest,
    SceneAudio,
    SpeakersReply,
    SpeakerStandings,
    SpeechReply,
    SpeechRequest,
    TtsRequest,
    VoicesReply,
)
from aura_http.files import FileResponse, file_response
from aura_http.routes.jobs import AnyRequest, correlation_of, heads
from aura_http.threads import while_there


__all__ = ["ROUTES"]

_WAV: Final = ("audio/wav",)
_REFUSED: Final = (403, 409, 422, 501, 502, 504)
"""How who is asked to speak may refuse: offline mode, no key, no such voice, not built, failed, too late."""

_PREVIEW: Final = {"provider": "Windows", "voice": "default", "sampleText": "Twice a day the sea rises and falls."}
_SPEECH: Final = {"text": "Twice a day the sea rises and falls.", "voice": "en-gb", "speed": 0.9}
_LINES: Final = {
    "lines": [
        {"sceneIndex": 0, "text": "Twice a day the sea rises.", "startSeconds": 0, "durationSeconds": 2},
        {"sceneIndex": 1, "text": "The Moon pulls at the water.", "startSeconds": 2, "durationSeconds": 2},
    ],
    "voiceName": "default",
    "rate": 1.0,
    "pitch": 0.0,
    "pauseStyle": "Natural",
}
_SCENES: Final = {"scenes": _LINES["lines"], "provider": "espeak", "voiceName": "en-us"}
_AGAIN: Final = {"sceneIndex": 1, "text": "The Moon pulls at the sea.", "voiceName": "en-us"}

Named = Annotated[str, QueryParameter(name="provider", max_length=200, description="Who speaks, by name.")]
Language = Annotated[
    str, QueryParameter(name="language", max_length=35, description="The beginning of a BCP 47 tag: en is also en-US.")
]
Gender = Annotated[str, QueryParameter(name="gender", max_length=20, description="male or female.")]
Search = Annotated[str, QueryParameter(name="search", max_length=100, description="A part of a name or a language.")]


@get("/api/tts/providers", operation_id="listSpeakers", tags=["Speech"], max_age=60)
async def list_speakers(jobs: NamedDependency[Jobs], request: AnyRequest) -> SpeakersReply:
    """Name everybody who speaks, those who are available first."""
    from aura_core.speaking import speakers  # noqa: PLC0415

    return await asyncio.to_thread(speakers, jobs.settings, correlation_of(request))


@get("/api/tts/status", operation_id="getSpeakerStandings", tags=["Speech"], refuses=(404,))
async def get_standings(jobs: NamedDependency[Jobs], request: AnyRequest, provider: Named = "") -> SpeakerStandings:
    """Say whether they speak here now, without asking anybody over the network."""
    from aura_core.speaking import standings  # noqa: PLC0415

    return await asyncio.to_thread(standings, jobs.settings, provider, correlation_of(request))


@get("/api/tts/voices", operation_id="listVoicesOf", tags=["Speech"], refuses=(404, *_REFUSED))
async def list_voices_of(
    jobs: NamedDependency[Jobs],
    request: AnyRequest,
    provider: Named = "",
    language: Language = "",
    gender: Gender = "",
    search: Search = "",
) -> VoicesReply:
    """Name the voices of one who speaks; the voices of this machine where those of another system are asked for."""
    return await _voices(jobs, request, provider, language, gender, search)


@get("/api/voices", operation_id="listVoices", tags=["Speech"], refuses=(404, *_REFUSED))
async def list_voices(
    jobs: NamedDependency[Jobs],
    request: AnyRequest,
    provider: Named = "",
    language: Language = "",
    gender: Gender = "",
    search: Search = "",
) -> VoicesReply:
    """Name the voices there are; the same as ``/api/tts/voices``."""
    return await _voices(jobs, request, provider, language, gender, search)


async def _voices(
    jobs: Jobs, request: AnyRequest, provider: str, language: str, gender: str, search: str
) -> VoicesReply:
    from aura_core.speaking import voices_of  # noqa: PLC0415

    return await asyncio.to_thread(
        voices_of,
        jobs.settings,
        provider,
        language=language,
        gender=gender,
        search=search,
        correlation_id=correlation_of(request),
    )


@get("/api/tts/azure/voices", operation_id="listAzureVoices", tags=["Speech"], refuses=_REFUSED)
async def list_azure_voices(
    jobs: NamedDependency[Jobs],
    locale: Annotated[
        str,
        QueryParameter(name="locale", max_length=35, description="The beginning of a BCP 47 tag: en is also en-US."),
    ] = "",
    gender: Gender = "",
    voice_type: Annotated[str, QueryParameter(name="voiceType", max_length=40, description="Such as Neural.")] = "",
) -> tuple[AzureVoice, ...]:
    """Name the voices of Azure Speech, with all that it says of them."""
    from aura_core.speaking import azure_voices  # noqa: PLC0415

    return await asyncio.to_thread(azure_voices, jobs.settings, locale=locale, gender=gender, voice_type=voice_type)


@get(
    "/api/tts/azure/voice/{voice:str}/capabilities",
    operation_id="getAzureVoice",
    tags=["Speech"],
    refuses=(404, *_REFUSED),
)
async def get_azure_voice(voice: FromPath[str], jobs: NamedDependency[Jobs]) -> AzureVoiceCapabilities:
    """Say what a voice of Azure Speech can do."""
    from aura_core.speaking import azure_capabilities  # noqa: PLC0415

    return await asyncio.to_thread(azure_capabilities, jobs.settings, voice)


@post(
    "/api/tts/preview",
    status_code=200,
    operation_id="previewVoice",
    tags=["Speech"],
    example=_PREVIEW,
    refuses=_REFUSED,
    serves_too=_WAV,
)
async def preview(
    data: JSONBody[PreviewRequest],
    jobs: NamedDependency[Jobs],
    request: AnyRequest,
    return_file: Annotated[bool, QueryParameter(name="returnFile", description="The sound itself.")] = False,  # noqa: FBT002 - a query's default
) -> Response[SpeechReply]:
    """Let a voice be heard: where its recording is, or the recording itself."""
    from aura_core.speaking import preview_of, recording_at  # noqa: PLC0415

    told = await while_there(request.receive, preview_of, data, jobs.settings, correlation_of(request))
    if not return_file:
        return Response(told)
    path = recording_at(told.audio_path.rpartition("/")[2], jobs.settings)
    answer = file_response(request, path, media_type=_WAV[0], filename="preview.wav", tag=path.stem)
    answer.headers["x-aura-provider"] = told.provider
    if told.notice:
        answer.headers["x-aura-notice"] = told.notice.encode("ascii", "replace").decode()
    return cast("Response[SpeechReply]", answer)


@post(
    "/api/tts/synthesize",
    status_code=200,
    operation_id="synthesizeSpeech",
    tags=["Speech"],
    example=_SPEECH,
    refuses=_REFUSED,
)
async def synthesize(data: JSONBody[SpeechRequest], jobs: NamedDependency[Jobs], request: AnyRequest) -> SpeechReply:
    """Speak a text, and say when each word is heard."""
    from aura_core.speaking import speech_of  # noqa: PLC0415

    return await while_there(request.receive, speech_of, data, jobs.settings, correlation_of(request))


@post("/api/tts", status_code=200, operation_id="speakLines", tags=["Speech"], example=_LINES, refuses=_REFUSED)
async def speak_lines(data: JSONBody[TtsRequest], jobs: NamedDependency[Jobs], request: AnyRequest) -> NarrationReply:
    """Speak lines one after another as one recording, laid out as in a film."""
    return await _narration(data, jobs, request)


@post(
    "/api/audio/generate-narration",
    status_code=200,
    operation_id="generateNarration",
    tags=["Speech"],
    example=_LINES,
    refuses=_REFUSED,
)
async def generate_narration(
    data: JSONBody[TtsRequest], jobs: NamedDependency[Jobs], request: AnyRequest
) -> NarrationReply:
    """Speak lines as one recording; the same as ``/api/tts``."""
    return await _narration(data, jobs, request)


async def _narration(data: TtsRequest, jobs: Jobs, request: AnyRequest) -> NarrationReply:
    from aura_core.speaking import narration_of  # noqa: PLC0415

    return await while_there(request.receive, narration_of, data, jobs.settings, correlation_of(request))


@post(
    "/api/audio/generate",
    status_code=200,
    operation_id="generateAudio",
    tags=["Speech"],
    example=_SCENES,
    refuses=_REFUSED,
)
async def generate_audio(data: JSONBody[AudioRequest], jobs: NamedDependency[Jobs], request: AnyRequest) -> AudioReply:
    """Speak scenes, one recording each."""
    from aura_core.speaking import scenes_of  # noqa: PLC0415

    return await while_there(request.receive, scenes_of, data, jobs.settings, correlation_of(request))


@post(
    "/api/audio/regenerate",
    status_code=200,
    operation_id="regenerateAudio",
    tags=["Speech"],
    example=_AGAIN,
    refuses=_REFUSED,
)
async def regenerate_audio(
    data: JSONBody[RegenerateAudioRequest], jobs: NamedDependency[Jobs], request: AnyRequest
) -> SceneAudio:
    """Speak a scene whose words or voice have changed."""
    from aura_core.speaking import again  # noqa: PLC0415

    return await while_there(request.receive, again, data, jobs.settings, correlation_of(request))


@get("/api/audio/{name:str}", operation_id="getRecording", tags=["Speech"], serves=_WAV)
async def get_recording(name: FromPath[str], jobs: NamedDependency[Jobs], request: AnyRequest) -> FileResponse:
    """Return a recording."""
    from aura_core.speaking import recording_at  # noqa: PLC0415

    path = recording_at(name, jobs.settings)
    return file_response(request, path, media_type=_WAV[0], filename="speech.wav", tag=path.stem)


ROUTES: list[ControllerRouterHandler] = [
    list_speakers,
    get_standings,
    list_voices_of,
    list_voices,
    list_azure_voices,
    get_azure_voice,
    preview,
    synthesize,
    speak_lines,
    generate_audio,
    generate_narration,
    regenerate_audio,
    get_recording,
    *heads(get_recording),
]
