"""
Replicate, as it documents its HTTP API (read in 2026): predictions that take a moment, and files that need no key.
"""

import itertools

import attrs

from aura_core.model.provider import Account
from aura_core.model.providers import PROVIDERS
from aura_core.providers.footage.replicate import ReplicateFootage
from aura_core.testing.services import Service
from aura_core.testing.stub import Answer, Fault
from aura_core.verdicts import Verdict
from tests.stubs.library import file, files, use


SCHNELL = "black-forest-labs/flux-schnell"
VERSION = "39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"

_numbers = itertools.count(1)

INPUTS = {
    "prompt": {"type": "string", "title": "Prompt"},
    "seed": {"type": "integer", "title": "Seed"},
    "go_fast": {"type": "boolean", "default": True},
    "aspect_ratio": {"allOf": [{"$ref": "#/components/schemas/aspect_ratio"}], "default": "1:1"},
    "output_format": {"allOf": [{"$ref": "#/components/schemas/output_format"}], "default": "webp"},
    "num_outputs": {"type": "integer", "default": 1, "maximum": 4},
}
SIDES = {name: {"type": "integer", "default": 1024} for name in ("width", "height")}


def schema(inputs):
    """Describe a model that takes *inputs*."""
    return {
        "components": {
            "schemas": {
                "Input": {"type": "object", "required": ["prompt"], "properties": inputs},
                "aspect_ratio": {"enum": ["1:1", "16:9", "21:9", "3:2", "9:16"], "type": "string"},
                "output_format": {"enum": ["webp", "jpg", "png"], "type": "string"},
            }
        }
    }


def model(asked):
    """Describe the model and its latest version."""
    owner, name = asked.path.split("/")[-2:]
    return Answer({"owner": owner, "name": name, "latest_version": {"id": VERSION, "openapi_schema": schema(INPUTS)}})


def version(asked):
    """Describe a version of a model of another owner, that takes sides and what is unwanted."""
    inputs = {"prompt": INPUTS["prompt"], "negative_prompt": {"type": "string"}, "seed": INPUTS["seed"], **SIDES}
    return Answer({"id": VERSION, "openapi_schema": schema(inputs)})


def prediction(asked, id_, status, **more):
    """Describe a prediction; the addresses that it names lead elsewhere, which is no use to anybody."""
    urls = {"get": f"https://api.example/v1/predictions/{id_}", "cancel": "https://api.example/v1/cancel"}
    return {"id": id_, "status": status, "output": None, "error": None, "logs": "", "urls": urls, **more}


def begin(asked):
    """Begin a prediction, which is not done in the time that somebody waits."""
    assert asked.headers["authorization"].startswith("Bearer r8_")
    assert asked.headers["prefer"].startswith("wait=")
    assert {"prompt", "seed"} <= set(asked.json["input"])
    return Answer(prediction(asked, f"gm3qorzdhgbfurvjtvh{next(_numbers)}", "starting"), 201)


def look(asked):
    """Say that it is done, and where the picture is."""
    id_ = asked.path.rpartition("/")[2]
    return Answer(prediction(asked, id_, "succeeded", output=[f"{files(asked)}/out-0.jpg"]))


def refusal(status, asked):
    """Refuse as the service does; here with the key in its mouth."""
    return {"title": "Refused", "detail": f"{asked.headers.get('authorization', '')} is refused.", "status": status}


SERVICE = Service(
    PROVIDERS["replicate"],
    "r8_0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2",
    {
        ("GET", f"/v1/models/{SCHNELL}"): model,
        ("GET", f"/v1/models/stability-ai/sdxl/versions/{VERSION}"): version,
        ("POST", f"/v1/models/{SCHNELL}/predictions"): begin,
        ("POST", "/v1/predictions"): begin,
        ("POST", "/v1/predictions/*"): lambda asked: Answer(prediction(asked, "x", "canceled")),
        ("GET", "/v1/predictions/*"): look,
        ("GET", "/files/*"): file,
    },
    ReplicateFootage,
    use,
    refusal,
    "/v1",
)

WAITING = attrs.evolve(SERVICE, faulty="/v1/predictions/")
"""The same, failing while it is waited for."""

SHOWING = attrs.evolve(
    SERVICE,
    faulty="/files/",
    otherwise={
        Fault.MALFORMED: Verdict.WRONG_TYPE,
        Fault.WRONG_SHAPE: Verdict.WRONG_TYPE,
        Fault.REDIRECTED: Verdict.REFUSED,
    },
)
"""The same, failing to give what it has painted."""

NAMED = attrs.evolve(SERVICE, account=Account(model=f"stability-ai/sdxl:{VERSION}"))
"""The same, asked for a version of a model by name."""
