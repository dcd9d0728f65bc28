"""All cells read as one word are confirmed with one key, but for the odd ones."""

from __future__ import annotations

from storage import chain
from storage.database import opened
from storage.people import Author
from storage.quality import carpets
from storage.quality.carpets import Done
from storage.reviews import edits
from storage.tables.documents import Cell, Document
from storage.tables.reviews import Edit
from tests.storage.quality.desk import ALL, ELSEWHERE, TIRWA, cell, meaning, taken
from tests.storage.reviews.people import author, wish

WORD = ("crime", "sections", "३७९ भा०द०वि०")


async def laid(by: Author) -> Done:
    """Two pages of two rows, the word of one of which is odd."""
    seen = {one.cell: one.version for one in await carpets.sheet(TIRWA, WORD)}
    return await carpets.accept(by, TIRWA, "bundle-1", seen, [min(seen)], 6.0)


async def test_the_most_frequent_words_that_wait_are_listed(url: str) -> None:
    async with opened(url):
        await taken(state="review")
        assert await carpets.words(TIRWA) == ()
        await taken("b", state="review")
        listed = await carpets.words(TIRWA)
        assert {(one.column, one.cells) for one in listed} >= {("sections", 4), ("case", 4)}
        assert all(one.text for one in listed)
        assert await carpets.words(ELSEWHERE) == ()


async def test_a_sheet_shows_what_waits_and_what_was_taken_unseen(url: str) -> None:
    async with opened(url):
        await taken()
        await taken("b", state="review")
        await taken("c", state="review", level="restricted")
        sheet = await carpets.sheet(TIRWA, WORD)
        assert [one.state for one in sheet] == ["review"] * 2 + ["auto"] * 2


async def test_the_rest_is_confirmed_and_the_odd_ones_wait(url: str) -> None:
    async with opened(url):
        me = await author()
        await taken(state="review")
        await taken("b", state="review")
        assert await laid(me) == Done(3, 1, 0)
        cells = await Cell.filter(column="sections").order_by("id")
        assert [one.state for one in cells] == ["review", "approved", "approved", "approved"]
        assert cells[0].id not in [one.cell for one in await carpets.sheet(TIRWA, WORD)]
        assert cells[0].reasons[-1] == "doubted"
        assert {edit.seconds for edit in await Edit.all()} == {1.5}
        assert not (await chain.follow())[1]


async def test_a_sheet_sent_twice_counts_once(url: str) -> None:
    async with opened(url):
        me = await author()
        await taken(state="review")
        await taken("b", state="review")
        seen = {one.cell: one.version for one in await carpets.sheet(TIRWA, WORD)}
        once = await carpets.accept(me, TIRWA, "bundle-1", seen, [], 4.0)
        assert await carpets.accept(me, TIRWA, "bundle-1", seen, [], 4.0) == once
        assert await Edit.all().count() == 4


async def test_a_whole_sheet_over_several_pages_is_taken_back(url: str) -> None:
    async with opened(url):
        me = await author()
        await taken(state="review")
        await taken("b", state="review")
        await laid(me)
        assert await carpets.undo(me, "bundle-1") == 0
        cells = await Cell.filter(column="sections")
        assert {(one.state, tuple(one.reasons)) for one in cells} == {("review", ("कारण",))}
        assert {one.state for one in await Document.all()} == {"review"}
        assert await carpets.undo(me, "bundle-1") == 0


async def test_what_another_changed_meanwhile_stays_his(url: str) -> None:
    async with opened(url):
        me, other = await author(), await author("other")
        one = await taken(state="review")
        await taken("b", state="review")
        seen = {one.cell: one.version for one in await carpets.sheet(TIRWA, WORD)}
        first = await cell(one, "sections")
        await edits.save(other, one.id, "bundle-2", [wish(first, "३८०")], meaning)
        assert await carpets.accept(me, ALL, "bundle-1", seen, [], 4.0) == Done(2, 0, 2)
        assert (await cell(one, "sections")).text == "३८०"


async def test_cells_of_another_office_are_left_alone(url: str) -> None:
    async with opened(url):
        me = await author()
        await taken(state="review")
        seen = {one.cell: one.version for one in await carpets.sheet(TIRWA, WORD)}
        assert await carpets.accept(me, ELSEWHERE, "bundle-1", seen, [], 4.0) == Done(0, 0, 2)
        assert await Edit.all().count() == 0
