"""What comes in is entered page by page, once, before anything is done with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from tortoise.backends.base.client import BaseDBAsyncClient

from classifiers.record import Hints
from ocr.faults import Duplicate, Fault
from ocr.scan import Scan, Unreadable
from storage import audit, codec
from storage.archive import Kept
from storage.clock import now
from storage.database import transaction
from storage.findings import Finding, finding
from storage.locks import INTAKE, lock
from storage.tables import scans as rows

NOTHING_SAID = Hints()


@dataclass(frozen=True, slots=True)
class Batch:
    """One run of the intake and what the operator said about it."""

    id: int
    hints: Hints


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting a file did: `new` pages entered of its `pages`.

    `duplicate` is E107 with the first name, if these bytes are known under another one.
    """

    sha256: str
    new: int
    pages: int
    duplicate: Finding | None


async def open_batch(hints: Hints = NOTHING_SAID, actor: str = "panji") -> Batch:
    """A new batch; `actor` is the operator who started the run."""
    async with transaction() as client:
        told = codec.hints.dump(hints)
        office = hints.office or ""
        row = await rows.Batch.create(actor=actor, hints=told, opened_at=now(), office=office)
        act = audit.Act("transfer", f"batch/{row.id}", actor, role="operator", after=told)
        await audit.append(client, act)
    return Batch(row.id, hints)


async def batch(number: int) -> Batch | None:
    """The batch of that number, None if there is none."""
    row = await rows.Batch.get_or_none(id=number)
    return Batch(row.id, codec.hints.load(row.hints)) if row else None


async def accept(batch: Batch, name: str, kept: Kept, scan: Scan | Unreadable) -> Accepted:
    """Enter an archived file that came as `name`; the same file again changes nothing.

    The pages of a scan wait to be read. A file that cannot be read is entered as page 0,
    quarantined; if it can be read another time, its pages take the place of that entry.
    """
    name = storable(name)
    async with transaction() as client:
        await lock(client, INTAKE)
        known = await rows.Scan.get_or_none(sha256=kept.sha256)
        renamed = known is not None and not await _received(kept.sha256, name)
        await _receive(batch, kept.sha256, name, refused=False)
        new = await _enter(client, batch, name, kept, scan, known)
        if renamed:
            await _note(client, batch, "registration", f"scan/{kept.sha256}", {"name": name})
    pages = len(scan.frames) if isinstance(scan, Scan) else 0
    duplicate = finding(Duplicate(name=known.source)) if known and known.source != name else None
    return Accepted(kept.sha256, new, pages, duplicate)


async def reject(batch: Batch, name: str, cause: Fault) -> bool:
    """Enter, under its name, what was not taken into the archive; True if that is new."""
    name = storable(name)
    identity = hashlib.sha256(b"name|" + name.encode()).hexdigest()
    async with transaction() as client:
        await lock(client, INTAKE)
        if await rows.Entry.exists(identity=identity, page=0):
            return False
        await _receive(batch, identity, name, refused=True)
        await rows.Entry.create(
            identity=identity,
            page=0,
            batch_id=batch.id,
            state="rejected",
            code=cause.code,
            details=cause.details,
        )
        told = {"name": name, "code": cause.code}
        await _note(client, batch, "rejection", f"name/{identity}", told)
    return True


def storable(name: str) -> str:
    """The name as both databases can hold it; bytes that are no UTF-8 become escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


async def _received(identity: str, name: str) -> bool:
    return await rows.Receipt.exists(identity=identity, name=name)


async def _receive(batch: Batch, identity: str, name: str, *, refused: bool) -> None:
    receipt = rows.Receipt(identity=identity, name=name, batch_id=batch.id, refused=refused)
    await rows.Receipt.bulk_create([receipt], ignore_conflicts=True)


async def _enter(
    client: BaseDBAsyncClient,
    batch: Batch,
    name: str,
    kept: Kept,
    scan: Scan | Unreadable,
    known: rows.Scan | None,
) -> int:
    """The number of entries made."""
    if known is None:
        await _register(batch, name, kept, scan)
        told = {"name": name, "bytes": kept.bytes, "sha256": kept.sha256}
        await _note(client, batch, "ingestion", f"scan/{kept.sha256}", told)
    elif known.pages or isinstance(scan, Unreadable):
        return 0
    else:
        await _readable_now(batch, known, scan)
        await _note(client, batch, "unquarantine", f"scan/{kept.sha256}", {"name": name})
    entries = _pages(batch, scan) if isinstance(scan, Scan) else [_whole(batch, scan)]
    await rows.Entry.bulk_create(entries)
    return len(entries)


async def _register(batch: Batch, name: str, kept: Kept, scan: Scan | Unreadable) -> None:
    readable = scan if isinstance(scan, Scan) else None
    await rows.Scan.create(
        sha256=kept.sha256,
        source=name,
        bytes=kept.bytes,
        format=readable and readable.format,
        frames=codec.frames.dump(readable.frames if readable else ()),
        pages=len(readable.frames) if readable else 0,
        path=kept.path,
        batch_id=batch.id,
        received_at=now(),
    )


async def _readable_now(batch: Batch, known: rows.Scan, scan: Scan) -> None:
    """The scan moves to the batch that brings its pages, so that each batch still adds up."""
    await rows.Entry.filter(identity=known.sha256, page=0).delete()
    known.batch_id, known.format, known.pages = batch.id, scan.format, len(scan.frames)
    known.frames = codec.frames.dump(scan.frames)
    await known.save()


def _pages(batch: Batch, scan: Scan) -> list[rows.Entry]:
    return [
        rows.Entry(
            identity=scan.sha256,
            scan_id=scan.sha256,
            page=frame.number,
            batch_id=batch.id,
            state="received",
            details={},
        )
        for frame in scan.frames
    ]


def _whole(batch: Batch, unreadable: Unreadable) -> rows.Entry:
    return rows.Entry(
        identity=unreadable.sha256,
        scan_id=unreadable.sha256,
        page=0,
        batch_id=batch.id,
        state="quarantined",
        code=unreadable.code,
        category=unreadable.category,
        details=dict(unreadable.details),
    )


async def _note(
    client: BaseDBAsyncClient,
    batch: Batch,
    action: audit.Action,
    thing: str,
    told: Mapping[str, object],
) -> None:
    sha256 = thing.removeprefix("scan/") if thing.startswith("scan/") else None
    actor = f"batch/{batch.id}"
    await audit.append(client, audit.Act(action, thing, actor, after=told, source_sha256=sha256))
