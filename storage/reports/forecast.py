"""Whether the backlog is done before the cutover, by the rates at which it went down so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from tortoise.functions import Sum
from tortoise.queryset import QuerySet

from storage.reports import days, rates
from storage.reports.outlook import GRAVITY, Outlook, Standing, outlook
from storage.reports.progress import progress
from storage.reports.rates import Desks, Pace
from storage.tables.documents import Document

ENOUGH: Final = 100
"""Cells that must have been looked at before a time for the rest is told."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The outlook for pages to be read and for cells to be reviewed, for what was scanned so far.

    `coming` are the cells among those to be reviewed that pages not read yet will bring, if they
    are as the pages read so far. `hours` of reviewing are left at the seconds that a cell took;
    None if too few were looked at; `paces` are those seconds by kind. `others` are pages in
    review without a waiting cell: their kind or office is not known, or all their open cells are
    flagged. No rate of theirs is measured.
    """

    today: date
    cutover: date
    read: Outlook
    review: Outlook
    coming: int
    others: int
    hours: float | None
    paces: tuple[Pace, ...]
    standing: Standing


async def forecast(desks: Desks, cutover: date, today: date | None = None) -> Forecast:
    """The forecast for those desks; `today` is the day that it is made on."""
    day = today or days.today()
    unread = sum(one.waiting for one in await progress(desks))
    heaps = await _heaps(desks)
    cells = sum(heaps.values())
    coming = await _coming(desks, unread, cells)
    reading = outlook(unread, await rates.read(desks, day), day, cutover)
    reviewing = outlook(cells + coming, await rates.settled(desks, day), day, cutover)
    worst = max(reading.standing, reviewing.standing, key=GRAVITY.index)
    others = await _of(desks).filter(state="review", waiting=0).count()
    paces = await rates.paces(desks, day)
    return Forecast(
        today=day,
        cutover=cutover,
        read=reading,
        review=reviewing,
        coming=coming,
        others=others,
        hours=_hours(heaps, coming, paces),
        paces=paces,
        standing="unmeasured" if worst == "done" and others else worst,
    )


async def _heaps(desks: Desks) -> dict[str, int]:
    """Waiting cells by kind of register or letter."""
    found = _of(desks).filter(state="review").annotate(cells=Sum("waiting"))
    told = await found.group_by("kind").values_list("kind", "cells")
    return {str(kind): int(str(cells or 0)) for kind, cells in told}


async def _coming(desks: Desks, unread: int, waiting: int) -> int:
    """Cells that pages not read yet will bring: as many a page as those read have brought."""
    pages = await _of(desks).count() if unread else 0
    if not pages:
        return 0
    return round(unread * (waiting + await rates.settled_ever(desks)) / pages)


def _hours(heaps: dict[str, int], coming: int, paces: tuple[Pace, ...]) -> float | None:
    """At the seconds a cell of its kind took, or any cell where too few of the kind were seen."""
    cells, seconds = sum(one.cells for one in paces), sum(one.seconds for one in paces)
    if cells < ENOUGH or not seconds:
        return None
    known = {one.kind: one.seconds / one.cells for one in paces if one.cells >= ENOUGH}
    usual = seconds / cells
    waits = sum(n * known.get(kind, usual) for kind, n in heaps.items())
    return (waits + coming * usual) / 3600


def _of(desks: Desks) -> QuerySet[Document]:
    return Document.all() if desks is None else Document.filter(desk__in=list(desks))
