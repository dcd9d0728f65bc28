"""A recognised page as the classifiers look at it: its text, its headings, its grid."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import quantiles

from classifiers.columns import Grid
from classifiers.district import District
from classifiers.fold import fold
from classifiers.shapes import shape
from ocr.reading import ReadCell, ReadLine, ReadTable, RecognisedPage

_TITLE_LINES = 8
_LEAST_COLUMNS = 3
_SHORT = 2


def tabular(page: RecognisedPage) -> bool:
    """Whether the page has a table that can be a register's: three columns and a row."""
    table = page.table
    return table is not None and width(table) >= _LEAST_COLUMNS and bool(table.rows)


def width(table: ReadTable) -> int:
    """How many columns the table has."""
    return max((len(row) for row in (table.header, *table.rows)), default=0)


def headings(table: ReadTable) -> tuple[str, ...]:
    """The heading of each column, empty where none was read."""
    read = {cell.column: cell.reading.text for cell in table.header}
    return tuple(read.get(column, "") for column in range(width(table)))


def grid(table: ReadTable, district: District) -> Grid:
    """Headings, widths and shapes of values of each column."""
    columns = [_column(table, number) for number in range(width(table))]
    widths = [max((cell.reading.box.width for cell in cells), default=0.0) for cells in columns]
    share = sum(widths) or 1.0
    texts = ([cell.reading.text for cell in cells if cell.row >= 0] for cells in _values(table))
    shapes = tuple(shape(column, district) for column in texts)
    return Grid(headings(table), tuple(one / share for one in widths), shapes)


def clarity(table: ReadTable) -> float:
    """The confidence that three quarters of the words of the rows reach; 1 without words.

    Figures do not count: they are read surely even where words are not.
    """
    cells = (cell for row in table.rows for cell in row)
    words = (word for cell in cells for line in cell.lines for word in line.words)
    sure = [word.confidence for word in words if _is_word(word.text)]
    return quantiles(sure, n=4)[0] if len(sure) > 1 else 1.0


def top(page: RecognisedPage) -> tuple[str, ...]:
    """The first lines outside the table: where a title, an office and a year stand."""
    return tuple(line.text for line in page.lines[:_TITLE_LINES])


def all_lines(page: RecognisedPage) -> tuple[ReadLine, ...]:
    """Every line of the page, those inside a table after the others."""
    if page.table is None:
        return page.lines
    cells = [cell for row in (page.table.header, *page.table.rows) for cell in row]
    return (*page.lines, *(line for cell in cells for line in cell.lines))


def running(lines: Sequence[ReadLine]) -> str:
    """The lines as one folded text, for phrases that go over the end of a line."""
    return fold(" ".join(line.text for line in lines))


def _is_word(text: str) -> bool:
    return len(text) > _SHORT and not any(map(str.isdigit, text))


def _column(table: ReadTable, number: int) -> list[ReadCell]:
    rows = (table.header, *table.rows)
    return [cell for row in rows for cell in row if cell.column == number]


def _values(table: ReadTable) -> list[list[ReadCell]]:
    columns: list[list[ReadCell]] = [[] for _ in range(width(table))]
    for row in table.rows:
        for cell in row:
            columns[cell.column].append(cell)
    return columns
