"""A scanned page in a PDF: its picture, and unseen behind it the words where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf

from ocr.geometry import Box
from storage.exports import blank
from storage.exports.book import Book
from storage.exports.pictures import POINTS, Picture, upright
from storage.exports.sheets import Sheet

BASELINE = 0.2  # of a word's height lies below its baseline


def add(book: Book, picture: Picture, sheet: Sheet) -> None:
    """The book's next page."""
    width, height = picture.points
    drawn = b"q %.3f 0 0 %.3f 0 0 cm /Im1 Do Q\n" % (width, height)
    words = b"BT 3 Tr\n" + b"".join(_words(sheet, height)) + b"ET\n"
    book.add(picture.points, drawn + words, {"Im1": _image(book.part(), picture)}, sheet.number)


def _image(pdf: Pdf, picture: Picture) -> Object:
    """Grey that means the same on every screen, as PDF/A asks for: CalGray under D50."""
    white = Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]), Gamma=2.2)
    return pdf.make_stream(
        picture.jpeg,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Array([Name.CalGray, white]),
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )


def _words(sheet: Sheet, height: float) -> Iterator[bytes]:
    """Each word as wide and as high as its box."""
    page = sheet.filed.page
    scale = POINTS / page.dpi
    for line in sheet.placed.all_lines():
        for word in line.words:
            if word.text.strip():
                yield _word(word.text, upright(word.box, page), scale, height)


def _word(text: str, box: Box, scale: float, height: float) -> bytes:
    size = max(box.height * scale, 1.0)
    at = box.x0 * scale, height - box.y1 * scale + BASELINE * size
    return blank.written(text, at, box.width * scale, size)
