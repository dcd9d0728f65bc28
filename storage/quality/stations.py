"""Cells that wait at a station, as far as a person may see them, and what he is shown of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from storage.tables.documents import Cell, Document

MANY: Final = 500
"""Nobody counts further than this: the screen says that there are more."""


class NotThere(Exception):  # noqa: N818 - not a mistake: not his, or not any more
    """No such cell, or none that the person may see."""


class SameHand(Exception):  # noqa: N818 - not a mistake: another must do it
    """The person has had this cell in hand before."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a person sees: pages of these desks (None: all), restricted ones only if in `whole`."""

    desks: frozenset[str] | None
    whole: frozenset[int] = frozenset()

    def near(self) -> Q:
        """Cells of his desks, also of records that are masked for him."""
        if self.desks is None:
            return Q()
        return Q(row__document__desk__in=sorted(self.desks))

    def clear(self) -> Q:
        """Cells whose words he may see."""
        plain = Q(row__document__level__in=["normal", "confidential"])
        return self.near() & (plain | Q(row__document__id__in=sorted(self.whole) or [0]))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A cell that waits at a station, and where it stands."""

    cell: int
    version: int
    document: int
    kind: str
    year: int | None
    column: str
    heading: str
    row_id: int
    row: int
    source: str
    page: int
    text: str
    state: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Masked:
    """A restricted record in which something waits: it is opened with a reason first."""

    document: int
    kind: str
    source: str
    page: int


async def first(cells: QuerySet[Cell], sight: Sight, skip: int = 0) -> Waiting | None:
    """The first of the cells that may be seen, after `skip` others; None if there is none."""
    found = cells.filter(sight.clear()).order_by("row__document_id", "row__number", "position")
    one = await found.offset(skip).limit(1).select_related("row__document__page__scan")
    return waiting(one[0]) if one else None


async def near(cells: QuerySet[Cell], sight: Sight) -> int:
    """How many of the cells lie on his desks, masked ones too; not counted beyond MANY."""
    return len(await cells.filter(sight.near()).limit(MANY + 1).values_list("id"))


async def clear(cells: QuerySet[Cell], sight: Sight) -> int:
    """The same of those whose words he may see."""
    return len(await cells.filter(sight.clear()).limit(MANY + 1).values_list("id"))


async def masked(cells: QuerySet[Cell], sight: Sight) -> tuple[Masked, ...]:
    """A few of the records that hold some of the cells and must be opened with a reason."""
    hidden = cells.filter(sight.near(), row__document__level="restricted")
    hidden = hidden.exclude(row__document__id__in=sorted(sight.whole) or [0])
    ids = await hidden.limit(MANY).values_list("row__document_id", flat=True)
    some = sorted({int(str(one)) for one in ids})[:5]
    found = await Document.filter(id__in=some).order_by("id").select_related("page__scan")
    return tuple(Masked(d.id, d.kind, d.page.scan.source, d.page.number) for d in found)


async def visible(cell: int, sight: Sight) -> Cell:
    """The cell with its row and document; NotThere if the person may not see its words."""
    found = Cell.filter(sight.clear(), id=cell).select_related("row__document")
    one = await found.first()
    if one is None:
        raise NotThere
    return one


def waiting(cell: Cell) -> Waiting:
    """A cell whose document, page and scan were fetched with it."""
    document = cell.row.document
    return Waiting(
        cell=cell.id,
        version=cell.version,
        document=document.id,
        kind=document.kind,
        year=document.year,
        column=cell.column,
        heading=cell.heading,
        row_id=cell.row_id,
        row=cell.row.number,
        source=document.page.scan.source,
        page=document.page.number,
        text=cell.text,
        state=cell.state,
        confidence=cell.confidence,
    )
