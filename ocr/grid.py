"""Rules and strokes of a leaf become the grid of its table, also where rows are not ruled."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

import cv2
import numpy as np

from ocr import bars, lines
from ocr.gaps import Gapped
from ocr.geometry import Box
from ocr.ink import WORK_DPI, Mask
from ocr.level import longest
from ocr.rules import Rules

_INSET = WORK_DPI // 50
"""Cells keep this far from their rules, in work pixels."""

_FOLD = WORK_DPI // 3
"""What is left of a fold between two column rules is longer than this, as are some headlines."""

_LEFT_OUT = 0.35
"""A stretch with less than this share of the usual column rules is no row."""

_WHOLE = 0.9
"""A stroke over this share of a row's height is no letter's."""

_SURELY, _APART = 3, 2.5
"""So many entries in a band of the first column are as many rows, or those so far apart.

Lines of one entry follow each other within two line heights.
"""

_SPECK = 0.25
"""What is smaller, in line heights, is no entry; the two strokes of a ditto mark are wider."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Column and row boundaries of a table in work pixels, first to last.

    `across` are the numbers of those stretches between `ys` that are no row: text runs across
    their columns. Columns lean by `slant` pixels to the right for each pixel down, about the
    table's middle. Cells keep `inset` pixels from their boundaries.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[int, ...] = ()
    slant: float = 0.0
    inset: int = _INSET

    @property
    def spans(self) -> tuple[tuple[float, float], ...]:
        """Top and bottom of each row."""
        every = enumerate(itertools.pairwise(self.ys))
        return tuple(span for number, span in every if number not in self.across)

    @property
    def rows(self) -> int:
        """Rows, the heading among them."""
        return len(self.ys) - 1 - len(self.across)

    @property
    def columns(self) -> int:
        """Columns."""
        return len(self.xs) - 1

    @property
    def box(self) -> Box:
        """The outline of the table."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell(self, row: int, column: int) -> Box:
        """The box between the rules."""
        top, bottom = self.spans[row]
        lean = self.slant * ((top + bottom) / 2 - self.box.centre[1])
        return Box(self.xs[column] + lean, top, self.xs[column + 1] + lean, bottom)

    def inside(self, row: int, column: int) -> Box:
        """The whole pixels of a cell that are clear of its rules."""
        cell, inset = self.cell(row, column), self.inset
        x0, y0 = round(cell.x0) + inset, round(cell.y0) + inset
        x1, y1 = round(cell.x1) - inset, round(cell.y1) - inset
        more = 1 if inset else 0
        return Box(x0, y0, max(x1 + more, x0), max(y1 + more, y0))


def part(marks: Mask, box: Box) -> Mask:
    """The pixels of a box with whole edges."""
    return marks[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)]


def ruled(found: Rules) -> Grid:
    """The grid as its rules say, closed at head and foot where the column rules reach farther."""
    far = WORK_DPI / 15
    ys = list(found.ys)
    if not ys or ys[0] - found.box.y0 > far:
        ys.insert(0, found.box.y0)
    if found.box.y1 - ys[-1] > far or len(ys) == 1:
        ys.append(max(found.box.y1, ys[-1]))
    return Grid(found.xs, tuple(ys))


def gapped(found: Gapped) -> Grid:
    """The grid of a table without column rules."""
    return Grid(found.xs, found.ys, found.across, found.slant, inset=0)


def with_rows(grid: Grid, marks: Mask, uprights: Mask, height: float) -> Grid:
    """The grid with its unruled bands cut into rows, one for each line of the first column.

    Where most entries stand in bands of three and more, or well apart, two are enough to cut a
    band; elsewhere it must hold three, since the number of a ruled row may itself take two lines.
    Headings between rows, which column rules leave out, tell nothing of that.
    """
    rooms = [grid.inside(row, 0) for row in range(1, grid.rows)]
    bands = [_entries(part(marks, room), height) for room in rooms]
    held = _held_by(grid, uprights, marks)
    rows = [at > _LEFT_OUT * float(np.median(held)) for at in held[1:]]
    told = [entries for entries, row in zip(bands, rows, strict=True) if row]
    several = sum(len(entries) for entries in told if _several(entries, height))
    unruled = grid.rows <= 2 or 2 * several > sum(map(len, told))
    ys = [*grid.ys[:2]]
    for room, entries, foot in zip(rooms, bands, grid.ys[2:], strict=True):
        if len(entries) >= (2 if unruled else _SURELY):
            ys += _cuts(room, entries, grid, marks)
        ys.append(foot)
    return replace(grid, ys=tuple(ys))


def _entries(column: Mask, height: float) -> list[Box]:
    """The lines of a band in the first column, top down; a speck is none."""
    found = lines.find(column, height)
    return [line for line in found if max(line.width, line.height) > _SPECK * height]


def _several(entries: list[Box], height: float) -> bool:
    """Whether the lines of a band in the first column are surely as many entries."""
    middles = [entry.centre[1] for entry in entries]
    apart = [below - above > _APART * height for above, below in itertools.pairwise(middles)]
    return len(entries) >= _SURELY or (len(entries) > 1 and all(apart))


def _cuts(room: Box, entries: list[Box], grid: Grid, marks: Mask) -> list[float]:
    """Heights between the entries of one band, `room` being its cell in the first column."""
    profile = marks[:, round(grid.xs[0]) : round(grid.xs[-1])].sum(axis=1)
    cuts = []
    for above, below in itertools.pairwise(entries):
        top, bottom = (round(room.y0 + entry.centre[1]) for entry in (above, below))
        cuts.append(float(top + lines.barest(profile[top:bottom])))
    return cuts


def without_across(grid: Grid, marks: Mask, uprights: Mask, height: float) -> Grid:
    """The grid without rows across whose columns one text runs, as headings between rows do.

    Either the column rules leave such a row out, or the text runs through them.
    """
    held = _held_by(grid, uprights, marks)
    if len(held) < 3 or grid.columns < 3 or grid.across:
        return grid
    usual = float(np.median(held))
    out = [
        number
        for number in range(1, len(held))
        if held[number] < _LEFT_OUT * usual or _runs_through(grid, number, marks, height)
    ]
    return replace(grid, across=tuple(out)) if len(out) < 0.5 * len(held) else grid


def _held_by(grid: Grid, uprights: Mask, marks: Mask) -> list[float]:
    """Share of the column rules that stand in each stretch between `ys`.

    Those of a row by itself between two headings are too short to be seen as rules; then they
    are strokes that reach from the top of the row to its foot.
    """
    near = _INSET
    told = []
    for top, foot in itertools.pairwise(grid.ys):
        rows = slice(round(top) + near, round(foot) - near)
        sides = [slice(round(x) - near, round(x) + near + 1) for x in grid.xs[1:-1]]
        drawn = [_reach(uprights[rows, side]) > 0.5 for side in sides]
        short = [_reach(marks[rows, side]) > _WHOLE for side in sides]
        told.append(float(np.mean(np.logical_or(drawn, short))))
    return told


def _reach(band: Mask) -> float:
    """Share of a band's height that has strokes."""
    return float(band.any(axis=1).mean()) if band.size else 0.0


