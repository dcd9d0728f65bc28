"""What reviewers left for the supervisor: cells and pages that carry a flag, with who left them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from tortoise.functions import Count
from tortoise.queryset import QuerySet

from storage.reports.rates import Desks
from storage.tables.documents import Cell, Document
from storage.tables.reviews import Edit

Flag = Literal["asked", "illegible", "rescan", "disputed"]
FLAGS: Final[tuple[Flag, ...]] = ("asked", "illegible", "rescan", "disputed")
AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class Question:
    """A flagged cell, or a flagged page (`cell` None); who flagged it last, and his words."""

    document: int
    cell: int | None
    row: int | None
    column: str
    heading: str
    text: str
    kind: str
    desk: str
    level: str
    source: str
    number: int
    by: str
    at: datetime | None
    note: str


async def counted(desks: Desks) -> dict[Flag, int]:
    """How many cells and pages carry each flag."""
    counts = dict.fromkeys(FLAGS, 0)
    for found in (_cells(desks), _pages(desks)):
        groups = found.annotate(n=Count("id")).group_by("flag")
        for flag, n in await groups.values_list("flag", "n"):
            counts[next(one for one in FLAGS if one == flag)] += int(str(n))
    return counts


async def questions(desks: Desks, flag: Flag) -> tuple[Question, ...]:
    """Up to fifty pages, then fifty cells that carry the flag, in the order they came in."""
    pages = _pages(desks).filter(flag=flag).order_by("id").limit(AT_ONCE)
    cells = _cells(desks).filter(flag=flag).order_by("id").limit(AT_ONCE)
    told = [await _of_page(one) for one in await pages.select_related("page__scan")]
    found = await cells.select_related("row__document__page__scan")
    return (*told, *[await _of_cell(one) for one in found])


def _cells(desks: Desks) -> QuerySet[Cell]:
    found = Cell.filter(flag__in=list(FLAGS))
    return found if desks is None else found.filter(row__document__desk__in=list(desks))


def _pages(desks: Desks) -> QuerySet[Document]:
    found = Document.filter(state="review", flag__in=list(FLAGS))
    return found if desks is None else found.filter(desk__in=list(desks))


async def _of_page(page: Document) -> Question:
    last = await _last(Edit.filter(document=page, cell_id=None))
    return _question(page, None, last)


async def _of_cell(cell: Cell) -> Question:
    last = await _last(Edit.filter(cell=cell, act="flag"))
    return _question(cell.row.document, cell, last)


async def _last(edits: QuerySet[Edit]) -> Edit | None:
    return await edits.order_by("-id").first().select_related("user")


def _question(page: Document, cell: Cell | None, last: Edit | None) -> Question:
    return Question(
        document=page.id,
        cell=cell.id if cell else None,
        row=cell.row.number if cell else None,
        column=cell.column if cell else "",
        heading=cell.heading if cell else "",
        text=cell.text if cell else "",
        kind=page.kind,
        desk=page.desk,
        level=page.level,
        source=page.page.scan.source,
        number=page.page.number,
        by=last.user.full_name if last else "",
        at=last.at if last else None,
        note=last.note if last else "",
    )
