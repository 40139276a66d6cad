"""
Segments to encoded files: frames are drawn here and handed to an encoder of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from threading import Event, Lock
from types import TracebackType
from typing import Final, Protocol, Self, TypeVar

import attrs

from aura_core.captions.states import State, states
from aura_core.faces import CaptionFonts
from aura_core.ffmpeg import command
from aura_core.ffmpeg.binary import FFmpeg
from aura_core.ffmpeg.encoding import Encoding
from aura_core.ffmpeg.process import FrameReader, FrameSink
from aura_core.fonts import Fonts
from aura_core.frames.blend import Overlay
from aura_core.frames.buffer import Frame
from aura_core.frames.camera import Camera
from aura_core.frames.memory import return_large_blocks
from aura_core.frames.picture import load
from aura_core.frames.transitions import transit
from aura_core.model.captions import Cue
from aura_core.model.enums import CaptionMode
from aura_core.model.timeline import Timeline
from aura_core.model.visuals import PictureKind
from aura_core.segments import Layer, Segment, layer_of
from aura_core.stages.rendering.lettering import Lettering, letter
from aura_core.stages.rendering.watermark import identity_of, watermark
from aura_core.store import Store, digest
from aura_core.timing import FrameRange


__all__ = ["Easel", "Piece"]

_VERSION: Final = 2
_KEPT_PICTURES: Final = 4
_WINDOW: Final = 10
_KEPT_WINDOWS: Final = 2
"""Seconds of the film whose captions are drawn at once: starting libass takes longer than drawing a dozen looks, and
every look that is kept takes most of a megabyte."""

_P = TypeVar("_P", FrameSink, FrameReader)


@attrs.frozen
class Piece:
    """
    A file of encoded frames.

    Attributes:
        key: Under which the store has it.

        frames: How many.
    """

    key: str
    segment: Segment
    frames: int


class _Source(Protocol):
    """Something that draws the frames of a shot, in order or not."""

    def draw(self, index: int, into: Frame) -> None:
        """Draw frame *index* of the shot."""


class _Film:
    """Moving pictures from a file, read in order."""

    def __init__(self, reader: FrameReader) -> None:
        self._reader = reader

    def draw(self, index: int, into: Frame) -> None:
        """Draw the next frame, which is *index*."""
        self._reader.read_into(into.buffer.data)


class Easel:
    """
    Draws the segments of one film.
    """

    def __init__(self, timeline: Timeline, encoding: Encoding, ffmpeg: FFmpeg, fonts: Fonts) -> None:
        return_large_blocks()
        self.timeline = timeline
        self.encoding = encoding
        self._ffmpeg = ffmpeg
        self._burns = timeline.caption_mode is CaptionMode.BURN and bool(timeline.cues)
        self._fonts = fonts
        self._second = max(1, round(timeline.frame_rate))
        self._window = round(_WINDOW * timeline.frame_rate)
        self._letterings: dict[int, Lettering] = {}
        self._lettering_lock = Lock()
        self._cameras: dict[object, Camera] = {}
        self._lock = Lock()
        self._open: set[FrameSink | FrameReader] = set()
        self._abandoned = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.abandon()
        if self._burns:
            self._caption_fonts.close()

    def abandon(self) -> None:
        """Kill whatever is being drawn or encoded, and whatever is begun after this."""
        self._abandoned = True
        for process in tuple(self._open):
            process.kill()

    def pieces(self, segment: Segment) -> list[Piece]:
        """
        Say which files make up *segment*, in order.

        A segment that stands still is one closed group of pictures, played as often as it takes.
        """
        count = len(segment.frames)
        if not segment.still or self._burns:
            return [self._piece(segment, count)]
        group = _group(count, self._second)
        whole, rest = divmod(count, group)
        repeated = [self._piece(segment, group)] * whole
        return [*repeated, self._piece(segment, rest)] if rest else repeated

    def _piece(self, segment: Segment, frames: int) -> Piece:
        timeline = self.timeline
        layers = [
            (
                layer.shot.source,
                layer.shot.kind,
                *((layer.shot.motion, layer.shot.playback, layer.first, layer.count) if not layer.shot.still else ()),
            )
            for layer in segment.layers
        ]
        captions = [
            (state.frames.start - segment.frames.start, state.word, *_said(timeline.cues[state.cue]))
            for state in self._states(segment.frames)
            if state.cue is not None
        ]
        lettering = (captions, [state.frames.stop - segment.frames.start for state in self._states(segment.frames)])
        style = (timeline.caption_look, timeline.caption_font, self._fonts.fingerprint)
        key = digest(
            *("segment", _VERSION, layers, segment.transition.value, frames, timeline.size, str(timeline.frame_rate)),
            self.encoding,
            *(
                self._ffmpeg.identity,
                (lettering, style, self._caption_fonts.family, self._caption_fonts.others) if captions else None,
            ),
            # Films without one have the keys that they always had.
            *((identity_of(timeline.watermark), self._fonts.fingerprint) if timeline.watermark else ()),
        )
        return Piece(key, segment, frames)

    @cached_property
    def _watermark(self) -> Overlay | None:
        mark = self.timeline.watermark
        return watermark(mark, self.timeline.size, self._fonts) if mark else None

    @cached_property
    def _caption_fonts(self) -> CaptionFonts:
        return CaptionFonts.of(self.timeline, self._fonts)

    def _states(self, frames: FrameRange) -> tuple[State, ...]:
        if not self._burns:
            return ()
        timeline = self.timeline
        return states(
            *(timeline.cues, timeline.frame_rate),
            look=timeline.caption_look,
            first_frame=frames.start,
            stop_frame=frames.stop,
        )

    def last_picture(self) -> Frame | None:
        """Draw the last picture of the film, without captions; ``None`` when it is filmed."""
        final = layer_of(self.timeline, len(self.timeline.shots) - 1, self.timeline.frame_count - 1)
        if final.shot.kind is PictureKind.VIDEO:
            return None
        picture = Frame.blank(self.timeline.size.width, self.timeline.size.height)
        self._camera(final).draw(final.first, picture)
        if self._watermark:
            self._watermark.draw(picture)
        return picture

    def paint(self, piece: Piece, store: Store, stop: Event) -> None:
        """
        Draw and encode *piece* into the store; runs in a thread until *stop* is set.
        """
        timeline, size = self.timeline, self.timeline.size
        filmed = any(layer.shot.kind is PictureKind.VIDEO for layer in piece.segment.layers)
        with ExitStack() as stack:
            target = stack.enter_context(store.writing(piece.key, self.encoding.suffix))
            sources = [stack.enter_context(self._source(layer, piece)) for layer in piece.segment.layers]
            overlays = self._overlays(piece.segment)
            argv = command.encode_frames(
                *(self._ffmpeg, self.encoding, size, timeline.frame_rate, piece.frames, target), filmed=filmed
            )
            sink = stack.enter_context(self._process(FrameSink(argv)))
            for frame in _frames(piece, sources, overlays, self._watermark, Frame.blank(size.width, size.height)):
                if stop.is_set():
                    raise InterruptedError("The film was cancelled.")
                sink.write(frame.buffer.data)
            sink.finish()

    def _overlays(self, segment: Segment) -> list[tuple[int, Overlay | None]]:
        """Say from which frame of *segment* on which caption is seen."""
        shown = self._states(segment.frames)
        if not shown:
            return []
        first, last = segment.frames.start // self._window, (segment.frames.stop - 1) // self._window
        lettered = {
            look: overlay for window in range(first, last + 1) for look, overlay in self._lettered(window).items()
        }
        return [(state.frames.start - segment.frames.start, lettered.get((state.cue, state.word))) for state in shown]

    def _lettered(self, window: int) -> Lettering:
        """Draw the captions of a window of the film at once; the last few windows are kept."""
        frames = FrameRange(window * self._window, (window + 1) * self._window)
        with self._lettering_lock:
            drawn = self._letterings.pop(window, None)
            if drawn is None:
                drawn = letter(self._states(frames), self.timeline, self._ffmpeg, self._caption_fonts, self._process)
            self._letterings[window] = drawn
            while len(self._letterings) > _KEPT_WINDOWS:
                self._letterings.pop(next(iter(self._letterings)))
        return drawn

    @contextmanager
    def _process(self, process: _P) -> Iterator[_P]:
        self._open.add(process)
        try:
            if self._abandoned:
                process.kill()
            yield process
        finally:
            process.close()
            self._open.discard(process)

    @contextmanager
    def _source(self, layer: Layer, piece: Piece) -> Iterator[_Source]:
        """Open what draws *layer*."""
        if layer.shot.kind is not PictureKind.VIDEO:
            yield self._camera(layer)
            return
        size, rate = self.timeline.size, self.timeline.frame_rate
        shot = layer.shot
        argv = command.read_frames(
            self._ffmpeg, shot.source, size, rate, layer.first, piece.frames, playback=shot.playback
        )
        with self._process(FrameReader(argv)) as reader:
            yield _Film(reader)

    def _camera(self, layer: Layer) -> Camera:
        """Return the camera over a picture; the last few are kept, for neighbouring segments share them."""
        shot, size = layer.shot, self.timeline.size
        with self._lock:
            camera = self._cameras.pop((shot, layer.count), None)
            if camera is None:
                picture = load(shot.source, size.width, size.height, max(shot.motion.start.zoom, shot.motion.end.zoom))
                camera = Camera(picture, size.width, size.height, shot.motion, layer.count)
            self._cameras[shot, layer.count] = camera
            while len(self._cameras) > _KEPT_PICTURES:
                self._cameras.pop(next(iter(self._cameras)))
        return camera


def _said(cue: Cue) -> tuple[tuple[str, ...], list[str]]:
    return cue.lines, [word.text for word in cue.words]


def _frames(
    piece: Piece,
    sources: list[_Source],
    overlays: list[tuple[int, Overlay | None]],
    watermark: Overlay | None,
    canvas: Frame,
) -> Iterator[Frame]:
    """Draw the frames of *piece* one after another onto *canvas*."""
    changes = dict(overlays)
    overlay: Overlay | None = None
    layers = piece.segment.layers
    still = piece.segment.still
    seen = [Frame.blank(canvas.width, canvas.height) for _ in layers] if len(layers) > 1 else [canvas]
    for index in range(piece.frames):
        changed = index in changes
        overlay = changes.get(index, overlay)
        if changed or not still or not index:
            for layer, source, frame in zip(layers, sources, seen, strict=True):
                if frame is canvas or not index or not layer.shot.still:
                    source.draw(layer.first + index, frame)
            if len(layers) > 1:
                transit(piece.segment.transition, seen[0], seen[1], (index + 0.5) / piece.frames, canvas)
            if watermark:
                watermark.draw(canvas)
            if overlay:
                overlay.draw(canvas)
        yield canvas


def _group(count: int, longest: int) -> int:
    """
    Choose the length of the group that is repeated: the cheapest between half a second and a second.

    Encoding a frame more costs as much as listing a group more; what is left over is a file of its own, which costs
    four frames besides its own (measured at 1080p).
    """

    def cost(length: int) -> int:
        whole, rest = divmod(count, length)
        return length + whole + (rest + 4 if rest else 0)

    return count if count <= longest else min(range(max(1, longest // 2), longest + 1), key=cost)
