"""Which rows are taken for headings, and which are entries though they look alike."""

from __future__ import annotations

import pytest

from ocr.geometry import Box
from ocr.headings import Row, entries
from ocr.reading import ReadCell, Reading

BOX = Box(0, 0, 10, 10)
HEAD = ("क्रम सं०", "विवरण", "दिनांक", "टिप्पणी")


def row(*texts: str) -> Row:
    readings: list[Reading[None]] = [
        Reading(text, text, None, 0.9, BOX, "test/1") for text in texts
    ]
    return tuple(ReadCell(0, at, (), reading) for at, reading in enumerate(readings))


@pytest.mark.parametrize(
    "texts", [("1", "2", "3", "4"), ("(1)", "(2)", "(3)", "x"), ("१.", "२.", "३.", "४.")]
)
def test_numbers_of_columns_are_no_entry_though_one_is_misread(texts: tuple[str, ...]) -> None:
    assert entries(row(*HEAD), (row(*texts),))[0] == ()


@pytest.mark.parametrize(
    "texts", [("1", "2", "3", "एक साइकिल"), ("1", "14", "3", "2"), ("1", "", "", "")]
)
def test_an_entry_that_begins_alike_stays(texts: tuple[str, ...]) -> None:
    assert entries(row(*HEAD), (row(*texts),))[0] == (row(*texts),)
