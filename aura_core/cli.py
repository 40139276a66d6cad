"""
``aura``: films from a terminal.

Exit codes: 0 done; 1 the film failed; 2 what was asked for cannot be done; 3 something on this machine is missing or
broken, see ``aura doctor``; 4 the film cannot be written where it was asked for; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import asyncio
import json
import re
import signal
import sys
from fractions import Fraction
from io import TextIOWrapper
from itertools import chain, count
from pathlib import Path
from typing import Any, Final, NoReturn

import attrs
import click

from aura_core.configuration import SettingsFile
from aura_core.disk import full_disk_errors
from aura_core.editions import produce_all
from aura_core.errors import (
    AuraError,
    FFmpegError,
    InvalidInputError,
    MissingGlyphsError,
    OutputError,
    ProviderError,
    RenderError,
)
from aura_core.housekeeping import keys, models, providers, settings
from aura_core.model.artifact import Artifact
from aura_core.model.edition import Edition
from aura_core.model.enums import ArtifactKind
from aura_core.model.health.finding import Verdict
from aura_core.model.order import ProviderSelection
from aura_core.model.planning import Planned
from aura_core.model.settings import UserSettings
from aura_core.options import OrderCommand, editions, option_of, order_options, owners_options
from aura_core.outbound.channel import try_again_silently
from aura_core.pipeline import Services, plan
from aura_core.progress import Json, Lines, Live
from aura_core.settings import Settings
from aura_core.stages.writing import pace_of
from aura_core.wire import dumps, unstructure
from aura_core.wiring import open_services


__all__ = ["aura", "create", "doctor", "main", "plan_command", "voices"]


_LONGEST_NAME: Final = 60
"""Characters; file systems take 255 bytes, and a letter may be three of them."""

_MARKS: Final = {Verdict.PASS: "ok  ", Verdict.WARNING: "note", Verdict.FAIL: "FAIL"}


class _Explained(click.Group):
    """A group whose commands may raise our errors."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; turn our errors into messages and exit codes."""
        try:
            return super().invoke(ctx)
        except AuraError as error:
            _fail(error)


_SENDING: Final = frozenset({"create", "plan", "voices", "models"})
"""Commands that may ask a provider, and ask again."""


@click.group(cls=_Explained, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="aura-video")
@click.pass_context
def aura(context: click.Context) -> None:
    """Turn a brief into a finished, narrated, captioned video, offline."""
    if context.invoked_subcommand in _SENDING:
        try_again_silently()
    if context.invoked_subcommand in {"create", "plan"}:
        context.obj = owner = SettingsFile(Settings.from_environment().data).read().settings
        context.default_map = dict.fromkeys(("create", "plan"), owners_options(owner))


@aura.command(cls=OrderCommand)
@order_options
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where the film goes.  [here, called like its topic]"
)
@click.option(
    "--with",
    "extras",
    multiple=True,
    type=click.Choice([*(kind.value.lower() for kind in ArtifactKind), "all"]),
    help="What is made beside the film; may be given several times.",
)
@click.option("--recommended", is_flag=True, help="Let `aura plan` decide what no option does.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON event a line.")
def create(output: Path | None, extras: tuple[str, ...], *, recommended: bool, as_json: bool, **options: Any) -> None:
    """
    Make a film about TOPIC, or of a --script or a --source.

    \b
    aura create "How tides work" -o tides.mp4
    aura create --script talk.md --aspect 9:16 --captions burn -o short.mp4
    aura create --source report.pdf --duration 90 --music auto -o report.mp4
    """  # noqa: D301 - click looks for the backspace
    wanted = [kind.value for kind in ArtifactKind if kind.value.lower() in extras or "all" in extras]
    display = Json() if as_json else Live() if sys.stderr and sys.stderr.isatty() else Lines()
    artifacts = _run(_create, output, wanted, options, display, recommended)
    if not as_json:
        _run(_show, artifacts)


