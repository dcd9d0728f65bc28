"""A filed page as values: how it is laid flat, the scan it is in, the boxes of its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from ocr.geometry import Box
from ocr.pages import Page, Turn
from ocr.ruling import Ruling
from ocr.scan import Scan
from storage import codec
from storage.leases import scan_of
from storage.tables import documents as rows


@dataclass(frozen=True, slots=True)
class FiledPage:
    """A page, its scan, and where that lies below the archive's root."""

    page: Page
    scan: Scan
    path: str


async def page(document: int) -> FiledPage | None:
    """The page that the document with this id was read from; None if there is no such."""
    found = await rows.Document.get_or_none(id=document).select_related("page__scan")
    if found is None:
        return None
    scan = found.page.scan
    return FiledPage(page_of(found.page), scan_of(scan), scan.path)


async def ruled(document: int) -> tuple[Ruling, ...] | None:
    """The lines of its tables that a person drew; None where none did."""
    found = await rows.Document.get(id=document).select_related("page")
    return None if found.page.ruled is None else codec.rulings.load(found.page.ruled)


async def row(document: int, number: int) -> tuple[Box, ...]:
    """The boxes, as received, of the cells of a row counted from 1; none if there is no such."""
    cells = rows.Cell.filter(row__document_id=document, row__number=number).order_by("position")
    return tuple(Box(cell.x0, cell.y0, cell.x1, cell.y1) for cell in await cells)


def page_of(row: rows.Page) -> Page:
    """The value that a row of a page stands for."""
    return Page(
        row.scan_id,
        row.number,
        row.width,
        row.height,
        row.dpi,
        cast("Turn", row.turned),
        codec.leaves.load(row.leaves),
    )
