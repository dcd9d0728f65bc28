"""The forecast counts what really stands in the store, for the desks that are asked for alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from classifiers.record import UNKNOWN, Guess, Hints
from storage import filing, ledger
from storage.database import opened
from storage.reports import rates
from storage.reports.days import last
from storage.reports.forecast import forecast
from storage.reports.progress import Progress, progress
from storage.reviews import edits
from storage.reviews.approve import approve
from storage.tables.documents import Cell
from tests.storage import builders
from tests.storage.reports.desk import TODAY, book, filed, settle
from tests.storage.reviews.people import author

FAR = date(2026, 12, 31)
TIRWA = frozenset({"KNJ-TIR"})
OTHER = frozenset({"KNJ"})


async def test_an_empty_store_has_nothing_to_do(url: str) -> None:
    async with opened(url):
        found = await forecast(None, FAR, TODAY)
    assert (found.read.standing, found.review.standing, found.standing) == ("done",) * 3
    assert (found.coming, found.others, found.hours) == (0, 0, None)


async def test_pages_and_cells_are_counted_by_the_indian_day(url: str) -> None:
    """Days without work count, those before the first and today do not."""
    async with opened(url):
        await builders.loaded()
        me = await author()
        pages = [await filed(name, back) for name, back in (("a", 6), ("b", 6), ("c", 2))]
        await filed("today", 0)
        await settle(me, pages[0], 3, count=2)
        await settle(me, pages[1], 1)
        assert await rates.read(None, TODAY) == (2, 0, 0, 0, 1, 0)
        assert await rates.settled(None, TODAY) == (2, 0, 1)
        assert await rates.settled_ever(None) == 3
        assert await rates.read(OTHER, TODAY) == ()
        assert await rates.settled(OTHER, TODAY) == ()


async def test_what_is_undone_is_taken_off_the_day_on_which_it_was_undone(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        me, page = await author(), await filed("a", 3)
        await settle(me, page, 1, count=2)
        await edits.undo(me, page.id, f"bundle-{page.id}-1", "undo-key-1")
        assert await rates.settled(None, TODAY) == (2,)
        assert await rates.settled_ever(None) == 0


async def test_the_forecast_is_that_of_its_desks(url: str) -> None:
    """Two cells wait on each of three pages; ten unread pages bring as many a page."""
    async with opened(url):
        await builders.loaded()
        me = await author()
        for number, back in enumerate((6, 5, 4, 3, 2, 1)):
            page = await filed(f"t{number}", back)
            await settle(me, page, back, count=2 if number < 3 else 0)
        batch = await ledger.open_batch(Hints(office="KNJ-TIR"))
        await builders.accepted(batch, "unread", frames=10)
        found = await forecast(TIRWA, FAR, TODAY)
        other = await forecast(OTHER, FAR, TODAY)
    assert (found.read.left, found.read.per_day) == (10, 1)
    assert found.read.likely == TODAY + timedelta(days=10)
    assert (found.coming, found.review.left) == (20, 26)
    assert (found.review.days, found.review.active, found.review.per_day) == (6, 3, 1)
    assert (other.read.left, other.review.left, other.standing) == (0, 0, "done")


async def test_a_page_on_which_no_cell_waits_is_no_done_backlog(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        one = await builders.leased("unknown")
        unknown = replace(builders.clean(one), office=Guess(UNKNOWN, 0.2))
        await filing.file(one, unknown)
        found = await forecast(None, FAR, TODAY)
    assert (found.others, found.review.left, found.standing) == (1, 0, "unmeasured")


async def test_cells_of_letters_are_part_of_the_forecast(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        one = await builders.leased("letter")
        await filing.file(one, builders.letter(one, "review"))
        found = await forecast(None, FAR, TODAY)
        waiting = await Cell.filter(state="review").count()
    assert found.review.left == waiting > 0
    assert found.others == 0


async def test_seconds_a_row_are_those_of_cells_looked_at_one_by_one(url: str) -> None:
    """1.5 seconds a cell; what was approved with its page took none and does not count."""
    async with opened(url):
        await builders.loaded()
        me, page = await author(), await filed("a", 3)
        await settle(me, page, 1, count=2)
        await approve(me, [page.id], "whole")
        (pace,) = await rates.paces(None, TODAY)
        assert (pace.kind, pace.rows, pace.cells, pace.per_row, pace.per_hour) == (
            "crime",
            2,
            2,
            1.5,
            2400,
        )
        (worker,) = await rates.workers(TIRWA, last(3, TODAY))
        assert (worker.name, worker.cells) == ("reader सिंह", (0, 0, 2))
        assert await rates.workers(OTHER, last(3, TODAY)) == ()


async def test_progress_adds_up_to_what_was_received(url: str) -> None:
    async with opened(url):
        await book([[1, 2], [3, 4]])
        await filed("a")
        await builders.accepted(await ledger.open_batch(Hints(office="KNJ")), "unread", frames=3)
        assert await progress(None) == (
            Progress("KNJ", filed=0, review=0, waiting=3, quarantined=0),
            Progress("KNJ-TIR", filed=2, review=1, waiting=0, quarantined=0),
        )
        assert [one.received for one in await progress(TIRWA)] == [3]
