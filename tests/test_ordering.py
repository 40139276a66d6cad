"""What film a request means."""

import asyncio
import string
from fractions import Fraction
from functools import partial
from itertools import groupby

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.errors import InvalidInputError
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import (
    ArtifactKind,
    Aspect,
    CaptionMode,
    Density,
    DirectorPreset,
    MotionKind,
    Pacing,
    PauseStyle,
    TransitionKind,
)
from aura_core.model.order import CaptionSpec, Order, ProviderSelection, VisualSpec
from aura_core.model.render import QualityLevel, RenderSpec, Resolution
from aura_core.model.request import (
    EnqueueJobRequest,
    JobOptions,
    JobRequest,
    QuickDemoRequest,
    SceneRequest,
    VideoGenerationOptions,
    VideoGenerationRequest,
)
from aura_core.model.voice import VoiceSpec
from aura_core.ordering import order_of, request_of_demo, request_of_enqueued, request_of_video
from aura_core.providers.writers.own import OwnScriptWriter
from aura_core.providers.writers.text import spoken
from aura_core.testing.strategies import job_requests, topics, values
from aura_core.wire import structure


ordered = partial(Order, artifacts=(ArtifactKind.SRT, ArtifactKind.VTT, ArtifactKind.THUMBNAIL))
"""An order with what a job makes beside its film unless it is told otherwise."""


TIDES = Brief("Tides")

MARKED = st.text(string.punctuation + "a1 é", min_size=1, max_size=12)
words = st.lists(
    MARKED | st.sampled_from(["1.", "- [ ]", "[^1]:", "<b>x</b>", "&amp;", "![p](q)", "a_b*c"]), max_size=5
)
sentences = words.map(lambda words: " ".join(("The", *words, "sea")) + ".")
paragraphs = st.lists(sentences, min_size=1, max_size=3).map("\n\n".join)
headings = st.lists(MARKED, max_size=2).map(lambda words: " ".join(("On", *words, "it")))


def scenes_of(heading, **others):
    """Draw scenes, with a *heading* that is drawn from there."""
    return st.lists(st.builds(SceneRequest, heading, paragraphs, **others), min_size=1, max_size=4).map(tuple)


def written(scenes):
    """Order a film of *scenes* and return its script."""
    return asyncio.run(OwnScriptWriter().write(order_of(JobRequest(scenes=scenes)), 150.0))


def refused(request):
    """Order *request*, which is refused, and return the error."""
    with pytest.raises(InvalidInputError) as caught:
        order_of(request)
    return caught.value


def paths_refused(request):
    """Order *request*, which is refused, and return where."""
    return [issue.path for issue in refused(request).issues]


class TestOrderOf:
    @given(job_requests())
    def test_leaves_nothing_out(self, request):
        """
        Whatever a request says of the film is in the order, part for part.
        """
        order = order_of(request)

        kept = ("plan_spec", "voice_spec", "render_spec", "captions", "artifacts")
        same = ("provider_selection", "music", "loudness", "seed")
        given_parts = {name: getattr(request, name) for name in kept if getattr(request, name) is not None}
        assert request.brief == order.brief
        assert given_parts == {name: getattr(order, name) for name in given_parts}
        assert [getattr(request, name) for name in same] == [getattr(order, name) for name in same]
        assert bool(request.script or request.scenes) == (order.script is not None)

    @given(values(JobRequest))
    def test_orders_or_refuses(self, request):
        """
        Any request at all makes an order or is refused with a remedy, wherever it comes from.
        """
        try:
            assert isinstance(order_of(request), Order)
        except InvalidInputError as error:
            assert error.remedy  # noqa: PT017 - either may be
            assert all(issue.path.startswith("$.") for issue in error.issues)  # noqa: PT017

    def test_a_topic_is_enough(self):
        """
        A brief of four members, and a topic alone, have the documented defaults for everything else.
        """
        brief = {"topic": "Tides", "audience": "Students", "goal": "Educate", "tone": "Calm"}

        assert ordered(Brief("Tides", "Students", "Educate", "Calm")) == order_of(
            structure({"brief": brief}, JobRequest)
        )
        assert ordered(TIDES) == order_of(structure({"brief": {"topic": "Tides"}}, JobRequest))
        assert ordered(TIDES) == order_of(structure({"inputs": {"topic": "Tides"}}, JobRequest))

    @pytest.mark.parametrize(("word", "level"), [("fast", 50), ("balanced", 75), ("High", 85)])
    def test_quality_is_a_word(self, word, level):
        """
        The word decides where there is no render spec, and only there.
        """
        options, spec = JobOptions(quality=word), RenderSpec(quality_level=QualityLevel(20))

        assert RenderSpec(quality_level=QualityLevel(level)) == order_of(JobRequest(TIDES, options=options)).render_spec
        assert spec == order_of(JobRequest(TIDES, render_spec=spec, options=options)).render_spec

    def test_knows_what_the_wizard_always_sends(self):
        """
        The language and the voice that the original's clients send without a choice are ours.
        """
        order = order_of(JobRequest(Brief("Tides", language="English"), voice_spec=VoiceSpec("en-US-Standard-A")))

        assert ("en-US", "default") == (order.brief.language, order.voice_spec.voice_name)

    @pytest.mark.parametrize("provider", ["slides", " Placeholder "])
    def test_image_providers_that_there_are(self, provider):
        """
        Neither case nor blanks matter.
        """
        assert provider.strip().lower() == order_of(JobRequest(TIDES, image_provider=provider)).image_provider


