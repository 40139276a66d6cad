"""
Painting with models of Replicate, over real HTTP.
"""

import asyncio

import attrs
import pytest

from aura_core.errors import ProviderError
from aura_core.model.provider import Account
from aura_core.model.render import Resolution
from aura_core.testing.stub import Answer
from aura_core.verdicts import Verdict
from tests.stubs import painters, replicate


UPRIGHT = Resolution(1080, 1920)
BEGUN = ("POST", f"/v1/models/{replicate.SCHNELL}/predictions")


def painted(used, target, **changes):
    """Have something painted, and give what the model was told."""
    request = attrs.evolve(painters.REQUEST, **changes)
    (offered,) = asyncio.run(used.port.find(request))
    asyncio.run(used.port.fetch(offered, request, target))
    (begun,) = [asked for asked in used.stub.asked if asked.method == "POST"]
    return offered, begun


@pytest.fixture
def used(tmp_path):
    """Give Replicate in use."""
    with replicate.SERVICE.used(tmp_path) as started:
        yield started


class TestReplicate:
    def test_tells_the_model_what_it_takes(self, used, tmp_path):
        """
        Of what is wanted, the model is told what its schema has; the shape is the nearest that it has.
        """
        offered, begun = painted(used, tmp_path / "a.jpg", size=UPRIGHT, seed=7)
        told = begun.json["input"]

        assert told.pop("prompt").startswith("waves on rocks")
        assert {"seed": 8, "num_outputs": 1, "aspect_ratio": "9:16", "output_format": "jpg"} == told
        assert "Picture made by Replicate (black-forest-labs/flux-schnell)" == offered.attribution
        assert [0.003] == [record.charge.dollars for record in used.calls.records() if record.charge.dollars]

    def test_asks_for_a_version_by_name(self, tmp_path):
        """
        A version of a model is begun as such; sides are told where the model has no shapes.
        """
        with replicate.NAMED.used(tmp_path) as used:
            _, begun = painted(used, tmp_path / "a.jpg", unwanted=("boats",))
        told = begun.json["input"]

        assert ("/v1/predictions", replicate.VERSION) == (begun.path, begun.json["version"])
        assert {"prompt", "negative_prompt", "seed", "width", "height"} == set(told)
        assert told["negative_prompt"].startswith("boats, text")
        assert (0, 0) == (told["width"] % 64, told["height"] % 64)

    def test_waits_no_longer_than_it_takes(self, used, tmp_path):
        """
        What is done at once is not looked for; one address is a picture as well as a list of one.
        """
        used.stub.routes[BEGUN] = lambda asked: Answer(
            replicate.prediction(asked, "abc", "succeeded", output=f"{replicate.files(asked)}/out.jpg"), 201
        )
        painted(used, tmp_path / "a.jpg")

        assert [] == [asked for asked in used.stub.asked if asked.path.startswith("/v1/predictions")]

    @pytest.mark.parametrize(
        ("answer", "verdict", "reason"),
        [
            ({"status": "failed", "error": "CUDA out of memory."}, Verdict.SERVER_ERROR, "CUDA out of memory"),
            ({"status": "failed", "error": "NSFW content detected."}, Verdict.CONTENT_POLICY, "NSFW"),
            ({"status": "canceled"}, Verdict.REJECTED, "canceled"),
            ({"status": "aborted"}, Verdict.REJECTED, "aborted"),
            ({"status": "succeeded", "output": ["a wave"]}, Verdict.BAD_SCHEMA, "no picture"),
            ({"status": "succeeded", "output": []}, Verdict.BAD_SCHEMA, "no picture"),
            ({"status": "succeeded", "output": "file:///etc/passwd"}, Verdict.BAD_SCHEMA, "no picture"),
            ({"status": "starting", "id": "../account"}, Verdict.BAD_SCHEMA, "no id"),
        ],
    )
    def test_says_what_became_of_a_prediction(self, used, tmp_path, answer, verdict, reason):
        """
        What failed, was refused, or is no picture is told apart, and nothing is left.
        """
        told = {"id": "abc", **answer}
        used.stub.routes[BEGUN] = lambda asked: Answer(replicate.prediction(asked, told["id"], "") | told, 201)
        with pytest.raises(ProviderError, match=reason) as caught:
            painted(used, tmp_path / "a.jpg")

        assert verdict is caught.value.verdict
        assert not (tmp_path / "a.jpg").exists()

    @pytest.mark.parametrize(
        ("model", "inputs", "reason"),
        [
            ("flux", None, "not called so"),
            ("owner/name:latest", None, "not called so"),
            (replicate.SCHNELL, {"image": {"type": "string"}}, "takes no prompt"),
        ],
    )
    def test_needs_a_model_that_makes_pictures_of_words(self, tmp_path, model, inputs, reason):
        """
        What is no model, or takes no words, is said to be so before anything is paid for.
        """
        service = attrs.evolve(replicate.SERVICE, account=Account(model=model))
        with service.used(tmp_path) as used:
            version = {"openapi_schema": replicate.schema(inputs)}
            used.stub.routes["GET", f"/v1/models/{model}"] = lambda asked: Answer({"latest_version": version})
            with pytest.raises(ProviderError, match=reason) as caught:
                painted(used, tmp_path / "a.jpg")

            assert [] == [asked for asked in used.stub.asked if asked.method == "POST"]
        assert Verdict.NOT_CONFIGURED is caught.value.verdict

    def test_cancels_what_nobody_waits_for(self, used, tmp_path):
        """
        A film that is cancelled cancels its predictions.
        """

        async def cancelled():
            (offered,) = await used.port.find(painters.REQUEST)
            looked, loop = asyncio.Event(), asyncio.get_running_loop()

            def look(asked):
                loop.call_soon_threadsafe(looked.set)
                return Answer(replicate.prediction(asked, "abc", "processing"))

            used.stub.routes["GET", "/v1/predictions/*"] = look
            painting = asyncio.create_task(used.port.fetch(offered, painters.REQUEST, tmp_path / "a.jpg"))
            await looked.wait()
            painting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await painting

        asyncio.run(cancelled())
        *_, last = used.stub.asked

        assert "POST" == last.method
        assert last.path.endswith("/cancel")
