"""The picture of the README: a made-up page as scanned, and the cells found on it.

.venv/bin/python -m tests.bench.picture docs/page.png
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import cv2
import numpy as np

from classifiers.load import load
from ocr.decoder import Decoder
from ocr.engines import load as engine
from ocr.ink import Grey
from ocr.read import read_page
from ocr.reading import RecognisedPage
from ocr.scan import Scan
from panji.settings import SHIPPED
from samples.make import Order, write

INK, EMPTY, HEADING = (30, 110, 0), (150, 150, 150), (170, 60, 0)
WIDTH = 1100


def main(out: Path) -> None:
    """Make the page, read it, draw what was found, save both side by side."""
    with tempfile.TemporaryDirectory() as folder, Decoder() as decoder:
        district = load(SHIPPED)
        order = Order(district.registers["malkhana"], "hard", spread=False, turned=0)
        page = write(Path(folder), district, 7, [order])[0]
        scan = decoder.probe(page)
        assert isinstance(scan, Scan)
        pixels = decoder.page(page, scan, 1)
        found = read_page(pixels, scan.frames[0], scan.sha256, engine("tesseract"))
    both = np.hstack([cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR), _drawn(pixels, found)])
    scale = WIDTH / both.shape[1]
    cv2.imwrite(str(out), cv2.resize(both, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))


def _drawn(pixels: Grey, found: RecognisedPage) -> Grey:
    page = cv2.cvtColor(pixels // 2 + 127, cv2.COLOR_GRAY2BGR)
    assert found.table is not None
    for row in (found.table.header, *found.table.rows):
        for cell in row:
            box = cell.reading.box
            colour = HEADING if row is found.table.header else INK if cell.lines else EMPTY
            corners = np.array([[box.x0, box.y0], [box.x1, box.y1]]).round().astype(int).tolist()
            cv2.rectangle(page, corners[0], corners[1], colour, 3)
    return page


if __name__ == "__main__":
    main(Path(sys.argv[1]))