class TestRefusal:
    def test_says_everything_at_once(self):
        """
        Every issue is named with its path, whichever part it is in.
        """
        request = JobRequest(
            image_provider="nobody",
            preset="none such",
            inputs={"pacing": "sideways", "targetDuration": 0, "script": 5, "unknown": {}},
            options=JobOptions(quality="best"),
            script=" ",
            scenes=(SceneRequest("A", "B."), SceneRequest("C", "…", "a\0b")),
            render_spec=RenderSpec(container="avi", codec="theora"),
            priority=11,
            callback_url="ftp://example.com",
        )

        assert sorted(
            (
                "$.callbackUrl",
                "$.imageProvider",
                "$.inputs.pacing",
                "$.inputs.script",
                "$.inputs.targetDuration",
                "$.options.quality",
                "$.preset",
                "$.priority",
                "$.renderSpec.codec",
                "$.renderSpec.container",
                "$.scenes",
                "$.scenes[1].pathOrUrl",
                "$.scenes[1].script",
                "$.script",
            )
        ) == sorted(paths_refused(request))

    def test_no_plan_contradicts_itself(self):
        """
        More scenes at least than at most are nobody's film.
        """
        error = refused(JobRequest(TIDES, plan_spec=PlanSpec(min_scene_count=9, max_scene_count=2)))

        assert [("$.planSpec.minSceneCount", "E304")] == [(issue.path, issue.code) for issue in error.issues]

    @pytest.mark.parametrize("inputs", [None, {}, {"tone": "Calm"}, {"topic": None}])
    def test_there_must_be_something_to_film(self, inputs):
        """
        Without a topic, own words and a preset there is no film, whatever else is said.
        """
        error = refused(JobRequest(inputs=inputs))

        assert [("$.brief.topic", "Topic is required.")] == [(issue.path, issue.message) for issue in error.issues]
        assert error.remedy

    @pytest.mark.parametrize("topic", ["", " ", "a" * 501, 5])
    def test_a_topic_in_the_inputs_is_a_topic(self, topic):
        """
        What is no topic in a brief is none in the inputs.
        """
        assert ["$.inputs.topic"] == paths_refused(JobRequest(inputs={"topic": topic}))

    @pytest.mark.parametrize("provider", ["pexels", "Pixabay", " UNSPLASH ", "placeholder"])
    def test_pictures_come_from_whom_we_know(self, provider):
        """
        Whether somebody can be asked is found out when the film begins; that there is somebody, at once.
        """
        assert provider.strip().lower() == order_of(JobRequest(TIDES, image_provider=provider)).image_provider

    @pytest.mark.parametrize(
        ("member", "value", "path"),
        [
            ("image_provider", "nobody", "$.imageProvider"),
            ("provider_selection", ProviderSelection(script="nobody"), "$.providerSelection.script"),
            ("provider_selection", ProviderSelection(tts="OpenRouter"), "$.providerSelection.tts"),
            ("provider_selection", ProviderSelection(visuals="espeak"), "$.providerSelection.visuals"),
            ("image_provider", "elevenlabs", "$.imageProvider"),
            ("preset", "", "$.preset"),
            ("priority", 0, "$.priority"),
            ("priority", 11, "$.priority"),
            ("options", JobOptions(quality=""), "$.options.quality"),
            ("callback_url", "", "$.callbackUrl"),
            ("callback_url", "example.com/done", "$.callbackUrl"),
            ("callback_url", "file:///etc/passwd", "$.callbackUrl"),
            ("callback_url", "https://", "$.callbackUrl"),
            ("callback_url", "http://[::1", "$.callbackUrl"),
            ("callback_url", "http://a:99999/", "$.callbackUrl"),
            ("callback_url", "http://a/b c", "$.callbackUrl"),
            ("callback_url", "http://a/\r\nb", "$.callbackUrl"),
        ],
    )
    def test_names_the_member(self, member, value, path):
        """
        What is wrong alone is named alone.
        """
        assert [path] == paths_refused(JobRequest(TIDES, **{member: value}))

    @pytest.mark.parametrize("name", ["", "a\0b", "\udcff", "https://example.com/\udcff"])
    def test_a_picture_has_a_name(self, name):
        """
        What no file can be called is refused at its scene.
        """
        assert ["$.scenes[0].pathOrUrl"] == paths_refused(JobRequest(scenes=(SceneRequest("A", "B.", name),)))

    @pytest.mark.parametrize("url", ["http://127.0.0.1:8000/done?id=1", "https://example.com", "HTTP://example.com/"])
    def test_addresses_of_the_web_are_fine(self, url):
        """
        A callback goes to any address of HTTP.
        """
        assert ordered(TIDES) == order_of(JobRequest(TIDES, callback_url=url))


