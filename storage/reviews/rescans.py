"""Pages that have to be scanned again, why, and which page then stands in their stead."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from tortoise.expressions import Q

from storage import audit
from storage.batches import Tile, seen
from storage.database import transaction
from storage.faults import NotInItsStead
from storage.filing import record_key
from storage.people import Author, act
from storage.reviews.settle import settle
from storage.tables.documents import Cell, Document
from storage.tables.scans import Batch, Entry

REPLACED: Final = "replaced"
"""The flag of a page that another stands in the stead of: it waits for nobody any more."""

_MOST: Final = 1000
_OFFERED: Final = 200

Desks = Collection[str] | None


async def rescans(desks: Desks) -> tuple[Tile, ...]:
    """The pages of these desks (None: all of the district) to be scanned again, oldest first."""
    unread = await _unread(desks)
    flagged = await _flagged(desks)
    entries = Entry.filter(Q(id__in=unread) | Q(id__in=flagged), replaced_by=None)
    found = await entries.order_by("id").limit(_MOST).prefetch_related("scan")
    return await seen(found)


async def offered(entry: int, desks: Desks) -> tuple[Tile, ...]:
    """The pages read since, the newest first, that may stand in that one's stead."""
    later = Entry.filter(id__gt=entry, state__in=["filed", "review"], replaced_by=None)
    found = await later.order_by("-id").limit(_OFFERED).prefetch_related("scan")
    again = {one.entry for one in await rescans(desks)}
    return tuple(
        one
        for one in await seen(found)
        if one.entry not in again
        and one.document is not None
        and (desks is None or one.document.desk in desks)
    )


async def replace(by: Author, old: int, new: int, desks: Desks) -> None:
    """Let the page `new` stand in the stead of `old`, which stays as evidence; NotInItsStead."""
    if old not in {one.entry for one in await rescans(desks)}:
        raise NotInItsStead
    if new not in {one.entry for one in await offered(old, desks)}:
        raise NotInItsStead
    async with transaction() as client:
        if not await Entry.filter(id=old, replaced_by=None).update(replaced_by=new):
            raise NotInItsStead
        before = await Entry.get(id=old)
        after = await Entry.get(id=new)
        await _leave(before)
        told = {"replaced by": f"{after.identity}/{after.page}"}
        thing = f"page/{before.identity}/{before.page}"
        await audit.append(client, act(by, "metadata modification", thing, after=told))


async def _leave(entry: Entry) -> None:
    """The page is in no queue any more."""
    key = record_key(entry.identity, entry.page)
    page = await Document.select_for_update().get_or_none(record_key=key)
    if page is not None:
        page.flag = REPLACED
        await page.save(update_fields=["flag"])
        await settle(page)


async def _unread(desks: Desks) -> list[int]:
    found = Entry.filter(state__in=["quarantined", "rejected"])
    if desks is not None:
        own = await Batch.filter(office__in=list(desks)).values_list("id", flat=True)
        found = found.filter(batch_id__in=[int(str(one)) for one in own] or [0])
    return [int(str(one)) for one in await found.values_list("id", flat=True)]


async def _flagged(desks: Desks) -> list[int]:
    """The entries of pages that, or a cell of which, somebody marked."""
    marked = Cell.filter(flag="rescan").distinct().values_list("row__document_id", flat=True)
    with_cells = [int(str(one)) for one in await marked]
    found = Document.filter(Q(flag="rescan") | Q(id__in=with_cells or [0]))
    if desks is not None:
        found = found.filter(desk__in=list(desks))
    places = await found.values_list("page__scan_id", "page__number")
    scans = sorted({str(scan) for scan, _ in places})
    entries = await Entry.filter(identity__in=scans or [""]).values_list("identity", "page", "id")
    wanted = {(str(scan), int(str(number))) for scan, number in places}
    return [int(str(one)) for scan, number, one in entries if (scan, number) in wanted]
