"""A supervisor approves whole pages: what nobody looked at is confirmed in his name, undoably."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storage.contents import waits
from storage.people import Author
from storage.reviews import edits
from storage.reviews.edits import Raced, Wish, no_meaning
from storage.tables.documents import Cell
from storage.tables.reviews import Edit


@dataclass(frozen=True, slots=True)
class Approved:
    """How many pages and cells changed; `raced` pages stay as others made them meanwhile."""

    pages: int
    cells: int
    raced: int


async def approve(by: Author, documents: Sequence[int], key: str) -> Approved:
    """Accept every cell of the pages that was taken as the machine read it.

    A page is a transaction with its audit entry. Cells that people confirmed or corrected carry
    their names already and stay; cells that wait are never accepted unseen. `key`, of at most 22
    letters, names it all for undo.
    """
    pages = cells = raced = 0
    for document in documents:
        wishes = await _wishes(document, key)
        if not wishes:
            continue
        try:
            saved = await edits.save(by, document, f"{key}.{document}", wishes, no_meaning)
        except Raced:
            raced += 1
        else:
            pages, cells = pages + 1, cells + len(saved)
    return Approved(pages, cells, raced)


async def undo(by: Author, key: str) -> Approved:
    """Take back what `by` approved as `key`, on the pages from which nobody went on."""
    own = Edit.filter(bundle__startswith=f"{key}.", act="accept", user_id=by.user, undone_by=None)
    pages = cells = raced = 0
    for document in (
        await own.distinct().order_by("document_id").values_list("document_id", flat=True)
    ):
        bundle = f"{key}.{document}"
        try:
            saved = await edits.undo(by, int(str(document)), bundle, f"{bundle}.u")
        except Raced:
            raced += 1
        else:
            pages, cells = pages + 1, cells + len(saved)
    return Approved(pages, cells, raced)


async def _wishes(document: int, key: str) -> list[Wish]:
    """Nothing where a cell or the page itself waits."""
    cells = await Cell.filter(row__document_id=document, row__document__flag=None).order_by("id")
    if any(waits(cell) for cell in cells):
        return []
    return [
        Wish(f"{key}.{cell.id}", cell.id, cell.version, "accept", cell.text, 0.0)
        for cell in cells
        if cell.state == "auto"
    ]
