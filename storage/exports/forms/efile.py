"""Folders as NIC's eFile migrates them: fl-NUMBER with Notes, Receipts, Issues, References.

A bound register's pages are correspondence (Receipts); Notes has a covering note of ours.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from storage.exports.desk import Desk, Pages, made, plain
from storage.exports.papers import note
from storage.exports.sheets import Bundle
from storage.exports.volumes import volumes

DPI: Final = 200
FOLDERS: Final = ("Notes", "Receipts", "Issues", "References")


async def write(desk: Desk, bundle: Bundle, folder: Path) -> Pages:
    """The file's folder."""
    own = folder / f"fl-{plain(bundle.file_no)}"
    notes, receipts, _, _ = (made(own / name) for name in FOLDERS)
    pages = await volumes(desk, bundle, receipts, dpi=DPI)
    note(desk, bundle, pages, notes / "covering-note.pdf")
    return pages
