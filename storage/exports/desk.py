"""What the forms of a hand-over share: the pixels, the choice, the list of pages, folder names."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ocr.decoder import Decoder
from storage.exports.faults import FileNumberNotAllowed
from storage.exports.order import Choice
from storage.exports.pictures import Picture, picture
from storage.exports.sheets import Bundle, Sheet
from storage.received import Received

# NIC, Guidelines for Migration Process 1.0: what a file number may have; / becomes _ in names.
ALLOWED: Final = re.compile(r"[A-Za-z0-9()/-]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that was handed over: its number in the file, and where it came from."""

    number: int
    source: str
    page: int
    sha256: str
    kind: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a hand-over is made; `scratch` is a folder for what does not leave.

    `titles` are those of the district's kinds of register and letter, by id.
    """

    received: Received
    decoder: Decoder
    choice: Choice
    scratch: Path
    titles: Mapping[str, str]

    def picture(self, sheet: Sheet, dpi: int | None = None) -> Picture:
        """The page's picture as it may leave."""
        return picture(self.received.pixels(sheet.filed, self.decoder), sheet, dpi)


Pages = tuple[Listed, ...]
Form = Callable[[Desk, Bundle, Path], Awaitable[Pages]]
"""Writes a file into the folder of the hand-over; the pages written."""


def listed(sheet: Sheet) -> Listed:
    """The line of a page in the lists."""
    scan = sheet.filed.scan
    return Listed(sheet.number, scan.source, sheet.filed.page.number, scan.sha256, sheet.kind)


def plain(file_no: str) -> str:
    """The file number as a name; FileNumberNotAllowed if the e-office would not take it."""
    if not ALLOWED.fullmatch(file_no):
        raise FileNumberNotAllowed(file_no=file_no)
    return file_no.replace("/", "_")


def made(folder: Path) -> Path:
    """The folder, there."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder
