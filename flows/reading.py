"""Waiting pages are leased, read by the page workers and filed, chunk by chunk."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from prefect import task
from prefect.cache_policies import NO_CACHE

from classifiers.record import Record
from flows.books import Books
from flows.desk import Desk
from flows.intake import Note
from ocr.scan import Unreadable
from storage import filing
from storage.faults import StaleLease
from storage.findings import finding
from storage.leases import Lease

log = logging.getLogger(__name__)


class Reading:
    """The reading of all that waits; `failed` are the scans of pages that could not be read."""

    def __init__(self, desk: Desk, batches: dict[int, int]) -> None:
        """`batches` says how many pages each batch has."""
        self._desk = desk
        self._books = Books(batches)
        self._room = asyncio.Semaphore(desk.options.workers)
        self._stopped: dict[str, Note] = {}
        self.failed: set[str] = set()

    @property
    def stopped(self) -> tuple[Note, ...]:
        """The books that wait, and why."""
        return tuple(self._stopped.values())

    async def read_all(self) -> None:
        """Read until nothing is left that nobody else has; raises SetupFault."""
        await self._desk.readers.prepare()
        renewing = asyncio.create_task(self._desk.renew())
        try:
            async with _together() as group:
                for _ in range(self._desk.lanes):
                    group.create_task(self._lane())
        finally:
            renewing.cancel()

    async def _lane(self) -> None:
        while leases := await self._desk.lease():
            await self._chunk(leases)

    async def _chunk(self, leases: tuple[Lease, ...]) -> None:
        """A task run of Prefect's; nothing is passed to it, since Prefect would look into it."""

        @task(name="read pages", task_run_name=lambda: _name(leases), cache_policy=NO_CACHE)
        async def read_pages() -> None:
            async with _together() as group:
                for lease in leases:
                    group.create_task(self._page(lease))

        await read_pages()

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

    def _stop(self, lease: Lease) -> None:
        """Keep the page's lease, so that nobody reads it while this run goes on."""
        stop = self._books.stop(lease)
        book = stop.details["book"]
        self._stopped[book] = Note(book, 0, finding(stop))


def _name(leases: tuple[Lease, ...]) -> str:
    first, last = leases[0], leases[-1]
    return f"read {first.scan.source} p. {first.number} - {last.scan.source} p. {last.number}"


@asynccontextmanager
async def _together() -> AsyncIterator[asyncio.TaskGroup]:
    """A task group that raises the first of its tasks' errors as it is."""
    try:
        async with asyncio.TaskGroup() as group:
            yield group
    except ExceptionGroup as several:
        raise several.exceptions[0] from several
