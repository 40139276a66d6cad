"""
Those who paint, over real HTTP.
"""

import asyncio

import attrs
import pytest

from aura_core.errors import ProviderError
from aura_core.model.provider import Account
from aura_core.model.render import Resolution
from aura_core.providers.footage.painting import prompt_for, size_within
from aura_core.testing.stub import Answer
from aura_core.verdicts import Verdict
from tests.stubs import painters


WIDE, UPRIGHT, SQUARE = Resolution(1920, 1080), Resolution(1080, 1920), Resolution(1080, 1080)


def _painted(used, target, **changes):
    """Have something painted, and give what was offered with what was asked."""
    request = attrs.evolve(painters.REQUEST, **changes)
    (offered,) = asyncio.run(used.port.find(request))
    asyncio.run(used.port.fetch(offered, request, target))
    return offered, used.stub.asked[-1]


class TestPrompts:
    def test_say_what_is_seen_and_how_it_looks(self):
        """
        What is to be seen, its look, what is said meanwhile, the shape of the frame, and what must not be there.
        """
        told = prompt_for(attrs.evolve(painters.REQUEST, style="Cinematic", subject="How tides work"))

        assert told.startswith("waves on rocks, a still of a film")
        assert "for a film about “How tides work”" in told
        assert "“The sea rises and falls.”" in told
        assert "A wide frame" in told
        assert "No text" in told

    def test_pass_on_a_style_that_is_not_known(self):
        """
        Any style is a style; what is said at length is cut at a word.
        """
        told = prompt_for(attrs.evolve(painters.REQUEST, style="Ukiyo-e", text="tide " * 200, size=UPRIGHT))

        assert "in the style: Ukiyo-e" in told
        assert "tide…”" in told
        assert "An upright" in told
        assert len(told) < 800


class TestSizes:
    @pytest.mark.parametrize("frame", [WIDE, UPRIGHT, SQUARE, Resolution(1080, 1350), Resolution(4000, 100)])
    def test_are_shaped_as_the_frame(self, frame):
        """
        About so many pixels, shaped as the frame, or at most three to one.
        """
        size = size_within(1536 * 864, frame, 16)

        assert pytest.approx(1536 * 864, rel=0.05) == size.width * size.height
        assert pytest.approx(min(3, frame.width / frame.height), rel=0.05) == size.width / size.height
        assert (0, 0) == (size.width % 16, size.height % 16)


class TestOpenAI:
    @pytest.fixture
    def used(self, tmp_path):
        """Give OpenAI in use."""
        with painters.OPENAI.used(tmp_path) as started:
            yield started

    def test_paints_with_the_newest_model(self, used, tmp_path):
        """
        The picture has the shape of the frame, says who made it, and costs what the answer says.
        """
        offered, asked = _painted(used, tmp_path / "a.jpg")
        (record,) = used.calls.records()

        assert ("gpt-image-2.6-flare", "1536x864", "medium") == tuple(
            asked.json[name] for name in ("model", "size", "quality")
        )
        assert ("", 1536, "Picture made by OpenAI (gpt-image-2.6-flare)") == (
            offered.address,
            offered.width,
            offered.attribution,
        )
        assert pytest.approx(100 * 5e-6 + 1500 * 30e-6) == record.charge.dollars

    def test_paints_another_with_another_seed(self, used, tmp_path):
        """
        What was paid for is there; another seed pays for another picture.
        """
        first, _ = _painted(used, tmp_path / "a.jpg")
        again, _ = _painted(used, tmp_path / "b.jpg")
        other, asked = _painted(used, tmp_path / "c.jpg", seed=3)

        assert first == again != other
        assert 2 == len(used.stub.asked)
        assert asked.json["prompt"].endswith("Variant 3.")

    @pytest.mark.parametrize(
        ("answer", "verdict"),
        [
            ({"data": []}, Verdict.WRONG_TYPE),
            ({"data": [{"b64_json": "no base64 at all"}]}, Verdict.BAD_SCHEMA),
            ({"data": [{"b64_json": "aGVsbG8="}]}, Verdict.WRONG_TYPE),
            (Answer({"error": {"code": "moderation_blocked", "message": "No."}}, 400), Verdict.CONTENT_POLICY),
        ],
    )
    def test_believes_only_pictures(self, used, tmp_path, answer, verdict):
        """
        What is no picture is none, and nothing is left of it.
        """
        used.stub.once = [answer if isinstance(answer, Answer) else Answer(answer)]
        with pytest.raises(ProviderError) as refused:
            _painted(used, tmp_path / "a.jpg")

        assert verdict is refused.value.verdict
        assert [] == list(tmp_path.glob("*.jpg"))

    def test_knows_the_sizes_of_older_models(self, tmp_path):
        """
        A model that is set is asked, if it paints at all.
        """
        account = Account(model="gpt-image-1.5")
        with attrs.evolve(painters.OPENAI, account=account).used(tmp_path) as used:
            (offered,) = asyncio.run(used.port.find(attrs.evolve(painters.REQUEST, size=UPRIGHT)))

        assert (1024, 1536) == (offered.width, offered.height)


