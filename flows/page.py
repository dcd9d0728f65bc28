"""What a page worker does with a page: decode, read, classify; a value comes back, no pixels.

Imported in every worker, so nothing here may import Prefect or the store.
"""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2

from classifiers.classify import classify
from classifiers.load import load as load_district
from classifiers.record import Hints, Record
from flows.parent import die_with
from ocr import engines
from ocr.decoder import Decoder
from ocr.faults import RecognitionFailed, RecognitionTimedOut, ScanFault
from ocr.read import read_page
from ocr.scan import Category, Scan, Unreadable, category, unreadable


@dataclass(frozen=True, slots=True)
class Sheet:
    """Page `number` of a scan whose bytes lie at `path`, and what the operator said about it."""

    path: Path
    scan: Scan
    number: int
    hints: Hints


class PageReader:
    """The engine and the district's data, loaded once, and a decoder for untrusted files."""

    def __init__(self, engine: str, district: Path) -> None:
        self._engine = engines.load(engine)
        self._district = load_district(district)
        self._decoder = Decoder()

    def read(self, sheet: Sheet) -> Record | Unreadable:
        """The record of the page, or why it cannot be read."""
        sha256, frame = sheet.scan.sha256, sheet.scan.frames[sheet.number - 1]
        try:
            pixels = self._decoder.page(sheet.path, sheet.scan, sheet.number)
            page = read_page(pixels, frame, sha256, self._engine)
        except ScanFault as cause:
            return unreadable(sha256, sheet.number, cause, trouble(cause))
        return classify(page, self._district, sheet.hints)


def trouble(cause: ScanFault) -> Category:
    """Whether it was the engine that failed, or what ailed the scan."""
    engine = isinstance(cause, (RecognitionFailed, RecognitionTimedOut))
    return "engine" if engine else category(cause)


def started(parent: int) -> None:
    """Make this process a page worker: it dies with `parent` and keeps to one processor."""
    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    os.environ["OMP_THREAD_LIMIT"] = "1"
    cv2.setNumThreads(1)


@cache
def reader(engine: str, district: Path) -> PageReader:
    """The reader of this process; SetupFault if it cannot be had."""
    return PageReader(engine, district)


def read(engine: str, district: Path, sheet: Sheet) -> Record | Unreadable:
    """Read a sheet with the reader of this process."""
    return reader(engine, district).read(sheet)


def prepare(engine: str, district: Path) -> None:
    """Load all that the first page needs; SetupFault if it cannot be had."""
    reader(engine, district)
