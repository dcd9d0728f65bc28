"""Follows the audit log from its first entry and says where it was touched.

It reads plain rows, since making a model of each took most of the time; CHUNK bounds the memory.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from tortoise.connection import get_connections

from storage.audit import FIELDS, START, commitment, joined
from storage.faults import ChainBroken, ChainCut, ChainRewritten, ValueChanged
from storage.findings import Finding, finding
from storage.tables.audit import AuditEntry

CHUNK: Final = 5000
COLUMNS: Final = (*FIELDS, "hash")
ENTRIES: Final = f"SELECT {', '.join(COLUMNS)} FROM audit WHERE seq > %d ORDER BY seq LIMIT {CHUNK}"  # noqa: S608 - constants
VALUES: Final = "SELECT seq, side, salt, value FROM audit_values WHERE seq > %d AND seq <= %d"
ORPHANS: Final = (
    "SELECT seq FROM audit_values v WHERE seq > %d"
    " AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.seq = v.seq) ORDER BY seq"
)

Row = Any  # either driver's: by name, and in the order of the columns
Rows = Sequence[Row]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log's last entry at some time, to be kept by others; 0 of an empty log."""

    seq: int
    hash: str


async def checkpoint() -> Checkpoint:
    """The log as it stands. Only copies kept elsewhere show that its tail was cut off."""
    last = await AuditEntry.all().order_by("-seq").first()
    return Checkpoint(last.seq, last.hash) if last else Checkpoint(0, START)


async def store() -> str:
    """Which store a log belongs to: the hash of its first entry, which no other log has."""
    first = await AuditEntry.all().order_by("seq").first()
    return first.hash if first else START


async def follow(*held: Checkpoint) -> tuple[int, tuple[Finding, ...]]:
    """The number of entries; the first broken link, what of `held` is gone, changed values."""
    walk, last = _Walk({one.seq: "" for one in held} | {0: START}), 0
    # sqlite3 gives the interpreter away at every row: fetching ahead would cost more than waiting.
    apart = get_connections().all()[0].capabilities.dialect == "postgres"
    with _uncollected():
        async for rows, values in _ahead(_chunks()) if apart else _chunks():
            walk.link(rows)
            walk.compare(rows, values)
            last = rows[-1]["seq"]
    # Values beyond the last entry; in one question, since others append while we look.
    orphans = [finding(ValueChanged(seq=row["seq"])) for row in await _rows(ORPHANS % last)]
    return walk.count, (*walk.broken, *_gone(held, walk.seen), *walk.changed, *orphans)


async def entries() -> AsyncIterator[Rows]:
    """All entries in order, a chunk at a time."""
    last = 0
    while rows := await _rows(ENTRIES % last):
        yield rows
        last = rows[-1]["seq"]


async def _chunks() -> AsyncIterator[tuple[Rows, Rows]]:
    """The entries, a chunk at a time, and the values that they committed to."""
    last = 0
    async for rows in entries():
        before, last = last, rows[-1]["seq"]
        yield rows, await _rows(VALUES % (before, last))


async def _ahead(chunks: AsyncIterator[T]) -> AsyncIterator[T]:
    """The same; while one is looked at, a server works at the next."""
    coming = asyncio.ensure_future(anext(chunks, None))
    try:
        while (found := await coming) is not None:
            coming = asyncio.ensure_future(anext(chunks, None))
            await asyncio.sleep(0)
            yield found
    finally:
        coming.cancel()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Rows hold no cycles, and looking for some among a million took a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(slots=True)
class _Walk:
    """How far the log was followed; `seen` has the hash of each entry that somebody asks for."""

    seen: dict[int, str]
    count: int = 0
    previous: str = START
    broken: list[Finding] = field(default_factory=list)
    changed: list[Finding] = field(default_factory=list)

    def link(self, rows: Rows) -> None:
        for row in rows:
            self.count += 1
            seq, own = row["seq"], row["hash"]
            if seq in self.seen:
                self.seen[seq] = own
            if not self.broken and (seq != self.count or not _follows(self.previous, row, own)):
                self.broken.append(finding(ChainBroken(seq=self.count)))
            self.previous = own

    def compare(self, rows: Rows, values: Rows) -> None:
        """A value that was erased is no finding; one that differs from its commitment is."""
        entries = {row["seq"]: row for row in rows}
        for seq, side, salt, value in values:
            entry = entries.get(seq)
            if entry is None or not _committed(salt, value, entry[side]):
                self.changed.append(finding(ValueChanged(seq=seq)))


def _follows(previous: str, row: Row, own: str) -> bool:
    try:
        return joined(previous, dict(zip(FIELDS, row, strict=False))) == own
    except (TypeError, ValueError):  # what was put there is nothing that JSON or UTF-8 can write
        return False


def _committed(salt: str, value: str, told: str | None) -> bool:
    try:
        return commitment(salt, value) == told
    except ValueError:  # the salt is no salt any more
        return False


def _gone(held: Iterable[Checkpoint], seen: Mapping[int, str]) -> list[Finding]:
    """Entries that are not there any more, and those that are others now."""
    cut = [finding(ChainCut(seq=one.seq)) for one in held if not seen[one.seq]]
    others = [one for one in held if seen[one.seq] not in {"", one.hash}]
    return [*cut, *[finding(ChainRewritten(seq=one.seq)) for one in others]]


async def _rows(statement: str) -> Rows:
    _, rows = await get_connections().all()[0].execute_query(statement)
    return rows
