"""Make one reference job: ``python -m benchmarks.film r60 OUT.mp4``."""

import sys

from aura_core import create_video
from aura_core.model.enums import CaptionMode
from benchmarks import jobs


def order(name: str):
    match name:
        case "r60":
            return jobs.r60()
        case "r30":
            return jobs.r30()
        case "d60":
            return jobs.d60()
        case "d60-burned":
            return jobs.d60(CaptionMode.BURN)
        case "d600-burned":
            return jobs.d60(CaptionMode.BURN, seconds=600)
        case "r60-changed":
            return jobs.r60(changed=3)
        case "r60-plain":
            return jobs.r60(captions=CaptionMode.NONE)
    raise SystemExit(f"no job {name}")


if __name__ == "__main__":
    create_video(order(sys.argv[1]), sys.argv[2])
