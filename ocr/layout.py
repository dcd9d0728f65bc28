"""Flat leaves become a layout: the cells of the register's table and the lines around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np

from ocr import gaps, grid, lines, rules, running, stamps
from ocr.geometry import Box
from ocr.grid import Grid
from ocr.ink import WORK_DPI, Mask, connected, pieces
from ocr.leaf import FlatLeaf
from ocr.ruling import Ruling, grid_of, ruling
from ocr.stamps import Ring

_RULE = WORK_DPI // 30
"""Strokes as near as this to a table's edge are what is left of its rule."""


_SMALLEST = WORK_DPI // 18
"""Height of the smallest words."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a leaf (0 or 1), in full-size pixels of the flat leaf.

    `room` is how far paper may be taken around it: the inside of its cell, or the leaf.
    """

    leaf: int
    box: Box
    room: Box


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: row and column from 0 across both leaves, its box and lines on its leaf."""

    row: int
    column: int
    leaf: int
    box: Box
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows of cells (none if there is no table), lines outside it in reading order.

    `height` is that of a typical line of text, in full-size pixels. `heading` says whether the
    first row is the heading, where somebody said so; None leaves it to its words.
    """

    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[Line, ...]
    height: float
    heading: bool | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """A leaf, or the half of one that holds one of two facing tables, in work pixels.

    `text` are its strokes without rules, where it has no table without stamps too.
    """

    leaf: int
    text: Mask
    rings: tuple[Ring, ...]
    uprights: Mask
    grid: Grid | None
    factor: float


def lay_out(leaves: Sequence[FlatLeaf], ruled: Sequence[Ruling] | None = None) -> Layout:
    """The layout of a page; rows of facing pages are joined by their rules and order.

    `ruled` are the lines of its tables if somebody drew them; then none are looked for.
    """
    parts, height = _found(leaves) if ruled is None else _drawn(leaves, ruled)
    outside = [line for part in parts for line in _outside(part, height)]
    heading = ruled[0].heading if ruled else None
    return Layout(_rows(parts, height), tuple(outside), height / leaves[0].factor, heading)


def rulings(leaves: Sequence[FlatLeaf]) -> tuple[Ruling, ...]:
    """The lines of the tables as they are found, in full-size pixels of their leaves."""
    parts, _ = _found(leaves)
    tables = [(part, part.grid) for part in parts if part.grid is not None]
    return tuple(ruling(part.leaf, table, part.factor) for part, table in tables)


def _found(leaves: Sequence[FlatLeaf]) -> tuple[list[_Part], float]:
    parts = [part for number, leaf in enumerate(leaves) for part in _parts(number, leaf)]
    height = lines.letter_height([region for part in parts for region in _regions(part)])
    return _with_rows(parts, height), height


def _drawn(leaves: Sequence[FlatLeaf], ruled: Sequence[Ruling]) -> tuple[list[_Part], float]:
    parts = [
        part
        for number, leaf in enumerate(leaves)
        for part in _told(number, leaf, [one for one in ruled if one.leaf == number])
    ]
    return parts, lines.letter_height([region for part in parts for region in _regions(part)])


def _told(number: int, leaf: FlatLeaf, ruled: Sequence[Ruling]) -> list[_Part]:
    """The leaf, cut between the tables that were drawn on it."""
    drawn, _ = rules.find(leaf.inked)
    text = _text(leaf, drawn)
    tables = sorted((grid_of(one, leaf.factor) for one in ruled), key=lambda table: table.xs[0])
    if not tables:
        bare = stamps.erased(text, leaf.rings)
        return [_Part(number, bare, leaf.rings, drawn.uprights, None, leaf.factor)]
    return _between(number, text, leaf, drawn.uprights, tables)


def _text(leaf: FlatLeaf, drawn: rules.Drawn) -> Mask:
    """The strokes without rules and the rims of stamps, which would join lines of text."""
    return stamps.rimless(rules.erased(leaf.marks, drawn), leaf.rings)


def _parts(number: int, leaf: FlatLeaf) -> list[_Part]:
    """The leaf, cut between its tables if it has two."""
    drawn, tables = rules.find(leaf.inked)
    text = _text(leaf, drawn)
    height = lines.word_height(text)
    tables = tuple(table for table in tables if not running.runs(text, table, height))
    if tables:
        grids = [grid.ruled(table) for table in tables]
        return _between(number, text, leaf, drawn.uprights, grids)
    bare = stamps.erased(text, leaf.rings)
    found = _gapped(bare, drawn.levels)
    kept = text if found else bare
    return [_Part(number, kept, leaf.rings, drawn.uprights, found, leaf.factor)]


