"""
What cannot be done is said in a line with a code, a line with a remedy and an exit code, and nothing is made.
"""

import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


UTF16 = "Tides rise and fall.".encode("utf-16")
LATIN = "Ebbe und Flut fällt".encode("latin-1")


@pytest.fixture
def refused(ask, machine):
    """Give a function that makes sure that a command is refused, and returns what was said."""

    def refused(*arguments, code=2, told=("E400",), output="film.mp4", **circumstances):
        said = ask("create", *arguments, "-o", output, **circumstances)

        assert (code, list(told)) == (said.code, said.told)
        assert not said.remedy.startswith("Error")
        assert said.remedy.endswith(".") or said.remedy.endswith("?")
        assert [] == list(machine.films.iterdir())
        assert [] == machine.left()
        return said.err

    return refused


class TestTopics:
    @pytest.mark.parametrize("topic", ["", " ", "\t\n", "?!", "🌊🌙", "...", "\u200b"])
    def test_that_say_nothing_are_refused(self, refused, topic):
        """
        A topic without a letter or a digit is none.
        """
        refused(topic)

    def test_that_are_far_too_long_are_refused(self, refused):
        """
        The limit is told, and how far beyond it the topic is.
        """
        assert "10000 characters; at most 500" in refused("x" * 10_000)

    @pytest.mark.parametrize("topic", ["half \ud800 character", os.fsdecode(b"tides \xff\xfe")])
    def test_with_half_characters_are_refused(self, refused, topic):
        """
        Half a surrogate pair, from JSON or from a terminal in another encoding, is no character.
        """
        assert "half of a surrogate pair" in refused(topic)

    def test_that_are_missing_are_asked_for(self, refused):
        """
        Without a topic and a script the remedy shows what to type.
        """
        assert '"How tides work"' in refused()


