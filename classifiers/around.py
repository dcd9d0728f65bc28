"""What a page tells about its cells: words it repeats, numbers that run, shapes of a column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from classifiers.decode import Expected, mixed, shape
from classifiers.kinds import Column
from classifiers.lexicon import ringed
from classifiers.tidy import tidy
from ocr.reading import ReadCell

_SURE = 0.95
_LETTERS = 3
_LEAST, _SHARE = 3, 0.5
_LATIN, _DEVANAGARI = "0123456789", "०१२३४५६७८९"
_KEPT = 0.75
_LETTERED = 0.25
_DEVANAGARI_RUN = re.compile("[०-९]+")
_RINGS = re.compile(
    r"(?<=[\u0900-\u0963])[०0॰*+.](?=[\u0900-\u0963])"
    r"|(?<![\u0900-\u0963])[\u0900-\u0963]{1,3}[०0॰*+.](?=\s)"
)
"""What stands for a ring: between letters, or behind an abbreviation that stands alone."""

T = TypeVar("T", int, str)
Table = Sequence[Sequence[ReadCell]]


@dataclass(frozen=True, slots=True)
class Around:
    """Words, figures and ring of the page; what runs and repeats in its columns.

    `starts` is the number of row 0 and `shapes` the shape of most cells, by column of the grid.
    """

    words: frozenset[str]
    starts: dict[int, int]
    shapes: dict[int, str]
    figures: str | None
    ring: str

    def expected(self, row: int, column: int) -> Expected:
        """What to expect of a cell, `row` counted from 0."""
        start = self.starts.get(column)
        number = None if start is None else start + row
        return Expected(number, self.shapes.get(column), self.figures, self.ring)


def around(table: Table, columns: Sequence[Column]) -> Around:
    """What the rows tell of each other."""
    starts: dict[int, int] = {}
    shapes: dict[int, str] = {}
    for number, column in enumerate(columns):
        texts = [(row, tidy(cell.reading.raw)) for row, cell in _column(table, number)]
        if column.type == "serial":
            start = _most(int(text) - row for row, text in texts if text.isdecimal())
            starts |= {} if start is None else {number: start}
        if column.type == "code":
            common = _lettered(text for _, text in texts if text)
            shapes |= {} if common is None else {number: common}
    raw = " ".join(cell.reading.raw for row in table for cell in row)
    rings = _RINGS.findall(raw)
    ring = "." if sum(one.endswith(".") for one in rings) > _KEPT * max(len(rings), 1) else "०"
    return Around(frozenset(_words(table)), starts, shapes, _figures(raw), ring)


def _figures(text: str) -> str | None:
    """The figures of the script that nearly all of the text keeps to."""
    counts = {figures: sum(map(text.count, figures)) for figures in (_LATIN, _DEVANAGARI)}
    likely = max(counts, key=lambda figures: counts[figures])
    total = sum(counts.values())
    return likely if total and counts[likely] > _KEPT * total else None


def _column(table: Table, number: int) -> Iterator[tuple[int, ReadCell]]:
    return ((n, cell) for n, row in enumerate(table) for cell in row if cell.column == number)


def _most(seen: Iterable[T]) -> T | None:
    """What is seen most, if that is often enough to expect it elsewhere."""
    counts = Counter(seen)
    if not counts:
        return None
    value, count = counts.most_common(1)[0]
    return value if count >= max(_LEAST, _SHARE * counts.total()) else None


def _lettered(texts: Iterable[str]) -> str | None:
    """The shape of many cells of a column whose numbers bear letters or signs, as 17ए.

    Letters are taken for figures much more often than figures for letters: bare numbers say
    nothing, and a figure of the other script is a letter misread (१७ beside 17).
    """
    told = [_DEVANAGARI_RUN.sub("अ", text) if mixed(text) else text for text in texts]
    counts = Counter(seen for seen in map(shape, told) if seen != "9")
    if not counts:
        return None
    value, count = counts.most_common(1)[0]
    return value if count >= max(_LEAST, _LETTERED * len(told)) else None


def _words(table: Table) -> Iterator[str]:
    """Words that were read for certain."""
    for row in table:
        for cell in row:
            for line in cell.lines:
                for word in line.words:
                    if word.confidence >= _SURE and len(word.text) >= _LETTERS:
                        yield ringed(word.text)
