"""What clients may send, by example."""

from fractions import Fraction

import pytest
from hypothesis import given

from aura_core.errors import InvalidInputError
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import Aspect, Density, DirectorPreset, Pacing, PauseStyle
from aura_core.model.render import QualityLevel, RenderSpec, Resolution
from aura_core.model.request import (
    BatchRequest,
    EnqueueJobRequest,
    JobOptions,
    JobRequest,
    QuickDemoRequest,
    SceneRequest,
    VideoGenerationOptions,
    VideoGenerationRequest,
)
from aura_core.model.voice import VoiceSpec
from aura_core.testing.strategies import job_requests
from aura_core.wire import dumps, loads, structure


def issues(document, cls):
    """Read *document*, which is refused, and return path and message of each issue."""
    with pytest.raises(InvalidInputError) as caught:
        structure(document, cls)
    return [(issue.path, issue.message) for issue in caught.value.issues]


class TestJobRequest:
    @given(job_requests())
    def test_survives_json_text(self, request):
        """
        A request that was written reads as the same request.
        """
        assert request == loads(dumps(request), JobRequest)

    def test_needs_nothing_to_be_read(self):
        """
        Whatever is left out is left open; only a part that is begun has to be whole.
        """
        assert JobRequest() == structure({}, JobRequest)
        assert JobRequest() == structure(dict.fromkeys(["brief", "planSpec", "options", "scenes"]), JobRequest)
        assert [("$.brief.topic", "Brief topic is required.")] == issues({"brief": {"topic": " "}}, JobRequest)

    def test_takes_the_quick_example(self):
        """
        The four members of the documentation's first example are a request.
        """
        brief = {"topic": "Tides", "audience": "Students", "goal": "Educate", "tone": "Calm"}

        assert JobRequest(brief=Brief("Tides", "Students", "Educate", "Calm")) == structure(
            {"brief": brief}, JobRequest
        )

    def test_takes_a_preset(self):
        """
        The documentation's primary body is read as it stands.
        """
        document = {
            "preset": "sample-hello-youtube",
            "inputs": {"Topic": "Tides", "free": [1, {"a": None}]},
            "options": {"allowSkipUnavailable": True, "quality": "high"},
        }

        assert JobRequest(
            preset="sample-hello-youtube",
            inputs={"Topic": "Tides", "free": [1, {"a": None}]},
            options=JobOptions(allow_skip_unavailable=True, quality="high"),
        ) == structure(document, JobRequest)

    def test_takes_what_the_wizard_sends(self):
        """
        The full body of the original's web client is read member by member.
        """
        document = {
            "brief": {
                "topic": "Tides",
                "audience": "General",
                "goal": "Inform",
                "tone": "Conversational",
                "language": "English",
                "aspect": "Vertical9x16",
            },
            "planSpec": {
                "targetDuration": "00:01:30",
                "pacing": "Conversational",
                "density": "Balanced",
                "style": "modern",
            },
            "voiceSpec": {"voiceName": "default", "rate": 1, "pitch": 0, "pause": "Natural"},
            "renderSpec": {
                "res": {"width": 1280, "height": 720},
                "container": "mp4",
                "videoBitrateK": 4000,
                "audioBitrateK": 128,
                "fps": 25,
                "codec": "H265",
                "qualityLevel": 80,
                "enableSceneCut": True,
            },
            "imageProvider": "slides",
        }

        assert JobRequest(
            brief=Brief("Tides", tone="Conversational", language="English", aspect=Aspect.VERTICAL),
            plan_spec=PlanSpec(Fraction(90), style="modern"),
            voice_spec=VoiceSpec(),
            render_spec=RenderSpec(Resolution(1280, 720), "mp4", 4000, 128, 25, "H265", quality_level=QualityLevel(80)),
            image_provider="slides",
        ) == structure(document, JobRequest)

    @pytest.mark.parametrize(
        ("part", "document", "expected"),
        [
            ("voice_spec", {"voiceSpec": {"pause": 1.0, "pitch": 1.0}}, VoiceSpec(pitch=1.0, pause=PauseStyle.NATURAL)),
            ("render_spec", {"renderSpec": {"res": "1080p"}}, RenderSpec(Resolution(1920, 1080))),
            ("render_spec", {"renderSpec": {"qualityLevel": "High"}}, RenderSpec(quality_level=QualityLevel(85))),
            (
                "render_spec",
                {"renderSpec": {"codec": "VP9", "container": "webm"}},
                RenderSpec(container="webm", codec="VP9"),
            ),
            ("plan_spec", {"planSpec": {"targetDuration": "PT3M"}}, PlanSpec(Fraction(180))),
            ("plan_spec", {"planSpec": {"targetDuration": "PT1.5M", "pacing": "medium"}}, PlanSpec(Fraction(90))),
            ("plan_spec", {"planSpec": {"targetDuration": 45, "density": "normal"}}, PlanSpec(Fraction(45))),
        ],
    )
    def test_takes_the_older_spellings(self, part, document, expected):
        """
        What older clients send for pause, size, quality, codec and duration means what they meant.
        """
        assert expected == getattr(structure(document, JobRequest), part)

    def test_takes_own_words(self):
        """
        Words come as one script or scene by scene.
        """
        document = {"script": "# One\n\nTwo.", "scenes": [{"heading": "A", "script": "B.", "pathOrUrl": "c d.png"}]}

        assert JobRequest(script="# One\n\nTwo.", scenes=(SceneRequest("A", "B.", "c d.png"),)) == structure(
            document, JobRequest
        )

    def test_says_all_that_is_wrong(self):
        """
        Whatever cannot be read is named at once, each at its own path.
        """
        document = {
            "brief": {},
            "planSpec": {"targetDuration": 0},
            "options": {"allowSkipUnavailable": "yes"},
            "scenes": [{}, {"script": 5}],
            "inputs": [],
            "priority": "first",
            "loudness": 3,
        }

        assert {
            "$.brief.topic",
            "$.planSpec.targetDuration",
            "$.options.allowSkipUnavailable",
            "$.scenes[1].script",
            "$.inputs",
            "$.priority",
            "$.loudness",
        } == {path for path, _ in issues(document, JobRequest)}


