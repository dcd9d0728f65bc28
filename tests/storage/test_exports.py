"""Exports carry exactly what the contract says, in an order that does not depend on time."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from classifiers.values import Code
from storage import chain, codec, filing, ledger
from storage.database import opened
from storage.exports import documents, records, tables
from storage.exports.faults import WorkbookFull
from storage.exports.log import log
from storage.exports.order import Choice
from storage.leases import lease
from storage.people import COMMAND_LINE
from storage.tables.audit import AuditEntry, AuditValue
from storage.tables.documents import Document
from tests.storage import builders
from tests.storage.builders import ME


async def stocked(order: tuple[str, ...]) -> None:
    """Two register pages and a letter, received and filed in that order."""
    await builders.loaded()
    batch = await ledger.open_batch()
    for name in order:
        await builders.accepted(batch, name)
    for one in await lease(ME, 10):
        record = builders.letter(one) if one.scan.source == "c" else builders.register(one)
        await filing.file(one, record)


async def test_records_have_the_keys_of_the_contract(url: str) -> None:
    """One line a row, cells with value and box, all of it plain JSON."""
    async with opened(url):
        await stocked(("a", "b", "c"))
        lines = [line async for line in records.lines()]
    assert [(line["source"], line["row"]) for line in lines] == [
        ("a", 1),
        ("a", 2),
        ("b", 1),
        ("b", 2),
    ]
    first = json.loads(json.dumps(lines[0]))
    cells = first.pop("cells")
    assert first == {
        "source": "a",
        "sha256": builders.scan("a").sha256,
        "page": 1,
        "kind": "crime",
        "office": "KNJ-TIR",
        "row": 1,
        "file_no": "K-11011/1/2006-KNJ-TIR",
    }
    assert cells[1] == {
        "column": "case",
        "heading": "शीर्षक case",
        "raw": "१२/०६",
        "text": "१२/०६",
        "value": codec.value.dump(builders.ROW[1].reading.value),
        "confidence": 0.9,
        "box": [10.0, 20.0, 110.0, 60.0],
        "state": "auto",
    }
    assert [cell["column"] for cell in cells] == [cell.column for cell in builders.ROW]
    assert cells[5]["value"] == {"kind": "amount", "amount": "500.50", "unit": "INR"}
    assert (cells[5]["state"], cells[6]["value"]) == ("review", None)
    assert cells[0]["value"] == {"kind": "serial", "number": 1}


async def test_documents_have_the_keys_of_the_contract(url: str) -> None:
    """One line a page that is not a register page."""
    async with opened(url):
        await stocked(("a", "b", "c"))
        (line,) = [line async for line in documents.lines()]
    assert json.loads(json.dumps(line)) == {
        "source": "c",
        "sha256": builders.scan("c").sha256,
        "page": 1,
        "kind": "circular",
        "head": "Q-15015",
        "file_no": "Q-15015/1/2016-KNJ-TIR",
        "text": "कार्यालय\nविषय",
        "fields": [
            {
                "name": "date",
                "raw": "१९.०३.२०१६",
                "text": "१९.०३.२०१६",
                "value": {"kind": "date", "day": "2016-03-19"},
                "confidence": 0.9,
                "box": [10.0, 20.0, 110.0, 60.0],
            }
        ],
        "sensitivity": "confidential",
        "confidence": 0.9,
        "state": "auto",
    }


async def test_the_order_does_not_depend_on_that_of_arrival(url: str) -> None:
    """By name as received, page and row."""
    async with opened(url):
        await stocked(("c", "b", "a"))
        assert [line["source"] async for line in records.lines()] == ["a", "a", "b", "b"]


async def test_more_pages_than_a_chunk_come_out_whole(url: str) -> None:
    """120 pages, each once."""
    async with opened(url):
        await builders.loaded()
        await builders.accepted(await ledger.open_batch(), "book", frames=120)
        for one in await lease(ME, 120):
            await filing.file(one, builders.clean(one))
        pages = [line["page"] async for line in records.lines()]
        assert pages == list(range(1, 121))


async def test_the_csv_has_a_line_a_row_and_a_column_a_column(sqlite_url: str) -> None:
    """Texts as they stand, under the stable ids."""
    async with opened(sqlite_url):
        await stocked(("a", "b", "c"))
        out = io.StringIO(newline="")
        assert await tables.write_csv(out) == 4
    lines = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert len(lines) == 4
    assert list(lines[0]) == [*tables.PLACE, *(cell.column for cell in builders.ROW)]
    assert (lines[3]["source"], lines[3]["row"], lines[3]["case"]) == ("b", "2", "१२/०६")


async def test_the_workbook_has_a_sheet_a_kind_and_no_formula(
    sqlite_url: str, tmp_path: Path
) -> None:
    """What a page says can never make a spreadsheet calculate."""
    async with opened(sqlite_url):
        await builders.loaded()
        batch = await ledger.open_batch()
        for name in ("a", "b"):
            await builders.accepted(batch, name)
        for one, kind in zip(await lease(ME, 2), ("crime", "ncr"), strict=True):
            row = (builders.cell("case", "=1+1\x01"),)
            await filing.file(one, replace(builders.register(one, kind), rows=(row,)))
        assert await tables.write_xlsx(tmp_path / "out.xlsx") == 2
    book = load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["crime", "ncr"]
    cell = book["ncr"].cell(row=2, column=8)
    assert (cell.value, cell.data_type) == ("'=1+1\ufffd", "s")


async def test_an_empty_store_exports_empty_tables(sqlite_url: str, tmp_path: Path) -> None:
    """No rows is no error."""
    async with opened(sqlite_url):
        assert [line async for line in records.lines()] == []
        assert [line async for line in documents.lines()] == []
        assert await tables.write_csv(io.StringIO()) == 0
        assert await tables.write_xlsx(tmp_path / "out.xlsx") == 0


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u00a0=1", "ठीक\n=1", "ठीक\r\n @x"],
)
def test_texts_that_begin_like_a_formula_are_guarded(text: str) -> None:
    """At the start of every line, behind blanks of any kind."""
    assert "'" in tables.guarded(text)
    assert tables.guarded(text).replace("'", "") == text


@pytest.mark.parametrize("text", ["", "राम", "१२/०६", "a=b", "मु०अ०सं० 12-06", "\n\nराम"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    """Nothing is added to what is harmless."""
    assert tables.guarded(text) == text


async def test_a_choice_leaves_out_other_desks_kinds_and_years(url: str) -> None:
    """What is not chosen is in none of the forms."""
    async with opened(url):
        await stocked(("a", "b", "c"))
        for choice, rows in (
            (Choice(), 4),
            (Choice(frozenset({"KNJ-TIR"}), "crime", 2006), 4),
            (Choice(frozenset({"KNJ"})), 0),
            (Choice(kind="ncr"), 0),
            (Choice(year=2007), 0),
        ):
            assert len([line async for line in records.lines(choice)]) == rows
            assert len([line async for line in tables.csv_lines(choice)]) == rows + 1
        assert not [one async for one in documents.lines(Choice(year=2006))]


async def test_what_is_not_exported_whole_has_no_identifiers_and_nothing_restricted(
    url: str,
) -> None:
    """A telephone number is dotted in raw, text and value; the scan's hash never."""
    async with opened(url):
        await builders.loaded()
        batch = await ledger.open_batch()
        for name in ("a", "b"):
            await builders.accepted(batch, name)
        number = builders.cell("case", "मो० 9876543210", Code("9876543210"))
        for one in await lease(ME, 2):
            await filing.file(one, replace(builders.register(one), rows=((number,),)))
        await Document.filter(page__scan__source="b").update(level="restricted")
        whole = [line async for line in records.lines()]
        (line,) = [line async for line in records.lines(Choice(whole=False))]
    assert len(whole) == 2
    (cell,) = line["cells"]
    assert (cell["raw"], cell["text"]) == ("मो० ••••••3210",) * 2
    assert cell["value"]["code"] == "••••••3210"
    assert line["sha256"] == whole[0]["sha256"]


async def test_a_kind_with_more_rows_than_a_sheet_is_refused_before_it_is_written(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is Excel's; here it is three."""
    monkeypatch.setattr(tables, "MOST", 3)
    async with opened(sqlite_url):
        await stocked(("a", "b"))
        with pytest.raises(WorkbookFull):
            await tables.write_xlsx(tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


async def test_who_exports_what_and_why_is_in_the_log(url: str) -> None:
    """With the choice, in the chain."""
    async with opened(url):
        await log(COMMAND_LINE, "records", "csv", Choice(frozenset({"KNJ"})), "court order 12/2026")
        entry = await AuditEntry.get()
        (value,) = await AuditValue.all()
        assert (entry.action, entry.object) == ("exporting", "export/records")
        assert json.loads(value.value)["reason"] == "court order 12/2026"
        assert not (await chain.follow())[1]
