"""A stored value that is none, of an older rule or put there by hand, stops nobody's work."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tortoise.connection import get_connections

from classifiers.load import load
from classifiers.record import RegisterPage, State
from storage import chain, district, filing
from storage.conservation import conservation
from storage.database import opened
from storage.exports import documents as letters
from storage.exports import records
from storage.reviews import approve, edits, told
from storage.reviews.page import seen
from storage.search import index
from storage.search.find import find
from storage.search.found import EVERYTHING
from storage.tables.audit import AuditValue
from storage.tables.documents import Cell, Document
from tests.builders import DISTRICTS
from tests.storage import builders
from tests.storage.reviews.people import author, cells, meaning, wish

NONE = ('{"kind": "serial"}', '{"kind": "colour", "colour": 3}', "[1, 2]", '"१"', "7")
BROKEN = '{"kind": "serial", "num'
pytestmark = pytest.mark.usefixtures("_forgotten")


@pytest.fixture
def _forgotten() -> Any:
    """No district after the test, as before it."""
    yield
    district._loaded.clear()


async def stored(cell: Cell, value: str) -> None:
    """Put that into the store as the cell's value, past all that checks it."""
    client = get_connections().all()[0]
    cast = "CAST($1 AS JSONB)" if client.capabilities.dialect == "postgres" else "?"
    await client.execute_query(f"UPDATE cells SET value = {cast} WHERE id = {cell.id}", [value])


async def page(state: State = "auto") -> Document:
    """A page of the crime register, all its cells taken as they were read but the last, filed."""
    await district.load(load(DISTRICTS / "kannauj"))
    lease = await builders.leased("a")
    record = builders.register(lease)
    rows = tuple(tuple(replace(c, state=state) for c in row) for row in record.rows)
    told: RegisterPage = replace(record, rows=rows)
    filed = await filing.file(lease, told)
    return await Document.get(record_key=filed.record_key)


@pytest.mark.parametrize("value", NONE)
async def test_the_row_beside_it_is_saved_and_its_own_cell_waits_from_then_on(
    url: str, value: str
) -> None:
    async with opened(url):
        one, me = await page(), await author()
        first, second = (await cells(one))[:2]
        await stored(first, value)
        await edits.save(me, one.id, "bundle-1", [wish(second, "१२")], meaning)
        now, there = await Cell.get(id=first.id), await Document.get(id=one.id)
        assert (now.text, now.state, now.version) == (first.text, "review", first.version)
        assert now.reasons[-1] == "unfit-value"
        assert (there.state, there.waiting) == ("review", 1)
        assert (await conservation())[0].holds


async def test_it_is_shown_as_text_that_waits_before_anything_was_saved(url: str) -> None:
    async with opened(url):
        one = await page()
        first = (await cells(one))[0]
        await stored(first, NONE[0])
        shown = await seen(one.id)
        assert shown is not None
        told = shown.rows[0].cells[0]
        assert (told.text, told.value, told.state) == (first.text, None, "review")
        assert told.reasons[-1] == "unfit-value"


async def test_nothing_that_was_stored_is_lost_and_the_log_has_it(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        first, second = (await cells(one))[:2]
        await stored(first, NONE[1])
        await edits.save(me, one.id, "bundle-1", [wish(second, "१२")], meaning)
        kept = {"kind": "unfit", "stored": {"kind": "colour", "colour": 3}}
        assert (await Cell.get(id=first.id)).value == kept
        last = await AuditValue.filter(side="before").order_by("-seq").first()
        assert last is not None
        assert '"colour"' in last.value
        assert not (await chain.follow())[1]


async def test_who_confirms_the_text_gives_it_its_meaning_again_and_undo_takes_it(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        first = (await cells(one))[0]
        await stored(first, NONE[0])
        await edits.save(me, one.id, "bundle-1", [wish(first)], meaning)
        now = await Cell.get(id=first.id)
        assert (now.state, now.value) == ("approved", {"kind": "serial", "number": 1})
        await edits.undo(me, one.id, "bundle-1", "undo-1")
        assert (await Cell.get(id=first.id)).state == "review"


async def test_what_a_person_wrote_stays_his_though_its_value_is_none(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        first, second = (await cells(one))[:2]
        await edits.save(me, one.id, "bundle-1", [wish(first, "७")], meaning)
        await stored(first, NONE[0])
        await edits.save(me, one.id, "bundle-2", [wish(second, "१२")], meaning)
        now = await Cell.get(id=first.id)
        assert (now.text, now.state) == ("७", "corrected")


async def test_a_page_is_not_approved_over_it(url: str) -> None:
    async with opened(url):
        one, lead = await page(), await author("lead", "supervisor")
        await stored((await cells(one))[0], NONE[0])
        assert (await approve.approve(lead, [one.id], "key")).pages == 0


async def test_the_page_can_be_flagged_exported_and_found(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        await stored((await cells(one))[0], NONE[2])
        (line, *_) = [line async for line in records.lines()]
        assert (line["cells"][0]["value"], line["cells"][0]["state"]) == (None, "review")
        await told.flag(me, one.id, one.version, "asked")
        await index.document(one.id)
        assert (await Document.get(id=one.id)).flag == "asked"


async def test_what_is_not_even_json_is_treated_alike(sqlite_url: str) -> None:
    """PostgreSQL takes no such thing."""
    async with opened(sqlite_url):
        one, me = await page(), await author()
        first, second = (await cells(one))[:2]
        await stored(first, BROKEN)
        await edits.save(me, one.id, "bundle-1", [wish(second, "१२")], meaning)
        now = await Cell.get(id=first.id)
        assert (now.state, now.value) == ("review", {"kind": "unfit", "stored": BROKEN})


async def test_a_letters_field_that_is_none_leaves_the_letter_open_to_all(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        lease = await builders.leased("a")
        filed = await filing.file(lease, builders.letter(lease))
        await district.load(load(DISTRICTS / "kannauj"))
        one, me = await Document.get(record_key=filed.record_key), await author()
        field = await Cell.filter(row__document=one, column__startswith="field/").first()
        assert field is not None
        await stored(field, NONE[0])
        changed = one.fields_read
        changed[0]["reading"]["value"] = {"kind": "colour"}
        await Document.filter(id=one.id).update(fields_read=changed)
        assert (await seen(one.id)) is not None
        await told.flag(me, one.id, one.version, "asked")
        assert [line async for line in letters.lines()]


@pytest.mark.parametrize("value", NONE)
async def test_the_index_is_made_anew_and_found_in_beside_it(url: str, value: str) -> None:
    async with opened(url):
        one = await page()
        (first, *_) = await cells(one)
        await stored(first, value)
        client = get_connections().all()[0]
        await client.execute_query("UPDATE search_rules SET rules = 0")
        assert await index.bring_up(client) == 1
        assert (await find("राम कुमार", EVERYTHING)).hits
