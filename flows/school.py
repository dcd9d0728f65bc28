"""In a process of its own: cells that people read become lines, lines teach the network on.

Pixels and texts live in this process alone and end with it; what comes back are weights and
figures.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ocr.decoder import Decoder
from ocr.engines import Strip
from ocr.engines.lipi import Lipi, window
from ocr.faults import ScanFault
from ocr.geometry import Box
from ocr.layout import lay_out
from ocr.leaf import laid
from ocr.recognise import strips
from ocr.training.align import aligned
from ocr.training.alphabet import normal, spelt
from ocr.training.lines import Line
from storage.archive import Archive
from storage.faults import StoreFault
from storage.learning.lessons import Lesson, LessonPage
from storage.learning.weights import Figures
from storage.received import Received

log = logging.getLogger(__name__)

_SAME_PLACE = 0.5
"""Overlap from which a cell is taken to be the one that was read."""

_LOOKING = 1 / 3
"""The share of the time in which pages are looked up: what is then not yet, is not taught."""

_HELD = 5
"""One cell in so many is held back."""

_LEAST = (40, 20)
"""Lines to teach and to hold back; with fewer nothing can be said of what they did."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be taught to the weights of `start`, and in how many minutes."""

    pages: tuple[LessonPage, ...]
    archive: Path
    start: Path
    district: Path
    office: str
    seed: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Report:
    """How many lines there were; no figures if they were too few, no weights if not accepted."""

    taught: int
    held: int
    figures: Figures | None = None
    weights: bytes | None = None


def school(task: Task) -> Report:
    """Teach what is to be taught, behind all other work of the machine."""
    begun = time.monotonic()
    os.nice(10)
    until = begun + 60 * task.minutes
    taught, held = _lines(task, begun + _LOOKING * (until - begun))
    if len(taught) < _LEAST[0] or len(held) < _LEAST[1]:
        return Report(len(taught), len(held))
    return _tuned(task, taught, held, until)


def _tuned(task: Task, taught: Sequence[Line], held: Sequence[Line], until: float) -> Report:
    from ocr.training import tune  # noqa: PLC0415 - PyTorch: only here, only if there is something

    lesson = tune.Lesson(taught, held)
    done = tune.tune(task.start, lesson, task.district, task.seed, until)
    (own, own_now), (other, other_now) = done.own, done.standard
    figures = Figures(
        task.office,
        task.seed,
        task.minutes,
        len(taught),
        len(held),
        (own.share, own_now.share),
        (other.share, other_now.share),
    )
    return Report(len(taught), len(held), figures, done.weights if done.accepted else None)


def _lines(task: Task, until: float) -> tuple[list[Line], list[Line]]:
    """The lines to be taught and those held back, the same ones every night."""
    taught: list[Line] = []
    held: list[Line] = []
    received, engine = Received(Archive(task.archive)), Lipi(task.start)
    with Decoder() as decoder:
        for page in task.pages:
            if time.monotonic() > until:
                break
            for lesson, cut in _found(page, received, decoder):
                side = held if held_back(lesson.place) else taught
                side += _read(cut, lesson.text, engine)
    return taught, held


def held_back(place: str) -> bool:
    """Whether the cell is one of those that are never taught."""
    return int(sha256(place.encode()).hexdigest()[:8], 16) % _HELD == 0


def _found(
    page: LessonPage, received: Received, decoder: Decoder
) -> Iterator[tuple[Lesson, tuple[Strip, ...]]]:
    """The lessons of a page with the strips of their cells, cut as they are for reading."""
    try:
        flat = laid(received.pixels(page.filed, decoder), page.filed.page)
    except (ScanFault, StoreFault) as fault:
        log.warning("%s: %s", page.filed.path, fault.message())
        return
    cells = strips(flat, lay_out(flat, page.ruled))
    for lesson in page.lessons if cells else ():
        box, cut = max(cells, key=_overlap(lesson.box))
        if box.overlap(lesson.box) >= _SAME_PLACE:
            yield lesson, cut


def _overlap(box: Box) -> Callable[[tuple[Box, tuple[Strip, ...]]], float]:
    return lambda cell: cell[0].overlap(box)


def _read(cut: Sequence[Strip], text: str, engine: Lipi) -> Iterator[Line]:
    """The lines of a cell with their texts; none where it is not clear which stands where."""
    said = [""] * len(cut)
    if len(cut) > 1:
        said = [" ".join(word.text for word in words) for words in engine.read(cut)]
    for strip, part in zip(cut, aligned(said, normal(text)) or (), strict=False):
        if spelt(part):
            yield Line(window(strip), part)
