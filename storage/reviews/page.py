"""A filed page as people see it: its rows and cells, or its text, and all that is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from classifiers.record import Field
from ocr.geometry import Box
from ocr.pages import Page
from ocr.reading import Mark, ReadLine
from storage import codec, contents
from storage.clock import now
from storage.pages import page_of
from storage.tables import documents as rows
from storage.tables.documents import Document
from storage.tables.reviews import Edit


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a cell, as a question or as the answer to one."""

    by: str
    note: str


@dataclass(frozen=True, slots=True)
class CellSeen:
    """A cell as it stands. `box` is in pixels of the page as received, `said` the latest last."""

    id: int
    column: str
    heading: str
    raw: str
    text: str
    value: dict[str, Any] | None
    confidence: float
    box: Box
    source: str
    state: str
    flag: str | None
    reasons: tuple[str, ...]
    alternatives: tuple[str, ...]
    version: int
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class RowSeen:
    """A row with its cells from left to right; `held_by` whoever has it now, or None."""

    id: int
    number: int
    held_by: str | None
    cells: tuple[CellSeen, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """What decides who may do what with a document; not what it says."""

    id: int
    record_key: str
    tag: str
    kind: str
    desk: str
    year: int | None
    level: str


@dataclass(frozen=True, slots=True)
class PageSeen:
    """A document with the page it stands on. `tag` is `register` or `document`."""

    id: int
    record_key: str
    tag: str
    kind: str
    head: str
    office: str
    desk: str
    guesses: dict[str, Any]
    year: int | None
    volume: int | None
    level: str
    level_reasons: tuple[str, ...]
    state: str
    flag: str | None
    waiting: int
    version: int
    file_no: str | None
    source: str
    page: Page
    lines: tuple[ReadLine, ...]
    fields: tuple[Field, ...]
    marks: tuple[Mark, ...]
    rows: tuple[RowSeen, ...]
    text: str


async def document_of(cell: int) -> tuple[int, Box] | tuple[None, None]:
    """The document of a cell and the cell's box as received; None if there is no such cell."""
    found = await rows.Cell.get_or_none(id=cell).select_related("row")
    if found is None:
        return None, None
    return found.row.document_id, Box(found.x0, found.y0, found.x1, found.y1)


async def spot(document: int) -> Spot | None:
    """Where the document of that id stands, None if there is none; far cheaper than `seen`."""
    names = ("id", "record_key", "tag", "kind", "desk", "year", "level")
    found = await Document.filter(id=document).values_list(*names)
    row: Any = found[0] if found else None
    return row and Spot(*row)


async def seen(document: int) -> PageSeen | None:
    """The document of that id with all its rows, None if there is none."""
    one = await Document.get_or_none(id=document).select_related("page__scan", "file")
    if one is None:
        return None
    table = await rows.Row.filter(document=one).order_by("number").prefetch_related("cells")
    said = await _said(one)
    return PageSeen(
        id=one.id,
        record_key=one.record_key,
        tag=one.tag,
        kind=one.kind,
        head=one.head,
        office=one.office,
        desk=one.desk,
        guesses=one.guesses,
        year=one.year,
        volume=one.volume,
        level=one.level,
        level_reasons=tuple(one.level_reasons),
        state=one.state,
        flag=one.flag,
        waiting=one.waiting,
        version=one.version,
        file_no=one.file.file_no if one.file else None,
        source=one.page.scan.source,
        page=page_of(one.page),
        lines=codec.lines.load(one.lines),
        fields=codec.fields.load(one.fields_read),
        marks=contents.marks(one),
        rows=tuple(_row(row, said) for row in table),
        text=one.text,
    )


async def _said(page: Document) -> dict[int, list[Said]]:
    """By cell; not what was taken back."""
    told: dict[int, list[Said]] = {}
    noted = Edit.filter(document=page, undone_by=None).exclude(note="").exclude(cell_id=None)
    for edit in await noted.order_by("id").select_related("user"):
        told.setdefault(edit.cell_id or 0, []).append(Said(edit.user.full_name, edit.note))
    return told


def _row(row: rows.Row, said: Mapping[int, Sequence[Said]]) -> RowSeen:
    held = row.held_until is not None and row.held_until > now()
    cells = sorted(row.cells, key=lambda cell: cell.position)
    shown = tuple(_cell(cell, said.get(cell.id, ())) for cell in cells)
    return RowSeen(row.id, row.number, row.held_by if held else None, shown)


def _cell(cell: rows.Cell, said: Sequence[Said]) -> CellSeen:
    return CellSeen(
        id=cell.id,
        column=cell.column,
        heading=cell.heading,
        raw=cell.as_read,
        text=cell.text,
        value=codec.plain(cell.value),
        confidence=cell.confidence,
        box=Box(cell.x0, cell.y0, cell.x1, cell.y1),
        source=cell.source,
        state="review" if contents.waits(cell) else cell.state,
        flag=cell.flag,
        reasons=(*cell.reasons, *contents.why(cell)),
        alternatives=contents.alternatives(cell),
        version=cell.version,
        said=tuple(said),
    )