def _between(
    number: int, text: Mask, leaf: FlatLeaf, uprights: Mask, tables: Sequence[Grid]
) -> list[_Part]:
    """One part a table, left to right."""
    cuts = [0, *(round((a.box.x1 + b.box.x0) / 2) for a, b in pairwise(tables)), text.shape[1]]
    return [
        _Part(number, _only(text, left, right), leaf.rings, uprights, table, leaf.factor)
        for table, (left, right) in zip(tables, pairwise(cuts), strict=True)
    ]


def _gapped(bare: Mask, levels: Mask) -> Grid | None:
    """The grid of a table without column rules, by strokes without rules and stamps."""
    found = gaps.find(bare, levels, lines.word_height(bare))
    return grid.gapped(found) if found else None


def _only(text: Mask, left: int, right: int) -> Mask:
    """The strokes between two columns of pixels, in their places."""
    part: Mask = np.zeros_like(text)
    part[:, left:right] = text[:, left:right]
    return part


def _regions(part: _Part) -> list[Mask]:
    """Pieces of the leaf in which lines can be told by their rows of pixels."""
    table = part.grid
    if table is None:
        return [part.text]
    return [
        grid.part(part.text, table.inside(row, column))
        for row in range(table.rows)
        for column in range(table.columns)
    ]


def _with_rows(parts: list[_Part], height: float) -> list[_Part]:
    """Rows where none are ruled; a right page takes those of the left if its own differ."""
    first: Grid | None = None
    done = []
    for part in parts:
        table = part.grid
        if table and table.inset == 0:
            first = first or table
        elif table and first is None:
            table = first = grid.with_rows(table, part.text, part.uprights, height)
            if len(parts) == 1:  # a heading on one of two facing pages says nothing of the other
                table = grid.without_across(table, part.text, part.uprights, height)
        elif table and first and table.rows != first.rows:
            table = grid.transferred(first, table)
        done.append(replace(part, grid=table))
    return done


def _rows(parts: list[_Part], height: float) -> tuple[tuple[Cell, ...], ...]:
    count = max((part.grid.rows for part in parts if part.grid), default=0)
    rows: list[list[Cell]] = [[] for _ in range(count)]
    for part in parts:
        if part.grid is None:
            continue
        for row in range(part.grid.rows):
            for column in range(part.grid.columns):
                place = (row, len(rows[row]))
                rows[row].append(_cell(part, part.grid, (row, column), place, height))
    return tuple(tuple(row) for row in rows)


def _cell(
    part: _Part, table: Grid, at: tuple[int, int], place: tuple[int, int], height: float
) -> Cell:
    row, column = place
    box, inner = table.cell(*at), table.inside(*at)
    room = _scaled(inner, part.factor)
    found = [
        Line(part.leaf, _scaled(grid.moved(line, inner.x0, inner.y0), part.factor), room)
        for line in lines.find(grid.part(part.text, inner), height)
    ]
    return Cell(row, column, part.leaf, _scaled(box, part.factor), tuple(found))


def _outside(part: _Part, height: float) -> list[Line]:
    """Lines outside the table, top down, wide blanks cut out."""
    text = part.text.copy()
    if part.grid is not None:
        for top, bottom in part.grid.spans:
            text[round(top) : round(bottom), _width(part.grid, top, bottom)] = 0
        text = stamps.erased(text, part.rings)
    text = _without_edges(text, height)
    found = [
        chunk
        for line in lines.find(text, height)
        for chunk in lines.chunks(text, line, gap=3 * height)
    ]
    room = _scaled(Box(0, 0, text.shape[1], text.shape[0]), part.factor)
    return [
        Line(part.leaf, _scaled(box, part.factor), room)
        for box in found
        if _is_text(text, box, height)
    ]


def _without_edges(text: Mask, height: float) -> Mask:
    """The strokes without narrow ones as high as four lines: edges and gutters join all lines."""
    labels, stats, _ = connected(text)
    across, down = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    edge = (down > 4 * height) & (across < down / 4)
    return pieces(text, labels, ~edge) if edge[1:].any() else text


def _width(table: Grid, top: float, bottom: float) -> slice:
    """The pixels across that a row takes, a rule's width more on both sides."""
    lean = table.slant * ((top + bottom) / 2 - table.box.centre[1])
    x0, x1 = table.xs[0] + lean, table.xs[-1] + lean
    return slice(max(round(x0) - _RULE, 0), round(x1) + _RULE)


def _is_text(text: Mask, box: Box, height: float) -> bool:
    """Whether a chunk is big enough, or words in smaller type, and no stamp's ring nor shadow."""
    ink = float(text[round(box.y0) : round(box.y1), round(box.x0) : round(box.x1)].mean())
    smaller = box.height >= _SMALLEST and box.width > 4 * box.height
    high = box.height >= 0.4 * height or (smaller and ink > 0.1)
    return high and box.width >= 0.4 * height and 0.03 < ink < 0.8


def _scaled(box: Box, factor: float) -> Box:
    return Box(box.x0 / factor, box.y0 / factor, box.x1 / factor, box.y1 / factor)
