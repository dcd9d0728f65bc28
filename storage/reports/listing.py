"""The pages behind a number on the screen: by desk, kind, state and age, the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from tortoise.expressions import Q
from tortoise.functions import Count, Min, Sum
from tortoise.queryset import QuerySet

from storage.clock import now
from storage.reports.rates import Desks
from storage.tables.documents import Document

State = Literal["review", "filed"]
Band = Literal["day", "week", "month", "older"]
BANDS: Final[dict[Band, tuple[int | None, int | None]]] = {
    "day": (1, None),
    "week": (7, 1),
    "month": (30, 7),
    "older": (None, 30),
}
"""Ages in days: at most the first, more than the second."""
AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which pages: of these desks (None: all), of a kind, in review or filed, by age, by level."""

    desks: Desks
    kind: str | None = None
    state: State | None = None
    band: Band | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that was read; `since` it waits, or is filed."""

    document: int
    tag: str
    kind: str
    desk: str
    source: str
    number: int
    level: str
    state: str
    flag: str | None
    waiting: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Arrear:
    """Pages of a desk and kind that wait in review: by age as BANDS has it, cells, the oldest."""

    desk: str
    kind: str
    ages: tuple[int, int, int, int]
    cells: int
    oldest: datetime

    @property
    def pages(self) -> int:
        """All of them."""
        return sum(self.ages)


async def arrears(desks: Desks, moment: datetime | None = None) -> tuple[Arrear, ...]:
    """What waits in review by desk and kind, that which has waited longest first."""
    at = moment or now()
    ages = {f"n_{band}": Count("id", _filter=_aged(band, at)) for band in BANDS}
    found = chosen(Chosen(desks, state="review"), at)
    groups = found.annotate(cells=Sum("waiting"), oldest=Min("filed_at"), **ages)
    told = await groups.group_by("desk", "kind").values("desk", "kind", "cells", "oldest", *ages)
    rows = [
        Arrear(
            str(one["desk"]),
            str(one["kind"]),
            (one["n_day"], one["n_week"], one["n_month"], one["n_older"]),
            int(one["cells"] or 0),
            one["oldest"],
        )
        for one in told
    ]
    return tuple(sorted(rows, key=lambda one: (one.oldest, one.desk, one.kind)))


async def listing(
    which: Chosen, start: int = 0, moment: datetime | None = None
) -> tuple[int, tuple[Listed, ...]]:
    """How many pages are chosen, and a hundred of them from number `start`, counted from 0."""
    found = chosen(which, moment or now())
    some = found.order_by("filed_at", "id").offset(start).limit(AT_ONCE)
    return await found.count(), tuple(
        [_listed(one) for one in await some.select_related("page__scan")]
    )


def chosen(which: Chosen, moment: datetime) -> QuerySet[Document]:
    """The pages that are meant, of an age as it is at that moment."""
    found = Document.all()
    if which.desks is not None:
        found = found.filter(desk__in=list(which.desks))
    if which.kind is not None:
        found = found.filter(kind=which.kind)
    if which.level is not None:
        found = found.filter(level=which.level)
    if which.state is not None:
        found = found.filter(Q(state="review") if which.state == "review" else ~Q(state="review"))
    return found.filter(_aged(which.band, moment)) if which.band else found


def _aged(band: Band, moment: datetime) -> Q:
    youngest_than, oldest_than = BANDS[band]
    young = Q() if youngest_than is None else Q(filed_at__gte=moment - timedelta(youngest_than))
    return young if oldest_than is None else young & Q(filed_at__lt=moment - timedelta(oldest_than))


def _listed(one: Document) -> Listed:
    return Listed(
        document=one.id,
        tag=one.tag,
        kind=one.kind,
        desk=one.desk,
        source=one.page.scan.source,
        number=one.page.number,
        level=one.level,
        state=one.state,
        flag=one.flag,
        waiting=one.waiting,
        since=one.filed_at,
    )