class TestScripts:
    @pytest.mark.parametrize(
        "text",
        [
            *("", " \n\t\n", "... !!! ???", "🌊🌙 😀", "\ufeff", "\0"),
            "# \n\n---\n\n```\ncode\n```\n\n![](x.png)\n<!-- comment -->\n* * *\n",
        ],
    )
    def test_without_words_are_refused(self, refused, script, text):
        """
        A script that is empty, or Markdown and nothing else, holds nothing that could be spoken.
        """
        assert "holds nothing that could be spoken. (--script)" in refused("--script", script(text))

    @pytest.mark.parametrize(
        "data", [bytes(range(128)) * 50, bytes(range(256)), b"\x89PNG\r\n\x1a\n\0\0", UTF16, LATIN]
    )
    def test_that_are_no_text_are_refused(self, refused, script, data):
        """
        Binary files, and texts in other encodings than UTF-8, are told from words; the remedy says which encoding.
        """
        assert "UTF-8" in refused("--script", script(data)).splitlines()[-1]

    @pytest.mark.parametrize(
        ("name", "why"),
        [("missing.md", "No such file"), (".", "directory"), ("x" * 300, "too long"), ("a/b", "No such")],
    )
    def test_that_cannot_be_read_are_refused(self, refused, name, why):
        """
        What the system says about a file is passed on.
        """
        assert why in refused("--script", name)

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless file here")
    def test_without_an_end_are_refused(self, refused):
        """
        A file that never ends is read only as far as a script may go.
        """
        assert "larger than a script can be" in refused("--script", "/dev/zero")

    def test_that_would_outlast_a_film_are_refused(self, refused, script):
        """
        20,000 words are planned, and told to take too long.
        """
        text = " ".join(f"Word number {index} stands in this sentence." for index in range(20_000 // 7))

        assert "minutes to speak; a film lasts at most 120" in refused("--script", script(f"{text} {text}"[:118_000]))

    def test_with_pictures_that_are_missing_are_refused(self, refused, script, machine):
        """
        A picture counts from the folder of the script, and the message says where it was looked for.
        """
        assert str(machine.root / "nowhere.png") in refused("--script", script("![A picture](nowhere.png)\n\nWords."))

    def test_with_pictures_in_addresses_too_long_for_a_file_are_refused(self, refused, script):
        """
        A picture that is written into the script is no file.
        """
        embedded = f"![A picture](data:image/png;base64,{'A' * 600})\n\nWords."

        assert "There is no picture" in refused("--script", script(embedded))


class TestPlans:
    @pytest.mark.parametrize(
        "text", ["Tides.", "x" * 20_000, "潮" * 9_000, "word " * 15_000, "# h\n\nword\n\n" * 3_000]
    )
    def test_of_scripts_short_and_long_are_made(self, ask, script, text):
        """
        From one word up to two hours of them, a script has a plan.
        """
        said = ask("plan", "--script", script(text))

        assert (0, []) == (said.code, said.told)
        assert re.search(r"^[\d,]+ scenes?, ", said.out, re.MULTILINE)

    @pytest.mark.parametrize("size", ["7680x4320", "64x64", "65x67", "4k"])
    def test_of_any_size_are_made(self, ask, size):
        """
        A frame may be tiny, odd or huge.
        """
        assert 0 == ask("plan", "Tides", "--res", size).code


class TestOptions:
    @pytest.mark.parametrize(
        "time",
        [
            "0",
            "-5",
            "10h",
            "36000",
            "10:00:00",
            "PT10H",
            "NaN",
            "nan",
            "inf",
            "abc",
            "",
            " ",
            "1e400",
            "2",
            "1:90",
            "٣",
        ],
    )
    def test_for_impossible_durations_are_refused(self, refused, time):
        """
        A film lasts from three seconds to two hours, and its duration is a number.
        """
        assert "(--duration)" in refused("Tides", "--duration", time)

    @pytest.mark.parametrize(
        ("option", "value"),
        [
            *(("--res", value) for value in ("foo", "0x0", "63x64", "7681x4320", "-1x5", "1e3x5", "320x", "")),
            *(("--fps", value) for value in ("0", "-5", "1000")),
            *(("--quality", value) for value in ("500", "best", "")),
            *(("--rate", value) for value in ("nan", "inf", "9", "0")),
            *(("--pitch", value) for value in ("nan", "99")),
            *(("--loudness", value) for value in ("nan", "5", "-99")),
            ("--seed", "9" * 20),
            ("--codec", "mpeg2"),
            ("--container", "avi"),
            ("--preset", "betamax"),
            ("--audience", "\ud800"),
        ],
    )
    def test_out_of_bounds_are_refused(self, refused, option, value):
        """
        The message calls a value by the option that it was given with.
        """
        assert f"({option})" in refused("Tides", option, value)

    @pytest.mark.parametrize("option", ["--pacing", "--density", "--pause"])
    def test_with_unknown_words_list_the_known_ones(self, refused, option):
        """
        A word that an option does not know has a code of its own, and the right words stand beside it.
        """
        said = refused("Tides", option, "turbo", told=("E303",))

        assert "'turbo'. Valid values are: " in said

    def test_that_are_all_wrong_are_all_told(self, refused):
        """
        Nobody has to try four times to hear of four mistakes.
        """
        wrong = ("--pacing", "turbo", "--density", "thick", "--pitch", "99", "--duration", "10h")
        refused("Tides", *wrong, told=("E400", "E303", "E303", "E400"))

    @pytest.mark.parametrize(
        ("container", "codec"),
        [("webm", "H264"), ("webm", "ProRes"), ("mp4", "ProRes"), ("mov", "VP9"), ("mp4", "VP9")],
    )
    def test_that_do_not_go_together_name_those_that_do(self, refused, container, codec):
        """
        A codec that a container does not take is refused, and the remedy lists what each takes.
        """
        said = refused("Tides", "--container", container, "--codec", codec, output=f"film.{container}")

        assert "webm: VP9, AV1" in said

    @pytest.mark.parametrize("arguments", [("--voice", "nobody"), ("--voice", ""), ("--voice", "en-us+nobody")])
    def test_for_voices_that_there_are_not_are_refused(self, refused, arguments):
        """
        A voice that nobody has is the request's fault, not the synthesizer's.
        """
        refused("Tides", *arguments, told=("E200",))

    @pytest.mark.parametrize("language", ["xx", "", "en';[x]", "e\x01n", "x" * 300])
    def test_for_languages_that_nobody_speaks_are_refused(self, refused, language):
        """
        The remedy lists the languages that are spoken.
        """
        assert "Choose one of its languages: " in refused("Tides", "--language", language, told=("E200",))

    def test_for_outlines_in_other_languages_are_refused(self, refused):
        """
        An outline is written in English; for other languages there is --script.
        """
        assert "--script FILE" in refused("Gezeiten", "--language", "de", told=("E300",))

    @pytest.mark.parametrize("option", ["--music", "--images"])
    @pytest.mark.parametrize("name", ["missing", "x" * 300, "\udcff"])
    def test_that_name_missing_files_are_refused(self, refused, option, name):
        """
        A file that is not there, and one that cannot be, are the same mistake.
        """
        assert f"({option})" in refused("Tides", option, name)

    @pytest.mark.parametrize(
        "arguments", [("--aspect", "5:4"), ("--durations", "5"), ("--seed", "x"), ("more", "topics")]
    )
    def test_that_are_misspelt_show_the_usage(self, ask, arguments):
        """
        What the command line itself does not know is answered with what it does.
        """
        said = ask("create", "Tides", *arguments, "-o", "film.mp4")

        assert 2 == said.code
        assert "Try 'aura create --help' for help." in said.err

    OPTIONS = (
        *("--duration", "--res", "--fps", "--audience", "--goal", "--tone", "--pacing", "--density", "--language"),
        *("--voice", "--rate", "--pitch", "--pause", "--container", "--codec", "--quality", "--loudness", "--seed"),
        *(
            "--preset",
            "--script",
            "--music",
            "--images",
            "--aspect",
            "--captions",
            "--theme",
            "--brand-color",
            "--source",
        ),
    )

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        topic=st.text(st.characters(exclude_categories=()), max_size=20),
        options=st.dictionaries(
            # No shell can hand over halves of characters.
            st.sampled_from(OPTIONS),
            st.text(st.characters(codec="utf-8"), max_size=12),
            max_size=2,
        ),
    )
    def test_of_any_text_are_understood_or_refused(self, ask, topic, options):
        """
        Whatever is typed, there is a plan, or a message and a remedy.
        """
        given_options = [part for option in options.items() for part in option]
        said = ask("plan", *given_options, "--", topic)

        assert said.code in {0, 2}
        assert said.err or not said.code


class TestOutputs:
    @pytest.mark.parametrize(
        "output",
        [
            *("/proc/film.mp4", "/dev/null", "/dev/null/film.mp4", "/", ".", "..", ""),
            *("film.avi", "film.mp3", "film.webm", "film.mp4.txt", f"{'x' * 300}.mp4"),
        ],
    )
    def test_that_cannot_be_written_are_refused(self, refused, output):
        """
        A folder, a device, another kind of file and a name too long are found out before any work is done.
        """
        refused("Tides", code=4, told=("E003-OUTPUT_NOT_WRITABLE",), output=output)

    def test_in_a_file_are_refused(self, refused, script):
        """
        A file is no folder.
        """
        path = f"{script('Tides.')}/film.mp4"

        assert "it is no folder" in refused("Tides", code=4, told=("E003-OUTPUT_NOT_WRITABLE",), output=path)


class TestSettings:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            *(("AURA_WORKERS", value) for value in ("0", "-1", "x", "²", "1.5")),
            *(("AURA_STORE_GIB", value) for value in ("-1", "x")),
            *((name, "~no-such-user/x") for name in ("AURA_DATA_PATH", "AURA_FONT_PATH", "AURA_FFMPEG_PATH")),
            ("AURA_DATA_PATH", "/tmp/two\nlines"),
        ],
    )
    def test_that_make_no_sense_are_refused(self, refused, name, value):
        """
        The variable is named, and may be unset.
        """
        assert f"Correct or unset {name}." in refused("Tides", settings={name: value})

    @pytest.mark.parametrize("path", ["/nowhere", "/dev/null", f"/{'x' * 300}"])
    def test_of_font_folders_that_there_are_not_are_refused(self, refused, path):
        """
        A font folder that is missing is never passed over in silence.
        """
        assert "There is no font folder" in refused("Tides", settings={"AURA_FONT_PATH": path})

    @pytest.mark.parametrize("path", ["/proc/aura", "/dev/null", "/dev/null/aura", f"/{'x' * 300}"])
    def test_of_data_folders_that_cannot_be_written_are_refused(self, refused, path):
        """
        Without a place for results nothing can be made.
        """
        refused("Tides", code=4, told=("E003-OUTPUT_NOT_WRITABLE",), settings={"AURA_DATA_PATH": path})

    @pytest.mark.parametrize(
        ("path", "code"),
        [
            ("/nowhere", "E302-FFMPEG_NOT_FOUND"),
            (f"/{'x' * 300}", "E302-FFMPEG_NOT_FOUND"),
            ("/", "E302-FFMPEG_VALIDATION"),
            ("/dev/null", "E302-FFMPEG_VALIDATION"),
            ("/bin/true", "E302-FFMPEG_VALIDATION"),
            ("/bin/false", "E302-FFMPEG_VALIDATION"),
            ("/bin/cat", "E302-FFMPEG_VALIDATION"),
        ],
    )
    def test_of_what_is_no_ffmpeg_are_refused(self, refused, path, code):
        """
        What is not there is told from what is no FFmpeg.
        """
        refused("Tides", code=3, told=(code,), settings={"AURA_FFMPEG_PATH": path})

    @pytest.mark.parametrize("mode", [0o644, 0o755])
    @pytest.mark.parametrize("text", ["hello", "#!/no/such/shell\n", "#!/bin/sh\necho ffmpeg version\n"])
    def test_of_files_that_are_no_ffmpeg_are_refused(self, refused, machine, text, mode):
        """
        A text is no program, whether it may be run or not, and not every program that answers is FFmpeg.
        """
        path = machine.root / "ffmpeg"
        path.write_text(text)
        path.chmod(mode)
        refused("Tides", code=3, told=("E302-FFMPEG_VALIDATION",), settings={"AURA_FFMPEG_PATH": str(path)})

    def test_are_looked_into_by_the_doctor(self, ask):
        """
        The doctor names what is missing and goes on to the rest, and sums up.
        """
        said = ask("doctor", settings={"AURA_FFMPEG_PATH": "/nowhere"})

        assert 3 == said.code
        assert "FAIL  FFmpeg         There is no FFmpeg at /nowhere." in said.out
        assert "ok    Data  " in said.out
        assert said.out.endswith("\n\nFilms cannot be made here.\n")
