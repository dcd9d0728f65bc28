"""What comes in is entered once, however often and under whatever names it comes."""

from __future__ import annotations

import asyncio

from classifiers.record import Hints
from ocr.faults import NotAFile, Truncated
from ocr.scan import unreadable
from storage import ledger
from storage.conservation import Balance, conservation
from storage.database import opened
from storage.leases import lease
from storage.tables.audit import AuditEntry
from storage.tables.scans import Entry, Receipt
from tests.storage import builders
from tests.storage.builders import ME


async def test_the_pages_of_a_scan_wait_with_the_hints_of_their_batch(url: str) -> None:
    """Three frames are three entries, leased in order with all a worker needs."""
    hints = Hints(office="KNJ-TIR", register="crime", year=2006, volume=2)
    async with opened(url):
        batch = await ledger.open_batch(hints, actor="मुंशी")
        accepted = await builders.accepted(batch, "a.png", frames=3)
        assert (accepted.new, accepted.pages, accepted.duplicate) == (3, 3, None)
        leases = await lease(ME, 10)
        assert [one.number for one in leases] == [1, 2, 3]
        assert {one.hints for one in leases} == {hints}
        assert {one.scan for one in leases} == {builders.scan("a.png", 3)}
        assert {one.path for one in leases} == {builders.kept(builders.scan("a.png")).path}


async def test_the_same_file_again_changes_nothing(url: str) -> None:
    """Also in another batch: no entry, no receipt, nothing in the audit log."""
    async with opened(url):
        await builders.accepted(await ledger.open_batch(), "a.png")
        second = await ledger.open_batch()
        acts = await AuditEntry.all().count()
        again = await builders.accepted(second, "a.png")
        assert (again.new, again.pages, again.duplicate) == (0, 1, None)
        assert await Receipt.all().count() == await Entry.all().count() == 1
        assert await AuditEntry.all().count() == acts


async def test_the_same_bytes_under_another_name_are_linked_and_told(url: str) -> None:
    """E107 names the first; the pages are not entered twice; both names are kept."""
    async with opened(url):
        batch = await ledger.open_batch()
        one = builders.scan("a.png")
        await ledger.accept(batch, "a.png", builders.kept(one), one)
        again = await ledger.accept(batch, "b.png", builders.kept(one), one)
        assert again.new == 0
        assert again.duplicate
        assert (again.duplicate.code, again.duplicate.details) == ("E107", (("name", "a.png"),))
        assert "a.png" in again.duplicate.message("hi")
        assert await Receipt.all().count() == 2
        assert await AuditEntry.filter(action="registration").count() == 1


async def test_an_unreadable_file_is_entered_as_page_0_and_kept(url: str) -> None:
    """It is quarantined with its code, and no worker gets it."""
    async with opened(url):
        batch = await ledger.open_batch()
        one = builders.scan("half.png")
        cut = unreadable(one.sha256, 0, Truncated(), "damaged")
        accepted = await ledger.accept(batch, "half.png", builders.kept(one), cut)
        assert (accepted.new, accepted.pages) == (1, 0)
        assert (await ledger.accept(batch, "half.png", builders.kept(one), cut)).new == 0
        assert await lease(ME, 10) == ()
        assert (await conservation())[0] == Balance(1, 0, 0, 1, 0, 0)


async def test_a_file_that_can_be_read_after_all_enters_with_its_pages(url: str) -> None:
    """The decoder may have failed for a passing reason; the other way round nothing is lost."""
    async with opened(url):
        batch = await ledger.open_batch()
        one = builders.scan("a.png", frames=2)
        cut = unreadable(one.sha256, 0, Truncated(), "damaged")
        await ledger.accept(batch, "a.png", builders.kept(one), cut)
        batch = await ledger.open_batch()
        assert (await ledger.accept(batch, "a.png", builders.kept(one), one)).new == 2
        assert (await ledger.accept(batch, "a.png", builders.kept(one), cut)).new == 0
        balance, by_batch = await conservation()
        assert balance == by_batch[batch.id] == Balance(2, 0, 0, 0, 0, 2)
        assert len(await lease(ME, 10)) == 2


async def test_what_is_refused_unread_is_named_with_its_reason_once(url: str) -> None:
    """A link is entered under its name, also one that is not UTF-8."""
    async with opened(url):
        batch = await ledger.open_batch()
        assert await ledger.reject(batch, "link\udcff.png", NotAFile())
        assert not await ledger.reject(batch, "link\udcff.png", NotAFile())
        assert not await ledger.reject(await ledger.open_batch(), "link\udcff.png", NotAFile())
        assert (await conservation())[0] == Balance(1, 0, 0, 0, 1, 0)
        assert (await Receipt.get()).name == "link\\xff.png"


async def test_the_same_scan_accepted_by_twenty_tasks_is_entered_once(url: str) -> None:
    """One of them enters the page, the others find it there."""
    async with opened(url):
        batch = await ledger.open_batch()
        told = await asyncio.gather(*(builders.accepted(batch, "a.png") for _ in range(20)))
        assert sum(one.new for one in told) == 1
        assert await Entry.all().count() == await Receipt.all().count() == 1
