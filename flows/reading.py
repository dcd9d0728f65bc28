"""Waiting pages are leased, read by the page workers and filed, chunk by chunk."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

from classifiers.record import Record
from flows.books import Books
from flows.desk import CHUNK, Desk
from flows.intake import Note
from flows.summary import Summary
from ocr.scan import Unreadable
from storage import filing
from storage.efile import numbers
from storage.faults import StaleLease
from storage.findings import finding
from storage.leases import Lease

log = logging.getLogger(__name__)

Leases = tuple[Lease, ...]
Shown = Callable[[Leases, Callable[[], Awaitable[None]]], Awaitable[None]]
"""Does the work on these pages where it can be seen."""


class Reading:
    """The reading of all that waits; `failed` are the scans of pages that could not be read."""

    def __init__(self, desk: Desk, batches: dict[int, int]) -> None:
        """`batches` says how many pages each batch has."""
        self._desk = desk
        self._books = Books(batches)
        self._room = asyncio.Semaphore(desk.options.workers)
        self._stopped: dict[str, Note] = {}
        self._prepared = self._taken_over = False
        self._nobody_ahead = asyncio.Event()
        self._nobody_ahead.set()
        self._filed: set[int] = set()
        self.failed: set[str] = set()

    @property
    def stopped(self) -> tuple[Note, ...]:
        """The books that wait, and why."""
        return tuple(self._stopped.values())

    async def summary(self) -> Summary:
        """What the run did."""
        return await self._desk.summary(self.failed, self.stopped)

    async def ahead(self) -> None:
        """Read page by page until `read_all` takes over; raises SetupFault.

        Single pages, so that the work is handed over at once.
        """
        self._nobody_ahead.clear()
        async with self._begun(), together() as group:
            for _ in range(self._desk.options.workers):
                group.create_task(self._alone())
        self._nobody_ahead.set()

    async def read_all(self, shown: Shown) -> None:
        """Read until nothing is left that nobody else has; raises SetupFault.

        Whoever is `ahead` finishes the pages in hand; if that fails, whoever started it knows.
        Then the pages of batches that are read to their end get their numbers in their files.
        """
        self._taken_over = True
        async with self._begun(), together() as group:
            for _ in range(self._desk.lanes):
                group.create_task(self._lane(shown))
        await self._nobody_ahead.wait()
        await numbers.number_batches(self._filed)

    @asynccontextmanager
    async def _begun(self) -> AsyncIterator[None]:
        """The workers ready, and all leases renewed for the time of the block."""
        if not self._prepared:
            await self._desk.readers.prepare()
            self._prepared = True
        renewing = asyncio.create_task(self._desk.renew())
        try:
            yield
        finally:
            renewing.cancel()

    async def _alone(self) -> None:
        while not self._taken_over and (leases := await self._desk.lease(1)):
            await self._pages(leases)

    async def _lane(self, shown: Shown) -> None:
        while leases := await self._desk.lease(CHUNK):
            await shown(leases, partial(self._pages, leases))

    async def _pages(self, leases: Leases) -> None:
        async with together() as group:
            for lease in leases:
                group.create_task(self._page(lease))

    async def _page(self, lease: Lease) -> None:
        async with self._room:
            if self._books.stopped(lease):
                self._stop(lease)
                return
            outcome = await self._desk.readers.read(self._desk.sheet(lease))
        try:
            await self._file(lease, outcome)
        except StaleLease as taken:
            log.warning(taken.message())
        self._desk.done(lease)

    async def _file(self, lease: Lease, outcome: Record | Unreadable) -> None:
        if isinstance(outcome, Unreadable):
            await filing.quarantine(lease, outcome)
            self._books.count(lease)
            self.failed.add(lease.scan.sha256)
        else:
            await filing.file(lease, outcome)
            self._filed.add(lease.batch)

    def _stop(self, lease: Lease) -> None:
        """Keep the page's lease, so that nobody reads it while this run goes on."""
        stop = self._books.stop(lease)
        book = stop.details["book"]
        self._stopped[book] = Note(book, 0, finding(stop))


@asynccontextmanager
async def together() -> AsyncIterator[asyncio.TaskGroup]:
    """A task group that raises the first of its tasks' errors as it is."""
    try:
        async with asyncio.TaskGroup() as group:
            yield group
    except ExceptionGroup as several:
        raise several.exceptions[0] from several
