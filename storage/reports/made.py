"""Every report by its name, and the records behind its numbers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from storage.reports import bookwork, guarded, limits, lists, open_rows, pending, statement
from storage.reports.shape import Asked, Cell, Query, Report

Rows = tuple[tuple[Cell, ...], ...]

REPORTS: Final[Mapping[str, Callable[[Asked], Awaitable[Report]]]] = {
    "pendency": pending.pendency,
    "registers": open_rows.registers,
    "weekly": pending.weekly,
    "monthly": statement.monthly,
    "complaints": limits.complaints,
    "books": bookwork.books,
    "scans": bookwork.scans,
    "arrears": lists.waiting,
    "sensitive": guarded.sensitive,
    "unmasked": guarded.unmasked,
    "review-due": lists.due,
}
_BEHIND: Final[Mapping[str, tuple[tuple[str, ...], Callable[[Asked, Query], Awaitable[Rows]]]]] = {
    "pendency": (pending.BEHIND, pending.behind_pendency),
    "registers": (open_rows.BEHIND, open_rows.behind_registers),
    "weekly": (pending.BEHIND, pending.behind_weekly),
    "monthly": (open_rows.BEHIND, statement.behind_monthly),
    "complaints": (limits.BEHIND, limits.behind_complaints),
}


async def behind(name: str, asked: Asked, query: Query) -> Report | None:
    """The records that a number of the report counts; None if its numbers lead elsewhere."""
    if name not in _BEHIND:
        return None
    columns, found = _BEHIND[name]
    return Report(name, columns, await found(asked, query))
