"""
The options of the command line that make an order.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import lru_cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Final

import attrs
import click

from aura_core.documents import Document, read_document
from aura_core.errors import InvalidInputError
from aura_core.languages import foreign_to
from aura_core.model.allowed import in_kilobits
from aura_core.model.brief import LONGEST_TOPIC
from aura_core.model.captions import SubtitleFont
from aura_core.model.edition import Edition, Version
from aura_core.model.enums import (
    Aspect,
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
from aura_core.model.settings import UserSettings
from aura_core.ordering.defaults import CODEC_NAMES, owners_selection
from aura_core.ordering.editions import editions_of, primary
from aura_core.wire import structure, unstructure


__all__ = ["OPTIONS", "OrderCommand", "editions", "option_of", "order_options", "owners_options"]

_ASPECTS: Final = ("16:9", "9:16", "1:1", "4:5")
_MOODS: Final = ", ".join(mood.value.lower() for mood in Mood)
_LABEL: Final = re.compile(r"([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)=(.+)")
_NOBODY: Final = UserSettings()
"""The owner who has decided nothing."""

_LARGEST_SCRIPT: Final = 4 * 1024 * 1024

OPTIONS: Final = {
    "$.brief.topic": "TOPIC",
    "$.brief.audience": "--audience",
    "$.brief.goal": "--goal",
    "$.brief.tone": "--tone",
    "$.brief.language": "--language",
    "$.aspects": "--aspect",
    "$.versions.language": "--language",
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
    "$.music.provider": "--music-provider",
    "$.providerSelection.music": "--music-provider",
    "$.soundMarks": "--sound-marks",
    "$.providerSelection.script": "--writer",
    "$.providerSelection.tts": "--voice-provider",
    "$.providerSelection.visuals": "--image-provider",
    "$.visuals.folder": "--images",
    "$.visuals.brandKit.brandColor": "--brand-color",
    "$.visuals.brandKit.accentColor": "--accent-color",
    "$.visuals.brandKit.watermarkPath": "--logo",
    "$.loudness": "--loudness",
    "$.seed": "--seed",
}
"""What members of an order are called here."""


_SECTIONS: Final = {
    "What it says": "script source duration language audience persona goal tone pacing density writer recommended seed",
    "How it looks": (
        "aspect theme appearance brand-color accent-color logo images image-provider clip-fit clip-sound director"
    ),
    "How it sounds": "voice voice-provider rate pitch pause music music-provider sound-marks loudness",
    "Captions": (
        "captions caption-style caption-guideline caption-position caption-font caption-size caption-color highlight"
    ),
    "The file": "output with preset res fps container codec quality",
}
"""Where an option stands in the help; what is in none of them stands at the end."""


class OrderCommand(click.Command):
    """A command with the options of :func:`order_options`, whose help has them by what they decide."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options in sections."""
        left = {_called(option): option for option in self.get_params(ctx) if option.param_type_name == "option"}
        sections = {
            title: [left.pop(one) for one in names.split() if one in left] for title, names in _SECTIONS.items()
        }
        for title, options in (*sections.items(), ("Other options", list(left.values()))):
            with formatter.section(title):
                formatter.write_dl([told for option in options if (told := option.get_help_record(ctx))])


def _called(option: click.Parameter) -> str:
    """Return the long name of *option*, without its dashes."""
    return max(option.opts, key=len).lstrip("-")


