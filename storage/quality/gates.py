"""Whether cells of a kind, read by an engine, are taken without review: shut when samples say no.

A gate shuts by itself once the smallest error that its sample leaves possible (bounds.least) lies
above what the district allows (Sampling). It is asked after every verdict, so of good engines a few
more are shut than its certainty says; a supervisor of the district opens it again with a reason,
and the sample begins anew.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, Final

from tortoise.functions import Count
from tortoise.queryset import QuerySet

from classifiers.district import Sampling
from classifiers.reasons import reason
from classifiers.record import Cell as ReadCell
from classifiers.record import Document as Letter
from classifiers.record import Record
from storage import audit
from storage.clock import now
from storage.database import transaction
from storage.people import Author, act
from storage.quality import bounds
from storage.reviews.edits import Wish, no_meaning, within
from storage.tables.documents import Cell
from storage.tables.reviews import Gate, Sample

AT_ONCE: Final = 50
"""Pages that one request sends back to review."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A gate and its sample; `bound` is the largest error that the sample leaves possible.

    `by` and `at` say who opened or shut it last; "" is the sample itself, or nobody yet.
    """

    kind: str
    engine: str
    open: bool
    looked_at: int
    wrong: int
    bound: float
    by: str
    shown: bool


async def figures(desks: frozenset[str] | None, rule: Sampling) -> tuple[Figures, ...]:
    """All gates; to people of some desks (None: all) with the samples of those alone."""
    gates = await Gate.all().order_by("kind", "engine")
    if desks is None:
        return tuple(_figures(gate, gate.looked_at, gate.wrong, rule) for gate in gates)
    own = Sample.filter(office__in=sorted(desks), verdict__isnull=False)
    groups = own.annotate(n=Count("id")).group_by("kind", "engine", "verdict")
    counts = {
        (str(kind), str(engine), str(verdict)): int(str(n))
        for kind, engine, verdict, n in await groups.values_list("kind", "engine", "verdict", "n")
    }
    told = []
    for gate in gates:
        right, wrong = (counts.get((gate.kind, gate.engine, v), 0) for v in ("right", "wrong"))
        told.append(_figures(gate, right + wrong, wrong, rule))
    return tuple(told)


async def heeded(record: Record) -> Record:
    """The record with the cells waiting that a shut gate does not let through unseen."""
    if isinstance(record, Letter):
        return record
    shut = Gate.filter(kind=record.kind.choice, open=False).values_list("engine", flat=True)
    engines = {str(engine) for engine in await shut}
    if not engines:
        return record
    rows = tuple(tuple(_held_back(cell, engines) for cell in row) for row in record.rows)
    return replace(record, rows=rows)


async def known(kind: str, engine: str) -> Gate:
    """The gate, locked until the transaction ends; open if it is new."""
    made = Gate(
        kind=kind, engine=engine, open=True, looked_at=0, wrong=0, bound=1.0, by="", at=now()
    )
    await Gate.bulk_create([made], ignore_conflicts=True)
    return await Gate.select_for_update().get(kind=kind, engine=engine)


async def count(gate: Gate, wrong: bool, rule: Sampling) -> bool:  # noqa: FBT001 - the verdict
    """Add a verdict to a locked gate's sample; whether that shut it."""
    gate.looked_at += 1
    gate.wrong += int(wrong)
    gate.bound = bounds.most(gate.wrong, gate.looked_at, rule.sure)
    shuts = gate.open and bounds.least(gate.wrong, gate.looked_at, rule.sure) > rule.wrong
    if shuts:
        gate.open, gate.by, gate.at = False, "", now()
    await gate.save()
    return shuts


async def note(client: Any, by: Author, gate: Gate, why: str, rule: Sampling | None = None) -> None:
    """Tell the audit log that the gate was opened or shut, and why; by which rule, if by one."""
    told = {
        "open": gate.open,
        "why": why,
        "looked_at": gate.looked_at,
        "wrong": gate.wrong,
        "bound": gate.bound,
    } | ({"allowed": rule.wrong, "sure": rule.sure} if rule else {})
    thing = f"gate/{gate.kind}/{gate.engine}"[:200]
    await audit.append(client, act(by, "policy assignment", thing, after=told))


async def turn(by: Author, kind: str, engine: str, reason: str, *, opens: bool) -> bool:
    """Open or shut a gate for a reason; an opened one's sample begins anew. False: no such gate."""
    async with transaction() as client:
        gate = await Gate.select_for_update().get_or_none(kind=kind, engine=engine)
        if gate is None:
            return False
        if gate.open != opens:
            gate.open, gate.by, gate.at = opens, by.name, now()
            if opens:
                gate.looked_at, gate.wrong, gate.bound = 0, 0, 1.0
            await gate.save()
            await note(client, by, gate, reason)
    return True


def unseen(kind: str, engine: str) -> QuerySet[Cell]:
    """Cells of the gate that were taken unseen and nobody has looked at since."""
    return registers().filter(source=engine, row__document__kind=kind)


def registers() -> QuerySet[Cell]:
    """Cells of registers that were taken unseen: a letter waits or not as a whole."""
    return Cell.filter(state="auto", row__document__tag="register")


async def recall(by: Author, kind: str, engine: str) -> None:
    """Send cells taken unseen through a gate back to review, those of AT_ONCE pages."""
    found = unseen(kind, engine).limit(10_000).values_list("row__document_id", flat=True)
    for document in sorted({int(str(one)) for one in await found})[:AT_ONCE]:
        async with transaction() as client:
            cells = await unseen(kind, engine).filter(row__document_id=document)
            wishes = [_doubt(by, cell) for cell in cells]
            if wishes:
                await within(client, by, document, wishes, no_meaning, bundle=wishes[0].key)


def _doubt(by: Author, cell: Cell) -> Wish:
    name = f"gate-{cell.id}-{cell.version}-{by.user}"
    return Wish(name, cell.id, cell.version, "doubt", "gate-closed", 0.0)


def _held_back(cell: ReadCell, engines: Collection[str]) -> ReadCell:
    if cell.state != "auto" or cell.reading.source not in engines:
        return cell
    return replace(cell, state="review", reasons=(*cell.reasons, reason("gate-closed")))


def _figures(gate: Gate, looked_at: int, wrong: int, rule: Sampling) -> Figures:
    bound = bounds.most(wrong, looked_at, rule.sure)
    shown = bound <= rule.wrong
    return Figures(gate.kind, gate.engine, gate.open, looked_at, wrong, bound, gate.by, shown)
