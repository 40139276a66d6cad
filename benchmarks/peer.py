"""
R60 as one writes it with MoviePy 2: the same pictures, times, moves, crossfades, captions and sound.

``python -m benchmarks.peer TIMELINE.json SOUND OUT.mp4 SECONDS`` makes the first SECONDS of the film, for a whole one
takes minutes; the cost of a MoviePy film grows with its length alone.
"""

import json
import sys
from pathlib import Path

from moviepy import AudioFileClip, CompositeVideoClip, ImageClip, TextClip, vfx

from benchmarks.measuring import clock_seconds


def _moving(shot, start, end, size):
    """Show a picture that grows or shrinks, as everybody does it with MoviePy."""
    width, height = size
    begin, finish = shot["motion"]["start"]["zoom"], shot["motion"]["end"]["zoom"]
    clip = ImageClip(shot["source"], duration=end - start)
    cover = max(width / clip.w, height / clip.h)
    clip = clip.resized(lambda t: cover * (begin + (finish - begin) * t / (end - start)))
    return CompositeVideoClip([clip.with_position("center")], size=size)


def make(timeline: dict, sound: Path, target: Path, seconds: float) -> None:
    rate = 30
    size = (timeline["size"]["width"], timeline["size"]["height"])
    clips = []
    for index, shot in enumerate(timeline["shots"]):
        start, end = shot["frames"]["start"] / rate, shot["frames"]["stop"] / rate
        fade = shot["transition"]["frames"] / rate
        begin = start - (timeline["shots"][index - 1]["transition"]["frames"] / rate / 2 if index else 0)
        if begin >= seconds:
            break
        clip = _moving(shot, begin, end + fade / 2, size).with_start(begin)
        clips.append(clip.with_effects([vfx.CrossFadeIn(0.5)]) if index else clip)
    for cue in timeline["cues"]:
        start, duration = clock_seconds(cue["span"]["start"]), clock_seconds(cue["span"]["duration"])
        if start < seconds:
            text = TextClip(
                text="\n".join(cue["lines"]), font_size=56, color="white", stroke_color="black", stroke_width=2
            )
            clips.append(text.with_start(start).with_duration(duration).with_position(("center", 900)))
    film = CompositeVideoClip(clips, size=size).with_duration(seconds)
    film = film.with_audio(AudioFileClip(str(sound)).subclipped(0, seconds))
    film.write_videofile(
        str(target), fps=rate, codec="libx264", preset="veryfast", ffmpeg_params=["-crf", "20"], logger=None
    )


if __name__ == "__main__":
    made = json.loads(Path(sys.argv[1]).read_text())
    make(made, Path(sys.argv[2]), Path(sys.argv[3]), float(sys.argv[4]))
