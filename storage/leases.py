"""Pages are lent to workers for a time, so that a dead worker's pages come back by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tortoise.expressions import F, Q
from tortoise.queryset import QuerySet

from classifiers.record import Hints
from ocr.scan import Scan
from storage import codec
from storage.clock import now
from storage.database import transaction
from storage.owner import dead
from storage.tables import scans as rows


@dataclass(frozen=True, slots=True)
class Lease:
    """A page lent to `owner` until `until`; whoever has a later `token` for it has it now.

    `path` is that of the scan below the archive's root, `hints` those of its batch.
    """

    scan: Scan
    number: int
    path: str
    batch: int
    hints: Hints
    owner: str
    token: int
    until: datetime


async def lease(owner: str, pages: int, seconds: float = 600) -> tuple[Lease, ...]:
    """Up to `pages` pages that wait to be read and that no living worker has, oldest first.

    `owner` is what storage.owner.this_process() says. Pages of a dead process of this host are
    free at once, those of another host when their time is over.
    """
    until = now() + timedelta(seconds=seconds)
    async with transaction():
        free = Q(owner__isnull=True) | Q(until__lte=now()) | Q(owner__in=await _dead())
        waiting = rows.Entry.filter(free, state="received").order_by("id").limit(pages)
        # SQLite has but one writer and skips the lock; on PostgreSQL others take other pages.
        # Whole rows: with values_list Tortoise leaves FOR UPDATE out without a word.
        ids = [entry.id for entry in await waiting.select_for_update(skip_locked=True)]
        await rows.Entry.filter(id__in=ids).update(owner=owner, until=until, token=F("token") + 1)
        entries = rows.Entry.filter(id__in=ids).order_by("id")
        return tuple([_lease(entry) for entry in await entries.select_related("scan", "batch")])


async def renew(leases: Sequence[Lease], seconds: float = 600) -> tuple[Lease, ...]:
    """The leases that are still held, longer; those that others have taken are left out."""
    until = now() + timedelta(seconds=seconds)
    async with transaction():
        held = [held for held in leases if await _held(held).update(until=until)]
    return tuple(replace(one, until=until) for one in held)


async def release(leases: Sequence[Lease]) -> None:
    """Give pages back unread; those that others have taken stay theirs."""
    async with transaction():
        for one in leases:
            await _held(one).update(owner=None, until=None)


def _held(lease: Lease) -> QuerySet[rows.Entry]:
    return rows.Entry.filter(
        identity=lease.scan.sha256, page=lease.number, state="received", token=lease.token
    )


async def _dead() -> list[str]:
    leased = rows.Entry.filter(state="received", owner__isnull=False)
    owners = await leased.distinct().values_list("owner", flat=True)
    return [str(owner) for owner in owners if dead(str(owner))]


def _lease(entry: rows.Entry) -> Lease:
    scan, batch = entry.scan, entry.batch
    assert scan is not None
    assert entry.owner is not None
    assert entry.until is not None
    return Lease(
        scan=scan_of(scan),
        number=entry.page,
        path=scan.path,
        batch=batch.id,
        hints=codec.hints.load(batch.hints),
        owner=entry.owner,
        token=entry.token,
        until=entry.until,
    )


def scan_of(row: rows.Scan) -> Scan:
    """The scan that a row of a readable file stands for."""
    form = codec.form.load(row.format)
    return Scan(row.source, row.sha256, row.bytes, form, codec.frames.load(row.frames))
