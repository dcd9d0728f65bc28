"""A page as hOCR: lines and cells with their words, boxes in pixels of the page as received."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor
from typing import Final
from xml.etree import ElementTree as ET

from ocr.geometry import Box, union
from ocr.reading import ReadLine
from storage.exports.placed import Block
from storage.exports.sheets import Sheet
from storage.exports.xml import Made, bytes_of

SPACE: Final = "http://www.w3.org/1999/xhtml"
LANGUAGE: Final = "hi"
METADATA: Final = {
    "ocr-system": "Panji",
    "ocr-capabilities": "ocr_page ocr_carea ocr_table ocr_par ocr_line ocrx_word ocrp_lang",
    "ocr-langs": LANGUAGE,
    "ocr-scripts": "Deva",
    "ocr-number-of-pages": "1",
}
_html: Final = Made("", SPACE)


def document(sheet: Sheet) -> bytes:
    """The page's file."""
    root = _html("html", {"xmlns": SPACE, "lang": LANGUAGE})
    head = _html.under(root, "head")
    _html.under(head, "title", text=f"{sheet.filed.scan.source} {sheet.filed.page.number}")
    for name, content in METADATA.items():
        _html.under(head, "meta", {"name": name, "content": content})
    paper = _page(_html.under(root, "body"), sheet)
    for line in sheet.placed.lines:
        if line.words:
            _lines(_area(paper, "ocr_carea", line.box), (line,))
    rows = [row for row in sheet.placed.rows if row]
    if rows:
        _table(paper, rows)
    return bytes_of(root)


def _page(body: ET.Element, sheet: Sheet) -> ET.Element:
    page, scan = sheet.filed.page, sheet.filed.scan
    name = scan.source.replace("\\", "_").replace('"', "_")
    told = (
        f'image "{name}"; {_box(Box(0, 0, page.width, page.height))}; '
        f"ppageno {page.number - 1}; scan_res {page.dpi} {page.dpi}; x_sha256 {scan.sha256}"
    )
    return _html.under(body, "div", {"class": "ocr_page", "id": "page_1", "title": told})


def _table(paper: ET.Element, rows: list[tuple[Block, ...]]) -> None:
    around = union(block.box for row in rows for block in row)
    table = _area(paper, "ocr_table", around)
    for number, row in enumerate(rows, start=1):
        for block in row:
            cell = _area(
                table, "ocr_carea", block.box, f"; x_row {number}; x_column {block.column}"
            )
            _lines(cell, block.lines)


def _area(parent: ET.Element, kind: str, box: Box, more: str = "") -> ET.Element:
    return _html.under(parent, "div", {"class": kind, "title": _box(box) + more})


def _lines(area: ET.Element, lines: Iterable[ReadLine]) -> None:
    paragraph = _html.under(area, "p", {"class": "ocr_par", "lang": LANGUAGE})
    for line in lines:
        told = _html.under(paragraph, "span", {"class": "ocr_line", "title": _box(line.box)})
        for word in line.words:
            title = f"{_box(word.box)}; x_wconf {round(100 * word.confidence)}"
            _html.under(told, "span", {"class": "ocrx_word", "title": title}, word.text)


def _box(box: Box) -> str:
    """Whole pixels, as hOCR has them, around the box."""
    return f"bbox {floor(box.x0)} {floor(box.y0)} {ceil(box.x1)} {ceil(box.y1)}"
