"""Complaints and the like against the days that the district allows for them, row by row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from classifiers.district import Limit
from storage.reports.shape import Asked, Cell, Fact, Named, Query, Report, counted, those
from storage.reports.written import Written, written
from storage.search.mask import masked

STANDS: Final = ("disposed", "in_time", "overdue", "long_overdue", "undated")
LONG: Final = 30
"""Days beyond the limit after which a row is long overdue."""
BEHIND: Final = ("row", "office", "since", "due", "done")


async def complaints(asked: Asked) -> Report:
    """Rows by limit and office: disposed of, in time, overdue; restricted pages are not counted."""
    table = counted(await _facts(asked), ("limit", "office"), "stands", STANDS)
    limits = asked.district.limits
    rows: list[tuple[Cell, ...]] = []
    for (limit, office), numbers in table.items():
        name = Named(limits[limit].title, limits[limit].english)
        rows.append((name, limits[limit].days, asked.office(office), *numbers))
    return Report("complaints", ("limit", "days", "office", *STANDS), tuple(rows))


async def behind_complaints(asked: Asked, query: Query) -> tuple[tuple[Cell, ...], ...]:
    """The rows that a number counts."""
    return those(await _facts(asked), query)


async def _facts(asked: Asked) -> list[Fact]:
    return [fact for limit in asked.district.limits.values() for fact in await _of(asked, limit)]


async def _of(asked: Asked, limit: Limit) -> list[Fact]:
    return [_fact(asked, limit, one) for one in await written(asked, limit)]


def _fact(asked: Asked, limit: Limit, row: Written) -> Fact:
    due = row.since + timedelta(limit.days) if row.since else None
    told = (row.link, asked.office(row.desk), row.since, due, masked(row.done) or None)
    return Fact(
        told, {"limit": limit.code, "office": row.desk, "stands": _stands(limit, row, asked.today)}
    )


def _stands(limit: Limit, row: Written, today: date) -> str:
    if row.disposed:
        return "disposed"
    if row.since is None:
        return "undated"
    beyond = (today - row.since).days - limit.days
    if beyond <= 0:
        return "in_time"
    return "overdue" if beyond <= LONG else "long_overdue"
