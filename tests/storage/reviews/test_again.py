"""What is read again takes its place, and nothing that people entered is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifiers.load import load
from classifiers.record import Cell as Read
from classifiers.record import Guess, RegisterPage
from ocr.geometry import Box
from ocr.ruling import Ruling
from storage import chain, district, pages
from storage.database import opened
from storage.faults import PageChanged, PageHeld, WordsLost
from storage.people import Author
from storage.reviews import edits, holds
from storage.reviews.again import again, put
from storage.reviews.history import history
from storage.reviews.told import Told
from storage.search.find import find
from storage.search.found import EVERYTHING
from storage.tables.audit import AuditEntry, AuditValue
from storage.tables.documents import Cell, Document, Row
from storage.tables.reviews import Edit
from tests.builders import DISTRICTS
from tests.storage import builders
from tests.storage.reviews.people import author, cells, meaning, page, wish

LINES = (Ruling(0, (0.0, 100.0), (0.0, 50.0), (), heading=False),)


def at(x: int, y: int) -> Box:
    return Box(100.0 * x, 50.0 * y, 100.0 * x + 100, 50.0 * y + 50)


def grid(columns: int, rows: int, text: str = "नया") -> tuple[tuple[Read, ...], ...]:
    """Cells side by side, each named after its column."""
    return tuple(
        tuple(
            replace(one, reading=replace(one.reading, box=at(x, y)))
            for x in range(columns)
            for one in [builders.cell(f"c{x}", f"{text} {x} {y}", None, "review")]
        )
        for y in range(rows)
    )


async def read(lease_of: Document, rows: tuple[tuple[Read, ...], ...]) -> RegisterPage:
    """A record of the page with those rows."""
    filed = await pages.page(lease_of.id)
    assert filed is not None
    made = builders.register(await builders.leased("other"))
    return replace(made, page=filed.page, rows=rows)


async def spread(one: Document) -> None:
    """Give each cell of the page a place of its own."""
    for row in await Row.filter(document=one):
        for cell in await Cell.filter(row=row):
            box = at(cell.position, row.number - 1)
            cell.x0, cell.y0, cell.x1, cell.y1 = box.x0, box.y0, box.x1, box.y1
            await cell.save()


async def told(me: Author, one: Document, said: Told, rows: tuple[tuple[Read, ...], ...]) -> None:
    now = await Document.get(id=one.id)
    asked = await again(one.id, said)
    await put(me, one.id, now.version, asked, await read(one, rows), meaning)


async def test_untouched_cells_give_way_to_what_was_read_anew(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        await told(me, one, Told(ruled=LINES), grid(3, 4))
        now = await cells(one)
        assert [cell.text for cell in now][:3] == ["नया 0 0", "नया 1 0", "नया 2 0"]
        assert len(now) == 12
        assert await pages.ruled(one.id) == LINES
        assert not (await chain.follow())[1]
        assert (await find("नया", EVERYTHING)).counted > 0


async def test_what_a_person_entered_moves_into_the_cell_over_it_with_its_history(
    url: str,
) -> None:
    async with opened(url):
        one, me = await page(), await author()
        await spread(one)
        typed = (await cells(one))[4]
        await edits.save(me, one.id, "bundle-1", [wish(typed, "१२")], meaning)
        wider = tuple(
            tuple(
                replace(
                    cell,
                    column=f"n{x}",
                    reading=replace(cell.reading, box=Box(200.0 * x, 0, 200.0 * x + 200, 50)),
                )
                for x, cell in enumerate(row)
            )
            for row in grid(4, 1)
        )
        await told(me, one, Told(ruled=LINES), wider)
        kept = await Cell.get(id=typed.id).select_related("row")
        assert (kept.text, kept.state, kept.source) == ("१२", "corrected", "person reader")
        assert (kept.column, kept.position, kept.row.number) == ("n2", 2, 1)
        assert kept.value == {"kind": "serial", "number": 12}
        assert await Edit.filter(cell_id=typed.id).count() == 1
        assert await Cell.filter(row__document=one).count() == 4


async def test_lines_under_which_an_entry_has_no_cell_are_refused_by_its_name(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        await spread(one)
        typed = (await cells(one))[8]
        await edits.save(me, one.id, "bundle-1", [wish(typed, "खोना नहीं")], meaning)
        before = [(cell.id, cell.text, cell.version) for cell in await cells(one)]
        with pytest.raises(WordsLost) as refused:
            await told(me, one, Told(ruled=LINES), grid(7, 1))
        assert "खोना नहीं" in refused.value.message("hi")
        assert [(cell.id, cell.text, cell.version) for cell in await cells(one)] == before


async def test_a_page_that_others_changed_or_hold_is_not_touched(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        asked = await again(one.id, Told(ruled=LINES))
        record = await read(one, grid(2, 2))
        with pytest.raises(PageChanged):
            await put(me, one.id, one.version + 7, asked, record, meaning)
        await holds.take(one.id, "someone")
        with pytest.raises(PageHeld):
            await put(me, one.id, one.version, asked, record, meaning)
        assert len(await cells(one)) == 14


async def test_a_page_read_again_is_never_less_guarded_than_it_was(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        await Document.filter(id=one.id).update(level="restricted", level_reasons=["minor|9"])
        await district.load(load(DISTRICTS / "kannauj"))
        asked = await again(one.id, Told(kind="leave"))
        record = replace(await read(one, grid(2, 2)), kind=Guess("leave", 1.0))
        await put(me, one.id, one.version, asked, record, meaning)
        now = await Document.get(id=one.id)
        assert (now.level, now.level_reasons) == ("restricted", ["minor|9"])


async def test_the_office_and_lines_that_a_person_gave_outlast_the_next_reading(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        await told(me, one, Told(kind="crime", office="KNJ", ruled=LINES), grid(2, 2))
        asked = await again(one.id, Told(year=2007))
        assert (asked.hints.office, asked.hints.year, asked.told.ruled) == ("KNJ", 2007, LINES)
        assert (await again(one.id, Told(turn=180))).told.ruled is None
        assert (await Document.get(id=one.id)).desk == "KNJ"


async def test_the_history_and_the_log_say_what_was_changed_and_what_had_been_read(
    url: str,
) -> None:
    async with opened(url):
        one, me = await page(), await author()
        other = replace(await read(one, grid(2, 2)), year=2011)
        asked = await again(one.id, Told(year=2011))
        await put(me, one.id, one.version, asked, other, meaning)
        (change,) = await history(one.id)
        assert (change.act, change.by) == ("page", "reader सिंह")
        assert (change.before.split(" · ")[0], change.after.split(" · ")[0]) == ("2006", "2011")
        entry = await AuditEntry.filter(action="metadata modification").order_by("-seq").first()
        assert entry is not None
        kept = await AuditValue.get(seq=entry.seq, side="before")
        assert "राम कुमार पुत्र श्याम" in kept.value


async def test_an_office_that_nobody_knew_is_taken_from_the_page_read_again(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        await Document.filter(id=one.id).update(office="unknown", desk="")
        await told(me, one, Told(turn=180), grid(2, 2))
        now = await Document.get(id=one.id)
        assert (now.office, now.desk) == ("KNJ-TIR", "KNJ-TIR")
