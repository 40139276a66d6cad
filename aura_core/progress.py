"""
What a person sees while a film is made: a live bar on a terminal, plain lines in a pipe, JSON for programs.
"""

from __future__ import annotations

import json
import sys
from types import TracebackType
from typing import Final, Protocol, Self

import click

from aura_core.model.events import Event, FilmStarted, Finished, Progress, StepFinished, StepName, StepStarted, Warned
from aura_core.wire import event_to_wire


__all__ = ["Display", "Json", "Lines", "Live"]

_NAMES: Final = {
    StepName.PREFLIGHT: "Checking",
    StepName.SCRIPT: "Writing",
    StepName.NARRATION: "Speaking",
    StepName.BROLL: "Illustrating",
    StepName.SUBTITLES: "Captioning",
    StepName.MUX: "Rendering",
}


def _title(event: FilmStarted) -> str:
    return f"Film {event.number} of {event.films}: {event.name}"


class Display(Protocol):
    """Shows events while it is open."""

    def hear(self, event: Event) -> None:
        """Show *event*."""

    def __enter__(self) -> Self:
        """Begin to show."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the terminal as it was."""


class Json:
    """One JSON event a line on stdout."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def hear(self, event: Event) -> None:
        """Print *event*."""
        # In ASCII, which passes through every pipe.
        sys.stdout.write(json.dumps(event_to_wire(event)) + "\n")
        sys.stdout.flush()


class Lines:
    """A line a step on stderr."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def hear(self, event: Event) -> None:
        """Print what a person without a live display wants to know."""
        match event:
            case StepFinished(step, seconds):
                self._say(f"{_NAMES[step]:13} done in {float(seconds):.1f} s")
            case FilmStarted():
                self._say(_title(event))
            case Warned(_, message):
                self._say(f"Note: {message}")
            case Finished(artifact):
                self._say(f"{float(artifact.duration):.1f} s of film, {artifact.video.size_bytes / 1e6:.1f} MB")

    @staticmethod
    def _say(text: str) -> None:
        click.echo(text, err=True)


class Live:
    """A bar with step, percent and time left on stderr."""

    def __enter__(self) -> Self:
        from rich.console import Console  # noqa: PLC0415 - a pipe needs none of it
        from rich.progress import BarColumn, TaskProgressColumn, TextColumn  # noqa: PLC0415
        from rich.progress import Progress as Bar  # noqa: PLC0415

        self._bar = Bar(
            TextColumn("{task.description:13}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[left]}"),
            TextColumn("[dim]{task.fields[detail]}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=100, left="", detail="")
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def hear(self, event: Event) -> None:
        """Move the bar."""
        match event:
            case StepStarted(step, percent):
                self._bar.update(self._task, description=_NAMES[step], completed=percent, detail="")
            case Progress():
                left = f"{round(event.remaining)} s left" if event.remaining is not None else ""
                self._bar.update(self._task, completed=event.percent, left=left, detail=event.message)
            case FilmStarted():
                self._bar.console.print(_title(event), markup=False, highlight=False)
            case Warned(_, message):
                self._bar.console.print("Note:", message, markup=False, highlight=False)
            case Finished(artifact):
                size = artifact.video.size_bytes / 1e6
                self._bar.console.print(f"{float(artifact.duration):.1f} s of film, {size:.1f} MB")
