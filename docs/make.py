"""Make the pictures and the page of errors anew: ``make docs``."""

import os
import subprocess
import sys
import tempfile
from http import HTTPStatus
from pathlib import Path

from PIL import Image

from aura_core import errors
from aura_core.ffmpeg.binary import locate
from aura_core.verdicts import Verdict
from aura_http.problems import ECHOES


HERE = Path(__file__).parent
INTO_CHAPTER = 3.5
MOMENT = 48
"""Seconds into the demo film at which its editions are compared."""

SPOKEN = 2.2
"""Seconds into a short film at which its captions are."""


def main() -> None:
    (HERE / "errors" / "README.md").write_text(errors_page(), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        wide = pictures("16:9", Path(folder))
        tall = pictures("9:16", Path(folder))
        shapes(Path(folder)).save(HERE / "images" / "editions.png", optimize=True)
        captions(Path(folder)).save(HERE / "images" / "captions.png", optimize=True)
    sheet(wide, tall).save(HERE / "images" / "demo.png", optimize=True)


def errors_page() -> str:
    """List every error: its code, what it means, and whether trying again may help."""
    classes = [getattr(errors, name) for name in errors.__all__]
    kinds = [kind for kind in classes if issubclass(kind, errors.AuraError) and kind is not errors.AuraError]
    lines = ["# Errors", "", "Made by `make docs` from `aura_core/errors.py`.", ""]
    for kind in sorted(kinds, key=lambda kind: kind.code):
        again = "Trying again may help." if kind.retryable else "Trying again without a change does not help."
        meaning = (kind.__doc__ or "").strip().splitlines()[0]
        lines += [f'<a id="{kind.code}"></a>', "", f"## {kind.code}: {kind.title}", "", meaning, again, ""]
    ours = {kind.code for kind in kinds}
    for meaning in sorted((verdict.meaning for verdict in Verdict), key=lambda meaning: meaning.code):
        if meaning.code not in ours:
            again = "Trying again may help." if meaning.retryable else "Trying again without a change does not help."
            lines += [f'<a id="{meaning.code}"></a>', "", f"## {meaning.code}: {meaning.title}", ""]
            lines += [meaning.explanation, meaning.remedy, again, ""]
    ours |= {verdict.meaning.code for verdict in Verdict}
    for status, echo in ECHOES.items():
        if (code := f"E{status}") not in ours:
            title = HTTPStatus(status).phrase
            lines += [f'<a id="{code}"></a>', "", f"## {code}: {title}", "", echo.meaning, echo.remedy, ""]
    issue = "An enum does not know a word, and the message lists the words it knows; or the planner's topic is none."
    plan = "The planner is asked for a length, or for a number of scenes, that no film can have."
    among = "Where other things are wrong too, the code of the whole is E400."
    lines += ['<a id="E303"></a>', "", "## E303: Unknown Word", "", issue, among, ""]
    lines += ['<a id="E304"></a>', "", "## E304: Impossible Plan", "", plan, among, ""]
    return "\n".join(lines).rstrip() + "\n"


def pictures(aspect: str, folder: Path) -> list[Image.Image]:
    """Make the demo film in *aspect* and take a picture of every chapter."""
    film = folder / f"{aspect.replace(':', 'x')}.mp4"
    script = HERE / "examples" / "tides.md"
    options = ["--script", str(script), "--aspect", aspect, "--captions", "burn", "--with", "chapters"]
    subprocess.run(["aura", "create", "How tides work", *options, "-o", str(film)], check=True, env=environment())
    found = []
    for line in film.with_suffix(".chapters.txt").read_text(encoding="utf-8").splitlines():
        hours, minutes, seconds = line.split()[0].split(":")
        moment = int(hours) * 3600 + int(minutes) * 60 + int(seconds) + INTO_CHAPTER
        target = folder / f"{film.stem}-{moment}.png"
        argv = [str(locate().path), "-loglevel", "error", "-y", "-ss", str(moment), "-i", str(film), "-frames:v", "1"]
        subprocess.run([*argv, str(target)], check=True)
        found.append(Image.open(target).convert("RGB"))
    return found


def shapes(folder: Path) -> Image.Image:
    """Make the demo film in every shape at once, and put the same moment of each side by side."""
    script, aspects = HERE / "examples" / "tides.md", ("16:9", "1:1", "4:5", "9:16")
    asked = [part for aspect in aspects for part in ("--aspect", aspect)]
    options = ["--script", str(script), *asked, "--captions", "burn", "--theme", "paper", "--res", "720p"]
    subprocess.run(["aura", "create", *options, "-o", str(folder / "film.mp4")], check=True, env=environment())
    found = []
    for aspect in aspects:
        film, target = folder / f"film.{aspect.replace(':', 'x')}.mp4", folder / f"{aspect.replace(':', 'x')}.png"
        argv = [str(locate().path), "-loglevel", "error", "-y", "-ss", str(MOMENT), "-i", str(film), "-frames:v", "1"]
        subprocess.run([*argv, str(target)], check=True)
        found.append(Image.open(target).convert("RGB"))
    gap, height = 8, 380
    small = [one.resize((round(one.width * height / one.height), height), Image.Resampling.LANCZOS) for one in found]
    page = Image.new("RGB", (sum(one.width + gap for one in small) + gap, height + 2 * gap), "white")
    left = gap
    for one in small:
        page.paste(one, (left, gap))
        left += one.width + gap
    return page


def captions(folder: Path) -> Image.Image:
    """Put every style of captions side by side, in the middle of the same sentence over the same ground."""
    words, grounds = folder / "words.md", folder / "grounds"
    words.write_text("Twice a day, the sea rises and falls along nearly every coast on Earth.\n", encoding="utf-8")
    grounds.mkdir()
    Image.new("RGB", (960, 960), "#1d3a52").save(grounds / "ground.png")
    lying = [("16:9", style) for style in ("plain", "boxed", "highlight", "pop", "karaoke")]
    found = []
    for aspect, style in (*lying, ("1:1", "karaoke"), ("9:16", "pop")):
        film, target = folder / f"{style}.mp4", folder / f"{style}.png"
        options = ["--script", str(words), "--images", str(grounds), "--aspect", aspect, "--res", "720p"]
        looks = ["--captions", "burn", "--caption-style", style]
        subprocess.run(["aura", "create", *options, *looks, "-o", str(film)], check=True, env=environment())
        argv = [str(locate().path), "-loglevel", "error", "-y", "-ss", str(SPOKEN), "-i", str(film), "-frames:v", "1"]
        subprocess.run([*argv, str(target)], check=True)
        with Image.open(target) as one:
            found.append(
                one.convert("RGB").resize((round(240 * one.width / one.height), 240), Image.Resampling.LANCZOS)
            )
    return rows(found[:3], found[3:])


def rows(*several: list[Image.Image]) -> Image.Image:
    """Put rows of pictures of the same height below one another."""
    gap, height = 6, several[0][0].height
    widths = [sum(one.width + gap for one in row) - gap for row in several]
    page = Image.new("RGB", (max(widths), len(several) * (height + gap) - gap), "white")
    for place, row in enumerate(several):
        left = 0
        for one in row:
            page.paste(one, (left, place * (height + gap)))
            left += one.width + gap
    return page


def environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def sheet(wide: list[Image.Image], tall: list[Image.Image]) -> Image.Image:
    """Put six wide pictures in two columns beside two upright ones."""
    gap, width, height = 8, 420, 236
    page = Image.new("RGB", (2 * width + 3 * gap + 2 * (gap + 405), 3 * height + 4 * gap), "white")
    for index, picture in enumerate(wide[:6]):
        place = (gap + index % 2 * (width + gap), gap + index // 2 * (height + gap))
        page.paste(picture.resize((width, height), Image.Resampling.LANCZOS), place)
    for index, picture in enumerate((tall[1], tall[4])):
        size = (405, 3 * height + 2 * gap)
        page.paste(picture.resize(size, Image.Resampling.LANCZOS), (2 * width + 3 * gap + index * (405 + gap), gap))
    return page


if __name__ == "__main__":
    main()
