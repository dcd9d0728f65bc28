"""Made-up register pages, read by the real engine, and kept in an archive."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from classifiers.load import load as load_district
from ocr.decoder import Decoder
from ocr.engines.tesseract import Tesseract
from ocr.geometry import Box
from ocr.ink import Grey
from ocr.read import read_page
from ocr.reading import ReadCell, RecognisedPage
from ocr.scan import Scan
from samples.ageing.wear import FACING
from samples.form import Form
from samples.make import Order, page
from samples.truth import Level, Stress
from storage.archive import Archive
from storage.pages import FiledPage
from tests.builders import DISTRICTS

SKEW = 5.0
DPI = 200


@dataclass(frozen=True)
class Book:
    """A page as received, what was read on it, and where the archive keeps it."""

    received: Grey
    read: RecognisedPage
    filed: FiledPage

    @property
    def rows(self) -> tuple[tuple[ReadCell, ...], ...]:
        assert self.read.table is not None
        return self.read.table.rows

    def boxes(self, row: int) -> tuple[Box, ...]:
        return tuple(cell.reading.box for cell in self.rows[row])


def made(kind: str, level: Level | Stress) -> Grey:
    district = load_district(DISTRICTS / "kannauj")
    order = Order(district.registers[kind], level, level in FACING, 0, Form(rules="full"))
    return cv2.cvtColor(page(district, "pictures 3", order)[0], cv2.COLOR_RGB2GRAY)


def askew(upright: Grey) -> Grey:
    """The page as a scanner saw it that was fed `SKEW` degrees askew."""
    height, width = upright.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), SKEW, 0.9)
    return cv2.warpAffine(upright, turn, (width, height), borderValue=255)


def book(archive: Archive, path: Path, grey: Grey) -> Book:
    Image.fromarray(grey).save(path, dpi=(DPI, DPI))
    kept = archive.keep(path)
    with Decoder() as decoder:
        scan = decoder.probe(path)
        assert isinstance(scan, Scan)
        pixels = decoder.page(path, scan, 1)
    read = read_page(pixels, scan.frames[0], scan.sha256, Tesseract())
    return Book(grey, read, FiledPage(read.page, scan, kept.path))


def grey(data: bytes) -> Grey:
    """The pixels of a picture as it goes out."""
    found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    assert found is not None
    assert found.ndim == 2
    return found
