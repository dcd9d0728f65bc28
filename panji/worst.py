"""The worst cells of each column type as one HTML file: crop from the page, read, true."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

import cv2
from numpy import uint8
from numpy.typing import NDArray

from ocr.decoder import Decoder
from ocr.faults import ScanFault
from ocr.scan import Scan
from panji.measure import Measured
from panji.scoring import ScoredCell
from panji.truth import KnownPage

SHOWN = 30
"""Cells of a type at most."""
_AROUND = 8

Pair = tuple[KnownPage, ScoredCell]
_HEAD = """<!doctype html><meta charset="utf-8"><title>panji measure: worst cells</title><style>
body{font-family:"Noto Sans Devanagari",sans-serif}td{padding:4px;border-bottom:1px solid #ccc}
img{max-width:600px}.auto{background:#fdd}</style>"""


def write(found: Measured, folder: Path) -> Path:
    """Write `worst.html` into the folder, with the pictures in it; where it lies."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = _worst(found)
    crops = _crops(pair for pairs in chosen.values() for pair in pairs)
    parts = [_HEAD, *(_table(name, pairs, crops) for name, pairs in chosen.items())]
    path = folder / "worst.html"
    path.write_text("\n".join(parts), encoding="utf-8")
    return path


def _worst(found: Measured) -> dict[str, list[Pair]]:
    """Wrong cells by type: first those no eye would have seen, then by edits."""
    by_type: dict[str, list[Pair]] = defaultdict(list)
    for page, cell in found.cells():
        if cell.true is not None and not cell.exact and (cell.true or cell.read):
            by_type[cell.type].append((page, cell))
    return {
        name: sorted(pairs, key=lambda pair: (not pair[1].auto, -pair[1].edits))[:SHOWN]
        for name, pairs in sorted(by_type.items())
    }


def _table(name: str, pairs: list[Pair], crops: dict[int, str]) -> str:
    rows = (_row(page, cell, crops.get(id(cell), "")) for page, cell in pairs)
    return f"<h2>{escape(name)}</h2><table>{''.join(rows)}</table>"


def _row(page: KnownPage, cell: ScoredCell, crop: str) -> str:
    read = "–" if cell.read is None else cell.read
    fields = (read, cell.true or "", f"{cell.confidence:.2f}", page.picture.name)
    style = ' class="auto"' if cell.auto else ""
    picture = f'<td><img src="data:image/png;base64,{crop}"></td>'
    return f"<tr{style}>{picture}{''.join(f'<td>{escape(one)}</td>' for one in fields)}</tr>"


def _crops(pairs: Iterable[Pair]) -> dict[int, str]:
    """PNG in base64 of each cell, by the cell's identity; each page is decoded once."""
    by_page: dict[Path, list[ScoredCell]] = defaultdict(list)
    for page, cell in pairs:
        by_page[page.picture].append(cell)
    with Decoder() as decoder:
        return {
            id(cell): _crop(pixels, cell)
            for path, cells in by_page.items()
            for pixels in _pixels(decoder, path)
            for cell in cells
        }


def _pixels(decoder: Decoder, path: Path) -> Iterator[NDArray[uint8]]:
    """The page, or nothing if it cannot be decoded."""
    scan = decoder.probe(path)
    if isinstance(scan, Scan):
        try:
            yield decoder.page(path, scan, 1)
        except ScanFault:
            return


def _crop(pixels: NDArray[uint8], cell: ScoredCell) -> str:
    x0, y0, x1, y1 = (round(v) for v in cell.box)
    part = pixels[max(y0 - _AROUND, 0) : y1 + _AROUND, max(x0 - _AROUND, 0) : x1 + _AROUND]
    return base64.b64encode(cv2.imencode(".png", part)[1].tobytes()).decode() if part.size else ""