class TestScenes:
    @given(scenes_of(headings))
    def test_come_back_out_of_the_writer(self, scenes):
        """
        Headings and words are said and shown as they were sent, whatever marks of Markdown they hold.
        """
        script = written(scenes)

        expected = [spoken(scene.heading) for scene in scenes]
        assert [heading for heading, _ in groupby(expected)] == [
            heading for heading, _ in groupby(scene.heading for scene in script.scenes)
        ]
        assert (
            spoken(" ".join(scene.script for scene in scenes)).split()
            == " ".join(scene.script for scene in script.scenes).split()
        )
        assert () == script.warnings

    @given(scenes_of(headings | st.just("")))
    def test_words_need_no_heading(self, scenes):
        """
        Scenes without headings are said too, each from its beginning.
        """
        said = " ".join(scene.script for scene in written(scenes).scenes)

        assert spoken(" ".join(scene.script for scene in scenes)).split() == said.split()

    @given(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
            | st.sampled_from(
                ["//a/B.png", "C:\\a b\\c.png", "a%41.png", "file:x.png", "&lt;.png", "a).png", "e\u0301"]
            ),
            min_size=1,
            max_size=4,
        ).filter(lambda names: not any("://" in name for name in names)),
        headings | st.just(""),
    )
    def test_pictures_stay_with_their_words(self, names, heading):
        """
        Any name that a file can have arrives as it was sent, at its own scene.
        """
        scenes = tuple(SceneRequest(heading, f"Words {index}.\n\nMore.", name) for index, name in enumerate(names))

        script = written(scenes)

        assert dict(enumerate(names)) == {
            int(scene.script.split()[1].rstrip(".")): scene.path_or_url
            for scene in script.scenes
            if "Words" in scene.script
        }
        assert all(scene.path_or_url for scene in script.scenes)

    @pytest.mark.parametrize("address", ["https://example.com/a%20b.png?c=d&copy;=1", "https://example.com/ö.png"])
    def test_addresses_are_warned_of(self, address):
        """
        A picture of the network is not fetched, and the script says so.
        """
        assert "example.com" in written((SceneRequest("A", "Words.", address),)).warnings[0]

    def test_say_what_is_to_be_seen(self):
        """
        What scenes ask for besides their words arrives at each of them, and at no other.
        """
        prompts = ("quote", None, "A beach; --> at <dawn>")
        asked = tuple(
            SceneRequest("", f"Words of scene {index}.", None, prompt, transition, MotionKind.PAN_UP if index else None)
            for index, (prompt, transition) in enumerate(
                zip(prompts, [TransitionKind.WIPE_UP, None, None], strict=True)
            )
        )
        script = written(asked)

        assert ["quote", None, "A beach at dawn"] == [scene.visual_prompt for scene in script.scenes]
        assert [TransitionKind.WIPE_UP, None, None] == [scene.transition for scene in script.scenes]
        assert [None, MotionKind.PAN_UP, MotionKind.PAN_UP] == [scene.motion for scene in script.scenes]
        assert "Words of scene 0. Words of scene 1. Words of scene 2." == " ".join(s.script for s in script.scenes)

    def test_relative_pictures_stay_relative(self):
        """
        A relative path is left as it is.
        """
        scenes = (SceneRequest("A", "Words here.", "pictures/a b.png"),)

        assert "pictures/a b.png" == written(scenes).scenes[0].path_or_url

    @given(scenes_of(headings))
    def test_give_the_film_a_topic(self, scenes):
        """
        Without a brief the film is about what its first scene is about.
        """
        assert Brief(order_of(JobRequest(scenes=scenes)).brief.topic) == order_of(JobRequest(scenes=scenes)).brief


