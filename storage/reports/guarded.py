"""Exceptions of sensitivity: pages more or less guarded than their kind is, and who saw them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from tortoise.functions import Count

from storage.reports.listing import Chosen, chosen
from storage.reports.shape import Asked, Cell, Link, Number, Query, Report, Word
from storage.reviews.levels import LEVELS
from storage.tables.audit import AuditEntry, AuditValue
from storage.tables.documents import Document

LATELY = timedelta(30)
SHOWN = ("when", "who", "row", "office", "kind", "reason")


async def sensitive(asked: Asked) -> Report:
    """Pages by desk, kind and level where that is not their kind's own, or where they wait."""
    groups = chosen(Chosen(asked.desks), asked.moment).annotate(n=Count("id"))
    names = ("desk", "kind", "level", "state")
    heaps: dict[tuple[str, str, str], list[int]] = {}
    for desk, kind, level, state, n in await groups.group_by(*names).values_list(*names, "n"):
        heap = heaps.setdefault((str(desk), str(kind), str(level)), [0, 0])
        heap[0] += int(str(n))
        heap[1] += int(str(n)) if state == "review" else 0
    rows = [
        _row(asked, *place, *heap)
        for place, heap in sorted(heaps.items())
        if place[2] != _own(asked, place[1])
    ]
    columns = ("office", "kind", "own_level", "level", "all", "waits")
    return Report("sensitive", columns, tuple(rows), "pages")


async def unmasked(asked: Asked) -> Report:
    """Who had a restricted record shown whole in the last thirty days, and why."""
    since = (asked.moment - LATELY).isoformat()
    entries = AuditEntry.filter(action="unmasking", utc__gte=since).order_by("-seq")
    rows = [row for entry in await entries if (row := await _seen(asked, entry))]
    return Report("unmasked", SHOWN, tuple(rows))


async def _seen(asked: Asked, entry: AuditEntry) -> tuple[Cell, ...] | None:
    key = entry.object.removeprefix("document/")
    page = await Document.get_or_none(record_key=key).select_related("page__scan")
    if page is None or (asked.desks is not None and page.desk not in asked.desks):
        return None
    said = await AuditValue.get_or_none(seq=entry.seq, side="after")
    title = asked.kind(page.kind)
    link = Link(f"{page.page.scan.source} {page.page.number}", "page", page.id)
    reason = str(json.loads(said.value).get("reason", "")) if said else None
    day = datetime.fromisoformat(entry.utc)
    return day, entry.actor, link, asked.office(page.desk), title, reason


def _own(asked: Asked, kind: str) -> str:
    """The level of a kind; what is of no kind should be guarded until somebody has seen it."""
    district = asked.district
    known = district.registers.get(kind) or district.letters.get(kind)
    return known.level if known else LEVELS[-1]


def _row(asked: Asked, desk: str, kind: str, level: str, n: int, waits: int) -> tuple[Cell, ...]:
    of: Query = {"desk": desk, "kind": kind, "level": level}
    return (
        asked.office(desk),
        asked.kind(kind),
        Word(f"level_{_own(asked, kind)}"),
        Word(f"level_{level}"),
        Number(n, of),
        Number(waits, {**of, "state": "review"}),
    )
