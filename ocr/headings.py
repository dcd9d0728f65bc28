"""Rows of a table that are no entries: its heading once more, or the numbers of its columns."""

from __future__ import annotations

from statistics import fmean
from typing import Final

from rapidfuzz import fuzz

from ocr.reading import ReadCell, ReadLine

_LEAST: Final = 3
"""Cells that must say it; fewer may be chance."""

_NUMBERED: Final = 0.75
"""The share of a row's cells that hold the number of their column: one may be misread."""

_SHORT: Final = 4
"""Characters of a misread number at the most, as (12): a word makes the row an entry."""

_ALIKE: Final = 0.75
"""How alike a row's cells are to the headings above them on average, 0 to 1."""

Row = tuple[ReadCell, ...]


def entries(header: Row, rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[ReadLine, ...]]:
    """The rows that are entries, and the lines of those that are not, down the page."""
    found, others = list[Row](), list[ReadLine]()
    for row in rows:
        if _numbers(row) or _repeats(row, header):
            others += [line for cell in row for line in cell.lines if line.words]
        else:
            found.append(row)
    return tuple(found), tuple(others)


def _numbers(row: Row) -> bool:
    """Whether it is 1, 2, 3 …, as printed forms have below their headings."""
    texts = [(cell.column + 1, cell.reading.text) for cell in row]
    right = sum(_number(text) == number for number, text in texts)
    short = all(len(text) <= _SHORT for _, text in texts)
    return short and right >= max(_LEAST, _NUMBERED * len(row))


def _number(text: str) -> int | None:
    figures = "".join(one for one in text if one.isdecimal())
    wordless = not any(one.isalpha() for one in text)
    return int(figures) if figures and wordless else None


def _repeats(row: Row, header: Row) -> bool:
    """Whether the heading stands there again, as above a second part of the page."""
    said = {cell.column: cell.reading.text for cell in header if cell.reading.text}
    if len(said) < _LEAST:
        return False
    again = {cell.column: cell.reading.text for cell in row}
    return fmean(fuzz.ratio(said[at], again.get(at, "")) for at in said) >= 100 * _ALIKE
