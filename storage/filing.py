"""A record read from a leased page is filed: once, whole, with its audit entry, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.queryset import QuerySet

from classifiers.record import UNKNOWN, Document, Record, State
from ocr.scan import Unreadable
from storage import audit, codec, contents, files
from storage.books.closing import heed
from storage.database import transaction
from storage.faults import StaleLease
from storage.leases import Lease
from storage.quality import gates, proposals
from storage.reports.books import book_of
from storage.reviews import levels
from storage.search import index
from storage.tables import documents as rows
from storage.tables.offices import File
from storage.tables.scans import Entry


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """What became of a page. No file while its office or head is unknown: it waits in review."""

    record_key: str
    file_no: str | None
    computer_no: int | None
    state: State


async def file(lease: Lease, record: Record) -> FiledDocument:
    """File the record of the leased page; a page that is filed already stays as it is.

    So nothing that a person corrected is touched by reading a page again: what is read otherwise
    then is proposed. Cells of a kind and engine whose gate is shut wait for a person. Raises
    StaleLease if another worker has the page now, NotLoaded if the district's data lacks the
    office or head.
    """
    key = record_key(lease.scan.sha256, lease.number)
    async with transaction() as client:
        known = await rows.Document.get_or_none(record_key=key).select_related("file")
        if known:
            await _proposed(client, known, record, lease.owner)
            return _filed(known, known.file)
        await _take(lease)
        record = await gates.heeded(record)
        place = files.place(record)
        file, new = await files.found_or_opened(place) if place else (None, False)
        state = state_of(record) if file else "review"
        desk = _desk(record, lease)
        document = await contents.write(key, record, file, state, desk)
        if await levels.least(document):
            await document.save(update_fields=list(levels.SET))
        await index.document(document.id)
        await heed(book_of(document))
        await _settle(lease, state="review" if state == "review" else "filed")
        await _note(client, lease, document, file if new else None)
        return _filed(document, file)


async def reread(record: Record, actor: str = "panji") -> int:
    """Propose what a later reading of a filed page makes of it otherwise; how many cells.

    Nothing of what is filed changes. A page that was never filed is left to `file`.
    """
    key = record_key(record.page.sha256, record.page.number)
    async with transaction() as client:
        known = await rows.Document.get_or_none(record_key=key)
        return await _proposed(client, known, record, actor) if known else 0


async def quarantine(lease: Lease, unreadable: Unreadable) -> None:
    """Enter that the leased page cannot be read, and why; again changes nothing.

    Raises StaleLease if another worker has the page now.
    """
    async with transaction() as client:
        if await _of(lease).filter(state="quarantined").exists():
            return
        await _take(lease)
        details = dict(unreadable.details)
        await _settle(
            lease,
            state="quarantined",
            code=unreadable.code,
            category=unreadable.category,
            details=details,
        )
        told = {"code": unreadable.code, "details": details}
        await _append(client, lease, "quarantine", f"page/{_page(lease)}", told)


def record_key(sha256: str, page: int) -> str:
    """The identity of a page's record: the same page of the same bytes, the same key."""
    return hashlib.sha256(f"v1|{sha256}|{page}".encode()).hexdigest()


def state_of(record: Record) -> State:
    """`review` if anything in it waits for a person, `auto` if nothing does."""
    if isinstance(record, Document):
        return record.state
    if not record.rows or UNKNOWN in {record.kind.choice, record.head.choice, record.office.choice}:
        return "review"
    waits = any(cell.state == "review" for row in record.rows for cell in row)
    return "review" if waits else "auto"


async def _proposed(
    client: BaseDBAsyncClient, known: rows.Document, record: Record, actor: str
) -> int:
    if isinstance(record, Document):
        return 0
    return await proposals.propose(client, known, record, actor)


def _desk(record: Record, lease: Lease) -> str:
    """The office that works on the page: its own, else the batch's; "" is the district's."""
    office = record.office.choice
    return (lease.hints.office or "") if office == UNKNOWN else office


def _of(lease: Lease) -> QuerySet[Entry]:
    return Entry.filter(identity=lease.scan.sha256, page=lease.number)


async def _take(lease: Lease) -> None:
    """Hold the page's entry until the transaction ends, if the lease still counts."""
    held = _of(lease).filter(state="received", token=lease.token)
    if not await held.update(owner=lease.owner):
        raise StaleLease(page=lease.number, source=lease.scan.source)


async def _settle(lease: Lease, **fields: object) -> None:
    await _of(lease).update(owner=None, until=None, **fields)


async def _note(
    client: BaseDBAsyncClient, lease: Lease, document: rows.Document, opened: File | None
) -> None:
    if opened:
        told: dict[str, object] = {"file_no": opened.file_no, "computer_no": opened.computer_no}
        await _append(client, lease, "creation", f"file/{opened.file_no}", told)
    told = {"page": _page(lease), "kind": document.kind, "state": document.state}
    await _append(client, lease, "accession", f"document/{document.record_key}", told)


async def _append(
    client: BaseDBAsyncClient,
    lease: Lease,
    action: audit.Action,
    thing: str,
    told: Mapping[str, object],
) -> None:
    act = audit.Act(
        action, thing, lease.owner, version_after=1, after=told, source_sha256=lease.scan.sha256
    )
    await audit.append(client, act)


def _page(lease: Lease) -> str:
    return f"{lease.scan.sha256}/{lease.number}"


def _filed(document: rows.Document, file: File | None) -> FiledDocument:
    return FiledDocument(
        record_key=document.record_key,
        file_no=file.file_no if file else None,
        computer_no=file.computer_no if file else None,
        state=codec.state.load(document.state),
    )
