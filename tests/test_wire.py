"""Values as JSON and back, by example."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

from aura_core.errors import InvalidInputError
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import Aspect, Density, JobStatus, Pacing, PauseStyle, ProviderMode
from aura_core.model.job import GenerationProgress, JobStep, JobStepError
from aura_core.model.models import OllamaPull
from aura_core.model.order import MusicSpec, Order
from aura_core.model.problems import Problem
from aura_core.model.render import QualityLevel, RenderSpec, Resolution
from aura_core.model.request import BatchRequest, JobRequest
from aura_core.model.script import Script
from aura_core.model.timeline import Chapter
from aura_core.model.voice import VoiceSpec
from aura_core.timing import FrameRate, Seconds, TimeRange
from aura_core.wire import dumps, event_from_wire, loads, structure, unstructure


def issues(document, cls):
    """Read *document*, which is refused, and return path, message and code of each issue."""
    with pytest.raises(InvalidInputError) as caught:
        structure(document, cls)
    return [(issue.path, issue.message, issue.code) for issue in caught.value.issues]


def messages(document, cls):
    """Read *document*, which is refused, and return what is wrong with it."""
    return [message for _, message, _ in issues(document, cls)]


class TestOrder:
    def test_needs_a_topic_only(self):
        """
        A topic alone is an order; everything else has the documented default.
        """
        order = structure({"brief": {"topic": "How tides work"}}, Order)

        assert Order(Brief("How tides work")) == order
        assert {
            "topic": "How tides work",
            "audience": "General",
            "goal": "Inform",
            "tone": "Informative",
            "language": "en-US",
            "aspect": "Widescreen16x9",
            "promptModifiers": None,
            "ragConfiguration": None,
            "llmParameters": None,
            "sources": [],
            "passages": [],
        } == unstructure(order)["brief"]
        assert {
            "targetDuration": "00:01:00",
            "pacing": "Conversational",
            "density": "Balanced",
            "style": "Modern",
            "refinementConfig": None,
            "minSceneCount": None,
            "maxSceneCount": None,
            "targetSceneCount": None,
            "maxReadingLevel": None,
        } == unstructure(order)["planSpec"]
        assert {"voiceName": "default", "rate": 1.0, "pitch": 0.0, "pause": "Natural"} == unstructure(order)[
            "voiceSpec"
        ]
        assert {
            "res": {"width": 1920, "height": 1080},
            "container": "mp4",
            "videoBitrateK": 5000,
            "audioBitrateK": 192,
            "fps": 30,
            "codec": "H264",
            "qualityLevel": 75,
            "enableSceneCut": True,
            "refinementConfig": None,
            "jobId": None,
        } == unstructure(order)["renderSpec"]

    def test_takes_the_bodies_that_clients_send(self):
        """
        The older clients' spellings of resolution, quality, pause and duration mean what they meant.
        """
        order = structure(
            {
                "brief": {"topic": "Tides", "aspect": "portrait"},
                "planSpec": {"targetDuration": "PT3M", "pacing": "Fast", "density": "normal", "style": "Modern"},
                "voiceSpec": {"voiceName": "Ann", "rate": "1.25", "pitch": 1, "pause": 1.0},
                "renderSpec": {"res": "4K", "qualityLevel": "High", "fps": 60.0},
                "preset": "default",
            },
            Order,
        )

        assert (Aspect.VERTICAL, Fraction(180), Pacing.FAST, Density.BALANCED) == (
            order.brief.aspect,
            order.plan_spec.target_duration,
            order.plan_spec.pacing,
            order.plan_spec.density,
        )
        assert VoiceSpec("Ann", 1.25, 1.0, PauseStyle.NATURAL) == order.voice_spec
        assert RenderSpec(res=Resolution(3840, 2160), quality_level=QualityLevel(85), fps=60) == order.render_spec

    @pytest.mark.parametrize(
        "document",
        [{}, {"brief": None}, {"brief": {}}, {"brief": {"topic": None}}, {"brief": {"topic": " "}}],
    )
    def test_demands_the_topic(self, document):
        """
        Without a topic, and with a blank one, the field is named in the contract's words.
        """
        assert [("$.brief.topic", "Brief topic is required.", "E400")] == issues(document, Order)

    def test_says_all_that_is_wrong(self):
        """
        Everything is said at once, unreadable and out of bounds alike.
        """
        document = {
            "brief": {"topic": "", "aspect": "4:3"},
            "planSpec": {"targetDuration": 1, "minSceneCount": 0, "style": 5},
            "renderSpec": {"res": {"width": 1}, "videoBitrateK": 0, "fps": "many"},
            "music": {"path": ""},
        }

        assert {
            "$.brief.topic",
            "$.brief.aspect",
            "$.planSpec.targetDuration",
            "$.planSpec.minSceneCount",
            "$.planSpec.style",
            "$.renderSpec.res.width",
            "$.renderSpec.res.height",
            "$.renderSpec.videoBitrateK",
            "$.renderSpec.fps",
            "$.music.path",
        } == {path for path, _, _ in issues(document, Order)}


class TestMembers:
    def test_null_leaves_a_member_out(self):
        """
        Null is kept where the contract knows it, and is as good as nothing where it does not.
        """
        assert Brief("Tides", audience=None) == structure({"topic": "Tides", "audience": None, "tone": None}, Brief)
        assert RenderSpec() == structure(dict.fromkeys(["res", "fps", "qualityLevel", "enableSceneCut"]), RenderSpec)
        assert PlanSpec() == structure({"pacing": None, "targetDuration": None}, PlanSpec)

    def test_bounds_are_worded_for_the_reader(self):
        """
        A member out of its bounds is called by its name on the wire.
        """
        assert [("$.videoBitrateK", "videoBitrateK must be at least 100, not 5.", "E400")] == issues(
            {"videoBitrateK": 5}, RenderSpec
        )
        assert ["rate must be at most 2.0, not 3.0."] == messages({"rate": 3}, VoiceSpec)
        assert ["'no model' is no model name."] == messages({"modelName": "no model"}, OllamaPull)
        assert [("$.scenes", "scenes must have at least 1 item, not 0.", "E400")] == issues(
            {"title": "", "language": "en", "scenes": []}, Script
        )

    def test_a_validator_may_look_at_other_members(self):
        """
        A rule between two members is reported at the one that breaks it, and waits while the other cannot be read.
        """
        frames = {"start": 5, "stop": 3}

        assert [("$.stop", "A frame range cannot end at 3, before its start at 5.", "E400")] == issues(frames, Ends)
        assert ["$.start"] == [path for path, _, _ in issues({**frames, "start": "x"}, Ends)]

    def test_a_rule_of_the_whole_is_reported_at_the_whole(self):
        """
        What no single field objects to is said of the object.
        """
        assert [("$", "Too much.", "E400")] == issues({"size": 3}, Whole)

    def test_a_broken_validator_is_no_bad_input(self):
        """
        A mistake in a validator is not taken for one of the caller.
        """
        with pytest.raises(AttributeError, match="missing"):
            structure({"size": 3}, Broken)


@attrs.frozen
class Ends:
    start: int
    stop: int = attrs.field()

    @stop.validator
    def _not_before_start(self, _, value):
        if value < self.start:
            raise ValueError(f"A frame range cannot end at {value}, before its start at {self.start}.")


@attrs.frozen
class Whole:
    size: int

    def __attrs_post_init__(self):
        raise ValueError("Too much.")


@attrs.frozen
class Broken:
    size: int = attrs.field()

    @size.validator
    def _reads_what_is_not_there(self, _, value):
        raise AttributeError("missing")


class TestEnums:
    @pytest.mark.parametrize(
        ("cls", "message"),
        [
            (
                Aspect,
                (
                    "Unknown Aspect value: 'x'. Valid values are: "
                    "Widescreen16x9 (or 16:9), Vertical9x16 (or 9:16), Square1x1 (or 1:1), Portrait4x5 (or 4:5)"
                ),
            ),
            (Density, "Unknown Density value: 'x'. Valid values are: Sparse, Balanced, Dense (alias: Normal)"),
            (
                Pacing,
                (
                    "Unknown Pacing value: 'x'. Valid values are: "
                    "Chill, Conversational, Fast (aliases: Medium, Slow, Quick)"
                ),
            ),
            (PauseStyle, "Unknown PauseStyle value: 'x'. Valid values are: Natural, Short, Long, Dramatic"),
            (ProviderMode, "Unknown ProviderMode value: 'x'. Valid values are: Free, Pro"),
        ],
    )
    def test_an_unknown_word_is_refused_in_the_documented_words(self, cls, message):
        """
        The message is the contract's to the letter, its code E303.
        """
        assert [("$", message, "E303")] == issues("x", cls)

    @pytest.mark.parametrize("word", ["1", "99", "-1", "Chill,Fast", "Chill, Fast", "0x1"])
    def test_numbers_and_lists_are_no_words(self, word):
        """
        A numeric string is no member, nor are several members at once.
        """
        assert [f"Unknown Pacing value: '{word}'. Valid values are: {VALID_PACINGS}"] == messages(word, Pacing)

    @pytest.mark.parametrize(
        ("value", "token"),
        [
            (1, "Number"),
            (1.5, "Number"),
            (True, "True"),
            (False, "False"),
            (None, "Null"),
            ([], "StartArray"),
            ({}, "StartObject"),
        ],
    )
    def test_what_is_no_string_is_named(self, value, token):
        """
        Another JSON token is named as the original names it.
        """
        assert [("$", f"Expected string value for Pacing, got {token}", "E303")] == issues(value, Pacing)

    @pytest.mark.parametrize("blank", ["", "  ", "\t\n"])
    def test_blank_is_empty(self, blank):
        """
        A blank word is refused as empty.
        """
        assert [("$", "Pacing value cannot be empty", "E303")] == issues(blank, Pacing)

    def test_a_monstrous_word_is_quoted_in_part(self):
        """
        A refusal stays readable whatever was sent.
        """
        assert 250 > len(messages("x" * 100_000, Pacing)[0])

    @pytest.mark.parametrize("pause", [0, 1.0, -3, 1e6])
    def test_a_pause_in_numbers_is_natural(self, pause):
        """
        Older clients send a number as the pause style, which meant nothing.
        """
        assert PauseStyle.NATURAL is structure(pause, PauseStyle)

    @pytest.mark.parametrize(
        ("word", "status"),
        [
            ("processing", JobStatus.RUNNING),
            ("completed", JobStatus.DONE),
            ("Cancelled", JobStatus.CANCELED),
            ("succeeded", JobStatus.SUCCEEDED),
        ],
    )
    def test_knows_the_other_spellings_of_a_status(self, word, status):
        """
        A job's status is understood in the spellings of all the original's surfaces.
        """
        assert status is structure(word, JobStatus)


VALID_PACINGS = "Chill, Conversational, Fast (aliases: Medium, Slow, Quick)"


class TestScalars:
    @pytest.mark.parametrize(
        ("spelled", "seconds"),
        [
            ("00:01:00", 60),
            ("1.02:03:04", 93_784),
            ("26:03:04", 93_784),
            ("00:00:01.5000000", Fraction(3, 2)),
            ("00:00:00.5", Fraction(1, 2)),
            ("-00:00:01", -1),
            ("PT3M", 180),
            ("PT1H2M3.5S", Fraction(7447, 2)),
            ("P1DT1S", 86_401),
            ("P1W", 604_800),
            ("PT0.5H", 1800),
            (90, 90),
            (0.1, Fraction(1, 10)),
            ("90", 90),
            (" 1e2 ", 100),
        ],
    )
    def test_durations(self, spelled, seconds):
        """
        Every spelling of a duration is read to the tick.
        """
        assert seconds == structure(spelled, Seconds)

    @pytest.mark.parametrize(
        "spelled",
        [
            "",
            "P",
            "PT",
            "P1Y",
            "P1M",
            "1:00",
            "00:60:00",
            "00:00:60",
            "1.24:00:00",
            "soon",
            "1:2:3:4",
            "٣",
            True,
            None,
            [],
            1e300,
            "9" * 40,
            float("nan"),
            float("inf"),
            10**400,
            "1e999999999",
            "9999999999:00:00",
        ],
    )
    def test_what_is_no_duration(self, spelled):
        """
        Anything else is refused, fast, whatever its size.
        """
        assert 1 == len(messages(spelled, Seconds))

    @pytest.mark.parametrize(
        ("seconds", "spelled"),
        [
            (Fraction(60), "00:01:00"),
            (Fraction(3, 2), "00:00:01.5000000"),
            (Fraction(1, 3), "00:00:00.3333333"),
            (Fraction(93_784), "26:03:04"),
            (Fraction(-1, 2), "-00:00:00.5000000"),
        ],
    )
    def test_durations_are_written_as_a_clock(self, seconds, spelled):
        """
        A duration goes out as hours, minutes, seconds, and seven digits where there is a fraction.
        """
        assert spelled == unstructure(seconds)

    @pytest.mark.parametrize(
        ("spelled", "rate"),
        [("30000/1001", Fraction(30_000, 1001)), (30, 30), ("30", 30), (29.97, Fraction(2997, 100)), ("25/1", 25)],
    )
    def test_frame_rates(self, spelled, rate):
        """
        A frame rate is read exactly as its digits say.
        """
        assert rate == structure(spelled, FrameRate)

    @pytest.mark.parametrize("spelled", [0, -30, "30/0", "0/1", "fast", True, None, "00:00:30", float("inf")])
    def test_what_is_no_frame_rate(self, spelled):
        """
        A frame rate is larger than zero.
        """
        assert "frame rate such as 30 or 30000/1001" in messages(spelled, FrameRate)[0]

    def test_a_frame_rate_is_no_duration(self):
        """
        A frame rate goes out as a ratio, though it is kept like a duration.
        """
        assert {"rate": "30000/1001", "length": "00:00:30"} == unstructure(
            Reel(FrameRate(Fraction(30_000, 1001)), Fraction(30))
        )

    @pytest.mark.parametrize(
        ("spelled", "size"),
        [
            ("360p", (640, 360)),
            ("480p", (854, 480)),
            ("720P", (1280, 720)),
            ("1080p", (1920, 1080)),
            ("1440p", (2560, 1440)),
            ("4K", (3840, 2160)),
            ("2160p", (3840, 2160)),
            ("1081X607", (1081, 607)),
            ({"Width": "640", "HEIGHT": 480.0}, (640, 480)),
        ],
    )
    def test_frame_sizes(self, spelled, size):
        """
        A frame size is an object, a name or width by height.
        """
        assert Resolution(*size) == structure(spelled, Resolution)

    @pytest.mark.parametrize(
        "spelled", ["8K", "", "1920", "1920x", "x", "0x0", "1x99999", "-1x5", 1080, None, [1920, 1080]]
    )
    def test_what_is_no_frame_size(self, spelled):
        """
        Anything else is refused where it stands.
        """
        assert ["$"] == [path for path, _, _ in issues(spelled, Resolution)]

    @pytest.mark.parametrize(
        ("spelled", "level"),
        [("low", 50), ("Medium", 75), ("HIGH", 85), ("ultra", 95), (80, 80), ("80", 80), (80.0, 80)],
    )
    def test_quality_levels(self, spelled, level):
        """
        A quality level is a number or a word.
        """
        assert level == structure(spelled, QualityLevel)

    @pytest.mark.parametrize(
        "value", [True, "yes", "", None, [], 1.5, 2**63, 1e300, float("nan"), float("inf"), "1_000", "0x10", "٣"]
    )
    def test_what_is_no_whole_number(self, value):
        """
        A boolean is no number, and neither is half a one or one that 64 bits cannot hold.
        """
        assert 1 == len(messages(value, int))

    @pytest.mark.parametrize("value", [0, 1, "true", "True", "", None])
    def test_what_is_no_boolean(self, value):
        """
        Booleans are not read from strings or numbers.
        """
        assert 1 == len(messages(value, bool))

    def test_half_a_surrogate_pair_is_no_text(self):
        """
        A lone surrogate is refused wherever it stands, and what says so can be printed.
        """
        document = r'{"topic": "tides \ud83c", "tone": "\udf0a", "aspect": "\ud800"}'

        with pytest.raises(InvalidInputError) as caught:
            loads(document, Brief)

        assert {"$.topic", "$.tone", "$.aspect"} == {issue.path for issue in caught.value.issues}
        assert "half of a surrogate pair" in str(caught.value.args[0].encode())
        assert Brief("tides 🌊") == loads(r'{"topic": "tides \ud83c\udf0a"}', Brief)

    @pytest.mark.parametrize("path", ["", "a\0b", 3, "\ud800"])
    def test_what_is_no_path(self, path):
        """
        A path is a string that a file can be called by.
        """
        assert ["$.path"] == [found for found, _, _ in issues({"path": path}, MusicSpec)]

    @pytest.mark.parametrize(
        "spelled",
        [
            "2025-12-09T18:44:02Z",
            "2025-12-09T18:44:02.0000000Z",
            "2025-12-09T19:44:02+01:00",
            "2025-12-09T18:44:02",
        ],
    )
    def test_moments(self, spelled):
        """
        A moment is read from .NET's spelling and any offset, and goes out in UTC.
        """
        moment = structure(spelled, datetime)

        assert datetime(2025, 12, 9, 18, 44, 2, tzinfo=UTC) == moment
        assert "2025-12-09T18:44:02Z" == unstructure(moment)

    @pytest.mark.parametrize(
        "spelled",
        ["", "2025-12-09", "20251209T184402Z", "2025-13-01T00:00:00Z", "0001-01-01T00:00:00+14:00", 1765305842, None],
    )
    def test_what_is_no_moment(self, spelled):
        """
        Anything else is refused.
        """
        assert "date and time such as" in messages(spelled, datetime)[0]


@attrs.frozen
class Reel:
    rate: FrameRate
    length: Seconds


class TestComposites:
    def test_keys_of_dictionaries_keep_their_case(self):
        """
        Names that belong to the user are left alone, both ways.
        """
        progress = GenerationProgress(metadata={"ownKey_A": [1, {"B b": None}]})

        assert {"ownKey_A": [1, {"B b": None}]} == unstructure(progress)["metadata"]
        assert progress == loads(dumps(progress), GenerationProgress)

    def test_arrays_are_arrays(self):
        """
        Tuples go out as arrays and come back as tuples.
        """
        step = JobStep(errors=(JobStepError("a"), JobStepError("b")))

        assert ["a", "b"] == [error["code"] for error in unstructure(step)["errors"]]
        assert step == loads(dumps(step), JobStep)

    def test_says_where_in_arrays_and_dictionaries(self):
        """
        A path leads through indices and keys, whatever the keys hold.
        """
        document = {
            "errors": {"plain": ["fine", 1], "not so": [2], "it's": 3, "\ud800": []},
            "howToFix": [None, "b", {}],
        }

        assert [
            ("$.errors.plain[1]", "Expected a string, got a number.", "E400"),
            ("$.errors['not so'][0]", "Expected a string, got a number.", "E400"),
            ("$.errors['it's']", "Expected an array, got a number.", "E400"),
            ("$.errors['\\ud800']", "The text holds half of a surrogate pair, \\ud800, which is no character.", "E400"),
            ("$.howToFix[0]", "Expected a string, got null.", "E400"),
            ("$.howToFix[2]", "Expected a string, got an object.", "E400"),
        ] == issues(document, Problem)

    @pytest.mark.parametrize(
        "value", [float("nan"), float("inf"), [float("-inf")], {"a": {1, 2}}, {1: "a"}, "\udfff", b"a"]
    )
    def test_free_json_is_json(self, value):
        """
        Where anything is allowed, it must still be JSON.
        """
        assert 1 == len(messages({"details": value}, JobStepError))


class TestLoads:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "{",
            "{'a': 1}",
            "[1,]",
            '{"a": 1} x',
            "NaN",
            '{"a": -Infinity}',
            "// no\n{}",
            "\ufeff{}",
            "1" * 5000,
            "[" * 100000,
            '{"a":' * 100000,
            b"\xff",
            b"\xed\xa0\x80",
            '{"topic": "a\x01"}',
        ],
        ids=lambda text: repr(text[:12]),
    )
    def test_what_is_no_json_is_said_at_the_root(self, text):
        """
        Text that is no JSON, is nested beyond reason or is not UTF-8 gives one issue, at the root.
        """
        with pytest.raises(InvalidInputError) as caught:
            loads(text, Brief)

        assert ["$"] == [issue.path for issue in caught.value.issues]
        assert caught.value.remedy

    @pytest.mark.parametrize("document", [None, True, 1, "x", [], [{"topic": "Tides"}]])
    def test_a_value_is_an_object(self, document):
        """
        JSON that is no object makes no value.
        """
        assert ["$"] == [path for path, _, _ in issues(document, Brief)]

    def test_takes_bytes_with_and_without_a_mark(self):
        """
        Bytes are UTF-8; a byte order mark does not hurt.
        """
        text = '{"topic": "Gezeiten – Ebbe"}'

        assert Brief("Gezeiten – Ebbe") == loads(text.encode(), Brief) == loads(b"\xef\xbb\xbf" + text.encode(), Brief)

    def test_deep_free_json_is_refused(self):
        """
        What the parser still takes but nobody can walk is refused too.
        """
        deep: Any = []
        for _ in range(5000):
            deep = [deep]

        assert ["The document is nested too deeply."] == messages({"details": deep}, JobStepError)


class TestDumps:
    def test_speaks_all_languages(self):
        """
        Text goes out as it is, not as escapes; nulls are written.
        """
        assert '"topic": "潮汐"' in dumps(Brief("潮汐"))
        assert '"llmParameters": null' in dumps(Brief("潮汐"))

    def test_can_be_read_by_people(self):
        """
        An indent is passed on.
        """
        assert '{\n  "title": "One"' in dumps(Chapter("One", TimeRange()), indent=2)

    def test_never_writes_what_is_no_json(self):
        """
        A value that went wrong inside is not passed on as NaN.
        """
        with pytest.raises(ValueError, match="JSON"):
            dumps(GenerationProgress(metadata={"a": float("nan")}))

    def test_paths_are_strings(self):
        """
        A path goes out as the system spells it.
        """
        assert str(Path("a/b")) == json.loads(dumps(MusicSpec(Path("a/b"))))["path"]


class TestEvents:
    @pytest.mark.parametrize("document", [None, {}, {"event": 3}, {"event": "job-exploded"}, {"event": []}])
    def test_an_unknown_event_is_refused(self, document):
        """
        What no event is called gives our own error.
        """
        with pytest.raises(InvalidInputError):
            event_from_wire(document)

    def test_members_of_an_event_are_named(self):
        """
        An event that lacks something says what.
        """
        with pytest.raises(InvalidInputError) as caught:
            event_from_wire({"event": "warning", "step": "cooking"})

        assert ["$.step", "$.message"] == [issue.path for issue in caught.value.issues]


class TestImport:
    def test_needs_no_hypothesis(self):
        """
        The wire stands without what only tests need.
        """
        code = "import sys, aura_core.wire; sys.exit('hypothesis' in sys.modules)"

        assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode


class TestSizes:
    @pytest.mark.parametrize(
        ("text", "count"), [('{"brief": {"topic": "x"}}', 2), ('{"brief": {"topic": "x", "sources": ["a", "b"]}}', 5)]
    )
    def test_of_documents_are_counted_in_values(self, text, count):
        """
        A document may hold so many values and no more, whatever they are in.
        """
        assert "x" == loads(text, JobRequest, values=count).brief.topic
        with pytest.raises(InvalidInputError, match="more than"):
            loads(text, JobRequest, values=count - 1)

    def test_of_lists_are_looked_at_before_their_items(self):
        """
        A list that is too long is one issue, however many its items would have.
        """
        with pytest.raises(InvalidInputError) as refused:
            loads(json.dumps({"jobs": [{"brief": 1}] * 101}), BatchRequest)

        assert ["$.jobs"] == [issue.path for issue in refused.value.issues]
        assert 100 == len(loads(json.dumps({"jobs": [{}] * 100}), BatchRequest).jobs)
