"""A book closes when it is clean or with a reason, and opens again when that no longer holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from classifiers.kinds import Column
from classifiers.values import Day, Serial
from storage import chain, district, filing
from storage.books.closing import Standing, close, count, reopen, standing
from storage.books.faults import BookChanged, BookNotClean, BookStands
from storage.books.findings import fresh
from storage.database import opened
from storage.faults import NotYourAct
from storage.reports.books import Book
from storage.reviews import edits
from storage.reviews.told import Told, tell
from storage.tables.audit import AuditEntry
from storage.tables.documents import Document
from tests.storage import builders
from tests.storage.reports.desk import KINDS, book, numbered
from tests.storage.reviews.people import author, cells, wish

CRIME = Book("KNJ-TIR", "crime", 2006, 1)
DATE = Column("date", "date", "दिनांक", running=True)
DATED = {"crime": replace(KINDS["crime"], columns=(*KINDS["crime"].columns, DATE))}


async def shelved(pages: Sequence[Sequence[int]]) -> list[Document]:
    """A book of these serials, in a district that knows its columns."""
    found = await book(pages)
    await district.load(replace(builders.district(), registers=DATED, terms={"sensitive": ()}))
    return found


async def later(name: str, serials: Sequence[int]) -> Document:
    """A page of it that is scanned later."""
    one = await builders.leased(name)
    key = (await filing.file(one, numbered(builders.clean(one), serials))).record_key
    return await Document.get(record_key=key)


async def test_a_clean_book_closes_and_a_later_page_that_fits_leaves_it_closed(url: str) -> None:
    async with opened(url):
        await shelved([[1, 2], [3]])
        lead = await author("lead", "supervisor")
        with pytest.raises(NotYourAct):
            await close(await author(), CRIME, DATED, "", 0)
        await close(lead, CRIME, DATED, "", 0)
        await later("z", [4, 5])
        stands = await standing(CRIME)
        assert (stands.closed_by, stands.findings, stands.version) == ("lead", (), 1)
        with pytest.raises(BookStands):
            await close(lead, CRIME, DATED, "", 1)
        await reopen(lead, CRIME, "बाद में मिला पृष्ठ", 1)
        assert (await standing(CRIME)).closed_at is None


async def test_a_book_with_a_gap_needs_a_reason_and_opens_only_for_what_is_new(url: str) -> None:
    """A page that is there twice opens it and says so; a known gap that grows smaller does not."""
    async with opened(url):
        await shelved([[1, 2, 3], [9, 10, 11]])
        lead = await author("lead", "supervisor")
        with pytest.raises(BookNotClean, match="1"):
            await close(lead, CRIME, DATED, "", 0)
        await close(lead, CRIME, DATED, "पृष्ठ दीमक से नष्ट", 0)
        assert (await standing(CRIME)).findings == ("missing 4-8",)
        again = await later("z", [9, 10, 11])
        stands = await standing(CRIME)
        (other,) = [one.id for one in await Document.filter(page__number=2)]
        assert (stands.closed_at, stands.reopened) == (None, (f"twice {other} {again.id}",))
        assert fresh(["missing 5-8", "missing 7-9"], stands.findings) == ["missing 7-9"]
        by_rule = AuditEntry.filter(object="book/KNJ-TIR|crime|2006|1", actor="panji")
        assert await by_rule.count() == 1
        assert not (await chain.follow())[1]


async def test_a_correction_that_breaks_a_closed_book_opens_it(url: str) -> None:
    """A serial made another, then the page taken into another volume."""
    async with opened(url):
        first, second, _ = await shelved([[1, 2], [3, 4], [5, 6]])
        lead, reader = await author("lead", "supervisor"), await author()
        await close(lead, CRIME, DATED, "", 0)
        serial = next(one for one in await cells(first) if one.column == "serial")
        save = wish(serial, "७")
        await edits.save(reader, first.id, "b" * 8, [save], lambda *_: Serial(7))
        assert (await standing(CRIME)).reopened == ("missing 1-1", "stray 7")
        await close(lead, CRIME, DATED, "फटा हुआ", 2)
        page = await Document.get(id=second.id)
        await tell(lead, page.id, page.version, Told(volume=2))
        assert (await standing(CRIME)).reopened == ("missing 3-4",)


async def test_pages_are_counted_on_paper_and_must_all_be_there(url: str) -> None:
    """Also dates go on down a book: one of another year is found."""
    async with opened(url):
        (page,) = await shelved([[1, 2]])
        lead, scan = await author("lead", "supervisor"), await author("scan", "operator")
        await close(lead, CRIME, DATED, "", 0)
        await count(scan, CRIME, 3)
        assert await standing(CRIME) == Standing(3, None, "lead", None, (), ("fewer",), 3)
        with pytest.raises(BookChanged):
            await close(lead, CRIME, DATED, "", 1)
        await count(scan, CRIME, 1)
        dated = next(one for one in await cells(page) if one.column == "date")
        await edits.save(
            scan, page.id, "b" * 8, [wish(dated, "x")], lambda *_: Day(date(2005, 3, 5))
        )
        with pytest.raises(BookNotClean):
            await close(lead, CRIME, DATED, "", 4)
        await close(lead, CRIME, DATED, "पुराने वर्ष की प्रविष्टि", 4)
        assert (await standing(CRIME)).findings == (f"year {page.id}/1",)
