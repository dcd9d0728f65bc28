"""A book is stopped when more than a tenth of its pages, and three at least, cannot be read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from classifiers.record import Hints
from flows.books import Books
from ocr.scan import Frame, Scan
from storage.leases import Lease


def lease(pages: int, hints: Hints | None = None) -> Lease:
    frames = tuple(Frame(number, 100, 100, 150) for number in range(1, pages + 1))
    scan = Scan("book.tif", "a" * 64, 1, "tiff", frames)
    return Lease(scan, 1, "", 1, hints or Hints(), "", 1, datetime.now(UTC))


def stopped(one: Lease, bad: int, batch: int = 0) -> bool:
    books = Books({1: batch})
    for _ in range(bad):
        books.count(one)
    return books.stopped(one)


@pytest.mark.parametrize(
    ("pages", "bad", "stops"),
    [(30, 3, False), (30, 4, True), (5, 2, False), (5, 3, True), (1, 9, False)],
)
def test_pages_of_one_file_are_a_book(pages: int, bad: int, *, stops: bool) -> None:
    assert stopped(lease(pages), bad) == stops


@pytest.mark.parametrize(("batch", "stops"), [(30, True), (40, False)])
def test_loose_pages_of_a_volume_are_a_book(batch: int, *, stops: bool) -> None:
    assert stopped(lease(1, Hints(volume=3)), 4, batch) == stops


def test_what_is_said_names_the_volume_as_the_operator_did() -> None:
    told = Books({1: 10}).stop(lease(1, Hints("KNJ-TIR", "malkhana", 2012, 3)))
    assert "KNJ-TIR malkhana 2012 3" in told.message()