class TestOwnWords:
    @given(topics())
    def test_any_words_are_a_film(self, text):
        """
        Own words are taken as they stand, and are their own topic.
        """
        assert text == order_of(JobRequest(script=text)).script

    @pytest.mark.parametrize(
        ("script", "topic"),
        [
            ("\n# The *sea*\n\nIt falls.", "The sea"),
            ("It falls. It rises.", "It falls. It rises."),
            ("---\n\n- one\n- two", "one"),
            ("word " * 40, " ".join(["word"] * 16) + "…"),
            ("a" * 200, "a" * 80),
        ],
    )
    def test_are_about_their_first_line(self, script, topic):
        """
        Without a brief the topic is the first line that says something.
        """
        assert topic == order_of(JobRequest(script=script)).brief.topic

    def test_may_come_in_the_inputs(self):
        """
        The inputs may hold the words, and what the request itself says wins.
        """
        inputs = {"Script": "Theirs.", "tone": "Calm", "voiceName": "en-gb", "targetDuration": "PT90S"}
        order = order_of(JobRequest(inputs=inputs))

        assert ("Theirs.", "Theirs.", "Calm") == (order.script, order.brief.topic, order.brief.tone)
        assert (VoiceSpec("en-gb"), PlanSpec(Fraction(90))) == (order.voice_spec, order.plan_spec)
        assert "Ours." == order_of(JobRequest(script="Ours.", inputs=inputs)).script
        assert TIDES == order_of(JobRequest(TIDES, inputs=inputs)).brief


class TestPresets:
    def test_default_is_the_documented_defaults(self):
        """
        The preset alone is a film with every documented default.
        """
        order = order_of(structure({"preset": "default", "inputs": {}, "options": {}}, JobRequest))

        assert ordered(Brief("Welcome to Aura Video Studio")) == order

    def test_sample_is_half_a_minute_of_own_words(self):
        """
        The sample has the original's manner, and words that are brought to its length.
        """
        order = order_of(structure({"preset": "Sample-Hello-YouTube", "inputs": {}}, JobRequest))
        script = asyncio.run(OwnScriptWriter().write(order, 150.0))

        assert "Hello YouTube" == order.brief.topic == script.title
        assert ("en-US", Aspect.WIDESCREEN) == (order.brief.language, order.brief.aspect)
        assert PlanSpec(Fraction(30), Pacing.CONVERSATIONAL, Density.BALANCED, "Modern") == order.plan_spec
        assert order.fits_duration
        assert 20 <= sum(scene.duration for scene in script.scenes) <= 32

    def test_inputs_and_parts_replace_what_a_preset_has(self):
        """
        A topic of the client's own is written about in the preset's manner; a part that is given counts whole.
        """
        sample = JobRequest(preset="sample-hello-youtube")
        told = order_of(attrs.evolve(sample, inputs={"topic": "Tides", "aspect": "1:1"}))
        given_words = order_of(attrs.evolve(sample, script="Ours.", plan_spec=PlanSpec(style="Plain")))

        assert (None, Brief("Tides", aspect=Aspect.SQUARE)) == (told.script, told.brief)
        assert (Fraction(30), True) == (told.plan_spec.target_duration, told.fits_duration)
        assert ("Ours.", PlanSpec(style="Plain"), False) == (
            given_words.script,
            given_words.plan_spec,
            given_words.fits_duration,
        )
        assert not order_of(attrs.evolve(sample, fit_duration=False)).fits_duration


