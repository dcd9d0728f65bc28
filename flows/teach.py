"""What people of an office corrected teaches the network; better weights are used from then on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from flows import processes
from flows.faults import TrainerMissing
from flows.options import Options
from ocr.models import WEIGHTS
from storage import database
from storage.learning import lessons, weights
from storage.learning.lessons import LessonPage
from storage.learning.weights import Figures, Weights

if TYPE_CHECKING:
    from flows.school import Report, Task

_LATE, _START = 2, 600.0
"""When the process is given up: so many times the time that it was given, and seconds more."""

_PAGES = 400
"""Pages that are looked up; the last that people worked on come first."""

Begun = Callable[[int, int], None]
"""Told the pages and cells that are to be learned from."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is asked for: whose corrections (None: all offices'), how long, by which chance."""

    office: str | None = None
    minutes: float = 30.0
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Done:
    """Lines taught and held back, the figures unless those were too few, the weights accepted."""

    taught: int
    held: int
    figures: Figures | None
    new: Weights | None


def _nobody(_pages: int, _cells: int) -> None:
    """Let it pass."""


async def teach(options: Options, lesson: Lesson, actor: str, begun: Begun = _nobody) -> Done:
    """Learn, and use what was learned if it is better; TrainerMissing without PyTorch."""
    if find_spec("torch") is None:
        raise TrainerMissing
    used = weights.kept(options.home).now
    start = weights.in_use(options.home) or WEIGHTS
    async with database.opened(options.database):
        pages = await lessons.pages(lesson.office, _PAGES)
    begun(len(pages), sum(len(page.lessons) for page in pages))
    report = await _taught(options, lesson, pages, start)
    new = None
    if report.weights is not None and report.figures is not None:
        parent = used.sha256 if used else weights.shipped()
        async with database.opened(options.database):
            told = options.home, report.weights, parent, report.figures, actor
            new = await weights.accept(*told)
    return Done(report.taught, report.held, report.figures, new)


async def _taught(
    options: Options, lesson: Lesson, pages: tuple[LessonPage, ...], start: Path
) -> Report:
    from flows.school import Task  # noqa: PLC0415 - what pages need takes a second to import

    task = Task(
        pages,
        options.archive,
        start,
        options.district,
        lesson.office or "",
        lesson.seed,
        lesson.minutes,
    )
    pool = processes.made(1)
    try:
        return await processes.ask(pool, _LATE * 60 * lesson.minutes + _START, _school, task)
    finally:
        processes.end(pool)


def _school(task: Task) -> Report:
    from flows.school import school  # noqa: PLC0415 - in the process of its own

    return school(task)
