"""Pages of a PDF: their sizes without rendering, and their grey pixels as pdfium draws them."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pdfplumber
import pypdfium2.raw as pdfium
from PIL import Image
from pypdfium2 import PdfBitmap, PdfDocument, PdfImage, PdfiumError, PdfMatrix, PdfPage

from ocr.decoders import Limits
from ocr.decoders.resolution import resolution
from ocr.faults import Damaged, Encrypted, PageCountDiffers, ScanFault, Truncated

POINTS = 72  # to the inch
DPI = 300  # for a page that is not a scan, and the least for one that is more than a scan
SHARE = 0.5  # of the page's area that a picture must cover to set the resolution
HAIR = 0.02  # pixels
WHITE = (255, 255, 255, 255)

Size = tuple[int, int, int]  # width and height in pixels, dots per inch


def frames(file: io.BufferedReader, limits: Limits) -> list[Size]:
    """Width, height and resolution of every page as `grey` would draw it.

    Two parsers that share no code must find the same number of pages: pdfium believes the count
    that the file declares and mends what is broken, pdfplumber walks the tree of pages.
    Raises Truncated, Damaged, Encrypted, TooLarge, TooManyPages or PageCountDiffers.
    """
    with _reading(file) as document:
        count = len(document)
        limits.check_count(count, "pdf")
        found = [size for size in _sizes(document, limits) if size is not None]
        with pdfplumber.open(file) as walker:
            walked = len(walker.pages)
    if not len(found) == count == walked:
        raise PageCountDiffers(declared=max(count, walked), readable=min(len(found), walked))
    return found


def grey(file: io.BufferedReader, number: int, limits: Limits) -> tuple[int, int, bytes]:
    """Width, height and pixels (one byte each, row by row, 255 white) of a page, from 1.

    Raises as `frames` does.
    """
    with _reading(file) as document:
        page = document[number - 1]
        width, height, _ = _size(page, limits)
        if _is_only_a_picture(page):
            _check_jpeg(next(_pictures(page)), limits)
            _shrink(next(_pictures(page)))
        pixels = _drawn(page, width, height)
        if pixels == pixels[:1] * len(pixels):
            _check_pictures(page)
        return width, height, pixels


def _sizes(document: PdfDocument, limits: Limits) -> Iterator[Size | None]:
    """The size of each page, None where it cannot be loaded."""
    for index in range(len(document)):
        try:
            page = document[index]
        except PdfiumError:
            yield None
            continue
        yield _size(page, limits)
        page.close()


def _size(page: PdfPage, limits: Limits) -> Size:
    points = page.get_size()
    across, down = _densities(page, points[0] * points[1], limits)
    width, height = round(points[0] * across / POINTS), round(points[1] * down / POINTS)
    limits.check_size(width, height)
    return width, height, resolution(across, width, height)


def _densities(page: PdfPage, area: float, limits: Limits) -> tuple[float, float]:
    """Pixels an inch, across and down the page as shown, at which no pixel of a scan is lost."""
    found = [_picture_densities(picture, area, limits) for picture in _pictures(page)]
    if not (_is_only_a_picture(page) and any(found[0])):
        dpi = max([DPI, *(density for each in found for density in each)])
        return dpi, dpi
    across, down = found[0]
    return (down, across) if page.get_rotation() in {90, 270} else (across, down)


def _picture_densities(picture: PdfImage, area: float, limits: Limits) -> tuple[float, float]:
    """Pixels an inch of a picture on the page; 0 for one that is only a small part of it."""
    pixels: tuple[int, int] = picture.get_px_size()
    limits.check_size(*pixels)
    left, bottom, right, top = map(float, picture.get_bounds())
    across, down = (right - left) / POINTS, (top - bottom) / POINTS
    if across * down * POINTS**2 < SHARE * area:
        return 0.0, 0.0
    matrix = picture.get_matrix()
    wide, high = reversed(pixels) if abs(matrix.b) > abs(matrix.a) else pixels
    return wide / across, high / down


def _is_only_a_picture(page: PdfPage) -> bool:
    kinds = [found.type for found in page.get_objects(max_depth=1)]
    return kinds == [pdfium.FPDF_PAGEOBJ_IMAGE]


def _pictures(page: PdfPage) -> Iterator[PdfImage]:
    for found in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=1):
        assert isinstance(found, PdfImage)
        yield found


def _check_jpeg(picture: PdfImage, limits: Limits) -> None:
    """Raise what Pillow finds wrong: of a JPEG cut short pdfium draws what there is, unsaid."""
    if picture.get_filters() != ["DCTDecode"]:
        return
    with Image.open(io.BytesIO(picture.get_data()), formats=("JPEG",)) as jpeg:
        limits.check_size(*jpeg.size)
        jpeg.load()


def _shrink(picture: PdfImage) -> None:
    """Make a picture smaller by a hair, about its middle.

    pdfium rounds outwards: where the edge lies at 2480.00003 it stretches 2480 columns to 2481
    and every pixel is mixed from two.
    """
    left, bottom, right, top = map(float, picture.get_bounds())
    by = 1 - HAIR / max(picture.get_px_size())
    x, y = (left + right) / 2, (bottom + top) / 2
    picture.transform(PdfMatrix(by, 0, 0, by, x * (1 - by), y * (1 - by)))


def _drawn(page: PdfPage, width: int, height: int) -> bytes:
    bitmap = PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_Gray)
    bitmap.fill_rect(WHITE, 0, 0, width, height)
    flags = pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
    return bytes(bitmap.buffer)


def _check_pictures(page: PdfPage) -> None:
    """Raise Damaged unless all pictures decode: pdfium leaves out those that do not, unsaid."""
    try:
        for picture in _pictures(page):
            picture.get_bitmap()
    except PdfiumError as error:
        raise Damaged from error


@contextmanager
def _reading(file: io.BufferedReader) -> Iterator[PdfDocument]:
    if not _ends_well(file):
        raise Truncated
    try:
        with PdfDocument(file) as document:
            yield document
    except (ScanFault, MemoryError, RecursionError):
        raise
    except PdfiumError as error:
        raise (Encrypted if error.err_code == pdfium.FPDF_ERR_PASSWORD else Damaged) from error
    except Exception as error:
        # Whatever a hostile file makes a parser raise means the same.
        raise Damaged from error


def _ends_well(file: io.BufferedReader) -> bool:
    """Whether the end mark stands in the last 1024 bytes (ISO 32000-1, note 18 of annex H)."""
    file.seek(max(0, os.fstat(file.fileno()).st_size - 1024))
    return b"%%EOF" in file.read(1024)
