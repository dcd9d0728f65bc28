"""Uploaded batches are digitised in the background, one after the other."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

from classifiers.record import Hints
from storage.conservation import conservation

log = logging.getLogger(__name__)

Work = Callable[[Path, int, Hints], Awaitable[bool]]


class Runs:
    """The batches that wait or are being digitised, by number; for one event loop.

    The files of a batch stay in `inbox` until all its pages have been read, so that a run that
    was stopped can be started again.
    """

    def __init__(self, inbox: Path, work: Work | None) -> None:
        self._inbox = inbox
        self._work = work
        self._one = asyncio.Lock()
        self._tasks: dict[int, asyncio.Task[None]] = {}

    @property
    def can(self) -> bool:
        """Whether this server digitises at all."""
        return self._work is not None

    def folder(self, batch: int) -> Path:
        """Where the files of a batch are kept until it has been digitised."""
        return self._inbox / str(batch)

    def files(self, batch: int) -> int:
        """How many of its files are there."""
        return sum(1 for one in self.folder(batch).glob("[!.]*"))

    def goes_on(self, batch: int) -> bool:
        """Whether it waits or is being digitised."""
        return batch in self._tasks

    def start(self, batch: int, hints: Hints) -> None:
        """Digitise the files of the batch, unless that goes on already."""
        if self._work is None or self.goes_on(batch):
            return
        task = asyncio.create_task(self._run(self._work, batch, hints))
        self._tasks[batch] = task
        task.add_done_callback(lambda _: self._tasks.pop(batch, None))

    async def close(self) -> None:
        """Stop; what was digitised is safe."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, work: Work, batch: int, hints: Hints) -> None:
        async with self._one:
            try:
                whole = await work(self.folder(batch), batch, hints)
                balance, _ = await conservation([batch])
            except Exception:
                log.exception("batch %d", batch)
                return
            if whole and balance.in_flight == 0:
                await asyncio.to_thread(shutil.rmtree, self.folder(batch), ignore_errors=True)
