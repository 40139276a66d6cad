"""
What is recommended for a film, and that a film made so really has it.
"""

import asyncio
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from PIL import Image

from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import (
    ArtifactKind,
    Aspect,
    CaptionGuideline,
    CaptionLook,
    CaptionMode,
    Density,
    Mood,
    Pacing,
    PauseStyle,
)
from aura_core.model.order import CaptionSpec, MusicSpec, Order, VisualSpec
from aura_core.model.planning import RecommendationConstraints, RecommendationsRequest
from aura_core.model.render import RenderSpec, Resolution
from aura_core.model.script import Script
from aura_core.model.timeline import Timeline
from aura_core.model.upload import Upload
from aura_core.model.visuals import PictureKind
from aura_core.model.voice import VoiceSpec
from aura_core.ordering import order_of
from aura_core.pipeline import produce
from aura_core.planning import plan_order, recommend, request_for
from aura_core.providers.writers.readability import grade_of
from aura_core.wire import loads


LIGHTHOUSE = Path(__file__).parents[1] / "corpus" / "lighthouse.md"
SCRIPT = """# The harbour

The harbour wakes early.

## Boats

- Small boats fish
- Large boats sail

They leave at dawn.

## Birds

Gulls follow the boats. They are always hungry.

## Night

At night the harbour is quiet again.
"""
TOPIC = Order(Brief("How tides work"))
SOURCES = Order(Brief("The lighthouse", sources=(LIGHTHOUSE,)), PlanSpec(Fraction(90)))
OWN = Order(Brief("The harbour", audience="Children", tone="Playful"), script=SCRIPT)


def planned(services, order, **options):
    return asyncio.run(recommend(order, services, **options))


def recommended(services, order, **options):
    return planned(services, order, **options).recommendations


class TestConstraints:
    @pytest.mark.parametrize("order", [TOPIC, SOURCES, OWN], ids=["topic", "sources", "own"])
    @pytest.mark.parametrize("most", [2, 3])
    def test_keep_scenes_few(self, services, order, most):
        """
        No film has more scenes than allowed, whatever its words are made of.
        """
        found = recommended(services, order, constraints=RecommendationConstraints(max_scene_count=most))

        assert found.scene_count <= most

    @pytest.mark.parametrize("order", [TOPIC, SOURCES], ids=["topic", "sources"])
    def test_keep_scenes_many(self, services, order):
        """
        A film has as many scenes as demanded.
        """
        assert recommended(services, order, constraints=RecommendationConstraints(min_scene_count=9)).scene_count >= 9

    def test_keep_words_easy(self, services):
        """
        The reading level is not above the one allowed where the sources have easier sentences.
        """
        free = recommended(services, SOURCES).reading_level
        bound = recommended(services, SOURCES, constraints=RecommendationConstraints(max_reading_level=4)).reading_level

        assert bound <= min(4, free)

    def test_keep_pictures_few(self, services, pictures):
        """
        No more of the film is filled by pictures than allowed.
        """
        order = attrs.evolve(OWN, visuals=VisualSpec(pictures))
        found = planned(services, order, constraints=RecommendationConstraints(max_b_roll_percentage=20.0))

        assert 20 == found.order.visuals.b_roll
        assert 0.0 == found.recommendations.b_roll_percentage
        assert recommended(services, order).b_roll_percentage > 20


