"""Rows are lent to one reviewer at a time, for a while, so that no two correct the same row."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from tortoise.expressions import Q

from storage.clock import now
from storage.database import transaction
from storage.tables.documents import Document, Row

SECONDS: Final = 120


async def take(document: int, holder: str, seconds: float = SECONDS) -> frozenset[int]:
    """Hold all rows of the document that nobody else has; the ids of those held now.

    Again renews what is held. One statement decides, so of many who try at once one has a row.
    """
    free, until = _free(holder), now() + timedelta(seconds=seconds)
    async with transaction():
        # The document first, as all do who change a page: so none waits for one who waits for him.
        await Document.filter(free, id=document).update(held_by=holder, held_until=until)
        await Row.filter(free, document_id=document).update(held_by=holder, held_until=until)
        held = await Row.filter(document_id=document, held_by=holder).values_list("id", flat=True)
    return frozenset(int(str(row)) for row in held)


async def take_row(row: int, holder: str, seconds: float = SECONDS) -> bool:
    """Hold one row that nobody else has; whether it is held now."""
    until = now() + timedelta(seconds=seconds)
    async with transaction():
        held = await Row.filter(_free(holder), id=row).update(held_by=holder, held_until=until)
    return bool(held)


async def release(document: int, holder: str) -> None:
    """Give back what `holder` has of the document."""
    async with transaction():
        for table, mine in ((Document, Q(id=document)), (Row, Q(document_id=document))):
            await table.filter(mine, held_by=holder).update(held_by=None, held_until=None)


def _free(holder: str) -> Q:
    """What nobody has, or `holder` himself, or somebody whose time is over."""
    return Q(held_by__isnull=True) | Q(held_by=holder) | Q(held_until__lte=now())
