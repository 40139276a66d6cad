"""
``aura``: films from a terminal.

Exit codes: 0 done; 1 the film failed; 2 what was asked for cannot be done; 3 something on this machine is missing or
broken, see ``aura doctor``; 4 the film cannot be written where it was asked for; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import signal
import sys
from contextlib import AbstractContextManager
from fractions import Fraction
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, Final, NoReturn

import click

from aura_core.disk import full_disk_errors
from aura_core.documents import read_document
from aura_core.errors import (
    AuraError,
    FFmpegError,
    InvalidInputError,
    MissingGlyphsError,
    OutputError,
    ProviderError,
    RenderError,
)
from aura_core.model.artifact import Artifact
from aura_core.model.brief import LONGEST_TOPIC
from aura_core.model.enums import (
    ArtifactKind,
    CaptionGuideline,
    CaptionLook,
    CaptionMode,
    ClipFit,
    ClipSound,
    DirectorPreset,
    Mood,
    SlideTheme,
)
from aura_core.model.order import Order
from aura_core.model.presets import preset
from aura_core.pipeline import plan, produce
from aura_core.progress import Json, Lines, Live
from aura_core.settings import Settings
from aura_core.wire import dumps, structure, unstructure
from aura_core.wiring import open_services


__all__ = ["aura", "create", "doctor", "main", "plan_command", "voices"]

_ASPECTS: Final = ("16:9", "9:16", "1:1", "4:5")
_MOODS: Final = ", ".join(mood.value.lower() for mood in Mood)
_LARGEST_SCRIPT: Final = 4 * 1024 * 1024

_OPTIONS: Final = {
    "$.brief.topic": "TOPIC",
    "$.brief.audience": "--audience",
    "$.brief.goal": "--goal",
    "$.brief.tone": "--tone",
    "$.brief.language": "--language",
    "$.planSpec.targetDuration": "--duration",
    "$.planSpec.pacing": "--pacing",
    "$.planSpec.density": "--density",
    "$.voiceSpec.voiceName": "--voice",
    "$.voiceSpec.rate": "--rate",
    "$.voiceSpec.pitch": "--pitch",
    "$.voiceSpec.pause": "--pause",
    "$.renderSpec.res": "--res",
    "$.renderSpec.fps": "--fps",
    "$.renderSpec.container": "--container",
    "$.renderSpec.codec": "--codec",
    "$.renderSpec.qualityLevel": "--quality",
    "$.captions.font.fontFamily": "--caption-font",
    "$.captions.font.fontSize": "--caption-size",
    "$.captions.font.primaryColor": "--caption-color",
    "$.captions.font.alignment": "--caption-position",
    "$.preset": "--preset",
    "$.script": "--script",
    "$.brief.sources": "--source",
    "$.music.path": "--music",
    "$.music.mood": "--music",
    "$.soundMarks": "--sound-marks",
    "$.visuals.folder": "--images",
    "$.visuals.brandKit.brandColor": "--brand-color",
    "$.visuals.brandKit.accentColor": "--accent-color",
    "$.visuals.brandKit.watermarkPath": "--logo",
    "$.loudness": "--loudness",
    "$.seed": "--seed",
}
"""What members of an order are called here."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="aura-video")
def aura() -> None:
    """Turn a brief into a finished, narrated, captioned video, offline."""


