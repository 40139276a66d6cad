"""Make one reference job: ``python -m benchmarks.film r60 OUT.mp4``."""

import sys

from aura_core import create_video
from aura_core.model.enums import CaptionMode
from benchmarks import jobs


ORDERS = {
    "r60": jobs.r60,
    "r60-changed": lambda: jobs.r60(changed=3),
    "r60-plain": lambda: jobs.r60(captions=CaptionMode.NONE),
    "r30": jobs.r30,
    "d60": jobs.d60,
    "d60-burned": lambda: jobs.d60(CaptionMode.BURN),
    "d600-burned": lambda: jobs.d60(CaptionMode.BURN, seconds=600),
}


if __name__ == "__main__":
    create_video(ORDERS[sys.argv[1]](), sys.argv[2])
