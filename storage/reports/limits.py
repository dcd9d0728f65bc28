"""Complaints and the like against the days that the district allows for them, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from classifiers.district import Limit
from storage.reports.books import cells_of, rows_of
from storage.reports.shape import SEEN, Asked, Cell, Fact, Link, Query, Report, counted, those
from storage.search.mask import masked
from storage.tables.documents import Document

STANDS: Final = ("disposed", "in_time", "overdue", "long_overdue", "undated")
LONG: Final = 30
"""Days beyond the limit after which a row is long overdue."""
BEHIND: Final = ("row", "office", "since", "due", "done")


@dataclass(slots=True)
class _Row:
    """What stands in the two columns of a row, as far as anything does."""

    document: int
    number: int
    since: date | None = None
    done: str = ""
    written: bool = False


async def complaints(asked: Asked) -> Report:
    """Rows by limit and office: disposed of, in time, overdue; restricted pages are not counted."""
    table = counted(await _facts(asked), ("limit", "office"), "stands", STANDS)
    limits = asked.district.limits
    rows: list[tuple[Cell, ...]] = []
    for (limit, office), numbers in table.items():
        rows.append((limits[limit].title, limits[limit].days, asked.office(office), *numbers))
    return Report("complaints", ("limit", "days", "office", *STANDS), tuple(rows))


async def behind_complaints(asked: Asked, query: Query) -> tuple[tuple[Cell, ...], ...]:
    """The rows that a number counts."""
    return those(await _facts(asked), query)


async def _facts(asked: Asked) -> list[Fact]:
    return [fact for limit in asked.district.limits.values() for fact in await _of(asked, limit)]


async def _of(asked: Asked, limit: Limit) -> list[Fact]:
    found = Document.filter(tag="register", kind=limit.kind, level__in=sorted(SEEN))
    if asked.desks is not None:
        found = found.filter(desk__in=list(asked.desks) or ["-"])
    names = ("id", "desk", "page__scan__source", "page__number")
    pages: dict[int, tuple[str, str]] = {}
    for one, desk, source, number in await found.values_list(*names):
        pages[int(str(one))] = (str(desk), f"{source} {number}")
    rows = [one for one in (await _rows(list(pages), limit)).values() if one.written]
    rows.sort(key=lambda one: (one.since or date.min, one.document, one.number))
    return [_fact(asked, limit, one, *pages[one.document]) for one in rows]


async def _rows(documents: list[int], limit: Limit) -> dict[int, _Row]:
    places = await rows_of(documents)
    rows = {row: _Row(*place) for row, place in places.items()}
    for cells in cells_of(places):
        told = cells.filter(column__in=[limit.since, limit.done])
        names = ("row_id", "column", "text", "value")
        for key, column, said, value in await told.values_list(*names):
            row = rows[int(str(key))]
            row.written = row.written or bool(said)
            if column == limit.done:
                row.done = str(said)
            elif value and value.get("kind") == "date":
                row.since = date.fromisoformat(value["day"])
    return rows


def _fact(asked: Asked, limit: Limit, row: _Row, desk: str, page: str) -> Fact:
    due = row.since + timedelta(limit.days) if row.since else None
    link = Link(f"{page}, {row.number}", "page", row.document, row.number)
    told = (link, asked.office(desk), row.since, due, masked(row.done) or None)
    return Fact(
        told, {"limit": limit.code, "office": desk, "stands": _stands(limit, row, asked.today)}
    )


def _stands(limit: Limit, row: _Row, today: date) -> str:
    if row.done.strip(" -–—") and not any(word in row.done for word in limit.pending):
        return "disposed"
    if row.since is None:
        return "undated"
    beyond = (today - row.since).days - limit.days
    if beyond <= 0:
        return "in_time"
    return "overdue" if beyond <= LONG else "long_overdue"
