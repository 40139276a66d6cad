"""
The floor: x264 alone on the raw frames of a job, with the very command lines that the job uses.

``python -m benchmarks.bare r60 FOLDER`` draws the frames of every segment into FOLDER (page cache or /dev/shm);
``python -m benchmarks.bare encode FOLDER`` encodes them, as many at a time as there are cores.
"""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from aura_core import create_video
from aura_core.settings import Settings
from aura_core.stages.rendering import painting
from benchmarks.film import ORDERS


class _Recorder:
    """Stands where the encoder would: writes the frames to a file, and lets the encoder run afterwards."""

    folder: Path

    def __init__(self, argv):
        self._argv = argv
        self._raw = self.folder / f"{Path(argv[-1]).stem}.yuv"
        self._file = self._raw.open("wb", buffering=0)

    def write(self, frame):
        self._file.write(frame)

    def finish(self):
        self._file.close()
        argv = [str(self._raw) if part == "pipe:0" else part for part in self._argv]
        subprocess.run(argv, check=True)
        (self.folder / f"{self._raw.stem}.argv").write_text(json.dumps([*argv[:-1], f"{self._raw}.mp4"]))

    def kill(self):
        pass

    close = kill


def record(name: str, folder: Path) -> None:
    """Keep the raw frames of the job *name*, and the command lines that encode them."""
    folder.mkdir(parents=True)
    _Recorder.folder = folder
    painting.FrameSink = _Recorder
    create_video(ORDERS[name](), folder / "film.mp4", settings=Settings(data=folder / "data"))


def encode(folder: Path) -> None:
    """Encode what was recorded."""
    lines = [json.loads(path.read_text()) for path in sorted(folder.glob("*.argv"))]
    with ThreadPoolExecutor(Settings().workers) as pool:
        list(pool.map(lambda argv: subprocess.run(argv, check=True), lines))


if __name__ == "__main__":
    if sys.argv[1] == "encode":
        encode(Path(sys.argv[2]))
    else:
        record(sys.argv[1], Path(sys.argv[2]))
