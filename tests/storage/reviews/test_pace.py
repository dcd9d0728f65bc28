"""The pace of review is counted by kind, a row once, an undone act as the time that it took."""

from __future__ import annotations

from storage.clock import now
from storage.database import opened
from storage.reviews import edits
from storage.reviews.pace import pace
from storage.tables.documents import Document
from tests.storage.reviews.people import author, cells, meaning, page, wish


async def test_seconds_rows_and_pages_add_up_by_kind(url: str) -> None:
    async with opened(url):
        one, other, me = await page("a"), await page("b"), await author()
        first, second = (await cells(one))[:2]
        await edits.save(me, one.id, "bundle-1", [wish(first), wish(second)], meaning)
        last = (await cells(other))[-1]
        await edits.save(me, other.id, "bundle-2", [wish(last, flag="illegible")], meaning)
        await edits.undo(me, other.id, "bundle-2", "back")
        (told,) = await pace()
        rows = {cell.row_id for cell in (first, second, last)}
        assert (told.kind, told.pages, told.rows) == (one.kind, 2, len(rows))
        assert (told.edits, told.seconds) == (3, 4.5)
        assert told.row == 4.5 / len(rows)
        assert told.page == 2.25


async def test_other_desks_and_earlier_days_are_left_out(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        await edits.save(me, one.id, "bundle-1", [wish((await cells(one))[0])], meaning)
        desk = (await Document.get(id=one.id)).desk
        assert len(await pace(frozenset({desk}))) == 1
        assert await pace(frozenset({"elsewhere"})) == ()
        assert await pace(since=now()) == ()
