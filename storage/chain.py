"""Follows the audit log from its first entry and says where it was touched."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from storage.audit import HASHED, START, commitment, link
from storage.faults import ChainBroken, ChainCut, ValueChanged
from storage.findings import Finding, finding
from storage.tables.audit import AuditEntry, AuditValue

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log's last entry at some time, to be kept by others; 0 of an empty log."""

    seq: int
    hash: str


async def checkpoint() -> Checkpoint:
    """The log as it stands. Only copies kept elsewhere show that its tail was cut off."""
    last = await AuditEntry.all().order_by("-seq").first()
    return Checkpoint(last.seq, last.hash) if last else Checkpoint(0, START)


async def follow(held: Checkpoint | None = None) -> tuple[int, tuple[Finding, ...]]:
    """The number of entries, and the first broken link, changed values and `held` if it is gone."""
    previous, count, findings = START, 0, list[Finding]()
    gone = held is not None and held.seq > 0
    async for entry in _entries():
        count += 1
        fields = {name: getattr(entry, name) for name in HASHED}
        if entry.seq != count or link(previous, fields) != entry.hash:
            findings.append(finding(ChainBroken(seq=count)))
            break
        previous = entry.hash
        gone = gone and Checkpoint(entry.seq, entry.hash) != held
    if held is not None and gone:
        findings.append(finding(ChainCut(seq=held.seq)))
    return count, (*findings, *[finding async for finding in _values()])


async def _entries() -> AsyncIterator[AuditEntry]:
    last = 0
    while chunk := await AuditEntry.filter(seq__gt=last).order_by("seq").limit(CHUNK):
        for entry in chunk:
            yield entry
        last = chunk[-1].seq


async def _values() -> AsyncIterator[Finding]:
    """A value that was erased is no finding; one that differs from its commitment is."""
    last = 0
    while chunk := await AuditValue.filter(id__gt=last).order_by("id").limit(CHUNK):
        entries = await AuditEntry.in_bulk([value.seq for value in chunk], "seq")
        for value in chunk:
            entry = entries.get(value.seq)
            if commitment(value.salt, value.value) != getattr(entry, value.side, None):
                yield finding(ValueChanged(seq=value.seq))
        last = chunk[-1].id