def _hyphened(word: str) -> str:
    """Write *word* as options are: ``NetflixChildren`` is ``netflix-children``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", word).lower()


def _order_options(command: Any) -> Any:
    """Add the options that make an order."""
    for option in reversed(
        [
            click.argument("topic", required=False),
            click.option(
                "--script",
                type=click.Path(path_type=Path),
                help="Your own words, plain text or Markdown; - reads stdin.",
            ),
            click.option(
                "--source",
                "sources",
                multiple=True,
                type=click.Path(path_type=Path),
                help="A document that the film is made from (Markdown, text, HTML, PDF, DOCX); several times for several.",
            ),
            click.option(
                "--duration", metavar="TIME", help="Seconds, mm:ss, hh:mm:ss or PT3M.  [60 s, or the script's own]"
            ),
            click.option("--aspect", type=click.Choice(_ASPECTS), default="16:9", show_default=True),
            click.option("--res", default="1080p", show_default=True, help="720p, 1080p, 1440p, 4k or WxH."),
            click.option("--fps", type=int, default=30, show_default=True),
            click.option("--audience", default="General", show_default=True),
            click.option("--goal", default="Inform", show_default=True),
            click.option("--tone", default="Informative", show_default=True),
            click.option(
                "--pacing", default="conversational", show_default=True, help="chill, conversational or fast."
            ),
            click.option("--density", default="balanced", show_default=True, help="sparse, balanced or dense."),
            click.option("--language", default="en-US", show_default=True, help="A tag such as de-DE."),
            click.option("--voice", default="default", show_default=True, help="One of `aura voices`."),
            click.option(
                "--rate", type=float, default=1.0, show_default=True, help="Times the voice's usual speed, 0.5 to 2."
            ),
            click.option("--pitch", type=float, default=0.0, show_default=True, help="Semitones, -20 to 20."),
            click.option("--pause", default="natural", show_default=True, help="natural, short, long or dramatic."),
            click.option(
                "--captions",
                type=click.Choice([mode.value.lower() for mode in CaptionMode]),
                default="soft",
                show_default=True,
                help="Drawn into the picture, a stream of the file, files beside it, or none.",
            ),
            click.option(
                "--caption-style",
                type=click.Choice([look.value.lower() for look in CaptionLook]),
                default="highlight",
                show_default=True,
                help="How burned captions look.",
            ),
            click.option(
                "--caption-guideline",
                type=click.Choice([_hyphened(name.value) for name in CaptionGuideline]),
                help="Whose rules they keep.  [netflix, and social for upright and square films]",
            ),
            click.option("--caption-position", help="Where they stand, such as top or BottomLeft.  [bottom]"),
            click.option("--caption-font", help="A family at hand, such as Hanken Grotesk."),
            click.option("--caption-size", type=int, help="Of the letters, in lines of a frame of 288 lines."),
            click.option("--caption-color", help="Of the letters: #RRGGBB, &HBBGGRR& or a name."),
            click.option(
                "--highlight/--no-highlight", default=True, help="Highlight the spoken word in burned captions."
            ),
            click.option(
                "--music",
                type=click.Path(path_type=str),
                help=f"A file, looped; or a mood to compose for: {_MOODS}; or auto, by the tone. Ducked under the voice.",
            ),
            click.option("--sound-marks", is_flag=True, help="Mark where sections begin with a short sound."),
            click.option(
                "--images", type=click.Path(path_type=Path), help="A folder of pictures and clips, one a scene."
            ),
            click.option(
                "--clip-fit",
                type=click.Choice([fit.value.lower() for fit in ClipFit]),
                default="auto",
                show_default=True,
                help="What becomes of a clip that is shorter than its scene.",
            ),
            click.option(
                "--clip-sound",
                type=click.Choice([sound.value.lower() for sound in ClipSound]),
                default="mute",
                show_default=True,
                help="What becomes of a clip's own sound.",
            ),
            click.option(
                "--director",
                type=click.Choice([manner.value.lower() for manner in DirectorPreset]),
                help="The manner of moves and transitions.  [by the pacing]",
            ),
            click.option(
                "--theme", type=click.Choice([theme.value.lower() for theme in SlideTheme]), help="How slides look."
            ),
            click.option(
                "--appearance", type=click.Choice(["auto", "dark", "light"]), default="auto", show_default=True
            ),
            click.option("--brand-color", metavar="#RRGGBB", help="Slides are set in its hue."),
            click.option("--accent-color", metavar="#RRGGBB", help="Of what matters most on a slide."),
            click.option("--logo", type=click.Path(path_type=Path), help="A sign for the corner of every slide."),
            click.option(
                "--preset",
                help="Where it will be shown, such as tiktok; decides --res, --container, --codec, --quality.",
            ),
            click.option("--container", default="mp4", show_default=True, help="mp4, mov, mkv or webm."),
            click.option("--codec", default="H264", show_default=True, help="H264, H265, VP9, AV1 or ProRes."),
            click.option("--quality", default="75", show_default=True, help="0 to 100, or low, medium, high, ultra."),
            click.option("--loudness", type=float, default=-14.0, show_default=True, help="Of the voice, LUFS."),
            click.option("--seed", type=int, default=0, show_default=True, help="Chooses among equals."),
        ]
    ):
        command = option(command)
    return command


@aura.command()
@_order_options
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Where the film goes.")
@click.option(
    "--with",
    "extras",
    multiple=True,
    type=click.Choice([*(kind.value.lower() for kind in ArtifactKind), "all"]),
    help="What is made beside the film; may be given several times.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON event a line.")
def create(output: Path, extras: tuple[str, ...], *, as_json: bool, **options: Any) -> None:
    """Make a film about TOPIC, or of your own --script."""
    wanted = [kind.value for kind in ArtifactKind if kind.value.lower() in extras or "all" in extras]
    display = Json() if as_json else Live() if sys.stderr and sys.stderr.isatty() else Lines()
    artifact = _run(_create, output, wanted, options, display)
    if not as_json:
        _run(_show, artifact)


async def _create(output: Path, wanted: list[str], options: dict[str, Any], display: Any) -> Artifact:
    order = _order(options, artifacts=wanted)
    services = open_services(Settings.from_environment())
    with display:
        return await produce(order, output, services, display.hear)


@aura.command("plan")
@_order_options
@click.option("--json", "as_json", is_flag=True, help="Print the script as JSON.")
def plan_command(*, as_json: bool, **options: Any) -> None:
    """Show what would be made, and make nothing."""
    order = _order_or_exit(options)
    services = _run(_services)
    script = _run(plan, order, services)
    if as_json:
        click.echo(dumps(script, indent=2))
        return
    words = [len(scene.script.split()) for scene in script.scenes]
    total = script.scenes[-1].start + script.scenes[-1].duration
    click.echo(f"{script.title}\n")
    for scene, count in zip(script.scenes, words, strict=True):
        click.echo(
            f"{scene.index + 1:3}  {_mark(scene.start)}  {float(scene.duration):5.1f} s  {count:4} words  {scene.heading}"
        )
    click.echo(f"\n{len(script.scenes)} scenes, {sum(words)} words, about {float(total):.0f} s")
    click.echo(
        f"script: {services.writer_for(order).name}   speech: {services.synthesizer.name}   pictures: {services.images.name}"
    )
    for warning in script.warnings:
        click.echo(f"Note: {warning}", err=True)


@aura.command()
@click.option("--language", help="Only voices of this language, such as de.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def voices(language: str | None, *, as_json: bool) -> None:
    """List the voices there are."""
    found = [voice for voice in _run(_voices) if not language or voice.language.lower().startswith(language.lower())]
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
    from aura_core.doctor import examine  # noqa: PLC0415 - it opens every part there is

    findings = _run(examine, _settings_or_exit())
    if as_json:
        click.echo(json.dumps([unstructure(finding) for finding in findings]))
    for finding in () if as_json else findings:
        click.echo(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.name:10} {finding.message}")
        if not finding.ok or finding.remedy:
            click.echo(f"                 {finding.remedy}")
    if not all(finding.ok for finding in findings):
        sys.exit(3)


def main() -> None:
    """Run ``aura``."""
    if isinstance(sys.stdout, TextIOWrapper):
        # File names go out as they came in; what a terminal cannot show at all is spelt.
        utf8 = sys.stdout.encoding.lower().replace("-", "") == "utf8"
        sys.stdout.reconfigure(errors="surrogateescape" if utf8 else "backslashreplace")
    aura(prog_name="aura")


async def _services() -> Any:
    return open_services(Settings.from_environment())


async def _voices() -> Any:
    return await open_services(Settings.from_environment()).synthesizer.voices()


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


def _order_or_exit(options: dict[str, Any]) -> Order:
    try:
        return _order(options)
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
    places = [_OPTIONS.get(issue.path, issue.path) for issue in error.issues]
    return [
        (issue.code, f"{issue.message} ({place})" if place else issue.message)
        for issue, place in zip(error.issues, places, strict=True)
    ]


def _brand(options: dict[str, Any]) -> dict[str, str] | None:
    given = {"watermarkPath": "logo", "brandColor": "brand_color", "accentColor": "accent_color"}
    return {member: str(options[name]) for member, name in given.items() if options[name]} or None


def _topic(options: dict[str, Any], script: str | None) -> str | None:
    """Find out what the film is about from what it is made of."""
    if script is not None:
        return _name(options["script"])
    if options["sources"]:
        return read_document(options["sources"][0], lambda _: None).title[:LONGEST_TOPIC]
    return None


def _order(options: dict[str, Any], artifacts: list[str] | None = None) -> Order:
    """Make an order of the command line, by way of the wire, which knows every spelling."""
    script = _script(options["script"]) if options["script"] else None
    topic = options["topic"] or _topic(options, script)
    if topic is None:
        raise InvalidInputError.of(
            *("", "Neither a topic nor a script nor a source was given."),
            remedy='Say what the film is about, such as "How tides work", or give your own words with --script FILE '
            "or documents with --source FILE.",
        )
    duration = options["duration"]
    given = {
        "brief": {
            "topic": topic,
            "sources": [str(source) for source in options["sources"]],
            **{name: options[name] for name in ("audience", "goal", "tone", "language", "aspect")},
        },
        "planSpec": {
            "pacing": options["pacing"],
            "density": options["density"],
            **({"targetDuration": _clock(duration)} if duration is not None else {}),
        },
        "voiceSpec": {
            "voiceName": options["voice"],
            "rate": options["rate"],
            "pitch": options["pitch"],
            "pause": options["pause"],
        },
        "renderSpec": _render_spec(options),
        "script": script,
        "folder": str(options["script"].parent) if script is not None else None,
        "captions": _captions(options),
        "music": _music(options["music"]) if options["music"] else None,
        "soundMarks": options["sound_marks"],
        "visuals": {
            "folder": str(options["images"]) if options["images"] else None,
            "theme": options["theme"],
            "appearance": options["appearance"],
            "brandKit": _brand(options),
            "director": options["director"],
            "clipFit": options["clip_fit"],
            "clipSound": options["clip_sound"],
        },
        "fitDuration": True if duration is not None else None,
        "artifacts": artifacts or [],
        "loudness": options["loudness"],
        "seed": options["seed"],
    }
    return structure(given, Order)


def _captions(options: dict[str, Any]) -> dict[str, Any]:
    font = {
        "fontFamily": options["caption_font"],
        "fontSize": options["caption_size"],
        "primaryColor": options["caption_color"],
        "alignment": options["caption_position"],
    }
    given = {name: value for name, value in font.items() if value is not None}
    return {
        "mode": options["captions"],
        "style": options["caption_style"],
        "highlight": options["highlight"],
        "guideline": options["caption_guideline"],
        "font": given or None,
    }


def _render_spec(options: dict[str, Any]) -> dict[str, Any]:
    if options["preset"]:
        return {**unstructure(preset(options["preset"])), "fps": options["fps"]}
    return {
        "res": options["res"],
        "fps": options["fps"],
        "container": options["container"],
        "codec": options["codec"],
        "qualityLevel": options["quality"],
    }


def _music(given: str) -> dict[str, Any]:
    """Read what ``--music`` has; a file that is called like a mood is named with its folder."""
    if given.lower() == "auto":
        return {}
    moods = {mood.value.lower(): mood.value for mood in Mood}
    return {"mood": moods[given.lower()]} if given.lower() in moods else {"path": given}


def _name(script: Path) -> str:
    """Name a film after its script, for the case that the script has no title."""
    # A name in another encoding than UTF-8 has half characters in it.
    name = script.stem.encode(errors="ignore").decode()
    return name if any(map(str.isalnum, name)) else "Untitled"


def _script(path: Path) -> str:
    """Read the user's own words."""
    remedy = "Give a text or Markdown file, saved as UTF-8, or - for stdin."
    try:
        with _stdin() if str(path) == "-" else path.open("rb") as file:
            # One byte more than is allowed tells, and nothing is read to an end that never comes.
            data = file.read(_LARGEST_SCRIPT + 1)
    except OSError as error:
        raise InvalidInputError.of("--script", f"{path} cannot be read: {error.strerror}.", remedy=remedy) from error
    if len(data) > _LARGEST_SCRIPT:
        most = f"{_LARGEST_SCRIPT // 1024**2} MiB"
        raise InvalidInputError.of("--script", f"{path} is larger than a script can be, {most}.", remedy=remedy)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError.of("--script", f"{path} is not UTF-8 text.", remedy=remedy) from error


def _stdin() -> AbstractContextManager[BinaryIO]:
    """Give what comes in, which is nothing where nothing is attached."""
    return contextlib.nullcontext(sys.stdin.buffer if sys.stdin else BytesIO())


def _clock(text: str) -> str:
    """Read ``mm:ss`` as people mean it."""
    found = re.fullmatch(r"\s*([0-9]{1,4}):([0-5]?[0-9])\s*", text)
    return str(60 * int(found[1]) + int(found[2])) if found else text


def _mark(moment: Fraction) -> str:
    return f"{int(moment) // 60}:{int(moment) % 60:02}"


async def _show(artifact: Artifact) -> None:
    with full_disk_errors(Path("the file that stdout goes to")):
        for file in (artifact.video, *artifact.files):
            click.echo(file.path)
