"""Cells that two keyed differently are decided by a third who had no hand in them."""

from __future__ import annotations

from dataclasses import dataclass

from tortoise.queryset import QuerySet

from storage.database import transaction
from storage.people import Author
from storage.quality import stations
from storage.quality.keyings import Keyed, hands
from storage.quality.stations import SameHand, Sight, Waiting
from storage.reviews.edits import Act, Meaning, Raced, Wish, within
from storage.tables.documents import Cell
from storage.tables.offices import Office
from storage.tables.people import User
from storage.tables.reviews import Keying


@dataclass(frozen=True, slots=True)
class Dispute:
    """A disputed cell; `first` is what stood there, `second` what another keyed blind."""

    waiting: Waiting
    first: str
    second: str


def waits() -> QuerySet[Cell]:
    """All disputed cells."""
    return Cell.filter(flag="disputed")


async def following(by: Author, sight: Sight, but: int = 0) -> Dispute | None:
    """The next dispute that `by` may decide, `but` last; None if there is none."""
    barred = await _barred(by, sight)
    cells = waits().exclude(id__in=barred or [0])
    found = await stations.first(cells.exclude(id=but), sight) or await stations.first(cells, sight)
    if found is None:
        return None
    keying = await Keying.filter(cell_id=found.cell, settled=False).order_by("-id").first()
    return Dispute(found, found.text, keying.text if keying else "")


async def decide(by: Author, sight: Sight, decided: Keyed, meaning: Meaning) -> None:
    """Write what the arbitrator says stands there, and settle the keying.

    Raises NotThere, SameHand, or Raced if somebody else has decided.
    """
    async with transaction() as client:
        cell = await stations.visible(decided.cell, sight)
        if not await may(by, cell):
            raise SameHand
        name = f"judge-{cell.id}-{decided.version}-{by.user}"
        if cell.flag != "disputed":
            raise Raced(())
        act: Act = "accept" if decided.text == cell.text else "correct"
        wish = Wish(name, cell.id, decided.version, act, decided.text, decided.seconds)
        await Keying.filter(cell_id=cell.id).update(settled=True)
        await within(client, by, cell.row.document_id, [wish], meaning, bundle=name)


async def may(by: Author, cell: Cell) -> bool:
    """Whether `by` had no hand in the cell, or nobody else is there who had none."""
    known = await hands(cell.id)
    if by.user not in known:
        return True
    above = await _above(cell.row.document.desk)
    others = User.filter(role="supervisor", disabled=False, office__in=above)
    return not await others.exclude(id__in=sorted(known)).exists()


async def _barred(by: Author, sight: Sight) -> list[int]:
    """Disputed cells that are for another to decide."""
    mine = Keying.filter(settled=False, user_id=by.user).values_list("cell_id", flat=True)
    edited = waits().filter(sight.clear(), edits__user_id=by.user).values_list("id", flat=True)
    ids = {int(str(one)) for one in (*await mine, *await edited)}
    cells = await waits().filter(id__in=sorted(ids) or [0]).select_related("row__document")
    return [cell.id for cell in cells if not await may(by, cell)]


async def _above(desk: str) -> list[str]:
    """The office and all above it."""
    found: list[str] = []
    office = await Office.get_or_none(code=desk)
    while office is not None and office.code not in found:
        found.append(office.code)
        office = await Office.get_or_none(code=office.parent) if office.parent else None
    return found
