"""How fast work goes on, counted in our own tables: pages read, cells settled, seconds a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from tortoise.expressions import RawSQL
from tortoise.functions import Count, Sum
from tortoise.queryset import QuerySet

from storage.clock import indian
from storage.reports import days
from storage.tables.documents import Document
from storage.tables.reviews import Edit

WINDOW: Final = 28
"""Days that are looked back; today, which is not over, is not among them."""
LOOKED: Final = ("accept", "correct")

# What a day's acts took from the heap of waiting cells, less what they put back on it.
_SETTLED: Final = RawSQL(
    "SUM(CASE WHEN edits.before ->> 'state' = 'review' AND edits.after ->> 'state' <> 'review'"
    " THEN 1 WHEN edits.before ->> 'state' <> 'review' AND edits.after ->> 'state' = 'review'"
    " THEN -1 ELSE 0 END)"
)
Desks = frozenset[str] | None
"""The desks that are looked at; None is all of the district."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long cells of a kind took those who confirmed or corrected them lately, one by one."""

    kind: str
    rows: int
    cells: int
    seconds: float

    @property
    def per_row(self) -> float:
        """Seconds a row."""
        return self.seconds / self.rows

    @property
    def per_hour(self) -> float:
        """Cells an hour of work."""
        return 3600 * self.cells / self.seconds


@dataclass(frozen=True, slots=True)
class Worker:
    """A person and how many cells he confirmed or corrected on each of the days."""

    name: str
    cells: tuple[int, ...]


async def read(desks: Desks, today: date) -> tuple[int, ...]:
    """Pages read and filed on each day measured."""
    found = Document.all() if desks is None else Document.filter(desk__in=list(desks))
    return await _daily(found, "filed_at", Count("id"), '"documents"."filed_at"', today)


async def settled(desks: Desks, today: date) -> tuple[int, ...]:
    """Cells that left the review on each day measured, less those put back."""
    return await _daily(edits_of(desks), "at", _SETTLED, '"edits"."at"', today)


async def settled_ever(desks: Desks) -> int:
    """Cells that ever left the review, less those put back."""
    (told,) = await edits_of(desks).annotate(n=_SETTLED).values_list("n", flat=True)
    return int(str(told or 0))


async def paces(desks: Desks, today: date) -> tuple[Pace, ...]:
    """Time taken by kind of register since the window began, acts that were undone left out."""
    since = days.begins(today - timedelta(days=WINDOW))
    looked = _looked(desks, since)
    told = looked.annotate(
        rows=Count("cell__row_id", distinct=True), cells=Count("id"), took=Sum("seconds")
    ).group_by("document__kind")
    found = await told.order_by("document__kind").values_list(
        "document__kind", "rows", "cells", "took"
    )
    return tuple(Pace(str(k), _int(r), _int(c), float(str(s or 0))) for k, r, c, s in found)


async def workers(desks: Desks, over: tuple[date, ...]) -> tuple[Worker, ...]:
    """Who confirmed or corrected how many cells on those days, in the order of names."""
    looked = _looked(desks, days.begins(over[0]))
    by_day = looked.annotate(day=days.named('"edits"."at"'), n=Count("id"))
    groups = by_day.group_by("user_id", "user__full_name", "day")
    people: dict[int, tuple[str, dict[str, int]]] = {}
    for user, name, day, n in await groups.values_list("user_id", "user__full_name", "day", "n"):
        people.setdefault(_int(user), (str(name), {}))[1][str(day)] = _int(n)
    told = [Worker(name, _spread(counts, over)) for name, counts in people.values()]
    return tuple(sorted(told, key=lambda one: one.name))


def edits_of(desks: Desks) -> QuerySet[Edit]:
    """The acts on documents of those desks."""
    return Edit.all() if desks is None else Edit.filter(document__desk__in=list(desks))


def _looked(desks: Desks, since: datetime) -> QuerySet[Edit]:
    """Cells looked at by people; what took no time was approved with its whole page."""
    looked = edits_of(desks).filter(act__in=LOOKED, undone_by=None, cell_id__gt=0)
    return looked.filter(at__gte=since, seconds__gt=0)


async def _daily(
    found: QuerySet[Any], moment: str, amount: Any, column: str, today: date
) -> tuple[int, ...]:
    """The amount of each day, from the first ever on, at most as many as the window has."""
    first: Any = await found.order_by(moment).first().values_list(moment, flat=True)
    if first is None:
        return ()
    began = indian(first).date()
    over = [day for day in days.last(WINDOW, today) if day >= began]
    if not over:
        return ()
    recent = found.filter(**{f"{moment}__gte": days.begins(over[0])})
    groups = recent.annotate(day=days.named(column), n=amount).group_by("day")
    counts = {str(day): _int(n) for day, n in await groups.values_list("day", "n")}
    return _spread(counts, over)


def _spread(counts: Mapping[str, int], over: tuple[date, ...] | list[date]) -> tuple[int, ...]:
    return tuple(counts.get(day.isoformat(), 0) for day in over)


def _int(told: Any) -> int:
    return int(str(told or 0))