def _hyphened(word: str) -> str:
    """Write *word* as options are: ``NetflixChildren`` is ``netflix-children``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", word).lower()


def order_options(command: Any) -> Any:
    """Add the options that make an order."""
    for option in reversed(
        [
            click.argument("topic", required=False),
            click.option(
                "--script",
                "scripts",
                multiple=True,
                metavar="[LANG=]FILE",
                help="Your own words, plain text or Markdown; - reads stdin. Several for several languages: en=a.md, de=b.md.",
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
            click.option(
                "--aspect",
                "aspects",
                multiple=True,
                type=click.Choice(_ASPECTS),
                default=["16:9"],
                show_default=True,
                help="Several for several films.",
            ),
            click.option(
                "--res", default="1080p", show_default=True, help="360p for a draft, 720p, 1080p, 1440p, 4k or WxH."
            ),
            click.option("--fps", type=int, default=30, show_default=True),
            click.option("--audience", default="General", show_default=True),
            click.option("--goal", default="Inform", show_default=True),
            click.option("--tone", default="Informative", show_default=True),
            click.option(
                "--pacing", default="conversational", show_default=True, help="chill, conversational or fast."
            ),
            click.option("--density", default="balanced", show_default=True, help="sparse, balanced or dense."),
            click.option(
                "--language",
                "languages",
                multiple=True,
                metavar="LANG",
                help="A tag such as de-DE; several times for several films.  [what the words are in, else en-US]",
            ),
            click.option(
                "--voice",
                "voices",
                multiple=True,
                metavar="[LANG=]NAME",
                help="One of `aura voices`; one for each of several languages.  [the language's first]",
            ),
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
                help=f"A file, looped; a folder, of which what fits is taken; a mood: {_MOODS}; or auto, by the tone.",
            ),
            click.option("--music-provider", help="Who has the music, such as localmusic.  [composed here]"),
            click.option("--sound-marks", is_flag=True, help="Mark where sections begin with a short sound."),
            click.option("--writer", help="Who writes the script, such as openai; `aura providers` lists them."),
            click.option("--voice-provider", help="Who speaks, such as elevenlabs."),
            click.option("--image-provider", help="Who has pictures and clips, such as pexels.  [slides]"),
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


def _brand(options: dict[str, Any]) -> dict[str, str] | None:
    given = {"watermarkPath": "logo", "brandColor": "brand_color", "accentColor": "accent_color"}
    return {member: str(options[name]) for member, name in given.items() if options[name]} or None


def _topic(options: dict[str, Any], script: Path | None) -> str | None:
    """Find out what the film is about from what it is made of."""
    if script is not None:
        return _name(script)
    if options["sources"]:
        return _document(options["sources"][0]).title[:LONGEST_TOPIC]
    return None


def _document(path: Path) -> Document:
    """Read the source at *path*, once for all that is asked of it: a long PDF takes a while."""
    return _read(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=1)
def _read(path: Path, _: int) -> Document:
    return read_document(path, lambda _: None)


def owners_options(owner: UserSettings) -> dict[str, Any]:
    """Return what options are when they are not given, by their names, as *owner* has decided."""
    video, captions = owner.video_defaults, owner.captions
    font = captions.font or SubtitleFont()
    return {
        "res": video.default_resolution,
        "fps": video.default_frame_rate,
        "container": video.default_container,
        "codec": CODEC_NAMES.get(video.default_codec.lower(), video.default_codec),
        "aspects": [owner.visual_generation.default_aspect_ratio],
        "captions": captions.mode.value.lower(),
        "caption_style": captions.style.value.lower(),
        "highlight": captions.highlight,
        "caption_guideline": _hyphened(captions.guideline.value) if captions.guideline else None,
        "caption_font": font.font_family,
        "caption_size": font.font_size,
        "caption_color": font.primary_color,
        "caption_position": font.alignment.value if captions.font else None,
    }


def editions(
    options: dict[str, Any], artifacts: list[str] | None = None, owner: UserSettings = _NOBODY
) -> tuple[Edition, ...]:
    """
    Say which films the options of :func:`order_options` mean.

    Args:
        owner: Decides what has no option.

    Raises:
        InvalidInputError: with everything that is wrong.
    """
    scripts, voices = _labelled("--script", options["scripts"]), _labelled("--voice", options["voices"])
    languages = list(options["languages"])
    languages += [label for label in scripts if label and _for(label, dict.fromkeys(languages, "")) is None]
    texts = {name: _script(Path(name)) for name in dict.fromkeys(scripts.values())}
    languages = languages or [_told(options, texts, owner.general.language)]
    versions = [_version(language, languages, scripts, voices, texts) for language in languages]
    aspects = [structure(word, Aspect) for word in options["aspects"]]
    order = _order(options, versions[0], _file(languages[0], scripts), aspects[0], artifacts, owner)
    return editions_of(order, aspects if len(aspects) > 1 else (), versions if len(versions) > 1 else ())


def _told(options: dict[str, Any], texts: Mapping[str, str], usual: str) -> str:
    """Return the language that the words are plainly in, where it is another than the *usual* one."""
    sources = () if texts else options["sources"][:1]
    read = (_document(path).texts for path in sources)
    return foreign_to(" ".join(chain(texts.values(), *read)), usual) or usual


def option_of(path: str) -> str:
    """Return what the member of an order at the JSON *path* is called here; *path* itself if it is called nothing."""
    return OPTIONS.get(re.sub(r"\[\d+\]", "", path), path)


def _labelled(option: str, given: tuple[str, ...]) -> dict[str, str]:
    """Read ``LANG=VALUE``, or a single VALUE for the only language."""
    found: dict[str, str] = {}
    for text in given:
        label, value = "", text
        if (match := _LABEL.fullmatch(text)) and not Path(text).exists():
            label, value = match.groups()
        if found and (label == "" or label in found or "" in found):
            raise InvalidInputError.of(
                option,
                f"{option} is given several times without a language for each.",
                remedy=f"Write which is which, such as {option} en=… {option} de=….",
            )
        found[label] = value
    return found


def _for(language: str, labelled: Mapping[str, str]) -> str | None:
    """Return what has no label, else what is labelled *language*, else what is in the same language elsewhere."""
    if "" in labelled:
        return labelled[""]
    exact = (value for label, value in labelled.items() if label.lower() == language.lower())
    near = (value for label, value in labelled.items() if label and primary(label) == primary(language))
    return next(chain(exact, near), None)


def _file(language: str, scripts: Mapping[str, str]) -> Path | None:
    name = _for(language, scripts)
    return Path(name) if name is not None else None


def _version(
    language: str,
    languages: list[str],
    scripts: Mapping[str, str],
    voices: Mapping[str, str],
    texts: Mapping[str, str],
) -> Version:
    if "" in voices and len(languages) > 1:
        raise InvalidInputError.of(
            "--voice",
            f"The voice {voices['']} speaks one language, and there are {len(languages)}.",
            remedy=f"Write which it speaks: --voice {language}={voices['']}.",
        )
    path = _file(language, scripts) if "" not in scripts or language == languages[0] else None
    return Version(
        language,
        texts[str(_for(language, scripts))] if path else None,
        (Path() if str(path) == "-" else path.parent) if path else None,
        _for(language, voices),
    )


def _order(
    options: dict[str, Any],
    version: Version,
    file: Path | None,
    aspect: Aspect,
    artifacts: list[str] | None,
    owner: UserSettings,
) -> Order:
    """Make an order of the command line, by way of the wire, which knows every spelling."""
    topic = options["topic"] or _topic(options, file)
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
            "language": version.language,
            "aspect": aspect.value,
            **{name: options[name] for name in ("audience", "goal", "tone")},
        },
        "planSpec": {
            "pacing": options["pacing"],
            "density": options["density"],
            **({"targetDuration": _clock(duration)} if duration is not None else {}),
        },
        "voiceSpec": {
            "voiceName": version.voice_name if version.voice_name is not None else "default",
            "rate": options["rate"],
            "pitch": options["pitch"],
            "pause": options["pause"],
        },
        "renderSpec": _render_spec(options, owner),
        "watermark": unstructure(owner.export.watermark) if owner.export.watermark.enabled else None,
        "providerSelection": {
            "script": options["writer"],
            "tts": options["voice_provider"],
            "visuals": options["image_provider"],
        },
        "script": version.script,
        "folder": str(version.folder) if version.folder else None,
        "captions": _captions(options),
        "music": _music(options["music"], options["music_provider"]),
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
    order = structure(given, Order)
    return attrs.evolve(order, provider_selection=owners_selection(owner, order.provider_selection))


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


def _render_spec(options: dict[str, Any], owner: UserSettings) -> dict[str, Any]:
    if options["preset"]:
        return {**unstructure(preset(options["preset"])), "fps": options["fps"]}
    return {
        "res": options["res"],
        "fps": options["fps"],
        "container": options["container"],
        "codec": options["codec"],
        "videoBitrateK": in_kilobits(owner.video_defaults.default_bitrate),
        "audioBitrateK": in_kilobits(owner.video_defaults.default_audio_bitrate),
        "qualityLevel": options["quality"],
    }


def _music(given: str | None, provider: str | None) -> dict[str, Any] | None:
    """Read what ``--music`` has; a file that is called like a mood is named with its folder."""
    if given is None and provider is None:
        return None
    word, moods = (given or "auto").lower(), {mood.value.lower(): mood.value for mood in Mood}
    if word == "auto":
        return {"provider": provider}
    return {"mood": moods[word], "provider": provider} if word in moods else {"path": given, "provider": provider}


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