class TestBatchRequest:
    def test_holds_requests(self):
        """
        What is wrong with one of several jobs is named by its index.
        """
        topic = {"brief": {"topic": "Tides"}}

        assert BatchRequest((JobRequest(brief=Brief("Tides")),) * 2) == structure(
            {"jobs": [topic, topic]}, BatchRequest
        )
        assert ["$.jobs[1].brief.topic"] == [path for path, _ in issues({"jobs": [topic, {"brief": {}}]}, BatchRequest)]

    def test_is_not_empty(self):
        """
        No job at all is no batch.
        """
        assert ["$.jobs"] == [path for path, _ in issues({"jobs": []}, BatchRequest)]


class TestQuickDemoRequest:
    @pytest.mark.parametrize("document", [{}, {"topic": None}])
    def test_needs_nothing(self, document):
        """
        The topic may be left out.
        """
        assert QuickDemoRequest() == structure(document, QuickDemoRequest)


class TestEnqueueJobRequest:
    def test_needs_a_topic_only(self):
        """
        Everything but the topic has a default.
        """
        assert EnqueueJobRequest(Brief("Tides")) == structure({"brief": {"topic": "Tides"}}, EnqueueJobRequest)
        assert [("$.brief.topic", "Brief topic is required.")] == issues({}, EnqueueJobRequest)

    def test_takes_priority(self):
        """
        Priority and the mark of a demo are read.
        """
        document = {"brief": {"topic": "Tides", "aspect": "9:16"}, "priority": "2", "isQuickDemo": True}

        assert EnqueueJobRequest(Brief("Tides", aspect=Aspect.VERTICAL), priority=2, is_quick_demo=True) == structure(
            document, EnqueueJobRequest
        )


class TestVideoGenerationRequest:
    def test_takes_the_words_of_the_original(self):
        """
        The options' words are the ones that the original understands, and the canonical ones.
        """
        document = {
            "brief": "How tides work",
            "voiceId": None,
            "style": "Documentary",
            "durationMinutes": 1.5,
            "options": {
                "aspect": "portrait",
                "pacing": "slow",
                "density": "Dense",
                "width": 1080,
                "fps": "24",
                "directorPreset": "tiktokenergy",
            },
        }

        assert VideoGenerationRequest(
            "How tides work",
            style="Documentary",
            duration_minutes=1.5,
            options=VideoGenerationOptions(
                aspect=Aspect.VERTICAL,
                pacing=Pacing.CHILL,
                density=Density.DENSE,
                width=1080,
                fps=24,
                director_preset=DirectorPreset.TIKTOK_ENERGY,
            ),
        ) == structure(document, VideoGenerationRequest)

    def test_says_all_that_is_wrong(self):
        """
        A blank or endless brief, no duration, and options beyond any film are named at once.
        """
        document = {"brief": " ", "options": {"width": 5, "fps": 0, "aspect": "4:3"}}

        assert {"$.brief", "$.durationMinutes", "$.options.width", "$.options.fps", "$.options.aspect"} == {
            path for path, _ in issues(document, VideoGenerationRequest)
        }
        assert [("$.brief", "The brief has 501 characters; at most 500 make a topic.")] == issues(
            {"brief": "a" * 501, "durationMinutes": 1}, VideoGenerationRequest
        )
