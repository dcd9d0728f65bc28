"""Each page of a file as hOCR, in a folder named after the file."""

from __future__ import annotations

from pathlib import Path

from storage.exports import hocr
from storage.exports.desk import Desk, Pages, listed, made, plain
from storage.exports.sheets import Bundle, sheets


async def write(desk: Desk, bundle: Bundle, folder: Path) -> Pages:
    """The file's pages."""
    own = made(folder / plain(bundle.file_no))
    pages = []
    async for sheet in sheets(bundle, desk.choice):
        (own / f"{sheet.number:04}.hocr").write_bytes(hocr.document(sheet))
        pages.append(listed(sheet))
    return tuple(pages)
