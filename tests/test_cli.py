"""
The command line, as people and programs meet it.
"""

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from aura_core.cli import aura
from aura_core.errors import InvalidInputError
from aura_core.model.enums import CaptionMode, Mood
from aura_core.model.events import Finished, Progress, StepName, StepStarted
from aura_core.model.order import MusicSpec
from aura_core.model.planning import Planned
from aura_core.wire import event_from_wire, loads


SMALL = ("--res", "320x180", "--fps", "10")
SCRIPT = "# Tides\n\nThe moon pulls the sea.\n\n## Twice a day\n\nThe water rises and falls.\n"


@pytest.fixture
def environment(tmp_path):
    """An environment in which all that is written lies in one folder."""
    (tmp_path / "scratch").mkdir()
    (tmp_path / "out").mkdir()
    return {"AURA_DATA_PATH": str(tmp_path / "data"), "TMPDIR": str(tmp_path / "scratch"), "COLUMNS": "100"}


@pytest.fixture
def script(tmp_path):
    """A script in a file."""
    path = tmp_path / "tides.md"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


@pytest.fixture
def run(environment):
    """Give a function that runs a command in this process."""
    return lambda *arguments, **more: CliRunner(env=environment | more).invoke(aura, list(map(str, arguments)))


@contextmanager
def _started(environment, *arguments):
    """Run a command in a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-m", "aura_core", *map(str, arguments)],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


class TestHelp:
    def test_lists_the_commands(self, run):
        """
        ``aura --help`` says what there is, in a line each.
        """
        told = run("--help").output

        assert "Turn a brief into a finished, narrated, captioned video, offline." in told
        assert ["create", "doctor", "keys", "models", "plan", "providers", "settings", "voices"] == re.findall(
            r"^  (\w+) +[A-Z]", told, re.MULTILINE
        )

    def test_lists_the_options(self, run):
        """
        ``aura create --help`` has every option, with its default.
        """
        told = run("create", "-h").output

        for option in (
            *("--script", "--duration", "--aspect", "--voice", "--captions", "--music", "--images", "--seed"),
            *("--output", "--with", "--json"),
        ):
            assert option in told
        assert ["What it says", "How it looks", "How it sounds", "Captions", "The file", "Other options"] == re.findall(
            r"^(\w.*):$", told, re.MULTILINE
        )
        assert ["--json", "--help"] == re.findall(r"--\w+", told.partition("Other options:")[2])
        assert "[default: 16:9]" in told
        assert "[default: H264]" in " ".join(told.split())
        assert "[burn|soft|sidecar|none]" in told

    def test_tells_the_version(self, run):
        """
        ``aura --version`` is the version of the distribution.
        """
        assert re.fullmatch(r"aura, version \d+\.\d+\.\d+\n", run("--version").output)


class TestPlan:
    def test_shows_the_scenes(self, run, script):
        """
        A plan has a line a scene with its time, words and heading, and says who would do the work.
        """
        result = run("plan", "--script", script)
        scenes = re.findall(r"^ *(\d+)  (\d+:\d\d) +([\d.]+) s +(\d+) words  (.*)$", result.output, re.MULTILINE)

        assert 0 == result.exit_code
        assert ("1", "0:00") == scenes[0][:2]
        assert any("Twice a day" in heading for *_, heading in scenes)
        assert f"{len(scenes)} scenes" in result.output
        assert re.search(r"^script: \S+   speech: \S+   pictures: \S+$", result.output, re.MULTILINE)

    def test_is_json_for_programs(self, run, script):
        """
        With ``--json`` stdout is script, recommendations and order as they are on the wire.
        """
        result = run("plan", "--script", script, "--json")
        found = loads(result.stdout, Planned)

        assert "The moon pulls the sea." in " ".join(scene.script for scene in found.script.scenes)
        assert found.recommendations.voice.rate == found.order.voice_spec.rate

    def test_recommends_what_is_left_open(self, run, script):
        """
        Below the scenes stand voice, music, captions, words to be found by, and why.
        """
        told = run("plan", "--script", script, "--tone", "serious", "--audience", "Children").output

        for label in (
            "Scenes",
            "On screen",
            "Words",
            "Voice",
            "Music",
            "Captions",
            "Title",
            "Tags",
            "Thumbnail",
            "Why",
        ):
            assert re.search(rf"^ *{label}\b", told, re.MULTILINE)
        assert re.search(r"Voice +serious, at 0.87 of its usual speed, -2 semitones", told)
        assert "\x1b" not in told

    def test_shows_the_recommended_film(self, run):
        """
        With ``--recommended`` the scenes are those of the film that `aura create --recommended` makes.
        """
        plain, advised = (
            int(re.search(r"scenes, (\d+) words", run("plan", "How tides work", "--pacing", "fast", *more).output)[1])
            for more in ((), ("--recommended",))
        )

        assert plain < advised

    def test_follows_the_duration(self, run):
        """
        A longer film has more words.
        """
        words = [
            int(re.search(r"scenes, (\d+) words", run("plan", "How tides work", "--duration", length).output)[1])
            for length in ("20", "0:40", "PT2M")
        ]

        assert words == sorted(set(words))

    def test_needs_no_ffmpeg(self, run, script):
        """
        What would be made can be told where nothing can be rendered.
        """
        assert 0 == run("plan", "--script", script, AURA_FFMPEG_PATH="/nowhere/ffmpeg").exit_code

    def test_makes_nothing(self, run, script, tmp_path):
        """
        No film, no picture, no speech: a plan leaves at most what it measured.
        """
        run("plan", "--script", script)

        assert [] == [path for path in tmp_path.rglob("*") if path.suffix in {".mp4", ".png", ".wav"}]


class TestEditions:
    @pytest.fixture
    def ordered(self, run, monkeypatch, tmp_path):
        """Give a function that returns the editions that a command line means."""
        monkeypatch.chdir(tmp_path)
        for language in ("en", "de"):
            (tmp_path / f"{language}.md").write_text(f"# {language}\n\nWords in {language}.\n", encoding="utf-8")

        def ordered(*arguments):
            found = []

            async def produce_all(editions, *_):
                found.extend(editions)
                raise InvalidInputError.of("", "Enough.", remedy="Stop.")

            monkeypatch.setattr("aura_core.cli.produce_all", produce_all)
            result = run("create", *arguments, "-o", "x.mp4")
            assert "Enough." in result.stderr, result.stderr
            return found

        return ordered

    def test_are_one_for_each_shape(self, ordered):
        """
        Several shapes are several films.
        """
        assert ["16x9", "9x16"] == [one.name for one in ordered("Tides", "--aspect", "16:9", "--aspect", "9:16")]
        assert [""] == [one.name for one in ordered("Tides", "--aspect", "9:16")]

    def test_are_one_for_each_language_of_a_script(self, ordered):
        """
        Scripts that say their language are films in these languages, each with its voice.
        """
        first, second = ordered("--script", "en=en.md", "--script", "de=de.md", "--voice", "de=de+f5")

        assert ("en", "Words in en.", "default") == _told(first)
        assert ("de", "Words in de.", "de+f5") == _told(second)

    def test_find_the_script_of_a_region(self, ordered):
        """
        A script in German is taken for German as it is spoken in Austria.
        """
        first, second = ordered(
            *("--language", "de-AT", "--language", "en-GB", "--script", "en=en.md", "--script", "de=de.md"),
        )

        assert ("de-AT", "Words in de.", "default") == _told(first)
        assert ("en-GB", "Words in en.", "default") == _told(second)

    @pytest.mark.parametrize(
        ("topic", "there", "name"),
        [
            ("How tides work", [], "how-tides-work"),
            ("How tides work", ["how-tides-work.mp4", "how-tides-work-2.9x16.mp4"], "how-tides-work-3"),
            ("../../Tides: 50% — übers Meer!", [], "tides-50-übers-meer"),
            ("潮汐 " * 50, [], "-".join(["潮汐"] * 20)),
        ],
    )
    def test_are_called_like_their_topic(self, run, monkeypatch, tmp_path, topic, there, name):
        """
        A film without a name is put into this folder, called by its words, and never in the place of another.
        """
        monkeypatch.chdir(tmp_path / "out")
        for one in there:
            Path(one).touch()
        found = []

        async def produce_all(editions, output, *_):
            found.append(output)
            raise InvalidInputError.of("", "Enough.", remedy="Stop.")

        monkeypatch.setattr("aura_core.cli.produce_all", produce_all)
        run("create", topic)

        assert [Path(name)] == found

    def test_are_in_the_language_of_their_words(self, ordered, tmp_path):
        """
        Where nothing says otherwise, a film is in the language that its script or its sources are plainly in.
        """
        german = tmp_path / "brot.md"
        german.write_text("Das Brot ist aus Mehl und Wasser, und es muss über Nacht gehen, bis man es backen kann.")

        for given in ("--script", "--source"):
            assert ["de"] == [one.order.brief.language for one in ordered(given, german)]
            assert ["en-GB"] == [one.order.brief.language for one in ordered(given, german, "--language", "en-GB")]
        assert ["en-US"] == [one.order.brief.language for one in ordered("Das Brot und das Wasser")]

    def test_take_a_file_by_its_name(self, ordered, tmp_path):
        """
        A file that is called like a label and a file is a file.
        """
        (tmp_path / "en=de.md").write_text("Words of its own.", encoding="utf-8")
        (only,) = ordered("--script", "en=de.md")

        assert "Words of its own." == only.order.script

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["--script", "en.md", "--script", "de.md"], "without a language for each"),
            (["--script", "en=en.md", "--script", "de=de.md", "--voice", "anna"], "The voice anna speaks one language"),
            (["Tides", "--aspect", "1:1", "--aspect", "1:1"], "asked for twice. (--aspect)"),
            (["Tides", "--language", "de", "--language", "de"], "asked for twice. (--language)"),
            (["Tides", "--language", "en", "--language", "de"], "Nobody translates from en to de."),
        ],
    )
    def test_are_refused_when_nobody_could_tell_which(self, run, tmp_path, monkeypatch, arguments, says):
        """
        What leaves a doubt is refused, and nothing is made.
        """
        monkeypatch.chdir(tmp_path)
        for language in ("en", "de"):
            (tmp_path / f"{language}.md").write_text("Words.", encoding="utf-8")
        result = run("create", *arguments, "-o", tmp_path / "out" / "x.mp4")

        assert 2 == result.exit_code
        assert says in result.stderr
        assert [] == list((tmp_path / "out").iterdir())

    def test_are_planned_by_language(self, run, tmp_path):
        """
        A plan shows each language once, whatever the shapes.
        """
        for language in ("en", "de"):
            (tmp_path / f"{language}.md").write_text(f"# Title {language}\n\nWords.", encoding="utf-8")
        scripts = [part for one in ("en", "de") for part in ("--script", f"{one}={tmp_path / one}.md")]
        told = run("plan", *scripts, "--aspect", "16:9", "--aspect", "9:16").output

        assert ["Title en", "Title de"] == re.findall("^Title ..", told, re.MULTILINE)
        documents = json.loads(run("plan", *scripts, "--json").stdout)
        assert ["Title en", "Title de"] == [document["script"]["title"] for document in documents]


def _told(edition):
    order = edition.order
    return order.brief.language, order.script.strip().splitlines()[-1], order.voice_spec.voice_name


class TestExitCodes:
    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["create", "-o", "x.mp4"], "Neither a topic nor a script"),
            (["create", "  ", "-o", "x.mp4"], "required"),
            (["create", "x" * 10_000, "-o", "x.mp4"], "500"),
            (["create", "Tides", "--duration", "0", "-o", "x.mp4"], "--duration"),
            (["create", "Tides", "--duration", "-5", "-o", "x.mp4"], "--duration"),
            (["create", "Tides", "--duration", "10:00:00", "-o", "x.mp4"], "--duration"),
            (["create", "Tides", "--duration", "soon", "-o", "x.mp4"], "--duration"),
            (["create", "Tides", "--aspect", "4:3", "-o", "x.mp4"], "--aspect"),
            (["create", "Tides", "--codec", "theora", "-o", "x.mp4"], "theora"),
            (["create", "Tides", "--container", "webm", "-o", "x.webm"], "webm does not take H264"),
            (["create", "Tides", "--music", "/none.mp3", "-o", "x.mp4"], "no music file"),
            (["create", "Tides", "--images", "/none", "-o", "x.mp4"], "no folder"),
            (["create", "--script", "/none.md", "-o", "x.mp4"], "cannot be read"),
            (["create", "--script", "/", "-o", "x.mp4"], "cannot be read"),
        ],
    )
    def test_is_2_for_what_cannot_be_done(self, run, tmp_path, monkeypatch, arguments, says):
        """
        A wrong order is told with what is wrong, at once, and nothing is written.
        """
        monkeypatch.chdir(tmp_path / "out")
        result = run(*arguments)

        assert 2 == result.exit_code
        assert says in result.stderr
        assert "" == result.stdout
        assert [] == list((tmp_path / "out").iterdir())

    @pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe\x00binary"])
    def test_is_2_for_a_script_that_says_nothing(self, run, script, tmp_path, content):
        """
        An empty or binary script is told apart from a film that failed.
        """
        script.write_bytes(content)
        result = run("create", "--script", script, "-o", tmp_path / "out" / "x.mp4")

        assert 2 == result.exit_code
        assert "Error E" in result.stderr

    def test_is_3_without_ffmpeg(self, run, tmp_path):
        """
        When something on the machine is missing, that is what the code says.
        """
        result = run("create", "Tides", "-o", tmp_path / "out" / "x.mp4", AURA_FFMPEG_PATH="/nowhere/ffmpeg")

        assert 3 == result.exit_code
        assert "Error E302-FFMPEG_NOT_FOUND: There is no FFmpeg at /nowhere/ffmpeg." in result.stderr
        assert "AURA_FFMPEG_PATH" in result.stderr

    def test_is_4_where_nothing_can_be_written(self, run, tmp_path):
        """
        An output that is a folder is refused before any work.
        """
        result = run("create", "Tides", "-o", tmp_path / "out")

        assert 4 == result.exit_code
        assert "is a folder" in result.stderr

    def test_is_2_for_a_wrong_setting(self, run, tmp_path):
        """
        What the environment says wrongly is named by its variable.
        """
        result = run("create", "Tides", "-o", tmp_path / "out" / "x.mp4", AURA_WORKERS="many")

        assert 2 == result.exit_code
        assert "AURA_WORKERS" in result.stderr


class TestVoices:
    def test_are_listed_by_language(self, run):
        """
        A language narrows the list; one that nobody speaks is an error.
        """
        told = run("voices", "--language", "de").output

        assert told
        assert all(re.match(r"\S.* de", line) for line in told.splitlines())
        assert 2 == run("voices", "--language", "tlh-x").exit_code

    def test_are_json_for_programs(self, run):
        """
        With ``--json`` stdout is a list.
        """
        voices = json.loads(run("voices", "--json").stdout)

        assert {"name", "language", "gender", "provider"} <= set(voices[0])


class TestMusic:
    @pytest.mark.parametrize(
        ("given", "spec"),
        [
            ("calm", MusicSpec(mood=Mood.CALM)),
            ("Driving", MusicSpec(mood=Mood.DRIVING)),
            ("auto", MusicSpec()),
            ("song.mp3", MusicSpec(Path("song.mp3"))),
            ("./calm", MusicSpec(Path("calm"))),
            (None, None),
        ],
    )
    def test_is_a_file_a_mood_or_what_the_tone_says(self, monkeypatch, given, spec):
        """
        ``--music`` takes a mood by its name, in any case; whatever else it has is a file.
        """
        orders = []

        async def produce_all(editions, *_):
            orders.extend(edition.order for edition in editions)
            raise InvalidInputError.of("", "Enough.", remedy="Stop.")

        monkeypatch.setattr("aura_core.cli.produce_all", produce_all)
        CliRunner().invoke(aura, ["create", "Tides", "-o", "x.mp4", *(("--music", given) if given else ())])

        assert [spec] == [order.music for order in orders]


class TestRecommended:
    def test_decides_what_no_option_does(self, run, monkeypatch, script):
        """
        ``--recommended`` fills in what was left open, for each film by itself, and leaves what was not.
        """
        orders = []

        async def produce_all(editions, *_):
            orders.extend(edition.order for edition in editions)
            raise InvalidInputError.of("", "Enough.", remedy="Stop.")

        monkeypatch.setattr("aura_core.cli.produce_all", produce_all)
        shapes = ("--aspect", "16:9", "--aspect", "9:16")
        run("create", "--script", script, "--tone", "calm", "--rate", "1.2", "--recommended", *shapes, "-o", "x.mp4")
        wide, tall = orders

        assert [(1.2, -1.0, Mood.CALM)] * 2 == [
            (order.voice_spec.rate, order.voice_spec.pitch, order.music.mood) for order in orders
        ]
        assert (CaptionMode.SOFT, CaptionMode.BURN) == (wide.captions.mode, tall.captions.mode)


@pytest.mark.render
class TestCreate:
    def test_tells_lines_in_a_pipe(self, environment, script, tmp_path):
        """
        Without a terminal there is a line a step on stderr, and on stdout what was made, a path a line.
        """
        out = tmp_path / "out" / "it's: 100% done.mp4"
        with _started(environment, "create", "--script", script, *SMALL, "--with", "srt", "-o", out) as process:
            told, said = process.communicate()

        assert (0, f"{out}\n{out.with_suffix('.srt')}\n") == (process.returncode, told.decode())
        steps = [line.split()[0] for line in said.decode().splitlines() if " done in " in line]
        assert ["Checking", "Writing", "Speaking", "Illustrating", "Captioning", "Rendering"] == steps
        assert "\x1b" not in said.decode()
        assert out.stat().st_size > 0

    def test_tells_json_to_programs(self, environment, script, tmp_path):
        """
        With ``--json`` every line of stdout is an event, and the last is the artifact.
        """
        out = tmp_path / "out" / "tides.mp4"
        with _started(environment, "create", "--script", script, *SMALL, "--json", "-o", out) as process:
            told, said = process.communicate()
        events = [event_from_wire(json.loads(line)) for line in told.splitlines()]

        assert (0, b"") == (process.returncode, said)
        assert list(StepName) == [event.step for event in events if isinstance(event, StepStarted)]
        percents = [event.percent for event in events if isinstance(event, Progress)]
        assert sorted(percents) == percents
        assert isinstance(events[-1], Finished)
        assert out == events[-1].artifact.video.path
        assert out.stat().st_size == events[-1].artifact.video.size_bytes

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_leaves_nothing_when_stopped(self, environment, script, tmp_path, number):
        """
        Ctrl-C in the middle of rendering ends it with 130: no film, no temporary, no process, no traceback.
        """
        script.write_text(SCRIPT + "## More\n\n" + "And again the water rises and falls. " * 20, encoding="utf-8")
        options = ("--res", "1280x720", "--captions", "burn", "--json")
        with _started(environment, "create", "--script", script, *options, "-o", tmp_path / "out" / "x.mp4") as process:
            for line in process.stdout:
                event = event_from_wire(json.loads(line))
                if isinstance(event, StepStarted) and event.step is StepName.MUX:
                    break
            process.send_signal(number)
            rest, said = process.communicate()

        assert (130, "Stopped.\n") == (process.returncode, said.decode())
        assert b"job-completed" not in rest
        assert [] == list((tmp_path / "out").iterdir())
        assert [] == list((tmp_path / "scratch").iterdir())
        assert [] == list((tmp_path / "data").rglob(".*"))
        assert [] == _processes_that_mention(tmp_path)


def _processes_that_mention(folder):
    """List the command lines of all processes that have to do with *folder*."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes()
        except OSError:
            continue
        if str(folder).encode() in line:
            found.append(line)
    return found
