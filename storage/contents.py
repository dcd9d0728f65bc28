"""Writes what a record says into rows: the page, the document, register rows and cells."""

from __future__ import annotations

from typing import Any

from classifiers.letter_rows import letter_rows
from classifiers.reasons import reason
from classifiers.record import Cell, Document, Record, State
from ocr.pages import Page
from ocr.reading import Mark
from storage import codec
from storage.clock import now
from storage.tables import documents as rows
from storage.tables.offices import File

Table = tuple[tuple[Cell, ...], ...]


async def write(
    key: str, record: Record, file: File | None, state: State, desk: str
) -> rows.Document:
    """The document's row, all that belongs to it written in the caller's transaction."""
    page = await _page(record.page)
    table = table_of(record)
    document = await rows.Document.create(
        record_key=key,
        page=page,
        file=file,
        state=state,
        filed_at=now(),
        desk=desk,
        **_waits(table),
        **said(record),
    )
    await _table(document, table)
    return document


def table_of(record: Record) -> Table:
    """The rows that the record is kept in."""
    return letter_rows(record) if isinstance(record, Document) else record.rows


def said(record: Record) -> dict[str, Any]:
    """The columns of the document that hold what the record says, its rows apart."""
    return {**_choices(record), **_words(record)}


def marks(document: rows.Document) -> tuple[Mark, ...]:
    """The stamps noted on the page; none in what was filed before they were kept."""
    return codec.marks.load(document.marks or ())


def alternatives(cell: rows.Cell) -> tuple[str, ...]:
    """The next best readings, the likeliest first; none in what was filed before."""
    return tuple(cell.alternatives or ())


def waits(cell: rows.Cell) -> bool:
    """Whether a person has to look at the cell; also at one whose stored value is none."""
    return cell.state == "review" or (cell.state == "auto" and codec.unfit(cell.value))


def why(cell: rows.Cell) -> tuple[str, ...]:
    """The reason that `waits` adds to those stored with the cell."""
    return (reason("unfit-value"),) if cell.state == "auto" and waits(cell) else ()


async def _page(page: Page) -> rows.Page:
    return await rows.Page.create(
        scan_id=page.sha256,
        number=page.number,
        width=page.width,
        height=page.height,
        dpi=page.dpi,
        turned=page.turned,
        leaves=codec.leaves.dump(page.leaves),
    )


def _choices(record: Record) -> dict[str, Any]:
    guesses = {"kind": record.kind, "head": record.head, "office": record.office}
    return {
        "tag": record.tag,
        "kind": record.kind.choice,
        "head": record.head.choice,
        "office": record.office.choice,
        "guesses": {name: codec.guess.dump(guess) for name, guess in guesses.items()},
        "confidence": min(guess.confidence for guess in guesses.values()),
        "year": record.year,
        "volume": None if isinstance(record, Document) else record.volume,
        "level": record.sensitivity.level,
        "level_reasons": list(record.sensitivity.reasons),
    }


def _waits(table: Table) -> dict[str, Any]:
    """How many cells wait for a person, and how unsure; a page that has none waits as one."""
    unsure = [
        1 - cell.reading.confidence for row in table for cell in row if cell.state == "review"
    ]
    return {"waiting": len(unsure) or int(not table), "risk": float(sum(unsure))}


def _words(record: Record) -> dict[str, Any]:
    fields = record.fields if isinstance(record, Document) else ()
    return {
        "text": "\n".join(line.text for line in record.lines),
        "lines": codec.lines.dump(record.lines),
        "fields_read": codec.fields.dump(fields),
        "marks": codec.marks.dump(record.marks),
    }


async def _table(document: rows.Document, table: Table) -> None:
    for number, cells in enumerate(table, start=1):
        row = await rows.Row.create(document=document, number=number)
        await rows.Cell.bulk_create(
            rows.Cell(row=row, position=position, **place(cell), **reading(cell))
            for position, cell in enumerate(cells)
        )


def place(cell: Cell) -> dict[str, Any]:
    """The columns that say which cell it is and where."""
    box = cell.reading.box
    sides = {"x0": box.x0, "y0": box.y0, "x1": box.x1, "y1": box.y1}
    return {"column": cell.column, "heading": cell.heading, **sides}


def reading(cell: Cell) -> dict[str, Any]:
    """The columns that say what was read in it."""
    read = cell.reading
    return {
        "as_read": read.raw,
        "text": read.text,
        "value": codec.value.dump(read.value),
        "confidence": read.confidence,
        "source": read.source,
        "state": cell.state,
        "reasons": list(cell.reasons),
        "alternatives": list(cell.alternatives),
    }
