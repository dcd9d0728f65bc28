"""Rows of registers by what stands in two columns: since when, and whether disposed of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from classifiers.district import Disposal, Limit
from storage.reports.rows import NOTHING, Pair, Said, Wanted, Which, pairs
from storage.reports.shape import SEEN, Asked, Link
from storage.tables.documents import Document


@dataclass(frozen=True, slots=True)
class Written:
    """A row on which anything stands in the two; `sure` if no person need look at either."""

    link: Link
    desk: str
    since: date | None
    done: str
    disposed: bool
    sure: bool


async def written(asked: Asked, told: Limit | Disposal, *, pending: bool = False) -> list[Written]:
    """The rows of that kind that may be counted, the oldest first; no restricted page's.

    All of them, or those alone that are not disposed of.
    """
    where = {"level": SEEN} | ({} if asked.desks is None else {"desk": asked.desks or {"-"}})
    which = Which(where, told.pending if pending else None)
    found = await pairs(told.kind, Wanted(told.since, "date"), Wanted(told.done, "text"), which)
    pages = await _pages(told.kind, asked)
    rows = [_row(one, told, pages[one.document]) for one in found if _any(one)]
    return sorted(rows, key=lambda row: (row.since or date.min, row.link.id, row.link.row or 0))


def _any(one: Pair) -> bool:
    return any(cell is not None and cell.text for cell in (one.first, one.second))


def _row(one: Pair, told: Limit | Disposal, page: str) -> Written:
    nothing = Said("", None, sure=True)
    since, done = one.first or nothing, one.second or nothing
    open_ = any(word in done.text for word in told.pending)
    return Written(
        link=Link(f"{page}, {one.number}", "page", one.document, one.number),
        desk=one.desk,
        since=date.fromisoformat(since.value) if since.value else None,
        done=done.text,
        disposed=bool(done.text.strip(NOTHING)) and not open_,
        sure=since.sure and done.sure,
    )


async def _pages(kind: str, asked: Asked) -> dict[int, str]:
    """The names of the pages, by document."""
    found = Document.filter(tag="register", kind=kind, level__in=sorted(SEEN))
    if asked.desks is not None:
        found = found.filter(desk__in=list(asked.desks) or ["-"])
    names: Any = await found.values_list("id", "page__scan__source", "page__number")
    return {document: f"{source} {number}" for document, source, number in names}
