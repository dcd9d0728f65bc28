"""A table's cells get their places on the page: as wide as their words, as high as their lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ocr.geometry import Box
from samples.columns import Need, need, sides, widths
from samples.faces import Type
from samples.look import Look

PAD = 1.3  # millimetres between a rule and the text
_MARGIN = 14.0  # millimetres from the paper's edge to the table
_GUTTER = 11.0  # millimetres from the fold of facing pages to the table
_SMALLER = 0.94

Cells = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Grid:
    """Edges of the columns of each side, and of the rows, which cross both sides; pixels.

    `groups` are the numbers of rows that are one cell across all columns.
    """

    sides: tuple[tuple[float, ...], ...]
    rows: tuple[float, ...]
    groups: tuple[int, ...] = ()

    @property
    def columns(self) -> list[tuple[float, float]]:
        """Left and right of every column."""
        return [span for edges in self.sides for span in pairwise(edges)]

    def boxes(self) -> Iterator[list[Box]]:
        """The boxes of each row's cells, the heading first."""
        for n, (top, bottom) in enumerate(pairwise(self.rows)):
            whole = [(self.sides[0][0], self.sides[-1][-1])]
            spans = whole if n in self.groups else self.columns
            yield [Box(left, top, right, bottom) for left, right in spans]


def fit(shares: Sequence[float], cells: Cells, look: Look, top: float) -> tuple[Look, Grid]:
    """The grid below `top` and the look with type small enough for it; headings come first."""
    while True:
        try:
            across = _across(shares, [row for row in cells if len(row) == len(shares)], look)
        except ValueError:
            look = replace(look, size=look.size * _SMALLER)
        else:
            rows = _down(across, cells, look, top)
            groups = [n for n in range(len(rows) - 1) if len(cells[n]) < len(shares)]
            return look, Grid(across, rows, tuple(groups))


def type_of(row: int, look: Look) -> Type:
    """The type of the row counted from 0, which is the heading."""
    return look.body if row else look.head


def _across(shares: Sequence[float], cells: Cells, look: Look) -> tuple[tuple[float, ...], ...]:
    """Column edges of each side; ValueError if the words need more than the paper."""
    margin, gutter = look.px(_MARGIN), look.px(_GUTTER)
    parts = sides(shares, spread=look.spread)
    middle = look.width / 2
    ends = [(margin, look.width - margin)]
    if len(parts) > 1:
        ends = [(margin, middle - gutter), (middle + gutter, look.width - margin)]
    return tuple(
        _edges(left, right, [shares[n] for n in part], _needs(part, cells, look))
        for part, (left, right) in zip(parts, ends, strict=True)
    )


def _needs(part: Sequence[int], cells: Cells, look: Look) -> list[Need]:
    heading, *rows = cells
    room = 2 * look.px(PAD) + 2
    return [need(heading[n], [row[n] for row in rows], look.head, look.body, room) for n in part]


def _edges(
    left: float, right: float, shares: Sequence[float], needs: Sequence[Need]
) -> tuple[float, ...]:
    edges = [left]
    for width in widths(needs, shares, right - left):
        edges.append(edges[-1] + width)
    return tuple(edges)


def _down(
    across: tuple[tuple[float, ...], ...], cells: Cells, look: Look, top: float
) -> tuple[float, ...]:
    """Row edges from `top`, as many rows as the paper holds."""
    columns = Grid(across, ()).columns
    room = 2 * look.px(PAD)
    edges = [top]
    for n, row in enumerate(cells):
        type_ = type_of(n, look)
        spans = columns if len(row) == len(columns) else [(across[0][0], across[-1][-1])]
        lines = max(
            len(type_.wrap(text, right - left - room))
            for text, (left, right) in zip(row, spans, strict=True)
        )
        high = max(lines, 1) * type_.leading * (look.roomy if n else 1.0) + room
        if edges[-1] + high > look.height - (0 if look.cut else look.px(_MARGIN)):
            if look.cut and look.height - edges[-1] > 2 * type_.leading + room:
                edges.append(look.height - 1)
            break
        edges.append(edges[-1] + high)
    return tuple(edges)