class TestStability:
    @pytest.fixture
    def used(self, tmp_path):
        """Give Stability AI in use."""
        with painters.STABILITY.used(tmp_path) as started:
            yield started

    @pytest.mark.parametrize(
        ("frame", "ratio"), [(WIDE, "16:9"), (UPRIGHT, "9:16"), (SQUARE, "1:1"), (Resolution(1080, 1350), "4:5")]
    )
    def test_asks_for_the_shape_of_the_frame(self, used, tmp_path, frame, ratio):
        """
        Its pictures have shapes, of which the nearest is asked for.
        """
        _, asked = _painted(used, tmp_path / "a.jpg", size=frame, seed=4_294_967_294)

        assert ratio == painters.parts(asked)["aspect_ratio"]

    def test_does_not_show_what_is_blurred(self, used, tmp_path):
        """
        What it found improper is an error, whatever the status.
        """
        used.stub.once = [painters.BLURRED]
        with pytest.raises(ProviderError) as refused:
            _painted(used, tmp_path / "a.jpg")

        assert Verdict.CONTENT_POLICY is refused.value.verdict
        assert [] == list(tmp_path.glob("*.jpg"))

    @pytest.mark.parametrize(("model", "known"), [("ultra", True), ("sdxl-1024", False)])
    def test_has_three_services(self, tmp_path, model, known):
        """
        A service that it has costs what that costs; any other is refused before anything is sent.
        """
        with attrs.evolve(painters.STABILITY, account=Account(model=model)).used(tmp_path) as used:
            if known:
                _painted(used, tmp_path / "a.jpg")
                assert [0.08] == [record.charge.dollars for record in used.calls.records()]
                return
            with pytest.raises(ProviderError, match="no such service"):
                _painted(used, tmp_path / "a.jpg")

            assert [] == used.stub.asked


class TestStableDiffusion:
    def test_paints_small_and_then_double(self, tmp_path):
        """
        Models that paint half a megapixel paint at half the size, and then once more.
        """
        with painters.WEBUI.used(tmp_path) as used:
            offered, asked = _painted(used, tmp_path / "a.png", seed=7)

        assert (1536, 864) == (offered.width, offered.height)
        assert (768, 432, True, 7) == tuple(asked.json[name] for name in ("width", "height", "enable_hr", "seed"))
        assert "v1-5-pruned" in offered.attribution

    def test_asks_for_a_model_by_name(self, tmp_path):
        """
        A model that is set is loaded; one that paints a megapixel does so at once.
        """
        with painters.WEBUI_NAMED.used(tmp_path) as used:
            _, asked = _painted(used, tmp_path / "a.png", size=SQUARE)

        assert (1024, 1024) == (asked.json["width"], asked.json["height"])
        assert {"sd_model_checkpoint": "sd_xl_base_1.0"} == asked.json["override_settings"]
        assert "enable_hr" not in asked.json
