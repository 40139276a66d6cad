"""What the owner has decided for films whose request does not say."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given

from aura_core.model.brief import Brief
from aura_core.model.captions import SubtitleFont
from aura_core.model.enums import ArtifactKind, Aspect, CaptionGuideline, CaptionLook, CaptionMode
from aura_core.model.order import CaptionSpec, ProviderSelection
from aura_core.model.profiles import ProfileId, ProfileSelection
from aura_core.model.render import QualityLevel, RenderSpec, Resolution
from aura_core.model.request import JobOptions, JobRequest, VideoGenerationOptions, VideoGenerationRequest
from aura_core.model.settings import UserSettings
from aura_core.model.settings.application import GeneralSettings
from aura_core.model.settings.export import ExportSettings
from aura_core.model.settings.films import VideoDefaultsSettings, VisualGenerationSettings
from aura_core.model.settings.providers import LlmSelection
from aura_core.model.watermark import WatermarkSettings
from aura_core.ordering import order_of, request_of_video
from aura_core.ordering.defaults import completed
from aura_core.testing.strategies import job_requests, user_settings


TIDES = JobRequest(Brief("How tides work"))
OWNER = UserSettings(
    general=GeneralSettings(language="de-DE"),
    video_defaults=VideoDefaultsSettings(
        default_resolution="1280x720",
        default_frame_rate=25,
        default_codec="libvpx-vp9",
        default_bitrate="2.5M",
        default_audio_bitrate="96k",
        default_container="WebM",
    ),
    visual_generation=VisualGenerationSettings(default_aspect_ratio="9:16"),
    captions=CaptionSpec(
        *(CaptionMode.BURN, CaptionLook.POP),
        highlight=False,
        guideline=CaptionGuideline.BBC,
        font=SubtitleFont("Arimo"),
    ),
    export=ExportSettings(generate_subtitles=False, watermark=WatermarkSettings(enabled=True, text="Aura")),
)


def order(request, owner=OWNER):
    return order_of(completed(request, owner))


class TestCompleted:
    def test_decides_the_file(self):
        """
        Size, rate, codec, container and bit rates are the owner's.
        """
        expected = RenderSpec(Resolution(1280, 720), "webm", 2500, 96, 25, "VP9")

        assert expected == order(TIDES).render_spec

    @pytest.mark.parametrize(("word", "level"), [("fast", 50), ("high", 85)])
    def test_leaves_the_quality_to_the_request(self, word, level):
        """
        How good a film is to be is asked for by a word of its own.
        """
        asked = attrs.evolve(TIDES, options=JobOptions(quality=word))

        assert QualityLevel(level) == order(asked).render_spec.quality_level

    def test_leaves_scripts_to_the_model_that_was_selected(self):
        """
        A profile decides the rest; who is named for one film writes it.
        """
        owner = UserSettings(llm=LlmSelection("Ollama"), profile=ProfileSelection(ProfileId.PRO_MAX))
        named = attrs.evolve(TIDES, provider_selection=ProviderSelection(script="OpenAI"))

        assert ("Ollama", "Pro") == attrs.astuple(order(TIDES, owner).provider_selection)[:2]
        assert "OpenAI" == order(named, owner).provider_selection.script

    def test_decides_captions_and_files(self):
        """
        How words are shown, what is made beside the film, and its sign are the owner's.
        """
        made = order(TIDES)

        assert (OWNER.captions, (ArtifactKind.THUMBNAIL,), OWNER.export.watermark) == (
            made.captions,
            made.artifacts,
            made.watermark,
        )

    @pytest.mark.parametrize(
        ("subtitles", "thumbnail", "expected"),
        [
            (True, True, (ArtifactKind.SRT, ArtifactKind.VTT, ArtifactKind.THUMBNAIL)),
            (True, False, (ArtifactKind.SRT, ArtifactKind.VTT)),
            (False, False, ()),
        ],
    )
    def test_decides_each_file_beside_the_film(self, subtitles, thumbnail, expected):
        """
        Captions and picture are chosen one by one.
        """
        export = ExportSettings(generate_subtitles=subtitles, generate_thumbnail=thumbnail)

        assert expected == order(TIDES, UserSettings(export=export)).artifacts

    def test_decides_language_and_shape_where_no_brief_does(self):
        """
        Own words without a brief, and inputs, are in the owner's language and shape; a brief says its own.
        """
        asked = JobRequest(script="Ebbe und Flut kommen zweimal am Tag.")
        own, named = order(asked), order(attrs.evolve(asked, inputs={"language": "fr", "aspect": "1:1"}))

        assert ("de-DE", Aspect.VERTICAL) == (own.brief.language, own.brief.aspect)
        assert ("fr", Aspect.SQUARE) == (named.brief.language, named.brief.aspect)
        assert "en-US" == order(TIDES).brief.language

    @given(request=job_requests(), owner=user_settings())
    def test_changes_nothing_that_is_given(self, request, owner):
        """
        Whatever a request says, it says afterwards; what it leaves open is decided once.
        """
        full = completed(request, owner)

        for name in ("render_spec", "captions", "artifacts", "watermark", "brief"):
            assert getattr(request, name) in {None, getattr(full, name)} or name == "artifacts"
        assert request.artifacts in (None, full.artifacts)
        assert full == completed(full, UserSettings())

    @given(request=job_requests())
    def test_of_an_owner_who_has_decided_nothing_is_what_is_documented(self, request):
        """
        Without a document, a film is what it was without settings.
        """
        assert order_of(request) == order_of(completed(request, UserSettings()))


class TestVideo:
    def test_takes_from_the_owner_what_it_does_not_say(self):
        """
        A one-shot video has the owner's language, shape and file, as far as its options leave them open.
        """
        asked = VideoGenerationRequest("Tides", duration_minutes=1.0)
        some = attrs.evolve(
            asked, options=VideoGenerationOptions(width=640, fps=50, language="fr", aspect=Aspect.SQUARE)
        )
        plain, chosen = (request_of_video(one, OWNER) for one in (asked, some))

        assert ("de-DE", Aspect.VERTICAL, 25, Resolution(1280, 720)) == (
            plain.brief.language,
            plain.brief.aspect,
            plain.render_spec.fps,
            plain.render_spec.res,
        )
        assert ("fr", Aspect.SQUARE, 50, Resolution(640, 720), "VP9") == (
            chosen.brief.language,
            chosen.brief.aspect,
            chosen.render_spec.fps,
            chosen.render_spec.res,
            chosen.render_spec.codec,
        )
        assert Fraction(60) == plain.plan_spec.target_duration
