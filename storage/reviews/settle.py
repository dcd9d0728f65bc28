"""After people's acts a page's own standing is drawn from its cells; a settled page is filed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from classifiers.record import UNKNOWN
from storage import codec, files, numbering
from storage.books.closing import heed
from storage.contents import waits, why
from storage.files import Place
from storage.numbering import YEARS
from storage.reports.books import book_of
from storage.reviews.letters import GATHERED, gather
from storage.reviews.levels import SET, Standing, least, level, standing
from storage.search import index
from storage.tables.documents import Cell, Document, Page
from storage.tables.scans import Entry

CHANGED: Final = ("state", "waiting", "risk", "version", "file_id", *SET, *GATHERED)

Unfit = dict[str, Any]
"""By the cell's id, what stood in it."""


async def settle(page: Document, changed: Collection[int] | None = None) -> Unfit:
    """Count what still waits, and move the page between review and filed accordingly.

    Runs in the caller's transaction and saves the document, a version later. `changed` are the
    ids of the rows whose cells were changed; None is any of them. Tells for the log what was
    stored in cells that wait from now on, because it is no value.
    """
    file, stood = page.file_id, page.state
    cells = await standing(page.id)
    unfit = await _unfit(cells)
    if page.tag == "document":
        await gather(page)
    unsure = [1 - one.confidence for one in cells if one.state == "review" and not one.flag]
    page.waiting, page.risk = len(unsure) or int(not cells), sum(unsure)
    page.state = await _state(page, {cell.state for cell in cells})
    before = page.level
    level(page, cells)
    await least(page)
    page.version += 1
    await page.save(update_fields=list(CHANGED))
    if (page.state == "review") != (stood == "review"):
        await _ledger(page)
    await heed(book_of(page))
    same = (page.file_id, page.level, page.tag) == (file, before, "register")
    numbers = {one.number for one in cells if one.row_id in (changed or ())}
    await index.document(page.id, rows=sorted(numbers) if same and changed is not None else None)
    return unfit


async def _unfit(cells: Sequence[Standing]) -> Unfit:
    """Send cells whose stored value is none to a person; what he has seen already stays his.

    They keep what was stored, in the form that codec.fitting gives it.
    """
    found = {cell.id: cell for cell in cells if codec.unfit(cell.value)}
    told = {}
    for cell in await Cell.filter(id__in=list(found)) if found else ():
        cell.value = codec.fitted(cell.value)
        if waits(cell) and cell.state == "auto":
            told[str(cell.id)] = {"value": cell.value, "state": cell.state}
            cell.reasons, cell.state = [*cell.reasons, *why(cell)], "review"
            found[cell.id].state = "review"
        await cell.save(update_fields=["value", "state", "reasons"])
    return told


async def _state(page: Document, made: set[str]) -> str:
    """`review` while anything waits; then what the most doubtful of its cells became."""
    known = UNKNOWN not in {page.kind, page.office, page.head}
    if page.flag or not known or not made or "review" in made:
        return "review"
    await _file(page)
    if page.file_id is None:
        return "review"
    return next(state for state in ("corrected", "approved", "auto") if state in made)


async def refile(page: Document) -> None:
    """Take a page whose office, year or volume is another now into the file where it belongs."""
    page.file_id = None
    if page.office != UNKNOWN:
        await _file(page)


async def _file(page: Document) -> None:
    """Put a page whose office and head are known now into its file."""
    if page.file_id is not None or not numbering.numberable(page.head):
        return
    year = page.year if page.year in YEARS else None
    kind = page.kind if page.tag == "register" else None
    place = Place(page.office, page.head, kind, year, (page.volume or 1) if kind else None)
    page.file, _ = await files.found_or_opened(place)


async def _ledger(page: Document) -> None:
    received = await Page.get(id=page.page_id).only("scan_id", "number")
    state = "review" if page.state == "review" else "filed"
    entry = Entry.filter(identity=received.scan_id, page=received.number)
    await entry.filter(state__in=["filed", "review"]).update(state=state)
