"""Critical cells keyed a second time, blind: agreement settles a cell, difference disputes it.

The first hand is the person who confirmed or corrected the cell or, where nobody did, the
machine that read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from classifiers.fold import alike
from storage.clock import now
from storage.database import transaction
from storage.people import Author
from storage.quality import stations
from storage.quality.stations import SameHand, Sight, Waiting
from storage.reviews import holds
from storage.reviews.edits import Raced, Wish, no_meaning, within
from storage.tables.documents import Cell
from storage.tables.reviews import Edit, Keying, Sample

Critical = Mapping[str, frozenset[str]]
"""The critical columns of the kinds of register that ask for a second keying."""

_TRIES: Final = 20


@dataclass(frozen=True, slots=True)
class Keyed:
    """What a person typed for a cell that he saw at `version`; `unreadable` if he could not."""

    cell: int
    version: int
    text: str
    seconds: float
    unreadable: bool = False


def waits(critical: Critical, user: int) -> QuerySet[Cell]:
    """Critical cells that nobody keyed a second time yet and that `user` had no hand in."""
    columns = Q(id=0)
    for kind, ids in sorted(critical.items()):
        columns |= Q(row__document__kind=kind, column__in=sorted(ids))
    settled = Q(state__in=["auto", "approved", "corrected"], flag__isnull=True)
    done = Subquery(Keying.all().values("cell_id"))
    mine = Subquery(Edit.filter(user_id=user, cell_id__isnull=False).values("cell_id"))
    judged = Subquery(Sample.filter(user_id=user).values("cell_id"))
    found = Cell.filter(columns, settled, row__document__tag="register")
    return found.filter(~Q(id__in=done), ~Q(id__in=mine), ~Q(id__in=judged))


async def following(critical: Critical, by: Author, sight: Sight, but: int = 0) -> Waiting | None:
    """The next cell for `by` to key, its row held so that no two key the same; `but` comes last.

    None if nothing waits that nobody else has.
    """
    free = Q(row__held_by__isnull=True) | Q(row__held_by=by.name) | Q(row__held_until__lte=now())
    cells = waits(critical, by.user).filter(free)
    for _ in range(_TRIES):
        found = await stations.first(cells.exclude(id=but), sight)
        found = found or await stations.first(cells, sight)
        if found is None:
            return None
        if await holds.take_row(found.row_id, by.name):
            return found
    return None


async def key(by: Author, sight: Sight, critical: Critical, keyed: Keyed) -> bool:
    """Keep what was keyed; whether it agrees with what stood there.

    Sent again it changes nothing. Raises NotThere, SameHand, or Raced if it waits no more.
    """
    async with transaction() as client:
        earlier = await Keying.get_or_none(cell_id=keyed.cell, user_id=by.user)
        if earlier:
            return earlier.agrees
        cell = await stations.visible(keyed.cell, sight)
        if by.user in await hands(cell.id):
            raise SameHand
        if not await waits(critical, by.user).filter(id=cell.id).exists():
            raise Raced(())
        agrees = not keyed.unreadable and alike(keyed.text, cell.text)
        wish = _wish(by, cell, keyed, agrees=agrees)
        # First the page's lock: a keying made before it would hold the cell against another's.
        await within(client, by, cell.row.document_id, [wish], no_meaning, bundle=wish.key)
        await Keying.create(
            cell_id=cell.id,
            user_id=by.user,
            text=keyed.text,
            agrees=agrees,
            settled=agrees,
            seconds=keyed.seconds,
            at=now(),
        )
        return agrees


async def hands(cell: int) -> frozenset[int]:
    """Everybody who edited, keyed or judged the cell, so knows what stands there."""
    edits = await Edit.filter(cell_id=cell).values_list("user_id", flat=True)
    keyed = await Keying.filter(cell_id=cell).values_list("user_id", flat=True)
    judged = Sample.filter(cell_id=cell, user_id__isnull=False)
    looked = await judged.values_list("user_id", flat=True)
    return frozenset(int(str(user)) for user in (*edits, *keyed, *looked))


def _wish(by: Author, cell: Cell, keyed: Keyed, *, agrees: bool) -> Wish:
    """Confirm the cell, or mark it as disputed."""
    name = f"second-{cell.id}-{keyed.version}-{by.user}"
    if agrees:
        return Wish(name, cell.id, keyed.version, "accept", cell.text, keyed.seconds)
    return Wish(name, cell.id, keyed.version, "flag", "", keyed.seconds, "disputed")
