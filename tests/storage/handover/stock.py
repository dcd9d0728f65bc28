"""A store with real scans: three pages of a crime register and a letter, small and by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from classifiers.record import Cell, Document, RegisterPage
from classifiers.values import Value
from ocr.decoder import Decoder
from ocr.geometry import Box
from ocr.pages import Page
from ocr.reading import Reading, ReadLine, Word
from ocr.scan import Scan
from storage import filing, ledger
from storage.archive import Archive
from storage.exports.handover import Given, Order, hand_over
from storage.exports.order import Choice
from storage.leases import Lease, lease
from storage.people import COMMAND_LINE
from tests import sheets
from tests.storage import builders
from tests.storage.builders import ME

REGISTER = "K-11011/1/2006-KNJ-TIR"
LETTER = "Q-15015/1/2016-KNJ-TIR"
TEXTS = ("मु०अ०सं० १२/०६", "धारा ३७९/४११ भा०द०वि०", "क्षेत्राधिकारी श्री राम\nमो० 9876543210")
BOXES = (Box(20, 100, 200, 140), Box(210, 100, 390, 140), Box(400, 100, 600, 140))
MASKED = Choice(whole=False)
TITLES = {"crime": "रजिस्टर ४"}


async def stocked(folder: Path, pages: int = 3) -> Archive:
    """The archive of a store in which a register of so many pages and a letter are filed."""
    await builders.loaded()
    archive = Archive(folder / "archive", reserve=0)
    received = folder / "received"
    received.mkdir()
    batch = await ledger.open_batch()
    with Decoder() as decoder:
        for path in (sheets.good_tiff(received, "book.tif", pages), sheets.good_jpeg(received)):
            scan = decoder.probe(path)
            assert isinstance(scan, Scan)
            await ledger.accept(batch, path.name, archive.keep(path), scan)
    for one in await lease(ME, 1000):
        record = letter(one) if one.scan.source == "page.jpg" else register(one)
        await filing.file(one, record)
    return archive


def register(one: Lease) -> RegisterPage:
    """A page with a heading and one row; the telephone number on the last is masked."""
    texts = TEXTS if one.number == 3 else TEXTS[:2]
    cells = [cell(f"c{n}", text, BOXES[n]) for n, text in enumerate(texts)]
    heading = line("अपराध रजिस्टर", Box(20, 20, 300, 50))
    return replace(builders.register(one), page=page(one), rows=(tuple(cells),), lines=(heading,))


def letter(one: Lease) -> Document:
    """A letter of two lines."""
    first, second = Box(20, 20, 300, 50), Box(20, 60, 400, 90)
    lines = (line("कार्यालय पुलिस अधीक्षक", first), line("विषय स्थिति", second))
    return replace(builders.letter(one), page=page(one), lines=lines)


def page(one: Lease) -> Page:
    """The leased page as received."""
    frame = one.scan.frames[one.number - 1]
    flat = builders.page(one)
    return replace(flat, width=frame.width, height=frame.height, dpi=frame.dpi)


def cell(column: str, text: str, box: Box) -> Cell:
    """A cell that was read in that box."""
    read: Reading[Value] = replace(builders.reading(text), box=box)
    return Cell(column, column, read, "auto")


def line(text: str, box: Box) -> ReadLine:
    """A line of words as wide as each other."""
    words = text.split()
    wide = box.width / len(words)
    places = [box.x0 + wide * n for n in range(len(words))]
    told = [
        Word(word, 0.9, Box(x, box.y0, x + wide * 0.9, box.y1))
        for word, x in zip(words, places, strict=True)
    ]
    return ReadLine(tuple(told), box)


async def given(
    form: str, archive: Archive, out: Path, choice: Choice = MASKED, reason: str = ""
) -> Given:
    """The hand-over at `out`."""
    return await hand_over(Order(form, out, choice, reason, TITLES), archive, COMMAND_LINE)


def contents(folder: Path) -> dict[str, bytes]:
    """All files below the folder."""
    found: Sequence[Path] = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
