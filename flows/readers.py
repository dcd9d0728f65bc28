"""Page workers: sheets go in, records or reasons come out, whatever happens to a worker."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self

from classifiers.record import Record
from flows import processes, worker
from flows.options import Options
from flows.sheet import Sheet
from ocr.faults import Fault, RecognitionFailed, RecognitionTimedOut, ScanFault
from ocr.scan import Unreadable, unreadable
from storage.learning import weights

log = logging.getLogger(__name__)

START_SECONDS = 300.0
"""For a worker to start and load engine and district, which no page is to answer for."""


class Readers:
    """A pool of `options.workers` processes that outlives the death of any of them.

    Used from one event loop. When a worker dies, the pages that were being read are read again,
    one at a time in a worker of their own; the page that kills that one too is the culprit.
    """

    def __init__(self, options: Options) -> None:
        """Raise WeightsDamaged if the weights that this place uses cannot be had."""
        self._options = options
        self._setup = options.engine, options.district, weights.in_use(options.home)
        self._pool = processes.made(options.workers)
        self._alone = asyncio.Lock()
        self._given = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        processes.end(self._pool)

    async def prepare(self) -> None:
        """Start every worker and load what pages need; SetupFault if it cannot be had."""
        await self._ready(self._pool, self._options.workers)

    async def read(self, sheet: Sheet) -> Record | Unreadable:
        """The record of the sheet, or why there is none; raises only SetupFault.

        Not to be asked for more sheets at once than there are workers: the limit of
        `options.page_seconds` counts from here.
        """
        pool = self._next()
        try:
            return await self._read(pool, sheet)
        except (BrokenProcessPool, TimeoutError):
            self._replace(pool)
        async with self._alone:
            return await self._read_alone(sheet)

    async def _read_alone(self, sheet: Sheet) -> Record | Unreadable:
        pool = processes.made(1)
        try:
            await self._ready(pool, 1)
            return await self._read(pool, sheet)
        except TimeoutError:
            return _failed(sheet, RecognitionTimedOut())
        except BrokenProcessPool:
            return _failed(sheet, RecognitionFailed(reason="worker died"))
        finally:
            processes.end(pool)

    async def _ready(self, pool: ProcessPoolExecutor, workers: int) -> None:
        asked = (
            processes.ask(pool, START_SECONDS, worker.prepare, self._setup) for _ in range(workers)
        )
        await asyncio.gather(*asked)

    async def _read(self, pool: ProcessPoolExecutor, sheet: Sheet) -> Record | Unreadable:
        try:
            return await processes.ask(
                pool, self._options.page_seconds, worker.read, self._setup, sheet
            )
        except (Fault, BrokenProcessPool, TimeoutError):
            raise
        except Exception as bug:
            log.exception("page %d of %s", sheet.number, sheet.scan.sha256)
            return _failed(sheet, RecognitionFailed(reason=type(bug).__name__))

    def _next(self) -> ProcessPoolExecutor:
        """The pool to use now; a new one if its workers have read enough."""
        self._given += 1
        if self._given % (self._options.recycle * self._options.workers) == 0:
            self._replace(self._pool)
        return self._pool

    def _replace(self, pool: ProcessPoolExecutor) -> None:
        """Go on with a new pool, unless someone has seen to it already."""
        if pool is self._pool:
            pool.shutdown(wait=False)  # it finishes what it has been given
            self._pool = processes.made(self._options.workers)


def _failed(sheet: Sheet, cause: ScanFault) -> Unreadable:
    return unreadable(sheet.scan.sha256, sheet.number, cause, "engine")
