"""The status counts what waits, what is filed and what people have to look at."""

from __future__ import annotations

from classifiers.record import UNKNOWN, Hints
from ocr.faults import RecognitionTimedOut
from ocr.scan import unreadable
from storage import filing, ledger
from storage.conservation import Balance
from storage.database import opened
from storage.leases import lease
from storage.status import Backlog, Status, status
from tests.storage import builders
from tests.storage.builders import ME


async def test_an_empty_store_has_no_backlog(url: str) -> None:
    """All counts are nought."""
    async with opened(url):
        assert await status() == Status((), 0, 0, Balance(0, 0, 0, 0, 0, 0))


async def test_pages_are_counted_by_office_and_kind(url: str) -> None:
    """Read pages under what they are, the others under what the operator said of them."""
    async with opened(url):
        await builders.loaded()
        batch = await ledger.open_batch()
        for name in ("a", "b", "c", "d"):
            await builders.accepted(batch, name)
        told = await ledger.open_batch(Hints(office="KNJ-TIR", register="crime"))
        await builders.accepted(told, "e")
        one, two, three = await lease(ME, 3)
        await filing.file(one, builders.register(one))
        await filing.file(two, builders.letter(two))
        cause = unreadable(three.scan.sha256, 1, RecognitionTimedOut(), "engine")
        await filing.quarantine(three, cause)
        found = await status()
    assert found.backlog == (
        Backlog("KNJ-TIR", "circular", waiting=0, filed=1, review=0, quarantined=0),
        Backlog("KNJ-TIR", "crime", waiting=1, filed=0, review=1, quarantined=0),
        Backlog(UNKNOWN, UNKNOWN, waiting=1, filed=0, review=0, quarantined=1),
    )
    assert (found.review_pages, found.review_cells) == (1, 2)
    assert found.balance == Balance(5, 1, 1, 1, 0, 2)
