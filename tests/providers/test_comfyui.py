"""
Painting by a workflow of ComfyUI, over real HTTP.
"""

import asyncio
import json

import attrs
import pytest

from aura_core.errors import ProviderError
from aura_core.model.provider import Account
from aura_core.model.render import Resolution
from aura_core.testing.stub import Answer
from aura_core.verdicts import Verdict
from tests.stubs import comfyui, painters


UPRIGHT = Resolution(1080, 1920)


def painted(used, target, **changes):
    """Have something painted, and give the nodes by which it was."""
    request = attrs.evolve(painters.REQUEST, **changes)
    (offered,) = asyncio.run(used.port.find(request))
    asyncio.run(used.port.fetch(offered, request, target))
    (queued,) = [asked for asked in used.stub.asked if (asked.method, asked.path) == ("POST", "/prompt")]
    return offered, queued.json["prompt"]


def ended(used, target, *messages):
    """Have a workflow end with *messages*, and return the error that comes of it."""

    def history(asked):
        return Answer({asked.path.rpartition("/")[2]: comfyui.done(messages, images=False)})

    used.stub.routes["GET", "/history/*"] = history
    with pytest.raises(ProviderError) as caught:
        painted(used, target)
    return caught.value


@pytest.fixture
def used(tmp_path):
    """Give a ComfyUI in use."""
    with comfyui.SERVICE.used(tmp_path) as started:
        yield started


class TestUsual:
    def test_paints_with_the_first_checkpoint(self, used, tmp_path):
        """
        Prompt, size, seed and model stand where the nodes want them; a large model paints at once.
        """
        offered, nodes = painted(used, tmp_path / "a.png", size=UPRIGHT, seed=7)

        assert "sd_xl_base_1.0.safetensors" == nodes["checkpoint"]["inputs"]["ckpt_name"]
        assert nodes["wanted"]["inputs"]["text"].startswith("waves on rocks")
        assert (768, 1360, 7) == (
            nodes["empty"]["inputs"]["width"],
            nodes["empty"]["inputs"]["height"],
            nodes["painted"]["inputs"]["seed"],
        )
        assert "refined" not in nodes
        assert (768, 1360) == (offered.width, offered.height)
        assert "Picture made by ComfyUI (sd_xl_base_1.0.safetensors)" == offered.attribution

    def test_paints_twice_with_a_small_model(self, tmp_path):
        """
        A small model that is named paints at half the size, and once more.
        """
        service = attrs.evolve(comfyui.SERVICE, account=Account(model="v1-5-pruned.safetensors"))
        with service.used(tmp_path) as used:
            offered, nodes = painted(used, tmp_path / "a.png")

        assert nodes["empty"]["inputs"]["width"] * 2 == offered.width == 1536
        assert ["refined", 0] == nodes["decoded"]["inputs"]["samples"]

    @pytest.mark.parametrize(
        ("model", "route", "reason"),
        [
            ("other.safetensors", comfyui.checkpoints, "no checkpoint other.safetensors"),
            ("", comfyui.no_checkpoint, "no checkpoints"),
        ],
    )
    def test_says_which_checkpoint_is_missing(self, tmp_path, model, route, reason):
        """
        What is not there is not asked for.
        """
        service = attrs.evolve(comfyui.SERVICE, account=Account(model=model))
        with service.used(tmp_path) as used:
            used.stub.routes["GET", "/object_info/CheckpointLoaderSimple"] = route
            with pytest.raises(ProviderError, match=reason) as caught:
                asyncio.run(used.port.find(painters.REQUEST))

        assert Verdict.MODEL_NOT_FOUND is caught.value.verdict


WORKFLOW = {
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "masterpiece, {prompt}", "clip": ["30", 1]}},
    "30": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "mine.safetensors"}},
    "27": {"class_type": "EmptySD3LatentImage", "inputs": {"width": "{width}", "height": "{height}"}},
    "31": {"class_type": "KSampler", "inputs": {"seed": "{seed}", "steps": 4, "latent_image": ["27", 0]}},
}


