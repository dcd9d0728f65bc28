"""Grid columns of a page meet the columns of a register kind: headings, order, width, values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifiers.headings import Likeness, likeness
from classifiers.kinds import Column, ColumnType, RegisterKind
from classifiers.shapes import Shape

_HEADING, _VALUES, _WIDTH = 0.7, 0.25, 0.05
_BARE_VALUES, _BARE_WIDTH = 0.8, 0.2
_LEAST = 0.45
_MOVED = 0.7
_NUMBERS = 0.6
"""Share of the cells of a column that hold bare numbers, if it is one of numbers."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of a page's table: headings as read, shares of its width, shapes of values."""

    headings: tuple[str, ...]
    widths: tuple[float, ...]
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """For each grid column the number of its kind's column or None, and what speaks for it.

    `fits` weighs all evidence, `heads` is the heading's likeness alone, both 0 to 1.
    """

    columns: tuple[int | None, ...]
    fits: tuple[float, ...]
    heads: tuple[float, ...]


def align(grid: Grid, kind: RegisterKind) -> Alignment:
    """The best match that keeps the order; then columns moved elsewhere, by their headings."""
    heads = likeness(grid.headings, kind)
    fits = _fits(grid, kind, heads)
    chosen = _in_order(fits - _LEAST)
    _moved(chosen, heads)
    return Alignment(tuple(chosen), _picked(fits, chosen), _picked(heads, chosen))


def named(alignment: Alignment, kind: RegisterKind) -> tuple[Column, ...]:
    """The column of each grid column; one that fits none is x1, x2 … of type text."""
    found, extra = [], 0
    for number in alignment.columns:
        if number is None:
            extra += 1
            found.append(Column(f"x{extra}", "text", ""))
        else:
            found.append(kind.columns[number])
    return tuple(found)


def unnamed(shapes: Sequence[Shape]) -> tuple[Column, ...]:
    """The columns c1, c2 … of a table whose kind is not known; numbers are read as numbers."""
    types: list[ColumnType] = [
        "serial" if s.get("serial", 0) > _NUMBERS else "text" for s in shapes
    ]
    return tuple(Column(f"c{number}", told, "") for number, told in enumerate(types, 1))


def _fits(grid: Grid, kind: RegisterKind, heads: Likeness) -> Likeness:
    """(grid columns, kind columns) array of what speaks for each pair, 0 to 1."""
    values = np.array([[shape.get(c.type, 0.0) for c in kind.columns] for shape in grid.shapes])
    values[[not shape for shape in grid.shapes]] = 0.5
    width = np.array([[_near(w, c.width) for c in kind.columns] for w in grid.widths])
    read = _HEADING * heads + _VALUES * values + _WIDTH * width
    bare = _BARE_VALUES * values + _BARE_WIDTH * width
    unread = np.array([not heading.strip() for heading in grid.headings])
    return np.where(unread[:, None], bare, read)


def _picked(scores: NDArray[np.float64], chosen: Sequence[int | None]) -> tuple[float, ...]:
    return tuple(0.0 if j is None else float(scores[i, j]) for i, j in enumerate(chosen))


def _near(one: float, other: float) -> float:
    return min(one, other) / max(one, other) if one > 0 and other > 0 else 0.0


def _in_order(gains: NDArray[np.float64]) -> list[int | None]:
    """Needleman-Wunsch with free gaps: pairs that gain nothing are left out."""
    rows, columns = gains.shape
    total = np.zeros((rows + 1, columns + 1))
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            pair = total[i + 1, j + 1] + gains[i, j]
            total[i, j] = max(pair, total[i + 1, j], total[i, j + 1])
    return _path(total, gains)


def _path(total: NDArray[np.float64], gains: NDArray[np.float64]) -> list[int | None]:
    """The pairs of the best total; of equal ones the leftmost."""
    rows, columns = gains.shape
    chosen: list[int | None] = [None] * rows
    i = j = 0
    while i < rows and j < columns:
        if gains[i, j] > 0 and total[i, j] == total[i + 1, j + 1] + gains[i, j]:
            chosen[i] = j
            i, j = i + 1, j + 1
        elif total[i, j] == total[i, j + 1]:
            j += 1
        else:
            i += 1
    return chosen


def _moved(chosen: list[int | None], heads: Likeness) -> None:
    """Give a left-out grid column the left-out column whose heading it clearly bears."""
    for i, given in enumerate(chosen):
        free: Sequence[int] = [j for j in range(heads.shape[1]) if j not in chosen]
        if given is None and free:
            j = max(free, key=lambda column: heads[i, column])
            if heads[i, j] >= _MOVED:
                chosen[i] = j
