"""Books, what waits and what was asked, as the store has them, and approval of whole pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from classifiers.kinds import Column
from storage import chain
from storage.database import opened
from storage.reports.asked import counted, questions
from storage.reports.books import Book, audited, shelf
from storage.reports.days import begins
from storage.reports.listing import BANDS, Chosen, arrears, listing
from storage.reports.shelves import looked
from storage.reviews import edits
from storage.reviews.approve import approve, undo
from storage.tables.documents import Cell, Document, Page
from tests.storage import builders
from tests.storage.reports.desk import KINDS, TODAY, book, filed
from tests.storage.reviews.people import author, cells, meaning, wish

CRIME = Book("KNJ-TIR", "crime", 2006, 1)
DATED = Column("date", "date", "दिनांक", running=True)
OTHER = frozenset({"KNJ"})
NOON = begins(TODAY) + timedelta(hours=12)


async def test_a_book_is_found_with_its_pages_and_what_is_missing_in_it(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        await book([[1, 2, 3], [7, 8, 9], [7, 8, 9]])
        (one,) = await shelf(None)
        found = await audited(one.book, KINDS)
        assert await shelf(OTHER) == ()
    assert (one.book, one.pages, one.waiting) == (CRIME, 3, 0)
    assert [(leaf.number, leaf.low, leaf.high) for leaf in found.leaves] == [
        (1, 1, 3),
        (2, 7, 9),
        (3, 7, 9),
    ]
    (gap,), (twice,) = found.continuity.gaps, found.continuity.twice
    assert (gap.first, gap.last, gap.pages) == (4, 6, 1)
    assert [twice.first.document, twice.second.document] == [
        leaf.document for leaf in found.leaves[1:]
    ]


async def test_all_books_at_once_are_found_as_each_by_itself(url: str) -> None:
    """Also a second volume, one without a year, a doubtful serial, and a scan of facing pages."""
    async with opened(url):
        await builders.loaded()
        await book([[1, 2, 3], [7, 8, 9], [7, 8, 9], [5, 5], [12, 13], [4, 2], [1, 2]])
        first, *_, last, again = await Document.all().order_by("id")
        await Document.filter(id__in=[last.id - 1, last.id]).update(volume=2)
        await Document.filter(id=again.id).update(year=None, level="restricted")
        await Page.filter(id=first.page_id).update(leaves=[{}, {}])
        wrong = await Cell.filter(row__document_id=first.id, column="serial").first()
        await Cell.filter(id=wrong.id if wrong else 0).update(state="review", value=None)
        kinds = {"crime": replace(KINDS["crime"], columns=(*KINDS["crime"].columns, DATED))}
        found = await looked(None, kinds)
        assert [one.book for one in found] == [one.book for one in await shelf(None)]
        assert len(found) == 3
        for one in found:
            alone = await audited(one.book, kinds)
            assert (one.pages, one.waiting) == (alone.pages, 0)
            assert (one.continuity, one.misdated) == (alone.continuity, alone.misdated)
        assert await looked(OTHER, kinds) == ()


async def test_ages_add_up_and_each_number_is_that_of_its_list(url: str) -> None:
    """A page on either side of every border; another desk counts none of them."""
    async with opened(url):
        await builders.loaded()
        for number, back in enumerate((0, 1, 2, 7, 8, 30, 31, 400)):
            await filed(f"p{number}", back)
        (one,) = await arrears(None, NOON)
        assert (one.desk, one.kind, one.ages, one.pages) == ("KNJ-TIR", "crime", (2, 2, 2, 2), 8)
        assert (one.cells, one.oldest) == (16, NOON - timedelta(days=400))
        for band, count in zip(BANDS, one.ages, strict=True):
            total, pages = await listing(Chosen(None, "crime", "review", band), 0, NOON)
            assert (total, len(pages)) == (count, count)
        assert await arrears(OTHER, NOON) == ()
        assert await listing(Chosen(OTHER), 0, NOON) == (0, ())


async def test_what_was_asked_is_told_with_who_asked(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        me, page = await author(), await filed("a")
        first, second, *_ = await cells(page)
        flags = [
            wish(first, key="k" * 9, flag="asked"),
            wish(second, key="l" * 9, flag="illegible"),
        ]
        await edits.save(me, page.id, "bundle-1", flags, meaning)
        assert await counted(None) == {"asked": 1, "illegible": 1, "rescan": 0, "disputed": 0}
        (question,) = await questions(None, "asked")
        assert (question.cell, question.row, question.by) == (first.id, 1, "reader सिंह")
        assert await questions(OTHER, "asked") == ()
        assert set((await counted(OTHER)).values()) == {0}


async def test_approving_a_page_confirms_what_nobody_looked_at_and_is_undone_whole(
    url: str,
) -> None:
    async with opened(url):
        await builders.loaded()
        lead = await author("lead", "supervisor")
        pages = await book([[1, 2], [3]])
        ids = [page.id for page in pages]
        assert [leaf.ready for leaf in (await audited(CRIME, KINDS)).leaves] == [True, True]
        done = await approve(lead, ids, "once")
        assert (done.pages, done.cells, done.raced) == (2, await Cell.all().count(), 0)
        assert await Cell.filter(state="approved").count() == done.cells
        assert {page.state for page in await Document.all()} == {"approved"}
        assert (await approve(lead, ids, "twice")).cells == 0
        assert not (await undo(await author("other", "supervisor"), "once")).pages
        back = await undo(lead, "once")
        assert (back.pages, back.cells, back.raced) == (2, done.cells, 0)
        assert await Cell.filter(state="auto").count() == done.cells
        assert not (await chain.follow())[1]


async def test_a_page_on_which_something_waits_is_not_approved(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        page = await filed("a")
        done = await approve(await author(), [page.id], "once")
        assert (done.pages, done.raced) == (0, 0)
        assert (await Document.get(id=page.id)).version == 1


async def test_a_correction_stays_that_of_him_who_made_it(sqlite_url: str) -> None:
    async with opened(sqlite_url):
        await builders.loaded()
        me, (page,) = await author(), await book([[1, 2]])
        first = (await cells(page))[0]
        await edits.save(me, page.id, "bundle-1", [wish(first, "९")], meaning)
        await approve(await author("lead", "supervisor"), [page.id], "once")
        kept = await Cell.get(id=first.id)
        assert (kept.state, kept.source, kept.version) == ("corrected", "person reader", 2)


@pytest.mark.parametrize("level", ["restricted", "normal"])
async def test_restricted_pages_are_not_ready_to_be_approved(sqlite_url: str, level: str) -> None:
    async with opened(sqlite_url):
        await builders.loaded()
        await book([[1]], level)
        (leaf,) = (await audited(CRIME, KINDS)).leaves
        assert leaf.ready == (level == "normal")