class TestRules:
    @pytest.mark.parametrize(
        ("brief", "plan", "voice", "style"),
        [
            (Brief("T", tone="Calm"), PlanSpec(), VoiceSpec(rate=0.95, pitch=-1.0, pause=PauseStyle.LONG), "calm"),
            (Brief("T", tone="Plain"), PlanSpec(pacing=Pacing.FAST), VoiceSpec(rate=1.12), "friendly"),
            (Brief("T", tone="Serious"), PlanSpec(), VoiceSpec(rate=0.97, pitch=-2.0), "serious"),
            (
                Brief("T", "Children", tone="Playful"),
                PlanSpec(pacing=Pacing.CHILL),
                VoiceSpec(rate=0.85, pitch=1.0, pause=PauseStyle.SHORT),
                "cheerful",
            ),
        ],
    )
    def test_speak_by_tone_pacing_and_audience(self, services, brief, plan, voice, style):
        """
        The voice has the style of the tone, times the pacing, times what the audience can follow.
        """
        found = planned(services, attrs.evolve(TOPIC, brief=brief, plan_spec=plan))

        assert voice == found.order.voice_spec
        assert (voice.rate, voice.pitch, style, voice.pause) == attrs.astuple(
            found.recommendations.voice, recurse=False
        )

    @pytest.mark.parametrize(
        ("aspect", "audience", "pacing", "captions"),
        [
            (Aspect.WIDESCREEN, "General", Pacing.CONVERSATIONAL, (CaptionMode.SOFT, CaptionLook.HIGHLIGHT, None)),
            (Aspect.VERTICAL, "General", Pacing.CONVERSATIONAL, (CaptionMode.BURN, CaptionLook.HIGHLIGHT, None)),
            (Aspect.VERTICAL, "General", Pacing.FAST, (CaptionMode.BURN, CaptionLook.POP, None)),
            (
                Aspect.SQUARE,
                "Children",
                Pacing.FAST,
                (CaptionMode.BURN, CaptionLook.KARAOKE, CaptionGuideline.NETFLIX_CHILDREN),
            ),
        ],
    )
    def test_caption_by_shape_and_audience(self, services, aspect, audience, pacing, captions):
        """
        What is watched without sound has its words in the picture.
        """
        order = Order(Brief("Tides", audience, aspect=aspect), PlanSpec(pacing=pacing))
        found = planned(services, order)
        spec, told = found.order.captions, found.recommendations.captions

        assert captions == (spec.mode, spec.look, spec.guideline) == (told.mode, told.style, told.guideline)
        assert (spec.mode is CaptionMode.BURN) == told.highlight_keywords
        assert "BottomCenter" == told.position

    def test_leave_what_is_decided(self, services):
        """
        Whatever an order says other than its defaults stays as it is.
        """
        order = attrs.evolve(
            TOPIC,
            voice_spec=VoiceSpec("anna", 1.3, 3.0, PauseStyle.DRAMATIC),
            music=MusicSpec(mood=Mood.CALM),
            captions=CaptionSpec(CaptionMode.NONE),
            visuals=VisualSpec(b_roll=10),
            plan_spec=PlanSpec(target_scene_count=4, max_reading_level=2),
        )
        found = planned(services, order)

        assert order == found.order
        assert (4, 1.3, Mood.CALM, CaptionMode.NONE) == (
            found.recommendations.scene_count,
            found.recommendations.voice.rate,
            found.recommendations.music.mood,
            found.recommendations.captions.mode,
        )

    def test_ask_for_pictures_by_density(self, services):
        """
        The more is said, the fewer pictures suit; the scenes that miss one are named.
        """
        shares = [
            planned(services, attrs.evolve(TOPIC, plan_spec=PlanSpec(density=density))).order.visuals.b_roll
            for density in Density
        ]

        assert [60, 40, 25] == shares
        assert "Pictures would suit scenes" in recommended(services, OWN).explainability_notes

    def test_judge_themselves(self, services):
        """
        A film with words of its own keeps more of the rules than an outline.
        """
        outline, own = recommended(services, TOPIC), recommended(services, OWN)

        assert outline.quality_score < own.quality_score <= 1
        assert own.quality_score == sum(one.kept for one in own.judgements) / len(own.judgements)
        assert [False, True] == [outline.judgements[0].kept, own.judgements[0].kept]
        assert all(one.told in own.explainability_notes for one in own.judgements)

    def test_are_the_same_every_time(self, services, tmp_path):
        """
        The same order is recommended the same.
        """
        assert planned(services, SOURCES) == planned(services, SOURCES)

    def test_read_what_there_is(self, services):
        """
        Title, outline and tags are those of the script, not of the topic.
        """
        found = recommended(services, OWN)

        assert "The harbour" == found.seo.title
        assert ["The harbour", "Boats", "Birds", "Night"] == [
            line.split(" ", 2)[2] for line in found.outline.splitlines() if not line.startswith(" ")
        ]
        assert "   - Small boats fish" in found.outline.splitlines()
        assert {"boats", "harbour"} <= {tag.lower() for tag in found.seo.tags} | {"harbour"}
        assert "rules" == found.provider_used


@pytest.fixture
def pictures(tmp_path):
    """A folder with three pictures."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(3):
        Image.new("RGB", (64, 36), (80 * number, 90, 120)).save(folder / f"{number}.png")
    return folder


class TestFilm:
    @pytest.mark.render
    def test_is_as_recommended(self, services, pictures, tmp_path):
        """
        A film made by the recommendations has their scenes, pictures, words, voice, music, captions and tags.
        """
        order = attrs.evolve(
            OWN,
            brief=attrs.evolve(OWN.brief, aspect=Aspect.VERTICAL),
            render_spec=RenderSpec(Resolution(128, 72), fps=5),
            visuals=VisualSpec(pictures),
            artifacts=(ArtifactKind.TIMELINE, ArtifactKind.SCRIPT, ArtifactKind.UPLOAD),
        )
        found = planned(services, order)
        told = found.recommendations
        artifact = asyncio.run(produce(found.order, tmp_path / "harbour.mp4", services))
        files = {file.name: file.path.read_bytes() for file in artifact.files}
        timeline = loads(files["harbour.timeline.json"], Timeline)
        script = loads(files["harbour.script.json"], Script)
        upload = loads(files["harbour.upload.json"], Upload)

        assert told.scene_count == len(script.scenes)
        assert told.shots_per_scene == round(len(timeline.shots) / len(script.scenes))
        assert told.reading_level == grade_of("\n\n".join(scene.script for scene in script.scenes), script.language)
        shown = sum(len(shot.frames) for shot in timeline.shots if shot.kind is PictureKind.IMAGE)
        assert abs(told.b_roll_percentage - 100 * shown / timeline.frame_count) < 5
        assert told.b_roll_percentage > 0
        assert {(told.voice.rate, told.voice.pitch, told.voice.pause)} == {
            (voice.rate, voice.pitch, voice.pause) for voice in services.synthesizer.voices_asked
        }
        assert [told.music.mood] == [request.mood for request in services.music.composed]
        assert (told.captions.mode, told.captions.style) == (timeline.caption_mode, timeline.caption_look)
        assert (told.seo.title, told.seo.tags) == (upload.title, upload.tags)
        assert upload.description.startswith(told.seo.description)

    def test_can_be_ordered_over_the_wire(self, services):
        """
        The request that comes with recommendations means the same film.
        """
        order = plan_order(RecommendationsRequest("How tides work", tone="Calm", aspect=Aspect.SQUARE))
        found = planned(services, order).order

        assert attrs.evolve(found, artifacts=(), visuals=VisualSpec()) == attrs.evolve(
            order_of(request_for(found)), artifacts=()
        )