async def _create(
    output: Path | None,
    wanted: list[str],
    options: dict[str, Any],
    display: Any,
    recommended: bool,  # noqa: FBT001 - handed through
) -> tuple[Artifact, ...]:
    films = editions(options, wanted, _owner())
    services = open_services(Settings.from_environment())
    if recommended:
        films = tuple([await _as_recommended(film, services) for film in films])
    with display:
        return await produce_all(films, output or _named(films[0].order.brief.topic), services, display.hear)


def _named(topic: str) -> Path:
    """Call a film of *topic* by its words, and by a number where something in this folder is called so."""
    words = "-".join(re.findall(r"\w+", topic.casefold()))[:_LONGEST_NAME].strip("-") or "film"
    names = chain((words,), (f"{words}-{number}" for number in count(2)))
    taken = {path.name.partition(".")[0] for path in Path().iterdir()}
    return next(Path(name) for name in names if name not in taken)


async def _as_recommended(edition: Edition, services: Services) -> Edition:
    from aura_core.planning import recommend  # noqa: PLC0415 - most films are made without

    return attrs.evolve(edition, order=(await recommend(edition.order, services)).order)


@aura.command("plan", cls=OrderCommand)
@order_options
@click.option("--persona", help="Who is spoken to, in more words than --audience.")
@click.option("--recommended", is_flag=True, help="Show the film as it is recommended.")
@click.option("--show-prompt", is_flag=True, help="Print what a language model would be told, and ask nobody.")
@click.option("--json", "as_json", is_flag=True, help="Print script, recommendations and order as JSON.")
def plan_command(*, persona: str | None, recommended: bool, show_prompt: bool, as_json: bool, **options: Any) -> None:
    """Show what would be made, and what is recommended."""
    from aura_core.plans import show_plan  # noqa: PLC0415 - it takes in all that is drawn on a terminal

    if show_prompt:
        _run(_show_prompt, options)
        return
    found = _run(_plan, options, persona, recommended)
    if as_json:
        plans = [planned for planned, _ in found]
        click.echo(dumps(plans if len(plans) > 1 else plans[0], indent=2))
    for planned, who in found:
        if not as_json:
            show_plan(planned, who)
        for warning in planned.script.warnings:
            click.echo(f"Note: {warning}", err=True)


async def _show_prompt(options: dict[str, Any]) -> None:
    from aura_core.providers.writers.modelled import task_for  # noqa: PLC0415 - likewise
    from aura_core.providers.writers.prompting import prompt_for  # noqa: PLC0415

    wanted, services = editions(options, owner=_owner()), open_services(Settings.from_environment())
    order = wanted[0].order
    speaker = services.cast_for(
        attrs.evolve(order, provider_selection=ProviderSelection(tts=options["voice_provider"]))
    )
    pace = await pace_of(order, speaker.speakers.head, services.studio.store)
    for message in prompt_for(task_for(order, pace)):
        click.echo(f"[{message.role}]\n{message.text}\n")


async def _plan(
    options: dict[str, Any],
    persona: str | None,
    recommended: bool,  # noqa: FBT001
) -> list[tuple[Planned, str]]:
    from aura_core.planning import recommend  # noqa: PLC0415

    wanted, services = editions(options, owner=_owner()), open_services(Settings.from_environment())
    found = []
    # One a language: the shapes of a film say the same.
    for order in {edition.order.brief.language: edition.order for edition in reversed(wanted)}.values():
        planned = await recommend(order, services, persona=persona)
        if not recommended:
            planned = attrs.evolve(planned, script=await plan(order, services))
        cast = services.cast_for(order)
        pictures = (cast.illustrators.head or services.images).name
        who = f"script: {cast.writers.head.name}   speech: {cast.speakers.head.name}   pictures: {pictures}"
        found.append((planned, who))
    return found[::-1]


@aura.command()
@click.option("--language", help="Only voices of this language, such as de.")
@click.option("--provider", help="Whose voices, such as elevenlabs.  [those of this machine]")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def voices(language: str | None, provider: str | None, *, as_json: bool) -> None:
    """List the voices there are."""
    found = [
        voice
        for voice in _run(_voices, provider)
        if not language or voice.language.lower().startswith(language.lower())
    ]
    if as_json:
        click.echo(json.dumps([unstructure(voice) for voice in found]))
        return
    for voice in found:
        click.echo(f"{voice.name:24} {voice.language:14} {voice.gender or '':8} {voice.provider}")
    if not found:
        click.echo(f"No voice speaks {language}.", err=True)
        sys.exit(2)


