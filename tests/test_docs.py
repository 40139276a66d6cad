"""What the documents say is so."""

import configparser
import itertools
import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from aura_core.cli import aura
from aura_http.__main__ import main as serve


ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs" / "providers").glob("*.md"))]


def _codes(page, language):
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def _fences(language):
    for page in PAGES:
        for number, code in enumerate(_codes(page, language)):
            yield pytest.param(code, id=f"{page.name}-{number}")


class TestExamples:
    @pytest.mark.render
    @pytest.mark.parametrize("page", [page for page in PAGES if _codes(page, "python")], ids=lambda page: page.name)
    def test_python_runs(self, page, tmp_path, monkeypatch):
        """
        Every Python example runs as it stands; those of a page share what they have made.
        """
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("AURA_DATA_PATH", str(tmp_path / "data"))

        for code in _codes(page, "python"):
            exec(compile(code, "example", "exec"), {})

    @pytest.mark.parametrize("code", list(_fences("console")))
    def test_commands_are_understood(self, code):
        """
        Every `aura` command and the server have the options that they are shown with, every `make` command a target.
        """
        targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        for line in re.findall(r"^\$ (.*)$", code, re.MULTILINE):
            words = shlex.split(line, comments=True)
            program, *arguments = itertools.dropwhile(lambda word: "=" in word, words)
            if program == "aura":
                command = aura.commands[arguments[0]]
                command.make_context(arguments[0], arguments[1:])
            elif program == "python" and arguments[:2] == ["-m", "aura_http"]:
                serve.make_context("aura_http", arguments[2:])
            elif program == "make":
                assert set(arguments) <= set(targets)


class TestService:
    def test_is_one_that_starts(self):
        """
        The unit for systemd starts the server with options that it has, in folders that it may write.
        """
        page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
        unit = configparser.RawConfigParser()
        unit.optionxform = str
        unit.read_string(re.search(r"```ini\n(.*?)```", page, re.DOTALL)[1])
        service = unit["Service"]
        _, dash_m, module, *arguments = service["ExecStart"].split()
        given = serve.make_context("aura_http", arguments).params

        assert ("-m", "aura_http") == (dash_m, module)
        assert {"Unit", "Service", "Install"} == set(unit.sections())
        secrets = service["Environment"].removeprefix("AURA_SECRETS_PATH=")
        assert [f"/var/lib/{name}" for name in service["StateDirectory"].split()] == [str(given["data_dir"]), secrets]
        assert f"/var/log/{service['LogsDirectory']}" == str(given["log_dir"])
        assert "%d/" + service["LoadCredential"].partition(":")[0] == given["token_file"]


class TestPages:
    @pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
    def test_links_lead_somewhere(self, page):
        """
        No link to a file of ours is dead.
        """
        text = re.sub(r"`[^`]*`", "", page.read_text(encoding="utf-8"))
        links = re.findall(r"\]\(([^)#:]+)\)", text)

        assert [] == [link for link in links if not (page.parent / link).exists()]

    def test_errors_are_those_of_the_code(self):
        """
        The page of errors is what `make docs` would make of the code.
        """
        made = runpy.run_path(str(ROOT / "docs" / "make.py"))["errors_page"]()

        assert made == (ROOT / "docs" / "errors" / "README.md").read_text(encoding="utf-8")


class TestImport:
    def test_loads_next_to_nothing(self):
        """
        Importing the library loads none of the parts that do the work, and starts no thread.
        """
        heavy = ["numpy", "PIL", "typst", "numba", "attrs", "cattrs", "asyncio", "imageio_ffmpeg"]
        code = (
            "import sys, threading, aura_core; "
            f"print([name for name in {heavy} if name in sys.modules], threading.active_count())"
        )

        assert (
            "[] 1"
            == subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
        )
