"""Files are taken in: probed in the decoder's child, archived, entered in the ledger."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from classifiers.record import Hints
from flows.found import Found
from flows.watch import Watch
from ocr.decoder import Decoder
from ocr.faults import Fault, NotOpened, ScanFault, Truncated
from ocr.scan import Scan, Unreadable, unreadable
from storage import ledger
from storage.archive import Archive, Kept
from storage.findings import Finding, finding


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell the operator about a file (`page` 0) or a page."""

    source: str
    page: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken in, `new` pages of it for the first time.

    `sha256` is empty if it was refused unread; `duplicate` says under which other name the same
    bytes came before.
    """

    source: str
    sha256: str
    new: int
    refused: Note | None
    duplicate: Note | None


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the files the operator named."""

    files: tuple[Taken, ...]
    passed_over: tuple[str, ...]


async def take_in(
    found: Found, hints: Hints, archive: Archive, watch: Watch, opened: int | None = None
) -> Intake:
    """Take the files in as one batch, a new one unless `opened` names one that is there.

    The same bytes taken in again change nothing. A file that fails does not stop the others.
    """
    known = None if opened is None else await ledger.batch(opened)
    batch = known or await ledger.open_batch(hints)
    taken = []
    with Decoder() as decoder:
        for number, path in enumerate(found.files, 1):
            taken.append(await _take(path, batch, archive, decoder))
            watch.taken(taken[-1].source, number, len(found.files))
    return Intake(tuple(taken), _names(found))


async def _take(path: Path, batch: ledger.Batch, archive: Archive, decoder: Decoder) -> Taken:
    name = ledger.storable(path.name)
    scan = await asyncio.to_thread(decoder.probe, path)
    if isinstance(scan, Unreadable) and not scan.sha256:
        return await _refuse(batch, name, scan.fault)
    try:
        kept = await asyncio.to_thread(archive.keep, path)
    except (ScanFault, FileNotFoundError, PermissionError) as cause:
        return await _refuse(batch, name, cause if isinstance(cause, ScanFault) else NotOpened())
    accepted = await ledger.accept(batch, name, kept, _same(kept, scan))
    duplicate = Note(name, 0, accepted.duplicate) if accepted.duplicate else None
    return Taken(name, kept.sha256, accepted.new, None, duplicate)


async def _refuse(batch: ledger.Batch, name: str, cause: Fault) -> Taken:
    new = await ledger.reject(batch, name, cause)
    return Taken(name, "", int(new), Note(name, 0, finding(cause)), None)


def _same(kept: Kept, scan: Scan | Unreadable) -> Scan | Unreadable:
    """What was probed; a file that changed before it was archived was still being written."""
    if kept.sha256 == scan.sha256:
        return scan
    return unreadable(kept.sha256, 0, Truncated(), "damaged")


def _names(found: Found) -> tuple[str, ...]:
    return tuple(ledger.storable(path.name) for path in found.passed_over)
