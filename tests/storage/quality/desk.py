"""Pages as the machine took them, and who sees what."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from classifiers.record import Cell as ReadCell
from classifiers.record import RegisterPage, State
from classifiers.values import Value
from storage import filing
from storage.quality.keyings import Keyed
from storage.quality.stations import Sight
from storage.tables.documents import Cell, Document
from tests.storage import builders

ALL: Final = Sight(None)
TIRWA: Final = Sight(frozenset({"KNJ-TIR"}))
ELSEWHERE: Final = Sight(frozenset({"KNJ-CHM"}))
CRITICAL: Final = {"crime": frozenset({"case", "date"})}
ENGINE: Final = "tesseract 5.3 Devanagari"


async def taken(name: str = "a", state: State = "auto", level: str = "normal") -> Document:
    """A register page of two rows, filed, all its cells in that state."""
    await builders.loaded()
    lease = await builders.leased(name)
    record = builders.register(lease)
    filed = await filing.file(lease, _all(record, state))
    if level != "normal":
        await Document.filter(record_key=filed.record_key).update(level=level)
    return await Document.get(record_key=filed.record_key)


async def again(document: Document, texts: dict[str, str], source: str = "other/2") -> RegisterPage:
    """The page as another engine reads it, otherwise in the columns of `texts`."""
    page = await document.page
    lease = await builders.leased(f"again {document.id} {source} {texts}")
    record = builders.register(lease)
    rows = tuple(tuple(_other(cell, texts, source) for cell in row) for row in record.rows)
    rows = (rows[0],)  # the two rows lie in one place: one is enough to read again
    return replace(record, rows=rows, page=replace(record.page, sha256=page.scan_id))


async def cell(document: Document, column: str = "case", row: int = 1) -> Cell:
    """A cell of a page as it stands now."""
    return await Cell.get(row__document_id=document.id, row__number=row, column=column)


def keyed(cell: Cell, text: str, *, unreadable: bool = False) -> Keyed:
    """What a person types for a cell as he sees it now."""
    return Keyed(cell.id, cell.version, text, 2.5, unreadable)


def meaning(kind: str, column: str, text: str) -> Value | None:
    """Nothing means anything here."""
    return None


def _all(record: RegisterPage, state: State) -> RegisterPage:
    rows = tuple(tuple(replace(one, state=state) for one in row) for row in record.rows)
    return replace(record, rows=rows)


def _other(cell: ReadCell, texts: dict[str, str], source: str) -> ReadCell:
    text = texts.get(cell.column, cell.reading.text)
    reading = replace(cell.reading, raw=text, text=text, source=source, value=None)
    return replace(cell, reading=reading)
