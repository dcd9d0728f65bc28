"""What waits for people: pages of their desks, the riskiest first, none that another has."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tortoise.expressions import Q
from tortoise.functions import Count, Sum
from tortoise.queryset import QuerySet

from classifiers.record import UNKNOWN
from storage.clock import now
from storage.tables.documents import Document


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pages: of these desks (None: all), of a kind or all, flagged or not."""

    desks: frozenset[str] | None
    kind: str | None = None
    flag: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page that waits. `risk` sums how unsure its waiting cells are."""

    document: int
    tag: str
    kind: str
    desk: str
    source: str
    number: int
    waiting: int
    risk: float
    level: str
    flag: str | None
    held_by: str | None


@dataclass(frozen=True, slots=True)
class Heap:
    """How many pages and cells of a desk and kind wait."""

    desk: str
    kind: str
    pages: int
    cells: int


async def queue(wanted: Wanted, after: tuple[float, int] | None = None) -> tuple[Waiting, ...]:
    """Up to 50 pages from the riskiest on; `after` is risk and id of the last one seen."""
    found = _waiting(wanted)
    if after:
        risk, last = after
        found = found.filter(Q(risk__lt=risk) | Q(risk=risk, id__gt=last))
    found = found.order_by("-risk", "id").limit(50).select_related("page__scan")
    return tuple([_told(one) for one in await found])


async def following(wanted: Wanted, holder: str, but: Collection[int] = ()) -> int | None:
    """The next page nobody else has, `but` those; None if the queue is done.

    Where one of those still waits it was left as it is: then the next after it, so that two pages
    that nobody can finish do not keep sending their reader to one another.
    """
    free = Q(held_by__isnull=True) | Q(held_by=holder) | Q(held_until__lte=now())
    found = _waiting(wanted).filter(free).exclude(id__in=list(but) or [0])
    left = await _waiting(wanted).filter(id__in=list(but)).first() if but else None
    onward = left and found.filter(Q(risk__lt=left.risk) | Q(risk=left.risk, id__gt=left.id))
    for one in (onward, found):
        first = await one.order_by("-risk", "id").only("id").first() if one else None
        if first:
            return int(first.id)
    return None


async def heaps(wanted: Wanted) -> tuple[Heap, ...]:
    """What waits by desk and kind."""
    found = _waiting(wanted).annotate(pages=Count("id"), cells=Sum("waiting"))
    groups = found.group_by("desk", "kind").order_by("desk", "kind")
    told = await groups.values_list("desk", "kind", "pages", "cells")
    return tuple(Heap(str(d), str(k), int(str(p)), int(str(c or 0))) for d, k, p, c in told)


def _waiting(wanted: Wanted) -> QuerySet[Document]:
    """Pages with a cell to look at, or whose kind, office or head nobody has told yet.

    Where all that waits is flagged, somebody else has the next word.
    """
    open_ = Q(waiting__gt=0) | Q(kind=UNKNOWN) | Q(office=UNKNOWN) | Q(head=UNKNOWN)
    found = Document.filter(open_, state="review", flag=wanted.flag)
    if wanted.desks is not None:
        found = found.filter(desk__in=list(wanted.desks))
    return found.filter(kind=wanted.kind) if wanted.kind else found


def _told(one: Document) -> Waiting:
    held = one.held_until is not None and one.held_until > now()
    return Waiting(
        document=one.id,
        tag=one.tag,
        kind=one.kind,
        desk=one.desk,
        source=one.page.scan.source,
        number=one.page.number,
        waiting=one.waiting,
        risk=one.risk,
        level=one.level,
        flag=one.flag,
        held_by=one.held_by if held else None,
    )