def _runs_through(grid: Grid, row: int, marks: Mask, height: float) -> bool:
    """Whether a row is a line of text that runs across two column rules and more."""
    whole = replace(grid, xs=(grid.xs[0], grid.xs[-1])).inside(row, 0)
    if whole.height > 3 * height:
        return False
    text = part(marks, whole)
    fold = longest(text, _FOLD)  # it would join all entries of a row
    found = bars.phrases(cv2.subtract(text, fold), height)
    bar = tuple(sorted((moved(box, whole.x0) for box in found), key=lambda box: box.x0))
    over = [bars.crossed(box, grid.xs, height) for box in bar]
    return max(over, default=0) > 1 and bars.runs_across(bar, grid.xs, height)


def moved(box: Box, dx: float, dy: float = 0.0) -> Box:
    """The box moved by so much."""
    return Box(box.x0 + dx, box.y0 + dy, box.x1 + dx, box.y1 + dy)


def transferred(rows: Grid, to: Grid) -> Grid:
    """`to` with the rows of its facing page, whose grid is `rows`.

    Both share head, heading rule and foot; what lies between is carried over in proportion.
    """
    known = [rows.ys[0], rows.ys[1], rows.ys[-1]]
    here = [to.ys[0], to.ys[1], to.ys[-1]]
    return replace(to, ys=tuple(float(y) for y in np.interp(rows.ys, known, here)))