@aura.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def doctor(*, as_json: bool) -> None:
    """Find out whether films can be made here, and what to do if not."""
    from aura_core.health.trials import thorough  # noqa: PLC0415 - it opens every part there is

    report = thorough(_settings_or_exit())
    if as_json:
        click.echo(json.dumps([unstructure(finding) for finding in report.findings]))
    for finding in () if as_json else report.findings:
        click.echo(f"{_MARKS[finding.verdict]}  {finding.name:14} {finding.message}")
        if finding.remedy:
            click.echo(f"{'':21}{finding.remedy}")
    if not as_json:
        click.echo(f"\nFilms can{'' if report.ready else 'not'} be made here.")
    if not report.ready:
        sys.exit(3)


aura.add_command(settings)
aura.add_command(keys)
aura.add_command(providers)
aura.add_command(models)


def main() -> None:
    """Run ``aura``."""
    if isinstance(sys.stdout, TextIOWrapper):
        # File names go out as they came in; what a terminal cannot show at all is spelt.
        utf8 = sys.stdout.encoding.lower().replace("-", "") == "utf8"
        sys.stdout.reconfigure(errors="surrogateescape" if utf8 else "backslashreplace")
    aura(prog_name="aura")


def _owner() -> UserSettings:
    """Return what the owner has decided, as it was when the command was begun."""
    context = click.get_current_context(silent=True)
    return (context.obj if context else None) or UserSettings()


async def _services() -> Any:
    return open_services(Settings.from_environment())


async def _voices(provider: str | None) -> Any:
    services = open_services(Settings.from_environment())
    return await services.rosters.speakers.chain(provider or "auto", services.synthesizer).head.voices()


def _run(work: Any, *arguments: Any) -> Any:
    """Run the coroutine function *work* to its end; turn our errors into messages and exit codes."""
    try:
        return asyncio.run(_stoppable(work, *arguments))
    except AuraError as error:
        _fail(error)
    except (KeyboardInterrupt, asyncio.CancelledError):
        click.echo("Stopped.", err=True)
        sys.exit(130)


async def _stoppable(work: Any, *arguments: Any) -> Any:
    """Do *work* such that a polite end of this process ends it as Ctrl-C does, children and half results included."""
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None
    if sys.platform != "win32":
        for polite in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(polite, task.cancel)
    return await work(*arguments)


def _settings_or_exit() -> Settings:
    try:
        return Settings.from_environment()
    except AuraError as error:
        _fail(error)


def _editions_or_exit(options: dict[str, Any]) -> tuple[Edition, ...]:
    try:
        return editions(options)
    except AuraError as error:
        _fail(error)


def _fail(error: AuraError) -> NoReturn:
    for code, message in _told(error):
        click.echo(f"Error {code}: {message}", err=True)
    click.echo(error.remedy, err=True)
    match error:
        case InvalidInputError() | MissingGlyphsError() | ProviderError(refused=True):
            sys.exit(2)
        case OutputError():
            sys.exit(4)
        case FFmpegError() if not isinstance(error, RenderError):
            sys.exit(3)
        case _:
            sys.exit(1)


def _told(error: AuraError) -> list[tuple[str, str]]:
    """Return code and message of everything that is wrong; what has an option of its own is called by it."""
    if not isinstance(error, InvalidInputError):
        return [(error.code, str(error))]
    places = [option_of(issue.path) for issue in error.issues]
    return [
        (issue.code, f"{issue.message} ({place})" if place else issue.message)
        for issue, place in zip(error.issues, places, strict=True)
    ]


def _mark(moment: Fraction) -> str:
    return f"{int(moment) // 60}:{int(moment) % 60:02}"


async def _show(artifacts: tuple[Artifact, ...]) -> None:
    with full_disk_errors(Path("the file that stdout goes to")):
        for artifact in artifacts:
            for file in (artifact.video, *artifact.files):
                click.echo(file.path)
