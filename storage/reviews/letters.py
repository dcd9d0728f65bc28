"""What a letter's cells say after people's acts goes back to the letter itself."""

from __future__ import annotations

from typing import Any

from classifiers.letter_rows import FACTS, FIELD, HEAD, KIND, LINE, OFFICE, YEAR
from classifiers.record import UNKNOWN
from storage import codec
from storage.tables.documents import Cell, Document

GATHERED = ("kind", "head", "office", "year", "desk", "text", "fields_read")
"""The columns of a document that are drawn from its cells."""


async def gather(letter: Document) -> None:
    """Take kind, head, office, year, text and fields from the cells; saves nothing.

    A letter that belongs elsewhere now is in no file. Runs in the caller's transaction.
    """
    cells = await Cell.filter(row__document_id=letter.id).order_by("row__number", "position")
    facts = {cell.column: cell.text for cell in cells if cell.column in FACTS}
    if not facts:
        return
    before = _place(letter)
    letter.kind, letter.head, letter.office = (
        facts[name] or UNKNOWN for name in (KIND, HEAD, OFFICE)
    )
    letter.year = int(facts[YEAR]) if facts[YEAR].isdecimal() else None
    if letter.office != UNKNOWN:
        letter.desk = letter.office
    if _place(letter) != before:
        letter.file_id = None
    letter.text = "\n".join(cell.text for cell in cells if cell.column == LINE and cell.text)
    fields = (cell for cell in cells if cell.column.startswith(FIELD))
    letter.fields_read = [_field(cell) for cell in fields if cell.text or cell.as_read]


def _place(letter: Document) -> tuple[str, str, int | None]:
    return letter.office, letter.head, letter.year


def _field(cell: Cell) -> dict[str, Any]:
    return {
        "name": cell.column.removeprefix(FIELD),
        "reading": {
            "raw": cell.as_read,
            "text": cell.text,
            "value": codec.plain(cell.value),
            "confidence": cell.confidence,
            "box": {"x0": cell.x0, "y0": cell.y0, "x1": cell.x1, "y1": cell.y1},
            "source": cell.source,
        },
    }