class TestDemo:
    @pytest.mark.parametrize(
        ("topic", "expected"),
        [(None, "Welcome to Aura Video Studio"), (" ", "Welcome to Aura Video Studio"), ("Tides", "Tides")],
    )
    def test_is_twelve_seconds(self, topic, expected):
        """
        The demo is what the original specifies, about a topic of one's own if there is one.
        """
        request = request_of_demo(QuickDemoRequest(topic))

        assert request.is_quick_demo
        assert ordered(
            Brief(expected, "General", "Demonstrate", "Informative", "en-US", Aspect.WIDESCREEN),
            PlanSpec(Fraction(12), Pacing.FAST, Density.SPARSE, "Demo"),
            VoiceSpec("default", 1.0, 0.0, PauseStyle.SHORT),
            RenderSpec(Resolution(1920, 1080), "mp4", 5000, 192, 30, "H264", QualityLevel(75)),
        ) == order_of(request)

    @pytest.mark.parametrize("topic", ["!", "a" * 501])
    def test_a_topic_must_be_one(self, topic):
        """
        What is no topic is refused at its own path.
        """
        with pytest.raises(InvalidInputError) as caught:
            request_of_demo(QuickDemoRequest(topic))

        assert ["$.topic"] == [issue.path for issue in caught.value.issues]


class TestEnqueued:
    @pytest.mark.parametrize(("priority", "expected"), [(-5, 1), (1, 1), (7, 7), (99, 10)])
    def test_priority_is_brought_into_bounds(self, priority, expected):
        """
        A priority that is out of bounds counts as the nearest, as the contract has it.
        """
        request = request_of_enqueued(EnqueueJobRequest(TIDES, priority=priority, is_quick_demo=True))

        assert (expected, True) == (request.priority, request.is_quick_demo)
        assert ordered(TIDES) == order_of(request)

    @given(values(EnqueueJobRequest))
    def test_means_its_parts(self, request):
        """
        All four parts are in the order, as far as they are given.
        """
        order = order_of(request_of_enqueued(request))

        assert (request.brief, request.plan_spec, request.voice_spec, request.render_spec or RenderSpec()) == (
            order.brief,
            order.plan_spec,
            order.voice_spec,
            order.render_spec,
        )


class TestVideo:
    def test_has_the_documented_defaults(self):
        """
        A brief and a duration are a film.
        """
        request = VideoGenerationRequest("Tides", duration_minutes=1.5)

        director = VisualSpec(director=DirectorPreset.DOCUMENTARY)

        assert ordered(TIDES, PlanSpec(Fraction(90)), visuals=director) == order_of(request_of_video(request))

    def test_takes_every_option(self):
        """
        Each option that is given is in the order.
        """
        options = VideoGenerationOptions(
            *("Students", "Educate", "Calm", "en-GB", Aspect.SQUARE, Pacing.FAST, Density.DENSE, 800, 600, 24, "H265"),
            director_preset=DirectorPreset.CINEMATIC,
        )
        request = VideoGenerationRequest("Tides", "en-gb", "Plain", duration_minutes=0.5, options=options)

        assert ordered(
            Brief("Tides", "Students", "Educate", "Calm", "en-GB", Aspect.SQUARE),
            PlanSpec(Fraction(30), Pacing.FAST, Density.DENSE, "Plain"),
            VoiceSpec("en-gb"),
            RenderSpec(Resolution(800, 600), fps=24, codec="H265"),
            visuals=VisualSpec(director=DirectorPreset.CINEMATIC),
        ) == order_of(request_of_video(request))

    def test_codecs_are_options(self):
        """
        What cannot be made is told by the member in which it was asked for.
        """
        options = VideoGenerationOptions(codec="theora")
        with pytest.raises(InvalidInputError) as caught:
            request_of_video(VideoGenerationRequest("Tides", duration_minutes=1.0, options=options))

        assert ["$.options.codec"] == [issue.path for issue in caught.value.issues]

    @given(values(VideoGenerationRequest))
    def test_every_one_is_a_film(self, request):
        """
        Whatever can be read can be ordered.
        """
        assert request.brief == order_of(request_of_video(request)).brief.topic


class TestSelection:
    def test_parts_beside_the_specs_are_kept(self):
        """
        What a request says besides the contract's specs is in the order.
        """
        request = JobRequest(
            TIDES,
            provider_selection=ProviderSelection(script="outline"),
            captions=CaptionSpec(CaptionMode.BURN),
            artifacts=(ArtifactKind.SRT,),
            seed=7,
            loudness=-16.0,
            fit_duration=True,
        )

        assert ordered(
            TIDES,
            provider_selection=ProviderSelection(script="outline"),
            captions=CaptionSpec(CaptionMode.BURN),
            artifacts=(ArtifactKind.SRT,),
            seed=7,
            loudness=-16.0,
            fit_duration=True,
        ) == order_of(request)
