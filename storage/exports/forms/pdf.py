"""Each file as PDF/A-2u, pictures as sharp as the scan, its words behind them."""

from __future__ import annotations

from pathlib import Path

from storage.exports.desk import Desk, Pages, plain
from storage.exports.sheets import Bundle
from storage.exports.volumes import volumes


async def write(desk: Desk, bundle: Bundle, folder: Path) -> Pages:
    """The file's volumes."""
    return await volumes(desk, bundle, folder, f"{plain(bundle.file_no)}_")
