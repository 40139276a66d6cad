"""
Make the films of the gallery, and look at them: ``make gallery``.

For every film there is a sheet of pictures, one a shot, and what it sounds like, in ``docs/images/gallery``.
"""

from __future__ import annotations

import importlib.util
import math
import subprocess
import sys
import tempfile
from pathlib import Path

import attrs
from PIL import Image

from aura_core import Settings, create_video
from aura_core.ffmpeg.binary import locate
from aura_core.model.artifact import Artifact
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import (
    Aspect,
    CaptionLook,
    CaptionMode,
    Mood,
    SlideTheme,
    ThemeMode,
)
from aura_core.model.order import CaptionSpec, MusicSpec, Order, VisualSpec
from aura_core.model.render import RenderSpec, Resolution
from aura_core.timing import Seconds


HERE = Path(__file__).parent
SHEETS = HERE / "images" / "gallery"
SMALL = RenderSpec(res=Resolution(1280, 720))
WIDTH = 1200


def burned(look: CaptionLook) -> CaptionSpec:
    return CaptionSpec(mode=CaptionMode.BURN, style=look)


def orders(corpus: dict[str, Path]) -> dict[str, Order]:
    """Say which films there are."""
    plan = PlanSpec(target_duration=Seconds(60))
    return {
        "topic": Order(
            Brief("How tides work", aspect=Aspect.VERTICAL),
            PlanSpec(target_duration=Seconds(45)),
            captions=burned(CaptionLook.POP),
            music=MusicSpec(mood=Mood.BRIGHT),
            visuals=VisualSpec(theme=SlideTheme.BOLD, appearance=ThemeMode.LIGHT),
        ),
        "script": Order(
            Brief("How tides work"),
            script=(HERE / "examples" / "tides.md").read_text(encoding="utf-8"),
            folder=HERE / "examples",
            captions=burned(CaptionLook.HIGHLIGHT),
            music=MusicSpec(mood=Mood.CALM),
            visuals=VisualSpec(theme=SlideTheme.MODERN),
            sound_marks=True,
        ),
        "readme": Order(
            Brief("Sieve finds duplicate photographs", aspect=Aspect.SQUARE, sources=(corpus["toolkit"],)),
            plan,
            music=MusicSpec(mood=Mood.CURIOUS),
            visuals=VisualSpec(theme=SlideTheme.MIDNIGHT),
        ),
        "pdf": Order(
            Brief("The River Alm", sources=(corpus["river"],)),
            plan,
            captions=burned(CaptionLook.KARAOKE),
            music=MusicSpec(mood=Mood.WARM),
            visuals=VisualSpec(theme=SlideTheme.MODERN, appearance=ThemeMode.LIGHT),
        ),
        "report": Order(
            Brief("The weekly markets of Norden", sources=(corpus["markets"],)),
            plan,
            music=MusicSpec(mood=Mood.SERIOUS),
            visuals=VisualSpec(theme=SlideTheme.PAPER),
        ),
        "arabic": Order(
            Brief("رحلة القهوة", language="ar", sources=(corpus["coffee-ar"],)),
            PlanSpec(target_duration=Seconds(45)),
            captions=burned(CaptionLook.BOXED),
            visuals=VisualSpec(theme=SlideTheme.BOLD),
        ),
    }


def main() -> None:
    SHEETS.mkdir(parents=True, exist_ok=True)
    settings = Settings.from_environment()
    ffmpeg = str(locate(settings.ffmpeg).path)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "corpus").mkdir()
        films = Path(sys.argv[1]) if len(sys.argv) > 1 else folder
        for name, order in orders(corpus_in(folder / "corpus")).items():
            small = attrs.evolve(order, render_spec=SMALL)
            artifact = create_video(small, films / f"{name}.mp4", settings=settings)
            target = sheet(artifact, ffmpeg, folder, SHEETS / f"{name}.jpg")
            print(f"{name}: {float(artifact.duration):.1f} s, {target.stat().st_size // 1024} KB")
            for warning in artifact.warnings:
                print(f"  {warning}")


def corpus_in(folder: Path) -> dict[str, Path]:
    spec = importlib.util.spec_from_file_location("build", HERE.parent / "tests" / "corpus" / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: dict[str, Path] = module.build(folder)
    return made


def sheet(artifact: Artifact, ffmpeg: str, folder: Path, target: Path) -> Path:
    """Put twelve moments of a film, and its waveform, onto one picture."""
    moments = [float(artifact.duration) * (place + 0.5) / 12 for place in range(12)]
    shots = [picture_at(artifact.video.path, moment, ffmpeg, folder / "shot.png") for moment in moments]
    columns = 4 if shots[0].width > shots[0].height else 6
    width = WIDTH // columns
    height = round(width * shots[0].height / shots[0].width)
    rows = math.ceil(len(shots) / columns)
    wave = waveform(artifact.video.path, ffmpeg, folder / "wave.png")
    page = Image.new("RGB", (WIDTH, rows * height + wave.height), "white")
    for place, shot in enumerate(shots):
        at = (place % columns * width, place // columns * height)
        page.paste(shot.resize((width - 4, height - 4), Image.Resampling.LANCZOS), at)
    page.paste(wave, (0, rows * height))
    page.save(target, quality=82, optimize=True)
    return target


def picture_at(film: Path, moment: float, ffmpeg: str, target: Path) -> Image.Image:
    run(ffmpeg, "-ss", f"{moment:.3f}", "-i", str(film), "-frames:v", "1", str(target))
    return Image.open(target).convert("RGB")


def waveform(film: Path, ffmpeg: str, target: Path) -> Image.Image:
    graph = f"[0:a]aformat=channel_layouts=mono,showwavespic=s={WIDTH}x72:colors=0x3b5b8c:scale=sqrt[w]"
    run(ffmpeg, "-i", str(film), "-filter_complex", graph, "-map", "[w]", "-frames:v", "1", str(target))
    picture = Image.open(target).convert("RGBA")
    page = Image.new("RGB", picture.size, "white")
    page.paste(picture, mask=picture)
    return page


def run(*command: str) -> None:
    subprocess.run([command[0], "-v", "error", "-y", *command[1:]], check=True)


if __name__ == "__main__":
    main()
