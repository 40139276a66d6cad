"""
Those who paint: OpenAI, Stability AI, and a Stable Diffusion web UI, as they document themselves (read in 2026).
"""

import base64
import json
import re

from aura_core.model.footage import FootageRequest
from aura_core.model.provider import Account
from aura_core.model.providers import PROVIDERS
from aura_core.model.render import Resolution
from aura_core.providers.footage.openai import OpenAIFootage
from aura_core.providers.footage.stability import StabilityFootage
from aura_core.providers.footage.stablediffusion import StableDiffusionFootage
from aura_core.testing.services import Service
from aura_core.testing.stub import Answer, Fault
from aura_core.verdicts import Verdict
from tests.stubs import chat
from tests.stubs.library import picture, use


REQUEST = FootageRequest("waves on rocks", "The sea rises and falls.", Resolution(1920, 1080), 5.0)


def _encoded(form):
    return base64.b64encode(picture((96, 54), form)).decode()


def generations(asked):
    """Paint as OpenAI's newer models do: any size of steps of 16, of 655,360 pixels and more."""
    body = asked.json
    width, height = map(int, body["size"].split("x"))
    assert body["model"].startswith("gpt-image-2")
    assert (0, 0) == (width % 16, height % 16)
    assert 655_360 <= width * height <= 8_294_400
    assert {"n", "quality", "output_format", "moderation", "prompt"} <= set(body)
    usage = {"input_tokens": 100, "output_tokens": 1500, "total_tokens": 1600}
    return Answer({"created": 1, "data": [{"b64_json": _encoded("JPEG")}], "usage": usage})


OPENAI = Service(
    PROVIDERS["openai"],
    chat.OPENAI.key,
    {("POST", "/v1/images/generations"): generations},
    OpenAIFootage,
    use,
    chat.refusal,
    "/v1",
)


def parts(asked):
    """Read a form of several parts."""
    boundary = re.search(r"boundary=(\S+)", asked.headers["content-type"])[1]
    found = re.findall(r'name="(\w+)"\r\n\r\n(.*?)\r\n--', asked.body.decode(), re.DOTALL)
    assert boundary in asked.body.decode()
    return dict(found)


def stable_image(asked):
    """Paint as Stability AI does: a picture, or one that is blurred."""
    form = parts(asked)
    assert asked.headers["accept"] == "image/*"
    assert form["output_format"] == "jpeg"
    assert 0 < int(form["seed"]) <= 4_294_967_294
    return Answer(picture((96, 54)), type="image/jpeg", headers={"finish-reason": "SUCCESS", "seed": form["seed"]})


BLURRED = Answer(picture((96, 54)), type="image/jpeg", headers={"finish-reason": "CONTENT_FILTERED"})


def stability_refusal(status, asked):
    """Refuse as the service does; here with the key in its mouth."""
    return {"id": "a1b2", "name": "bad_request", "errors": [f"{asked.headers.get('authorization', '')} refused"]}


STABILITY = Service(
    PROVIDERS["stabilityai"],
    "sk-0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2yZ3",
    {("POST", f"/v2beta/stable-image/generate/{name}"): stable_image for name in ("core", "ultra")},
    StabilityFootage,
    use,
    stability_refusal,
    # A picture is no document.
    otherwise={Fault.MALFORMED: Verdict.WRONG_TYPE, Fault.WRONG_SHAPE: Verdict.WRONG_TYPE},
)


def txt2img(asked):
    """Paint as a web UI does: steps of 8, and twice the size where that is asked for."""
    body = asked.json
    assert (0, 0) == (body["width"] % 8, body["height"] % 8)
    assert {"prompt", "negative_prompt", "seed", "steps"} <= set(body)
    return Answer({"images": [_encoded("PNG")], "parameters": {}, "info": json.dumps({"seed": body["seed"]})})


def webui_refusal(status, asked):
    """Refuse as the server does; here with the key in its mouth."""
    return {"error": "Error", "detail": f"{asked.headers.get('authorization', '')}", "body": "", "errors": "No."}


WEBUI = Service(
    PROVIDERS["stablediffusion"],
    "a-key-of-a-proxy-before-it",
    {
        ("GET", "/sdapi/v1/options"): lambda asked: Answer({"sd_model_checkpoint": "v1-5-pruned.safetensors [6ce0]"}),
        ("POST", "/sdapi/v1/txt2img"): txt2img,
    },
    StableDiffusionFootage,
    use,
    webui_refusal,
)

WEBUI_NAMED = Service(
    PROVIDERS["stablediffusion"],
    WEBUI.key,
    WEBUI.routes,
    StableDiffusionFootage,
    use,
    webui_refusal,
    account=Account(model="sd_xl_base_1.0"),
)
"""The same, asked for a model by name."""
