"""Checks that the store is what it should be: archive, audit log, ledger, documents."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from storage import chain
from storage.archive import Archive, Kept
from storage.conservation import conservation
from storage.faults import (
    CountsDiffer,
    DocumentWithoutScan,
    EntryWithoutDocument,
    ScanChanged,
    ScanDiffersFromLog,
    ScanMissing,
    ScanNotReadable,
    ScanReplaced,
    ScanRepointed,
    ScanUntracked,
    StoreFault,
)
from storage.filing import record_key
from storage.findings import Finding, finding
from storage.fixity import Fixity, fixity, own
from storage.tables.audit import AuditEntry
from storage.tables.documents import Document
from storage.tables.scans import Entry, Scan


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, how many of it, and what was found wrong."""

    scans: int
    documents: int
    entries: int
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.findings


async def verify(archive: Archive, *held: chain.Checkpoint) -> Report:
    """Hash the whole archive, follow the audit log, and balance the ledger.

    `held` are checkpoints of the log kept elsewhere. A file of the archive that no record knows
    may belong to a run that is going on: verify when none is.
    """
    scans = await Scan.all().values_list("sha256", "path", "bytes")
    said = [Kept(str(sha256), str(path), int(size)) for sha256, path, size in scans]
    expected = [own(archive, one) for one in said]
    entries, broken = await chain.follow(*held)
    findings = (
        *_repointed(said, expected),
        *_fixity(await asyncio.to_thread(fixity, archive, expected)),
        *broken,
        *await _logged({one.sha256 for one in said}),
        *await _counts(),
        *await _documents(),
        *await _ledger(),
    )
    return Report(len(expected), await Document.all().count(), entries, findings)


def _fixity(found: Fixity) -> list[Finding]:
    kinds: tuple[tuple[type[StoreFault], tuple[str, ...]], ...] = (
        (ScanMissing, found.missing),
        (ScanChanged, found.changed),
        (ScanUntracked, found.untracked),
        (ScanReplaced, found.replaced),
        (ScanNotReadable, found.unreadable),
    )
    return [finding(kind(path=path)) for kind, paths in kinds for path in paths]


def _repointed(said: list[Kept], own: list[Kept]) -> list[Finding]:
    """Records that name another file than their scan's; the file is looked at all the same."""
    pairs = zip(said, own, strict=True)
    wrong = [one for one, its in pairs if one != its]
    return [finding(ScanRepointed(sha256=one.sha256, path=one.path)) for one in wrong]


async def _logged(kept: set[str]) -> list[Finding]:
    """Scans whose ingestion is not in the log, and ingestions whose scan is gone without trace."""
    asked = AuditEntry.filter(action="ingestion").values_list("source_sha256", flat=True)
    logged = {str(one) for one in await asked}
    return [finding(ScanDiffersFromLog(sha256=one)) for one in sorted(logged ^ kept)]


async def _counts() -> list[Finding]:
    _, by_batch = await conservation()
    return [
        finding(CountsDiffer(batch=batch, accepted=one.accepted, accounted=one.accounted))
        for batch, one in by_batch.items()
        if not one.holds
    ]


async def _documents() -> list[Finding]:
    """Documents whose key is not that of a page of a scan we have."""
    found = await Document.all().values_list("record_key", "page__scan_id", "page__number")
    scans = set(await Scan.all().values_list("sha256", flat=True))
    return [
        finding(DocumentWithoutScan(key=str(key)))
        for key, sha256, number in found
        if sha256 not in scans or key != record_key(str(sha256), int(number))
    ]


async def _ledger() -> list[Finding]:
    """Entries that say filed or in review without a document, or the other way round.

    And entries that lead to another scan than their own.
    """
    entries = await Entry.filter(scan_id__isnull=False).values_list(
        "identity", "page", "state", "scan_id", "scan__source"
    )
    documents = set(await Document.all().values_list("page__scan_id", "page__number"))
    return [
        finding(EntryWithoutDocument(page=int(page), source=str(source)))
        for identity, page, state, scan, source in entries
        if (state in {"filed", "review"}) != ((identity, page) in documents) or scan != identity
    ]
