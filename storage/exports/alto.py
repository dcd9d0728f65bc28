"""A page as ALTO 4: lines and cells with their words, boxes in pixels of the page as received."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as ET

from ocr.geometry import Box, union
from ocr.reading import ReadLine
from storage.exports.placed import Block
from storage.exports.sheets import Sheet
from storage.exports.xml import Made, bytes_of

SPACE: Final = "http://www.loc.gov/standards/alto/ns-v4#"
_alto: Final = Made("", SPACE)


def document(sheet: Sheet) -> bytes:
    """The page's file."""
    root = _alto("alto", {"xmlns": SPACE, "SCHEMAVERSION": "4.4"})
    _description(root, sheet)
    _columns(root, sheet)
    page = sheet.filed.page
    layout = _alto.under(root, "Layout")
    paper = _alto.under(
        layout,
        "Page",
        {
            "ID": "page",
            "PHYSICAL_IMG_NR": str(page.number),
            "HEIGHT": str(page.height),
            "WIDTH": str(page.width),
            "ROTATION": str(page.turned),
            "LANG": "hi",
        },
    )
    space = _alto.under(paper, "PrintSpace", _box(Box(0, 0, page.width, page.height)))
    for number, line in enumerate(sheet.placed.lines, start=1):
        if line.words:
            _lines(_block(space, f"line{number}", line.box), (line,))
    if sheet.placed.rows:
        _table(space, sheet.placed.rows)
    return bytes_of(root)


def _description(root: ET.Element, sheet: Sheet) -> None:
    told = _alto.under(root, "Description")
    _alto.under(told, "MeasurementUnit", text="pixel")
    source = _alto.under(told, "sourceImageInformation")
    _alto.under(source, "fileName", text=sheet.filed.scan.source)
    _alto.under(source, "fileIdentifier", text=f"sha256:{sheet.filed.scan.sha256}")
    step = _alto.under(told, "Processing", {"ID": "panji"})
    software = _alto.under(step, "processingSoftware")
    _alto.under(software, "softwareName", text="Panji")


def _columns(root: ET.Element, sheet: Sheet) -> None:
    """A tag for each column of the table: its stable id."""
    columns = sorted({block.column for row in sheet.placed.rows for block in row})
    if columns:
        tags = _alto.under(root, "Tags")
        for column in columns:
            told = {"ID": f"column-{column}", "TYPE": "column", "LABEL": column}
            _alto.under(tags, "LayoutTag", told)


def _table(space: ET.Element, rows: tuple[tuple[Block, ...], ...]) -> None:
    boxes = [union(block.box for block in row) for row in rows if row]
    if not boxes:
        return
    table = _alto.under(
        space, "ComposedBlock", {"ID": "table", "TYPE": "table", **_box(union(boxes))}
    )
    for number, row in enumerate((row for row in rows if row), start=1):
        told = {"ID": f"row{number}", "TYPE": "row", **_box(boxes[number - 1])}
        around = _alto.under(table, "ComposedBlock", told)
        for place, block in enumerate(row, start=1):
            cell = _block(around, f"row{number}-cell{place}", block.box)
            cell.set("TAGREFS", f"column-{block.column}")
            cell.set("CS", str(block.seen).lower())
            _lines(cell, block.lines)


def _block(parent: ET.Element, name: str, box: Box) -> ET.Element:
    return _alto.under(parent, "TextBlock", {"ID": name, **_box(box)})


def _lines(block: ET.Element, lines: Iterable[ReadLine]) -> None:
    for line in lines:
        told = _alto.under(block, "TextLine", _box(line.box))
        for number, word in enumerate(line.words):
            if number:
                _alto.under(told, "SP")
            sure = {"WC": f"{word.confidence:.3f}"}
            _alto.under(told, "String", {"CONTENT": word.text, **sure, **_box(word.box)})


def _box(box: Box) -> dict[str, str]:
    return {
        "HPOS": f"{box.x0:g}",
        "VPOS": f"{box.y0:g}",
        "WIDTH": f"{box.width:.6g}",
        "HEIGHT": f"{box.height:.6g}",
    }
