"""The pages of given scans that could not be read, with the reason each was set aside for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from storage.findings import Finding
from storage.tables.scans import Entry

CHUNK = 500  # databases limit the number of parameters of a query


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A page, or a whole file if `page` is 0, and why it could not be read."""

    source: str
    page: int
    finding: Finding


async def quarantined(scans: Collection[str]) -> tuple[Quarantined, ...]:
    """What cannot be read of the scans with these SHA-256s, by name as received and page."""
    listed = sorted(scans)
    found = [
        Quarantined(str(source), int(page), Finding(str(code), tuple(sorted(details.items()))))
        for start in range(0, len(listed), CHUNK)
        for source, page, code, details in await _entries(listed[start : start + CHUNK])
    ]
    return tuple(sorted(found, key=lambda one: (one.source, one.page)))


async def _entries(scans: list[str]) -> list[tuple[str, int, str, dict[str, str]]]:
    entries = Entry.filter(scan_id__in=scans, state="quarantined")
    return await entries.values_list("scan__source", "page", "code", "details")
