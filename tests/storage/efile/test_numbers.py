"""A page's number in its file is given once: no gap, no double, whoever counts at once."""

from __future__ import annotations

import asyncio
import sys

from classifiers.record import Hints
from storage import ledger
from storage.database import opened, transaction
from storage.efile import numbers
from storage.tables.audit import AuditEntry
from storage.tables.documents import Document
from storage.tables.efile import FilePage
from storage.tables.offices import File
from storage.tables.scans import Batch
from tests.storage import builders
from tests.storage.efile import desk


async def numbered(file: int) -> list[tuple[int, str]]:
    """Number and name of the pages, in order."""
    found = (
        await FilePage.filter(file_id=file)
        .order_by("number")
        .select_related("document__page__scan")
    )
    return [(one.number, one.document.page.scan.source) for one in found]


async def test_pages_are_numbered_as_they_lie_whatever_the_order_they_were_read_in(
    url: str,
) -> None:
    """And once: asking again gives none a second number, and the log has one line."""
    async with opened(url):
        await desk.loaded()
        file = await desk.book(["c", "a", "b"])
        assert await numbers.number(file.id) == 3
        assert await numbers.number(file.id) == 0
        assert await numbered(file.id) == [(1, "a"), (2, "b"), (3, "c")]
        entries = AuditEntry.filter(object=f"file/{file.file_no}", action="metadata modification")
        assert await entries.count() == 1


async def test_later_pages_run_on_and_none_changes_its_number(url: str) -> None:
    """Also a page whose name comes first."""
    async with opened(url):
        await desk.loaded()
        file = await desk.book(["b", "c"])
        await numbers.number(file.id)
        await desk.book(["a"])
        await numbers.number(file.id)
        assert await numbered(file.id) == [(1, "b"), (2, "c"), (3, "a")]


async def test_pages_of_a_batch_that_is_being_read_wait_for_their_numbers(url: str) -> None:
    """So that a fast worker does not put page 2 before page 1."""
    async with opened(url):
        await desk.loaded()
        file = await desk.book(["b"])
        batch = (await Document.get().select_related("page__scan")).page.scan.batch_id
        await builders.accepted(ledger.Batch(batch, Hints()), "a")
        assert await numbers.number(file.id) == 0


async def test_a_page_that_moves_leaves_its_number_and_has_it_again_when_it_returns(
    url: str,
) -> None:
    """Nobody else gets the number meanwhile."""
    async with opened(url):
        await desk.loaded()
        one, other = await desk.book(["a", "b"]), await desk.book(["x"], 2007)
        await numbers.number(one.id)
        await numbers.number(other.id)
        for file in (other, one):
            async with transaction():
                await Document.filter(page__scan__source="a").update(file_id=file.id)
            await desk.book([f"later-{file.id}"])
            await numbers.number(one.id)
            await numbers.number(other.id)
        assert await numbered(one.id) == [
            (1, "a"),
            (2, "b"),
            (3, f"later-{other.id}"),
            (4, f"later-{one.id}"),
        ]
        assert await numbered(other.id) == [(1, "x"), (2, "a")]


async def test_the_pages_of_a_batch_are_numbered_in_all_their_files(url: str) -> None:
    """As at the end of a run."""
    async with opened(url):
        await desk.loaded()
        files = [await desk.book(["a", "b"]), await desk.book(["x"], 2007)]
        batches = [int(str(one)) for one in await Batch.all().values_list("id", flat=True)]
        assert await numbers.number_batches(batches) == 3
        assert [len(await numbered(one.id)) for one in files] == [2, 1]


async def test_four_processes_number_the_pages_of_a_book_without_gap_or_double(url: str) -> None:
    """Filing and numbering at once, two dozen pages are 1 to 24."""
    async with opened(url):
        await builders.loaded()
        for n in range(24):
            await builders.accepted(await ledger.open_batch(), f"page-{n}")
    command = (sys.executable, "-m", "tests.storage.efile.pager", url)
    workers = [await asyncio.create_subprocess_exec(*command) for _ in range(4)]
    assert await asyncio.gather(*(one.wait() for one in workers)) == [0] * 4
    async with opened(url):
        file = await File.get()
        assert [n for n, _ in await numbered(file.id)] == list(range(1, 25))


def test_a_volume_ends_at_two_hundred_pages() -> None:
    """And the numbers run on."""
    assert [numbers.volume_of(n) for n in (1, 200, 201, 400, 401)] == [1, 1, 2, 2, 3]
