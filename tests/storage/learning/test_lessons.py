"""Lessons are what people read or corrected with their own eyes, of what needs no guarding."""

from __future__ import annotations

from storage.database import opened
from storage.learning import lessons
from storage.reviews import approve, edits
from storage.tables.documents import Cell, Document
from tests.storage.reviews.people import author, cells, meaning, page, wish


async def texts(office: str | None = None) -> list[str]:
    return [lesson.text for one in await lessons.pages(office, 9) for lesson in one.lessons]


async def test_what_was_corrected_or_accepted_after_waiting_is_a_lesson(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        first, second, *_ = await cells(one)
        assert await texts() == []
        wishes = [wish(first, "१२"), wish(second)]
        await edits.save(me, one.id, "bundle", wishes, meaning)
        (found,) = await lessons.pages(None, 9)
        assert {lesson.text for lesson in found.lessons} == {"१२", second.text}
        assert found.filed.page.sha256 == (await Document.get().select_related("page")).page.scan_id
        assert (found.lessons[0].box.x0, found.ruled) == (first.x0, None)


async def test_a_page_approved_as_a_whole_teaches_nothing(sqlite_url: str) -> None:
    async with opened(sqlite_url):
        one, me = await page(), await author("chief", "supervisor")
        await Cell.all().update(state="auto")
        assert (await approve.approve(me, [one.id], "key")).cells > 0
        assert await texts() == []


async def test_what_was_taken_back_or_flagged_teaches_nothing_and_the_last_text_counts(
    sqlite_url: str,
) -> None:
    async with opened(sqlite_url):
        one, me = await page(), await author()
        first, second, third, *_ = await cells(one)
        await edits.save(me, one.id, "one", [wish(first, "१२"), wish(second, "३")], meaning)
        await edits.undo(me, one.id, "one", "back")
        third_wish = wish(third, "४")
        await edits.save(me, one.id, "two", [third_wish], meaning)
        now = await Cell.get(id=third.id)
        await edits.save(me, one.id, "three", [wish(now, "५")], meaning)
        assert await texts() == ["५"]
        last = await Cell.get(id=third.id)
        await edits.save(me, one.id, "four", [wish(last, key="f", flag="illegible")], meaning)
        assert await texts() == []


async def test_guarded_pages_identifiers_and_other_offices_are_left_out(sqlite_url: str) -> None:
    async with opened(sqlite_url):
        one, me = await page(), await author()
        first, second, *_ = await cells(one)
        phone = wish(second, "मो० 98765 43210")
        await edits.save(me, one.id, "one", [wish(first, "१२"), phone], meaning)
        assert await texts() == ["१२"]
        assert await texts("KNJ-TIR") == ["१२"]
        assert await texts("KNJ") == []
        await Document.all().update(level="restricted")
        assert await texts() == []


async def test_of_many_pages_those_worked_on_last_are_taken(sqlite_url: str) -> None:
    async with opened(sqlite_url):
        me = await author()
        for name in ("a", "b", "c"):
            one = await page(name)
            first, *_ = await cells(one)
            await edits.save(me, one.id, name, [wish(first, name)], meaning)
        found = await lessons.pages(None, 2)
        assert [lesson.text for one in found for lesson in one.lessons] == ["b", "c"]
