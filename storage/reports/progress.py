"""How far each office is: pages received, read without doubt, in review, unreadable, to be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tortoise.functions import Count

from storage.reports.rates import Desks
from storage.tables.documents import Document
from storage.tables.scans import Batch, Entry


@dataclass(frozen=True, slots=True)
class Progress:
    """Pages of a desk ("" where no office is known); a file that cannot be opened is one page."""

    desk: str
    filed: int
    review: int
    waiting: int
    quarantined: int

    @property
    def received(self) -> int:
        """All of them."""
        return self.filed + self.review + self.waiting + self.quarantined


async def progress(desks: Desks) -> tuple[Progress, ...]:
    """Every desk that has pages; those not read lie on the desk that their batch was meant for."""
    counts = await _read() + await _unread()
    found = sorted({desk for desk, _ in counts if desks is None or desk in desks})
    states = ("filed", "review", "received", "quarantined")
    return tuple(Progress(desk, *(counts[desk, state] for state in states)) for desk in found)


async def _read() -> Counter[tuple[str, str]]:
    groups = Document.annotate(n=Count("id")).group_by("desk", "state")
    counts: Counter[tuple[str, str]] = Counter()
    for desk, state, n in await groups.values_list("desk", "state", "n"):
        counts[str(desk), "review" if state == "review" else "filed"] += int(str(n))
    return counts


async def _unread() -> Counter[tuple[str, str]]:
    told = {batch.id: str(batch.hints["office"] or "") for batch in await Batch.all()}
    waiting = Entry.filter(state__in=["received", "quarantined"]).annotate(n=Count("id"))
    groups = waiting.group_by("batch_id", "state")
    counts: Counter[tuple[str, str]] = Counter()
    for batch, state, n in await groups.values_list("batch_id", "state", "n"):
        counts[told[int(str(batch))], str(state)] += int(str(n))
    return counts
