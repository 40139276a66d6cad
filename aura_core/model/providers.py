"""
Who there is to write, speak, illustrate and compose: one id each, however it is spelled.

Rule 1: an id is lower case, letters and digits only; keys, settings, limits and requests all know a provider by it.

Rule 2: what people and the original's clients write for it is understood (:func:`known_provider`), and never kept.

Rule 3: a provider is here because somebody may name it; whether it is built is said by whoever opens it.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from aura_core.errors import NotFoundError
from aura_core.model.apis import Api
from aura_core.model.provider import Provider, ProviderKind, Tier


__all__ = ["PROVIDERS", "known_provider", "provider_named"]

_LLM: Final = (ProviderKind.LLM,)
_TTS: Final = (ProviderKind.TTS,)
_IMAGE: Final = (ProviderKind.IMAGE,)
_STOCK: Final = (ProviderKind.STOCK,)
_MUSIC: Final = (ProviderKind.MUSIC,)

_CHAT: Final = ("chat/completions", "completions", "responses", "models", "embeddings")
_OPENAI: Final = (*_CHAT, "audio/speech", "images/generations", "images/edits")

_NOWHERE: Final = "Nothing leaves this machine."
_OWN_SERVER: Final = "What is asked goes to a server of your own."
_PROMPTS: Final = "The brief, the sources and the prompts made of them are sent to the provider."
_TEXTS: Final = "What is to be spoken is sent to the provider."
_PICTURES: Final = "What a picture is to show is sent to the provider."
_SEARCHES: Final = "The words that are searched for are sent to the provider."

_ALL: Final = (
    # Who writes.
    Provider(
        *("openai", "OpenAI", (*_LLM, *_TTS, *_IMAGE)),
        aliases=("dalle", "dalle3", "openaitts", "openaiimages", "chatgpt", "gpt"),
        tier=Tier.PRO,
        key_shape=r"sk-[A-Za-z0-9_-]{16,}",
        key_page="https://platform.openai.com/api-keys",
        api=Api("https://api.openai.com/v1", "v1", _OPENAI),
        model="gpt-6-luna",
        price="by tokens, by characters spoken and by picture",
        privacy=_PROMPTS,
    ),
    Provider(
        *("azureopenai", "Azure OpenAI", _LLM),
        aliases=("azure", "azureai", "azureopenaiservice"),
        variables=("AZURE_OPENAI_API_KEY", "AZURE_API_KEY"),
        tier=Tier.PRO,
        key_shape=r"[A-Za-z0-9]{32,}",
        key_page="https://portal.azure.com",
        needs=("address", "model"),
        # The version is in the path since 2025, and the model is the name of the deployment.
        api=Api(version="openai/v1", operations=_CHAT, key_header="api-key", key_form="{key}"),
        price="by tokens, as the deployment",
        privacy=_PROMPTS,
    ),
    Provider(
        *("anthropic", "Anthropic", _LLM),
        aliases=("claude",),
        tier=Tier.PRO,
        key_shape=r"sk-ant-[A-Za-z0-9_-]{20,}",
        key_page="https://console.anthropic.com/settings/keys",
        api=Api(
            *("https://api.anthropic.com/v1", "v1", ("messages", "models", "complete")),
            key_header="x-api-key",
            key_form="{key}",
            headers=MappingProxyType({"anthropic-version": "2023-06-01"}),
        ),
        model="claude-sonnet-5-5",
        price="by tokens",
        privacy=_PROMPTS,
    ),
    Provider(
        *("gemini", "Google Gemini", _LLM),
        aliases=("google", "googlegemini", "googleai"),
        variables=("GOOGLE_API_KEY",),
        tier=Tier.PRO,
        key_shape=r"[A-Za-z0-9._-]{20,}",
        key_page="https://aistudio.google.com/apikey",
        api=Api(
            *(
                "https://generativelanguage.googleapis.com/v1beta",
                "v1beta",
                ("models", "openai", "openai/chat/completions"),
            ),
            key_header="x-goog-api-key",
            key_form="{key}",
        ),
        model="gemini-3.8-flash",
        price="by tokens, a little of it free",
        privacy=_PROMPTS,
    ),
    Provider(
        *("openrouter", "OpenRouter", _LLM),
        tier=Tier.PRO,
        key_shape=r"sk-or-[A-Za-z0-9_-]{16,}",
        key_page="https://openrouter.ai/settings/keys",
        api=Api("https://openrouter.ai/api/v1", "v1", _CHAT),
        model="openai/gpt-6-luna",
        price="by tokens, as the model; some models are free",
        privacy=_PROMPTS,
    ),
    Provider(
        *("ollama", "Ollama", _LLM),
        needs_key=False,
        tier=Tier.LOCAL,
        local=True,
        api=Api(
            *(
                "http://127.0.0.1:11434",
                "",
                ("api", "api/chat", "api/generate", "api/tags", "v1", "v1/chat/completions"),
            ),
            port=11434,
        ),
        model="llama3.1:8b-q4_k_m",
        price="free",
        privacy=_OWN_SERVER,
    ),
    Provider(
        *("lmstudio", "LM Studio", _LLM),
        needs_key=False,
        aliases=("lmstudioserver",),
        tier=Tier.LOCAL,
        local=True,
        api=Api("http://127.0.0.1:1234/v1", "v1", _CHAT, port=1234),
        price="free",
        privacy=_OWN_SERVER,
    ),
    Provider(
        *("vllm", "vLLM", _LLM),
        needs_key=False,
        tier=Tier.LOCAL,
        local=True,
        api=Api("http://127.0.0.1:8000/v1", "v1", _CHAT, port=8000),
        price="free",
        privacy=_OWN_SERVER,
    ),
    Provider(
        *("openaicompatible", "OpenAI-compatible server", _LLM),
        needs_key=False,
        aliases=("custom", "compatible", "localai", "llamacpp"),
        tier=Tier.LOCAL,
        needs=("address", "model"),
        local=True,
        api=Api(version="v1", operations=_CHAT),
        price="as the server",
        privacy="What is asked goes to the server whose address is given.",
    ),
    Provider(
        *("rulebased", "RuleBased", _LLM),
        needs_key=False,
        aliases=("template", "outline", "rules"),
        tier=Tier.LOCAL,
        local=True,
        price="free",
        privacy=_NOWHERE,
    ),
    # Who speaks.
    Provider(
        *("elevenlabs", "ElevenLabs", _TTS),
        aliases=("11labs", "eleven"),
        variables=("ELEVEN_API_KEY", "XI_API_KEY"),
        tier=Tier.PRO,
        key_shape=r"sk_[0-9a-f]{32,}|[0-9a-f]{32}",
        key_page="https://elevenlabs.io/app/settings/api-keys",
        api=Api(
            *("https://api.elevenlabs.io/v1", "v1", ("text-to-speech", "voices", "user", "models")),
            key_header="xi-api-key",
            key_form="{key}",
        ),
        model="eleven_multilingual_v2",
        price="by characters, some 10,000 a month free",
        privacy=_TEXTS,
    ),
    Provider(
        *("playht", "PlayHT", _TTS),
        aliases=("play", "playai"),
        variables=("PLAY_HT_API_KEY",),
        tier=Tier.PRO,
        key_page="https://play.ht/studio/api-access",
        needs=("user",),
        api=Api("https://api.play.ht/api/v2", "", ("tts", "tts/stream", "voices")),
        ended="its API was shut down on 31 December 2025",
        price="by characters",
        privacy=_TEXTS,
    ),
    Provider(
        *("azurespeech", "Azure Speech", _TTS),
        aliases=("azuretts", "azurevoice"),
        variables=("AZURE_SPEECH_KEY", "AZURE_SPEECH_API_KEY"),
        tier=Tier.PRO,
        key_shape=r"[A-Za-z0-9]{32,}",
        key_page="https://portal.azure.com",
        needs=("region",),
        api=Api(
            *(
                "https://{region}.tts.speech.microsoft.com",
                "",
                ("cognitiveservices/v1", "cognitiveservices/voices/list"),
            ),
            key_header="Ocp-Apim-Subscription-Key",
            key_form="{key}",
        ),
        price="by characters, half a million a month free",
        privacy=_TEXTS,
    ),
    Provider(
        *("edgetts", "Edge TTS", _TTS),
        needs_key=False,
        aliases=("edge", "edgevoices"),
        api=Api(
            *("https://speech.platform.bing.com/consumer/speech/synthesize/readaloud", "", ("edge/v1", "voices/list"))
        ),
        price="free, as long as Microsoft lets others than its browser speak so",
        privacy=_TEXTS,
    ),
    Provider(
        *("kokoro", "Kokoro", _TTS),
        # All cores are busy with one already, and each takes half a gigabyte.
        at_once=1,
        fetching="Fetch kokoro-v1.0.onnx and voices-v1.0.bin from "
        "https://github.com/thewh1teagle/kokoro-onnx/releases into one folder.",
        needs_key=False,
        aliases=("kokorotts",),
        tier=Tier.LOCAL,
        needs=("model",),
        local=True,
        price="free",
        privacy=_NOWHERE,
    ),
    Provider(
        *("piper", "Piper", _TTS),
        fetching="Fetch a voice with python -m piper.download_voices en_US-lessac-medium.",
        needs_key=False,
        aliases=("pipertts",),
        tier=Tier.LOCAL,
        needs=("model",),
        local=True,
        price="free",
        privacy=_NOWHERE,
    ),
    Provider(
        *("windows", "Windows", _TTS),
        needs_key=False,
        aliases=("windowssapi", "windowstts", "sapi"),
        tier=Tier.LOCAL,
        local=True,
        systems=("win32",),
        price="free",
        privacy=_NOWHERE,
    ),
    Provider(
        *("macos", "macOS", _TTS),
        needs_key=False,
        aliases=("say", "macossay", "mac"),
        tier=Tier.LOCAL,
        local=True,
        systems=("darwin",),
        price="free",
        privacy=_NOWHERE,
    ),
    Provider(
        *("mimic3", "Mimic 3", _TTS),
        needs_key=False,
        aliases=("mimic",),
        tier=Tier.LOCAL,
        local=True,
        api=Api("http://127.0.0.1:59125", "", ("api", "api/tts", "api/voices"), port=59125),
        price="free",
        privacy=_OWN_SERVER,
    ),
    Provider(
        *("espeak", "eSpeak NG", _TTS),
        needs_key=False,
        aliases=("espeakng",),
        tier=Tier.LOCAL,
        local=True,
        price="free",
        privacy=_NOWHERE,
    ),
    # Who illustrates.
    Provider(
        *("pexels", "Pexels", _STOCK),
        key_shape=r"[A-Za-z0-9]{20,}",
        key_page="https://www.pexels.com/api/",
        api=Api(
            *("https://api.pexels.com/v1", "v1", ("search", "curated", "photos", "videos", "videos/search")),
            key_form="{key}",
        ),
        an_hour=200,
        price="free, 200 requests an hour",
        privacy=_SEARCHES,
    ),
    Provider(
        *("pixabay", "Pixabay", _STOCK),
        key_shape=r"[0-9A-Za-z-]{16,}",
        key_page="https://pixabay.com/api/docs/",
        api=Api("https://pixabay.com/api", "", ("videos",), key_header="", key_query="key"),
        a_minute=100,
        price="free, 100 requests a minute",
        privacy=_SEARCHES,
    ),
    Provider(
        *("unsplash", "Unsplash", _STOCK),
        variables=("UNSPLASH_ACCESS_KEY",),
        key_shape=r"[A-Za-z0-9_-]{20,}",
        key_page="https://unsplash.com/oauth/applications",
        api=Api(
            *("https://api.unsplash.com", "", ("search/photos", "photos")),
            key_form="Client-ID {key}",
            headers=MappingProxyType({"Accept-Version": "v1"}),
        ),
        an_hour=50,
        price="free, 50 requests an hour",
        privacy=_SEARCHES,
    ),
    Provider(
        *("localstock", "Local files", _STOCK),
        needs_key=False,
        aliases=("localfiles", "localfolder"),
        tier=Tier.LOCAL,
        needs=("folder",),
        local=True,
        price="free",
        privacy=_NOWHERE,
    ),
    Provider(
        *("stabilityai", "Stability AI", _IMAGE),
        aliases=("stability",),
        variables=("STABILITY_API_KEY", "STABLE_KEY"),
        tier=Tier.PRO,
        key_shape=r"sk-[A-Za-z0-9_-]{16,}",
        key_page="https://platform.stability.ai/account/keys",
        api=Api("https://api.stability.ai", "", ("v1", "v2beta")),
        price="by picture, in credits",
        privacy=_PICTURES,
    ),
    Provider(
        *("replicate", "Replicate", _IMAGE),
        variables=("REPLICATE_API_TOKEN",),
        tier=Tier.PRO,
        key_shape=r"r8_[A-Za-z0-9]{20,}",
        key_page="https://replicate.com/account/api-tokens",
        api=Api("https://api.replicate.com/v1", "v1", ("predictions", "models", "account")),
        model="black-forest-labs/flux-schnell",
        price="by picture or by second, as the model",
        privacy=_PICTURES,
    ),
    Provider(
        *("stablediffusion", "Stable Diffusion", _IMAGE),
        needs_key=False,
        aliases=("localsd", "sdwebui", "stablediffusionwebui", "automatic1111", "a1111", "forge"),
        tier=Tier.LOCAL,
        local=True,
        api=Api(
            "http://127.0.0.1:7860", "", ("sdapi", "sdapi/v1", "sdapi/v1/txt2img", "sdapi/v1/sd-models"), port=7860
        ),
        price="free",
        privacy=_OWN_SERVER,
    ),
    Provider(
        *("comfyui", "ComfyUI", _IMAGE),
        needs_key=False,
        aliases=("comfy",),
        tier=Tier.LOCAL,
        local=True,
        api=Api(
            "http://127.0.0.1:8188",
            "",
            ("prompt", "history", "view", "queue", "interrupt", "object_info", "api"),
            port=8188,
        ),
        price="free",
        privacy=_OWN_SERVER,
    ),
    Provider(
        *("runway", "Runway", _IMAGE),
        aliases=("runwayml",),
        variables=("RUNWAYML_API_SECRET",),
        tier=Tier.PRO,
        key_page="https://dev.runwayml.com",
        api=Api("https://api.dev.runwayml.com/v1", "v1", ("text_to_image", "tasks")),
        price="by picture, in credits",
        privacy=_PICTURES,
    ),
    Provider(
        # It has no public API; the original's client speaks to one that it made up.
        *("midjourney", "Midjourney", _IMAGE),
        tier=Tier.PRO,
        price="a subscription",
        privacy=_PICTURES,
    ),
    Provider(
        *("slides", "Slides", _IMAGE),
        needs_key=False,
        aliases=("slideshow", "placeholder", "placeholders", "placeholdercolors"),
        tier=Tier.LOCAL,
        local=True,
        price="free",
        privacy=_NOWHERE,
    ),
    # Who composes.
    Provider(
        *("freesound", "Freesound", _MUSIC),
        key_shape=r"[A-Za-z0-9]{20,}",
        key_page="https://freesound.org/apiv2/apply/",
        api=Api("https://freesound.org/apiv2", "", ("search", "search/text", "sounds", "me"), key_form="Token {key}"),
        a_minute=60,
        a_day=2000,
        price="free, 60 requests a minute and 2,000 a day",
        privacy=_SEARCHES,
    ),
    Provider(
        *("localmusic", "Local music", _MUSIC),
        needs_key=False,
        aliases=("musicfolder", "localstockmusic"),
        tier=Tier.LOCAL,
        needs=("folder",),
        local=True,
        price="free",
        privacy=_NOWHERE,
    ),
    Provider(
        *("composer", "Composer", _MUSIC),
        needs_key=False,
        aliases=("generated", "generatedmusic"),
        tier=Tier.LOCAL,
        local=True,
        price="free",
        privacy=_NOWHERE,
    ),
)

PROVIDERS: Final = MappingProxyType({provider.id: provider for provider in _ALL})
"""Every provider by its id, those of a kind in the order in which they are tried."""

_MODEL: Final = re.compile(r"\([^()]*\)\s*$")
_ENDINGS: Final = ("apikey", "accesskey", "key", "apitoken", "endpoint")

_KNOWN: Final = {name: provider for provider in reversed(_ALL) for name in (provider.id, *provider.aliases)}


def known_provider(name: str) -> Provider | None:
    """
    Return who is meant by *name*: ``OpenAI``, ``azure_openai_key``, ``Ollama (llama3)``, ``stable-diffusion``.
    """
    flat = "".join(filter(str.isalnum, _MODEL.sub("", name).lower()))
    if flat in _KNOWN:
        return _KNOWN[flat]
    return next((_KNOWN[bare] for end in _ENDINGS if (bare := flat.removesuffix(end)) in _KNOWN), None)


def provider_named(name: str) -> Provider:
    """
    Return who is meant by *name*.

    Raises:
        NotFoundError: there is nobody of that name; it is not repeated, for it may be a key in the wrong place.
    """
    found = known_provider(name)
    if found is None:
        raise NotFoundError("There is no provider of that name.", remedy=f"Name one of {', '.join(PROVIDERS)}.")
    return found
