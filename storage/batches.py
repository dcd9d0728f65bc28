"""Batches as the operator sees them: how far each is, and its pages one by one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from classifiers.record import Hints
from storage import audit, codec
from storage.clock import now
from storage.conservation import Balance, conservation
from storage.database import transaction
from storage.filing import record_key
from storage.findings import Finding
from storage.people import Author, act
from storage.tables.documents import Document
from storage.tables.scans import Batch, Entry, Receipt

MOST: Final = 500
"""Pages that are shown at once."""

_NOTHING: Final = Balance(0, 0, 0, 0, 0, 0)
_COLUMNS: Final = (
    "id",
    "record_key",
    "version",
    "tag",
    "kind",
    "office",
    "desk",
    "year",
    "volume",
    "level",
    "flag",
    "state",
    "waiting",
    "page__dpi",
)


@dataclass(frozen=True, slots=True)
class BatchSeen:
    """A batch, who opened it, and where its pages stand; `held` are pages being read now."""

    id: int
    actor: str
    hints: Hints
    opened_at: datetime
    balance: Balance
    held: int


@dataclass(frozen=True, slots=True)
class PageSeen:
    """What was read on a page of a batch, without its words."""

    id: int
    version: int
    tag: str
    kind: str
    office: str
    desk: str
    year: int | None
    volume: int | None
    level: str
    flag: str | None
    state: str
    waiting: int
    dpi: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A page of a batch as the ledger has it; page 0 is a whole file that cannot be read.

    `document` is what was read on it, `finding` why nothing was.
    """

    entry: int
    source: str
    number: int
    state: str
    replaced_by: int | None
    finding: Finding | None
    document: PageSeen | None


async def batches(offices: Collection[str] | None, most: int = 30) -> tuple[BatchSeen, ...]:
    """The latest batches of these offices (None: all of the district), the newest first."""
    found = Batch.all() if offices is None else Batch.filter(office__in=list(offices))
    return await _seen(await found.order_by("-id").limit(most))


async def batch(number: int) -> BatchSeen | None:
    """The batch of that number, None if there is none."""
    found = await _seen(await Batch.filter(id=number))
    return found[0] if found else None


async def tiles(batch: int, start: int = 0) -> tuple[Tile, ...]:
    """The pages of a batch in their order, from the one after `start` others on."""
    entries = Entry.filter(batch_id=batch).order_by("position", "id")
    found = await entries.offset(start).limit(MOST).prefetch_related("scan")
    return await seen(found)


async def move(by: Author, batch: int, entry: int, places: int) -> None:
    """Move a page of the batch so many places on, or back; it stops at the ends."""
    async with transaction() as client:
        await Batch.select_for_update().get(id=batch)
        asked = Entry.filter(batch_id=batch).order_by("position", "id")
        order = [int(str(one)) for one in await asked.values_list("id", flat=True)]
        if entry not in order:
            return
        old = order.index(entry)
        new = min(max(old + places, 0), len(order) - 1)
        if new == old:
            return
        order.insert(new, order.pop(old))
        stood = {one.id: one for one in await Entry.filter(batch_id=batch)}
        for place, one in enumerate(order, start=1):
            if stood[one].position != place:
                await Entry.filter(id=one).update(position=place)
        thing = f"page/{stood[entry].identity}/{stood[entry].page}"
        before, after = {"place": old + 1}, {"place": new + 1, "batch": batch}
        told = act(by, "metadata modification", thing, before=before, after=after)
        await audit.append(client, told)


async def seen(entries: Sequence[Entry]) -> tuple[Tile, ...]:
    """What is known of the pages of these entries; their scans must have been fetched."""
    keys = {record_key(one.identity, one.page): one for one in entries}
    documents = {}
    for row in await Document.filter(record_key__in=list(keys) or [""]).values(*_COLUMNS):
        documents[keys[row["record_key"]].id] = _page(row)
    names = await _refused([one.identity for one in entries if one.scan is None])
    return tuple(_tile(one, documents.get(one.id), names) for one in entries)


async def _refused(identities: list[str]) -> dict[str, str]:
    """The names of what was refused unread."""
    found = await Receipt.filter(identity__in=identities or [""]).values_list("identity", "name")
    return {str(identity): str(name) for identity, name in found}


def _tile(entry: Entry, document: PageSeen | None, names: dict[str, str]) -> Tile:
    details = tuple(sorted(entry.details.items()))
    return Tile(
        entry=entry.id,
        source=entry.scan.source if entry.scan else names.get(entry.identity, ""),
        number=entry.page,
        state=entry.state,
        replaced_by=entry.replaced_by,
        finding=Finding(entry.code, details) if entry.code else None,
        document=document,
    )


def _page(row: dict[str, Any]) -> PageSeen:
    named = {name: row[name] for name in _COLUMNS if name not in {"record_key", "page__dpi"}}
    return PageSeen(**named, dpi=row["page__dpi"])


async def _seen(found: Sequence[Batch]) -> tuple[BatchSeen, ...]:
    ids = [one.id for one in found]
    _, balances = await conservation(ids)
    held = Entry.filter(batch_id__in=ids or [0], state="received", until__gt=now())
    held_by = [int(str(one)) for one in await held.values_list("batch_id", flat=True)]
    return tuple(
        BatchSeen(
            one.id,
            one.actor,
            codec.hints.load(one.hints),
            one.opened_at,
            balances.get(one.id, _NOTHING),
            held_by.count(one.id),
        )
        for one in found
    )
