"""Batches of an office with their balance, and their pages in the order people gave them."""

from __future__ import annotations

from classifiers.record import Hints
from storage import batches, filing, ledger
from storage.database import opened
from storage.leases import lease
from storage.people import COMMAND_LINE
from storage.tables.audit import AuditEntry
from tests.storage import builders


async def test_a_batch_is_seen_by_its_office_and_adds_up(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        batch = await ledger.open_batch(Hints(office="KNJ-TIR"), "scan")
        await builders.accepted(batch, "book", 3)
        (one, *_) = await lease(builders.ME, 3)
        await filing.file(one, builders.register(one))
        (seen,) = await batches.batches({"KNJ-TIR"})
        balance = seen.balance
        assert (balance.accepted, balance.review, balance.in_flight) == (3, 1, 2)
        assert (seen.actor, seen.held) == ("scan", 2)
        assert await batches.batches({"KNJ-CHM"}) == ()
        assert [one.id for one in await batches.batches(None)] == [batch.id]


async def test_a_page_shows_what_was_read_on_it_and_the_others_that_they_wait(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        batch = await ledger.open_batch()
        await builders.accepted(batch, "book", 2)
        (one,) = await lease(builders.ME, 1)
        await filing.file(one, builders.register(one))
        first, second = await batches.tiles(batch.id)
        assert first.document is not None
        assert (first.document.kind, first.document.dpi, first.state) == ("crime", 300, "review")
        assert (second.document, second.state, second.number) == (None, "received", 2)


async def test_pages_keep_the_order_in_which_a_person_put_them_and_the_log_says_who(
    url: str,
) -> None:
    async with opened(url):
        batch = await ledger.open_batch()
        await builders.accepted(batch, "book", 4)
        last = (await batches.tiles(batch.id))[3]
        await batches.move(COMMAND_LINE, batch.id, last.entry, -2)
        assert [tile.number for tile in await batches.tiles(batch.id)] == [1, 4, 2, 3]
        await batches.move(COMMAND_LINE, batch.id, last.entry, 100)
        assert [tile.number for tile in await batches.tiles(batch.id)] == [1, 2, 3, 4]
        await batches.move(COMMAND_LINE, batch.id, 10**9, 1)
        assert [tile.number for tile in await batches.tiles(batch.id, 2)] == [3, 4]
        logged = await AuditEntry.filter(action="metadata modification")
        assert [(one.actor, one.object.endswith("/4")) for one in logged] == [
            ("command line", True),
            ("command line", True),
        ]


async def test_files_are_taken_into_the_batch_that_is_open(url: str) -> None:
    async with opened(url):
        hints = Hints(office="KNJ-TIR", register="crime")
        batch = await ledger.open_batch(hints)
        assert await ledger.batch(batch.id) == batch
        assert await ledger.batch(batch.id + 1) is None
