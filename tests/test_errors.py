"""
The errors, and what a reader of them is promised.
"""

import re

import pytest

from aura_core import errors
from aura_core.errors import AuraError, InvalidInputError, Issue, RenderError


CLASSES = [
    cls for name in errors.__all__ if isinstance(cls := getattr(errors, name), type) and issubclass(cls, AuraError)
]


def _drawn():
    """Read the tree of the module's docstring: each name, and the name above it."""
    above = []
    for line in errors.__doc__.splitlines():
        if found := re.match(r"    (?P<branches>[│├└─ ]*)(?P<name>[A-Z]\w+Error)\b", line):
            depth = len(found["branches"]) // 4
            above[depth:] = [found["name"]]
            yield found["name"], above[depth - 1] if depth else "Exception"


class TestErrors:
    def test_are_drawn_as_they_are(self):
        """
        The tree in the docstring has every class, below the class that it is made from.
        """
        assert {cls.__name__: cls.__base__.__name__ for cls in CLASSES} == dict(_drawn())

    @pytest.mark.parametrize("cls", CLASSES)
    def test_have_a_code_and_a_title(self, cls):
        """
        A code is a number with an optional word; a title is a few words.
        """
        assert re.fullmatch(r"E\d{3}(-[A-Z][A-Z_]*)?", cls.code)
        assert re.fullmatch(r"[A-Z][\w ]{3,40}", cls.title)
        assert isinstance(cls.retryable, bool)

    def test_have_codes_of_their_own(self):
        """
        No two classes share a code, the text of one never stands for another.
        """
        codes = [cls.code for cls in CLASSES]

        assert len(set(codes)) == len(codes)

    @pytest.mark.parametrize("cls", CLASSES)
    def test_cannot_be_made_without_a_remedy(self, cls):
        """
        What is wrong without what to do about it is refused.
        """
        data = {
            "characters": "x",
            "provider": "x",
            "argv": ["ffmpeg"],
            "exit_code": 1,
            "log": "",
            "retry_after": 1,
        }
        wanted = cls.__init__.__code__.co_varnames[
            : cls.__init__.__code__.co_argcount + cls.__init__.__code__.co_kwonlyargcount
        ]
        given = {name: value for name, value in data.items() if name in wanted}
        if issubclass(cls, InvalidInputError):
            assert InvalidInputError([Issue("$", "It is wrong.")]).remedy
            return

        with pytest.raises(TypeError, match="remedy"):
            cls("It is wrong.", **given)
        error = cls("It is wrong.", remedy="Mend it.", **given)
        assert ("It is wrong.", "Mend it.") == (str(error), error.remedy)
        assert error.step_code

    def test_of_input_name_every_issue(self):
        """
        The message has all that is wrong, each with its place.
        """
        error = InvalidInputError([Issue("$.a", "One is wrong."), Issue("", "So is all."), Issue("$.b.c", "And this.")])

        assert "One is wrong. ($.a); So is all.; And this. ($.b.c)" == str(error)
        assert "InvalidInput:a" == error.step_code

    def test_of_input_are_told_in_a_readable_length(self):
        """
        However many issues there are, the message says some and counts the others.
        """
        error = InvalidInputError([Issue("", f"Issue {number}.") for number in range(10_000)])

        assert str(error).endswith("Issue 19.; and 9980 more")
        assert 10_000 == len(error.issues)

    def test_of_rendering_carry_the_command(self):
        """
        The command line, exit code and log travel with the error, for whoever looks into it.
        """
        error = RenderError("It failed.", argv=["ffmpeg", "-y"], exit_code=-9, log="Killed", remedy="Try again.")

        assert (("ffmpeg", "-y"), -9, "Killed") == (error.argv, error.exit_code, error.log)
        assert "FFmpegFailedExitCode:-9" == error.step_code
