"""What is sent of a job."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from aura_core.errors import ConflictError, IntegrityError, UploadError
from aura_core.ffmpeg.probe import probe
from aura_core.model.brief import Brief
from aura_core.model.job import Job
from aura_core.model.render import RenderSpec, frame_size
from aura_core.model.settings.export import ExportSettings
from aura_core.shelf import Film, name_of
from aura_core.timing import in_ticks
from aura_core.uploading.destination import Item, Parcel


__all__ = ["packed"]


def packed(job: Job, owner: ExportSettings) -> Parcel:
    """
    Take together what *job* has made, to be called as *owner* likes films to be called.

    Raises:
        ConflictError: it has made no film.

        UploadError: its film is not there any more.
    """
    if job.output is None or job.completed_utc is None:
        raise ConflictError(f"The job is {job.status.value}; there is no film.", remedy="Wait until it is completed.")
    path = Path(job.output.video_path)
    try:
        film, *others = _items(job, path.stem)
        # It takes the file to be read, for one word of the name.
        asked = "{duration}" in owner.naming_pattern.pattern
        length = in_ticks(probe(path).video_seconds if asked else 0)
    except (OSError, IntegrityError, ValueError) as error:
        raise UploadError("The film is not there any more.", remedy="Make it again with a new job.") from error
    brief, spec = job.brief or Brief(job.id), job.render_spec or RenderSpec()
    made = job.completed_utc.astimezone()
    about = Film(brief.topic, made, owner.default_preset, frame_size(brief.aspect, spec.res), length)
    return Parcel(job.id, brief.topic, lambda number: name_of(about, owner.naming_pattern, number), film, tuple(others))


def _items(job: Job, stem: str) -> Iterator[Item]:
    for made in job.artifacts:
        path = Path(made.path)
        yield Item(path, path.name.removeprefix(stem), made.type, path.stat().st_size)
