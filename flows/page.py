"""What a page worker does with a page: decode, read, classify; a value comes back, no pixels.

Imported in every worker, so nothing here may import Prefect or the store.
"""

from __future__ import annotations

from pathlib import Path

import cv2

from classifiers.classify import classify
from classifiers.load import load as load_district
from classifiers.record import Record
from flows.sheet import Sheet
from ocr import engines
from ocr.decoder import Decoder
from ocr.faults import RecognitionFailed, RecognitionTimedOut, ScanFault
from ocr.ink import Grey
from ocr.read import read_laid, read_page
from ocr.reading import RecognisedPage
from ocr.scan import Category, Unreadable, category, unreadable


class PageReader:
    """The engine and the district's data, loaded once, and a decoder for untrusted files."""

    def __init__(self, engine: str, district: Path, weights: Path | None = None) -> None:
        cv2.setNumThreads(1)  # pages are the only parallelism
        self._engine = engines.load(engine, weights)
        self._district = load_district(district)
        self._decoder = Decoder()

    def read(self, sheet: Sheet) -> Record | Unreadable:
        """The record of the page, or why it cannot be read."""
        try:
            pixels = self._decoder.page(sheet.path, sheet.scan, sheet.number)
            page = self._recognised(pixels, sheet)
        except ScanFault as cause:
            return unreadable(sheet.scan.sha256, sheet.number, cause, trouble(cause))
        return classify(page, self._district, sheet.hints)

    def _recognised(self, pixels: Grey, sheet: Sheet) -> RecognisedPage:
        if sheet.laid is not None:
            return read_laid(pixels, sheet.laid, sheet.ruled, self._engine)
        frame = sheet.scan.frames[sheet.number - 1]
        return read_page(pixels, frame, sheet.scan.sha256, self._engine, sheet.turn)


def trouble(cause: ScanFault) -> Category:
    """Whether it was the engine that failed, or what ailed the scan."""
    engine = isinstance(cause, (RecognitionFailed, RecognitionTimedOut))
    return "engine" if engine else category(cause)
