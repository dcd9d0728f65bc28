"""A run as the operator sees it: a bar with pages a minute and the time left, on a terminal."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from panji.words import Words


class Bar:
    """A flows.watch.Watch that draws; it draws nothing where there is no terminal."""

    def __init__(self, say: Words) -> None:
        self._say = say
        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            Rate(say),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._task = self._progress.add_task(say("starting"), total=None)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def taken(self, name: str, done: int, of: int) -> None:
        """File number `done` of `of` has been taken in."""
        del name
        words = self._say("taking")
        self._progress.update(self._task, description=words, completed=done, total=of)

    def waiting(self, pages: int) -> None:
        """So many pages wait to be read."""
        self._progress.reset(self._task, description=self._say("reading"), total=pages)

    def read(self, name: str, number: int) -> None:
        """A page has been read."""
        del name, number
        self._progress.advance(self._task)


class Rate(ProgressColumn):
    """Pages a minute."""

    def __init__(self, say: Words) -> None:
        super().__init__()
        self._say = say

    def render(self, task: Task) -> Text:
        """The rate over the last minutes, as rich measures it."""
        speed = task.finished_speed or task.speed
        return Text(self._say("rate", rate=f"{60 * speed:.0f}") if speed else "")
