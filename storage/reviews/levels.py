"""After people's acts a page's level is assessed anew: raised at once, lowered when all is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args

from classifiers.heads import kind_of
from classifiers.letter_rows import LINE
from classifiers.reasons import reason
from classifiers.record import Cell, Guess, Level, Record, RegisterPage, Sensitivity
from classifiers.record import Document as Letter
from classifiers.sensitivity import assess
from classifiers.values import Value
from ocr.geometry import Box
from ocr.reading import Reading, ReadLine, Word
from storage import codec, district
from storage.pages import page_of
from storage.tables import documents as rows
from storage.tables.offices import File

SET = ("level", "level_reasons")
"""The columns of a document that are set here."""
LEVELS: Final = get_args(Level)  # the lowest first


async def level(document: rows.Document, cells: Sequence[rows.Cell]) -> None:
    """Set the document's level from what its cells say now; saves nothing.

    `cells` are all of the document's, in their order. The level stays as it is where there is
    nothing to assess by: no district was loaded in this process, or it does not know the kind.
    """
    known = district.loaded()
    if known is None or kind_of(document.kind, known) is None:
        return
    await document.fetch_related("page")
    found = assess(_record(document, cells), known)
    document.level, document.level_reasons = found.level, list(found.reasons)


async def least(document: rows.Document) -> bool:
    """Raise the level to that of the document's file, if it has to be; saves nothing."""
    file = await File.get_or_none(id=document.file_id) if document.file_id else None
    if file is None or LEVELS.index(file.level) <= LEVELS.index(document.level):
        return False
    document.level = file.level
    document.level_reasons = [*document.level_reasons, reason("file-level", file.level)]
    return True


def _record(document: rows.Document, cells: Sequence[rows.Cell]) -> Record:
    page, year, hidden = page_of(document.page), document.year, Sensitivity("restricted")
    kind, head, office = (
        Guess(one, 1.0) for one in (document.kind, document.head, document.office)
    )
    if document.tag == "document":
        lines = tuple(_line(cell) for cell in cells if cell.column == LINE)
        fields = codec.fields.load(document.fields_read)
        state = codec.state.load(document.state)
        return Letter("document", page, kind, head, office, year, hidden, lines, fields, state)
    table: dict[int, list[Cell]] = {}
    for cell in cells:
        table.setdefault(cell.row_id, []).append(_cell(cell))
    return RegisterPage(
        "register",
        page,
        kind,
        head,
        office,
        year,
        document.volume,
        hidden,
        codec.lines.load(document.lines),
        tuple(tuple(row) for row in table.values()),
    )


def _line(cell: rows.Cell) -> ReadLine:
    box = _box(cell)
    return ReadLine((Word(cell.text, cell.confidence, box),), box)


def _cell(cell: rows.Cell) -> Cell:
    value, box = codec.value.load(codec.plain(cell.value)), _box(cell)
    reading: Reading[Value] = Reading(
        cell.as_read, cell.text, value, cell.confidence, box, cell.source
    )
    return Cell(cell.column, cell.heading, reading, codec.state.load(cell.state))


def _box(cell: rows.Cell) -> Box:
    return Box(cell.x0, cell.y0, cell.x1, cell.y1)
