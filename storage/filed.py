"""Register pages that are filed, with what is needed to read them again."""

from __future__ import annotations

from dataclasses import dataclass

from classifiers.record import Hints
from ocr.scan import Scan
from storage import codec
from storage.leases import scan_of
from storage.tables.documents import Document
from storage.tables.scans import Entry


@dataclass(frozen=True, slots=True)
class FiledSheet:
    """A filed page, where its scan lies below the archive's root, and what was said of it."""

    document: int
    scan: Scan
    number: int
    path: str
    hints: Hints


async def sheets(kind: str | None, after: int = 0, most: int = 50) -> tuple[FiledSheet, ...]:
    """The next register pages (of that kind, None: of all) after document number `after`."""
    found = Document.filter(tag="register", id__gt=after).order_by("id").limit(most)
    found = found.filter(kind=kind) if kind else found
    pages = [(one.id, one.page) for one in await found.select_related("page__scan")]
    entries = Entry.filter(identity__in=[page.scan_id for _, page in pages] or [""])
    hints = {
        (entry.identity, entry.page): codec.hints.load(entry.batch.hints)
        for entry in await entries.select_related("batch")
    }
    return tuple(
        FiledSheet(
            number,
            scan_of(p.scan),
            p.number,
            p.scan.path,
            hints.get((p.scan_id, p.number), Hints()),
        )
        for number, p in pages
    )
