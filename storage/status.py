"""Where the work stands: what waits, what is filed, what people have to look at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tortoise.functions import Count

from classifiers.record import UNKNOWN
from storage.conservation import Balance, conservation
from storage.tables.documents import Cell, Document
from storage.tables.scans import Batch, Entry

Counts = Counter[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Backlog:
    """Pages of an office and kind; of those not read yet, what the operator said they are."""

    office: str
    kind: str
    waiting: int
    filed: int
    review: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class Status:
    """The backlog by office and kind, and the review queue in pages and cells."""

    backlog: tuple[Backlog, ...]
    review_pages: int
    review_cells: int
    balance: Balance


async def status() -> Status:
    """Where the work stands now."""
    counts = await _read() + await _unread()
    groups = sorted({(office, kind) for office, kind, _ in counts})
    balance, _ = await conservation()
    return Status(
        backlog=tuple(_backlog(counts, *group) for group in groups),
        review_pages=await Document.filter(state="review").count(),
        review_cells=await Cell.filter(state="review").count(),
        balance=balance,
    )


def _backlog(counts: Counts, office: str, kind: str) -> Backlog:
    states = ("received", "filed", "review", "quarantined")
    return Backlog(office, kind, *(counts[office, kind, state] for state in states))


async def _read() -> Counts:
    groups = Document.annotate(n=Count("id")).group_by("office", "kind", "state")
    counts = Counts()
    for office, kind, state, n in await groups.values_list("office", "kind", "state", "n"):
        counts[str(office), str(kind), "review" if state == "review" else "filed"] += int(n)
    return counts


async def _unread() -> Counts:
    """Pages without a document stand where their batch's hints put them."""
    hints = {batch.id: batch.hints for batch in await Batch.all()}
    waiting = Entry.filter(state__in=["received", "quarantined"])
    groups = waiting.annotate(n=Count("id")).group_by("batch_id", "state")
    counts = Counts()
    for batch, state, n in await groups.values_list("batch_id", "state", "n"):
        told = hints[int(batch)]
        office, kind = told["office"] or UNKNOWN, told["register"] or UNKNOWN
        counts[office, kind, str(state)] += int(n)
    return counts
