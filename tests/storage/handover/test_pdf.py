"""PDFs show the page, say what it says in any reader, and are marked and made as PDF/A-2u."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pdfplumber
import pikepdf
import pypdf
import pypdfium2
import pytest

from ocr.decoder import Grey
from ocr.geometry import Box
from storage.database import opened
from storage.efile import numbers
from storage.exports.book import PART
from storage.exports.order import Choice
from storage.tables.documents import Cell
from tests.storage.builders import scan
from tests.storage.handover.stock import BOXES, TEXTS, TITLES, given, stocked

REGISTER = "K-11011_1_2006-KNJ-TIR"
CORRECTED = "विवेचक निरीक्षक श्री शर्मा"


def pdfium(path: Path, page: int) -> str:
    with pypdfium2.PdfDocument(path) as document:
        found: str = document[page].get_textpage().get_text_range()
        return found


def pure(path: Path, page: int) -> str:
    return pypdf.PdfReader(path).pages[page].extract_text()


def miner(path: Path, page: int) -> str:
    with pdfplumber.open(path) as document:
        return document.pages[page].extract_text() or ""


async def test_the_words_come_back_as_people_left_them(sqlite_url: str, tmp_path: Path) -> None:
    """Conjuncts, vowel signs and the nukta in their order, in three readers."""
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        await Cell.filter(row__document__page__number=2, column="c1").update(text=CORRECTED)
        await given("pdf", archive, tmp_path / "out", Choice(), "a reason that is long")
    book = tmp_path / "out" / f"{REGISTER}_0001-0003.pdf"
    readers: tuple[Callable[[Path, int], str], ...] = (pdfium, pure, miner)
    for reader in readers:
        assert words(reader(book, 2)) == {"अपराध", "रजिस्टर", *words(" ".join(TEXTS))}
        assert words(CORRECTED) <= words(reader(book, 1))
        assert not words(TEXTS[1]) & words(reader(book, 1))


async def test_words_lie_where_they_stand(sqlite_url: str, tmp_path: Path) -> None:
    """In their cell's box, to a point."""
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        await given("pdf", archive, tmp_path / "out")
    scale = 72 / 150
    with pdfplumber.open(tmp_path / "out" / f"{REGISTER}_0001-0003.pdf") as book:
        found = {word["text"]: word for word in book.pages[0].extract_words()}
    word, box = found["१२/०६"], BOXES[0]
    assert box.x0 * scale - 1 < word["x0"] < word["x1"] < box.x1 * scale + 1
    assert box.y0 * scale - 1 < word["top"] < word["bottom"] < box.y1 * scale + 1


async def test_identifiers_are_dotted_and_covered_in_the_picture(
    sqlite_url: str, tmp_path: Path
) -> None:
    """The words in the text, the cell in the picture; other cells stay to be seen."""
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        await given("pdf", archive, tmp_path / "out")
    book = tmp_path / "out" / f"{REGISTER}_0001-0003.pdf"
    assert "9876543210" not in pdfium(book, 2)
    assert "3210" in pdfium(book, 2)
    shown = drawn(book, 2)
    assert inside(shown, BOXES[2]).max() < 60
    assert inside(shown, BOXES[1]).max() > 120


@pytest.mark.parametrize("form", ["pdf", "efile"])
async def test_they_are_made_as_pdf_a_2u(sqlite_url: str, tmp_path: Path, form: str) -> None:
    """What can be checked without a validator of the standard: marks, typefaces, colours."""
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        await given(form, archive, tmp_path / "out")
    books = list((tmp_path / "out").rglob("*.pdf"))
    assert len(books) >= 3
    for path in books:
        with pikepdf.open(path) as book:
            assert book.check_pdf_syntax() == []
            meta = book.open_metadata()
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "U")
            fonts = [f for page in book.pages for f in page.Resources.Font.values()]
            assert all("/ToUnicode" in font for font in fonts)
            below = [font.DescendantFonts[0] for font in fonts]
            assert all("/FontFile2" in font.FontDescriptor for font in below)
            content = b"".join(page.Contents.read_bytes() for page in book.pages)
            assert not {b"g", b"rg", b"k", b"G", b"RG"} & set(content.split())


async def test_a_file_is_split_and_its_page_numbers_run_on(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is two hundred; here it is two."""
    monkeypatch.setattr(numbers, "VOLUME", 2)
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        await given("efile", archive, tmp_path / "out")
    folder = tmp_path / "out" / f"fl-{REGISTER}"
    assert sorted(path.name for path in folder.iterdir()) == [
        "Issues",
        "Notes",
        "Receipts",
        "References",
    ]
    first, second = sorted((folder / "Receipts").iterdir())
    assert (first.name, second.name) == ("0001-0002.pdf", "0003-0003.pdf")
    with pypdfium2.PdfDocument(second) as book:
        assert (len(book), book.get_page_label(0)) == (1, "3")


async def test_a_book_of_more_pages_than_are_in_memory_is_whole(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Put together from parts: every page once and in order."""
    count = PART + 2
    async with opened(sqlite_url):
        archive = await stocked(tmp_path, pages=count)
        await given("pdf", archive, tmp_path / "out")
    with pypdfium2.PdfDocument(tmp_path / "out" / f"{REGISTER}_0001-{count:04}.pdf") as book:
        labels = [book.get_page_label(n) for n in range(len(book))]
    assert labels == [str(n) for n in range(1, count + 1)]


async def test_the_covering_note_has_an_index_and_every_hash(
    sqlite_url: str, tmp_path: Path
) -> None:
    """In words that a reader finds, Hindi too."""
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        await given("efile", archive, tmp_path / "out")
    note = pdfium(tmp_path / "out" / f"fl-{REGISTER}" / "Notes" / "covering-note.pdf", 0)
    (kept,) = archive.root.glob("scans/*/*/*.tif")
    assert note.count(kept.stem) == 3
    assert scan("a").sha256 not in note
    assert note.count(TITLES["crime"]) == 3
    for told in ("आवरण टिप्पणी", "शीर्ष", "K-11011/1/2006-KNJ-TIR", "book.tif", "तिर्वा"):
        assert told in note
    receipt = pdfium(tmp_path / "out" / "receipt.pdf", 0)
    assert "हस्ताक्षर / Signature" in receipt


def words(text: str) -> set[str]:
    return set(text.split())


def drawn(path: Path, page: int) -> Grey:
    """The page as pdfium draws it, at the scan's own resolution."""
    with pypdfium2.PdfDocument(path) as book:
        return np.array(book[page].render(scale=150 / 72, grayscale=True).to_numpy())


def inside(pixels: Grey, box: Box) -> Grey:
    """A little less than the box, free of what JPEG does to edges."""
    x0, y0, x1, y1 = (int(side) for side in (box.x0, box.y0, box.x1, box.y1))
    return pixels[y0 + 4 : y1 - 4, x0 + 4 : x1 - 4]
