"""What a person brings to light decides who may see a page, in the same save."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from classifiers.load import load
from classifiers.meaning import Setting
from classifiers.parsers import parse
from classifiers.record import Level, Sensitivity
from classifiers.values import Value
from storage import district, filing
from storage.database import opened
from storage.reviews import edits
from storage.tables.documents import Cell, Document
from tests.builders import DISTRICTS
from tests.storage import builders
from tests.storage.reviews.people import author, cells, wish

KANNAUJ = load(DISTRICTS / "kannauj")


def meaning(kind: str, column: str, text: str) -> Value | None:
    """As the district's registers have it."""
    (found,) = [one for one in KANNAUJ.registers[kind].columns if one.id == column]
    return parse(text, found, Setting(KANNAUJ, 2006)).value


async def page(sections: str, level: Level = "normal") -> Document:
    """A page of the crime register with one row: its sections wait."""
    await district.load(KANNAUJ)
    lease = await builders.leased("a")
    row = tuple(
        builders.cell(one.id, sections, state="review")
        if one.type == "sections"
        else builders.cell(one.id, "")
        for one in KANNAUJ.registers["crime"].columns
    )
    record = replace(builders.register(lease), rows=(row,), sensitivity=Sensitivity(level))
    filed = await filing.file(lease, record)
    return await Document.get(record_key=filed.record_key)


async def _sections(document: Document) -> Cell:
    return next(cell for cell in await cells(document) if cell.state == "review")


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    district._loaded.clear()


async def test_a_correction_that_names_a_restricted_section_hides_the_page(url: str) -> None:
    async with opened(url):
        one, me = await page("379"), await author()
        changed = wish(await _sections(one), "376 भा०द०वि०")
        await edits.save(me, one.id, "bundle-1", [changed], meaning)
        after = await Document.get(id=one.id)
        assert after.level == "restricted"
        assert any("376" in why for why in after.level_reasons)


async def test_sections_that_are_read_at_last_free_the_page(url: str) -> None:
    async with opened(url):
        one, me = await page("379", "restricted"), await author()
        changed = wish(await _sections(one), "379 भा०द०वि०")
        await edits.save(me, one.id, "bundle-1", [changed], meaning)
        assert (await Document.get(id=one.id)).level != "restricted"


async def test_taking_a_correction_back_hides_the_page_again(url: str) -> None:
    async with opened(url):
        one, me = await page("379", "restricted"), await author()
        changed = wish(await _sections(one), "379 भा०द०वि०")
        await edits.save(me, one.id, "bundle-1", [changed], meaning)
        await edits.undo(me, one.id, "bundle-1", "undo-1")
        assert (await Document.get(id=one.id)).level == "restricted"
