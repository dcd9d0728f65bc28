"""The month's statement of cases pending: files of the e-office, then what registers leave open.

A file has a line. Of a register there may be thousands of rows: a line says how many, and opens
them. What has no legible date cannot be said to be a month old and is in the report `registers`.
"""

from __future__ import annotations

from storage.reports import open_rows, pending
from storage.reports.shape import Asked, Cell, Query, Report

COLUMNS = ("number", *pending.BEHIND, "stands", "cases")


async def monthly(asked: Asked) -> Report:
    """The cases that are open for more than a month: files, the oldest first, then registers."""
    files = tuple((*one, 1) for one in await pending.old(asked))
    found = enumerate((*files, *await open_rows.old(asked)), start=1)
    return Report("monthly", COLUMNS, tuple((number, *row) for number, row in found))


async def behind_monthly(asked: Asked, query: Query) -> tuple[tuple[Cell, ...], ...]:
    """The rows that a number of the statement counts, the oldest first."""
    return await open_rows.behind_old(asked, query)
