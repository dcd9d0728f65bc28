"""What a later reading of a filed page makes of its cells: kept beside them, never over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from classifiers.fold import alike
from classifiers.record import Cell as ReadCell
from classifiers.record import RegisterPage
from ocr.geometry import Box
from storage import audit, codec
from storage.clock import now
from storage.database import transaction
from storage.people import Author, act
from storage.quality import stations
from storage.quality.stations import NotThere, Sight, Waiting
from storage.reviews.edits import Meaning, Raced, Wish, within
from storage.tables.documents import Cell, Document
from storage.tables.reviews import Proposal

_SAME_PLACE: Final = 0.5
"""Overlap from which on two boxes of a column are the same cell."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal for a cell: what stands there, and what a later reading says."""

    waiting: Waiting
    proposal: int
    text: str
    confidence: float
    source: str


async def propose(client: Any, document: Document, record: RegisterPage, actor: str) -> int:
    """Keep what `record` reads otherwise than it stands in the document; how many cells.

    In the caller's transaction. A cell is the same if its column is and half of its box. What was
    read so before, or offered before and dropped, is no news.
    """
    cells = await Cell.filter(row__document=document)
    pairs = [(cell, _same(cell, record.rows)) for cell in cells]
    made = [_proposal(cell, found) for cell, found in pairs if found and _news(cell, found)]
    old = Proposal.filter(cell_id__in=[one.cell_id for one in made] or [0])
    known = {tuple(one) for one in await old.values_list("cell_id", "source", "text")}
    fresh = [one for one in made if (one.cell_id, one.source, one.text) not in known]
    await Proposal.bulk_create(fresh, ignore_conflicts=True)
    if fresh:
        told = {str(one.cell_id): {"text": one.text, "source": one.source} for one in fresh}
        thing = f"document/{document.record_key}"
        await audit.append(client, audit.Act("creation", thing, actor, after={"proposed": told}))
    return len(fresh)


def waits() -> QuerySet[Cell]:
    """Cells with an open proposal; what is disputed is decided there first."""
    opened = Subquery(Proposal.filter(state="open").values("cell_id"))
    return Cell.filter(Q(flag__isnull=True) | Q(flag__not="disputed"), id__in=opened)


async def following(sight: Sight, but: int = 0) -> Offer | None:
    """The next proposal, that of cell `but` last; None if there is none."""
    found = await stations.first(waits().exclude(id=but), sight)
    found = found or await stations.first(waits(), sight)
    if found is None:
        return None
    one = await Proposal.filter(cell_id=found.cell, state="open").order_by("-confidence").first()
    if one is None:
        return None
    return Offer(found, one.id, one.text, one.confidence, one.source)


async def take(
    by: Author, sight: Sight, offer: tuple[int, int], seconds: float, meaning: Meaning
) -> None:
    """Write a proposal (its id, the cell's version as seen) into its cell, as a person's edit.

    Raises NotThere, or Raced if the cell was changed or the proposal is not open any more.
    """
    number, version = offer
    async with transaction() as client:
        proposal, cell = await _open(number, sight)
        name = f"take-{number}-{version}-{by.user}"
        wish = Wish(name, cell.id, version, "correct", proposal.text, seconds)
        same = Proposal.filter(cell_id=cell.id, text=proposal.text, state="open")
        if not await same.update(state="taken"):
            raise Raced(())
        await within(client, by, cell.row.document_id, [wish], meaning, bundle=name)


async def drop(by: Author, sight: Sight, number: int) -> None:
    """Leave the cell as it is; the same is not proposed again. Raises NotThere, Raced."""
    async with transaction() as client:
        proposal, cell = await _open(number, sight)
        same = Proposal.filter(cell_id=cell.id, text=proposal.text, state="open")
        if not await same.update(state="dropped"):
            raise Raced(())
        told = {"cell": cell.id, "dropped": proposal.text, "source": proposal.source}
        thing = f"document/{cell.row.document.record_key}"
        await audit.append(client, act(by, "review", thing, after=told))


async def _open(number: int, sight: Sight) -> tuple[Proposal, Cell]:
    proposal = await Proposal.get_or_none(id=number)
    if proposal is None:
        raise NotThere
    cell = await stations.visible(proposal.cell_id, sight)
    if proposal.state != "open" or cell.flag == "disputed":
        raise Raced(())
    return proposal, cell


def _same(cell: Cell, rows: Iterable[Iterable[ReadCell]]) -> ReadCell | None:
    """The cell of the new reading that lies where this one does; None if none does."""
    box = Box(cell.x0, cell.y0, cell.x1, cell.y1)
    near = [
        (box.overlap(one.reading.box), number, one)
        for number, one in enumerate(one for row in rows for one in row)
        if one.column == cell.column
    ]
    overlap, _, found = max(near, default=(0.0, 0, None), key=lambda one: one[0])
    return found if overlap >= _SAME_PLACE else None


def _news(cell: Cell, found: ReadCell) -> bool:
    reading = found.reading
    return reading.raw != cell.as_read and not alike(reading.text, cell.text)


def _proposal(cell: Cell, found: ReadCell) -> Proposal:
    reading = found.reading
    return Proposal(
        cell_id=cell.id,
        text=reading.text,
        value=codec.value.dump(reading.value),
        confidence=reading.confidence,
        source=reading.source,
        at=now(),
    )
