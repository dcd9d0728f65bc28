"""Each page of a file as ALTO 4, in a folder named after the file."""

from __future__ import annotations

from pathlib import Path

from storage.exports import alto
from storage.exports.desk import Desk, Pages, listed, made, plain
from storage.exports.sheets import Bundle, sheets


async def write(desk: Desk, bundle: Bundle, folder: Path) -> Pages:
    """The file's pages."""
    own = made(folder / plain(bundle.file_no))
    pages = []
    async for sheet in sheets(bundle, desk.choice):
        (own / f"{sheet.number:04}.xml").write_bytes(alto.document(sheet))
        pages.append(listed(sheet))
    return tuple(pages)
