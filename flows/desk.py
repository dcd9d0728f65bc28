"""What a run works with: the open store, the page workers, and the leases it holds."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from classifiers import load as districts
from classifiers.district import District
from classifiers.record import Hints
from flows.faults import UnknownHint
from flows.found import find
from flows.intake import Intake, Note, take_in
from flows.options import Options
from flows.readers import Readers
from flows.sheet import Sheet
from flows.summary import Summary, summary
from flows.watch import Watch
from storage import database
from storage import district as district_rows
from storage import leases as store
from storage.archive import Archive
from storage.conservation import Balance, conservation
from storage.leases import Lease
from storage.owner import this_process
from storage.quarantined import quarantined

CHUNK = 20
"""Pages leased at a time; each chunk is one task run of Prefect."""


class Desk:
    """One run's open things; used from the event loop that opened it."""

    def __init__(self, options: Options, watch: Watch, readers: Readers) -> None:
        self.options = options
        self.watch = watch
        self.readers = readers
        self.archive = Archive(options.archive)
        self._held: dict[tuple[str, int], Lease] = {}
        self._began = time.monotonic()
        self._before = Balance(0, 0, 0, 0, 0, 0)
        self._intake: Intake | None = None

    async def take_in(self, paths: Iterable[Path], hints: Hints) -> int:
        """Take in all files below the paths; the number of pages that now wait to be read.

        Raises NoScans or NoSuchPath. Our own files are no scans, even below a path.
        """
        ours = {folder.resolve() for folder in (self.options.home, self.options.archive)}
        found = await asyncio.to_thread(find, tuple(paths), ours)
        self._before, _ = await conservation()
        self._intake = await take_in(found, hints, self.archive, self.watch, self.options.batch)
        after, _ = await conservation()
        self.watch.waiting(after.in_flight)
        return after.in_flight

    async def batches(self) -> dict[int, int]:
        """How many pages each batch of the store has."""
        return {number: one.accepted for number, one in (await conservation())[1].items()}

    async def summary(
        self, failed: Collection[str] = (), stopped: tuple[Note, ...] = ()
    ) -> Summary:
        """What the run did; `failed` are scans it could not read, `stopped` books that wait."""
        assert self._intake is not None
        after, _ = await conservation()
        scans = {one.sha256 for one in self._intake.files if one.sha256}.union(failed)
        unread = await quarantined(scans)
        seconds = time.monotonic() - self._began
        return summary(self._intake, (self._before, after), unread, stopped, seconds)

    @property
    def lanes(self) -> int:
        """Chunks in work at once, so that no worker waits for the last page of one."""
        return 1 + math.ceil(self.options.workers / CHUNK)

    async def lease(self, pages: int) -> tuple[Lease, ...]:
        """The next pages to read, so many at most, held until `done` or the end of the run."""
        owner, seconds = this_process(), self.options.lease_seconds
        leased = await store.lease(owner, pages, seconds)
        self._held |= {(one.scan.sha256, one.number): one for one in leased}
        return leased

    def done(self, lease: Lease) -> None:
        """The page has been filed or set aside: it is not ours to renew or release."""
        self._held.pop((lease.scan.sha256, lease.number), None)
        self.watch.read(lease.scan.source, lease.number)

    def sheet(self, lease: Lease) -> Sheet:
        """What a worker needs to know of a page."""
        path = self.archive.place(lease.path)
        return Sheet(path, lease.scan, lease.number, lease.hints)

    async def renew(self) -> None:
        """Renew all leases for as long as the run goes on."""
        while True:
            await asyncio.sleep(self.options.lease_seconds / 3)
            await store.renew(tuple(self._held.values()), self.options.lease_seconds)

    async def release(self) -> None:
        """Give back what was leased and not read."""
        if self._held:
            await store.release(tuple(self._held.values()))
            self._held.clear()


@asynccontextmanager
async def opened(options: Options, hints: Hints, watch: Watch) -> AsyncIterator[Desk]:
    """A desk for the time of the block; SetupFault if something it needs is missing."""
    district = districts.load(options.district)
    _check(hints, district)
    async with database.opened(options.database):
        await district_rows.load(district)
        with Readers(options) as readers:
            desk = Desk(options, watch, readers)
            desk.archive.purge()
            try:
                yield desk
            finally:
                await asyncio.shield(desk.release())


def _check(hints: Hints, district: District) -> None:
    told = (
        ("office", hints.office, district.offices),
        ("register", hints.register, district.registers),
    )
    for what, code, known in told:
        if code is not None and code not in known:
            raise UnknownHint(what=what, code=code, known=", ".join(sorted(known)))
