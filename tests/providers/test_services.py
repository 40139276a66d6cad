"""
Every provider that is asked over the network, and every way in which it can fail.
"""

from aura_core.testing.services import ServiceSuite
from tests.stubs import (
    azure_speech,
    chat,
    claude,
    comfyui,
    edge,
    elevenlabs,
    freesound,
    gemini,
    mimic3,
    ollama,
    openai_speech,
    painters,
    pexels,
    pixabay,
    replicate,
    unsplash,
)


class TestOpenAI(ServiceSuite):
    service = chat.OPENAI


class TestAzureOpenAI(ServiceSuite):
    service = chat.AZURE


class TestOpenRouter(ServiceSuite):
    service = chat.OPENROUTER


class TestLMStudio(ServiceSuite):
    service = chat.LM_STUDIO


class TestVLLM(ServiceSuite):
    service = chat.VLLM


class TestCompatible(ServiceSuite):
    service = chat.COMPATIBLE


class TestAnthropic(ServiceSuite):
    service = claude.SERVICE


class TestGemini(ServiceSuite):
    service = gemini.SERVICE


class TestOllama(ServiceSuite):
    service = ollama.SERVICE


class TestElevenLabs(ServiceSuite):
    service = elevenlabs.SERVICE


class TestElevenLabsSpeaking(ServiceSuite):
    service = elevenlabs.SPEAKING


class TestAzureSpeech(ServiceSuite):
    service = azure_speech.SERVICE


class TestEdge(ServiceSuite):
    service = edge.SERVICE


class TestMimic3(ServiceSuite):
    service = mimic3.SERVICE


class TestOpenAISpeech(ServiceSuite):
    service = openai_speech.SERVICE


class TestPexels(ServiceSuite):
    service = pexels.SERVICE


class TestPexelsFetching(ServiceSuite):
    service = pexels.FETCHING


class TestPixabay(ServiceSuite):
    service = pixabay.SERVICE


class TestPixabayFetching(ServiceSuite):
    service = pixabay.FETCHING


class TestUnsplash(ServiceSuite):
    service = unsplash.SERVICE


class TestUnsplashFetching(ServiceSuite):
    service = unsplash.FETCHING


class TestOpenAIPainting(ServiceSuite):
    service = painters.OPENAI


class TestStability(ServiceSuite):
    service = painters.STABILITY


class TestStableDiffusion(ServiceSuite):
    service = painters.WEBUI


class TestStableDiffusionNamed(ServiceSuite):
    service = painters.WEBUI_NAMED


class TestComfyUI(ServiceSuite):
    service = comfyui.SERVICE


class TestComfyUIWaiting(ServiceSuite):
    service = comfyui.WAITING


class TestReplicate(ServiceSuite):
    service = replicate.SERVICE


class TestReplicateWaiting(ServiceSuite):
    service = replicate.WAITING


class TestReplicateShowing(ServiceSuite):
    service = replicate.SHOWING


class TestFreesound(ServiceSuite):
    service = freesound.SERVICE


class TestFreesoundFetching(ServiceSuite):
    service = freesound.FETCHING
