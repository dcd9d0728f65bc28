"""Gives a built store a past: pages filed and cells confirmed on days gone by, one left to ask.

python -m tests.review.past HOME
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from classifiers.values import Value
from storage import database, people
from storage.people import Author
from storage.reports.days import begins, today
from storage.reviews import edits
from storage.reviews.edits import Wish
from storage.tables.documents import Cell, Document
from storage.tables.reviews import Edit

BACK = (40, 12, 11, 9, 8, 6, 3, 2, 1)
"""Days ago on which pages were filed, in turn."""
CONFIRMED = {10: 3, 9: 4, 7: 5, 6: 3, 5: 4, 4: 5, 3: 4, 2: 3, 1: 5}
"""How many cells were confirmed how many days ago."""


def noon(back: int) -> datetime:
    """The middle of the Indian day so many days ago."""
    return begins(today() - timedelta(days=back)) + timedelta(hours=12)


async def lived(home: Path) -> None:
    """Let the store at `home` have lived a month."""
    async with database.opened(f"sqlite://{home}/panji.sqlite3"):
        pages = await Document.all().order_by("id")
        for number, page in enumerate(pages):
            await Document.filter(id=page.id).update(filed_at=noon(BACK[number % len(BACK)]))
        open_to_all = Cell.filter(state="review").exclude(row__document__level="restricted")
        cells = await open_to_all.order_by("id").prefetch_related("row")
        await _ask(await _author("read"), cells.pop())
        await _confirm([await _author("read"), await _author("second")], cells)


async def _author(name: str) -> Author:
    one = await people.find(name)
    assert one is not None
    return Author(one.id, one.name, one.role, one.office)


async def _ask(by: Author, cell: Cell) -> None:
    wish = Wish("asked-key", cell.id, cell.version, "flag", cell.text, 4.0, "asked")
    await edits.save(by, cell.row.document_id, "asked-bundle", [wish], _nothing)


async def _confirm(by: Sequence[Author], cells: list[Cell]) -> None:
    for back, count in CONFIRMED.items():
        for _ in range(count):
            cell = cells.pop()
            key = f"lived-{back}-{cell.id}"
            wish = Wish(key, cell.id, cell.version, "accept", cell.text, 6.0)
            await edits.save(by[back % 2], cell.row.document_id, key, [wish], _nothing)
            await Edit.filter(bundle=key).update(at=noon(back))


def _nothing(_kind: str, _column: str, _text: str) -> Value | None:
    return None


if __name__ == "__main__":
    asyncio.run(lived(Path(sys.argv[1])))
