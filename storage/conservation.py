"""Counts that no page is lost.

accepted = filed + in review + quarantined + rejected + in flight, for each batch and for all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from tortoise.functions import Count, Sum
from tortoise.queryset import QuerySet

from storage.tables.scans import Entry, Receipt, Scan

Here = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Balance:
    """Pages, and files that count as one page because they cannot be opened.

    `accepted` is counted from what came in, the others from the ledger, so that they can differ.
    """

    accepted: int
    filed: int
    review: int
    quarantined: int
    rejected: int
    in_flight: int

    @property
    def accounted(self) -> int:
        """What the ledger accounts for."""
        return self.filed + self.review + self.quarantined + self.rejected + self.in_flight

    @property
    def holds(self) -> bool:
        """Whether the law holds."""
        return self.accepted == self.accounted


async def conservation(
    only: Collection[int] | None = None,
) -> tuple[Balance, dict[int, Balance]]:
    """The balance of everything, or of `only` these batches, and of each under its number."""
    here = {} if only is None else {"batch_id__in": list(only) or [0]}
    accepted = Counter[int]()
    accepted.update(await _pages(here))
    accepted.update(await _counted(Scan.filter(pages=0, **here)))
    accepted.update(await _counted(Receipt.filter(refused=True, **here)))
    stands = await _stands(here)
    batches = sorted(accepted.keys() | {batch for batch, _ in stands})
    by_batch = {batch: _balance(accepted[batch], batch, stands) for batch in batches}
    return _sum(by_batch), by_batch


async def _pages(here: Here) -> dict[int, int]:
    pages = Scan.filter(pages__gt=0, **here).annotate(n=Sum("pages")).group_by("batch_id")
    return {int(batch): int(n) for batch, n in await pages.values_list("batch_id", "n")}


async def _counted(what: QuerySet[Scan] | QuerySet[Receipt]) -> dict[int, int]:
    counts = what.annotate(n=Count("batch_id")).group_by("batch_id")
    return {int(batch): int(n) for batch, n in await counts.values_list("batch_id", "n")}


async def _stands(here: Here) -> dict[tuple[int, str], int]:
    counts = Entry.filter(**here).annotate(n=Count("id")).group_by("batch_id", "state")
    found = await counts.values_list("batch_id", "state", "n")
    return {(int(batch), str(state)): int(n) for batch, state, n in found}


def _balance(accepted: int, batch: int, stands: dict[tuple[int, str], int]) -> Balance:
    states = ("filed", "review", "quarantined", "rejected", "received")
    return Balance(accepted, *(stands.get((batch, state), 0) for state in states))


def _sum(by_batch: dict[int, Balance]) -> Balance:
    fields = ("accepted", "filed", "review", "quarantined", "rejected", "in_flight")
    all_of = by_batch.values()
    return Balance(*(sum(getattr(one, field) for one in all_of) for field in fields))
