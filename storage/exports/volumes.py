"""The pages of a file as a PDF a volume, under the numbers that they have in the file."""

from __future__ import annotations

from pathlib import Path

from storage.efile.numbers import volume_of
from storage.exports import scanned
from storage.exports.book import Book
from storage.exports.desk import Desk, Listed, Pages, listed
from storage.exports.sheets import Bundle, sheets


async def volumes(
    desk: Desk, bundle: Bundle, folder: Path, stem: str = "", dpi: int | None = None
) -> Pages:
    """Write them into the folder, each named after its first and last page."""
    pages: list[Listed] = []
    book, first = _book(desk, bundle), 0
    async for sheet in sheets(bundle, desk.choice):
        if first and volume_of(sheet.number) != volume_of(first):
            book.save(folder / f"{stem}{first:04}-{pages[-1].number:04}.pdf")
            book, first = _book(desk, bundle), 0
        first = first or sheet.number
        scanned.add(book, desk.picture(sheet, dpi), sheet)
        pages.append(listed(sheet))
    book.save(folder / f"{stem}{first:04}-{pages[-1].number:04}.pdf")
    return tuple(pages)


def _book(desk: Desk, bundle: Bundle) -> Book:
    return Book(f"पत्रावली {bundle.file_no}", bundle.last, desk.scratch)
