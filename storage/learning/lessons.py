"""Cells that a person read or corrected, page by page: what the network can learn from.

Only registers of level `normal`: what must be guarded, and may have to be destroyed by order, is
not taught to weights, nor are identifiers that searches mask.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from ocr.geometry import Box
from ocr.ruling import Ruling
from storage import codec
from storage.leases import scan_of
from storage.pages import FiledPage, page_of
from storage.search.mask import masked
from storage.tables.documents import Cell, Document
from storage.tables.reviews import Edit

_ACTS: Final = ("accept", "correct")
_READ: Final = ("review", "corrected")
"""What a cell was before a person accepted it: any other was approved with its page, unseen."""

_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Lesson:
    """What stands in a cell, and its box on the page as received; `place` names it for good."""

    place: str
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class LessonPage:
    """The lessons of a page; `ruled` are the lines of its tables where a person drew them."""

    filed: FiledPage
    ruled: tuple[Ruling, ...] | None
    lessons: tuple[Lesson, ...]


async def pages(office: str | None, most: int) -> tuple[LessonPage, ...]:
    """The pages on which people of an office (None: of all) worked last, up to so many."""
    found: dict[int, list[Cell]] = defaultdict(list)
    edits = await _edits(office)
    while edits:
        taken = [edit.cell for edit in edits if _taken(edit, found, most)]
        if not taken and len(found) >= most:
            break
        edits = await _edits(office, edits[-1].id)
    return await _pages(found)


async def _edits(office: str | None, before: int | None = None) -> Sequence[Edit]:
    """Acts on cells, the last first, those before act number `before`."""
    asked = Edit.filter(
        act__in=_ACTS,
        undone_by=None,
        cell_id__isnull=False,
        document__tag="register",
        document__level="normal",
    )
    asked = asked if office is None else asked.filter(document__desk=office)
    asked = asked if before is None else asked.filter(id__lt=before)
    return await asked.order_by("-id").limit(_CHUNK).select_related("cell__row")


def _taken(edit: Edit, found: dict[int, list[Cell]], most: int) -> bool:
    """Whether the cell of the act is a lesson, which then stands under its document."""
    room = edit.document_id in found or len(found) < most
    if edit.cell is None or not room or not _read(edit, edit.cell):
        return False
    found[edit.document_id].append(edit.cell)
    return True


def _read(edit: Edit, cell: Cell) -> bool:
    """Whether the cell stands as this act left it, and whoever did it had looked at it."""
    looked = edit.act == "correct" or edit.before["state"] in _READ
    settled = cell.state in {"corrected", "approved"} and not cell.flag
    plain = bool(cell.text.strip()) and masked(cell.text) == cell.text
    return edit.version == cell.version and looked and settled and plain


async def _pages(found: dict[int, list[Cell]]) -> tuple[LessonPage, ...]:
    documents = Document.filter(id__in=list(found) or [0]).order_by("id")
    return tuple(_page(one, found[one.id]) for one in await documents.select_related("page__scan"))


def _page(document: Document, cells: Sequence[Cell]) -> LessonPage:
    row: Any = document.page
    filed = FiledPage(page_of(row), scan_of(row.scan), row.scan.path)
    ruled = None if row.ruled is None else codec.rulings.load(row.ruled)
    return LessonPage(filed, ruled, tuple(_lesson(document, cell) for cell in cells))


def _lesson(document: Document, cell: Cell) -> Lesson:
    place = f"{document.record_key}/{cell.row.number}/{cell.position}"
    return Lesson(place, cell.text, Box(cell.x0, cell.y0, cell.x1, cell.y1))
