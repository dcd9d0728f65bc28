"""Documents in the order of every export: by name as received, scan and page; never by time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from storage.tables.documents import Document

CHUNK = 50


async def ordered(tag: str) -> AsyncIterator[Sequence[Document]]:
    """The documents of that tag with page, scan and file, a chunk at a time."""
    by_name = Document.filter(tag=tag).order_by(
        "page__scan__source", "page__scan_id", "page__number"
    )
    ids = await by_name.values_list("id", flat=True)
    for start in range(0, len(ids), CHUNK):
        chunk = Document.filter(id__in=ids[start : start + CHUNK])
        found = {row.id: row for row in await chunk.select_related("page__scan", "file")}
        yield [found[one] for one in ids[start : start + CHUNK]]
