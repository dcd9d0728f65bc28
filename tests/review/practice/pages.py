"""A practice page from plain strings: what was read, what is right, which cells wait."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from classifiers.classify import classify
from classifiers.load import load
from classifiers.record import Cell, RegisterPage
from ocr.scan import Frame, Scan
from review.practice.exercise import Exercise
from storage.reviews.edits import Act, Flag, Wish
from tests import builders

HEADINGS = ("क्र०सं०", "नाम", "ग्राम")


@cache
def exercise() -> Exercise:
    """Two rows of three cells: 2 (wrong) and 3 (right) wait; 6 is wrong and does not."""
    rows = (("1", "रामश", "तिर्वा"), ("2", "शिवपाल", "छिबरामु"))
    answers = (("१", "रमेश", "तिर्वा"), ("2", "शिवपाल", "छिबरामऊ"))
    record = classify(
        builders.page(header=HEADINGS, rows=rows),
        load(builders.DISTRICTS / "kannauj"),
        builders.NO_HINTS,
    )
    assert isinstance(record, RegisterPage)
    table = tuple(
        tuple(
            _cell(cell, text, waits=(r, c) in {(0, 1), (0, 2)})
            for c, (cell, text) in enumerate(zip(row, said, strict=True))
        )
        for r, (row, said) in enumerate(zip(record.rows, rows, strict=True))
    )
    scan = Scan("scan", "0" * 64, 1, "png", (Frame(1, 1000, 1400, 300),))
    return Exercise("001-test-easy", "easy", scan, replace(record, rows=table), answers)


def wish(cell: int, act: Act, text: str, version: int = 1, flag: Flag | None = None) -> Wish:
    """A wish with a key of its own."""
    return Wish(f"{cell}-{act}-{version}", cell, version, act, text, 2.0, flag)


def _cell(cell: Cell, text: str, *, waits: bool) -> Cell:
    reading = replace(cell.reading, raw=text, text=text)
    return replace(cell, reading=reading, state="review" if waits else "auto")
