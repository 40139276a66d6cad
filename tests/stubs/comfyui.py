"""
ComfyUI, as its ``server.py`` and ``execution.py`` answer (read in 2026): a queue, and what is done.
"""

import itertools

import attrs

from aura_core.model.provider import Account
from aura_core.model.providers import PROVIDERS
from aura_core.providers.footage.comfyui import ComfyUIFootage
from aura_core.testing.services import Service
from aura_core.testing.stub import Answer
from tests.stubs.library import picture, use


CHECKPOINTS = ["sd_xl_base_1.0.safetensors", "v1-5-pruned.safetensors"]

_numbers = itertools.count(1)
_looks = {}
"""How often it was looked for each workflow."""


def checkpoints(asked):
    """Say what the node that loads checkpoints takes."""
    required = {"ckpt_name": [CHECKPOINTS, {"tooltip": "The name of the checkpoint (model) to load."}]}
    return Answer({"CheckpointLoaderSimple": {"input": {"required": required}, "output": ["MODEL", "CLIP", "VAE"]}})


def no_checkpoint(asked):
    """Say what newer servers say that have none."""
    required = {"ckpt_name": ["COMBO", {"options": []}]}
    return Answer({"CheckpointLoaderSimple": {"input": {"required": required}}})


def prompt(asked):
    """Queue a workflow whose every link leads to a node of it."""
    workflow = asked.json["prompt"]
    for node in workflow.values():
        links = [value for value in node["inputs"].values() if isinstance(value, list)]
        assert all(link[0] in workflow and isinstance(link[1], int) for link in links)
        assert not [text for text in node["inputs"].values() if isinstance(text, str) and "{" in text]
    number = next(_numbers)
    return Answer({"prompt_id": f"0b1f-{number}", "number": number, "node_errors": {}})


def done(messages=(), *, images=True):
    """Describe a workflow that has come to its end."""
    shown = [{"filename": "ComfyUI_temp_a_00001_.png", "subfolder": "", "type": "temp"}]
    return {
        "prompt": [1, "0b1f-1", {}, {}, ["shown"]],
        "outputs": {"shown": {"images": shown}} if images else {},
        "status": {"status_str": "error" if messages else "success", "completed": not messages, "messages": messages},
    }


def history(asked):
    """Be done at once."""
    return Answer({asked.path.rpartition("/")[2]: done()})


def slow_history(asked):
    """Be done at the second look, and tell of nobody else's workflow."""
    id_ = asked.path.rpartition("/")[2]
    _looks[id_] = _looks.get(id_, 0) + 1
    return Answer({id_: done()} if _looks[id_] > 1 else {})


def queue(asked):
    """Say what it is the turn of: everything that was looked for."""
    return Answer({"queue_running": [[1, id_, {}, {}, []] for id_ in _looks], "queue_pending": []})


def view(asked):
    """Give a picture by its name."""
    assert {"filename", "type"} == set(asked.query)
    return Answer(picture((96, 54), "PNG"), type="image/png")


def node_errors(status, asked):
    """Refuse as the server does; here with the key in its mouth."""
    refused = {
        "type": "value_not_in_list",
        "message": "Value not in list",
        "details": f"ckpt_name: 'other.safetensors' not in {CHECKPOINTS} {asked.headers.get('authorization', '')}",
        "extra_info": {},
    }
    return {
        "error": {
            "type": "prompt_outputs_failed_validation",
            "message": "Prompt outputs failed validation",
            "details": "",
            "extra_info": {},
        },
        "node_errors": {"checkpoint": {"errors": [refused], "class_type": "CheckpointLoaderSimple"}},
    }


SERVICE = Service(
    PROVIDERS["comfyui"],
    "a-key-of-a-proxy-before-it",
    {
        ("GET", "/object_info/CheckpointLoaderSimple"): checkpoints,
        ("POST", "/prompt"): prompt,
        ("GET", "/history/*"): history,
        ("GET", "/queue"): queue,
        ("POST", "/queue"): lambda asked: Answer(type="text/plain"),
        ("POST", "/interrupt"): lambda asked: Answer(type="text/plain"),
        ("GET", "/view"): view,
    },
    ComfyUIFootage,
    use,
    node_errors,
)

WAITING = attrs.evolve(SERVICE, routes={**SERVICE.routes, ("GET", "/history/*"): slow_history}, faulty="/history")
"""The same, taking a moment, and failing while it is waited for."""


def with_workflow(path, **account):
    """Describe one that paints by a workflow of its owner's."""
    return attrs.evolve(SERVICE, account=Account(more={"workflow": str(path)}, **account))