class TestOwn:
    def test_has_its_places_filled(self, tmp_path):
        """
        A place within a text is put into it, one that is a whole text becomes a number where it is one; another
        workflow makes another picture.
        """
        path = tmp_path / "flux.json"
        ids = []
        for steps in (4, 8):
            workflow = json.dumps(WORKFLOW).replace('"steps": 4', f'"steps": {steps}')
            path.write_text(workflow, encoding="utf-8")
            with comfyui.with_workflow(path).used(tmp_path) as used:
                offered, nodes = painted(used, tmp_path / f"{steps}.png", seed=3)
            ids.append(offered.id)

        assert nodes["6"]["inputs"]["text"].startswith("masterpiece, waves on rocks")
        assert {"width": 1360, "height": 768} == nodes["27"]["inputs"]
        assert {"seed": 3, "steps": 8, "latent_image": ["27", 0]} == nodes["31"]["inputs"]
        assert 2 == len(set(ids))

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (None, "cannot be read"),
            ("{", "cannot be read"),
            ('{"nodes": [], "links": []}', "not in API format"),
            ('{"1": {"class_type": "KSampler", "inputs": {}}}', "no place for {prompt}"),
        ],
    )
    def test_is_looked_at_before_it_is_sent(self, tmp_path, content, reason):
        """
        What is no workflow, or has no place for what is to be painted, is said to be so; nobody is asked.
        """
        path = tmp_path / "flow.json"
        if content is not None:
            path.write_text(content, encoding="utf-8")
        with comfyui.with_workflow(path).used(tmp_path) as used:
            with pytest.raises(ProviderError) as caught:
                asyncio.run(used.port.find(painters.REQUEST))

            assert [] == used.stub.asked
        assert reason in str(caught.value)
        assert Verdict.NOT_CONFIGURED is caught.value.verdict


class TestFailing:
    def test_names_the_node_that_is_refused(self, used, tmp_path):
        """
        A workflow that cannot be run is refused with the node and what it lacks.
        """
        used.stub.routes["POST", "/prompt"] = lambda asked: Answer(comfyui.node_errors(400, asked), 400)
        with pytest.raises(ProviderError) as caught:
            painted(used, tmp_path / "a.png")

        assert "node checkpoint, CheckpointLoaderSimple: Value not in list: ckpt_name: 'other" in str(caught.value)
        assert Verdict.REJECTED is caught.value.verdict

    @pytest.mark.parametrize(
        ("kind", "told", "reason", "verdict"),
        [
            (
                "execution_error",
                {"node_id": "5", "node_type": "KSampler", "exception_type": "RuntimeError", "exception_message": "No."},
                "a node failed (node 5, KSampler: No)",
                Verdict.SERVER_ERROR,
            ),
            (
                "execution_error",
                {"node_id": "5", "node_type": "VAEDecode", "exception_type": "torch.OutOfMemoryError"},
                "its memory is too small (node 5, VAEDecode",
                Verdict.SERVER_ERROR,
            ),
            ("execution_interrupted", {"node_id": "5"}, "somebody has interrupted it", Verdict.REJECTED),
        ],
    )
    def test_names_the_node_that_failed(self, used, tmp_path, kind, told, reason, verdict):
        """
        What failed while it was painted is said with the node's own words.
        """
        error = ended(used, tmp_path / "a.png", ["execution_start", {}], [kind, told])

        assert reason in str(error)
        assert verdict is error.verdict

    def test_makes_no_picture(self, used, tmp_path):
        """
        A workflow that ends well without a picture has failed.
        """
        assert "makes no picture" in str(ended(used, tmp_path / "a.png"))

    def test_notices_that_it_is_forgotten(self, used, tmp_path):
        """
        A server that was started anew knows nothing of the workflow; nobody waits for it for an hour.
        """
        used.stub.routes["GET", "/history/*"] = lambda asked: Answer({})
        used.stub.routes["GET", "/queue"] = lambda asked: Answer({"queue_running": [], "queue_pending": []})
        with pytest.raises(ProviderError, match="knows the workflow no more"):
            painted(used, tmp_path / "a.png")

    @pytest.mark.parametrize("turn", ["queue_running", "queue_pending"])
    def test_stops_what_nobody_waits_for(self, used, tmp_path, turn):
        """
        A film that is cancelled takes its workflow out of the queue, and interrupts it when it is its turn.
        """
        standing = {"queue_running": [], "queue_pending": []}

        async def cancelled():
            (offered,) = await used.port.find(painters.REQUEST)
            looked, loop = asyncio.Event(), asyncio.get_running_loop()

            def history(asked):
                standing[turn] = [[1, asked.path.rpartition("/")[2], {}, {}, []]]
                loop.call_soon_threadsafe(looked.set)
                return Answer({})

            used.stub.routes["GET", "/history/*"] = history
            used.stub.routes["GET", "/queue"] = lambda asked: Answer(standing)
            painting = asyncio.create_task(used.port.fetch(offered, painters.REQUEST, tmp_path / "a.png"))
            await looked.wait()
            painting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await painting

        asyncio.run(cancelled())
        (id_,) = {entry[1] for entry in standing[turn]}
        told = [(asked.path, asked.json) for asked in used.stub.asked if asked.method == "POST"][1:]

        assert ("/queue", {"delete": [id_]}) == told[0]
        assert ([("/interrupt", {"prompt_id": id_})] if turn == "queue_running" else []) == told[1:]
        assert not (tmp_path / "a.png").exists()
